//! Which standards are about what changed: `cahier check --diff`, in a repository with its book and in one whose book is a server's.

use std::fs;
use std::path::Path;

use cahier::members::Scope;
use serde_json::json;

use crate::support::Site;
use crate::support::terminal::{Run, alone, cahier, git};

fn put(folder: &Path, name: &str, text: &str) {
    let file = folder.join(name);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

fn standard(head: &str, title: &str) -> String {
    format!("---\n{head}\n---\n\n# {title}\n")
}

/// A repository with a commit, a branch that went on from it, and something not committed yet.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    for name in [
        "src/clock.rs",
        "src/main.rs",
        "migrations/0001.sql",
        "README.md",
    ] {
        put(at, name, "one\n");
    }
    git(at, &["init", "--quiet", "--initial-branch=main"]);
    git(at, &["add", "."]);
    git(at, &["commit", "--quiet", "--message=One"]);
    git(at, &["checkout", "--quiet", "-b", "utc"]);
    put(at, "src/clock.rs", "two\n");
    git(at, &["commit", "--quiet", "--all", "--message=Two"]);
    git(at, &["checkout", "--quiet", "main"]);
    put(at, "README.md", "changed on main alone\n");
    git(at, &["commit", "--quiet", "--all", "--message=Three"]);
    git(at, &["checkout", "--quiet", "utc"]);
    put(at, "src/façade.rs", "new, and not added\n");
    folder
}

fn with_book() -> tempfile::TempDir {
    let folder = repository();
    let book = folder.path().join("standards");
    let applies = |to: &str| format!("applies_to: [{to}]");
    put(
        &book,
        "0004-utc.md",
        &standard(
            &applies("\"src/**/*.rs\", \"!src/main.rs\""),
            "Store times in UTC",
        ),
    );
    put(
        &book,
        "0005-sql.md",
        &standard(&applies("\"*.sql\""), "One SQL"),
    );
    put(
        &book,
        "0006-old.md",
        &standard("status: retired\napplies_to: [src]", "Retired"),
    );
    put(
        &book,
        "0007-read.md",
        &standard(&applies("README.md"), "Write a README"),
    );
    put(
        &book,
        "0002-before.md",
        &standard(&applies("src"), "Replaced"),
    );
    put(
        &book,
        "0008-after.md",
        &standard(
            "supersedes: [S-2]\napplies_to: [standards]",
            "Keep the book",
        ),
    );
    git(folder.path(), &["add", "standards"]);
    folder
}

#[test]
fn the_standards_that_are_about_what_changed_are_named_with_the_files() {
    let folder = with_book();
    let told = cahier(folder.path(), &["check", "--diff", "main"]).done();
    let utc = "S-4 Store times in UTC · standards/0004-utc.md\n  src/clock.rs\n  src/façade.rs\n";
    assert!(told.out.starts_with(utc), "{}", told.out);
    let kept = "S-8 Keep the book · standards/0008-after.md\n  standards/0002-before.md\n";
    assert!(told.out.contains(kept), "{}", told.out);
    for other in ["S-2 ", "S-5", "S-6", "S-7"] {
        assert!(!told.out.contains(other), "{other} in {}", told.out);
    }
    let summary = "2 of 4 standards in force are about what changed since main (8 files)";
    assert!(told.err.contains(summary), "{}", told.err);
    let below = folder.path().join("src");
    let told = cahier(
        &below,
        &["check", "--diff", "main", "--standards", "../standards"],
    )
    .done();
    assert!(told.out.contains("  src/clock.rs\n"), "{}", told.out);
    let told = cahier(folder.path(), &["check", "--diff", "HEAD", "--json"]).done();
    let told = told.json();
    assert_eq!(told[0]["id"], "S-4");
    assert_eq!(told[0]["files"], json!(["src/façade.rs"]), "{told}");
    let words = ["check", "--diff", "main", "--format", "github"];
    let told = cahier(folder.path(), &words).done();
    let first = told.out.lines().next().unwrap();
    let notice = "::notice file=src/clock.rs,title=S-4 Store times in UTC::standards/0004-utc.md: src/clock.rs, src/façade.rs";
    assert_eq!(first, notice);
}

#[test]
fn what_git_cannot_tell_is_refused_in_a_line() {
    let folder = with_book();
    for (base, words) in [
        ("nowhere", "git knows no commit nowhere"),
        ("--output=x", "git knows no commit"),
    ] {
        let refused = cahier(folder.path(), &["check", &format!("--diff={base}")]);
        assert_eq!(
            (refused.code, refused.err.lines().count()),
            (Some(1), 1),
            "{}",
            refused.err
        );
        assert!(refused.err.contains(words), "{}", refused.err);
    }
    assert!(!folder.path().join("x").exists());
    let bare = tempfile::tempdir().unwrap();
    let refused = cahier(bare.path(), &["check", "--diff", "main"]);
    assert!(
        refused.err.contains("not a git repository"),
        "{}",
        refused.err
    );
    let both = cahier(folder.path(), &["check", "--diff", "main", "standards"]);
    assert_eq!(both.code, Some(2), "{}", both.err);
}

#[test]
fn a_pattern_that_cannot_be_read_is_a_warning_where_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    let text = standard("tags: [x]\napplies_to: [\"src/[a\", \"*.rs\"]", "T");
    put(folder.path(), "standards/0001-a.md", &text);
    let checked = cahier(folder.path(), &["check", "standards"]).done();
    let line = "standards/0001-a.md:3:1: warning: “src/[a” in applies_to is no pattern";
    assert!(checked.out.contains(line), "{}", checked.out);
}

#[tokio::test]
async fn where_the_book_is_a_servers_the_server_is_asked() {
    let site = Site::new().await;
    let [ada, karim, lea] = site.members(["Ada", "Karim", "Léa"]).await;
    let text = standard("applies_to: [\"src/**/*.rs\"]", "Store times in UTC");
    let sent = ada
        .post_json("/api/v1/proposals", json!({"markdown": text}))
        .await
        .is(201)
        .json();
    for person in [&karim, &lea] {
        let path = format!(
            "/api/v1/proposals/{}/approval",
            sent["id"].as_str().unwrap()
        );
        person.put_json(&path, json!({"hash": sent["hash"]})).await;
    }
    let token = site.by_token(&ada, Scope::Read).await.secret();
    let server = site.served().await;
    let folder = repository();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_cahier"));
    alone(command.args(["check", "--diff", "main"]), folder.path())
        .env("CAHIER_URL", &server)
        .env("CAHIER_TOKEN", token);
    let run = tokio::task::spawn_blocking(move || command.output().unwrap());
    let told = Run::of(run.await.unwrap()).done();
    assert!(
        told.out.starts_with("S-1 Store times in UTC · http"),
        "{}",
        told.out
    );
    assert!(
        told.out
            .ends_with("/standards/S-1\n  src/clock.rs\n  src/façade.rs\n"),
        "{}",
        told.out
    );
}
