//! A standards' folder that the program may not write to: the book goes on, says why the file waits, and writes it later.
//!
//! The superuser may write anywhere, so the program then runs as a user of no rights.

use std::fs::{self, Permissions};
use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::json;

use crate::support::serving::{PASSWORD, Serving};
use crate::support::terminal::{Run, alone};

/// The user that owns nothing, by convention.
const NOBODY: u32 = 65_534;
const FILE: &str = "0001-store-times-in-utc.md";
const TEXT: &str = "# Store times in UTC\n\n## What we do\n\n1. Store instants in UTC.\n";
const WHY: &str = "the program may not read or write here";

/// A user of this machine for whom the rights of a folder count, with a folder and the program in it.
struct User {
    folder: tempfile::TempDir,
    is_nobody: bool,
}

impl User {
    /// Absent, with the reason printed, where there is no way to run the program as such a user.
    fn whose_rights_count() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let is_nobody = fs::metadata(folder.path()).unwrap().uid() == 0;
        let user = Self { folder, is_nobody };
        let program = Path::new(env!("CARGO_BIN_EXE_cahier"));
        // The program stands where this user may reach it, wherever it was built.
        if fs::hard_link(program, user.program()).is_err() {
            fs::copy(program, user.program()).unwrap();
        }
        if is_nobody {
            let nobody = Some(NOBODY);
            std::os::unix::fs::chown(user.folder.path(), nobody, nobody).unwrap();
        }
        let tried = user.command(&["--version"]).output();
        if tried.is_ok_and(|output| output.status.success()) {
            return Some(user);
        }
        println!(
            "folder_denied: left out, this is root and setpriv cannot run the program in {} as nobody",
            user.folder.path().display()
        );
        None
    }

    fn program(&self) -> PathBuf {
        self.folder.path().join("cahier")
    }

    fn standards(&self) -> PathBuf {
        self.folder.path().join("cahier-data").join("standards")
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = if self.is_nobody {
            let mut command = Command::new("setpriv");
            let id = NOBODY.to_string();
            command.args(["--reuid", &id, "--regid", &id, "--clear-groups", "--"]);
            command.arg(self.program());
            command
        } else {
            Command::new(self.program())
        };
        command.args(words);
        alone(&mut command, self.folder.path()).env("RUST_LOG", "off");
        command
    }

    fn runs(&self, words: &[&str]) -> Run {
        Run::of(self.command(words).output().unwrap())
    }

    /// A team with Ada in it.
    fn sets_up(&self) {
        self.runs(&["team", "add", "web", "Web"]).done();
        let ada = ["member", "add", "ada@example.org", "--name", "Ada"];
        let ada = [&ada[..], &["--team", "web", "--password-stdin"]].concat();
        self.runs_with(&ada, &format!("{PASSWORD}\n")).done();
    }

    fn runs_with(&self, words: &[&str], input: &str) -> Run {
        let mut child = self
            .command(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut asks = child.stdin.take().unwrap();
        asks.write_all(input.as_bytes()).unwrap();
        drop(asks);
        let output: Output = child.wait_with_output().unwrap();
        Run::of(output)
    }
}

#[tokio::test]
async fn a_folder_that_may_not_be_written_waits_says_why_and_is_written_later() {
    let Some(user) = User::whose_rights_count() else {
        return;
    };
    user.sets_up();
    fs::create_dir_all(user.standards()).unwrap();
    let owner = fs::metadata(user.folder.path()).unwrap();
    std::os::unix::fs::chown(user.standards(), Some(owner.uid()), Some(owner.gid())).unwrap();
    fs::set_permissions(user.standards(), Permissions::from_mode(0o555)).unwrap();

    let server = Serving::of(user.command(&[]));
    let cookie = server.cookie().await;
    let published = server.publishes(&cookie, TEXT).await;
    assert_eq!(
        (&published["standard"], &published["state"]),
        (&json!("S-1"), &json!("published"))
    );
    let ready = server.folder_is("waiting").await;
    assert!(ready["why"].as_str().unwrap().starts_with(WHY), "{ready}");
    for path in ["/standards/S-1", "/standards"] {
        let page = server.page(&cookie, path).await;
        for words in ["Store times in UTC", "written to", WHY] {
            assert!(page.contains(words), "{path} does not say {words}: {page}");
        }
    }
    let doctor = user.runs(&["doctor"]).done();
    for words in ["S-1 is not written to", FILE, WHY] {
        assert!(doctor.out.contains(words), "{}", doctor.out);
    }
    assert_eq!(user.runs(&["doctor", "--strict"]).code, Some(1));
    assert_eq!(fs::read_dir(user.standards()).unwrap().count(), 0);

    fs::set_permissions(user.standards(), Permissions::from_mode(0o755)).unwrap();
    let ready = server.folder_is("in step").await;
    assert_eq!(ready["why"], json!(null));
    assert_eq!(
        fs::read_to_string(user.standards().join(FILE)).unwrap(),
        TEXT
    );
    let page = server.page(&cookie, "/standards/S-1").await;
    assert!(!page.contains(WHY), "{page}");
    user.runs(&["doctor", "--strict"]).done();
}

#[tokio::test]
async fn a_file_that_may_not_be_read_is_named_and_its_standard_stays_in_force() {
    let Some(user) = User::whose_rights_count() else {
        return;
    };
    user.sets_up();
    let server = Serving::of(user.command(&[]));
    let cookie = server.cookie().await;
    server.folder_is("in step").await;
    let file = user.standards().join(FILE);
    fs::write(&file, TEXT).unwrap();
    server
        .shows(&cookie, "/standards/S-1", |shown| shown["markdown"] == TEXT)
        .await;
    fs::set_permissions(&file, Permissions::from_mode(0o000)).unwrap();
    fs::write(user.standards().join("0007-new.md"), "# New\n").unwrap();
    let closed = user.standards().join("0008-closed.md");
    fs::write(&closed, "# Closed\n").unwrap();
    fs::set_permissions(&closed, Permissions::from_mode(0o000)).unwrap();

    let ready = server.folder_is("differs").await;
    assert!(ready["why"].as_str().unwrap().starts_with(WHY), "{ready}");
    server
        .shows(&cookie, "/standards/S-7", |shown| shown["title"] == "New")
        .await;
    for (path, named) in [("/standards/S-1", FILE), ("/standards", "0008-closed.md")] {
        let page = server.page(&cookie, path).await;
        assert!(page.contains(named) && page.contains(WHY), "{page}");
    }
    let doctor = user.runs(&["doctor", "--strict"]);
    assert_eq!((doctor.code, doctor.out.lines().count()), (Some(1), 2));
    for words in [
        "The file of S-1 cannot be read",
        "0008-closed.md cannot be taken",
    ] {
        assert!(doctor.out.contains(words), "{}", doctor.out);
    }

    for file in [&file, &closed] {
        fs::set_permissions(file, Permissions::from_mode(0o644)).unwrap();
    }
    server.folder_is("in step").await;
    user.runs(&["doctor", "--strict"]).done();
}
