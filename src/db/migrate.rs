//! The numbered history of the tables, one text for both engines.

use sqlx::migrate::{MigrateError, Migrator};

use crate::error::{Error, Message, Result};

use super::Db;
use super::open::Pool;

static HISTORY: Migrator = sqlx::migrate!("./migrations");

/// Brings the tables up to date. Nodes that start together take turns.
///
/// # Errors
/// `Unavailable`, with nothing changed, when the tables were made by a newer version of the program.
pub(super) async fn run(db: &Db) -> Result<()> {
    let outcome = match &*db.pool {
        Pool::Sqlite(sqlite) => sqlite.migrate(&HISTORY).await,
        Pool::Postgres(pool) => HISTORY.run(pool).await,
    };
    outcome.map_err(|error| match error {
        MigrateError::VersionMissing(version) => {
            Error::Unavailable(Message::new("error-newer-database").with("version", version))
        }
        other => Error::internal(other),
    })
}
