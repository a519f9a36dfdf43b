//! Decision records: their status, their days, and which took the place of which, also where the book counts otherwise.

use super::{Bench, link};

const OLD: &str = "# 2. Use it\n\nDate: 2016-02-12\n\n## Status\n\nSuperceded by [3. Use that](0003-use-that.md)\n\n## Context\n\nx\n";
const NEW: &str = "# 3. Use that\n\nDate: 2017-03-01\n\n## Status\n\nAccepted\n\nSupercedes [2. Use it](0002-use-it.md)\n\n## Context\n\nx\n";

#[test]
fn records_keep_what_they_say_of_each_other_under_other_numbers() {
    let bench = Bench::new();
    for title in ["One", "Two", "Three", "Four"] {
        bench.put(&format!("first/{title}.md"), format!("# {title}\n"));
    }
    bench
        .run(&["import", "source/first", "--as", "standards"])
        .done();
    bench.put("adr/0002-use-it.md", OLD);
    bench.put("adr/0003-use-that.md", NEW);
    bench.put(
        "adr/0004-drop-it.md",
        "---\nstatus: \"superseded by ADR-0099\"\ndate: 2024-05-06\n---\n# Drop it\n\nSee [that](0003-use-that.md).\n",
    );
    let words = ["import", "source/adr", "--as", "standards", "--json"];
    let told = super::Told(bench.run(&words).done().json());
    let (old, new) = (told.id("0002-use-it.md"), told.id("0003-use-that.md"));
    assert_eq!((old.as_str(), new.as_str()), ("S-5", "S-6"));
    let record = &told.file("0002-use-it.md")["record"];
    assert_eq!(record["decided"], "2016-02-12");
    assert_eq!(record["superseded_by"][0], 3);
    let shown = bench.standard(&old);
    assert_eq!(shown["status"], "superseded", "{shown}");
    assert_eq!(shown["successor"], new.as_str(), "{shown}");
    assert_eq!(shown["decided"], "2016-02-12");
    assert_eq!(bench.standard(&new)["replaces"][0], old.as_str());
    // Those that had the numbers before are untouched.
    for id in ["S-2", "S-3"] {
        assert_eq!(bench.standard(id)["status"], "active", "{id}");
    }
    let third = told.id("0004-drop-it.md");
    assert_eq!(bench.standard(&third)["decided"], "2024-05-06");
    let page = bench.page(&third);
    assert!(
        page.contains(&link(&told, "0003-use-that.md", "that")),
        "{page}"
    );
    // The same again changes nothing.
    let again = super::Told(bench.run(&words).done().json());
    again.became("0002-use-it.md", "same");
    assert_eq!(bench.standard(&old)["successor"], new.as_str());
    assert_eq!(bench.run(&["doctor", "--strict"]).code, Some(0));
}

#[test]
fn a_record_is_told_of_in_a_dry_run() {
    let bench = Bench::new();
    bench.put("0002-use-it.md", OLD);
    bench.put("0003-use-that.md", NEW);
    let run = bench
        .run(&["import", "source", "--as", "standards", "--dry-run"])
        .done();
    let row = run
        .out
        .lines()
        .find(|line| line.contains("0002-use-it.md"))
        .unwrap();
    for word in ["new", "S-2", "superseded", "by 3", "decided on 2016-02-12"] {
        assert!(row.contains(word), "{word}: {row}");
    }
    assert_eq!(bench.count(), 0);
}

#[test]
fn what_nobody_accepted_and_what_is_empty_is_left_out_with_a_reason() {
    let bench = Bench::new();
    bench.put(
        "0001-madr.md",
        "---\nstatus: proposed\n---\n# Use it\n\nx\n",
    );
    bench.put("0002-list.md", "# Use that\n\n* Status: proposed\n\nx\n");
    bench.put(
        "0003-tools.md",
        "# 3. Use all\n\n## Status\n\nProposed\n\n## Context\n\nx\n",
    );
    bench.put(
        "0004-later.md",
        "# 4. Use one\n\n## Status\n\nProposed\n\nAccepted\n\n## Context\n\nx\n",
    );
    bench.put("0005-no.md", "---\nstatus: rejected\n---\n# No\n\nx\n");
    bench.put("Empty.md", "");
    bench.put("Blank.md", "\n  \n\n");
    bench.put("Head.md", "---\ntitle: Head\ntags: [a]\n---\n\n");
    let dry = bench.import_with(&["--dry-run"]);
    let real = bench.import();
    for told in [&dry, &real] {
        for path in ["0001-madr.md", "0002-list.md", "0003-tools.md"] {
            told.became(path, "left_out");
            assert!(
                told.why(path).contains("cahier standard propose FILE"),
                "{path}: {}",
                told.0
            );
        }
        for path in ["Empty.md", "Blank.md", "Head.md"] {
            told.became(path, "left_out");
            assert!(told.why(path).contains("nothing is written"), "{}", told.0);
        }
        told.became("0004-later.md", "new");
        told.became("0005-no.md", "new");
    }
    assert_eq!(bench.count(), 2);
    assert_eq!(bench.standard("S-4")["status"], "active");
    assert_eq!(bench.standard("S-5")["status"], "retired");
}

#[test]
fn links_to_files_that_got_another_number_are_warned_of() {
    let bench = Bench::new();
    for title in ["One", "Two", "Three"] {
        bench.put(&format!("first/{title}.md"), format!("# {title}\n"));
    }
    bench
        .run(&["import", "source/first", "--as", "standards"])
        .done();
    bench.put("adr/0003-new.md", "# New\n\nx\n");
    let old = "# Old\n\nSee [that](0003-new.md) and [none](0099-none.md).\n";
    bench.put("adr/0017-old.md", old);
    bench.put("adr/a.md", "# A\n\nx\n");
    bench.put("adr/sub/0012-b.md", "# B\n\nSee [it](../a.md).\n");
    bench
        .run(&["import", "source/adr", "--as", "standards"])
        .done();
    let check = |more: &[&str]| bench.run(&[&["check", "cahier-data/standards"], more].concat());
    let run = check(&[]);
    assert_eq!(run.code, Some(1), "{run:?}");
    let said = run.out + &run.err;
    for line in [
        "0003-new.md is 0004-new.md now: the book leads there, other programs do not",
        "../a.md is ../0018-a.md now",
        "there is no file 0099-none.md",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    // What is only warned of fails with --strict alone.
    let book = bench.path().join("cahier-data/standards");
    std::fs::write(
        book.join("0017-old.md"),
        "# Old\n\nSee [that](0003-new.md).\n",
    )
    .unwrap();
    assert_eq!(check(&[]).code, Some(0));
    assert_eq!(check(&["--strict"]).code, Some(1));
}
