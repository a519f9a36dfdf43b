//! The rows of attachments.

use super::dimensions::dimensions;
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
    const SQL: &str =
        "insert into attachments (name, hash, size, width, height, bytes, added_by, at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let (now, member) = (tx.now(), tx.actor().member.clone());
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let (width, height) = dimensions(&bytes).unzip();
    let (width, height) = (width.map(i64::from), height.map(i64::from));
    let args = args![name, hash, size, width, height, bytes, member, now];
    tx.put(SQL, args).await
}

/// How many bytes a member has added since then.
pub(super) async fn added_since(tx: &mut Tx, member: &MemberId, since: Timestamp) -> Result<i64> {
    const SQL: &str = "select cast(coalesce(sum(size), 0) as bigint) from attachments
        where added_by = $1 and at > $2";
    let (bytes,): (i64,) = tx.one(SQL, args![member, since]).await?;
    Ok(bytes)
}

/// How wide and high each is that says so.
pub(super) async fn sizes(tx: &mut Tx) -> Result<Vec<(AttachmentName, i64, i64)>> {
    const SQL: &str = "select name, width, height from attachments where width is not null";
    tx.all(SQL, args![]).await
}
