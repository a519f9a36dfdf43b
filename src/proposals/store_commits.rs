//! The rows of commits in which proposals stand.

use crate::clock::Timestamp;
use crate::db::{Tx, args};
use crate::error::Result;
use crate::id::{MemberId, ProposalId};
use crate::standards::Committed;

const PUT: &str = "insert into proposal_commits (proposal, name, author, member, at) values ($1, $2, $3, $4, $5) \
     on conflict do nothing";

pub(super) async fn put(tx: &mut Tx, id: &ProposalId, commit: &Committed) -> Result<bool> {
    let args = args![
        id,
        &commit.name,
        commit.author.clone(),
        commit.member.clone(),
        commit.at
    ];
    Ok(tx.exec(PUT, args).await? > 0)
}

const OF: &str = "select name, author, member, at from proposal_commits where proposal = $1";

type CommitRow = (String, Option<String>, Option<MemberId>, Timestamp);

pub(super) async fn of(tx: &mut Tx, id: &ProposalId) -> Result<Option<Committed>> {
    let row = tx.opt::<CommitRow>(OF, args![id]).await?;
    Ok(row.map(|(name, author, member, at)| Committed {
        name,
        author,
        member,
        at,
    }))
}
