//! Which files of a folder are checked, however the paths to them were written, and how they are called.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::scan::place;
use crate::error::{Error, Result, say};

/// A path that was given: what it means, and how it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Given {
    real: PathBuf,
    written: PathBuf,
}

/// What of a folder is wanted: all of it, or only some.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Wanted {
    root: PathBuf,
    only: Option<Vec<Given>>,
}

impl Wanted {
    /// How a file below this folder is called; none for one that is not wanted.
    pub(super) fn name(&self, folder: &Path, path: &str) -> Option<PathBuf> {
        let Some(only) = &self.only else {
            return Some(shown(folder, path));
        };
        let real = place(&self.root, path);
        only.iter().find_map(|given| {
            let rest = real.strip_prefix(&given.real).ok()?;
            Some(match rest.as_os_str().is_empty() {
                true => given.written.clone(),
                false => given.written.join(rest),
            })
        })
    }
}

/// The folders that these paths lie in, and what of each is wanted. A path below `book` is looked at among the others of the book, so that
/// its links and its number can be told; where none is given, the whole book is wanted.
///
/// # Errors
/// A path that does not exist.
pub(super) fn folders(book: &Path, paths: &[PathBuf]) -> Result<BTreeMap<PathBuf, Wanted>> {
    let real = |path: &Path| {
        path.canonicalize().map_err(|_| {
            let path = path.display().to_string();
            Error::NotFound(say!("check-no-path", path = path))
        })
    };
    let root = real(book)?;
    let mut folders = BTreeMap::new();
    if paths.is_empty() {
        let all = Wanted { root, only: None };
        return Ok(BTreeMap::from([(book.to_owned(), all)]));
    }
    for path in paths {
        let given = Given {
            real: real(path)?,
            written: path.clone(),
        };
        if path.is_dir() && (given.real == root || !given.real.starts_with(&root)) {
            let all = Wanted {
                root: given.real,
                only: None,
            };
            folders.insert(path.clone(), all);
            continue;
        }
        let (folder, root) = if given.real.starts_with(&root) {
            (book.to_owned(), root.clone())
        } else {
            let above = path.parent().filter(|above| !above.as_os_str().is_empty());
            let above = above.unwrap_or(Path::new("."));
            (above.to_owned(), real(above)?)
        };
        let some = folders.entry(folder).or_insert(Wanted {
            root,
            only: Some(Vec::new()),
        });
        if let Some(only) = &mut some.only {
            only.push(given);
        }
    }
    Ok(folders)
}

/// A file of a folder as people write it: without `./`.
pub(super) fn shown(folder: &Path, path: &str) -> PathBuf {
    if folder == Path::new(".") {
        PathBuf::from(path)
    } else {
        place(folder, path)
    }
}
