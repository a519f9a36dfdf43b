//! The rows of what was said about proposals.

use crate::clock::Timestamp;
use crate::db::{Tx, args};
use crate::error::Result;
use crate::id::{CommentId, MemberId, ProposalId};

/// Something that was said, as it is written down.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct CommentRow {
    pub(super) id: CommentId,
    pub(super) member: MemberId,
    pub(super) text: String,
    pub(super) at: Timestamp,
    pub(super) line: Option<i64>,
    pub(super) hash: Option<String>,
}

const COMMENT: &str = "insert into proposal_comments (id, proposal, member, text, at, line, hash) \
     values ($1, $2, $3, $4, $5, $6, $7)";

pub(super) async fn put_comment(tx: &mut Tx, id: &ProposalId, comment: &CommentRow) -> Result<()> {
    let CommentRow {
        id: key,
        member,
        text,
        at,
        line,
        hash,
    } = comment;
    tx.put(
        COMMENT,
        args![key, id, member, text, *at, *line, hash.clone()],
    )
    .await?;
    Ok(())
}

const COMMENTS: &str = "select id, member, text, at, line, hash from proposal_comments where proposal = $1 order by at, id";

pub(super) async fn comments(tx: &mut Tx, id: &ProposalId) -> Result<Vec<CommentRow>> {
    tx.all::<CommentRow>(COMMENTS, args![id]).await
}
