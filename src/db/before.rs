//! A copy of the embedded engine's file from before its tables are brought up to date: the way back to the version that made them.

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::Connection;
use sqlx::sqlite::SqliteConnection;

use crate::clock::Timestamp;
use crate::error::{Error, Message, Result};

use super::backup::{Backup, finish, make_private};
use super::backup_file::{self, Held, Says, TABLE};
use super::copy;
use super::failure::failure;
use super::migrate::{self, Due};
use super::open::{Db, Pool};

/// So many copies are kept, the newest.
const KEPT: usize = 3;
/// What stands in their names between the database's and the number of the first change to the tables that is not in them.
const BEFORE: &str = ".before-";
/// What their names end with: each is a backup.
const BACKUP: &str = ".backup";
/// How one is called until it is whole.
const UNFINISHED: &str = ".before.unfinished";
/// How long a start waits before it looks again whether another one is done with the tables.
const PAUSE: Duration = Duration::from_millis(50);

/// A copy from before the tables were changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    /// Where it is.
    pub path: PathBuf,
    /// What is in it; none when it is damaged.
    pub backup: Option<Backup>,
}

impl Db {
    /// The copies that were made before the tables were changed, the newest first, each proved by its sums.
    ///
    /// # Errors
    /// The folder of the database cannot be read.
    pub async fn copies_before(&self) -> Result<Vec<Before>> {
        let Pool::Sqlite(sqlite) = &*self.pool else {
            return Ok(Vec::new());
        };
        let mut copies = Vec::new();
        for (_, path) in copies_of(sqlite.path())? {
            let backup = Backup::read(&path).await.ok();
            copies.push(Before { path, backup });
        }
        Ok(copies)
    }
}

/// Brings a database's file up to date, after a copy was made of what it holds; where the copy is, when one was due. Starts
/// that come together take turns.
///
/// # Errors
/// `Unavailable`, with nothing changed, when the copy cannot be written, or as [`migrate::run_on`].
pub(super) async fn run(
    file: &mut SqliteConnection,
    path: &Path,
    now: Timestamp,
) -> Result<Option<PathBuf>> {
    if migrate::due(file).await? == Due::Nothing {
        // What was done must be known, and be as it is known.
        return migrate::run_on(file).await.map(|()| None);
    }
    let turn = Turn::take(path).await?;
    // Somebody else may have done it meanwhile.
    let copied = match migrate::due(file).await? {
        Due::From { last, next } => Some(keep(file, path, (last, next), now).await?),
        Due::Nothing | Due::All => None,
    };
    migrate::run_on(file).await?;
    drop(turn);
    if let Some(copy) = &copied {
        tracing::info!(db.copy = %copy.display(), "the tables were brought up to date; what they were before is in the copy");
        forget_old(path);
    }
    Ok(copied)
}

/// Writes the copy, proves it, and gives it its name.
async fn keep(
    file: &mut SqliteConnection,
    path: &Path,
    (last, next): (i64, i64),
    now: Timestamp,
) -> Result<PathBuf> {
    let copy = named(path, &format!("{BEFORE}{next}{BACKUP}"));
    let unfinished = named(path, UNFINISHED);
    let written = match fill(file, &unfinished, last, now).await {
        Ok(()) => finish(&unfinished, &copy).map_err(Error::from),
        Err(error) => Err(error),
    };
    if let Err(error) = written {
        // What cannot be removed now is removed before the next try.
        fs::remove_file(&unfinished).ok();
        return Err(not_kept(&copy, &error));
    }
    Ok(copy)
}

async fn fill(
    file: &mut SqliteConnection,
    unfinished: &Path,
    last: i64,
    now: Timestamp,
) -> Result<()> {
    const HEAD: &str = "select seq from change_head where id = 1";
    make_private(unfinished)?;
    sqlx::query("vacuum into $1")
        .bind(unfinished.to_string_lossy().into_owned())
        .execute(&mut *file)
        .await
        .map_err(failure)?;
    let mut copied = backup_file::open_to_fill(unfinished).await?;
    let head: (i64,) = sqlx::query_as(HEAD)
        .fetch_one(&mut copied)
        .await
        .map_err(failure)?;
    let mut held = BTreeMap::new();
    for table in copy::tables(&mut copied, TABLE).await? {
        let passed = copy::sum_of(&mut copied, &table).await?;
        held.insert(table.name, Held::from(passed));
    }
    Says::new(last, now.micros(), head.0, held)
        .write(&mut copied)
        .await?;
    copied.close().await.map_err(failure)?;
    Says::read(unfinished).await.map(drop)
}

/// Removes the copies beyond those that are kept; one that cannot be removed is tried again the next time.
fn forget_old(path: &Path) {
    let copies = copies_of(path).unwrap_or_default();
    for (_, old) in copies.into_iter().skip(KEPT) {
        fs::remove_file(old).ok();
    }
}

/// The copies beside a database with their numbers, the newest first.
fn copies_of(path: &Path) -> io::Result<Vec<(i64, PathBuf)>> {
    let begin = named(path, BEFORE);
    let begin = begin.file_name().unwrap_or_default().to_string_lossy();
    let mut copies = Vec::new();
    for entry in fs::read_dir(folder_of(path))? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let number = name
            .strip_prefix(&*begin)
            .and_then(|rest| rest.strip_suffix(BACKUP))
            .and_then(|number| number.parse().ok());
        if let Some(number) = number {
            copies.push((number, entry.path()));
        }
    }
    copies.sort_unstable_by_key(|(number, _)| std::cmp::Reverse(*number));
    Ok(copies)
}

/// A name that begins as the database's.
fn named(path: &Path, end: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(end);
    path.with_file_name(name)
}

fn folder_of(path: &Path) -> &Path {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

fn not_kept(copy: &Path, error: &Error) -> Error {
    let path = copy.display().to_string();
    let why = match error {
        Error::Unavailable(message) if message.key == "error-disk-full" => {
            return Error::Unavailable(Message::new("upgrade-no-room").with("path", path));
        }
        Error::Internal(cause) => cause.to_string(),
        other => other.to_string(),
    };
    let message = Message::new("upgrade-not-copied").with("path", path);
    Error::Unavailable(message.with("why", why))
}

/// One at a time changes the tables: the lock of the folder, which the kernel lets go with the process. Not of the file itself: the
/// engine has locks of its own there, and loses them when anybody else in the process closes it.
struct Turn {
    _folder: Option<File>,
}

impl Turn {
    async fn take(path: &Path) -> Result<Self> {
        let folder = File::open(folder_of(path))?;
        loop {
            match folder.try_lock() {
                Ok(()) => {
                    let _folder = Some(folder);
                    return Ok(Self { _folder });
                }
                Err(TryLockError::WouldBlock) => tokio::time::sleep(PAUSE).await,
                // Some file systems lock no folders; the engine then refuses whoever comes second.
                Err(TryLockError::Error(_)) => return Ok(Self { _folder: None }),
            }
        }
    }
}
