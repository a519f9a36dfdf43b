//! The rows of what was said about proposals.

use super::proposal::Comment;
use crate::clock::Timestamp;
use crate::db::{Tx, args};
use crate::error::Result;
use crate::id::{CommentId, MemberId, ProposalId};

const COMMENT: &str =
    "insert into proposal_comments (id, proposal, member, text, at) values ($1, $2, $3, $4, $5)";

pub(super) async fn put_comment(tx: &mut Tx, id: &ProposalId, comment: &Comment) -> Result<()> {
    tx.put(
        COMMENT,
        args![&comment.id, id, &comment.member, &comment.text, comment.at],
    )
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct CommentRow {
    id: CommentId,
    member: MemberId,
    text: String,
    at: Timestamp,
}

const COMMENTS: &str =
    "select id, member, text, at from proposal_comments where proposal = $1 order by at, id";

pub(super) async fn comments(tx: &mut Tx, id: &ProposalId) -> Result<Vec<Comment>> {
    let rows = tx.all::<CommentRow>(COMMENTS, args![id]).await?;
    Ok(rows
        .into_iter()
        .map(
            |CommentRow {
                 id,
                 member,
                 text,
                 at,
             }| Comment {
                id,
                member,
                text,
                at,
            },
        )
        .collect())
}
