//! The program at a terminal, as a process of its own.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

use cahier::app::App;
use cahier::clock::Clock;
use cahier::config::{Config, Given};
use serde_json::Value;

/// What a run left.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Run {
    pub(crate) fn of(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// Asserts that it was done.
    #[track_caller]
    pub(crate) fn done(self) -> Self {
        assert_eq!(self.code, Some(0), "{}{}", self.out, self.err);
        self
    }

    /// What it printed, as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out)
            .unwrap_or_else(|error| panic!("no JSON ({error}): {}", self.out))
    }
}

/// Runs `cahier` in a folder, on the data folder within it, with nothing of the machine's own settings.
pub(crate) fn cahier(folder: &Path, words: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cahier"));
    command.args(words);
    Run::of(alone(&mut command, folder).output().unwrap())
}

/// Opens the data folder that [`cahier`] works on within a folder, for what no command tells.
pub(crate) async fn open(folder: &Path) -> Arc<App> {
    let given = Given {
        data: Some(folder.join("cahier-data")),
        ..Given::default()
    };
    let config = Config::from_parts(&given, BTreeMap::new()).unwrap();
    Arc::new(App::open(config, Clock::system()).await.unwrap())
}

/// Runs `cahier` with something on its standard input.
pub(crate) fn cahier_with(folder: &Path, words: &[&str], input: &str) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cahier"));
    command.args(words);
    let mut child = alone(&mut command, folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Dropped at the end of the statement, which is the end of the input.
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    Run::of(child.wait_with_output().unwrap())
}

/// Runs `cahier` against a server, as whoever has the token.
pub(crate) async fn cahier_at(server: &str, token: &str, words: &[&str]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_cahier"));
    command.args(words);
    alone(&mut command, folder.path())
        .env("CAHIER_URL", server)
        .env("CAHIER_TOKEN", token);
    let run = tokio::task::spawn_blocking(move || command.output().unwrap());
    Run::of(run.await.unwrap())
}

/// Runs `git` in a folder, which must succeed.
#[track_caller]
pub(crate) fn git(folder: &Path, words: &[&str]) {
    let mut command = Command::new("git");
    command
        .args([
            "-c",
            "user.name=Ada",
            "-c",
            "user.email=ada@example.org",
            "-c",
            "commit.gpgSign=false",
        ])
        .args(words);
    Run::of(alone(&mut command, folder).output().unwrap()).done();
}

/// The same command with nothing of the machine's own settings, in a folder.
#[allow(clippy::disallowed_methods, reason = "a test has no settings")]
pub(crate) fn alone<'c>(command: &'c mut Command, folder: &Path) -> &'c mut Command {
    let path = std::env::var("PATH").unwrap_or_default();
    command
        .env_clear()
        .env("PATH", path)
        .env("HOME", folder)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .current_dir(folder)
}

/// Runs a line of shell at a terminal of five lines, in a folder, with somebody who types; what is seen there is in `out`. None, said
/// aloud, where the machine has no program for it.
pub(crate) fn watched(
    folder: &Path,
    line: &str,
    variables: &[(&str, &str)],
    typed: &str,
) -> Option<Run> {
    let mut command = Command::new("script");
    let line = format!("stty rows 5 cols 80; {line}");
    command.args(["--quiet", "--return", "--command", &line, "/dev/null"]);
    let spawned = alone(&mut command, folder)
        .env("TERM", "xterm")
        .envs(variables.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut child) = spawned else {
        println!("left out: what a terminal shows (util-linux's script is not here)");
        return None;
    };
    let mut input = child.stdin.take().unwrap();
    input.write_all(typed.as_bytes()).unwrap();
    let run = Run::of(child.wait_with_output().unwrap());
    drop(input);
    Some(run)
}

/// Whether the machine has git; without it a test is left out, which is said.
pub(crate) fn git_is_here(test: &str) -> bool {
    let is_here = Command::new("git").arg("--version").output().is_ok();
    if !is_here {
        println!("{test}: left out, there is no git");
    }
    is_here
}
