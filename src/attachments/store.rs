//! The rows of attachments.

use crate::clock::Timestamp;
use crate::db::{Tx, args};
use crate::error::Result;
use crate::id::{AttachmentName, MemberId};

pub(super) async fn is_there(tx: &mut Tx, name: &AttachmentName) -> Result<bool> {
    const SQL: &str = "select size from attachments where name = $1";
    let row: Option<(i64,)> = tx.opt(SQL, args![name]).await?;
    Ok(row.is_some())
}

pub(super) async fn bytes(tx: &mut Tx, name: &AttachmentName) -> Result<Option<Vec<u8>>> {
    const SQL: &str = "select bytes from attachments where name = $1";
    let row: Option<(Vec<u8>,)> = tx.opt(SQL, args![name]).await?;
    Ok(row.map(|(bytes,)| bytes))
}

pub(super) async fn insert(
    tx: &mut Tx,
    name: &AttachmentName,
    hash: &str,
    bytes: Vec<u8>,
) -> Result<()> {
    const SQL: &str = "insert into attachments (name, hash, size, bytes, added_by, at)
        values ($1, $2, $3, $4, $5, $6)";
    let (now, member) = (tx.now(), tx.actor().member.clone());
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    tx.put(SQL, args![name, hash, size, bytes, member, now])
        .await
}

/// How many bytes a member has added since then.
pub(super) async fn added_since(tx: &mut Tx, member: &MemberId, since: Timestamp) -> Result<i64> {
    const SQL: &str = "select cast(coalesce(sum(size), 0) as bigint) from attachments
        where added_by = $1 and at > $2";
    let (bytes,): (i64,) = tx.one(SQL, args![member, since]).await?;
    Ok(bytes)
}
