//! Bringing a proposal up to the revision in force: what changed in the standard meanwhile and what the proposal changes, joined. Where both
//! changed the same lines, a person decides; nothing enters by itself, and the joined text asks for agreement anew.

use super::open::{Amendment, Base, amend};
use super::proposal::Proposal;
use super::publish::open_one;
use crate::db::Tx;
use crate::error::{Conflict, Error, Result, say};
use crate::id::{ProposalId, StandardId};
use crate::markdown::{self, Merge};
use crate::standards;

/// A proposal's text and the text in force, joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// The standard.
    pub standard: StandardId,
    /// The revision that the proposal starts from.
    pub base: i64,
    /// The revision in force.
    pub revision: i64,
    /// Its text.
    pub present: String,
    /// The two, joined as far as they go together: `mine` is the proposal, `theirs` the standard.
    pub merge: Merge,
}

/// What a proposal becomes when it is brought up; absent when it starts from the revision in force already, or changes no standard.
pub async fn joined(tx: &mut Tx, proposal: &Proposal) -> Result<Option<Joined>> {
    let (Some(id), Some(base)) = (proposal.standard, proposal.base) else {
        return Ok(None);
    };
    let standard = standards::get(tx, id).await?;
    if base == standard.revision {
        return Ok(None);
    }
    let from = standards::text_of(tx, id, base).await?;
    let present = standards::text(tx, id).await?;
    Ok(Some(Joined {
        standard: id,
        base,
        revision: standard.revision,
        merge: markdown::merge(&from, &proposal.text, &present),
        present,
    }))
}

/// How a proposal is to be brought up.
#[derive(Debug, Clone, Default)]
pub struct Mending<'a> {
    /// The hash of the proposal's text that it was read from, when the sender says so.
    pub hash: Option<&'a str>,
    /// The revision in force that it was read from, when the sender says so.
    pub revision: Option<i64>,
    /// What stands where both changed the same lines, in order.
    pub texts: Vec<&'a str>,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BroughtUp {
    /// It starts from the revision in force now.
    Done(Box<Proposal>),
    /// Something is to be decided first, and nothing was changed.
    ToDecide(Joined),
}

/// Brings an open proposal up to the revision in force.
///
/// # Errors
/// A conflict with both texts when the proposal has another text than the one it was read from, or the standard another revision; one
/// without when nothing is left to propose, since the book says all of it already.
pub async fn bring_up(tx: &mut Tx, id: &ProposalId, mending: Mending<'_>) -> Result<BroughtUp> {
    let proposal = open_one(tx, id).await?;
    let Some(joined) = joined(tx, &proposal).await? else {
        return Ok(BroughtUp::Done(Box::new(proposal)));
    };
    let moved = |message| {
        Err(Error::Conflict(Box::new(Conflict {
            message,
            yours: proposal.text.clone(),
            theirs: joined.present.clone(),
            version: proposal.hash.clone(),
        })))
    };
    if mending.hash.is_some_and(|hash| hash != proposal.hash) {
        return moved(say!("proposal-changed-meanwhile"));
    }
    let revision = joined.revision;
    if mending
        .revision
        .is_some_and(|read_from| read_from != revision)
    {
        let id = joined.standard;
        return moved(say!(
            "proposal-base-moved-again",
            id = id,
            revision = revision
        ));
    }
    let Some(markdown) = joined.merge.mended(&mending.texts) else {
        return Ok(BroughtUp::ToDecide(joined));
    };
    if markdown == joined.present {
        let id = joined.standard;
        return Err(Error::conflict(say!("proposal-nothing-left", id = id)));
    }
    let amendment = Amendment {
        markdown,
        base: Some(Base::Revision(revision)),
        hash: Some(proposal.hash),
    };
    let amended = amend(tx, id, amendment).await?;
    Ok(BroughtUp::Done(Box::new(amended)))
}

/// Whether a proposal starts from the revision in force: only then can it be agreed to.
pub async fn is_up_to_date(tx: &mut Tx, proposal: &Proposal) -> Result<bool> {
    match (proposal.open(), proposal.standard) {
        (true, Some(id)) => Ok(proposal.base == Some(standards::get(tx, id).await?.revision)),
        _ => Ok(true),
    }
}
