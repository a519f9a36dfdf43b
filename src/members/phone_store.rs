//! The rows of codes by which a member signs their phone in.

use crate::clock::Timestamp;
use crate::db::{Tx, args};
use crate::error::Result;
use crate::id::MemberId;

use super::phone::LastCode;

pub(super) async fn insert(
    tx: &mut Tx,
    digest: &str,
    member: &MemberId,
    session: Option<&str>,
    expires_at: Timestamp,
) -> Result<()> {
    const SQL: &str = "insert into phone_codes (digest, member, session, created_at, expires_at)
        values ($1, $2, $3, $4, $5)";
    let now = tx.now();
    tx.put(SQL, args![digest, member, session, now, expires_at])
        .await
}

/// Whose code it is, while it is good.
pub(super) async fn by_digest(tx: &mut Tx, digest: &str) -> Result<Option<MemberId>> {
    const SQL: &str = "select member from phone_codes
        where digest = $1 and used_at is null and expires_at > $2
        and (session is null or session in (select s.digest from sessions s))";
    let now = tx.now();
    let row: Option<(MemberId,)> = tx.opt(SQL, args![digest, now]).await?;
    Ok(row.map(|(member,)| member))
}

pub(super) async fn note_use(tx: &mut Tx, digest: &str) -> Result<()> {
    const SQL: &str = "update phone_codes set used_at = $2 where digest = $1 and used_at is null";
    let now = tx.now();
    tx.put(SQL, args![digest, now]).await
}

/// Ends the codes of a member, and forgets those that are too old, whoever's they are.
pub(super) async fn end_all(tx: &mut Tx, member: &MemberId) -> Result<()> {
    const SQL: &str = "delete from phone_codes where member = $1 or expires_at <= $2";
    let now = tx.now();
    tx.put(SQL, args![member, now]).await
}

pub(super) async fn last(tx: &mut Tx, member: &MemberId) -> Result<Option<LastCode>> {
    const SQL: &str = "select expires_at, used_at from phone_codes
        where member = $1 order by created_at desc limit 1";
    let row: Option<(Timestamp, Option<Timestamp>)> = tx.opt(SQL, args![member]).await?;
    Ok(row.map(|(expires_at, used_at)| LastCode {
        expires_at,
        used_at,
    }))
}

/// Notes of a session that a code opened it.
pub(super) async fn mark_session(tx: &mut Tx, digest: &str) -> Result<()> {
    const SQL: &str = "update sessions set by_code = true where digest = $1";
    tx.put(SQL, args![digest]).await
}
