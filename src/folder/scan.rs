//! Looks at the folder: every markdown file in it and below, by its bytes' hash. Links are not followed, pipes and devices not opened, and
//! what cannot be read is told apart from what is not there.

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use rustix::fs::OFlags;

use crate::error::{Message, say};
use crate::markdown;
use crate::standards;

/// Folders within folders that are looked into.
const DEEPEST: usize = 32;
/// So many files may all have been renamed and rewritten between two looks.
const FEW: usize = 2;
/// A file that changed so recently may change again without its times telling.
const SETTLED: Duration = Duration::from_secs(3);

/// What there is to see.
#[derive(Debug)]
pub(super) enum Sight {
    /// No folder stands there.
    Gone,
    /// There is one, but it cannot be looked into.
    Closed(Message),
    /// The files in it.
    Open(Scan),
}

/// The files of a folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Scan {
    /// By path below the folder, with forward slashes.
    pub(super) files: BTreeMap<String, Seen>,
    /// What is no text and left alone, and why: links, devices, folders named like files.
    pub(super) ignored: BTreeMap<String, Message>,
    /// What may be a text, or hold some, and cannot be read, and why; a folder ends with a slash.
    pub(super) closed: BTreeMap<String, Message>,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Seen {
    /// SHA-256 of its bytes, in hexadecimal.
    pub(super) hash: String,
    /// What the file system says of it: the same for the same bytes.
    stamp: Stamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    size: u64,
    node: u64,
    modified: (i64, i64),
    changed: (i64, i64),
}

impl Scan {
    /// Why what stands at this path, or above it, was left alone; none where nothing was.
    pub(super) fn left_alone(&self, path: &str) -> Option<&Message> {
        let known = |path: &str| self.ignored.get(path).or_else(|| self.closed.get(path));
        let above = path.match_indices('/');
        known(path).or_else(|| {
            above
                .flat_map(|(at, _)| [&path[..at], &path[..=at]])
                .find_map(known)
        })
    }

    /// Whether nothing is there of what was last in step, nor anything that hides some of it: the folder was emptied, or another one
    /// stands in its place, with other files in it. Files that were missing at the look `before` tell nothing.
    pub(super) fn is_emptied_of(&self, base: &BTreeMap<String, String>, before: &Self) -> bool {
        let is_there = |path: &String| self.files.contains_key(path);
        if base
            .keys()
            .any(|path| is_there(path) || self.left_alone(path).is_some())
        {
            return false;
        }
        if self.files.is_empty() {
            return true;
        }
        let was_there =
            |path: &&String| before.files.is_empty() || before.files.contains_key(*path);
        if base.keys().filter(was_there).count() <= FEW {
            return false;
        }
        let texts: HashSet<&str> = base.values().map(String::as_str).collect();
        !self.files.values().any(|seen| texts.contains(&*seen.hash))
    }
}

/// Looks at all files; those whose times and size are as before are not read again.
pub(super) fn scan(root: &Path, before: &Scan) -> Sight {
    match fs::metadata(root) {
        Ok(found) if found.is_dir() => {}
        Ok(_) => return Sight::Closed(say!("folder-is-no-folder")),
        Err(error) if error.kind() == ErrorKind::NotFound => return Sight::Gone,
        Err(error) => return Sight::Closed(reason(&error)),
    }
    let mut scan = Scan::default();
    let mut folders = vec![(root.to_owned(), String::new(), 0)];
    while let Some((folder, prefix, depth)) = folders.pop() {
        let entries =
            fs::read_dir(&folder).and_then(|entries| entries.collect::<Result<Vec<_>, _>>());
        let entries = match entries {
            Ok(entries) => entries,
            Err(error) if prefix.is_empty() => return Sight::Closed(reason(&error)),
            Err(error) => {
                scan.closed.insert(prefix, reason(&error));
                continue;
            }
        };
        for entry in entries {
            let Some(name) = entry.file_name().to_str().map(str::to_owned) else {
                let shown = entry.file_name().to_string_lossy().into_owned();
                let may_hold_some = entry.file_type().is_ok_and(|kind| kind.is_dir());
                if !shown.starts_with('.') && (is_ours(&shown) || may_hold_some) {
                    scan.closed
                        .insert(format!("{prefix}{shown}"), say!("folder-name-not-utf8"));
                }
                continue;
            };
            // Hidden ones are other programs' own, and our files on their way.
            if name.starts_with('.') {
                continue;
            }
            let path = format!("{prefix}{name}");
            match look(&entry.path(), &path, before) {
                Look::File(seen) => {
                    scan.files.insert(path, seen);
                }
                Look::Folder if depth < DEEPEST => {
                    folders.push((entry.path(), format!("{path}/"), depth + 1))
                }
                Look::Folder => {
                    scan.closed
                        .insert(format!("{path}/"), say!("folder-too-deep"));
                }
                Look::LeaveAlone(why) => {
                    scan.ignored.insert(path, why);
                }
                Look::Closed(why) => {
                    scan.closed.insert(path, why);
                }
                Look::NotOurs => {}
            }
        }
    }
    Sight::Open(scan)
}

/// The bytes of one file as they are now, no more than may be read. What took its place since it was looked at, a link or a pipe, is not
/// followed and keeps nobody waiting.
pub(super) fn bytes_of(path: &Path) -> io::Result<Vec<u8>> {
    let careful = OFlags::NOFOLLOW | OFlags::NONBLOCK;
    let flags = i32::try_from(careful.bits()).map_err(io::Error::other)?;
    let file = OpenOptions::new()
        .read(true)
        .custom_flags(flags)
        .open(path)?;
    if !file.metadata()?.is_file() {
        return Err(ErrorKind::NotFound.into());
    }
    let mut bytes = Vec::new();
    file.take(markdown::MAX_BYTES as u64 + 1)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What an input or output error means to a person.
pub(super) fn reason(error: &io::Error) -> Message {
    match error.kind() {
        ErrorKind::PermissionDenied => say!("folder-not-allowed"),
        ErrorKind::ReadOnlyFilesystem => say!("folder-read-only"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => say!("folder-disk-full"),
        ErrorKind::NotFound => say!("folder-vanished"),
        _ => say!("folder-fault", detail = error.to_string()),
    }
}

#[cfg(test)]
impl Seen {
    /// A file of which only the text matters.
    pub(super) fn of_hash(hash: &str) -> Self {
        let stamp = Stamp {
            size: 0,
            node: 0,
            modified: (0, 0),
            changed: (0, 0),
        };
        Self {
            hash: hash.to_owned(),
            stamp,
        }
    }
}

enum Look {
    File(Seen),
    Folder,
    LeaveAlone(Message),
    Closed(Message),
    NotOurs,
}

/// Whether a name is that of a text.
fn is_ours(name: &str) -> bool {
    let ending = Path::new(name).extension();
    ending.is_some_and(|ending| ending.eq_ignore_ascii_case("md"))
}

fn look(file: &Path, path: &str, before: &Scan) -> Look {
    let ours = is_ours(path);
    let found = match fs::symlink_metadata(file) {
        Ok(found) => found,
        Err(error) if error.kind() == ErrorKind::NotFound => return Look::NotOurs,
        Err(error) => return Look::Closed(reason(&error)),
    };
    let kind = found.file_type();
    if kind.is_symlink() {
        let leads_to_ours = ours || Path::new(path).extension().is_none();
        return if leads_to_ours {
            Look::LeaveAlone(say!("folder-link"))
        } else {
            Look::NotOurs
        };
    }
    match (kind.is_dir(), ours) {
        (true, false) => return Look::Folder,
        (true, true) => return Look::LeaveAlone(say!("folder-named-like-a-file")),
        (false, false) => return Look::NotOurs,
        (false, true) => {}
    }
    if !kind.is_file() {
        return Look::LeaveAlone(say!("folder-no-plain-file"));
    }
    if found.len() > markdown::MAX_BYTES as u64 {
        return Look::Closed(say!("folder-too-long", max = markdown::MAX_BYTES / 1024));
    }
    let stamp = Stamp::of(&found);
    if let Some(seen) = before
        .files
        .get(path)
        .filter(|seen| seen.stamp == stamp && stamp.settled())
    {
        return Look::File(seen.clone());
    }
    match bytes_of(file) {
        Ok(bytes) => Look::File(Seen {
            hash: standards::hash_of(&bytes),
            stamp,
        }),
        Err(error) if error.kind() == ErrorKind::NotFound => Look::NotOurs,
        Err(error) => Look::Closed(reason(&error)),
    }
}

impl Stamp {
    pub(super) fn of(found: &Metadata) -> Self {
        Self {
            size: found.size(),
            node: found.ino(),
            modified: (found.mtime(), found.mtime_nsec()),
            changed: (found.ctime(), found.ctime_nsec()),
        }
    }

    /// Whether the last change is long enough ago that another one would show in the times.
    pub(super) fn settled(&self) -> bool {
        let changed =
            u64::try_from(self.changed.0).map(|seconds| UNIX_EPOCH + Duration::from_secs(seconds));
        changed.is_ok_and(|changed| changed.elapsed().is_ok_and(|ago| ago > SETTLED))
    }
}

/// The file at a path below the folder.
pub(super) fn place(root: &Path, path: &str) -> PathBuf {
    path.split('/')
        .fold(root.to_owned(), |folder, part| folder.join(part))
}
