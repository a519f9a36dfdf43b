//! Puts a file into the folder so that a reader, or a machine that loses its power, finds the old text or the new one whole, and so that
//! nobody else's text is written over.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{MetadataExt, fchown};
use std::path::{Component, Path, PathBuf};

use rustix::fs::{Access, CWD, RenameFlags};
use rustix::io::Errno;

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
    let before = expected.and_then(|_| fs::symlink_metadata(&target).ok());
    if let Err(error) = fill(&unfinished, bytes, before.as_ref()) {
        discard(&unfinished);
        return Err(error.into());
    }
    match expected {
        Some(expected) => replace_expected(&unfinished, &target, expected, bytes)?,
        None => appear(&unfinished, &target)?,
    }
    Ok(sync(&folder)?)
}

/// Puts a text in the place of the one that is expected there. Whatever else comes out of that place was saved there since it was looked
/// at, and goes back.
fn replace_expected(
    unfinished: &Path,
    target: &Path,
    expected: &str,
    bytes: &[u8],
) -> Result<(), Refused> {
    let holds = |path: &Path, hash: &str| {
        bytes_of(path).is_ok_and(|bytes| standards::hash_of(&bytes) == hash)
    };
    match exchange(unfinished, target) {
        Ok(()) if holds(unfinished, expected) => return Ok(fs::remove_file(unfinished)?),
        Ok(()) => {}
        // Not every file system can exchange two files: there it is looked once more, and then replaced.
        Err(error) if is_not_offered(&error) => {
            let replaced =
                check(target, Some(expected)).and_then(|()| Ok(fs::rename(unfinished, target)?));
            if replaced.is_err() {
                discard(unfinished);
            }
            return replaced;
        }
        Err(error) => {
            discard(unfinished);
            return match error.kind() {
                // It was taken away.
                ErrorKind::NotFound => Err(Refused::Changed),
                _ => Err(error.into()),
            };
        }
    }
    // Where it cannot go back by an exchange it goes back over ours, which the book has.
    if exchange(unfinished, target).is_err() {
        fs::rename(unfinished, target)?;
    } else if !holds(unfinished, &standards::hash_of(bytes)) {
        // Saved again in that moment: the newest text is the one to stand there.
        exchange(unfinished, target)?;
    }
    discard(unfinished);
    Err(Refused::Changed)
}

/// Exchanges two files in one step.
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    Ok(rustix::fs::renameat_with(
        CWD,
        one,
        CWD,
        other,
        RenameFlags::EXCHANGE,
    )?)
}

/// Whether the file system, or the system, knows no such step.
fn is_not_offered(error: &io::Error) -> bool {
    let errno = Errno::from_io_error(error);
    matches!(errno, Some(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP))
}

/// What cannot be removed now is removed at the next start; it is no standard by its name.
fn discard(unfinished: &Path) {
    let _ = fs::remove_file(unfinished);
}

/// Writes a file of our own beside the database, whole or not at all.
pub(super) fn replace(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let unfinished = on_its_way(target);
    let written = fill(&unfinished, bytes, None).and_then(|()| fs::rename(&unfinished, target));
    if written.is_err() {
        discard(&unfinished);
    }
    written?;
    sync(target.parent().unwrap_or(Path::new(".")))
}

/// Gives a file another name, where there is none of it.
pub(super) fn rename(root: &Path, from: &str, to: &str) -> Result<(), Refused> {
    let (source, target) = (place(root, from), place(root, to));
    let (left, entered) = (folder_of(root, from)?, folder_of(root, to)?);
    let renamed = rustix::fs::renameat_with(CWD, &source, CWD, &target, RenameFlags::NOREPLACE);
    match renamed.map_err(io::Error::from) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(Refused::Changed),
        Err(error) if is_not_offered(&error) => {
            check(&target, None)?;
            fs::rename(source, target)?;
        }
        Err(error) => return Err(error.into()),
    }
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

/// Fills a file on its way, which is read and written by whom the one before it was.
fn fill(unfinished: &Path, bytes: &[u8], before: Option<&Metadata>) -> io::Result<()> {
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
    if let Some(before) = before {
        // Only the system's administrator gives a file to somebody else; whoever else writes it gives it a group of their own.
        let _ = fchown(&file, Some(before.uid()), Some(before.gid()))
            .or_else(|_| fchown(&file, None, Some(before.gid())));
        file.set_permissions(before.permissions())?;
    }
    file.sync_all()
}

/// Gives a new file its name, unless somebody took the name meanwhile.
fn appear(unfinished: &Path, target: &Path) -> Result<(), Refused> {
    match fs::hard_link(unfinished, target) {
        Ok(()) => Ok(fs::remove_file(unfinished)?),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            discard(unfinished);
            Err(Refused::Changed)
        }
        // Not every file system knows second names; it was looked at a moment ago.
        Err(_) => {
            let named = check(target, None).and_then(|()| Ok(fs::rename(unfinished, target)?));
            if named.is_err() {
                discard(unfinished);
            }
            named
        }
    }
}

fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_saved_in_the_last_moment_stays() {
        let folder = tempfile::tempdir().unwrap();
        let (unfinished, target) = (folder.path().join(".ours"), folder.path().join("a.md"));
        fs::write(&unfinished, "ours").unwrap();
        fs::write(&target, "theirs").unwrap();
        let expected = standards::hash_of(b"what was looked at");
        let replaced = replace_expected(&unfinished, &target, &expected, b"ours");
        assert!(matches!(replaced, Err(Refused::Changed)), "{replaced:?}");
        assert_eq!(fs::read_to_string(&target).unwrap(), "theirs");
        assert!(!unfinished.exists());
        fs::remove_file(&target).unwrap();
        fs::write(&unfinished, "ours").unwrap();
        let replaced = replace_expected(&unfinished, &target, &expected, b"ours");
        assert!(matches!(replaced, Err(Refused::Changed)), "{replaced:?}");
        assert!(!target.exists() && !unfinished.exists());
    }

    #[test]
    fn a_name_that_is_taken_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.md"), "a").unwrap();
        fs::write(folder.path().join("b.md"), "b").unwrap();
        let renamed = rename(folder.path(), "a.md", "b.md");
        assert!(matches!(renamed, Err(Refused::Changed)), "{renamed:?}");
        assert_eq!(fs::read_to_string(folder.path().join("b.md")).unwrap(), "b");
    }
}
