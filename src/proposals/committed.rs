//! Which commit a text came with that was found in the folder when the book had moved on.

use super::open::about;
use super::proposal::{Proposal, State};
use super::{Filter, read, store, store_commits};
use crate::db::Tx;
use crate::error::Result;
use crate::id::ProposalId;
use crate::standards::{Committed, Source};

/// Notes the commit of a proposal that has none yet.
pub async fn note_committed(tx: &mut Tx, id: &ProposalId, commit: &Committed) -> Result<()> {
    if store_commits::put(tx, id, commit).await? {
        let proposal = read::get(tx, id).await?;
        tx.record(about("proposal.committed", &proposal).with("commit", commit.name.as_str()));
    }
    Ok(())
}

/// The commit that a proposal's text came with.
pub async fn committed(tx: &mut Tx, id: &ProposalId) -> Result<Option<Committed>> {
    store_commits::of(tx, id).await
}

/// Open proposals whose text was found in the folder, nobody has changed, and is of no known commit.
pub async fn without_commit(tx: &mut Tx) -> Result<Vec<Proposal>> {
    let open = Filter {
        state: Some(State::Open),
        ..Filter::default()
    };
    let mut found = Vec::new();
    for proposal in store::list(tx, &open, i64::MAX).await? {
        let is_found = proposal.source == Source::File && proposal.version == 1;
        if is_found && store_commits::of(tx, &proposal.id).await?.is_none() {
            found.push(proposal);
        }
    }
    Ok(found)
}
