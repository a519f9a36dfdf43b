//! A commit of some files and nothing else: its tree is that of the newest commit with these files put in, made in an index of its own.
//! What somebody has staged stays staged.
//!
//! The order keeps what can go wrong harmless. The files are staged just before the branch moves on: when the program ends between the two,
//! they are staged, and the next try finds them so. The branch moves only from the commit that was looked at, so whoever commits at the
//! same moment wins, and it is tried again on theirs.

use std::collections::BTreeMap;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use super::objects::Object;
use super::run::Run;
use super::work_tree::WorkTree;
use crate::error::{Message, say};

/// A file of a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Below the folder.
    pub path: String,
    /// What it holds from now on; none: it goes.
    pub text: Option<Vec<u8>>,
    /// Texts that may be staged there and that this one takes the place of, besides what the newest commit has.
    pub replaces: Vec<Vec<u8>>,
}

/// Somebody in a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// How they are called.
    pub name: String,
    /// Their address, or something that looks like one.
    pub email: String,
}

/// A commit to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// Its files.
    pub pieces: Vec<Piece>,
    /// The whole message.
    pub message: String,
    /// Who wrote it.
    pub author: Identity,
    /// Who makes it.
    pub committer: Identity,
    /// When, in seconds since 1970.
    pub at: i64,
}

impl Identity {
    /// Somebody by a name as people have them; what git does not take in one is left out.
    pub fn new(name: &str, email: &str) -> Self {
        let plain = |text: &str| -> String {
            let kept = text.chars().filter(|c| !matches!(c, '<' | '>'));
            let kept = kept.map(|c| if c.is_control() { ' ' } else { c });
            kept.collect::<String>().trim().to_owned()
        };
        // Git refuses a name of which nothing is left once it has taken these off both ends.
        let is_crust = |c: char| c <= ' ' || ".,:;<>\"\\'".contains(c);
        let name = plain(name);
        let is_empty = name.trim_matches(is_crust).is_empty();
        Self {
            name: if is_empty { "Cahier".to_owned() } else { name },
            email: plain(email),
        }
    }
}

impl WorkTree {
    /// Makes a commit on the branch that is checked out; none where the newest commit says all of it already. `scratch` is where the
    /// index of this one commit is kept meanwhile.
    ///
    /// # Errors
    /// Why it cannot be made now, for a person: nothing has changed then, or these files alone are staged.
    pub async fn commit(
        &mut self,
        commit: &Commit,
        scratch: &Path,
    ) -> Result<Option<String>, Message> {
        let paths: Vec<&str> = commit
            .pieces
            .iter()
            .map(|piece| piece.path.as_str())
            .collect();
        let before = self.at_head(&paths).await?;
        self.refuse_unfit(&paths, &before).await?;
        let mut after = BTreeMap::new();
        for piece in &commit.pieces {
            let id = match &piece.text {
                Some(text) => Some(self.keep(&piece.path, text).await?),
                None => None,
            };
            let mode = before.get(&piece.path).map(|object| object.mode.clone());
            let mode = mode.unwrap_or_else(|| "100644".to_owned());
            after.insert(piece.path.clone(), id.map(|id| Object { mode, id }));
        }
        after.retain(|path, object| before.get(path) != object.as_ref());
        if after.is_empty() {
            return Ok(None);
        }
        clear(scratch).await;
        let tree = self.tree_with(&after, scratch).await;
        clear(scratch).await;
        let made = self.made(commit, &tree?).await?;
        let staged = self.free(commit, &before, &after).await?;
        if !staged.is_empty() {
            let lines = self.lines(&staged);
            self.in_index(lines).done().await?;
        }
        self.move_on(&made, &commit.committer).await?;
        self.now_at(made.clone());
        Ok(Some(made))
    }

    /// Refuses where something else than a file stands, and where git was told to leave the file alone.
    async fn refuse_unfit(
        &self,
        paths: &[&str],
        before: &BTreeMap<String, Object>,
    ) -> Result<(), Message> {
        for path in paths {
            if before.get(*path).is_some_and(|object| !object.is_file()) {
                return Err(say!("git-other-thing", path = *path));
            }
            if self.lies_elsewhere(path) {
                return Err(say!("git-lies-elsewhere", path = *path));
            }
        }
        let fresh = paths.iter().filter(|path| !before.contains_key(**path));
        let mut input = Vec::new();
        for path in fresh {
            // What begins with a colon would be read as more than a path.
            input.extend_from_slice(b"./");
            input.extend_from_slice(self.path_of(path).as_bytes());
            input.push(0);
        }
        if input.is_empty() {
            return Ok(());
        }
        let asked = Run::new(&self.top, &["check-ignore", "-z", "--stdin"]);
        // It knows no other way to read a path.
        let asked = asked.variable("GIT_LITERAL_PATHSPECS", "0").input(input);
        let ran = asked.end().await?;
        match ran.code {
            // Nothing of it is ignored.
            Some(1) => Ok(()),
            Some(0) => {
                let first = ran.out.split(|byte| *byte == 0).next().unwrap_or_default();
                let first = first.strip_prefix(b"./").unwrap_or(first);
                let path = self.path_below(first).unwrap_or_default();
                Err(say!("git-ignored", path = path))
            }
            _ => Err(ran.why()),
        }
    }

    /// The tree of the newest commit with these files as they are to be.
    async fn tree_with(
        &self,
        after: &BTreeMap<String, Option<Object>>,
        scratch: &Path,
    ) -> Result<String, Message> {
        let alone = |words: &[&str]| {
            let mut all = vec![
                "-c",
                "core.splitIndex=false",
                "-c",
                "core.untrackedCache=false",
            ];
            all.extend(words);
            Run::new(&self.top, &all).variable("GIT_INDEX_FILE", scratch)
        };
        match self.head() {
            Some(head) => alone(&["read-tree", head]).done().await?,
            None => alone(&["read-tree", "--empty"]).done().await?,
        };
        let lines = self.lines(after);
        alone(&["update-index", "-z", "--index-info"])
            .input(lines)
            .done()
            .await?;
        alone(&["write-tree"]).line().await
    }

    async fn made(&self, commit: &Commit, tree: &str) -> Result<String, Message> {
        let mut words = vec!["commit-tree", tree];
        if let Some(head) = self.head() {
            words.extend(["-p", head]);
        }
        let when = format!("@{} +0000", commit.at);
        Run::new(&self.top, &words)
            .variable("GIT_AUTHOR_NAME", &commit.author.name)
            .variable("GIT_AUTHOR_EMAIL", &commit.author.email)
            .variable("GIT_AUTHOR_DATE", &when)
            .variable("GIT_COMMITTER_NAME", &commit.committer.name)
            .variable("GIT_COMMITTER_EMAIL", &commit.committer.email)
            .variable("GIT_COMMITTER_DATE", &when)
            .input(commit.message.as_bytes())
            .line()
            .await
    }

    /// Those of the files at which nothing of anybody else's is staged.
    async fn free(
        &self,
        commit: &Commit,
        before: &BTreeMap<String, Object>,
        after: &BTreeMap<String, Option<Object>>,
    ) -> Result<BTreeMap<String, Option<Object>>, Message> {
        let paths: Vec<&str> = after.keys().map(String::as_str).collect();
        let staged = self.staged(&paths).await?;
        let mut free = BTreeMap::new();
        for (path, object) in after {
            let there = staged.get(path);
            if there == object.as_ref() {
                continue;
            }
            let mut ours = there == before.get(path);
            if let (Some(there), false) = (there, ours) {
                if there.mode.is_empty() {
                    return Err(say!("git-under-way", what = "merge"));
                }
                let piece = commit.pieces.iter().find(|piece| piece.path == *path);
                for text in piece.iter().flat_map(|piece| &piece.replaces) {
                    ours |= there.is(&self.name_of(path, text).await?);
                }
            }
            if ours {
                free.insert(path.clone(), object.clone());
            }
        }
        Ok(free)
    }

    fn in_index(&self, lines: Vec<u8>) -> Run {
        Run::new(&self.top, &["update-index", "-z", "--index-info"]).input(lines)
    }

    /// Moves the branch on, from the commit that was looked at and no other.
    async fn move_on(&self, made: &str, who: &Identity) -> Result<(), Message> {
        // An empty text stands for a branch that has no commit yet.
        let from = self.head().unwrap_or_default();
        let words = [
            "update-ref",
            "-m",
            "commit: a standard (Cahier)",
            "HEAD",
            made,
            from,
        ];
        let run = Run::new(&self.top, &words)
            .variable("GIT_COMMITTER_NAME", &who.name)
            .variable("GIT_COMMITTER_EMAIL", &who.email);
        let ran = run.end().await?;
        match ran.code {
            Some(0) => Ok(()),
            _ if ran.err.contains("but expected") || ran.err.contains("already exists") => {
                Err(say!("git-moved-on"))
            }
            _ => Err(ran.why()),
        }
    }

    /// How `update-index` reads them.
    fn lines(&self, files: &BTreeMap<String, Option<Object>>) -> Vec<u8> {
        let mut lines = Vec::new();
        for (path, object) in files {
            let line = match object {
                Some(object) => format!("{} {}\t", object.mode, object.id),
                // A name of noughts; git takes it at either length for what goes.
                None => format!("0 {}\t", "0".repeat(self.name_length())),
            };
            lines.extend_from_slice(line.as_bytes());
            lines.extend_from_slice(self.path_of(path).as_bytes());
            lines.push(0);
        }
        lines
    }

    /// How long the names of this repository are: those of a commit tell.
    fn name_length(&self) -> usize {
        self.head().map_or(40, str::len)
    }
}

/// Removes an index of our own, and the lock that a loss of power may have left beside it.
async fn clear(scratch: &Path) {
    let mut lock = scratch.as_os_str().to_owned();
    lock.push(".lock");
    for file in [scratch.as_os_str(), &lock] {
        // What is not there need not go; what cannot go is said by the next command.
        tokio::fs::remove_file(file).await.ok();
    }
}

#[cfg(test)]
mod tests {
    use super::Identity;

    #[test]
    fn a_name_is_one_that_git_takes() {
        let named = |name: &str| Identity::new(name, "a\n<b>@c").name;
        assert_eq!(named("Léa <x@y>\nEvil: yes"), "Léa x@y Evil: yes");
        assert_eq!(named(" .;, "), "Cahier");
        assert_eq!(named("-n"), "-n");
        assert_eq!(Identity::new("A", "a\n<b>@c").email, "a b@c");
    }
}
