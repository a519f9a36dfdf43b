//! The rows of sessions, as their member sees them.

use crate::clock::Timestamp;
use crate::db::{Tx, args};
use crate::error::Result;
use crate::id::MemberId;

use super::OpenSession;

pub(super) async fn open(
    tx: &mut Tx,
    member: &MemberId,
    began: Timestamp,
    seen: Timestamp,
) -> Result<Vec<OpenSession>> {
    const SQL: &str = "select digest, created_at, seen_at, by_code from sessions
        where member = $1 and created_at > $2 and seen_at > $3 order by seen_at desc, created_at desc, digest";
    let rows: Vec<SessionRow> = tx.all(SQL, args![member, began, seen]).await?;
    let open = |(digest, created_at, seen_at, by_code)| OpenSession {
        digest,
        created_at,
        seen_at,
        by_code,
    };
    Ok(rows.into_iter().map(open).collect())
}

/// Digest, beginning, last use, whether a code opened it.
type SessionRow = (String, Timestamp, Timestamp, bool);

pub(super) async fn end(tx: &mut Tx, member: &MemberId, digest: &str) -> Result<u64> {
    const SQL: &str = "delete from sessions where member = $1 and digest = $2";
    tx.exec(SQL, args![member, digest]).await
}
