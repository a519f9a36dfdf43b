//! From agreement to the book: the last one needed publishes, in the same transaction, with all that follows.

use std::collections::BTreeSet;

use super::open::about;
use super::proposal::{Filter, Proposal, State};
use super::{read, store};
use crate::db::Tx;
use crate::error::{Conflict, Error, Result, say};
use crate::id::{MemberId, ProposalId};
use crate::members;
use crate::problems;
use crate::standards::{self, Agreement, Entry, Place, Source};

/// The proposal, when it is still open; else a conflict that says what became of it.
pub(super) async fn open_one(tx: &mut Tx, id: &ProposalId) -> Result<Proposal> {
    let proposal = read::get(tx, id).await?;
    match proposal.state {
        State::Open => Ok(proposal),
        State::Published => Err(Error::conflict(say!("proposal-published-already"))),
        State::Withdrawn => Err(Error::conflict(say!("proposal-withdrawn-reopen"))),
    }
}

/// Refuses when the standard has moved on since the revision that the proposal starts from; both texts are in the conflict.
pub(super) async fn refuse_moved_base(tx: &mut Tx, proposal: &Proposal) -> Result<()> {
    let Some(id) = proposal.standard else {
        return Ok(());
    };
    let standard = standards::get(tx, id).await?;
    if proposal.base == Some(standard.revision) {
        return Ok(());
    }
    Err(Error::Conflict(Box::new(Conflict {
        message: say!("proposal-base-moved", id = id, revision = standard.revision),
        yours: proposal.text.clone(),
        theirs: standards::text(tx, id).await?,
        version: standard.hash,
    })))
}

/// Publishes a proposal that has enough agreement and whose standard has not moved on; leaves any other as it is.
pub(super) async fn settle(tx: &mut Tx, id: &ProposalId) -> Result<()> {
    let proposal = read::get(tx, id).await?;
    if !proposal.open() || !proposal.enough() {
        return Ok(());
    }
    if let Some(standard) = proposal.standard
        && proposal.base != Some(standards::get(tx, standard).await?.revision)
    {
        return Ok(());
    }
    let agreement = if proposal.needed == 0 {
        Agreement::SelfChecked
    } else {
        Agreement::Agreed
    };
    publish(tx, proposal, agreement).await
}

/// Lowers what open proposals and revisions not yet agreed need, now that somebody has left, and publishes those that have
/// enough. To be called in the transaction in which somebody leaves or stops being a member.
pub async fn people_left(tx: &mut Tx) -> Result<()> {
    let every = Filter {
        state: Some(State::Open),
        ..Filter::default()
    };
    for mut proposal in store::list(tx, &every, i64::MAX).await? {
        let others = members::deciders(tx, proposal.author.as_ref()).await?;
        let fewer = standards::lowered(proposal.needed, others);
        if fewer < proposal.needed {
            proposal.needed = fewer;
            store::put(tx, &proposal).await?;
            settle(tx, &proposal.id).await?;
        }
    }
    standards::lower_needed(tx).await
}

/// Enters the proposal's text in the book, with those who agreed to it.
pub(super) async fn publish(
    tx: &mut Tx,
    mut proposal: Proposal,
    agreement: Agreement,
) -> Result<()> {
    let restores = restored(tx, &proposal).await?;
    let entry = Entry {
        place: proposal.standard.map_or(Place::New, Place::Of),
        text: &proposal.text,
        source: proposal.source,
        proposed_by: proposal.author.clone(),
        agreement,
        needed: proposal.needed,
        agreed_by: others(&proposal),
        restores,
    };
    let revised = standards::revise(tx, entry).await?;
    proposal.standard = Some(revised.standard);
    proposal.revision = Some(revised.revision);
    proposal.state = State::Published;
    proposal.closed_at = Some(tx.now());
    store::put(tx, &proposal).await?;
    if proposal.source != Source::Correction {
        tx.record(about("proposal.published", &proposal).with("revision", revised.revision));
    }
    for &problem in &proposal.solves {
        problems::link_standard(tx, problem, revised.standard).await?;
    }
    problems::standards_changed(tx, &revised.touched).await?;
    problems::proposal_published(tx, &proposal.id, revised.standard).await
}

/// The newest earlier revision whose text a proposal brings back to the byte.
async fn restored(tx: &mut Tx, proposal: &Proposal) -> Result<Option<i64>> {
    // A correction is undone by what stood before it, not by what it happens to say again.
    let (Some(id), false) = (proposal.standard, proposal.source == Source::Correction) else {
        return Ok(None);
    };
    let revisions = standards::revisions(tx, id).await?;
    let same = revisions.iter().rev().find(|one| one.hash == proposal.hash);
    Ok(same.map(|one| one.number))
}

fn others(proposal: &Proposal) -> Vec<MemberId> {
    let mut seen = BTreeSet::new();
    let agreed = proposal
        .agreed_by
        .iter()
        .filter(|&member| Some(member) != proposal.author.as_ref());
    agreed
        .filter(|&member| seen.insert(member.clone()))
        .cloned()
        .collect()
}
