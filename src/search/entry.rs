//! What the index takes and what a search gives, free of the library that does it.

use std::fmt;
use std::str::FromStr;

use crate::clock::Timestamp;

use super::language::Language;
use super::marked::Marked;
use super::words::Query;

/// The two kinds of things that are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A page of the book.
    Standard,
    /// A card of the wall.
    Problem,
}

/// The kind of thing is neither a standard nor a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("neither standard nor problem")]
pub struct OtherKind;

impl FromStr for Kind {
    type Err = OtherKind;

    /// Reads the word in either language, one or many.
    fn from_str(text: &str) -> Result<Self, OtherKind> {
        match super::fold::folded(text).as_str() {
            "standard" | "standards" => Ok(Self::Standard),
            "problem" | "problems" | "probleme" | "problemes" => Ok(Self::Problem),
            _ => Err(OtherKind),
        }
    }
}

impl Kind {
    /// The word for one of it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Problem => "problem",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// Where a standard or a problem may stand; `status:` and `state:` take one of these.
pub const STATUSES: &[&str] = &[
    "active",
    "challenged",
    "superseded",
    "retired",
    "tray",
    "posted",
    "analysing",
    "acting",
    "checking",
    "closed",
    "set_aside",
];

/// One thing to be found.
#[derive(Debug, Clone)]
pub struct Entry {
    /// P-12, S-4, or a path in a bare folder.
    pub id: String,
    /// Which of the two.
    pub kind: Kind,
    /// Its title, in plain text.
    pub title: String,
    /// Everything else that is said about it, in plain text, but for its headings and its code.
    pub body: String,
    /// Its headings, one a line; a word counts more there than in the text.
    pub headings: String,
    /// Its code, blocks and what stands in sentences, one a line; a word counts more there than in the text.
    pub code: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// The key of its team.
    pub team: Option<String>,
    /// Where it stands, one word or several: a standard in force can be challenged.
    pub status: Vec<String>,
    /// What it is written in; told from the text when absent.
    pub language: Option<Language>,
    /// When it last changed.
    pub updated: Timestamp,
    /// The standards that solve it, when it is a problem.
    pub standards: Vec<String>,
    /// The standard that took its place, when it is one that is superseded.
    pub successor: Option<String>,
    /// How people ask for it, when it is a standard; it counts like its title.
    pub asked: Vec<String>,
    /// How they asked long ago; it counts like its text.
    pub asked_long_ago: Vec<String>,
}

/// One thing found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// P-12, S-4, or a path.
    pub id: String,
    /// Which of the two.
    pub kind: Kind,
    /// Its title, matches marked.
    pub title: Marked,
    /// The sentence that matters, matches marked; empty when only the title says it.
    pub snippet: Marked,
    /// How well it matches; only good for comparing hits of one search.
    pub score: f32,
    /// Where it stands.
    pub status: Vec<String>,
    /// The key of its team.
    pub team: Option<String>,
    /// The standards that solve it, when it is a problem.
    pub standards: Vec<String>,
    /// The standard that took its place, when it is one that is superseded.
    pub successor: Option<String>,
}

/// How often each value of a facet occurs among all that was found, most frequent first.
pub type Counts = Vec<(String, u64)>;

/// What was found, by its properties.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// Standards and problems.
    pub kind: Counts,
    /// Where they stand.
    pub status: Counts,
    /// Whose they are.
    pub team: Counts,
    /// Their tags, the twenty most frequent.
    pub tag: Counts,
    /// What they are written in.
    pub language: Counts,
}

/// The answer to a search.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Hits {
    /// The best ones.
    pub hits: Vec<Hit>,
    /// How many there are.
    pub total: u64,
    /// How many of them have every word.
    pub complete: u64,
    /// Whether those come first: with few words all must match, and the best partial matches follow.
    pub counts_words: bool,
    /// What they are; empty when it was not asked for.
    pub facets: Facets,
    /// What the search was taken to mean, where a word as it was typed finds almost nothing.
    pub corrected: Option<Query>,
}
