//! A backup: everything that the database held at one moment, in one file, taken while the program runs.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use sqlx::Connection;
use sqlx::sqlite::SqliteConnection;

use crate::clock::Timestamp;
use crate::error::{Error, Message, Result};

use super::backup_file::{self, Held, Says, TABLE};
use super::copy::{self, Passed, Table};
use super::failure::failure;
use super::{Db, Sql, Tx, migrate};

/// What is in a backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// The moment that it shows.
    pub taken_at: Timestamp,
    /// The number of the newest change in it.
    pub seq: i64,
    /// Rows of all tables.
    pub rows: i64,
    /// The version of the program that took it.
    pub program: String,
}

impl From<Says> for Backup {
    fn from(says: Says) -> Self {
        Self {
            taken_at: Timestamp::from(says.taken_at),
            seq: says.seq,
            rows: says.tables.values().map(|held| held.rows).sum(),
            program: says.program,
        }
    }
}

impl Backup {
    /// Reads what a backup says of itself, and proves every row of it by its sum.
    ///
    /// # Errors
    /// `Invalid` when the file is no backup, is damaged, or was taken by a newer version of the program.
    pub async fn read(path: &Path) -> Result<Self> {
        Says::read(path).await.map(Self::from)
    }
}

impl Db {
    /// Writes a backup of one moment to a file, beside everybody who reads and writes. The file has its name once it is
    /// whole, read back and on the disk; an older backup of this name stays until then. `progress` hears how many tables
    /// are done, of how many.
    ///
    /// # Errors
    /// `Conflict` when the file is there and is no backup; `Unavailable` when it cannot be written.
    pub async fn back_up(&self, path: &Path, progress: impl Fn(usize, usize)) -> Result<Backup> {
        if path.exists() && !backup_file::is_backup(path) {
            return Err(refused("backup-in-the-way", path, ""));
        }
        let unfinished = beside(path)?;
        let written = self.fill(&unfinished, progress).await;
        let finished = match written {
            Ok(says) => finish(&unfinished, path)
                .map(|()| says)
                .map_err(|error| not_written(path, &error.into())),
            Err(error) => Err(not_written(path, &error)),
        };
        if finished.is_err() {
            // What cannot be removed now is in the way of nothing: the next one begins with removing it.
            fs::remove_file(&unfinished).ok();
        }
        finished.map(Backup::from)
    }

    async fn fill(&self, path: &Path, progress: impl Fn(usize, usize)) -> Result<Says> {
        make_private(path)?;
        let mut file = backup_file::open_to_fill(path).await?;
        let filled = self.fill_with(&mut file, progress).await;
        file.close().await.map_err(failure)?;
        filled?;
        Says::read(path).await
    }

    async fn fill_with(
        &self,
        file: &mut SqliteConnection,
        progress: impl Fn(usize, usize),
    ) -> Result<()> {
        const HEAD: &str = "select seq from change_head where id = 1";
        migrate::run_on(file).await?;
        let tables = copy::tables(file, TABLE).await?;
        let mut from = self.snapshot().await?;
        let (seq,): (i64,) = from.one(HEAD, vec![]).await?;
        let mut held: BTreeMap<String, Held> = BTreeMap::new();
        sqlx::raw_sql("begin")
            .execute(&mut *file)
            .await
            .map_err(failure)?;
        for (done, table) in tables.iter().enumerate() {
            progress(done, tables.len());
            copy::into_file(file, table.empty(), vec![]).await?;
            let passed = from_instance(&mut from, table, file).await?;
            held.insert(table.name.clone(), passed.into());
        }
        Says::new(migrate::newest(), from.now().micros(), seq, held)
            .write(file)
            .await?;
        sqlx::raw_sql("commit")
            .execute(file)
            .await
            .map_err(failure)?;
        progress(tables.len(), tables.len());
        Ok(())
    }
}

/// Copies a table out of the instance.
async fn from_instance(
    from: &mut Tx,
    table: &Table,
    file: &mut SqliteConnection,
) -> Result<Passed> {
    let mut passed = Passed::default();
    let mut last = None;
    loop {
        let (text, args) = table.read(last.as_deref());
        let rows = from.fetch(Sql::built(text), args).await?;
        let rows = table.values(&rows, &mut passed)?;
        let count = rows.len();
        last = rows.last().cloned();
        if count > 0 {
            let values = rows.into_iter().flatten().collect();
            copy::into_file(file, table.write(count), values).await?;
        }
        if table.is_over(count) {
            return Ok(passed);
        }
    }
}

/// The place where a file is filled before it has its name.
fn beside(path: &Path) -> Result<PathBuf> {
    match path.file_name() {
        Some(name) => {
            let name = format!(".{}.unfinished", name.to_string_lossy());
            Ok(path.with_file_name(name))
        }
        None => Err(refused("backup-in-the-way", path, "")),
    }
}

/// Makes an empty file that only its owner reads: a backup holds what lets people in, if only as digests.
pub(super) fn make_private(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

/// Gives a whole file its name, for good.
pub(super) fn finish(unfinished: &Path, path: &Path) -> io::Result<()> {
    OpenOptions::new()
        .write(true)
        .open(unfinished)?
        .sync_all()?;
    fs::rename(unfinished, path)?;
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

fn refused(key: &'static str, path: &Path, why: &str) -> Error {
    let message = Message::new(key).with("path", path.display().to_string());
    Error::conflict(message.with("why", why))
}

fn not_written(path: &Path, error: &Error) -> Error {
    let why = match error {
        Error::Internal(cause) => cause.to_string(),
        Error::Unavailable(message) if message.key == "error-disk-full" => {
            return Error::Unavailable(
                Message::new("backup-disk-full").with("path", path.display().to_string()),
            );
        }
        other => other.to_string(),
    };
    Error::Unavailable(
        Message::new("backup-not-written")
            .with("path", path.display().to_string())
            .with("why", why),
    )
}
