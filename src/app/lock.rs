//! One server a data folder: whoever holds the lock runs the followers.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

use crate::error::{Error, Result, say};

/// The lock of a data folder, let go when dropped; the kernel lets it go when the process is killed.
#[derive(Debug)]
pub struct DataLock {
    _file: File,
}

/// What was found when the lock was tried.
#[derive(Debug)]
pub enum HeldBy {
    /// It is ours now.
    Us(DataLock),
    /// Another process has it: its number, as it wrote it.
    Another(String),
}

impl DataLock {
    /// Tries the lock of a data folder.
    ///
    /// # Errors
    /// The lock's file cannot be made.
    pub fn try_hold(data: &Path) -> Result<HeldBy> {
        let mut file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(data.join("server.lock"))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut pid = String::new();
                // An unreadable number only makes the sentence shorter.
                file.read_to_string(&mut pid).ok();
                return Ok(HeldBy::Another(pid.trim().to_owned()));
            }
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        file.set_len(0)?;
        file.seek(SeekFrom::Start(0))?;
        write!(file, "{}", std::process::id())?;
        Ok(HeldBy::Us(Self { _file: file }))
    }

    /// Whether a server runs on a data folder, found out without leaving anything behind.
    pub fn is_held(data: &Path) -> bool {
        let file = File::open(data.join("server.lock"));
        file.is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
    }

    /// Takes the lock of a data folder.
    ///
    /// # Errors
    /// `Unavailable` naming the process that has it.
    pub fn hold(data: &Path) -> Result<Self> {
        match Self::try_hold(data)? {
            HeldBy::Us(lock) => Ok(lock),
            HeldBy::Another(pid) => Err(Error::Unavailable(say!(
                "app-data-in-use",
                path = data.display().to_string(),
                pid = pid
            ))),
        }
    }
}
