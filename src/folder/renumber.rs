//! Gives a file of a folder another number, and mends what points to it. Where two branches both took the number, git tells which of the
//! two a line means: the one that was there when the line was written. What nobody can tell stays, and is told.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use super::scan::{Scan, Sight, bytes_of, place, scan};
use super::sync::blocking;
use super::write::{self, Refused};
use crate::error::{Error, Result, say};
use crate::git::WorkTree;
use crate::id::StandardId;
use crate::markdown::{self, Renumbering};
use crate::standards;

/// What was done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Renumbered {
    /// Files in which something was mended, and how much.
    pub mended: Vec<(String, usize)>,
    /// Places, by file and line, of which nobody can tell what they mean.
    pub doubtful: Vec<(String, usize)>,
}

/// The numbers that files below a folder have, and the other files of the same number as one of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Numbers {
    /// The highest, also on other branches.
    pub highest: i64,
    /// Files that have the same number.
    pub twins: Vec<String>,
    /// Whether a branch has a file of another name by the same number.
    pub is_taken_on_a_branch: bool,
}

/// Looks at the numbers of a folder and of all branches that are known there, for a file of it.
///
/// # Errors
/// The folder cannot be looked into.
pub async fn numbers(root: &Path, file: &str) -> Result<Numbers> {
    let found = look(root).await?;
    let own = standards::number_in(file);
    let name = |path: &str| path.rsplit('/').next().map(str::to_owned);
    let number = |path: &str| standards::number_in(path).map_or(0, StandardId::number);
    let mut is_taken_on_a_branch = false;
    let mut highest = found
        .files
        .keys()
        .map(|path| number(path))
        .max()
        .unwrap_or(0);
    // A folder in no repository has no branches.
    if let Ok(tree) = WorkTree::around(root).await {
        for branch in tree.branches().await.unwrap_or_default() {
            let files = tree.files_in(&branch).await.unwrap_or_default();
            let there = files.iter().filter(|path| path.ends_with(".md"));
            for path in there {
                highest = highest.max(number(path));
                is_taken_on_a_branch |=
                    own.is_some() && standards::number_in(path) == own && name(path) != name(file);
            }
        }
    }
    let paths = found.files.into_keys();
    let twins =
        paths.filter(|path| path != file && own.is_some() && standards::number_in(path) == own);
    Ok(Numbers {
        highest,
        twins: twins.collect(),
        is_taken_on_a_branch,
    })
}

/// Gives a file below a folder another number by its name, which becomes `name`, and mends what points to it in all files of the folder.
///
/// The file gets its name last: when it is cut off before, the same command goes on where it ended.
///
/// # Errors
/// Something stands at that name, or a file cannot be written.
pub async fn renumber(root: &Path, file: &str, name: &str, to: StandardId) -> Result<Renumbered> {
    let found = look(root).await?;
    let from = standards::number_in(file);
    let twins: BTreeSet<String> = found
        .files
        .keys()
        .filter(|path| *path != file && from.is_some() && standards::number_in(path) == from)
        .cloned()
        .collect();
    let mut branches = Branches::around(root, file, &twins).await;
    let mut done = Renumbered::default();
    for (path, seen) in &found.files {
        let target = place(root, path);
        let bytes = blocking(move || bytes_of(&target)).await??;
        // A file that cannot be read as a standard is left as it is; the check names it.
        let (Ok(text), Ok(document)) = (std::str::from_utf8(&bytes), markdown::read(&bytes)) else {
            continue;
        };
        let lines = match (path == file, twins.contains(path)) {
            _ if twins.is_empty() => Meant::Always(true),
            (true, _) => Meant::Always(true),
            (_, true) => Meant::Always(false),
            // Git knows no line that ends otherwise.
            _ if text.replace("\r\n", "\n").contains('\r') => Meant::ByLine(Vec::new()),
            _ => Meant::ByLine(branches.lines_of(path).await),
        };
        let what = Renumbering {
            from,
            to,
            is_file: &|link| leads_to(path, link, file),
            means: &|line| lines.means(line),
        };
        let renumbered = markdown::renumbered(text, &document, &what);
        let doubtful = renumbered.doubtful.into_iter();
        done.doubtful
            .extend(doubtful.map(|line| (path.clone(), line)));
        if renumbered.mended == 0 {
            continue;
        }
        let (root, path, seen) = (root.to_owned(), path.clone(), seen.hash.clone());
        done.mended.push((path.clone(), renumbered.mended));
        blocking(move || write::write(&root, &path, renumbered.text.as_bytes(), Some(&seen)))
            .await?
            .map_err(refused)?;
    }
    let (root, old, new) = (root.to_owned(), file.to_owned(), name.to_owned());
    blocking(move || write::rename(&root, &old, &new))
        .await?
        .map_err(refused)?;
    for (path, _) in &mut done.mended {
        if path == file {
            *path = name.to_owned();
        }
    }
    Ok(done)
}

async fn look(root: &Path) -> Result<Scan> {
    let folder = root.to_owned();
    match blocking(move || scan(&folder, &Scan::default())).await? {
        Sight::Open(found) => Ok(found),
        Sight::Closed(why) => Err(Error::Unavailable(why)),
        Sight::Gone => {
            let path = root.display().to_string();
            Err(Error::NotFound(say!("check-no-path", path = path)))
        }
    }
}

fn refused(why: Refused) -> Error {
    match why {
        Refused::Changed => Error::conflict(say!("renumber-changed")),
        Refused::LeadsAway => Error::conflict(say!("folder-link")),
        Refused::Fault(error) => error.into(),
    }
}

/// Whether a link in one file leads to another, both below the same folder.
fn leads_to(from: &str, link: &str, file: &str) -> bool {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.pop().is_none() => return false,
            ".." => {}
            part => parts.push(part),
        }
    }
    parts.join("/") == file
}

/// What an id means, line by line.
enum Meant {
    /// The same everywhere.
    Always(bool),
    /// By the number of the line, from 1; none where nobody can tell.
    ByLine(Vec<Option<bool>>),
}

impl Meant {
    fn means(&self, line: usize) -> Option<bool> {
        match self {
            Self::Always(means) => Some(*means),
            Self::ByLine(lines) => lines.get(line.wrapping_sub(1)).copied().flatten(),
        }
    }
}

/// The branches on which a file and its twins came, as far as a repository tells.
struct Branches<'a> {
    tree: Option<WorkTree>,
    file: &'a str,
    twins: &'a BTreeSet<String>,
    /// Which of the two a commit knew.
    known: HashMap<String, Option<bool>>,
}

impl<'a> Branches<'a> {
    async fn around(root: &Path, file: &'a str, twins: &'a BTreeSet<String>) -> Self {
        Self {
            tree: WorkTree::around(root).await.ok(),
            file,
            twins,
            known: HashMap::new(),
        }
    }

    /// Which of the two the lines of a file mean.
    async fn lines_of(&mut self, path: &str) -> Vec<Option<bool>> {
        let Some(tree) = self.tree.clone() else {
            return Vec::new();
        };
        let commits = tree.commits_of_lines(path).await.unwrap_or_default();
        let mut told: BTreeMap<&str, Option<bool>> = BTreeMap::new();
        for commit in &commits {
            if !told.contains_key(commit.as_str()) {
                told.insert(commit, self.knew(&tree, commit).await);
            }
        }
        commits.iter().map(|commit| told[commit.as_str()]).collect()
    }

    /// Whether a commit had the file and none of its twins, or the other way round. One that is not made yet has neither.
    async fn knew(&mut self, tree: &WorkTree, commit: &str) -> Option<bool> {
        if let Some(known) = self.known.get(commit) {
            return *known;
        }
        let files = tree.files_in(commit).await.unwrap_or_default();
        let has_file = files.iter().any(|path| path == self.file);
        let has_twin = files.iter().any(|path| self.twins.contains(path));
        let knew = (has_file != has_twin).then_some(has_file);
        self.known.insert(commit.to_owned(), knew);
        knew
    }
}
