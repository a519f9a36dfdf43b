//! Remarks on a proposal.

use super::open::about;
use super::proposal::Comment;
use super::{read, store_comments, words};
use crate::db::Tx;
use crate::error::Result;
use crate::id::{CommentId, MemberId, ProposalId};

/// Says something about a proposal, whatever its state.
pub async fn comment(
    tx: &mut Tx,
    member: &MemberId,
    id: &ProposalId,
    text: &str,
) -> Result<Comment> {
    let text = words::read("text", text)?;
    let proposal = read::get(tx, id).await?;
    let comment = Comment {
        id: CommentId::generate(),
        member: member.clone(),
        text: text.to_owned(),
        at: tx.now(),
    };
    store_comments::put_comment(tx, id, &comment).await?;
    tx.record(about("proposal.commented", &proposal).with("text", text));
    Ok(comment)
}
