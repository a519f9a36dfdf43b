//! The work tree that a folder lies in: of a plain repository, of a submodule, or one of several of the same repository.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

use super::run::Run;
use crate::error::{Message, say};

/// What lies in the folder of a repository while something is going on that a commit would get in the way of, and what that is called.
const UNDER_WAY: [(&str, &str); 7] = [
    ("rebase-merge", "rebase"),
    ("rebase-apply", "rebase"),
    ("MERGE_HEAD", "merge"),
    ("CHERRY_PICK_HEAD", "cherry-pick"),
    ("REVERT_HEAD", "revert"),
    ("sequencer", "cherry-pick"),
    ("BISECT_LOG", "bisect"),
];

/// A work tree, and the folder in it that it was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkTree {
    /// Its uppermost folder.
    pub(super) top: PathBuf,
    /// Where git keeps what belongs to this work tree alone.
    git_dir: PathBuf,
    /// From the uppermost folder to the one that was asked for: empty, or ended by a slash.
    prefix: OsString,
    /// The newest commit; none before the first.
    head: Option<String>,
}

impl WorkTree {
    /// The work tree around a folder.
    ///
    /// # Errors
    /// There is no git, or the folder lies in no work tree of it; for a person.
    pub async fn around(folder: &Path) -> Result<Self, Message> {
        if !folder.is_dir() {
            return Err(say!("git-no-work-tree"));
        }
        let asked = [
            "rev-parse",
            "--is-inside-work-tree",
            "--show-toplevel",
            "--absolute-git-dir",
            "--show-prefix",
        ];
        let out = Run::new(folder, &asked).done().await?;
        let lines: Vec<&[u8]> = out.split(|byte| *byte == b'\n').collect();
        // Four lines and the end of the last; a folder with a line's end in its name gives more.
        let [b"true", top, git_dir, prefix, b""] = lines[..] else {
            return Err(say!("git-no-work-tree"));
        };
        let mut tree = Self {
            top: PathBuf::from(OsStr::from_bytes(top)),
            git_dir: PathBuf::from(OsStr::from_bytes(git_dir)),
            prefix: OsStr::from_bytes(prefix).to_owned(),
            head: None,
        };
        tree.head = tree.newest().await?;
        Ok(tree)
    }

    /// The newest commit; none before the first.
    pub fn head(&self) -> Option<&str> {
        self.head.as_deref()
    }

    /// The branch that a commit would go on, by its short name.
    ///
    /// # Errors
    /// A merge, a rebase or the like is not finished, or no branch is checked out; for a person.
    pub async fn branch(&self) -> Result<String, Message> {
        let under_way = UNDER_WAY
            .iter()
            .find(|(name, _)| self.git_dir.join(name).exists());
        if let Some((_, what)) = under_way {
            return Err(say!("git-under-way", what = *what));
        }
        let full = Run::new(&self.top, &["symbolic-ref", "--quiet", "HEAD"]);
        let full = full.line_if_any().await?;
        let full = full.ok_or_else(|| say!("git-no-branch"))?;
        Ok(full.trim_start_matches("refs/heads/").to_owned())
    }

    /// The name and the address that the repository's owner set for commits; none when either is not set.
    pub async fn owner(&self) -> Result<Option<(String, String)>, Message> {
        let mut set = [String::new(), String::new()];
        for (key, value) in ["user.name", "user.email"].iter().zip(&mut set) {
            let asked = Run::new(&self.top, &["config", "--get", key]);
            *value = asked.line_if_any().await?.unwrap_or_default();
        }
        let [name, email] = set;
        Ok((!name.is_empty() && !email.is_empty()).then_some((name, email)))
    }

    /// The same after a commit that was made on it.
    pub(super) fn now_at(&mut self, commit: String) {
        self.head = Some(commit);
    }

    /// From the uppermost folder to a path below the folder that was asked for.
    pub(super) fn path_of(&self, path: &str) -> OsString {
        let mut whole = self.prefix.clone();
        whole.push(path);
        whole
    }

    /// The path below the folder that was asked for, of one from the uppermost.
    pub(super) fn path_below(&self, whole: &[u8]) -> Option<String> {
        let below = whole.strip_prefix(self.prefix.as_bytes())?;
        OsString::from_vec(below.to_vec()).into_string().ok()
    }

    /// Whether a path below the folder lies in another repository: one within this one.
    pub(super) fn lies_elsewhere(&self, path: &str) -> bool {
        let whole = self.top.join(self.path_of(path));
        let above = whole.ancestors().skip(1);
        above
            .take_while(|folder| *folder != self.top)
            .any(|folder| folder.join(".git").symlink_metadata().is_ok())
    }

    async fn newest(&self) -> Result<Option<String>, Message> {
        let asked = ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"];
        Run::new(&self.top, &asked).line_if_any().await
    }
}
