//! Taking a proposal back, and opening it again.

use super::open::{about, is_agents};
use super::proposal::{Proposal, State, Withdrawal};
use super::publish::{open_one, settle};
use super::{read, store, store_fallen, store_withdrawals, words};
use crate::db::Tx;
use crate::error::{Error, Result, say};
use crate::id::ProposalId;
use crate::members;
use crate::problems;
use crate::standards;

/// Takes an open proposal back, with a reason or an empty one: the problems that waited for it ask again.
///
/// # Errors
/// A reason that is too long.
pub async fn withdraw(tx: &mut Tx, id: &ProposalId, reason: &str) -> Result<Proposal> {
    let reason = match reason.trim() {
        "" => None,
        reason => Some(words::read("reason", reason)?.to_owned()),
    };
    let mut proposal = open_one(tx, id).await?;
    refuse_agents_but_their_own(tx, &proposal)?;
    proposal.state = State::Withdrawn;
    proposal.closed_at = Some(tx.now());
    store::put(tx, &proposal).await?;
    let now = tx.now();
    store_fallen::fall(tx, id, now).await?;
    let withdrawal = Withdrawal {
        member: tx.actor().member.clone(),
        reason,
        at: now,
    };
    store_withdrawals::put(tx, id, &withdrawal).await?;
    let mut change = about("proposal.withdrawn", &proposal);
    if let Some(reason) = &withdrawal.reason {
        change = change.with("reason", reason.as_str());
    }
    tx.record(change);
    problems::proposal_withdrawn(tx, id).await?;
    read::get(tx, id).await
}

/// Who took a proposal back; none of one that stands.
pub async fn withdrawal(tx: &mut Tx, id: &ProposalId) -> Result<Option<Withdrawal>> {
    store_withdrawals::of(tx, id).await
}

/// An agent changes and withdraws only what its member proposed: anything else is for people to say.
pub(super) fn refuse_agents_but_their_own(tx: &Tx, proposal: &Proposal) -> Result<()> {
    let actor = tx.actor();
    let is_own = actor.member.is_some() && actor.member == proposal.author;
    if is_agents(tx) && !is_own {
        return Err(Error::Forbidden(say!("proposal-agents-own-only")));
    }
    Ok(())
}

/// Opens a withdrawn proposal again; everybody is asked anew. An agent puts nothing in force by it.
pub async fn reopen(tx: &mut Tx, id: &ProposalId) -> Result<Proposal> {
    let mut proposal = read::get(tx, id).await?;
    refuse_agents_but_their_own(tx, &proposal)?;
    match proposal.state {
        State::Open => return Ok(proposal),
        State::Published => return Err(Error::conflict(say!("proposal-published-already"))),
        State::Withdrawn => {}
    }
    let others = members::deciders(tx, proposal.author.as_ref()).await?;
    proposal.needed = standards::lowered(proposal.needed, others);
    proposal.state = State::Open;
    proposal.closed_at = None;
    proposal.by_agent |= is_agents(tx);
    store::put(tx, &proposal).await?;
    store_withdrawals::forget(tx, id).await?;
    tx.record(about("proposal.reopened", &proposal));
    settle(tx, id).await?;
    read::get(tx, id).await
}
