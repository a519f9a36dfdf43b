//! A bare folder of markdown, searched without a server and without a database.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use crate::clock::Timestamp;
use crate::error::Result;
use crate::markdown::{self, Status};

use super::entry::{Entry, Kind};
use super::index::Search;

/// Folders deeper than this are not looked into.
const DEEPEST: usize = 16;
/// Files larger than this are no texts that anybody wrote.
const LARGEST: u64 = 1_000_000;

impl Search {
    /// An index in memory over every markdown file in a folder and below it. A hit's id is the path as the folder was given. Files
    /// that cannot be read as text are left out.
    ///
    /// # Errors
    /// The folder cannot be listed.
    pub fn over_folder(folder: &Path) -> Result<Self> {
        let mut files = Vec::new();
        list(folder, DEEPEST, &mut files).map_err(crate::error::Error::internal)?;
        files.sort();
        Self::holding(files.iter().filter_map(|file| entry(file)).collect())
    }
}

fn list(folder: &Path, depth: usize, into: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        let kind = entry.file_type()?;
        if kind.is_dir() && !hidden && depth > 0 {
            // One folder that may not be read does not hide the others.
            list(&path, depth - 1, into).ok();
        } else if kind.is_file() && path.extension().is_some_and(|extension| extension == "md") {
            into.push(path);
        }
    }
    Ok(())
}

fn entry(path: &Path) -> Option<Entry> {
    let about = fs::metadata(path)
        .ok()
        .filter(|about| about.len() <= LARGEST)?;
    let changed = about.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    let bytes = fs::read(path).ok()?;
    let id = path.to_string_lossy().into_owned();
    let (title, meta, body) = match markdown::read(&bytes) {
        Ok(document) => {
            let text = markdown::text_of(&bytes).ok()?;
            (
                document.title(&id),
                document.meta.clone(),
                words(document.body(text)),
            )
        }
        // A text with a flaw in its front matter still has words.
        Err(_) => {
            let text = String::from_utf8_lossy(&bytes);
            (named(path), markdown::Meta::default(), words(&text))
        }
    };
    let status = match meta.status {
        Status::Active => "active",
        Status::Superseded => "superseded",
        Status::Retired => "retired",
    };
    Some(Entry {
        id,
        kind: Kind::Standard,
        title,
        body,
        tags: meta.tags,
        team: meta.team,
        status: vec![status.to_owned()],
        language: meta.lang.and_then(|lang| lang.parse().ok()),
        updated: Timestamp::from_micros(i64::try_from(changed.as_micros()).unwrap_or(i64::MAX)),
        standards: Vec::new(),
        successor: None,
        asked: Vec::new(),
        asked_long_ago: Vec::new(),
    })
}

/// The title of a text that has none that can be read: the name of its file.
fn named(path: &Path) -> String {
    path.file_stem()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// Everything that a markdown text says, in plain words.
pub(super) fn words(text: &str) -> String {
    let plain = markdown::plain(text);
    let mut words =
        String::with_capacity(plain.headings.len() + plain.body.len() + plain.code.len());
    words.push_str(&plain.body);
    words.push_str(&plain.headings);
    words.push_str(&plain.code);
    words
}
