//! Folders that mean harm, or are only odd: nothing outside is read, nothing is lost silently, the rest goes on.

use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;

use super::{Bench, PICTURE, link};

#[test]
fn nothing_outside_the_folder_is_read() {
    let bench = Bench::new();
    let secret = bench.path().join("secret");
    fs::create_dir(&secret).unwrap();
    fs::write(secret.join("s.md"), "# Secret\n").unwrap();
    fs::write(secret.join("s.png"), PICTURE).unwrap();
    let source = bench.path().join("source");
    symlink(secret.join("s.md"), source.join("linked.md")).unwrap();
    symlink(&secret, source.join("folder")).unwrap();
    symlink(secret.join("s.png"), source.join("s.png")).unwrap();
    let absolute = secret.join("s.png").display().to_string();
    bench.put(
        "a.md",
        format!("# A\n\n![1](../secret/s.png) ![2]({absolute}) ![3](folder/s.png) ![4](s.png) ![5](%2e%2e/secret/s.png) [6](../../etc/passwd) [7](file:///etc/passwd)\n"),
    );
    let told = bench.import();
    told.became("linked.md", "left_out");
    told.became("folder", "left_out");
    assert_eq!(bench.count(), 1);
    for image in told.0["images"].as_array().unwrap() {
        assert_eq!(image["what"], "left_out", "{image}");
    }
    let page = bench.page(&told.id("a.md"));
    assert!(!page.contains("<img"), "{page}");
    assert_eq!(page.matches("class=\"elsewhere\"").count(), 7, "{page}");
}

#[test]
fn odd_files_are_named_and_the_rest_goes_on() {
    let bench = Bench::new();
    bench.put("latin.md", b"# Caf\xe9\n");
    bench.put(
        "merge.md",
        "# A\n\n<<<<<<< ours\nx\n=======\ny\n>>>>>>> theirs\n",
    );
    bench.put("status.md", "---\nstatus: whatever\n---\n# S\n");
    bench.put("huge.md", vec![b'a'; (1 << 20) + 1]);
    bench.put("page.html", "<p>x</p>");
    bench.put("deep.md/inner.md", "# Inner\n");
    bench.put("escape\u{1b}[2J.md", "# Escape\n");
    let name = std::ffi::OsStr::from_bytes(b"n\xffme.md");
    fs::write(bench.path().join("source").join(name), "# N\n").unwrap();
    bench.put("good.md", "\u{feff}# Good\r\n");
    bench.put("empty.md", "");
    let run = bench
        .run(&["import", "source", "--as", "standards", "--dry-run"])
        .done();
    assert!(
        !(run.out.clone() + &run.err).contains('\u{1b}'),
        "{}",
        run.out
    );
    for line in [
        "latin.md:1",
        "merge.md:3",
        "status.md:2",
        "huge.md",
        "page.html",
        "deep.md",
    ] {
        assert!(run.err.contains(line), "{line}: {}", run.err);
    }
    let told = bench.import();
    for left in [
        "latin.md",
        "merge.md",
        "status.md",
        "huge.md",
        "page.html",
        "deep.md",
        "empty.md",
    ] {
        told.became(left, "left_out");
    }
    for taken in ["good.md", "escape\u{1b}[2J.md"] {
        told.became(taken, "new");
    }
    let good = bench.standard(&told.id("good.md"));
    assert_eq!(good["markdown"], "\u{feff}# Good\r\n");
    let only = Bench::new();
    only.put("latin.md", b"# Caf\xe9\n");
    let refused = only.run(&["import", "source", "--as", "standards"]);
    assert_eq!(refused.code, Some(1));
}

#[test]
fn names_are_found_however_they_are_spelled() {
    let bench = Bench::new();
    bench.put(
        "a.md",
        "# A\n\n[nfc](\u{e9}t\u{e9}.md) [nfd](e\u{301}te\u{301}.md) [upper](Setup.md) [lower](setup.md) [any](SETUP.md) ![p](im/\u{e9}.png)\n",
    );
    bench.put("e\u{301}te\u{301}.md", "# Summer\n");
    bench.put("Setup.md", "# Upper\n");
    bench.put("setup.md", "# Lower\n");
    bench.put("im/e\u{301}.png", PICTURE);
    let told = bench.import();
    assert_eq!(bench.count(), 4);
    let page = bench.page(&told.id("a.md"));
    let summer = "e\u{301}te\u{301}.md";
    for (path, words) in [
        (summer, "nfc"),
        (summer, "nfd"),
        ("Setup.md", "upper"),
        ("setup.md", "lower"),
    ] {
        let link = link(&told, path, words);
        assert!(page.contains(&link), "{link}: {page}");
    }
    assert!(page.contains("<img"), "{page}");
    // The files lie in the book as they were called.
    let book = bench.path().join("cahier-data/standards");
    assert!(book.join("im/e\u{301}.png").exists());
    let names = fs::read_dir(book).unwrap().count();
    assert_eq!(names, 5);
}
