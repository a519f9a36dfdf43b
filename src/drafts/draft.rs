//! What a draft is, and how it is kept, found again and ended.

use super::store;
use super::subject::Subject;
use crate::clock::Timestamp;
use crate::db::Tx;
use crate::error::{Error, Result, say};
use crate::id::{DraftId, MemberId};
use crate::markdown::MAX_BYTES;

/// So many days after it was kept last, a draft is forgotten.
const KEPT_DAYS: i64 = 180;
/// So many drafts of one text are kept: the newest.
const MOST_OF_ONE: i64 = 20;
/// So long what was sent or discarded is remembered as such.
const ENDED_SECONDS: i64 = 86_400;

/// A text on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its key.
    pub id: DraftId,
    /// What it is a text of.
    pub subject: Subject,
    /// As far as it is written.
    pub text: String,
    /// The revision that it starts from; empty for a new standard.
    pub base: String,
    /// The hash of the text that it changes; empty for a new standard.
    pub hash: String,
    /// Grows with each keeping.
    pub version: i64,
    /// When it was kept last.
    pub at: Timestamp,
}

/// A text that is to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keeping {
    /// The draft that it continues, or begins.
    pub id: DraftId,
    /// The version of it that was known there last; 0: none.
    pub version: i64,
    /// The page on which it is written.
    pub tab: DraftId,
    /// Grows with each text that this page sends; 0 from a page that does not count.
    pub turn: i64,
    /// What it is a text of.
    pub subject: Subject,
    /// As far as it is written.
    pub text: String,
    /// The revision that it starts from.
    pub base: String,
    /// The hash of the text that it changes.
    pub hash: String,
}

/// How a text was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// In this draft: another one than was named where another tab had kept a text of its own in that meanwhile, so that
    /// both are there.
    In(DraftId, i64),
    /// Not at all: the draft was sent or discarded meanwhile. Whoever goes on writing begins one anew.
    Ended,
}

/// The key for a draft that may be begun.
pub fn fresh() -> DraftId {
    DraftId::generate()
}

/// Keeps a text for its author, over the one that was kept from the same place before. What a page sent before the text that is kept
/// comes late, and changes nothing.
///
/// # Errors
/// `Invalid` for a text longer than any that could be proposed.
pub async fn keep(tx: &mut Tx, author: &MemberId, keeping: Keeping) -> Result<Kept> {
    if keeping.text.len() > MAX_BYTES {
        return Err(Error::invalid("text", say!("draft-too-long")));
    }
    let before = store::standing(tx, &keeping.id).await?;
    let id = match before {
        None => keeping.id.clone(),
        // Somebody else's key is nobody's business: this text takes one of its own.
        Some(before) if before.member != *author => fresh(),
        Some(before) if before.ended => return Ok(Kept::Ended),
        Some(before)
            if before.tab == keeping.tab && keeping.turn > 0 && keeping.turn <= before.turn =>
        {
            return Ok(Kept::In(keeping.id, before.version));
        }
        Some(before) if before.version == keeping.version || before.tab == keeping.tab => {
            let version = before.version + 1;
            store::update(tx, &keeping, version).await?;
            return Ok(Kept::In(keeping.id, version));
        }
        Some(_) => fresh(),
    };
    forget(tx, author, &keeping.subject).await?;
    store::insert(tx, &id, author, &keeping).await?;
    Ok(Kept::In(id, 1))
}

/// A draft of this author.
///
/// # Errors
/// `NotFound` for one that there is not, that has ended, or that is somebody else's.
pub async fn get(tx: &mut Tx, author: &MemberId, id: &DraftId) -> Result<Draft> {
    store::one(tx, author, id)
        .await?
        .ok_or_else(|| Error::NotFound(say!("draft-unknown")))
}

/// The author's drafts of one text, the newest first.
pub async fn of_subject(tx: &mut Tx, author: &MemberId, subject: &Subject) -> Result<Vec<Draft>> {
    store::of_subject(tx, author, subject).await
}

/// All drafts of an author, the newest first.
pub async fn of_member(tx: &mut Tx, author: &MemberId, limit: i64) -> Result<Vec<Draft>> {
    store::of_member(tx, author, limit).await
}

/// Ends a draft, because its text was sent or is not wanted any more; one that was never kept cannot be kept any more. Twice does no
/// harm.
pub async fn end(tx: &mut Tx, author: &MemberId, id: &DraftId) -> Result<()> {
    store::end(tx, author, id).await
}

/// Forgets what nobody came back to.
async fn forget(tx: &mut Tx, author: &MemberId, subject: &Subject) -> Result<()> {
    let (now, kept) = (tx.now(), KEPT_DAYS * 86_400);
    store::forget_before(tx, now.plus_seconds(-kept)).await?;
    store::forget_ended(tx, now.plus_seconds(-ENDED_SECONDS)).await?;
    store::forget_beyond(tx, author, subject, MOST_OF_ONE - 1).await
}
