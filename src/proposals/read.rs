//! Proposals, read.

use std::collections::BTreeSet;

use super::proposal::{Asking, Comment, Fallen, Filter, Objection, Proposal, State, Text};
use super::{remark, store, store_fallen, store_texts};
use crate::db::Tx;
use crate::error::{Error, Result, say};
use crate::id::{MemberId, ProblemId, ProposalId, StandardId};
use crate::standards;

/// More open proposals than any standard has.
pub(super) const MOST: i64 = 200;

/// The proposal, if there is one of this key.
pub async fn find(tx: &mut Tx, id: &ProposalId) -> Result<Option<Proposal>> {
    store::one(tx, id).await
}

/// The proposal; `NotFound` when there is none of this key.
pub async fn get(tx: &mut Tx, id: &ProposalId) -> Result<Proposal> {
    find(tx, id)
        .await?
        .ok_or_else(|| Error::NotFound(say!("proposal-unknown")))
}

/// Proposals, those that changed last first.
pub async fn list(tx: &mut Tx, filter: &Filter, limit: i64) -> Result<Vec<Proposal>> {
    store::list(tx, filter, limit).await
}

/// The open proposals to change a standard.
pub async fn open_about(tx: &mut Tx, standard: StandardId) -> Result<Vec<Proposal>> {
    let filter = Filter {
        state: Some(State::Open),
        standard: Some(standard),
        after: None,
    };
    store::list(tx, &filter, MOST).await
}

/// The proposals that were born from a problem, oldest first.
pub async fn of_problem(tx: &mut Tx, problem: ProblemId) -> Result<Vec<Proposal>> {
    store::of_problem(tx, problem).await
}

/// What was objected, to the present text and to earlier ones, oldest first.
pub async fn objections(tx: &mut Tx, id: &ProposalId) -> Result<Vec<Objection>> {
    store::objections(tx, id).await
}

/// What was said, oldest first, with where the lines stand now that it is about.
pub async fn comments(tx: &mut Tx, id: &ProposalId) -> Result<Vec<Comment>> {
    remark::comments(tx, id).await
}

/// The agreements that fell away with a change of the text, until whoever had agreed answers again.
pub async fn fallen(tx: &mut Tx, id: &ProposalId) -> Result<Vec<Fallen>> {
    store_fallen::fallen(tx, id).await
}

/// The proposals of which this member's agreement fell away.
pub async fn fallen_of(tx: &mut Tx, member: &MemberId) -> Result<BTreeSet<ProposalId>> {
    let found = store_fallen::of_member(tx, member).await?;
    Ok(found.into_iter().collect())
}

/// Every text that a proposal has had, oldest first; the last is the present one.
pub async fn texts(tx: &mut Tx, proposal: &Proposal) -> Result<Vec<Text>> {
    let mut texts = store_texts::earlier(tx, &proposal.id).await?;
    texts.push(Text {
        version: proposal.version,
        text: proposal.text.clone(),
        hash: proposal.hash.clone(),
        author: proposal.author.clone(),
        at: proposal.changed_at,
    });
    Ok(texts)
}

/// One of the texts that a proposal has had, by its hash.
pub async fn text_by_hash(tx: &mut Tx, proposal: &Proposal, hash: &str) -> Result<Option<String>> {
    if proposal.hash == hash {
        return Ok(Some(proposal.text.clone()));
    }
    store_texts::by_hash(tx, &proposal.id, hash).await
}

/// The hashes of all texts that were ever proposed for a standard.
pub async fn proposed(tx: &mut Tx, standard: StandardId) -> Result<Vec<String>> {
    store_texts::proposed(tx, standard).await
}

/// The proposals that ask this member for agreement: open, and neither written nor answered by them; where nobody else is asked,
/// those that were written in their name too. Those that changed last come first.
pub async fn asking(tx: &mut Tx, member: &MemberId, limit: i64) -> Result<Vec<Proposal>> {
    store::asking(tx, member, limit).await
}

/// How many proposals, and how many revisions in force, ask this member for agreement.
pub async fn count_asking(tx: &mut Tx, member: &MemberId) -> Result<Asking> {
    let (proposed, changed) = store::count_asking(tx, member).await?;
    Ok(Asking {
        proposed,
        changed,
        in_force: standards::count_asking(tx, member).await?,
    })
}
