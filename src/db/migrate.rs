//! The numbered history of the tables, one text for both engines.

use std::collections::BTreeSet;
use std::path::PathBuf;

use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::SqliteConnection;

use crate::error::{Error, Message, Result};

use super::failure::failure;
use super::open::Pool;
use super::{Db, before};

static HISTORY: Migrator = sqlx::migrate!("./migrations");

/// The number of the newest change to the tables that this program knows.
pub(super) fn newest() -> i64 {
    HISTORY.iter().map(|step| step.version).max().unwrap_or(0)
}

/// Brings a file of SQLite up to date, which nobody else has open.
///
/// # Errors
/// As [`run`].
pub(super) async fn run_on(file: &mut SqliteConnection) -> Result<()> {
    HISTORY
        .run_direct(None, file, false)
        .await
        .map_err(in_our_words)
}

/// Brings the tables up to date. Nodes that start together take turns. Where the copy is of what was there before, when the
/// embedded engine's tables were changed.
///
/// # Errors
/// `Unavailable`, with nothing changed, when the tables were made by a newer version of the program, or there is no room for
/// the copy.
pub(super) async fn run(db: &Db) -> Result<Option<PathBuf>> {
    match &*db.pool {
        Pool::Sqlite(sqlite) => {
            let mut file = sqlite.outside_of_writes().await;
            before::run(&mut file, sqlite.path(), db.clock().now()).await
        }
        Pool::Postgres(pool) => {
            let done = HISTORY.run(pool).await;
            done.map(|()| None).map_err(in_our_words)
        }
    }
}

/// What is to be done to the tables of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Due {
    /// They are as this program makes them, or a newer one made them.
    Nothing,
    /// There are none yet.
    All,
    /// They are an older program's.
    From {
        /// The newest change that was made to them.
        last: i64,
        /// The first that was not.
        next: i64,
    },
}

/// Looks what is to be done to the tables of a file.
pub(super) async fn due(file: &mut SqliteConnection) -> Result<Due> {
    const HAS_SOME: &str = "select count(*) from sqlite_schema where name = '_sqlx_migrations'";
    const DONE: &str = "select version from _sqlx_migrations";
    let (some,): (i64,) = sqlx::query_as(HAS_SOME)
        .fetch_one(&mut *file)
        .await
        .map_err(failure)?;
    if some == 0 {
        return Ok(Due::All);
    }
    let done: Vec<(i64,)> = sqlx::query_as(DONE)
        .fetch_all(&mut *file)
        .await
        .map_err(failure)?;
    let done: BTreeSet<i64> = done.into_iter().map(|(version,)| version).collect();
    let known: BTreeSet<i64> = HISTORY.iter().map(|step| step.version).collect();
    let next = known.difference(&done).next();
    Ok(match (done.last(), next) {
        (None, _) => Due::All,
        (Some(&last), Some(&next)) if done.is_subset(&known) => Due::From { last, next },
        _ => Due::Nothing,
    })
}

fn in_our_words(error: MigrateError) -> Error {
    match error {
        MigrateError::VersionMissing(version) => {
            Error::Unavailable(Message::new("error-newer-database").with("version", version))
        }
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => failure(error),
        other => Error::internal(other),
    }
}
