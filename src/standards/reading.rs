//! What one has read of the book: one sees one's own list, the team sees counts. A reading is no change of the feed,
//! which everybody sees.

use std::collections::{BTreeMap, BTreeSet};

use super::{read, store_reading};
use crate::clock::Timestamp;
use crate::db::{Change, Tx};
use crate::error::{Error, Result, say};
use crate::id::{CommentId, MemberId, StandardId};
use crate::members::TakesPart;

/// The longest question, in characters.
const LONGEST_QUESTION: usize = 2_000;

/// That one has read a standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Which.
    pub standard: StandardId,
    /// The newest revision that one has read.
    pub revision: i64,
    /// When.
    pub at: Timestamp,
}

/// Something that a reader found unclear, until it is clear or a newer revision answers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its key.
    pub id: CommentId,
    /// What the reader had before them.
    pub revision: i64,
    /// Who asks, to be answered.
    pub member: MemberId,
    /// What is unclear.
    pub text: String,
    /// When.
    pub at: Timestamp,
}

/// Notes that a member has read the revision in force.
pub async fn mark_read(tx: &mut Tx, member: &MemberId, id: StandardId) -> Result<()> {
    let standard = read::get(tx, id).await?;
    let now = tx.now();
    store_reading::put(tx, member, id, standard.revision, now).await
}

/// Takes it back.
pub async fn mark_unread(tx: &mut Tx, member: &MemberId, id: StandardId) -> Result<()> {
    store_reading::forget(tx, member, id).await
}

/// One's own list: what a member has read.
pub async fn readings(tx: &mut Tx, member: &MemberId) -> Result<Vec<Reading>> {
    store_reading::of(tx, member).await
}

/// Whether a member has read the revision in force.
pub async fn has_read(tx: &mut Tx, member: &MemberId, standard: StandardId) -> Result<bool> {
    store_reading::has_read(tx, member, standard).await
}

/// How many have read the revision in force, for each standard that somebody has.
pub async fn reading_counts(tx: &mut Tx) -> Result<BTreeMap<StandardId, i64>> {
    store_reading::counts(tx).await
}

/// How many have read a standard: the team sees counts, nobody sees who.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Readers {
    /// Those who have read the revision in force.
    pub present: i64,
    /// Those who have read an earlier one and not this one.
    pub earlier: i64,
    /// Everybody who could have.
    pub people: i64,
}

/// How many have read which text of a standard, of those who are still there.
pub async fn readers(tx: &mut Tx, id: StandardId) -> Result<Readers> {
    store_reading::readers(tx, id).await
}

/// Says what is unclear in the revision in force; it stands on the standard's page until it is clear, or a newer one.
pub async fn ask(tx: &mut Tx, member: &MemberId, id: StandardId, text: &str) -> Result<Question> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Error::invalid("text", say!("standard-question-empty")));
    }
    if text.chars().count() > LONGEST_QUESTION {
        return Err(Error::invalid(
            "text",
            say!("standard-question-long", max = LONGEST_QUESTION),
        ));
    }
    if text.contains('\0') {
        return Err(Error::invalid("text", say!("standard-text-nul")));
    }
    let standard = read::get(tx, id).await?;
    let question = Question {
        id: CommentId::generate(),
        revision: standard.revision,
        member: member.clone(),
        text: text.to_owned(),
        at: tx.now(),
    };
    store_reading::ask(tx, id, &question).await?;
    tx.record(
        Change::new("standard.questioned", id)
            .with("text", text)
            .with("revision", standard.revision),
    );
    Ok(question)
}

/// Says that it is clear now: whoever asked may, and whoever takes part.
///
/// # Errors
/// `NotFound` for a question that is not open on this standard; `Forbidden` for a reader on somebody else's.
pub async fn close_question(
    tx: &mut Tx,
    member: &MemberId,
    who: Option<&TakesPart>,
    id: StandardId,
    question: &CommentId,
) -> Result<()> {
    let open = store_reading::questions(tx, id).await?;
    let asked = open.into_iter().find(|one| one.id == *question);
    let asked = asked.ok_or_else(|| Error::NotFound(say!("standard-question-unknown")))?;
    if asked.member != *member && who.is_none() {
        return Err(Error::Forbidden(say!("standard-question-not-yours")));
    }
    let now = tx.now();
    store_reading::close(tx, question, now).await?;
    tx.record(
        Change::new("standard.question_closed", id)
            .with("text", asked.text)
            .with("revision", asked.revision),
    );
    Ok(())
}

/// Those of the standards whose revision in force is unclear to somebody.
pub async fn unclear(tx: &mut Tx) -> Result<BTreeSet<StandardId>> {
    store_reading::unclear(tx).await
}

/// What is unclear in the revision in force.
pub async fn questions(tx: &mut Tx, id: StandardId) -> Result<Vec<Question>> {
    store_reading::questions(tx, id).await
}
