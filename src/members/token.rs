//! API tokens: shown once, stored as a digest.

use crate::clock::Timestamp;
use crate::db::{Change, Tx};
use crate::error::{Error, Result, say};
use crate::id::{MemberId, TokenId};

use super::{Name, Scope, token_store as store};

/// A token as its member sees it: never the secret.
#[derive(Debug, Clone)]
pub struct Token {
    /// The key.
    pub id: TokenId,
    /// What it is for, in its member's words.
    pub name: String,
    /// What it allows at most.
    pub scope: Scope,
    /// Since when.
    pub created_at: Timestamp,
}

/// Makes a token for a member. The secret is given back once and stored nowhere; it begins with `cah_`, so that it can
/// be found where it was left by mistake.
///
/// # Errors
/// `NotFound` when the member has left.
pub async fn create_token(
    tx: &mut Tx,
    member: &MemberId,
    name: &Name,
    scope: Scope,
) -> Result<String> {
    super::join::existing(tx, member).await?;
    let secret = format!("cah_{}", super::store::new_secret());
    let id = TokenId::generate();
    let digest = super::store::digest(&secret);
    store::insert(tx, &id, &digest, member, name.as_str(), scope).await?;
    tx.record(Change::new("member.made_token", member).with("scope", scope.as_str()));
    Ok(secret)
}

/// The tokens of a member that are in force, the newest first.
pub async fn tokens(tx: &mut Tx, member: &MemberId) -> Result<Vec<Token>> {
    store::of_member(tx, member).await
}

/// Revokes one of a member's tokens.
///
/// # Errors
/// `NotFound` when it is not theirs.
pub async fn revoke_token(tx: &mut Tx, member: &MemberId, id: &TokenId) -> Result<()> {
    if store::revoke(tx, member, id).await? == 0 {
        return Err(Error::NotFound(say!("token-unknown")));
    }
    tx.record(Change::new("member.revoked_token", member));
    Ok(())
}
