//! A backup shows one moment, is proved, and comes back whole on an empty machine, whichever engine it came from.

use std::fs;
use std::path::Path;

use cahier::db::{Actor, Channel};
use cahier::i18n::Language;
use serde_json::json;

use crate::support::Site;
use crate::support::terminal::{cahier, open};

/// Tables whose rows are compared one by one through the API's own answers.
const LISTS: &[&str] = &["problem", "standard", "standup"];

/// What an instance on a data folder answers to its lists.
fn lists(folder: &Path) -> Vec<String> {
    LISTS
        .iter()
        .map(|what| cahier(folder, &[what, "list", "--json"]).done().out)
        .collect()
}

/// Serves a data folder until all that follows the feed has followed.
async fn serve_for_a_moment(folder: &Path) {
    let app = open(folder).await;
    app.folder.sync().await.unwrap();
    app.start_followers();
    let head = app.db.look_at_head().await.unwrap();
    app.search.reached(head).await;
    app.tasks.stop().await;
    app.db.close().await;
}

/// A data folder with a team and a problem.
fn small(folder: &Path) {
    cahier(folder, &["team", "add", "web", "Web"]).done();
    cahier(folder, &["log", "Times are an hour off"]).done();
}

#[tokio::test]
async fn everything_comes_back_on_an_empty_machine() {
    let (_, app, _folder) = Site::example(Language::En).await;
    let machine = tempfile::tempdir().unwrap();
    let file = machine.path().join("example.backup");
    let taken = app.db.back_up(&file, |_, _| {}).await.unwrap();
    assert_eq!(taken.seq, app.db.look_at_head().await.unwrap());
    let first = tempfile::tempdir().unwrap();
    let restored = cahier(first.path(), &["restore", file.to_str().unwrap(), "--json"])
        .done()
        .json();
    assert_eq!(restored["changes"], json!(taken.seq));
    assert_eq!(restored["rows"], json!(taken.rows));
    serve_for_a_moment(first.path()).await;
    // At its start it may have acted upon days that passed.
    cahier(first.path(), &["reindex"]).done();
    let doctor = cahier(first.path(), &["doctor", "--strict", "--json"]).done();
    assert_eq!(doctor.json()["agrees"], json!(true), "{}", doctor.out);
    assert!(doctor.json()["problems"].as_i64().unwrap() > 15);
    assert!(doctor.json()["files"].as_i64().unwrap() > 10);

    // A backup of what was restored holds the same, and goes into an empty database of the engine of this run.
    let again = machine.path().join("again.backup");
    cahier(first.path(), &["backup", again.to_str().unwrap()]).done();
    let (other, _, folder) = Site::bare().await;
    let back = other
        .db
        .restore(&again, folder.path(), |_, _| {})
        .await
        .unwrap();
    assert!(back.rows >= taken.rows && back.seq >= taken.seq);
    let third = machine.path().join("third.backup");
    other.db.back_up(&third, |_, _| {}).await.unwrap();
    let second = tempfile::tempdir().unwrap();
    cahier(second.path(), &["restore", third.to_str().unwrap()]).done();
    assert_eq!(lists(first.path()), lists(second.path()));
    // References are looked at again after a restore: a membership of nobody is refused.
    let mut tx = other
        .db
        .write(Actor::nobody(Channel::Terminal))
        .await
        .unwrap();
    let astray = "insert into memberships (member, team) values ('nobody', 'nowhere')";
    let refused = match tx.exec(astray, vec![]).await {
        Ok(_) => tx.commit().await.map(drop),
        Err(error) => Err(error),
    };
    assert!(refused.is_err());
}

#[tokio::test]
async fn a_backup_beside_writers_shows_one_moment() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("busy.backup");
    let mut acknowledged = 0;
    for round in 0..3 {
        let writing = async {
            let mut posted = Vec::new();
            for number in 0..20 {
                let title = format!("Round {round}, number {number}");
                let answer = ada
                    .post_json("/api/v1/problems", json!({"title": title}))
                    .await;
                posted.push(answer.status);
            }
            posted.len()
        };
        let (posted, taken) = tokio::join!(writing, site.app.db.back_up(&file, |_, _| {}));
        let taken = taken.unwrap();
        let machine = tempfile::tempdir().unwrap();
        cahier(machine.path(), &["restore", file.to_str().unwrap()]).done();
        let app = open(machine.path()).await;
        let (problems, numbers, changes, head): (i64, i64, i64, i64) = app
            .db
            .read()
            .await
            .unwrap()
            .one(
                "select (select count(*) from problems), (select coalesce(max(value), 0) from counters where name = 'problem'),
                (select count(*) from changes), (select seq from change_head)",
                vec![],
            )
            .await
            .unwrap();
        // Whatever was answered before it began is in it, and each number stands for a problem that is there.
        assert!(problems >= acknowledged, "{problems} of {acknowledged}");
        assert_eq!(problems, numbers);
        assert_eq!((changes, head), (taken.seq, taken.seq));
        assert!(app.db.damage().await.unwrap().is_empty());
        app.db.close().await;
        acknowledged += i64::try_from(posted).unwrap();
    }
}

#[test]
fn what_is_there_is_never_written_over() {
    let machine = tempfile::tempdir().unwrap();
    small(machine.path());
    cahier(machine.path(), &["backup", "first.backup"]).done();
    let before = lists(machine.path());
    let refused = cahier(machine.path(), &["restore", "first.backup"]);
    assert_eq!(refused.code, Some(1));
    assert!(
        refused.err.contains("There is data in this instance"),
        "{}",
        refused.err
    );
    assert_eq!(lists(machine.path()), before);
    // Neither a file of somebody's, nor the database itself.
    fs::write(machine.path().join("letter.txt"), "Dear team").unwrap();
    for file in ["letter.txt", "cahier-data/cahier.db"] {
        let refused = cahier(machine.path(), &["backup", file]);
        assert_eq!(refused.code, Some(1));
        assert!(
            refused.err.contains("is no backup of Cahier"),
            "{}",
            refused.err
        );
    }
    assert_eq!(
        fs::read_to_string(machine.path().join("letter.txt")).unwrap(),
        "Dear team"
    );
    assert_eq!(lists(machine.path()), before);
    // A backup gives way to a newer one.
    cahier(machine.path(), &["log", "The build takes an hour"]).done();
    cahier(machine.path(), &["backup", "first.backup"]).done();
    let empty = tempfile::tempdir().unwrap();
    let file = machine.path().join("first.backup");
    cahier(empty.path(), &["restore", file.to_str().unwrap()]).done();
    assert_eq!(lists(empty.path()), lists(machine.path()));
    // Of what is there, only what follows the database goes: not the book, whatever its folder is called.
    let book = tempfile::tempdir().unwrap();
    let rules = book.path().join("cahier-data/index-of-rules");
    fs::create_dir_all(&rules).unwrap();
    fs::write(rules.join("mine.md"), "# Mine\n").unwrap();
    cahier(book.path(), &["restore", file.to_str().unwrap()]).done();
    assert!(rules.join("mine.md").exists());
    // Nothing unfinished lies about.
    let names: Vec<String> = fs::read_dir(machine.path())
        .unwrap()
        .chain(fs::read_dir(empty.path().join("cahier-data")).unwrap())
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.contains("unfinished"))
        .collect();
    assert!(names.is_empty(), "{names:?}");
}

#[test]
fn a_damaged_backup_is_refused_and_leaves_nothing_behind() {
    let machine = tempfile::tempdir().unwrap();
    small(machine.path());
    cahier(machine.path(), &["backup", "whole.backup"]).done();
    let whole = fs::read(machine.path().join("whole.backup")).unwrap();
    let empty = tempfile::tempdir().unwrap();
    let file = empty.path().join("some.backup");
    let title = b"Times are an hour off";
    let at = whole
        .windows(title.len())
        .position(|window| window == title)
        .unwrap();
    let mut changed = whole.clone();
    changed[at] = b'D';
    let mut torn = whole.clone();
    torn.truncate(whole.len() / 2);
    let zeroed = vec![0; whole.len()];
    for (bytes, words) in [
        (changed, "is damaged"),
        (torn, "is damaged"),
        (zeroed, "is no backup"),
        (b"Dear team".to_vec(), "is no backup"),
    ] {
        fs::write(&file, bytes).unwrap();
        let refused = cahier(empty.path(), &["restore", "some.backup"]);
        assert_eq!(refused.code, Some(1), "{}", refused.out);
        assert!(refused.err.contains(words), "{}", refused.err);
        assert!(!empty.path().join("cahier-data").exists());
    }
    fs::write(&file, whole).unwrap();
    cahier(empty.path(), &["restore", "some.backup"]).done();
    assert_eq!(lists(empty.path()), lists(machine.path()));
}

#[tokio::test]
async fn a_file_newer_than_the_backup_is_not_replaced_by_an_older_text() {
    let machine = tempfile::tempdir().unwrap();
    small(machine.path());
    let book = machine.path().join("cahier-data/standards");
    fs::create_dir_all(&book).unwrap();
    fs::write(book.join("0001-utc.md"), "# Store times in UTC\n\nOld.\n").unwrap();
    serve_for_a_moment(machine.path()).await;
    cahier(machine.path(), &["backup", "old.backup"]).done();
    fs::write(book.join("0001-utc.md"), "# Store times in UTC\n\nNew.\n").unwrap();
    serve_for_a_moment(machine.path()).await;
    // The database is lost; the folder and what was known of it are still there.
    for name in ["cahier.db", "cahier.db-wal", "cahier.db-shm"] {
        fs::remove_file(machine.path().join("cahier-data").join(name)).ok();
    }
    cahier(machine.path(), &["restore", "old.backup"]).done();
    serve_for_a_moment(machine.path()).await;
    let text = fs::read_to_string(book.join("0001-utc.md")).unwrap();
    assert!(text.contains("New."), "{text}");
    let shown = cahier(machine.path(), &["standard", "show", "S-1"]).done();
    assert!(shown.out.contains("New."), "{}", shown.out);
    let history = cahier(machine.path(), &["standard", "history", "S-1", "--json"]).done();
    assert_eq!(history.json()["items"].as_array().unwrap().len(), 2);
    cahier(machine.path(), &["doctor", "--strict"]).done();
}

#[tokio::test]
async fn data_of_a_newer_program_is_left_as_it_is() {
    let machine = tempfile::tempdir().unwrap();
    small(machine.path());
    cahier(machine.path(), &["backup", "now.backup"]).done();
    let app = open(machine.path()).await;
    let mut tx = app
        .db
        .write(Actor::nobody(Channel::Terminal))
        .await
        .unwrap();
    let newer =
        "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
        values (999999, 'later', true, x'00', 0)";
    tx.exec(newer, vec![]).await.unwrap();
    tx.commit().await.unwrap();
    app.db.close().await;
    drop(app);
    let database = machine.path().join("cahier-data/cahier.db");
    let before = fs::read(&database).unwrap();
    for words in [
        &["doctor"][..],
        &["serve"],
        &["log", "One more"],
        &["backup", "later.backup"],
    ] {
        let refused = cahier(machine.path(), words);
        assert_eq!(refused.code, Some(1), "{words:?}: {}", refused.out);
        assert!(refused.err.contains("newer version"), "{}", refused.err);
    }
    assert!(
        fs::read(&database).unwrap() == before,
        "the file was changed"
    );
    assert!(!machine.path().join("later.backup").exists());
}
