//! The rows of answers kept for their `Idempotency-Key`, a day long.

use sha2::{Digest, Sha256};

use crate::db::{Tx, args};
use crate::error::Result;
use crate::id::MemberId;

/// How long an answer is kept.
const KEPT_SECONDS: i64 = 86_400;

/// What is kept of a request.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Answered {
    /// The digest of what was asked.
    pub request: String,
    /// The status it was answered with; none while it is under way.
    pub status: Option<i64>,
    /// The body it was answered with.
    pub body: Option<String>,
    /// The `Location` it was answered with.
    pub location: Option<String>,
}

/// The digest of a request: its address and body.
pub fn digest(path: &str, body: &[u8]) -> String {
    let mut hasher = Sha256::new();
    hasher.update(path.as_bytes());
    hasher.update([0]);
    hasher.update(body);
    hasher
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// What is kept under a member's key.
pub async fn find(tx: &mut Tx, member: &MemberId, key: &str) -> Result<Option<Answered>> {
    const SQL: &str = "select request, status, body, location from answered
        where member = $1 and idempotency_key = $2 and at > $3";
    let oldest = tx.now().plus_seconds(-KEPT_SECONDS);
    tx.opt(SQL, args![member, key, oldest]).await
}

/// Notes a key within the write it belongs to; false when it is there already. Answers that are too old go.
pub async fn claim(tx: &mut Tx, member: &MemberId, key: &str, request: &str) -> Result<bool> {
    const FORGET: &str = "delete from answered where at <= $1";
    const CLAIM: &str = "insert into answered (member, idempotency_key, request, at)
        values ($1, $2, $3, $4) on conflict do nothing";
    let now = tx.now();
    tx.put(FORGET, args![now.plus_seconds(-KEPT_SECONDS)])
        .await?;
    Ok(tx.exec(CLAIM, args![member, key, request, now]).await? == 1)
}

/// Keeps the answer of a request that was claimed.
pub async fn keep(
    tx: &mut Tx,
    member: &MemberId,
    key: &str,
    status: i64,
    body: &str,
    location: Option<&str>,
) -> Result<()> {
    const SQL: &str = "update answered set status = $3, body = $4, location = $5
        where member = $1 and idempotency_key = $2";
    tx.put(SQL, args![member, key, status, body, location])
        .await?;
    Ok(())
}
