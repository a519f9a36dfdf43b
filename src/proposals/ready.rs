//! Proposals of which the text is ready before anybody types: an earlier revision brought back.

use super::open::{Draft, open};
use super::proposal::Proposal;
use super::{read, store};
use crate::db::Tx;
use crate::error::Result;
use crate::id::StandardId;
use crate::standards;

/// Proposes the text of an earlier revision. Where the very same is proposed already, that one is it.
///
/// # Errors
/// `NotFound` for a revision that there is not; `Invalid` for one whose text is in force.
pub async fn restore(tx: &mut Tx, id: StandardId, revision: i64) -> Result<Proposal> {
    let text = standards::text_of(tx, id, revision).await?;
    propose(tx, id, text).await
}

async fn propose(tx: &mut Tx, id: StandardId, markdown: String) -> Result<Proposal> {
    let hash = standards::hash_of(markdown.as_bytes());
    if let Some(same) = store::open_with(tx, id, &hash).await? {
        return read::get(tx, &same).await;
    }
    let draft = Draft {
        markdown,
        standard: Some(id),
        ..Draft::default()
    };
    open(tx, draft).await
}
