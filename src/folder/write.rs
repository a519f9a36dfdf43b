//! Puts a file into the folder so that a reader, or a machine that loses its power, finds the old text or the new one whole, and so that
//! nobody else's text is written over.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Component, Path, PathBuf};

use rustix::fs::Access;

use super::scan::{bytes_of, place, reason};
use crate::error::Message;
use crate::standards;

/// How our files on their way are called: hidden, and no markdown by their name.
const ON_ITS_WAY: &str = ".cahier-";
/// What their names end with.
const UNFINISHED: &str = ".tmp";

/// Why a file was not written.
#[derive(Debug)]
pub(super) enum Refused {
    /// Another text stands there than was expected: it is looked at again first.
    Changed,
    /// The path leads through a link, or out of the folder.
    LeadsAway,
    /// The file system refused.
    Fault(io::Error),
}

impl From<io::Error> for Refused {
    fn from(error: io::Error) -> Self {
        Self::Fault(error)
    }
}

/// Writes these bytes to a path below the folder, where a file with this hash is expected, or none.
pub(super) fn write(
    root: &Path,
    path: &str,
    bytes: &[u8],
    expected: Option<&str>,
) -> Result<(), Refused> {
    let target = place(root, path);
    let folder = folder_of(root, path)?;
    check(&target, expected)?;
    let unfinished = on_its_way(&target);
    let written = fill(&unfinished, bytes)
        .map_err(Refused::from)
        .and_then(|()| {
            check(&target, expected)?;
            match expected {
                Some(_) => Ok(fs::rename(&unfinished, &target)?),
                None => appear(&unfinished, &target),
            }
        });
    if written.is_err() {
        // What cannot be removed now is removed at the next start; it is no standard by its name.
        let _ = fs::remove_file(&unfinished);
    }
    written?;
    Ok(sync(&folder)?)
}

/// Writes a file of our own beside the database, whole or not at all.
pub(super) fn replace(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let unfinished = on_its_way(target);
    let written = fill(&unfinished, bytes).and_then(|()| fs::rename(&unfinished, target));
    if written.is_err() {
        let _ = fs::remove_file(&unfinished);
    }
    written?;
    sync(target.parent().unwrap_or(Path::new(".")))
}

/// Gives a file another name, where there is none of it.
pub(super) fn rename(root: &Path, from: &str, to: &str) -> Result<(), Refused> {
    let (source, target) = (place(root, from), place(root, to));
    let (left, entered) = (folder_of(root, from)?, folder_of(root, to)?);
    check(&target, None)?;
    fs::rename(source, target)?;
    sync(&left)?;
    Ok(sync(&entered)?)
}

/// Makes the folder itself, when the book is written for the first time.
pub(super) fn make(root: &Path) -> io::Result<()> {
    if root.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(root)?;
    root.parent()
        .filter(|above| !above.as_os_str().is_empty())
        .map_or(Ok(()), sync)
}

/// What would keep a text from being written to a path below the folder, as far as that can be told without touching anything.
pub(super) fn hindrance(root: &Path, path: &str) -> Option<Message> {
    let target = place(root, path);
    // A folder that is not there yet is made in the next one above it.
    let folder = target.ancestors().skip(1).find(|above| above.is_dir())?;
    let needed = Access::WRITE_OK | Access::EXEC_OK;
    let refused = rustix::fs::access(folder, needed).err()?;
    Some(reason(&refused.into()))
}

/// Removes what an earlier run left unfinished of a file of our own beside the database.
pub(super) fn tidy_beside(target: &Path) {
    // What cannot be removed is written over by the next one of its name.
    let _ = fs::remove_file(on_its_way(target));
}

/// Removes what an earlier run left unfinished.
pub(super) fn tidy(root: &Path) {
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries.flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let kind = entry.file_type();
            if kind.as_ref().is_ok_and(|kind| kind.is_dir()) && !name.starts_with('.') {
                folders.push(entry.path());
            } else if kind.is_ok_and(|kind| kind.is_file())
                && name.starts_with(ON_ITS_WAY)
                && name.ends_with(UNFINISHED)
            {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// Where a file is filled before it has its name.
fn on_its_way(target: &Path) -> PathBuf {
    let name = target.file_name().and_then(|name| name.to_str());
    let name = name.unwrap_or_default();
    target.with_file_name(format!("{ON_ITS_WAY}{name}{UNFINISHED}"))
}

/// The folder that the file stands in, made when it is not there yet.
fn folder_of(root: &Path, path: &str) -> Result<PathBuf, Refused> {
    let parts: Vec<_> = Path::new(path).components().collect();
    if parts.is_empty()
        || parts
            .iter()
            .any(|part| !matches!(part, Component::Normal(_)))
    {
        return Err(Refused::LeadsAway);
    }
    let mut folder = root.to_owned();
    for part in &parts[..parts.len() - 1] {
        let above = folder.clone();
        folder.push(part);
        match fs::symlink_metadata(&folder) {
            Ok(found) if found.is_dir() => {}
            Ok(_) => return Err(Refused::LeadsAway),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                fs::create_dir(&folder)?;
                sync(&above)?;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(folder)
}

/// Whether what stands there is what was expected.
fn check(target: &Path, expected: Option<&str>) -> Result<(), Refused> {
    match (fs::symlink_metadata(target), expected) {
        (Err(error), None) if error.kind() == ErrorKind::NotFound => Ok(()),
        (Ok(found), Some(hash))
            if found.is_file() && standards::hash_of(&bytes_of(target)?) == hash =>
        {
            Ok(())
        }
        (Err(error), _) if error.kind() != ErrorKind::NotFound => Err(error.into()),
        _ => Err(Refused::Changed),
    }
}

fn fill(unfinished: &Path, bytes: &[u8]) -> io::Result<()> {
    let create = || {
        OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(unfinished)
    };
    let mut file = match create() {
        // Not written into: it may be the second name of a file that stands in the folder.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            fs::remove_file(unfinished)?;
            create()?
        }
        created => created?,
    };
    file.write_all(bytes)?;
    file.sync_all()
}

/// Gives a new file its name, unless somebody took the name meanwhile.
fn appear(unfinished: &Path, target: &Path) -> Result<(), Refused> {
    match fs::hard_link(unfinished, target) {
        Ok(()) => Ok(fs::remove_file(unfinished)?),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(Refused::Changed),
        // Not every file system knows second names; it was looked at a moment ago.
        Err(_) => {
            check(target, None)?;
            Ok(fs::rename(unfinished, target)?)
        }
    }
}

fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}
