//! What a standard's file says about itself, in all the forms in which other programs write it.

use cahier::id::{ProblemId, StandardId};
use cahier::markdown::{Document, Status, Value, read, set, text_of};
use proptest::prelude::*;

fn document(text: &str) -> Document {
    read(text.as_bytes()).unwrap_or_else(|flaws| panic!("{flaws:?} in {text:?}"))
}

/// Line, column and key of every flaw.
fn flaws(text: &str) -> Vec<(usize, usize, &'static str)> {
    let flaws = read(text.as_bytes()).expect_err("flaws");
    flaws
        .into_iter()
        .map(|flaw| (flaw.line, flaw.column, flaw.message.key))
        .collect()
}

#[test]
fn a_standard_of_our_own_is_read_whole() {
    let document = document(
        "---\nstatus: active            # active | superseded | retired\ntags: [database, time]\nteam: web\nsolves: [P-12, P-31]\nsupersedes: [S-2]\napplies_to: [\"src/**/*.rs\", \"migrations/**\"]\nenforced_by: https://lint.example/utc\nreview_by: 2027-05-01\nlang: en\nreading: 3\nmine: {kept: [1, 2]}\n---\n\n# Store times in UTC\n\nText\n",
    );
    let meta = &document.meta;
    assert_eq!(meta.status, Status::Active);
    assert_eq!(meta.tags, ["database", "time"]);
    assert_eq!(meta.team.as_deref(), Some("web"));
    assert_eq!(meta.solves, [ProblemId::new(12), ProblemId::new(31)]);
    assert_eq!(meta.supersedes, [StandardId::new(2)]);
    assert_eq!(meta.applies_to, ["src/**/*.rs", "migrations/**"]);
    assert_eq!(
        meta.enforced_by.as_deref(),
        Some("https://lint.example/utc")
    );
    assert_eq!(
        meta.review_by.map(|day| day.to_string()).as_deref(),
        Some("2027-05-01")
    );
    assert_eq!((meta.lang.as_deref(), meta.reading), (Some("en"), Some(3)));
    assert_eq!(document.heading.as_deref(), Some("Store times in UTC"));
    assert_eq!(document.heading_line, Some(15));
}

#[test]
fn lists_are_read_in_every_form() {
    let block = document(
        "---\r\ntags:\r\n  - a\r\n  - b # why\r\nsolves:\r\n- P-1\r\nsupersedes: 0007\r\n---\r\n# A\r\n",
    );
    assert_eq!(block.meta.tags, ["a", "b"]);
    assert_eq!(block.meta.solves, [ProblemId::new(1)]);
    assert_eq!(block.meta.supersedes, [StandardId::new(7)]);
    let bare = document(
        "\u{feff}---\ntags: a, b\nteam: 007\nlang: no\nreview_by: \"2027-01-31\"\n...\n# A\n",
    );
    assert_eq!(bare.meta.tags, ["a", "b"]);
    assert_eq!(bare.meta.team.as_deref(), Some("007"));
    assert_eq!(bare.meta.lang.as_deref(), Some("no"));
    assert!(bare.meta.review_by.is_some());
    let empty = document("---\nstatus:\ntags: []\nteam: ~\n---\nNo heading\n");
    assert_eq!(
        (
            empty.meta.status,
            empty.meta.tags.len(),
            empty.meta.team.as_deref()
        ),
        (Status::Active, 0, None)
    );
    assert_eq!(empty.title("x/0012-no-heading_here.md"), "No heading here");
}

#[test]
fn records_say_their_status_in_their_own_words() {
    let madr = document(
        "---\nstatus: \"superseded by [ADR-0005](0005-other.md)\"\ndate: 2024-01-02\ndeciders: [a]\n---\n# A\n",
    );
    assert_eq!(madr.meta.status, Status::Superseded);
    assert_eq!(madr.meta.superseded_by, [StandardId::new(5)]);
    let other = document("# 12. Use it\n\nDate: 2020-01-01\n\n## Status\n\nDeprecated\n");
    assert_eq!(other.meta.status, Status::Retired);
    assert_eq!(
        document("---\nstatus: Accepted\n---\n# A\n").meta.status,
        Status::Active
    );
}

#[test]
fn what_only_looks_like_front_matter_is_text() {
    for text in [
        "---\n\nSome words\n\n---\n\n# A\n",
        "---\n- a\n- b\n---\n# A\n",
        "----\nstatus: x\n---\n# A\n",
        "---",
        "---\n",
        " ---\na: 1\n---\n# A\n",
        "# A\n\n---\nstatus: odd\n---\n",
    ] {
        let document = document(text);
        assert_eq!(
            (document.front_matter.clone(), document.body_offset),
            (None, 0),
            "{text:?}"
        );
    }
}

#[test]
fn flaws_are_named_by_line_and_column() {
    assert_eq!(
        flaws("---\ntags: [a]\nstatus:  sleeping\n---\n# A\n"),
        [(3, 10, "markdown-unknown-status")]
    );
    assert_eq!(
        flaws(
            "---\nsolves: [P-1, S-2]\nsupersedes: [later]\nreview_by: soon\nreading: first\nteam: [a]\n---\n"
        ),
        [
            (2, 15, "markdown-no-problem"),
            (3, 14, "markdown-no-standard"),
            (4, 12, "markdown-no-day"),
            (5, 10, "markdown-no-place"),
            (6, 7, "markdown-one-text"),
        ]
    );
    assert_eq!(
        flaws("---\nstatus: active\n# A\n"),
        [(1, 1, "markdown-front-matter-open")]
    );
    let (line, _, key) = flaws("---\nok: 1\nstatus: [active\ntags: b\n---\n# A\n")[0];
    assert!(
        key == "markdown-yaml" && (3..=5).contains(&line),
        "{line} {key}"
    );
    let (line, _, key) = flaws("---\nstatus: active\nstatus: retired\n---\n# A\n")[0];
    assert_eq!((line, key), (3, "markdown-yaml"));
    assert_eq!(
        flaws(
            "---\nstatus: active\n<<<<<<< HEAD\ntags: [a]\n=======\ntags: [b]\n>>>>>>> theirs\n---\n# A\n"
        ),
        [(3, 1, "markdown-merge-markers")]
    );
    assert_eq!(
        flaws(&"x".repeat((1 << 20) + 1)),
        [(1, 1, "markdown-too-long")]
    );
}

#[test]
fn a_yaml_bomb_is_refused_at_once() {
    let mut bomb = String::from("---\na: &a [x, x, x, x, x, x, x, x, x]\n");
    for (name, of) in ["b", "c", "d", "e", "f", "g", "h", "i"]
        .iter()
        .zip(["a", "b", "c", "d", "e", "f", "g", "h"])
    {
        bomb.push_str(&format!(
            "{name}: &{name} [*{of}, *{of}, *{of}, *{of}, *{of}, *{of}, *{of}, *{of}, *{of}]\n"
        ));
    }
    bomb.push_str("tags: *i\n---\n# A\n");
    let started = std::time::Instant::now();
    assert_eq!(flaws(&bomb)[0].2, "markdown-yaml");
    let deep = format!("---\na: {}{}\n---\n", "[".repeat(5_000), "]".repeat(5_000));
    assert_eq!(flaws(&deep)[0].2, "markdown-yaml");
    let wide = format!("---\ntags: [{}]\n---\n", "a, ".repeat(30_000));
    assert!(read(wide.as_bytes()).is_err());
    assert!(started.elapsed().as_secs() < 5, "{:?}", started.elapsed());
}

/// Front matters as people and programs write them, and some that nobody should.
pub(crate) fn any_text() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        "[a-z]{1,6}: [a-zé0-9 ]{0,8}",
        "status: (active|retired|superseded|odd)?",
        "tags: \\[(a|b, c|\"d\")?\\]",
        "(tags|solves|applies_to):",
        "  - [a-z*/\"]{1,6}",
        "- P-[1-9]{1,3}",
        "# [a-z ]{0,6}",
        "(---|\\.\\.\\.|===|\\{\\}|\\[)",
        "review_by: 20[0-9]{2}-[0-9]{2}-[0-9]{2}",
        "[ \\t:#'\"|>&*!%@`-]{0,6}",
        "\\PC{0,12}",
        Just(String::new()),
    ];
    let lines = prop::collection::vec(
        (line, prop_oneof![Just("\n"), Just("\r\n"), Just("\r")]),
        0..14,
    );
    (any::<bool>(), any::<bool>(), lines).prop_map(|(mark, opened, lines)| {
        let mut text = String::from(if mark { "\u{feff}" } else { "" });
        if opened {
            text.push_str("---\n");
        }
        for (line, ending) in lines {
            text.push_str(&line);
            text.push_str(ending);
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Nothing that stands on disk makes the reader panic.
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Err(flaws) = read(&bytes) {
            prop_assert!(!flaws.is_empty());
        }
    }

    /// Every place that is named lies within the text.
    #[test]
    fn places_lie_within_the_text(text in any_text()) {
        match read(text.as_bytes()) {
            Ok(document) => {
                prop_assert!(text.is_char_boundary(document.body_offset));
                let body = document.body(&text);
                prop_assert!(text.ends_with(body));
                if let Some(yaml) = document.front_matter {
                    let before = &text[..yaml.start];
                    prop_assert_eq!(before.trim_start_matches('\u{feff}').trim_end(), "---");
                    prop_assert!(yaml.end <= document.body_offset);
                }
            }
            Err(flaws) => {
                let lines = text.replace("\r\n", "\n").replace('\r', "\n").split('\n').count();
                for flaw in flaws {
                    prop_assert!(flaw.line >= 1 && flaw.line <= lines + 1, "{:?}", flaw);
                    prop_assert!(flaw.column >= 1);
                }
            }
        }
    }

    /// One key changes; the text, and every other line of the front matter, keeps its bytes.
    #[test]
    fn an_edit_keeps_all_else(text in any_text(), status in prop_oneof![Just("retired"), Just("active"), Just("superseded")]) {
        let Ok(before) = read(text.as_bytes()) else { return Ok(()) };
        let Ok(changed) = set(text.as_bytes(), "status", Value::Text(status)) else { return Ok(()) };
        let changed = text_of(&changed).expect("still text").to_owned();
        let after = document(&changed);
        prop_assert_eq!(after.body(&changed), before.body(&text));
        prop_assert_eq!(after.meta.status.to_string(), status);
        prop_assert_eq!(&after.meta.tags, &before.meta.tags);
        prop_assert_eq!(&after.meta.solves, &before.meta.solves);
        prop_assert_eq!(changed.starts_with('\u{feff}'), text.starts_with('\u{feff}'));
        let again = set(changed.as_bytes(), "status", Value::Text(status)).expect("editable again");
        prop_assert_eq!(text_of(&again).expect("still text"), changed);
    }

    /// What is written as a value is read back as the same value.
    #[test]
    fn a_value_comes_back_as_it_was_given(tags in prop::collection::vec("\\PC{1,12}", 0..4), team in "\\PC{1,12}") {
        let tags: Vec<String> = tags.into_iter().map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()).collect();
        prop_assume!(!team.trim().is_empty());
        let text = b"---\r\nmine: 1\r\n---\r\n# A\r\n";
        let changed = set(text, "tags", Value::List(&tags)).expect("editable");
        let changed = set(&changed, "team", Value::Text(&team)).expect("editable");
        let after = read(&changed).expect("readable");
        let mut unique: Vec<String> = Vec::new();
        for tag in tags {
            if !unique.contains(&tag) {
                unique.push(tag);
            }
        }
        prop_assert_eq!(after.meta.tags, unique);
        prop_assert_eq!(after.meta.team.as_deref(), Some(team.trim()));
    }
}
