//! The rows of API tokens.

use crate::clock::Timestamp;
use crate::db::{Tx, args};
use crate::error::Result;
use crate::id::{MemberId, TokenId};

use super::{Scope, Token};

pub(super) async fn insert(
    tx: &mut Tx,
    id: &TokenId,
    digest: &str,
    member: &MemberId,
    name: &str,
    scope: Scope,
) -> Result<()> {
    const SQL: &str = "insert into tokens (id, digest, member, name, scope, created_at)
        values ($1, $2, $3, $4, $5, $6)";
    let now = tx.now();
    tx.put(SQL, args![id, digest, member, name, scope, now])
        .await?;
    Ok(())
}

pub(super) async fn of_member(tx: &mut Tx, member: &MemberId) -> Result<Vec<Token>> {
    const SQL: &str = "select id, name, scope, created_at from tokens
        where member = $1 and revoked_at is null order by created_at desc";
    let rows: Vec<TokenRow> = tx.all(SQL, args![member]).await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

pub(super) async fn revoke(tx: &mut Tx, member: &MemberId, id: &TokenId) -> Result<u64> {
    const SQL: &str =
        "update tokens set revoked_at = $3 where id = $1 and member = $2 and revoked_at is null";
    let now = tx.now();
    tx.exec(SQL, args![id, member, now]).await
}

pub(super) async fn revoke_all(tx: &mut Tx, member: &MemberId) -> Result<()> {
    const SQL: &str = "update tokens set revoked_at = $2 where member = $1 and revoked_at is null";
    let now = tx.now();
    tx.put(SQL, args![member, now]).await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct TokenRow {
    id: TokenId,
    name: String,
    scope: Scope,
    created_at: Timestamp,
}

impl From<TokenRow> for Token {
    fn from(row: TokenRow) -> Self {
        Self {
            id: row.id,
            name: row.name,
            scope: row.scope,
            created_at: row.created_at,
        }
    }
}
