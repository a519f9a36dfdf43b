//! A link to code, and the parts of one that cannot be wrong.

use std::fmt;
use std::str::FromStr;

use crate::clock::Timestamp;
use crate::error::{Error, Result, say};
use crate::id::{FixId, MemberId, ProblemId, StandardId};

/// Longest title, in characters.
pub const TITLE_MAX: usize = 300;
/// Longest address, in characters.
pub const URL_MAX: usize = 2_000;
/// The digits of a hash that people quote.
pub const SHORT_SHA: usize = 10;
/// A hash of this many digits or more says which commit is meant.
const SHA_MIN: usize = 7;
const SHA_MAX: usize = 64;

/// The word is not of the kind that may stand there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a kind of link to code")]
pub struct BadKind;

/// What a link leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A commit.
    Commit,
    /// A pull or merge request.
    PullRequest,
    /// A ticket of another program.
    Ticket,
    /// Something else with an address.
    Other,
}

impl Kind {
    /// The word in tables and in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Commit => "commit",
            Self::PullRequest => "pull_request",
            Self::Ticket => "ticket",
            Self::Other => "other",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Kind {
    type Err = BadKind;

    fn from_str(word: &str) -> Result<Self, BadKind> {
        match word {
            "commit" => Ok(Self::Commit),
            "pull_request" => Ok(Self::PullRequest),
            "ticket" => Ok(Self::Ticket),
            "other" => Ok(Self::Other),
            _ => Err(BadKind),
        }
    }
}

/// How a link came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Source {
    /// Somebody entered it.
    Hand,
    /// The trailers of a commit say so.
    Git,
    /// A forge told us.
    Webhook,
}

impl Source {
    /// The word in tables and in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hand => "hand",
            Self::Git => "git",
            Self::Webhook => "webhook",
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Source {
    type Err = BadKind;

    fn from_str(word: &str) -> Result<Self, BadKind> {
        match word {
            "hand" => Ok(Self::Hand),
            "git" => Ok(Self::Git),
            "webhook" => Ok(Self::Webhook),
            _ => Err(BadKind),
        }
    }
}

/// A link to code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The key.
    pub id: FixId,
    /// What it leads to.
    pub kind: Kind,
    /// Its address, when it has one.
    pub url: Option<String>,
    /// Where the commit lives.
    pub repository: Option<String>,
    /// The commit's hash, in lower case.
    pub sha: Option<String>,
    /// What it says of itself; empty when nobody said.
    pub title: String,
    /// How it came in.
    pub source: Source,
    /// Who linked it first.
    pub linked_by: Option<MemberId>,
    /// When the commit was written; when it was linked, of everything else.
    pub at: Timestamp,
    /// The problems it touches, each with whether it solves it.
    pub problems: Vec<(ProblemId, bool)>,
    /// The standards it applies.
    pub standards: Vec<StandardId>,
}

impl Fix {
    /// Whether it solves this problem, rather than touching it.
    pub fn solves(&self, problem: ProblemId) -> bool {
        self.problems.contains(&(problem, true))
    }

    /// The first digits of the hash, as people quote it.
    pub fn short_sha(&self) -> Option<&str> {
        let sha = self.sha.as_deref()?;
        Some(sha.get(..SHORT_SHA).unwrap_or(sha))
    }

    /// How it is called where no title was given: the last parts of its address, else its hash.
    pub fn label(&self) -> &str {
        if !self.title.is_empty() {
            return &self.title;
        }
        match (&self.url, self.kind, self.short_sha()) {
            (_, Kind::Commit, Some(sha)) | (None, _, Some(sha)) => sha,
            (Some(url), ..) => url.split_once("://").map_or(url.as_str(), |(_, rest)| rest),
            (None, _, None) => "",
        }
    }
}

/// Reads the hash of a commit.
pub(super) fn sha(text: &str) -> Result<String> {
    let sha = text.trim().to_ascii_lowercase();
    if looks_like_sha(&sha) {
        Ok(sha)
    } else {
        let message = say!("fix-bad-sha", min = SHA_MIN, max = SHA_MAX);
        Err(Error::invalid("sha", message))
    }
}

/// Whether a text can be the hash of a commit, short or whole.
pub fn looks_like_sha(text: &str) -> bool {
    (SHA_MIN..=SHA_MAX).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Reads a title: one line, cut where it is too long, since a commit's first line is what it is.
pub(super) fn title(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let line = words.join(" ");
    match line.char_indices().nth(TITLE_MAX) {
        Some((end, _)) => line[..end].trim_end().to_owned(),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_read_in_lower_case() {
        assert_eq!(sha(" 3F9C2D1 ").ok().as_deref(), Some("3f9c2d1"));
        for bad in ["3f9c2", "main~20", "", "3f9c2dé", &"a".repeat(65)] {
            assert!(sha(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_title_is_one_line() {
        assert_eq!(title(" Store\ttimes\r\n in\0 UTC "), "Store times in UTC");
        assert_eq!(title(&"é".repeat(400)).chars().count(), TITLE_MAX);
    }
}
