//! A forgotten password: a link that an administrator makes for one member, good once and for a day.

use crate::db::{Change, Tx};
use crate::error::{Error, Result, say};
use crate::id::MemberId;

use super::{Administrator, Member, Password, Visitor, join, renew_store as renewals, store};

/// How long a link is good, in seconds.
const GOOD_SECONDS: i64 = 86_400;

/// Makes a link by which a member sets a new password; its secret is given back once, and an earlier link of theirs ends.
///
/// # Errors
/// `NotFound` for somebody who is no member.
pub async fn renew_password(
    tx: &mut Tx,
    _administrator: &Administrator,
    by: &Visitor,
    id: &MemberId,
) -> Result<String> {
    join::existing(tx, id).await?;
    let secret = store::new_secret();
    let expires_at = tx.now().plus_seconds(GOOD_SECONDS);
    renewals::end_all(tx, id).await?;
    renewals::insert(tx, &store::digest(&secret), id, by.person()?, expires_at).await?;
    tx.record(Change::new("member.password_link_made", id));
    Ok(secret)
}

/// The member behind the secret of a link; none when it is unknown, expired or used, or they have left.
pub async fn renewing(tx: &mut Tx, secret: &str) -> Result<Option<Member>> {
    match renewals::by_digest(tx, &store::digest(secret)).await? {
        Some(id) => Ok(join::existing(tx, &id).await.ok()),
        None => Ok(None),
    }
}

/// Sets the password of the member behind a link, which is used up; all their sessions end.
///
/// # Errors
/// `NotFound` when the link is good no longer.
pub async fn set_password(tx: &mut Tx, secret: &str, password: &Password) -> Result<MemberId> {
    let member = renewing(tx, secret)
        .await?
        .ok_or_else(|| Error::NotFound(say!("renew-unknown")))?;
    renewals::end_all(tx, &member.id).await?;
    store::set_password(tx, &member.id, Some(password.phc())).await?;
    store::drop_sessions(tx, &member.id, "").await?;
    tx.record(Change::new("member.changed_password", &member.id));
    Ok(member.id)
}
