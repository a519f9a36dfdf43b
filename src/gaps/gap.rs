//! What a gap is, and what becomes of it.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use super::store;
use crate::clock::Timestamp;
use crate::db::Tx;
use crate::error::{Error, Result, say};
use crate::id::{GapId, ProblemId};
use crate::members::{TakesPart, Team};
use crate::problems::{self, Draft};
use crate::standards::words_of;

/// The shortest text that is a gap, and the longest, in characters: less is a word being typed, more is something pasted.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=120;
/// So many gaps are open at once; those that were sought longest ago give way.
const MOST_OPEN: i64 = 500;
/// So many days after it was last sought, a gap is forgotten.
const KEPT_DAYS: i64 = 90;

/// What was searched for in vain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Its key.
    pub id: GapId,
    /// As it was typed last.
    pub text: String,
    /// How often.
    pub times: i64,
    /// When first.
    pub first_at: Timestamp,
    /// When last.
    pub last_at: Timestamp,
    /// What became of it.
    pub standing: Standing,
    /// The problem that it was posted as.
    pub problem: Option<ProblemId>,
}

/// What became of a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing yet.
    Open,
    /// It was put on the wall.
    Posted,
    /// Somebody said that it is none.
    Dismissed,
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Open => "open",
            Self::Posted => "posted",
            Self::Dismissed => "dismissed",
        })
    }
}

/// The word is none of a gap's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not what becomes of a gap")]
pub struct OtherStanding;

impl FromStr for Standing {
    type Err = OtherStanding;

    fn from_str(word: &str) -> Result<Self, OtherStanding> {
        match word {
            "open" => Ok(Self::Open),
            "posted" => Ok(Self::Posted),
            "dismissed" => Ok(Self::Dismissed),
            _ => Err(OtherStanding),
        }
    }
}

/// A search in vain that is to be noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought {
    /// Its words, folded: searches with the same words are one gap.
    pub words: String,
    /// As it was typed.
    pub text: String,
    /// How often.
    pub times: i64,
    /// When last.
    pub at: Timestamp,
}

/// A search for this text as something to note; none where it is too short to mean anything or too long to be a question.
pub fn sought(text: &str, at: Timestamp) -> Option<Sought> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = words_of(&text);
    let is_one = LENGTHS.contains(&words.chars().count()) && words.chars().any(char::is_alphabetic);
    is_one.then_some(Sought {
        words,
        text,
        times: 1,
        at,
    })
}

/// Notes searches in vain, and forgets those that nobody repeated. What was dismissed stays dismissed.
pub async fn note(tx: &mut Tx, searches: &[Sought]) -> Result<()> {
    for search in searches {
        if !store::seen_again(tx, &digest(&search.words), search).await? {
            store::put(tx, &GapId::generate(), search).await?;
        }
    }
    let before = tx.now().plus_seconds(-KEPT_DAYS * 86_400);
    store::forget(tx, before, MOST_OPEN).await
}

/// The gaps that are open, the most sought first, but for so many.
pub async fn most_sought(tx: &mut Tx, limit: i64, skip: i64) -> Result<Vec<Gap>> {
    store::open(tx, limit, skip).await
}

/// Those that were put on the wall, the last first.
pub async fn taken(tx: &mut Tx, limit: i64) -> Result<Vec<Gap>> {
    store::posted(tx, limit).await
}

/// A gap that is open.
///
/// # Errors
/// `NotFound` for one that there is not, or that something became of.
pub async fn get(tx: &mut Tx, id: &GapId) -> Result<Gap> {
    let gap = store::by_id(tx, id).await?;
    gap.filter(|gap| gap.standing == Standing::Open)
        .ok_or_else(|| Error::NotFound(say!("gap-unknown")))
}

/// The problem that a gap was posted as, if it was.
pub async fn on_the_wall(tx: &mut Tx, id: &GapId) -> Result<Option<ProblemId>> {
    Ok(store::by_id(tx, id).await?.and_then(|gap| gap.problem))
}

/// Puts a gap on a team's wall, with what is said about it.
pub async fn put_on_the_wall(
    tx: &mut Tx,
    gap: &Gap,
    team: &Team,
    description: String,
) -> Result<ProblemId> {
    let mut draft = Draft::of_line(&gap.text)?;
    draft.description = description;
    let problem = problems::post(tx, team, draft).await?.id();
    store::set_posted(tx, &gap.id, problem).await?;
    Ok(problem)
}

/// A search in vain was posted as this problem by another way: the gap with these words, if there is one, is taken.
pub async fn was_posted(tx: &mut Tx, text: &str, problem: ProblemId) -> Result<()> {
    store::set_posted_by_words(tx, &words_of(text), problem).await
}

/// Says that it is no gap. Its words are forgotten but for what it takes to know them again.
///
/// # Errors
/// `NotFound` for one that there is not, or that something became of.
pub async fn dismiss(tx: &mut Tx, _: &TakesPart, id: &GapId) -> Result<()> {
    let gap = get(tx, id).await?;
    store::set_dismissed(tx, id, &digest(&words_of(&gap.text))).await
}

fn digest(words: &str) -> String {
    Sha256::digest(words.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_noted_is_a_question_of_sane_length() {
        let at = Timestamp::from_micros(0);
        let noted = sought("  Blue   GREEN deploys? ", at).unwrap();
        assert_eq!(noted.words, "blue green deploys");
        assert_eq!(noted.text, "Blue GREEN deploys?");
        for text in ["", "ab", "?!", "12345", &"x".repeat(121)] {
            assert!(sought(text, at).is_none(), "{text}");
        }
    }
}
