//! The sessions of a member, as they see them: on which devices they are signed in, and the way to end one.

use crate::clock::Timestamp;
use crate::db::Tx;
use crate::error::{Error, Result, say};

use super::{Visitor, sessions_store as store, visitor};

/// A session that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenSession {
    /// What it is ended by; nobody signs in with it.
    pub digest: String,
    /// Since when.
    pub created_at: Timestamp,
    /// When it was last noted as used, an hour ago at most while it is.
    pub seen_at: Timestamp,
    /// Whether a code opened it, on a phone.
    pub by_code: bool,
}

/// The open sessions of a visitor, the last used first.
pub async fn open_sessions(tx: &mut Tx, visitor: &Visitor) -> Result<Vec<OpenSession>> {
    let now = tx.now();
    let began = now.plus_seconds(-visitor::ABSOLUTE_SECONDS);
    let seen = now.plus_seconds(-visitor::IDLE_SECONDS);
    store::open(tx, visitor.person()?, began, seen).await
}

/// Ends one of the visitor's own sessions.
///
/// # Errors
/// `NotFound` when it is not theirs, or has ended.
pub async fn end_session(tx: &mut Tx, visitor: &Visitor, digest: &str) -> Result<()> {
    match store::end(tx, visitor.person()?, digest).await? {
        0 => Err(Error::NotFound(say!("session-unknown"))),
        _ => Ok(()),
    }
}
