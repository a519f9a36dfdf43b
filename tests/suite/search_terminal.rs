//! `cahier search` and `cahier reindex`, on a data folder and without one.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::search::{caught_up, posts};
use crate::support::Site;

#[test]
fn a_bare_folder_is_searched_without_server_and_database() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("docs/adr")).unwrap();
    fs::write(
        folder.path().join("docs/adr/0004-utc.md"),
        "# Store times in UTC\n\nTimestamps are kept in UTC.\n",
    )
    .unwrap();
    fs::write(
        folder.path().join("docs/adr/0005-noms.md"),
        "---\nlang: fr\n---\n\n# Nommer les branches\n\nToujours court.\n",
    )
    .unwrap();

    let output = cahier(folder.path(), &["search", "utc", "timestamp"]);
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(
        text,
        "./docs/adr/0004-utc.md:3  Store times in UTC\n    Timestamps are kept in UTC.\n"
    );
    let output = cahier(
        folder.path(),
        &["search", "branche", "--json", "--kind", "standard"],
    );
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(found["hits"][0]["title"], "Nommer les branches");
    let output = cahier(folder.path(), &["search", "zeppelin"]);
    assert!(
        output.status.success() && output.stdout.is_empty(),
        "{output:?}"
    );
    assert!(
        !folder.path().join("cahier-data").exists(),
        "a search made a data folder"
    );
}

#[tokio::test]
async fn the_terminal_searches_a_data_folder_and_builds_its_index() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let id = posts(&ada, "The mast antenna bends", "").await;
    caught_up(&site).await;
    site.app.tasks.stop().await;
    let folder = tempfile::tempdir().unwrap();
    let data = site.data().display().to_string();
    let run = |words: &[&str]| {
        let on_data = [
            words,
            &["--data", &data, "--database-url", site.database_url()],
        ]
        .concat();
        let output = cahier(folder.path(), &on_data);
        assert!(output.status.success(), "{words:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(run(&["search", "antennas"]).starts_with(&format!("{id}  The mast antenna bends")));
    // Without an index the command builds it first.
    let index = site.data().join("index-6");
    fs::remove_dir_all(&index).unwrap();
    assert!(run(&["search", "antenna", "--limit", "1"]).starts_with(&id));
    fs::remove_dir_all(&index).unwrap();
    run(&["reindex"]);
    assert!(index.join("meta.json").is_file());
}

/// Runs the program in a folder, with nothing of the machine's own settings.
fn cahier(folder: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cahier"));
    command
        .env_clear()
        .env("HOME", folder)
        .current_dir(folder)
        .args(words)
        .output()
        .unwrap()
}
