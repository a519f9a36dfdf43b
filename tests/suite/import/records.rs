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
