//! Proposals of which the text is ready before anybody types: an earlier revision brought back, a standard retired, a later day on which to look
//! at it again.

use super::open::{Draft, open};
use super::proposal::Proposal;
use super::{read, store};
use crate::clock::Day;
use crate::db::Tx;
use crate::error::{Error, Result, say};
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

/// Proposes to retire a standard: the text in force with the two lines changed or added that say so, and why.
///
/// # Errors
/// `Invalid` without a reason, and of a standard that is retired already.
pub async fn retire(tx: &mut Tx, id: StandardId, reason: &str) -> Result<Proposal> {
    let standard = standards::get(tx, id).await?;
    if standard.status == standards::Status::Retired {
        return Err(Error::conflict(say!("standard-retired-already", id = id)));
    }
    let text = standards::retired_because(&standards::text(tx, id).await?, reason)?;
    propose(tx, id, text).await
}

/// Proposes to look at a standard again on a later day: the text in force with that one line changed or added.
///
/// # Errors
/// `Invalid` for a day that has come, or that is the one it says.
pub async fn review_again(tx: &mut Tx, id: StandardId, on: Day, today: Day) -> Result<Proposal> {
    if on <= today {
        return Err(Error::invalid("until", say!("standard-review-past")));
    }
    let text = standards::reviewed_by(&standards::text(tx, id).await?, on)?;
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
