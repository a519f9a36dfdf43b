//! Data of an older version: a copy of it is kept before its tables are changed, and without one nothing is changed.

use std::fs;
use std::path::{Path, PathBuf};

use sqlx::ConnectOptions;
use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode};

use crate::support::terminal::{Run, alone, cahier};

/// A data folder as an older version left it, which knew fewer changes to the tables, with the team `web`; the first that it did
/// not know.
async fn older(folder: &Path, fewer: usize) -> i64 {
    const TEAM: &str = "insert into teams (id, key, name, zone, working_days, investigation_days, countermeasure_days,
            standup_minutes, approvals, language, created_at, version)
        values ('01900000-0000-7000-8000-000000000001', 'web', 'Web', 'UTC', 31, 2, 5, 15, 2, 'en', 0, 1)";
    fs::create_dir_all(folder.join("cahier-data")).unwrap();
    let all = Migrator::new(Path::new("migrations")).await.unwrap();
    let numbers: Vec<i64> = all.iter().map(|step| step.version).collect();
    let first = numbers.len() - fewer;
    let mut file = SqliteConnectOptions::new()
        .filename(database(folder))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .connect()
        .await
        .unwrap();
    all.run_direct(Some(numbers[first - 1]), &mut file, false)
        .await
        .unwrap();
    sqlx::raw_sql(TEAM).execute(&mut file).await.unwrap();
    sqlx::Connection::close(file).await.unwrap();
    numbers[first]
}

fn database(folder: &Path) -> PathBuf {
    folder.join("cahier-data/cahier.db")
}

fn copy(folder: &Path, number: i64) -> PathBuf {
    folder.join(format!("cahier-data/cahier.db.before-{number}.backup"))
}

fn copies(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder.join("cahier-data"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.contains("before"))
        .collect();
    names.sort();
    names
}

/// The command after `serve`'s: all that follows the feed has followed, so that the doctor finds no difference.
fn settled(folder: &Path) -> Run {
    cahier(folder, &["reindex"]).done();
    cahier(folder, &["doctor", "--strict"])
}

#[tokio::test]
async fn a_copy_is_kept_before_the_tables_are_changed() {
    let machine = tempfile::tempdir().unwrap();
    let next = older(machine.path(), 2).await;
    let first = cahier(machine.path(), &["team", "list"]).done();
    assert!(first.out.contains("web"), "{}", first.out);
    let kept = copy(machine.path(), next);
    let name = kept.file_name().unwrap().to_str().unwrap();
    assert!(first.err.contains("brought up to date") && first.err.contains(name));
    assert_eq!(copies(machine.path()), [name]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(&kept).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "its owner alone reads it");
    }
    // The doctor says it, and nothing more is copied.
    let told = settled(machine.path()).done();
    assert!(told.err.contains(name), "{}", told.err);
    let told = cahier(machine.path(), &["doctor", "--json"]).done().json();
    assert!(told["copies"][0]["file"].as_str().unwrap().ends_with(name));
    let second = cahier(machine.path(), &["team", "list"]).done();
    assert_eq!(second.err, "");
    assert_eq!(copies(machine.path()), [name]);

    // It is what was there: the tables of the older version, which a restore brings up to date again.
    let elsewhere = tempfile::tempdir().unwrap();
    cahier(elsewhere.path(), &["restore", kept.to_str().unwrap()]).done();
    let back = cahier(elsewhere.path(), &["team", "list"]).done();
    assert_eq!(back.out, second.out);
    assert!(copies(elsewhere.path()).is_empty(), "nothing was upgraded");
    let mut file = SqliteConnectOptions::new()
        .filename(&kept)
        .read_only(true)
        .connect()
        .await
        .unwrap();
    let (last,): (i64,) = sqlx::query_as("select max(version) from _sqlx_migrations")
        .fetch_one(&mut file)
        .await
        .unwrap();
    assert_eq!(last, next - 1);
    drop(file);

    // A damaged one is a difference.
    let mut bytes = fs::read(&kept).unwrap();
    let at = bytes.windows(5).position(|some| some == b"webWe").unwrap();
    bytes[at] = b'v';
    fs::write(&kept, bytes).unwrap();
    let damaged = settled(machine.path());
    assert_eq!(damaged.code, Some(1));
    assert!(damaged.out.contains("is damaged"), "{}", damaged.out);
}

#[tokio::test]
async fn without_a_copy_nothing_is_changed() {
    let machine = tempfile::tempdir().unwrap();
    let next = older(machine.path(), 1).await;
    let before = fs::read(database(machine.path())).unwrap();
    // Something is in the way of the copy.
    let blocked = machine
        .path()
        .join("cahier-data/cahier.db.before.unfinished");
    fs::create_dir_all(blocked.join("in the way")).unwrap();
    for words in [&["doctor"][..], &["serve"], &["team", "list"]] {
        let refused = cahier(machine.path(), words);
        assert_eq!(refused.code, Some(1), "{words:?}: {}", refused.out);
        assert!(
            refused.err.contains("Nothing was changed") && refused.err.contains("before-"),
            "{}",
            refused.err
        );
    }
    assert!(
        fs::read(database(machine.path())).unwrap() == before,
        "the file was changed"
    );
    fs::remove_dir_all(blocked).unwrap();
    cahier(machine.path(), &["team", "list"]).done();
    assert!(copy(machine.path(), next).exists());
}

#[tokio::test]
async fn the_newest_three_copies_are_kept() {
    let machine = tempfile::tempdir().unwrap();
    let next = older(machine.path(), 1).await;
    // A copy of another start of the same version gives way; so do the oldest, and nothing else.
    for number in [2, 3, 4, next] {
        fs::write(copy(machine.path(), number), "older").unwrap();
    }
    let mine = machine
        .path()
        .join("cahier-data/cahier.db.before-lunch.backup");
    fs::write(&mine, "mine").unwrap();
    cahier(machine.path(), &["team", "list"]).done();
    let name = |number| format!("cahier.db.before-{number}.backup");
    let mut expected = vec![name(next), name(3), name(4)];
    expected.push("cahier.db.before-lunch.backup".to_owned());
    expected.sort();
    assert_eq!(copies(machine.path()), expected);
    assert!(fs::read(copy(machine.path(), next)).unwrap().len() > 10_000);
}

#[tokio::test]
async fn several_starts_at_once_change_the_tables_once() {
    let machine = tempfile::tempdir().unwrap();
    let next = older(machine.path(), 2).await;
    let mut starts = Vec::new();
    for _ in 0..4 {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_cahier"));
        command.args(["team", "list"]);
        let command = alone(&mut command, machine.path());
        let quiet = command.stdout(std::process::Stdio::piped());
        starts.push(quiet.stderr(std::process::Stdio::piped()).spawn().unwrap());
    }
    let runs = starts
        .into_iter()
        .map(|start| Run::of(start.wait_with_output().unwrap()).done());
    let said = runs.filter(|run| run.err.contains("brought up to date"));
    assert_eq!(said.count(), 1);
    assert_eq!(copies(machine.path()).len(), 1);
    assert!(copy(machine.path(), next).exists());
    settled(machine.path()).done();
}
