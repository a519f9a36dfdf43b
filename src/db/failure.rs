//! What the engines report, in the domain's words.

use crate::error::{Error, Message};

/// An engine's error by what the caller can do: a full disk, a busy or lost database will pass; the rest is our own fault.
pub(super) fn failure(error: sqlx::Error) -> Error {
    if let sqlx::Error::PoolTimedOut | sqlx::Error::Io(_) = error {
        return Error::Unavailable(Message::new("error-database-away"));
    }
    let code = error
        .as_database_error()
        .and_then(|report| report.code())
        .map(|code| code.into_owned());
    match code.as_deref() {
        // SQLite: FULL, and the write errors of a disk that is full or gone read-only.
        Some("13" | "778" | "1034" | "8" | "1544" | "53100") => {
            Error::Unavailable(Message::new("error-disk-full"))
        }
        // SQLite: BUSY and its kin; PostgreSQL: starting up, shutting down, too many connections, lock not available, read-only.
        Some(
            "5" | "261" | "517" | "773" | "6" | "57P01" | "57P03" | "53300" | "55P03" | "25006",
        ) => Error::Unavailable(Message::new("error-database-busy")),
        _ => Error::internal(error),
    }
}
