//! Agreeing to a revision that is in force but not yet agreed: it came by file, or as a small correction.

use super::agreement::{NEEDED_WITHOUT_TEAM, enough, lowered, needed};
use super::standard::{Agreement, Revision, Standard};
use super::{read, store, store_revise};
use crate::db::{Change, Tx};
use crate::error::{Conflict, Error, Result, say};
use crate::id::{MemberId, StandardId};
use crate::members::{self, TakesPart};

/// How many others must agree to a text of this team by this author, as things stand now.
pub async fn others_needed(
    tx: &mut Tx,
    team: Option<&str>,
    author: Option<&MemberId>,
) -> Result<i64> {
    let asked_for = match team {
        Some(key) => members::teams(tx)
            .await?
            .into_iter()
            .find(|team| team.key == key)
            .map(|team| team.approvals),
        None => None,
    };
    Ok(needed(
        asked_for.unwrap_or(NEEDED_WITHOUT_TEAM),
        members::deciders(tx, author).await?,
    ))
}

/// Agrees to exactly the text with this hash, which must be the one in force. The last one needed makes it agreed.
///
/// # Errors
/// A conflict with both texts when another text is in force; refused to whoever wrote it.
pub async fn agree(tx: &mut Tx, who: &TakesPart, id: StandardId, hash: &str) -> Result<Standard> {
    let standard = in_force_is(tx, id, hash).await?;
    if standard.agreement != Agreement::NotYet {
        return Ok(standard);
    }
    let revision = read::revision(tx, id, standard.revision).await?;
    if revision.proposed_by.as_ref() == Some(who.member()) {
        return Err(Error::Forbidden(say!("standard-agree-own")));
    }
    let now = tx.now();
    if store_revise::put_agreement(tx, id, revision.number, who.member(), now).await? {
        tx.record(Change::new("standard.agreed", id).with("revision", revision.number));
    }
    settle(tx, id, revision.number).await?;
    read::get(tx, id).await
}

/// Whether somebody wrote the revision in force, so that it is for the others to agree to it.
pub async fn revision_is_own(tx: &mut Tx, who: &TakesPart, id: StandardId) -> Result<bool> {
    let standard = read::get(tx, id).await?;
    let revision = read::revision(tx, id, standard.revision).await?;
    Ok(revision.proposed_by.as_ref() == Some(who.member()))
}

/// Lowers what revisions need that are not yet agreed, now that fewer people are left, and settles those that have enough.
pub async fn lower_needed(tx: &mut Tx) -> Result<()> {
    let deciders = members::deciders(tx, None).await?;
    for (id, number) in store::needing(tx, deciders).await? {
        let revision = read::revision(tx, id, number).await?;
        let others = members::deciders(tx, revision.proposed_by.as_ref()).await?;
        let fewer = lowered(revision.needed, others);
        if store_revise::lower(tx, id, number, fewer).await? {
            settle(tx, id, number).await?;
        }
    }
    Ok(())
}

/// The standard, when the text with this hash is the one in force; else the conflict with both texts.
pub(super) async fn in_force_is(tx: &mut Tx, id: StandardId, hash: &str) -> Result<Standard> {
    let standard = read::get(tx, id).await?;
    if standard.hash == hash {
        return Ok(standard);
    }
    let seen = read::revisions(tx, id)
        .await?
        .into_iter()
        .find(|revision| revision.hash == hash);
    let yours = match seen {
        Some(Revision { number, .. }) => read::text_of(tx, id, number).await?,
        None => String::new(),
    };
    Err(Error::Conflict(Box::new(Conflict {
        message: say!("standard-moved-on", id = id, revision = standard.revision),
        yours,
        theirs: read::text(tx, id).await?,
        version: standard.hash,
    })))
}

async fn settle(tx: &mut Tx, id: StandardId, number: i64) -> Result<()> {
    let revision = read::revision(tx, id, number).await?;
    if revision.agreement != Agreement::NotYet
        || !enough(
            &revision.agreed_by,
            revision.proposed_by.as_ref(),
            revision.needed,
        )
    {
        return Ok(());
    }
    let agreement = if revision.needed == 0 {
        Agreement::SelfChecked
    } else {
        Agreement::Agreed
    };
    let now = tx.now();
    store_revise::put_agreed(tx, id, number, agreement, now).await?;
    tx.record(
        Change::new("standard.settled", id)
            .with("revision", number)
            .with("agreement", agreement.to_string()),
    );
    Ok(())
}
