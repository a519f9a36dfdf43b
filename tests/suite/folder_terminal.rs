//! The terminal's commands for folders of markdown: bringing one in, looking one over.

use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::support::{Site, data};

/// The program's own command, on a test's folder.
fn cahier(site: &Site, words: &[&str]) -> (i32, String, String) {
    let ran = Command::new(env!("CARGO_BIN_EXE_cahier"))
        .arg("--data")
        .arg(site.data())
        .args(words)
        .env("LC_ALL", "C")
        .env_remove("CAHIER_URL")
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (
        ran.status.code().unwrap_or(-1),
        text(ran.stdout),
        text(ran.stderr),
    )
}

#[tokio::test]
async fn a_folder_is_imported_once_however_often_it_is_brought_in() {
    if data("a folder is imported once", "til/git").is_none() || !sqlite() {
        return;
    }
    let site = Site::new().await;
    site.app.folder.sync().await.unwrap();
    site.app.tasks.stop().await;
    let ada = site.member("Ada").await;
    let from = data("a folder is imported once", "til/git").unwrap();
    let from = from.to_str().unwrap();
    let (code, dry, _) = cahier(&site, &["import", from, "--as", "standards", "--dry-run"]);
    assert!(code == 0 && dry.starts_with("Dry run"), "{dry}");
    assert_eq!(files(&site), 0);
    let (code, said, complaints) = cahier(&site, &["import", from, "--as", "standards"]);
    assert_eq!(code, 0, "{complaints}");
    let count = fs::read_dir(from)
        .unwrap()
        .filter(|entry| {
            entry
                .as_ref()
                .unwrap()
                .path()
                .extension()
                .is_some_and(|end| end == "md")
        })
        .count();
    assert!(
        said.starts_with(&format!(
            "{count} standards taken, 0 renewed, 0 known already, 0 skipped"
        )),
        "{said}"
    );
    assert_eq!(files(&site), count);
    let (_, again, _) = cahier(&site, &["import", from, "--as", "standards"]);
    assert!(
        again.starts_with(&format!(
            "0 standards taken, 0 renewed, {count} known already"
        )),
        "{again}"
    );
    ada.get("/api/v1/standards/S-1").await.is(200);
}

fn sqlite() -> bool {
    #[allow(clippy::disallowed_methods, reason = "a test has no settings")]
    std::env::var("CAHIER_TEST_DATABASE")
        .unwrap_or_default()
        .is_empty()
}

#[tokio::test]
async fn check_names_every_fault_by_its_place() {
    let site = Site::new().await;
    let book = site.data().join("book");
    fs::create_dir(&book).unwrap();
    let put = |name: &str, text: &[u8]| fs::write(book.join(name), text).unwrap();
    put("0001-good.md", "---\nsolves: [P-1]\n---\n# Good\n\n## The problem it prevents\n\n## What we do\n\nSee S-2.\n".as_bytes());
    put(
        "0002-old.md",
        b"---\nreview_by: 2020-01-01\nstatus: superseded\n---\n# Old\n",
    );
    put("0003-links.md", b"# Links\n\n[gone](0009-x.md) and S-77\n");
    put("0003-twice.md", b"---\nstatus: odd\n---\n# T\n");
    let folder = book.to_str().unwrap();
    let (code, out, _) = cahier(&site, &["check", folder]);
    assert_eq!(code, 1);
    for line in [
        "0001-good.md:10:5: warning: S-2 was superseded",
        "0002-old.md:2:1: warning: the day",
        "0003-links.md:3:1: there is no file 0009-x.md",
        "0003-links.md:3:23: there is no S-77",
        "0003-links.md:1:1: warning: no front matter",
        "0003-twice.md:1:1: S-3 is the number",
        "0003-twice.md:2:9: “odd” is no status",
    ] {
        assert!(
            out.contains(&format!("{folder}/{line}")),
            "{line} in\n{out}"
        );
    }
    let (code, out, _) = cahier(&site, &["check", folder, "--format", "github"]);
    assert!(
        code == 1
            && out.contains("::error file=")
            && out.contains(",line=3,col=23::there is no S-77"),
        "{out}"
    );
    let (code, out, _) = cahier(
        &site,
        &[
            "check",
            &format!("{folder}/0001-good.md"),
            "--format",
            "json",
        ],
    );
    let found: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (code, found.as_array().map(Vec::len)),
        (0, Some(1)),
        "{out}"
    );
}

/// How many files stand in the book's folder.
fn files(site: &Site) -> usize {
    fs::read_dir(site.standards()).unwrap().count()
}
