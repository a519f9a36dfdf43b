//! Agreeing to exactly one text, objecting to it, and agreeing on the screen of a stand-up.

use super::open::{Draft, about, drafted};
use super::proposal::{Objection, Proposal, State};
use super::publish::{open_one, publish, refuse_moved_base, settle};
use super::{read, store, store_fallen, store_texts, words};
use crate::db::Tx;
use crate::error::{Conflict, Error, Result, say};
use crate::id::{MemberId, ProposalId};
use crate::members::TakesPart;
use crate::standards::{Agreement, Source};

/// Agrees to exactly the text with this hash. The last one needed publishes it; where nobody else is needed, its author does.
///
/// # Errors
/// A conflict with both texts when it is another text by now, or when the standard has moved on since the revision that the
/// proposal starts from; refused to whoever wrote the text while others are asked.
pub async fn agree(tx: &mut Tx, who: &TakesPart, id: &ProposalId, hash: &str) -> Result<Proposal> {
    let proposal = read::get(tx, id).await?;
    if proposal.state == State::Published
        && proposal.hash == hash
        && proposal.agreed_by.contains(who.member())
    {
        return Ok(proposal);
    }
    let proposal = open_one(tx, id).await?;
    refuse_other_text(tx, &proposal, hash).await?;
    refuse_moved_base(tx, &proposal).await?;
    if !proposal.counts(who.member()) {
        return Err(Error::Forbidden(say!("proposal-agree-own")));
    }
    note(tx, &proposal, who.member()).await?;
    settle(tx, id).await?;
    read::get(tx, id).await
}

/// Takes one's agreement back, while the proposal is open.
pub async fn take_back(tx: &mut Tx, who: &TakesPart, id: &ProposalId) -> Result<Proposal> {
    let proposal = open_one(tx, id).await?;
    if store::take_agreement(tx, id, who.member()).await? {
        tx.record(about("proposal.doubted", &proposal));
    }
    read::get(tx, id).await
}

/// Objects to exactly the text with this hash, with a reason; whoever had agreed to it no longer does.
///
/// # Errors
/// A conflict with both texts when it is another text by now.
pub async fn object(
    tx: &mut Tx,
    who: &TakesPart,
    id: &ProposalId,
    hash: &str,
    reason: &str,
) -> Result<Proposal> {
    let reason = words::read("reason", reason)?;
    let proposal = open_one(tx, id).await?;
    refuse_other_text(tx, &proposal, hash).await?;
    let objection = Objection {
        member: who.member().clone(),
        hash: proposal.hash.clone(),
        reason: reason.to_owned(),
        at: tx.now(),
    };
    store::take_agreement(tx, id, who.member()).await?;
    store::put_objection(tx, id, &objection).await?;
    store_fallen::answered(tx, id, who.member()).await?;
    tx.record(about("proposal.objected", &proposal).with("reason", reason));
    read::get(tx, id).await
}

/// Publishes the text that the stand-up's page shows, which must be the one with this hash, with those present as its agreers.
///
/// # Errors
/// As for [`agree`].
pub async fn agree_on_screen(
    tx: &mut Tx,
    who: &TakesPart,
    id: &ProposalId,
    hash: &str,
    present: &[MemberId],
) -> Result<Proposal> {
    let mut proposal = open_one(tx, id).await?;
    refuse_other_text(tx, &proposal, hash).await?;
    refuse_moved_base(tx, &proposal).await?;
    for member in present.iter().chain([who.member()]) {
        note(tx, &proposal, member).await?;
    }
    proposal = read::get(tx, id).await?;
    proposal.source = Source::Standup;
    let alone = proposal
        .agreed_by
        .iter()
        .all(|member| Some(member) == proposal.author.as_ref());
    let agreement = if alone {
        Agreement::SelfChecked
    } else {
        Agreement::Agreed
    };
    publish(tx, proposal, agreement).await?;
    read::get(tx, id).await
}

/// Publishes a text that was written on the stand-up's screen and agreed there, with those present as its agreers.
///
/// # Errors
/// As for [`super::open`].
pub async fn write_on_screen(
    tx: &mut Tx,
    who: &TakesPart,
    draft: Draft,
    present: &[MemberId],
) -> Result<Proposal> {
    let proposal = drafted(tx, Some(who.member().clone()), draft, Source::Standup).await?;
    agree_on_screen(tx, who, &proposal.id, &proposal.hash, present).await
}

async fn note(tx: &mut Tx, proposal: &Proposal, member: &MemberId) -> Result<()> {
    let now = tx.now();
    if store::put_agreement(tx, proposal, member, now).await? {
        store::lift_objection(tx, proposal, member).await?;
        store_fallen::answered(tx, &proposal.id, member).await?;
        let agreed = i64::from(!proposal.agreed_by.contains(member)) + proposal.approvals();
        tx.record(
            about("proposal.agreed", proposal)
                .with("hash", proposal.hash.as_str())
                .with("approvals", agreed),
        );
    }
    Ok(())
}

async fn refuse_other_text(tx: &mut Tx, proposal: &Proposal, hash: &str) -> Result<()> {
    if proposal.hash == hash {
        return Ok(());
    }
    let yours = store_texts::by_hash(tx, &proposal.id, hash).await?;
    Err(Error::Conflict(Box::new(Conflict {
        message: say!("proposal-other-text"),
        yours: yours.unwrap_or_default(),
        theirs: proposal.text.clone(),
        version: proposal.hash.clone(),
    })))
}
