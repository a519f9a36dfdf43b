//! Taking a proposal back, and opening it again.

use super::open::{about, is_agents};
use super::proposal::{Proposal, State};
use super::publish::{open_one, settle};
use super::{read, store, store_fallen};
use crate::db::Tx;
use crate::error::{Error, Result, say};
use crate::id::ProposalId;
use crate::members;
use crate::problems;
use crate::standards;

/// Takes an open proposal back: the problems that waited for it ask again.
pub async fn withdraw(tx: &mut Tx, id: &ProposalId) -> Result<Proposal> {
    let mut proposal = open_one(tx, id).await?;
    refuse_agents_but_their_own(tx, &proposal)?;
    proposal.state = State::Withdrawn;
    proposal.closed_at = Some(tx.now());
    store::put(tx, &proposal).await?;
    let now = tx.now();
    store_fallen::fall(tx, id, now).await?;
    tx.record(about("proposal.withdrawn", &proposal));
    problems::proposal_withdrawn(tx, id).await?;
    read::get(tx, id).await
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
    tx.record(about("proposal.reopened", &proposal));
    settle(tx, id).await?;
    read::get(tx, id).await
}
