//! A standards' folder that the program may not write to: the book goes on, says why the file waits, and writes it later.
//!
//! The superuser may write anywhere, so the program then runs as a user of no rights.

use std::fs::{self, Permissions};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use reqwest::header;
use serde_json::{Value, json};

use crate::support::terminal::{Run, alone};

/// The user that owns nothing, by convention.
const NOBODY: u32 = 65_534;
const PASSWORD: &str = "correct horse battery staple";
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

/// The program serving, until the test ends.
struct Server {
    child: Child,
    url: String,
    client: reqwest::Client,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

impl Server {
    fn of(user: &User) -> Self {
        // Any port that is free now; the program says so at once should it be taken meanwhile.
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = free.local_addr().unwrap().to_string();
        drop(free);
        let mut child = user
            .command(&["serve", "--listen", &address])
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = String::new();
        let mut lines = BufReader::new(child.stderr.take().unwrap());
        lines.read_line(&mut said).unwrap();
        assert!(said.contains(&address), "{said}");
        // The program brings the same provider; whoever comes first installs it.
        rustls::crypto::ring::default_provider()
            .install_default()
            .ok();
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .unwrap();
        Self {
            child,
            url: format!("http://{address}"),
            client,
        }
    }

    async fn cookie(&self) -> String {
        let form = format!(
            "email=ada%40example.org&password={}",
            PASSWORD.replace(' ', "+")
        );
        let request = self.client.post(format!("{}/sign-in", self.url));
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let answer = request.body(form).send().await.unwrap();
        let cookie = answer.headers()[header::SET_COOKIE].to_str().unwrap();
        cookie.split(';').next().unwrap().to_owned()
    }

    async fn page(&self, cookie: &str, path: &str) -> String {
        let request = self.client.get(format!("{}{path}", self.url));
        let answer = request.header(header::COOKIE, cookie).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        answer.text().await.unwrap()
    }

    async fn publishes(&self, cookie: &str, markdown: &str) -> Value {
        let request = self.client.post(format!("{}/api/v1/proposals", self.url));
        let request = request.header(header::COOKIE, cookie);
        let request = request.json(&json!({ "markdown": markdown }));
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 201);
        answer.json().await.unwrap()
    }

    /// Asks until the folder stands so. The minute only keeps a fault from going on for ever.
    async fn folder_is(&self, word: &str) -> Value {
        let asks = async {
            loop {
                let asked = self.client.get(format!("{}/readyz", self.url)).send();
                let ready: Value = asked.await.unwrap().json().await.unwrap();
                if ready["folder"] == word {
                    return ready;
                }
            }
        };
        let asked = tokio::time::timeout(Duration::from_secs(60), asks).await;
        asked.unwrap_or_else(|_| panic!("the folder is never called {word}"))
    }
}

#[tokio::test]
async fn a_folder_that_may_not_be_written_waits_says_why_and_is_written_later() {
    let Some(user) = User::whose_rights_count() else {
        return;
    };
    user.runs(&["team", "add", "web", "Web"]).done();
    let ada = ["member", "add", "ada@example.org", "--name", "Ada"];
    let ada = [&ada[..], &["--team", "web", "--password-stdin"]].concat();
    user.runs_with(&ada, &format!("{PASSWORD}\n")).done();
    fs::create_dir_all(user.standards()).unwrap();
    let owner = fs::metadata(user.folder.path()).unwrap();
    std::os::unix::fs::chown(user.standards(), Some(owner.uid()), Some(owner.gid())).unwrap();
    fs::set_permissions(user.standards(), Permissions::from_mode(0o555)).unwrap();

    let server = Server::of(&user);
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
