//! *Asked as*: how people ask for a standard. What its problems and their occurrences say is derived; kept here is what else was
//! learnt: the searches after which somebody said *this was it*, what was added by hand, and what was removed. Never who searched.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use super::{read, store_asked as store};
use crate::clock::Timestamp;
use crate::db::{Change, Tx};
use crate::error::{Error, Result, say};
use crate::id::{MemberId, ProblemId, StandardId};
use crate::members::TakesPart;

/// The longest wording, in characters.
pub const LONGEST_WORDING: usize = 200;
/// So many wordings of one standard count, the newest.
pub const WORDINGS: usize = 50;
/// So many days after it was last put so, a wording no longer counts like a title.
const FRESH_DAYS: i64 = 730;
/// So many searches are kept for one standard.
const SEARCHES_KEPT: i64 = 200;

/// One way in which people ask for a standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// As it was put.
    pub text: String,
    /// Where it comes from.
    pub origin: WordingOrigin,
    /// When it was last put so.
    pub at: Timestamp,
}

/// Where a wording comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WordingOrigin {
    /// The title of a problem that the standard solves.
    Problem(ProblemId),
    /// What was said when such a problem happened again.
    Occurrence(ProblemId),
    /// The title of a problem that turned out to be such a problem.
    Same(ProblemId),
    /// A search after which somebody said that this was it.
    Search,
    /// Somebody added it.
    Hand(Option<MemberId>),
}

/// What is kept of a wording that is not derived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    Search,
    Hand,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Search => "search",
            Self::Hand => "hand",
        })
    }
}

impl FromStr for Source {
    type Err = super::Misspelt;

    fn from_str(word: &str) -> Result<Self, super::Misspelt> {
        match word {
            "search" => Ok(Self::Search),
            "hand" => Ok(Self::Hand),
            _ => Err(super::Misspelt),
        }
    }
}

/// A wording that is kept, or that was removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptWording {
    /// Whose it is.
    pub standard: StandardId,
    /// Its words, folded.
    pub words: String,
    /// The wording; none when it was removed and stays away.
    pub wording: Option<Wording>,
}

impl Wording {
    /// Whether it was put so lately that it counts like a title.
    pub fn is_fresh(&self, now: Timestamp) -> bool {
        now.seconds_since(self.at) <= FRESH_DAYS * 86_400
    }
}

/// The words of a wording: in small letters, without the signs around them. Wordings with the same words are one.
pub fn words_of(text: &str) -> String {
    let edge = |letter: char| !letter.is_alphanumeric() && !matches!(letter, '+' | '#');
    let words = text.split_whitespace().map(|word| word.trim_matches(edge));
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join(" ")
}

/// A text as a wording: its first line, cut between two words where it is longer than a title can be.
pub fn as_wording(text: &str) -> String {
    let line = text
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty())
        .unwrap_or_default();
    let Some((end, _)) = line.char_indices().nth(LONGEST_WORDING) else {
        return line.to_owned();
    };
    let cut = line[..end].rfind(char::is_whitespace).unwrap_or(end);
    line[..cut].trim_end().to_owned()
}

/// Those of these wordings that count: each once, as it was put last, without what was removed; the newest first, and no more than
/// [`WORDINGS`]. What was added by hand does not give way to what is newer.
pub fn that_count(mut wordings: Vec<Wording>, removed: &BTreeSet<String>) -> Vec<Wording> {
    let by_hand = |wording: &Wording| matches!(wording.origin, WordingOrigin::Hand(_));
    wordings.sort_by_key(|wording| (std::cmp::Reverse(wording.at), !by_hand(wording)));
    let mut seen = BTreeSet::new();
    wordings.retain(|wording| {
        let words = words_of(&wording.text);
        !words.is_empty() && !removed.contains(&words) && seen.insert(words)
    });
    let hands = wordings.iter().filter(|wording| by_hand(wording)).count();
    let mut room = WORDINGS.saturating_sub(hands);
    wordings.retain(|wording| {
        by_hand(wording) || {
            let fits = room > 0;
            room = room.saturating_sub(1);
            fits
        }
    });
    wordings.truncate(WORDINGS);
    wordings
}

/// Notes that a search with these words led to this standard. What was removed from it stays away. It is no change of whoever
/// searched: the transaction should name nobody.
///
/// # Errors
/// `NotFound` for a standard that there is not; `Invalid` for words that say nothing.
pub async fn was_it(tx: &mut Tx, id: StandardId, text: &str) -> Result<()> {
    read::get(tx, id).await?;
    let text = checked(&as_wording(text))?;
    if store::put_searched(tx, id, &words_of(&text), &text).await? {
        store::drop_oldest_searches(tx, id, SEARCHES_KEPT).await?;
        tx.record(Change::new("standard.asked", id).with("source", "search"));
    }
    Ok(())
}

/// Adds a wording by hand, also one that was removed before.
///
/// # Errors
/// `NotFound` for a standard that there is not; `Invalid` for words that say nothing or too much.
pub async fn add_wording(tx: &mut Tx, _: &TakesPart, id: StandardId, text: &str) -> Result<()> {
    read::get(tx, id).await?;
    let text = checked(text)?;
    store::put_by_hand(tx, id, &words_of(&text), &text).await?;
    let change = Change::new("standard.asked", id).with("source", "hand");
    tx.record(change.with("text", text));
    Ok(())
}

/// Takes a wording away, wherever it comes from. It does not come back by itself.
///
/// # Errors
/// `NotFound` for a standard that there is not.
pub async fn remove_wording(tx: &mut Tx, _: &TakesPart, id: StandardId, text: &str) -> Result<()> {
    read::get(tx, id).await?;
    let words = words_of(text);
    if !words.is_empty() && store::remove(tx, id, &words).await? {
        tx.record(Change::new("standard.unasked", id));
    }
    Ok(())
}

/// What is kept of the wordings of these standards, removed ones included.
pub async fn kept_wordings(tx: &mut Tx, ids: &[StandardId]) -> Result<Vec<KeptWording>> {
    store::of(tx, ids).await
}

fn checked(text: &str) -> Result<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words_of(&text).is_empty() {
        return Err(Error::invalid("text", say!("standard-wording-empty")));
    }
    if text.chars().count() > LONGEST_WORDING {
        let long = say!("standard-wording-long", max = LONGEST_WORDING);
        return Err(Error::invalid("text", long));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wording(text: &str, day: i64, origin: WordingOrigin) -> Wording {
        Wording {
            text: text.to_owned(),
            origin,
            at: Timestamp::from_micros(0).plus_seconds(day * 86_400),
        }
    }

    #[test]
    fn wordings_with_the_same_words_are_one() {
        assert_eq!(
            words_of("  Why does « the BUILD » hang ?! "),
            "why does the build hang"
        );
        assert_eq!(words_of("C++ and C#"), "c++ and c#");
        assert_eq!(words_of("?!…"), "");
        let wordings = vec![
            wording(
                "The build hangs",
                1,
                WordingOrigin::Problem(ProblemId::new(1)),
            ),
            wording("the build hangs!", 2, WordingOrigin::Search),
            wording("slow", 3, WordingOrigin::Search),
        ];
        let kept = that_count(wordings, &BTreeSet::from(["slow".to_owned()]));
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].text, "the build hangs!");
    }

    #[test]
    fn the_oldest_give_way_but_for_those_added_by_hand() {
        let mut wordings: Vec<Wording> = (1..=60)
            .map(|day| wording(&format!("way {day}"), day, WordingOrigin::Search))
            .collect();
        wordings.push(wording("by hand", 0, WordingOrigin::Hand(None)));
        let kept = that_count(wordings, &BTreeSet::new());
        assert_eq!(kept.len(), WORDINGS);
        assert_eq!(kept[0].text, "way 60");
        assert_eq!(kept[WORDINGS - 1].text, "by hand");
        assert!(!kept.iter().any(|wording| wording.text == "way 11"));
    }

    #[test]
    fn a_long_text_is_cut_between_two_words() {
        let cut = as_wording(&format!("\n  {}\nmore", "word ".repeat(60)));
        assert!(cut.ends_with("word") && cut.chars().count() <= LONGEST_WORDING);
        assert_eq!(
            as_wording(&"é".repeat(300)).chars().count(),
            LONGEST_WORDING
        );
    }

    #[test]
    fn a_wording_ages() {
        let now = Timestamp::from_micros(0).plus_seconds(800 * 86_400);
        assert!(wording("new", 100, WordingOrigin::Search).is_fresh(now));
        assert!(!wording("old", 60, WordingOrigin::Search).is_fresh(now));
    }
}
