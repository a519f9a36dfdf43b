//! What stands in the folder is nobody's to lose: when the database goes back in time, when another folder stands in its place, when
//! somebody gives a file another number.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use cahier::folder::State;
use serde_json::{Value, json};

use crate::folder::{file, look, publish, put, shown, site};
use crate::folder_served::{serve, set_up, standards};
use crate::support::serving::Serving;
use crate::support::terminal::{cahier, git_is_here};

/// The database's files, copied as they are while no server runs.
fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for name in ["cahier.db", "cahier.db-wal", "cahier.db-shm"] {
        fs::remove_file(to.join(name)).ok();
        if from.join(name).exists() {
            fs::copy(from.join(name), to.join(name)).unwrap();
        }
    }
}

/// Waits until the newest text of S-1 stands in its file, and is noted as in step.
async fn written(server: &Serving, cookie: &str, folder: &Path) {
    let is_noted = |now: &Value| {
        let noted = fs::read_to_string(folder.join("cahier-data/folder.json"));
        noted.is_ok_and(|noted| noted.contains(now["hash"].as_str().unwrap()))
    };
    server.shows(cookie, "/standards/S-1", is_noted).await;
}

#[tokio::test]
async fn a_text_that_the_database_has_lost_is_taken_from_its_file() {
    let folder = set_up();
    let data = folder.path().join("cahier-data");
    let kept = folder.path().join("kept");
    let server = serve(folder.path());
    let cookie = server.cookie().await;
    server.publishes(&cookie, "# One\n\nFirst.\n").await;
    written(&server, &cookie, folder.path()).await;
    drop(server);
    copied(&data, &kept);
    let server = serve(folder.path());
    let text = fs::read_to_string(standards(folder.path()).join("0001-one.md")).unwrap();
    assert_eq!(text, "# One\n\nFirst.\n");
    let precious = "# One\n\nSecond, and precious.\n";
    let change = json!({ "markdown": precious, "standard": "S-1" });
    server.proposes(&cookie, change).await;
    written(&server, &cookie, folder.path()).await;
    drop(server);
    // As a copy of the disk is put back, while the index stays, or the database of a server that others are beside.
    copied(&kept, &data);
    let server = serve(folder.path());
    let cookie = server.cookie().await;
    let now = server
        .shows(&cookie, "/standards/S-1", |now| now["markdown"] == precious)
        .await;
    assert_eq!(
        (&now["revision"], &now["agreed"]),
        (&json!(2), &json!(false))
    );
    let text = fs::read_to_string(standards(folder.path()).join("0001-one.md")).unwrap();
    assert_eq!(text, precious);
    server
        .shows(&cookie, "/search?q=precious", |found| found["total"] == 1)
        .await;
    let doctor = cahier(folder.path(), &["doctor"]).done();
    assert!(!doctor.out.contains("reindex"), "{}", doctor.out);
}

#[tokio::test]
async fn another_folder_in_place_of_the_book_is_not_taken_for_it() {
    let (site, ada) = site().await;
    for name in ["A", "B", "C"] {
        publish(&ada, &format!("# {name}\n\nText.\n"), None).await;
    }
    look(&site).await;
    let away = site.data().join("away");
    fs::rename(site.standards(), &away).unwrap();
    put(&site, "README.md", "# Somebody's notes\n");
    put(&site, "0001-other.md", "# Another book\n");
    let report = look(&site).await;
    assert_eq!(report.state, State::Emptied);
    assert_eq!(shown(&ada, "S-1").await["revision"], 1);
    let all = ada.get("/api/v1/standards").await.is(200).json();
    assert_eq!(all["items"].as_array().unwrap().len(), 3);
    // What is published meanwhile waits for the folder, and is not written into the other one.
    publish(&ada, "# D\n\nText.\n", None).await;
    assert_eq!(look(&site).await.waiting.len(), 1);
    assert_eq!(fs::read_dir(site.standards()).unwrap().count(), 2);
    fs::remove_dir_all(site.standards()).unwrap();
    fs::rename(&away, site.standards()).unwrap();
    let report = look(&site).await;
    assert_eq!((&report.state, report.files), (&State::Here, 3));
    assert_eq!(look(&site).await.files, 4);
}

#[tokio::test]
async fn what_waits_for_a_file_that_nobody_can_read_is_said() {
    let (site, ada) = site().await;
    publish(&ada, "# A\n\nOne.\n", None).await;
    look(&site).await;
    put(
        &site,
        "0001-a.md",
        "# A\n\n<<<<<<< ours\nOne\n=======\nTwo\n>>>>>>> theirs\n",
    );
    assert!(look(&site).await.waiting.is_empty());
    publish(&ada, "# A\n\nThree.\n", Some("S-1")).await;
    let report = look(&site).await;
    assert_eq!((report.waiting.len(), report.unreadable.len()), (1, 1));
    let page = ada.get("/standards/S-1").await.is(200);
    page.says("its file cannot be taken in as it is");
    put(&site, "0001-a.md", "# A\n\nOne.\n");
    assert!(look(&site).await.in_step());
    let text = fs::read_to_string(file(&site, "0001-a.md")).unwrap();
    assert_eq!(text, "# A\n\nThree.\n");
}

#[tokio::test]
async fn a_file_is_read_and_written_by_whom_it_was() {
    let (site, ada) = site().await;
    publish(&ada, "# A\n\nOne.\n", None).await;
    look(&site).await;
    let path = file(&site, "0001-a.md");
    for mode in [0o660, 0o600] {
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        publish(&ada, &format!("# A\n\nMode {mode}.\n"), Some("S-1")).await;
        look(&site).await;
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text, format!("# A\n\nMode {mode}.\n"));
        let found = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(found & 0o777, mode);
    }
}

#[tokio::test]
async fn a_file_that_is_given_a_free_number_stays_the_standard_whose_text_it_holds() {
    let (site, ada) = site().await;
    publish(&ada, "# A\n\nOne.\n", None).await;
    publish(&ada, "# A\n\nTwo.\n", Some("S-1")).await;
    look(&site).await;
    fs::rename(file(&site, "0001-a.md"), file(&site, "0017-a.md")).unwrap();
    let report = look(&site).await;
    assert!(report.missing.is_empty(), "{report:?}");
    let now = shown(&ada, "S-1").await;
    assert_eq!(
        (&now["path"], &now["revision"]),
        (&json!("0017-a.md"), &json!(2))
    );
    ada.get("/api/v1/standards/S-17").await.is(404);
    publish(&ada, "# A\n\nThree.\n", Some("S-1")).await;
    look(&site).await;
    let text = fs::read_to_string(file(&site, "0017-a.md")).unwrap();
    assert_eq!(text, "# A\n\nThree.\n");
}

#[tokio::test]
async fn a_standard_that_stands_once_keeps_its_number() {
    let folder = set_up();
    let server = serve(folder.path());
    let cookie = server.cookie().await;
    server.publishes(&cookie, "# One\n\nFirst.\n").await;
    written(&server, &cookie, folder.path()).await;
    drop(server);
    let path = "cahier-data/standards/0001-one.md";
    let run = cahier(folder.path(), &["standard", "renumber", path]);
    assert_eq!(run.code, Some(1), "{}{}", run.out, run.err);
    assert!(run.err.contains("S-1 stands once"), "{}", run.err);
    assert!(folder.path().join(path).exists());
}

#[tokio::test]
async fn a_data_folder_that_is_named_from_here_has_commits_too() {
    if !git_is_here("a data folder that is named from here") {
        return;
    }
    let folder = set_up();
    let at = standards(folder.path());
    let git = |words: &[&str]| {
        let mut command = Command::new("git");
        command.arg("-C").arg(&at).args(words);
        let run = command.output().unwrap();
        String::from_utf8_lossy(&run.stdout).into_owned()
    };
    git(&["init", "--quiet", "--initial-branch=main"]);
    git(&["config", "user.name", "Ada"]);
    git(&["config", "user.email", "ada@example.org"]);
    cahier(folder.path(), &["team", "commits", "web", "on"]).done();
    let server = serve(folder.path());
    let cookie = server.cookie().await;
    server
        .publishes(&cookie, "---\nteam: web\n---\n# One\n\nFirst.\n")
        .await;
    let revisions = "/standards/S-1/revisions";
    server
        .shows(&cookie, revisions, |now| {
            now["items"][0]["commit"]["sha"].is_string()
        })
        .await;
    assert_eq!(git(&["log", "--format=%s"]).lines().count(), 1);
    let inside = fs::read_dir(&at).unwrap().flatten();
    let inside: Vec<_> = inside.map(|entry| entry.file_name()).collect();
    assert_eq!(inside.len(), 2, "{inside:?}");
}
