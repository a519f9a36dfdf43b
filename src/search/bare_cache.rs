//! The index of a bare folder, kept in a file of the user's cache between two runs. It may be thrown away at any time: whatever is
//! wrong with it, the index is built anew.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;

use super::bare_files::{Stamp, number_of};
use super::saved::{Piece, Portable};
use super::schema::VERSION;

/// How the file is laid out and what is read from a markdown file; a change of either takes a new number.
const LAYOUT: u32 = 2;
/// What is in the way of a search that nobody has made for so long is taken away.
const FORGOTTEN: Duration = Duration::from_hours(24 * 60);
/// A file on its way that is older than this was left by a run that ended.
const ABANDONED: Duration = Duration::from_hours(1);
/// How a file on its way is called.
const UNFINISHED: &str = ".tmp";
/// Bytes before the head: how long it is, and what stands for it.
const LENGTHS: usize = 16;

/// Where the index of one folder is kept.
#[derive(Debug, Clone)]
pub(super) struct Cache {
    folder: PathBuf,
    name: String,
    root: PathBuf,
    now: Timestamp,
}

/// The files that an index holds, by their ids.
pub(super) type Ledger = BTreeMap<String, Known>;

/// What is known of a file that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Known {
    pub(super) stamp: Stamp,
    /// Whether any later change gives it another stamp.
    pub(super) settled: bool,
    /// What stands for its bytes.
    pub(super) number: u64,
}

/// What stands before the files of the index.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    root: PathBuf,
    files: Ledger,
    pieces: Vec<Piece>,
}

impl Cache {
    /// The place for the index of `root`, below the user's cache folder.
    pub(super) fn of(cache: &Path, root: &Path, now: Timestamp) -> Self {
        let number = number_of(root.as_os_str().as_encoded_bytes());
        Self {
            folder: cache.join("cahier").join("search"),
            name: format!("{number:016x}-{VERSION}.{LAYOUT}"),
            root: root.to_owned(),
            now,
        }
    }

    /// The index as it was left, with the files it holds; none when there is none, or it is damaged.
    pub(super) fn read(&self) -> Option<(Portable, Ledger)> {
        let path = self.path();
        let bytes = fs::read(&path).ok()?;
        let read = || {
            let (length, rest) = bytes.split_at_checked(LENGTHS / 2)?;
            let (number, rest) = rest.split_at_checked(LENGTHS / 2)?;
            let as_number = |bytes: &[u8]| bytes.try_into().ok().map(u64::from_le_bytes);
            let length = usize::try_from(as_number(length)?).ok()?;
            let (head, pieces) = rest.split_at_checked(length)?;
            if number_of(head) != as_number(number)? {
                return None;
            }
            let head: Head = serde_json::from_slice(head).ok()?;
            let portable = Portable::unpack(&head.pieces, pieces)?;
            Some((portable, head.files)).filter(|_| head.root == self.root)
        };
        let found = read();
        match &found {
            Some(_) => self.touch(&path),
            None => {
                tracing::debug!(path = %path.display(), "a kept index is damaged and will be built anew")
            }
        }
        found
    }

    /// Keeps an index in the place of what is there; a run that reads meanwhile finds the one or the other whole.
    pub(super) fn keep(&self, index: &Portable, files: &Ledger) -> io::Result<()> {
        let (pieces, bytes) = index.pack()?;
        let head = serde_json::to_vec(&Head {
            root: self.root.clone(),
            files: files.clone(),
            pieces,
        })?;
        fs::create_dir_all(&self.folder)?;
        let unfinished = self.folder.join(format!(
            "{}-{}-{}{UNFINISHED}",
            self.name,
            std::process::id(),
            self.now.micros()
        ));
        let write = || -> io::Result<()> {
            let mut file = fs::File::create_new(&unfinished)?;
            file.write_all(&(head.len() as u64).to_le_bytes())?;
            file.write_all(&number_of(&head).to_le_bytes())?;
            file.write_all(&head)?;
            file.write_all(&bytes)?;
            // It is not made durable: whoever reads it looks whether it is whole, and can do without it.
            drop(file);
            fs::rename(&unfinished, self.path())
        };
        let written = write();
        if written.is_err() {
            fs::remove_file(&unfinished).ok();
        }
        written.map(|()| self.prune())
    }

    fn path(&self) -> PathBuf {
        self.folder.join(&self.name)
    }

    /// Notes once a day that it is in use.
    fn touch(&self, path: &Path) {
        if self.age(path) > Duration::from_hours(24)
            && let Ok(file) = fs::File::open(path)
        {
            let now = u64::try_from(self.now.micros()).unwrap_or_default();
            file.set_modified(UNIX_EPOCH + Duration::from_micros(now))
                .ok();
        }
    }

    /// Takes away what nobody needs: other shapes of this index, indexes of folders that are gone or that nobody has searched for long,
    /// and what runs that ended have left unfinished.
    fn prune(&self) {
        let Ok(entries) = fs::read_dir(&self.folder) else {
            return;
        };
        let root = self.name.split('-').next().unwrap_or_default();
        for path in entries.flatten().map(|entry| entry.path()) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let is_needed = if name == self.name {
                true
            } else if name.ends_with(UNFINISHED) {
                self.age(&path) < ABANDONED
            } else {
                !name.starts_with(root) && self.age(&path) < FORGOTTEN
            };
            if !is_needed {
                fs::remove_file(&path).ok();
            }
        }
    }

    /// How long ago a file was written.
    fn age(&self, path: &Path) -> Duration {
        let modified = fs::metadata(path).and_then(|about| about.modified());
        let seconds = modified.map_or(0, |time| self.now.seconds_since(Timestamp::from(time)));
        Duration::from_secs(u64::try_from(seconds).unwrap_or_default())
    }
}
