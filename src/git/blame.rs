//! What a repository knows of the way that files came together: which commit each line is of, which files a commit had, and which files
//! any branch has.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;

use super::run::Run;
use super::work_tree::WorkTree;
use crate::error::Message;

/// So many branches are looked at.
const BRANCHES: &str = "--count=500";

impl WorkTree {
    /// The commits that the lines of a file below the folder are of, in order, as it lies there; empty where the file is new.
    ///
    /// # Errors
    /// There is no git, or it took too long.
    pub async fn commits_of_lines(&self, path: &str) -> Result<Vec<String>, Message> {
        let words = ["blame", "--line-porcelain", "--no-progress"];
        let ran = Run::new(&self.top, &words)
            .paths([self.path_of(path)])
            .end()
            .await?;
        if ran.code != Some(0) {
            return Ok(Vec::new());
        }
        // Each line of the file stands behind a tab; the lines before it tell of it, its commit first.
        let mut commits = Vec::new();
        let mut commit = String::new();
        for line in ran.out.split(|byte| *byte == b'\n') {
            if line.first() == Some(&b'\t') {
                commits.push(std::mem::take(&mut commit));
            } else if commit.is_empty() {
                let word = line.split(|byte| *byte == b' ').next().unwrap_or_default();
                commit = String::from_utf8_lossy(word).into_owned();
            }
        }
        Ok(commits)
    }

    /// The files that a commit has below the folder.
    ///
    /// # Errors
    /// Git's, for a person.
    pub async fn files_in(&self, commit: &str) -> Result<Vec<String>, Message> {
        let words = ["ls-tree", "-r", "-z", "--name-only", "--full-tree", commit];
        let run = Run::new(&self.top, &words);
        let prefix = self.path_of("");
        let out = match prefix.is_empty() {
            true => run.done().await?,
            false => {
                run.paths([OsStr::from_bytes(prefix.as_bytes())])
                    .done()
                    .await?
            }
        };
        let paths = out.split(|byte| *byte == 0);
        Ok(paths.filter_map(|path| self.path_below(path)).collect())
    }

    /// The newest commits of all branches that are known here, those of other clones with them.
    ///
    /// # Errors
    /// Git's, for a person.
    pub async fn branches(&self) -> Result<Vec<String>, Message> {
        let words = [
            "for-each-ref",
            BRANCHES,
            "--sort=-committerdate",
            "--format=%(objectname)",
            "refs/heads",
            "refs/remotes",
        ];
        let out = Run::new(&self.top, &words).done().await?;
        let mut commits: Vec<String> = String::from_utf8_lossy(&out)
            .lines()
            .map(str::to_owned)
            .collect();
        commits.dedup();
        Ok(commits)
    }
}
