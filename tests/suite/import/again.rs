//! A second run: files that were changed, renamed, moved with their folder, and images that were exchanged.

use std::fs;

use super::{Bench, PICTURE};

#[test]
fn renamed_and_changed_files_stay_the_same_standards() {
    let bench = Bench::new();
    bench.put("git/sign.md", "# Sign commits\n");
    bench.put("git/squash.md", "# Squash\n");
    bench.put("0007-utc.md", "# UTC\n");
    bench.put("move.md", "# Move\n");
    bench.put("same/a.md", "# Twin\n");
    bench.put("same/b.md", "# Twin\n");
    let first = bench.import();
    assert_eq!(bench.count(), 6);
    for path in ["git/sign.md", "same/a.md", "same/b.md"] {
        first.became(path, "new");
    }
    let source = bench.path().join("source");
    let rename = |from: &str, to: &str| {
        fs::create_dir_all(source.join(to).parent().unwrap()).unwrap();
        fs::rename(source.join(from), source.join(to)).unwrap();
    };
    // Renamed; renamed by its words and changed, with its number; moved to another folder and changed; changed.
    rename("git/sign.md", "git/sign-commits.md");
    rename("0007-utc.md", "0007-store-times-in-utc.md");
    bench.put("0007-store-times-in-utc.md", "# Store times in UTC\n");
    rename("move.md", "elsewhere/move.md");
    bench.put("elsewhere/move.md", "# Moved\n");
    bench.put("git/squash.md", "# Squash first\n");
    let dry = bench.import_with(&["--dry-run"]);
    let second = bench.import();
    for told in [&dry, &second] {
        told.became("git/sign-commits.md", "moved");
        assert_eq!(told.file("git/sign-commits.md")["was"], "git/sign.md");
        told.became("0007-store-times-in-utc.md", "changed");
        told.became("elsewhere/move.md", "changed");
        told.became("git/squash.md", "changed");
        told.became("same/b.md", "same");
        assert_eq!(told.id("git/sign-commits.md"), first.id("git/sign.md"));
        assert_eq!(told.id("0007-store-times-in-utc.md"), "S-7");
        assert_eq!(told.id("elsewhere/move.md"), first.id("move.md"));
    }
    assert_eq!(bench.count(), 6);
    let third = bench.import();
    assert_eq!(third.0["known"], 6, "{}", third.0);
    // The whole folder under another name, with a change in it.
    bench.put("git/squash.md", "# Squash last\n");
    fs::rename(&source, bench.path().join("notes")).unwrap();
    let words = ["import", "notes", "--as", "standards", "--json"];
    let fourth = super::Told(bench.run(&words).done().json());
    fourth.became("git/squash.md", "changed");
    assert_eq!(bench.count(), 6);
}

#[test]
fn what_went_on_in_the_book_becomes_a_proposal() {
    let bench = Bench::new();
    bench.put("a.md", "# A\n\nOne.\n");
    let id = bench.import().id("a.md");
    let book = bench.path().join("cahier-data/standards/0001-a.md");
    fs::write(&book, "# A\n\nBy hand.\n").unwrap();
    bench.put("b.md", "# B\n");
    bench.import();
    bench.put("a.md", "# A\n\nTwo.\n");
    let dry = bench.import_with(&["--dry-run"]);
    dry.became("a.md", "proposed");
    let told = bench.import();
    told.became("a.md", "proposed");
    assert!(told.file("a.md")["proposal"].is_string());
    assert_eq!(told.id("a.md"), id);
    let shown = bench.standard(&id);
    assert_eq!(shown["markdown"], "# A\n\nBy hand.\n");
    assert_eq!(shown["proposals"].as_array().unwrap().len(), 1);
    bench.import().became("a.md", "same");
}

#[test]
fn images_are_bounded_and_may_be_exchanged() {
    let bench = Bench::new();
    let mut other = PICTURE.to_vec();
    other.push(0);
    bench.put("a.md", "# A\n\n![p](img/p.png) ![big](img/big.png) ![svg](img/x.svg) ![gone](img/gone.png) ![odd](img/odd.png)\n");
    bench.put("img/p.png", PICTURE);
    bench.put("img/big.png", [PICTURE, &vec![0; 2_500_000]].concat());
    bench.put("img/x.svg", "<svg onload='alert(1)'/>");
    bench.put("img/odd.png", "no picture");
    bench.put("img/unseen.png", PICTURE);
    let run = bench.run(&["import", "source", "--as", "standards"]).done();
    assert!(
        run.out
            .contains("Images: 1 taken, 0 known already, 4 left out"),
        "{}",
        run.out
    );
    assert!(
        run.err
            .contains("img/gone.png: it is not there (shown by a.md)"),
        "{}",
        run.err
    );
    let told = bench.import();
    assert_eq!(told.image("img/p.png")["what"], "same");
    for left in ["img/big.png", "img/x.svg", "img/odd.png", "img/gone.png"] {
        assert_eq!(told.image(left)["what"], "left_out", "{left}");
    }
    let beside = bench.path().join("cahier-data/standards/img");
    assert!(fs::read(beside.join("p.png")).unwrap() == PICTURE);
    assert_eq!(fs::read_dir(&beside).unwrap().count(), 1);
    bench.put("img/p.png", &other);
    assert_eq!(bench.import().image("img/p.png")["what"], "changed");
    assert!(fs::read(beside.join("p.png")).unwrap() == other);
    // A file of somebody's own at that place is never written over.
    fs::write(beside.join("p.png"), "mine").unwrap();
    bench.put("img/p.png", PICTURE);
    bench.import();
    assert_eq!(fs::read(beside.join("p.png")).unwrap(), b"mine");
    let page = bench.page("S-1");
    assert_eq!(page.matches("<img").count(), 1, "{page}");
}
