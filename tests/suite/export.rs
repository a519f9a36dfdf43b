//! The book outside the program: its files, pages that open from a disk, one page to print, everything as JSON.

use std::fs;
use std::path::Path;

use cahier::db::{Actor, Channel};
use cahier::proposals::{self, Found};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::support::Site;
use crate::support::terminal::cahier;

const UTC: &str = "\u{feff}---\r\ntags: [time]\r\n---\r\n# Store times in UTC\r\n\r\nSee [the other](/standards/S-2) and P-1.\r\n\r\n```rust\r\nlet a = \"href=\\\"/standards/S-2\\\"\";\r\n```\r\n";
const OTHER: &str = "# Été 5 < 6 & co\n\nÀ lire.\n";

/// A data folder with a problem and two standards.
fn book(folder: &Path) {
    cahier(folder, &["team", "add", "web", "Web"]).done();
    cahier(folder, &["log", "Times are an hour off"]).done();
    let source = folder.join("source");
    fs::create_dir_all(source.join("below")).unwrap();
    fs::write(source.join("0001-utc.md"), UTC).unwrap();
    fs::write(source.join("below/0002-ete.md"), OTHER).unwrap();
    cahier(folder, &["import", "source", "--as", "standards"]).done();
}

/// A picture of one point.
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\nIDATx\x9cc\0\x01\0\0\x05\0\x01\r\n-\xb4\0\0\0\0IEND\xaeB`\x82";

#[test]
fn images_leave_with_the_texts_that_show_them() {
    let folder = tempfile::tempdir().unwrap();
    book(folder.path());
    let digest = Sha256::digest(PICTURE);
    let digits: String = digest[..16]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let picture = format!("attachments/{digits}.png");
    let standards = folder.path().join("cahier-data/standards");
    fs::create_dir_all(standards.join("attachments")).unwrap();
    fs::write(standards.join(&picture), PICTURE).unwrap();
    let text = format!("# Look first\n\n![a point]({picture})\n");
    fs::write(standards.join("0003-look.md"), text).unwrap();
    cahier(folder.path(), &["import", "source", "--as", "standards"]).done();
    for format in ["markdown", "html"] {
        cahier(folder.path(), &["export", format, "--format", format]).done();
        let there = folder.path().join(format).join(&picture);
        assert!(fs::read(there).unwrap() == PICTURE);
    }
    let page = read(folder.path(), "html/S-3.html");
    assert!(page.contains(&format!("src=\"{picture}\"")), "{page}");
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn the_files_leave_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    book(folder.path());
    let run = cahier(folder.path(), &["export", "out", "--json"]).done();
    assert_eq!(run.json()["files"], json!(2));
    let standards = folder.path().join("cahier-data/standards");
    assert_eq!(read(folder.path(), "out/0001-utc.md"), UTC);
    assert_eq!(
        read(folder.path(), "out/below/0002-ete.md"),
        read(&standards, "below/0002-ete.md")
    );
    // Taken in again elsewhere, they are the same book.
    let other = tempfile::tempdir().unwrap();
    cahier(other.path(), &["team", "add", "web", "Web"]).done();
    let out = folder.path().join("out");
    let words = ["import", out.to_str().unwrap(), "--as", "standards"];
    cahier(other.path(), &words).done();
    cahier(other.path(), &["export", "out"]).done();
    assert_eq!(read(other.path(), "out/0001-utc.md"), UTC);
    // Nothing is written over.
    fs::write(out.join("mine.txt"), "mine").unwrap();
    let refused = cahier(folder.path(), &["export", "out", "--format", "json"]);
    assert_eq!(refused.code, Some(1));
    assert!(refused.err.contains("not empty"), "{}", refused.err);
    assert_eq!(fs::read_dir(&out).unwrap().count(), 3);
    let misused = cahier(folder.path(), &["export", "new", "--format", "pdf"]);
    assert_eq!(misused.code, Some(2));
}

#[test]
fn the_pages_open_from_a_disk() {
    let folder = tempfile::tempdir().unwrap();
    book(folder.path());
    cahier(folder.path(), &["export", "out", "--format", "html"]).done();
    let out = folder.path().join("out");
    let page = read(&out, "S-1.html");
    assert!(page.contains("<h1>Store times in UTC</h1>"), "{page}");
    // A text that got past everything else would still run nothing.
    let policy = "<meta http-equiv=\"content-security-policy\" content=\"script-src 'none';";
    assert!(page.contains(policy), "{page}");
    assert!(
        page.contains("<a href=\"S-2.html\">the other</a>"),
        "{page}"
    );
    assert!(
        page.contains("href=\"http://127.0.0.1:7272/problems/P-1\""),
        "{page}"
    );
    // What stands in code is a text, not a link.
    assert!(!page.contains("href=\\\"S-2"), "{page}");
    let index = read(&out, "index.html");
    assert!(
        index.contains("<a href=\"S-2.html\">Été 5 &#60; 6 &#38; co</a>"),
        "{index}"
    );
    // Nothing is asked from elsewhere.
    for file in fs::read_dir(&out).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        for sign in ["src=\"http", "url(http", "@import", "href=\"/", "src=\"/"] {
            assert!(
                !text.contains(sign) || sign == "href=\"/" && text.contains("let a"),
                "{sign}: {text}"
            );
        }
    }
    let search = read(&out, "search.js");
    assert!(
        search.starts_with("const book = [[\"S-1\",\"Store times in UTC\",\"# Store times"),
        "{search}"
    );
}

#[test]
fn everything_leaves_as_json() {
    let folder = tempfile::tempdir().unwrap();
    book(folder.path());
    cahier(folder.path(), &["export", "out", "--format", "json"]).done();
    let out = folder.path().join("out");
    let of = |name: &str| -> Vec<Value> { serde_json::from_str(&read(&out, name)).unwrap() };
    let standards = of("standards.json");
    assert_eq!(standards[0]["id"], json!("S-1"));
    assert_eq!(standards[0]["markdown"], json!(UTC));
    assert_eq!(
        of("problems.json")[0]["title"],
        json!("Times are an hour off")
    );
    assert!(of("standups.json").is_empty());
}

#[tokio::test]
async fn a_standard_is_saved_as_one_file_and_the_book_read_on_one_page() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let empty = ada.get("/standards/all").await.is(200);
    empty.says("No standard is in force here");
    for title in ["Store times in UTC", "Name a leader"] {
        let markdown = format!("# {title}\n\n## What we do\n\n1. Do it.\n");
        let body = json!({"markdown": markdown});
        ada.post_json("/api/v1/proposals", body).await.is(201);
    }
    let page = ada.get("/standards/all").await.is(200);
    page.says("Store times in UTC")
        .says("Name a leader")
        .says("id=\"S-2\"");
    let saved = ada.get("/standards/S-1.html").await.is(200);
    assert_eq!(
        saved.header("content-disposition"),
        "attachment; filename=\"S-1.html\""
    );
    saved
        .says("<h1>Store times in UTC</h1>")
        .says("<style>")
        .says("script-src 'none';");
    assert_eq!(ada.get("/standards/S-9.html").await.status, 404);
}

#[tokio::test]
async fn what_leaves_says_what_is_not_agreed_and_what_applies_no_longer() {
    let folder = tempfile::tempdir().unwrap();
    cahier(folder.path(), &["team", "add", "web", "Web"]).done();
    let source = folder.path().join("source");
    fs::create_dir_all(&source).unwrap();
    for (name, text) in [
        ("0001-old.md", "# Use tabs for code\n"),
        (
            "0002-new.md",
            "---\nsupersedes: [S-1]\n---\n# Use spaces for code\n",
        ),
        (
            "0003-out.md",
            "---\nstatus: retired\n---\n# Use vi for code\n",
        ),
    ] {
        fs::write(source.join(name), text).unwrap();
    }
    cahier(folder.path(), &["import", "source", "--as", "standards"]).done();
    cahier(folder.path(), &["export", "out", "--format", "html"]).done();
    let out = folder.path().join("out");
    let says = |name: &str, words: &str| {
        let text = read(&out, name);
        assert!(text.contains(words), "{name}: {words}: {text}");
    };
    says(
        "S-1.html",
        "Its place was taken by <a href=\"S-2.html\">S-2</a>",
    );
    says(
        "S-1.html",
        "<span class=\"tag tag-amber\">superseded</span>",
    );
    says(
        "S-2.html",
        "Takes the place of <a href=\"S-1.html\">S-1</a>",
    );
    says("S-3.html", "It no longer applies: it was retired.");
    says("index.html", "<a href=\"S-2.html\">replaced by S-2</a>");
    says("search.js", "[[\"amber\",\"superseded\"]],true]");
    says("search.js", "[],false]");
    says("search.js", "one.leaf.past - other.leaf.past");

    let site = Site::new().await;
    let [ada, _, _] = site.members(["Ada", "Bo", "Cy"]).await;
    let text = "# Name a leader\n\nOne.\n";
    let folder = Actor::nobody(Channel::Folder);
    let mut tx = site.app.db.write(folder).await.unwrap();
    for (path, text) in [
        ("0001-name.md", text),
        ("0002-next.md", "---\nsupersedes: [S-1]\n---\n# Name two\n"),
    ] {
        let bytes = text.as_bytes();
        let base = None;
        proposals::adopt(&mut tx, Found { path, bytes, base })
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    ada.get("/standards/all")
        .await
        .says("Name two")
        .says("<span class=\"tag tag-amber\">not yet agreed</span>")
        .says("Takes the place of <a href=\"/standards/S-1\">S-1</a>");
    ada.get("/standards/all?status=superseded")
        .await
        .says("Its place was taken by <a href=\"/standards/S-2\">S-2</a>")
        .says("<span class=\"tag tag-amber\">superseded</span>");
    let saved = ada.get("/standards/S-1.html").await.is(200);
    saved.says("standards/S-2\">S-2</a>").says("superseded");
    let saved = ada.get("/standards/S-2.html").await.is(200);
    saved.says("not yet agreed").says("standards/S-1\">S-1</a>");
}
