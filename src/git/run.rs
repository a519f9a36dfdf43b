//! One run of `git`: never by a shell, with nothing of the server's own surroundings that would lead it elsewhere, ended when it takes too
//! long. It is asked to end before it is killed, so that it takes its lock files with it.

use std::ffi::{OsStr, OsString};
use std::io::ErrorKind;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process_group};
use tokio::io::AsyncWriteExt;
use tokio::process::Command;

use crate::error::{Message, say};

/// How long one run may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long it may take to end once it was asked to.
const GRACE: Duration = Duration::from_secs(2);

/// What holds whatever the repository's own settings say: no hook and no watcher is started, no other machine is reached.
const SETTINGS: [&str; 6] = [
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.quotePath=false",
    "protocol.allow=never",
    "i18n.commitEncoding=UTF-8",
    "log.showSignature=false",
];

/// What would lead git to another repository, index or name than those that are meant.
const LEADING_AWAY: [&str; 18] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_INDEX_VERSION",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_GRAFT_FILE",
    "GIT_QUARANTINE_PATH",
    "GIT_AUTHOR_NAME",
    "GIT_AUTHOR_EMAIL",
    "GIT_AUTHOR_DATE",
    "GIT_COMMITTER_NAME",
    "GIT_COMMITTER_EMAIL",
    "GIT_COMMITTER_DATE",
];

/// A run that is being prepared.
#[derive(Debug)]
pub(super) struct Run {
    command: Command,
    input: Vec<u8>,
}

/// What a run left.
#[derive(Debug)]
pub(super) struct Ran {
    pub(super) code: Option<i32>,
    pub(super) out: Vec<u8>,
    pub(super) err: String,
}

impl Run {
    /// A run in a folder with these words.
    pub(super) fn new(folder: &Path, words: &[&str]) -> Self {
        let mut command = Command::new("git");
        command.arg("-C").arg(folder);
        for setting in SETTINGS {
            command.args(["-c", setting]);
        }
        for name in LEADING_AWAY {
            command.env_remove(name);
        }
        command
            .args(words)
            .env("LC_ALL", "C")
            .env("GIT_OPTIONAL_LOCKS", "0")
            .env("GIT_LITERAL_PATHSPECS", "1")
            .env("GIT_NO_LAZY_FETCH", "1")
            .env("GIT_TERMINAL_PROMPT", "0")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            // A group of its own: whoever ends the server with Ctrl+C does not cut it off in the middle.
            .process_group(0)
            .kill_on_drop(true);
        Self {
            command,
            input: Vec::new(),
        }
    }

    /// With paths after its words, which are never taken for options.
    pub(super) fn paths<P: AsRef<OsStr>>(mut self, paths: impl IntoIterator<Item = P>) -> Self {
        self.command.arg("--").args(paths);
        self
    }

    /// With one more word, which the program made itself.
    pub(super) fn word(mut self, word: impl AsRef<OsStr>) -> Self {
        self.command.arg(word);
        self
    }

    /// With this on its standard input.
    pub(super) fn input(mut self, input: impl Into<Vec<u8>>) -> Self {
        self.input = input.into();
        self
    }

    /// With one more variable.
    pub(super) fn variable(mut self, name: &str, value: impl Into<OsString>) -> Self {
        self.command.env(name, value.into());
        self
    }

    /// Runs it to its end, whatever that is.
    ///
    /// # Errors
    /// There is no git, or it took too long.
    pub(super) async fn end(mut self) -> Result<Ran, Message> {
        let mut child = self.command.spawn().map_err(|error| absent(&error))?;
        let group = child.id().and_then(|id| i32::try_from(id).ok());
        let input = child.stdin.take();
        let said = async {
            if let Some(mut input) = input {
                // One that ends without reading has said why in its own words.
                input.write_all(&self.input).await.ok();
            }
        };
        let work = async { tokio::join!(said, child.wait_with_output()).1 };
        tokio::pin!(work);
        let ran = match tokio::time::timeout(PATIENCE, &mut work).await {
            Ok(ran) => ran,
            Err(_) => {
                if let Some(group) = group.and_then(Pid::from_raw) {
                    // One that has ended by itself meanwhile is asked in vain.
                    kill_process_group(group, Signal::TERM).ok();
                }
                tokio::time::timeout(GRACE, &mut work).await.ok();
                return Err(say!(
                    "git-too-slow",
                    seconds = PATIENCE.as_secs().to_string()
                ));
            }
        };
        let ran = ran.map_err(|error| say!("git-failed", why = error.to_string()))?;
        Ok(Ran {
            code: ran.status.code(),
            out: ran.stdout,
            err: String::from_utf8_lossy(&ran.stderr).into_owned(),
        })
    }

    /// What it says, when it succeeds.
    ///
    /// # Errors
    /// Why it did not, for a person.
    pub(super) async fn done(self) -> Result<Vec<u8>, Message> {
        let ran = self.end().await?;
        match ran.code {
            Some(0) => Ok(ran.out),
            _ => Err(ran.why()),
        }
    }

    /// The one line that it says, when it succeeds.
    pub(super) async fn line(self) -> Result<String, Message> {
        Ok(one_line(&self.done().await?))
    }

    /// The one line that it says; none when it says by its exit code that there is none.
    pub(super) async fn line_if_any(self) -> Result<Option<String>, Message> {
        let ran = self.end().await?;
        match ran.code {
            Some(0) => Ok(Some(one_line(&ran.out)).filter(|line| !line.is_empty())),
            Some(1) => Ok(None),
            _ => Err(ran.why()),
        }
    }
}

impl Ran {
    /// Why it failed, for a person: the well-known reasons in our words, any other in git's.
    pub(super) fn why(&self) -> Message {
        let said = |words: &str| self.err.contains(words);
        if said("dubious ownership") {
            say!("git-not-trusted")
        } else if said("not a git repository") || said("must be run in a work tree") {
            say!("git-no-work-tree")
        } else if said(".lock': File exists") {
            say!("git-locked")
        } else {
            let line = self.err.lines().find(|line| !line.trim().is_empty());
            let line = line.unwrap_or("it ended without a word");
            let line = line
                .trim_start_matches("fatal: ")
                .trim_start_matches("error: ");
            say!("git-failed", why = line.trim())
        }
    }
}

fn absent(error: &std::io::Error) -> Message {
    match error.kind() {
        ErrorKind::NotFound => say!("git-absent"),
        _ => say!("git-failed", why = error.to_string()),
    }
}

fn one_line(out: &[u8]) -> String {
    let text = String::from_utf8_lossy(out);
    text.trim_end_matches(['\n', '\r']).to_owned()
}
