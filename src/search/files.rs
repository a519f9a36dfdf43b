//! The files of the index on disk, written without waiting for the disk: the index can be built anew from the tables, every file is
//! checked at the start, and a disk that is asked to keep it safe several times a second keeps the wall waiting instead.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, TerminatingWrite,
    WatchCallback, WatchHandle, WritePtr,
};

/// The library's own directory, but for how it writes.
#[derive(Debug, Clone)]
pub(super) struct Files {
    folder: PathBuf,
    files: MmapDirectory,
}

impl Files {
    /// The files of a folder, which is there.
    pub(super) fn of(folder: &Path) -> tantivy::Result<Self> {
        Ok(Self {
            folder: folder.to_owned(),
            files: MmapDirectory::open(folder)?,
        })
    }
}

impl Directory for Files {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.files.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.files.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.files.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let place = self.folder.join(path);
        let mut opened = create(&place);
        if is_there(&opened) {
            // The library takes a name twice only where the first one never came into the index: what is there was left by a run
            // that was cut off. It is not written over, since somebody may still look into it.
            opened = fs::remove_file(&place).and_then(|()| create(&place));
        }
        let file = opened.map_err(|error| OpenWriteError::wrap_io_error(error, path.to_owned()))?;
        Ok(BufWriter::new(Box::new(Unhurried(file))))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.files.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let place = self.folder.join(path);
        let mut beside = place.clone().into_os_string();
        beside.push(".new");
        fs::write(&beside, data)?;
        fs::rename(beside, place)
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.files.acquire_lock(lock)
    }

    fn watch(&self, told: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.files.watch(told)
    }
}

fn create(place: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(place)
}

fn is_there(opened: &io::Result<File>) -> bool {
    matches!(opened, Err(error) if error.kind() == io::ErrorKind::AlreadyExists)
}

/// A file that is whole once it is written; the disk has it when the disk has time.
struct Unhurried(File);

impl Write for Unhurried {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl TerminatingWrite for Unhurried {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        self.0.flush()
    }
}

/// Does what a damaged file may fail, or make the library panic: that must not reach whoever searches.
pub(super) fn tried<T>(work: impl FnOnce() -> tantivy::Result<T>) -> Result<T, String> {
    let done = catch_unwind(AssertUnwindSafe(work)).map_err(|_| "it panicked".to_owned())?;
    done.map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_a_run_left_which_was_cut_off_gives_way_to_the_next() {
        let folder = tempfile::tempdir().expect("a folder");
        let files = Files::of(folder.path()).expect("a directory");
        let path = Path::new("0123.10.del");
        let written = |bytes: &[u8]| {
            let mut file = files.open_write(path).expect("a file");
            file.write_all(bytes).expect("written");
            file.terminate().expect("whole");
        };
        written(b"half of");
        let before = files.get_file_handle(path).expect("what was left");
        written(b"all of it");
        let now = std::fs::read(folder.path().join(path)).expect("a file");
        assert_eq!(now, b"all of it");
        let seen = before.read_bytes(0..7).expect("its bytes");
        assert_eq!(seen.as_slice(), b"half of", "nobody's view changes");
    }
}
