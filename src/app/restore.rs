//! A backup put back: what this machine remembers of another state goes first.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::db::{self, Backup};
use crate::error::{Error, Result, say};
use crate::folder;
use crate::search;

use super::{App, DataLock};

impl App {
    /// Puts a backup into this instance, where nobody has done anything yet. The index is left to be built anew, and what
    /// was last in step with the folder is forgotten, and what waits for git: files that are there are compared as if seen for the first time, so
    /// that one written after the backup becomes a revision and is not replaced by an older text. Only who holds the data
    /// folder's lock may.
    ///
    /// # Errors
    /// As [`crate::db::Db::restore`]; nothing in the database was changed then.
    pub async fn restore(
        &self,
        _lock: &DataLock,
        path: &Path,
        progress: impl Fn(usize, usize),
    ) -> Result<Backup> {
        db::tidy(&self.config.data);
        if !self.db.is_untouched().await? {
            return Err(Error::conflict(say!("restore-over-data")));
        }
        self.forget()?;
        self.db.restore(path, &self.config.data, progress).await
    }

    /// Removes what follows the feed and can be made again, and nothing else that lies in the data folder.
    fn forget(&self) -> Result<()> {
        for notes in [super::FOLDER_BASE, folder::COMMIT_NOTES] {
            match fs::remove_file(self.config.data.join(notes)) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
                _ => {}
            }
        }
        Ok(search::forget(&self.config.data)?)
    }
}
