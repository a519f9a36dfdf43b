//! Proposals, read.

use super::proposal::{Comment, Filter, Objection, Proposal, State};
use super::{store, store_comments};
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

/// What was said, oldest first.
pub async fn comments(tx: &mut Tx, id: &ProposalId) -> Result<Vec<Comment>> {
    store_comments::comments(tx, id).await
}

/// The proposals that ask this member for agreement: open, and neither written nor answered by them. Those that changed last come first.
pub async fn asking(tx: &mut Tx, member: &MemberId, limit: i64) -> Result<Vec<Proposal>> {
    store::asking(tx, member, limit).await
}

/// How many proposals, and how many revisions in force, ask this member for agreement.
pub async fn count_asking(tx: &mut Tx, member: &MemberId) -> Result<(i64, i64)> {
    Ok((
        store::count_asking(tx, member).await?,
        standards::count_asking(tx, member).await?,
    ))
}
