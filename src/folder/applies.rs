//! Which standards of a bare folder are about which files: what `applies_to` says, as patterns of the files of a repository.

use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::check::replaced;
use super::scan::{Scan, Sight, bytes_of, place, scan};
use super::wanted::shown;
use crate::error::{Error, Result, say};
use crate::id::StandardId;
use crate::markdown::{self, Document, Status};
use crate::standards;

/// A standard in force, of a bare folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InForce {
    /// Its number, where its name or text has one.
    pub id: Option<StandardId>,
    /// What it is called.
    pub title: String,
    /// Its file, as the folder that was given leads to it.
    pub path: PathBuf,
    /// The patterns of the files it is about.
    pub applies_to: Vec<String>,
}

/// The standards in force of a folder, in the order of their files; what cannot be read is left to the check.
///
/// # Errors
/// A folder that is not there or cannot be looked into.
pub fn in_force(book: &Path) -> Result<Vec<InForce>> {
    let found = match scan(book, &Scan::default()) {
        Sight::Open(found) => found,
        Sight::Gone => {
            let path = book.display().to_string();
            return Err(Error::NotFound(say!("check-no-path", path = path)));
        }
        Sight::Closed(why) => return Err(Error::Unavailable(why)),
    };
    let read = |path: &String| -> Option<(String, Document)> {
        let bytes = bytes_of(&place(book, path)).ok()?;
        Some((path.clone(), markdown::read(&bytes).ok()?))
    };
    let texts: Vec<(String, Document)> = found.files.keys().filter_map(read).collect();
    let replaced = replaced(texts.iter().map(|(path, text)| (path.as_str(), &text.meta)));
    let stands = |(path, text): (String, Document)| {
        let id = standards::number_in(&path);
        let is_replaced = id.is_some_and(|id| replaced.contains(&id));
        (text.meta.status == Status::Active && !is_replaced).then(|| InForce {
            id,
            title: text.title(&path),
            path: shown(book, &path),
            applies_to: text.meta.applies_to,
        })
    };
    Ok(texts.into_iter().filter_map(stands).collect())
}

/// What `applies_to` says, by the rules of `.gitignore`: `*.sql` is meant in every folder, `/src` at the root alone, `src/db` with all
/// that is below, `!src/db/tests` takes back.
#[derive(Debug)]
pub struct Patterns(Gitignore);

impl Patterns {
    /// What can be read of the patterns.
    pub fn new(patterns: &[String]) -> Self {
        let mut builder = builder();
        for pattern in patterns {
            let _unreadable = builder.add_line(None, pattern);
        }
        Self(builder.build().unwrap_or_else(|_| Gitignore::empty()))
    }

    /// Whether they mean a file, by its path below the root of its repository, with forward slashes.
    pub fn mean(&self, path: &str) -> bool {
        // A path that leads out of the repository is none of its files.
        let inside = !path.starts_with('/') && path.split('/').all(|part| part != "..");
        inside && self.0.matched_path_or_any_parents(path, false).is_ignore()
    }
}

/// Whether a pattern can be read.
pub(super) fn is_pattern(pattern: &str) -> bool {
    builder().add_line(None, pattern).is_ok()
}

/// A bracket that is never closed is a slip of the pen, which git would take for a letter.
fn builder() -> GitignoreBuilder {
    let mut builder = GitignoreBuilder::new("");
    builder.allow_unclosed_class(false);
    builder
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_mean_what_git_would_mean() {
        let mean = |patterns: &[&str], path: &str| {
            let patterns: Vec<String> = patterns.iter().map(ToString::to_string).collect();
            Patterns::new(&patterns).mean(path)
        };
        for (patterns, path, meant) in [
            (&["src/**/*.rs"][..], "src/db/mod.rs", true),
            (&["src/**/*.rs"], "src/main.rs", true),
            (&["src/**/*.rs"], "tests/main.rs", false),
            (&["migrations/**"], "migrations/0001_a.sql", true),
            (&["*.sql"], "migrations/0001_a.sql", true),
            (&["/*.sql"], "migrations/0001_a.sql", false),
            (&["src/db"], "src/db/tests/mod.rs", true),
            (&["src/db", "!src/db/tests"], "src/db/mod.rs", true),
            (&["*.rs", "!tests/*.rs"], "tests/a.rs", false),
            (&["[", "*.md"], "a.md", true),
            (&["**"], "../outside.md", false),
            (&[], "a.md", false),
        ] {
            assert_eq!(mean(patterns, path), meant, "{patterns:?} {path}");
        }
        assert!(is_pattern("src/**/*.rs") && !is_pattern("src/[a"));
    }
}
