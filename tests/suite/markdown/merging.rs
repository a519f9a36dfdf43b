//! Two changes of one text are joined without losing a line, and without changing a byte that nobody changed.

use cahier::markdown::merge;
use proptest::prelude::*;

fn joins(base: &str, mine: &str, theirs: &str) -> String {
    merge(base, mine, theirs).text().expect("nothing to decide")
}

#[test]
fn changes_of_other_lines_are_joined() {
    assert_eq!(joins("a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n"), "A\nb\nC\n");
    assert_eq!(joins("a\nb\nc\n", "b\nc\n", "a\nb\nc\nd\n"), "b\nc\nd\n");
    assert_eq!(joins("a\n", "a\nb\n", "a\nb\n"), "a\nb\n");
}

#[test]
fn lines_that_both_changed_are_for_a_person() {
    let merge = merge("a\nb\nc\n", "a\nx\nz\nc\n", "a\ny\nz\nc\n");
    let clashes: Vec<_> = merge.clashes().collect();
    assert_eq!(clashes.len(), 1);
    assert_eq!(
        (
            clashes[0].base.as_str(),
            clashes[0].mine.as_str(),
            clashes[0].theirs.as_str(),
            clashes[0].line,
        ),
        ("b\n", "x\n", "y\n", 2)
    );
    assert_eq!(merge.text(), None);
    assert_eq!(merge.mended(&["x and y"]).unwrap(), "a\nx and y\nz\nc\n");
    assert_eq!(merge.mended(&[""]).unwrap(), "a\nz\nc\n");
}

#[test]
fn endings_are_changed_by_whoever_changed_them() {
    let windows = "a\r\nb\r\nc\r\n";
    assert_eq!(joins("a\nb\nc\n", windows, "a\nb\nC\n"), "a\r\nb\r\nC\r\n");
    assert_eq!(
        joins(windows, "A\r\nb\r\nc\r\n", "a\r\nb\r\nC\r\n"),
        "A\r\nb\r\nC\r\n"
    );
    assert_eq!(joins("a\nb\nc", "A\nb\nc", "a\nb\nC"), "A\nb\nC");
    assert_eq!(joins("a\nb\nc", "A\nb\nc", "a\nb\nc\n"), "A\nb\nc\n");
    assert_eq!(joins("a\nb\nc", "a\nb\nc\nd", "A\nb\nc"), "A\nb\nc\nd");
    assert_eq!(
        joins("\u{feff}a\nb\nc\n", "a\nb\nc\n", "\u{feff}a\nb\nC\n"),
        "a\nb\nC\n"
    );
    let mended = merge("a\r\n", "b\r\n", "c\r\n").mended(&["d\ne"]);
    assert_eq!(mended.unwrap(), "d\r\ne\r\n");
}

/// Texts of few different lines, so that two of them have much in common.
fn text() -> impl Strategy<Value = String> {
    let line = prop_oneof!["", "a", "b", "c", "- a", "# A"];
    let ending = prop_oneof![8 => Just("\n"), 1 => Just("\r\n"), 1 => Just("\r")];
    (
        proptest::collection::vec((line, ending), 0..12),
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(lines, is_open, has_mark)| {
            let mut text = String::from(if has_mark { "\u{feff}" } else { "" });
            for (line, ending) in &lines {
                text.push_str(line);
                text.push_str(ending);
            }
            if is_open {
                text.push('z');
            }
            text
        })
}

/// Every line of a text, without its ending.
fn words(text: &str) -> Vec<String> {
    let body = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let mut words: Vec<String> = body.split(['\n', '\r']).map(str::to_owned).collect();
    if words.last().is_some_and(String::is_empty) {
        words.pop();
    }
    words
}

proptest! {
    #[test]
    fn one_change_alone_is_taken_to_the_byte(base in text(), other in text()) {
        prop_assert_eq!(joins(&base, &other, &base), other.clone());
        prop_assert_eq!(joins(&base, &base, &other), other.clone());
        prop_assert_eq!(joins(&base, &other, &other), other);
    }

    #[test]
    fn no_line_of_either_is_lost(base in text(), mine in text(), theirs in text()) {
        let merge = merge(&base, &mine, &theirs);
        let as_mine: Vec<&str> = merge.clashes().map(|clash| clash.mine.as_str()).collect();
        let as_theirs: Vec<&str> = merge.clashes().map(|clash| clash.theirs.as_str()).collect();
        let (one, other) = (merge.mended(&as_mine).unwrap(), merge.mended(&as_theirs).unwrap());
        let known = words(&base);
        for (joined, wanted) in [(&one, &mine), (&other, &theirs)] {
            for line in words(wanted).into_iter().filter(|line| !known.contains(line)) {
                prop_assert!(words(joined).contains(&line), "{line:?} is lost in {joined:?}");
            }
        }
    }

    #[test]
    fn who_is_first_decides_no_text(base in text(), mine in text(), theirs in text()) {
        let (one, other) = (merge(&base, &mine, &theirs), merge(&base, &theirs, &mine));
        prop_assert_eq!(one.clashes().count(), other.clashes().count());
        if let (Some(one), Some(other)) = (one.text(), other.text()) {
            prop_assert_eq!(words(&one), words(&other));
        }
    }

    #[test]
    fn changes_far_apart_never_clash(
        lines in proptest::collection::vec("[a-e]{1,3}", 3..12), first in "[x-z]{1,4}", last in "[x-z]{1,4}",
    ) {
        let base = format!("1\n{}\n2\n", lines.join("\n"));
        let (mine, theirs) = (base.replacen("1\n", &format!("{first}\n"), 1), base.replace("\n2\n", &format!("\n{last}\n")));
        prop_assert_eq!(joins(&base, &mine, &theirs), format!("{first}\n{}\n{last}\n", lines.join("\n")));
    }
}
