//! The doctor: says that all agree, or names each difference, and touches nothing.

use std::fs;
use std::path::Path;

use cahier::app::DataLock;
use cahier::db::{Actor, Channel};
use cahier::members;
use cahier::problems::{self, Draft};
use serde_json::json;

use crate::support::Site;
use crate::support::terminal::{Run, cahier, open};

const FILE: &str = "0001-store-times-in-utc.md";
const TEXT: &str = "---\nsolves: [P-1]\n---\n\n# Store times in UTC\n\n## What we do\n\n1. Store instants in UTC.\n";

/// A data folder with a problem and a standard, served long enough for all to agree.
async fn served(folder: &Path) {
    served_with(folder, "Times are an hour off", (FILE, TEXT)).await;
}

/// The same with another problem and another standard.
async fn served_with(folder: &Path, problem: &str, (file, text): (&str, &str)) {
    cahier(folder, &["team", "add", "web", "Web"]).done();
    let app = open(folder).await;
    let mut tx = app
        .db
        .write(Actor::nobody(Channel::Terminal))
        .await
        .unwrap();
    let team = members::teams(&mut tx).await.unwrap().remove(0);
    let draft = Draft::of_line(problem).unwrap();
    problems::post(&mut tx, &team, draft).await.unwrap();
    tx.commit().await.unwrap();
    fs::create_dir_all(book(folder)).unwrap();
    fs::write(book(folder).join(file), text).unwrap();
    app.folder.sync().await.unwrap();
    app.start_followers();
    let head = app.db.look_at_head().await.unwrap();
    app.search.reached(head).await;
    app.tasks.stop().await;
    app.db.close().await;
}

/// Changes the database behind the program's back.
async fn behind_its_back(folder: &Path, statement: &'static str) {
    let app = open(folder).await;
    let mut tx = app
        .db
        .write(Actor::nobody(Channel::Terminal))
        .await
        .unwrap();
    tx.exec(statement, vec![]).await.unwrap();
    tx.commit().await.unwrap();
    app.db.close().await;
}

fn book(folder: &Path) -> std::path::PathBuf {
    folder.join("cahier-data").join("standards")
}

/// Asserts that the doctor finds exactly this, in one line, and calls it a difference that `--strict` alone fails for.
#[track_caller]
fn differs(folder: &Path, words: &str) {
    let lax = cahier(folder, &["doctor"]).done();
    assert_eq!(lax.out.lines().count(), 1, "{}", lax.out);
    assert!(
        lax.out.starts_with("differs") && lax.out.contains(words),
        "{}",
        lax.out
    );
    let strict = cahier(folder, &["doctor", "--strict"]);
    assert_eq!((strict.code, &strict.out), (Some(1), &lax.out));
}

/// Asserts that the doctor finds this, and fails for it.
#[track_caller]
fn broken(folder: &Path, words: &str) -> Run {
    let run = cahier(folder, &["doctor"]);
    assert_eq!(run.code, Some(1), "{}", run.out);
    let told = run
        .out
        .lines()
        .any(|line| line.starts_with("broken") && line.contains(words));
    assert!(told, "{}", run.out);
    run
}

#[tokio::test]
async fn the_doctor_says_that_all_agree() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    assert_eq!(cahier(at, &["doctor"]).code, Some(1));
    assert!(!at.join("cahier-data").exists());
    served(at).await;
    let run = cahier(at, &["doctor", "--strict"]).done();
    assert!(
        run.out.starts_with("Database, files and index agree"),
        "{}",
        run.out
    );
    let shown = cahier(at, &["doctor", "--json"]).done().json();
    assert_eq!(
        (
            &shown["agrees"],
            &shown["problems"],
            &shown["standards"],
            &shown["files"]
        ),
        (&json!(true), &json!(1), &json!(1), &json!(1))
    );
}

#[tokio::test]
async fn the_doctor_names_each_file_that_differs_and_touches_none() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    served(at).await;
    let file = book(at).join(FILE);
    let changed = TEXT.replace("instants", "every instant");
    fs::write(&file, &changed).unwrap();
    differs(at, "changed outside");
    fs::write(
        &file,
        "# Store times\n\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n",
    )
    .unwrap();
    differs(at, &format!("{FILE}:3"));
    fs::write(&file, TEXT).unwrap();
    fs::write(book(at).join("0001-again.md"), "# Again\n").unwrap();
    differs(at, "has the number of S-1");
    fs::remove_file(book(at).join("0001-again.md")).unwrap();
    cahier(at, &["doctor", "--strict"]).done();
    fs::write(book(at).join("README.txt"), "Not ours.").unwrap();
    fs::remove_file(&file).unwrap();
    differs(at, "is empty");
    fs::write(book(at).join("0002-b.md"), "# B\n").unwrap();
    let run = cahier(at, &["doctor"]).done();
    assert!(
        run.out.contains("The file of S-1 is missing"),
        "{}",
        run.out
    );
    fs::remove_dir_all(book(at)).unwrap();
    differs(at, "is gone");
    assert!(!book(at).exists());
}

#[tokio::test]
async fn the_doctor_fails_for_what_is_broken() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    served(at).await;
    fs::remove_dir_all(at.join("cahier-data/index-6")).unwrap();
    differs(at, "There is no search index");
    cahier(at, &["reindex"]).done();
    cahier(at, &["doctor", "--strict"]).done();

    behind_its_back(at, "update change_head set seq = seq + 1").await;
    broken(at, "its head says");
    behind_its_back(at, "update change_head set seq = seq - 1").await;
    behind_its_back(
        at,
        "update standard_revisions set text = cast('# Else' as blob)",
    )
    .await;
    broken(at, "Revision 1 of S-1 is not the text that its hash says");
    behind_its_back(at, "update problems set standards = '[7]'").await;
    behind_its_back(at, "update counters set value = 0 where name = 'problem'").await;
    let run = broken(at, "The card of P-1");
    assert!(
        run.out.contains("the next number of a problem")
            || run.out.contains("The next number of a problem"),
        "{}",
        run.out
    );
}

#[tokio::test]
async fn the_doctor_names_each_thing_that_the_index_has_otherwise() {
    let (ours, others) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let at = ours.path();
    served(at).await;
    let text = TEXT.replace("UTC", "local time");
    served_with(
        others.path(),
        "Times are two hours off",
        ("0002-b.md", &text),
    )
    .await;
    cahier(at, &["doctor", "--strict"]).done();
    // The index of another book that is as far in its feed.
    let index = "cahier-data/index-6";
    fs::remove_dir_all(at.join(index)).unwrap();
    fs::rename(others.path().join(index), at.join(index)).unwrap();
    let run = cahier(at, &["doctor"]);
    assert_eq!(run.code, Some(1));
    let told: Vec<&str> = run.out.lines().collect();
    assert_eq!(told.len(), 3, "{}", run.out);
    for words in [
        "another text of P-1 than the database",
        "S-1 is not in the search index",
        "has S-2, which the database has not",
    ] {
        let line = told.iter().find(|line| line.contains(words));
        assert!(
            line.is_some_and(|line| line.starts_with("broken   index")),
            "{}",
            run.out
        );
    }
    cahier(at, &["reindex"]).done();
    cahier(at, &["doctor", "--strict"]).done();
    // A row that was changed beside the program is told as well.
    behind_its_back(at, "update standards set title = 'Store times'").await;
    broken(at, "another text of S-1");
}

#[tokio::test]
async fn the_doctor_may_be_asked_beside_a_running_server() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    served(at).await;
    let app = open(at).await;
    let lock = DataLock::hold(&app.config.data).unwrap();
    app.start_followers();
    fs::write(book(at).join("0002-wait.md"), "# Wait a second\n").unwrap();
    let run = {
        let at = at.to_owned();
        tokio::task::spawn_blocking(move || cahier(&at, &["doctor", "--strict"]))
            .await
            .unwrap()
    };
    assert_eq!(run.done().out.lines().count(), 1);
    app.tasks.stop().await;
    drop(lock);
}

#[tokio::test]
async fn readiness_says_how_the_folder_stands() {
    let site = Site::new().await;
    site.app.folder.sync().await.unwrap();
    site.app.search.reached(0).await;
    let ready = site.stranger().get("/readyz").await.is(200).json();
    assert_eq!(
        (&ready["database"], &ready["folder"], &ready["why"]),
        (&json!("ready"), &json!("in step"), &json!(null))
    );
}
