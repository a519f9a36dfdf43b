//! The markdown files of a bare folder: which there are, when each last changed, and what each says.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::clock::Timestamp;
use crate::markdown;

use super::entry::{Entry, Kind};
use super::said::Said;

/// Folders deeper than this are not looked into.
const DEEPEST: usize = 16;
/// Files larger than this are no texts that anybody wrote.
const LARGEST: u64 = 1_000_000;
/// What a build or a package manager leaves has texts of others: the folder of this name, and every folder with this file.
const OF_OTHERS: [&str; 2] = ["node_modules", "CACHEDIR.TAG"];

/// A markdown file.
#[derive(Debug, Clone)]
pub(super) struct BareFile {
    path: PathBuf,
    /// Its path below the folder.
    pub(super) id: String,
    pub(super) stamp: Stamp,
}

/// What tells without reading a file that it has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp {
    pub(super) size: u64,
    /// Nanoseconds since 1970 at which its text changed.
    pub(super) modified: i64,
    /// Nanoseconds since 1970 at which anything about it changed, where the system keeps that.
    pub(super) changed: i64,
}

impl Stamp {
    /// When the file was last touched in any way.
    pub(super) fn latest(self) -> i64 {
        self.modified.max(self.changed)
    }
}

/// The markdown files in a folder and below it, by their ids.
pub(super) fn list(folder: &Path) -> io::Result<Vec<BareFile>> {
    let mut files = Vec::new();
    look_into(folder, "", DEEPEST, &mut files)?;
    files.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    // Names that are no text may look alike; the first of them stands for all.
    files.dedup_by(|a, b| a.id == b.id);
    Ok(files)
}

/// Whether there is a markdown file in a folder or below it.
pub fn has_markdown(folder: &Path) -> bool {
    list(folder).is_ok_and(|files| !files.is_empty())
}

fn look_into(folder: &Path, below: &str, depth: usize, into: &mut Vec<BareFile>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let Ok(entry) = entry else { continue };
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let Ok(kind) = entry.file_type() else {
            continue;
        };
        let id = || match below {
            "" => name.to_string(),
            below => format!("{below}/{name}"),
        };
        if kind.is_dir() && depth > 0 && !name.starts_with('.') {
            let path = entry.path();
            if name != OF_OTHERS[0] && !path.join(OF_OTHERS[1]).exists() {
                // One folder that may not be read does not hide the others.
                look_into(&path, &id(), depth - 1, into).ok();
            }
        } else if kind.is_file()
            && name.len() > ".md".len()
            && name.ends_with(".md")
            && let Ok(about) = entry.metadata()
            && about.len() <= LARGEST
        {
            into.push(BareFile {
                path: entry.path(),
                id: id(),
                stamp: stamp(&about),
            });
        }
    }
    Ok(())
}

impl BareFile {
    /// Its bytes, and a number that stands for them.
    pub(super) fn read(&self) -> io::Result<(Vec<u8>, u64)> {
        let bytes = fs::read(&self.path)?;
        let number = number_of(&bytes);
        Ok((bytes, number))
    }

    /// What it says; none when it is no text.
    pub(super) fn entry(&self, bytes: &[u8]) -> Option<Entry> {
        let id = self.id.clone();
        let (title, meta, said) = match markdown::read(bytes) {
            Ok(document) => {
                let text = markdown::text_of(bytes).ok()?;
                let title = document.title(&id);
                let said = Said::beside(&title, document.body(text));
                (title, document.meta.clone(), said)
            }
            // A text with a flaw in its front matter still has words.
            Err(_) => {
                let text = String::from_utf8_lossy(bytes);
                let title = named(&self.path);
                let said = Said::beside(&title, &text);
                (title, markdown::Meta::default(), said)
            }
        };
        let status = meta.status.as_str();
        Some(Entry {
            id,
            kind: Kind::Standard,
            title,
            body: said.text,
            headings: said.headings,
            code: said.code,
            tags: meta.tags,
            team: meta.team,
            status: vec![status.to_owned()],
            language: meta.lang.and_then(|lang| lang.parse().ok()),
            updated: Timestamp::from_micros(self.stamp.modified.div_euclid(1_000)),
            standards: Vec::new(),
            successor: None,
            asked: Vec::new(),
            asked_long_ago: Vec::new(),
        })
    }
}

/// A number that stands for bytes.
pub(super) fn number_of(bytes: &[u8]) -> u64 {
    let digest = Sha256::digest(bytes);
    digest
        .iter()
        .take(8)
        .fold(0, |number, byte| number << 8 | u64::from(*byte))
}

fn stamp(about: &fs::Metadata) -> Stamp {
    #[cfg(unix)]
    let changed = {
        use std::os::unix::fs::MetadataExt as _;
        about.ctime() * 1_000_000_000 + about.ctime_nsec()
    };
    #[cfg(not(unix))]
    let changed = 0;
    Stamp {
        size: about.len(),
        modified: about.modified().map_or(0, nanoseconds),
        changed,
    }
}

fn nanoseconds(time: SystemTime) -> i64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_nanos()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, |time| -time),
    }
}

/// The title of a text that has none that can be read: the name of its file.
fn named(path: &Path) -> String {
    path.file_stem()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}
