//! The numbered history of the tables, one text for both engines.

use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::SqliteConnection;

use crate::error::{Error, Message, Result};

use super::Db;
use super::open::Pool;

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

/// Brings the tables up to date. Nodes that start together take turns.
///
/// # Errors
/// `Unavailable`, with nothing changed, when the tables were made by a newer version of the program.
pub(super) async fn run(db: &Db) -> Result<()> {
    let outcome = match &*db.pool {
        Pool::Sqlite(sqlite) => sqlite.migrate(&HISTORY).await,
        Pool::Postgres(pool) => HISTORY.run(pool).await,
    };
    outcome.map_err(in_our_words)
}

fn in_our_words(error: MigrateError) -> Error {
    match error {
        MigrateError::VersionMissing(version) => {
            Error::Unavailable(Message::new("error-newer-database").with("version", version))
        }
        other => Error::internal(other),
    }
}
