//! The rows of links by which a member sets a new password.

use crate::clock::Timestamp;
use crate::db::{Tx, args};
use crate::error::Result;
use crate::id::MemberId;

pub(super) async fn insert(
    tx: &mut Tx,
    digest: &str,
    member: &MemberId,
    by: &MemberId,
    expires_at: Timestamp,
) -> Result<()> {
    const SQL: &str = "insert into password_links (digest, member, made_by, created_at, expires_at)
        values ($1, $2, $3, $4, $5)";
    let now = tx.now();
    tx.put(SQL, args![digest, member, by, now, expires_at])
        .await?;
    Ok(())
}

pub(super) async fn by_digest(tx: &mut Tx, digest: &str) -> Result<Option<MemberId>> {
    const SQL: &str = "select member from password_links where digest = $1 and expires_at > $2";
    let now = tx.now();
    let row: Option<(MemberId,)> = tx.opt(SQL, args![digest, now]).await?;
    Ok(row.map(|(member,)| member))
}

/// Ends the links of a member, and all that are too old, whoever's they are.
pub(super) async fn end_all(tx: &mut Tx, member: &MemberId) -> Result<()> {
    const SQL: &str = "delete from password_links where member = $1 or expires_at <= $2";
    let now = tx.now();
    tx.put(SQL, args![member, now]).await?;
    Ok(())
}
