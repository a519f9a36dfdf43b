//! The standards' folder of a running server: what it sees by itself, and how soon.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use cahier::app::DataLock;

use crate::support::serving::{PASSWORD, Serving};
use crate::support::terminal::{alone, cahier, cahier_with};

/// A data folder with Ada in it.
pub(crate) fn set_up() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    cahier(folder.path(), &["team", "add", "web", "Web"]).done();
    let ada = ["member", "add", "ada@example.org", "--name", "Ada"];
    let ada = [&ada[..], &["--team", "web", "--password-stdin"]].concat();
    cahier_with(folder.path(), &ada, &format!("{PASSWORD}\n")).done();
    fs::create_dir_all(standards(folder.path())).unwrap();
    folder
}

pub(crate) fn serve(folder: &Path) -> Serving {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cahier"));
    alone(&mut command, folder).env("RUST_LOG", "off");
    Serving::of(command)
}

pub(crate) fn standards(folder: &Path) -> PathBuf {
    folder.join("cahier-data").join("standards")
}

#[tokio::test]
async fn a_text_that_is_written_slowly_enters_the_book_once() {
    let folder = set_up();
    let server = serve(folder.path());
    let cookie = server.cookie().await;
    server.folder_is("in step").await;
    let path = standards(folder.path()).join("0001-slow.md");
    let mut whole = String::new();
    let mut file = fs::File::create(&path).unwrap();
    for line in 0..12 {
        let line = format!("Line {line} of somebody who writes slowly.\n\n");
        file.write_all(line.as_bytes()).unwrap();
        whole.push_str(&line);
        // What is tested is how long the program waits for more.
        tokio::time::sleep(Duration::from_millis(60)).await;
    }
    drop(file);
    let shown = server
        .shows(&cookie, "/standards/S-1", |shown| {
            shown["markdown"] == *whole
        })
        .await;
    assert_eq!(shown["revision"], 1, "half of it was in force");
}

#[tokio::test]
async fn a_folder_that_is_removed_and_made_again_is_still_watched() {
    let folder = set_up();
    let server = serve(folder.path());
    let cookie = server.cookie().await;
    server.folder_is("in step").await;
    let standards = standards(folder.path());
    // Its number is often given again at once, so that it cannot be told by that.
    for number in 1..=6 {
        fs::remove_dir_all(&standards).unwrap();
        fs::create_dir(&standards).unwrap();
        let file = standards.join(format!("{number:04}-again.md"));
        for text in ["# Once\n", "# Twice\n"] {
            let started = Instant::now();
            fs::write(&file, text).unwrap();
            let path = format!("/standards/S-{number}");
            server
                .shows(&cookie, &path, |shown| shown["markdown"] == text)
                .await;
            let slowly = Duration::from_secs(15);
            assert!(started.elapsed() < slowly, "seen by the slow look only");
        }
    }
}

#[tokio::test]
async fn a_folder_that_cannot_be_watched_is_looked_at_and_that_is_said() {
    let folder = set_up();
    let script = "echo 1 > /proc/sys/user/max_inotify_watches && exec \"$0\" \"$@\"";
    let limited = |program: &str| {
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-root-user", "sh", "-c", script, program]);
        alone(&mut command, folder.path()).env("RUST_LOG", "off");
        command
    };
    if !limited("true").status().is_ok_and(|tried| tried.success()) {
        println!("left out: a folder that cannot be watched (no user namespaces on this machine)");
        return;
    }
    fs::create_dir(standards(folder.path()).join("database")).unwrap();
    let server = Serving::of(limited(env!("CARGO_BIN_EXE_cahier")));
    let cookie = server.cookie().await;
    server.folder_is("in step").await;
    let why = "this user may watch no more folders";
    let page = server.page(&cookie, "/standards").await;
    assert!(
        page.contains("every few seconds") && page.contains(why),
        "{page}"
    );
    let ready = server.ready().await;
    assert!(ready["why"].as_str().unwrap().starts_with(why), "{ready}");
    let file = standards(folder.path()).join("database/0001-seen.md");
    fs::write(file, "# Seen\n").unwrap();
    server
        .shows(&cookie, "/standards/S-1", |shown| shown["title"] == "Seen")
        .await;
}

#[tokio::test]
async fn two_hundred_files_that_a_checkout_changes_are_taken_in_together() {
    use crate::support::terminal::git;

    let folder = set_up();
    let book = standards(folder.path());
    let put = |number: usize, text: &str| {
        fs::write(book.join(format!("{number:04}-n.md")), text).unwrap();
    };
    git(&book, &["init", "--quiet", "--initial-branch=main"]);
    let commit = |what: &str| {
        git(&book, &["add", "--all"]);
        git(&book, &["commit", "--quiet", "-m", what]);
    };
    for number in 1..=200 {
        put(number, &format!("# Standard {number}\n\nAs it was.\n"));
    }
    put(201, "# Stays\n");
    commit("as it was");
    git(&book, &["checkout", "--quiet", "-b", "other"]);
    for number in 1..=200 {
        put(number, &format!("# Standard {number}\n\nAs it is now.\n"));
    }
    commit("as it is");
    git(&book, &["checkout", "--quiet", "main"]);

    let server = serve(folder.path());
    server.folder_is("in step").await;
    let cookie = server.cookie().await;
    for (branch, text) in [("other", "As it is now."), ("main", "As it was.")] {
        git(&book, &["checkout", "--quiet", branch]);
        for number in [1, 100, 200] {
            let path = format!("/standards/S-{number}");
            let is_so = |shown: &serde_json::Value| {
                shown["markdown"]
                    .as_str()
                    .is_some_and(|markdown| markdown.contains(text))
            };
            server.shows(&cookie, &path, is_so).await;
        }
        server.folder_is("in step").await;
        let run = cahier(folder.path(), &["doctor", "--strict"]).done();
        assert!(run.out.contains("201 standards, 201 files"), "{}", run.out);
    }
    // Each text is a revision of its own, the one that came back too; what stayed has one.
    for (id, revisions) in [("S-7", 3), ("S-201", 1)] {
        let shown = server.api(&cookie, &format!("/standards/{id}")).await;
        assert_eq!(shown["revision"], revisions, "{shown}");
    }
    assert!(DataLock::is_held(&folder.path().join("cahier-data")));
}
