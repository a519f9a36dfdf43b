//! A link to code, and the parts of one that cannot be wrong.

use std::fmt;
use std::str::FromStr;

use crate::clock::Timestamp;
use crate::error::{Error, Result, say};
use crate::id::{FixId, MemberId, ProblemId, StandardId};

/// Longest title, in characters.
pub const TITLE_MAX: usize = 300;
/// Longest address, in bytes.
pub const URL_MAX: usize = 2_000;
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

    /// What an address looks like, as the known forges write theirs.
    pub fn of_address(url: &str) -> Self {
        let has = |parts: &[&str]| parts.iter().any(|part| url.contains(part));
        if has(&["/commit/", "/commits/"]) {
            Self::Commit
        } else if has(&["/pull/", "/pulls/", "/merge_requests/"]) {
            Self::PullRequest
        } else if has(&["/issues/", "/issue/", "/browse/", "/work_items/"]) {
            Self::Ticket
        } else {
            Self::Other
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
    /// What it says of itself.
    pub title: String,
    /// How it came in.
    pub source: Source,
    /// Who linked it first.
    pub linked_by: Option<MemberId>,
    /// When.
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
        self.sha.as_deref().map(short)
    }
}

/// The first digits of a hash, as people quote it.
pub(super) fn short(sha: &str) -> &str {
    sha.get(..10).unwrap_or(sha)
}

/// Reads the hash of a commit.
pub(super) fn sha(text: &str) -> Result<String> {
    let sha = text.trim().to_ascii_lowercase();
    let plain = (SHA_MIN..=SHA_MAX).contains(&sha.len())
        && sha.bytes().all(|byte| byte.is_ascii_hexdigit());
    if plain {
        Ok(sha)
    } else {
        Err(Error::invalid("sha", say!("fix-bad-sha", min = SHA_MIN)))
    }
}

/// Reads an address that a page may lead to.
pub(super) fn url(text: &str) -> Result<String> {
    let url = text.trim();
    let known = ["http://", "https://"].iter().any(|scheme| {
        let start = url.get(..scheme.len()).unwrap_or_default();
        start.eq_ignore_ascii_case(scheme) && url.len() > scheme.len()
    });
    let plain = url.len() <= URL_MAX && !url.chars().any(|c| c.is_whitespace() || c.is_control());
    if known && plain {
        Ok(url.to_owned())
    } else {
        Err(Error::invalid("url", say!("fix-bad-url")))
    }
}

/// Reads a title: one line, cut where it is too long, since a commit's first line is what it is.
pub(super) fn title(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    let line = words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    match line.char_indices().nth(TITLE_MAX) {
        Some((end, _)) => line[..end].trim_end().to_owned(),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_tells_what_it_leads_to() {
        let kinds = [
            ("https://github.com/a/b/commit/3f9c2d1", Kind::Commit),
            ("https://github.com/a/b/pull/482", Kind::PullRequest),
            (
                "https://gitlab.com/a/b/-/merge_requests/7",
                Kind::PullRequest,
            ),
            ("https://codeberg.org/a/b/issues/3", Kind::Ticket),
            ("https://tracker.example.org/browse/WEB-4", Kind::Ticket),
            ("https://example.org/", Kind::Other),
        ];
        for (address, kind) in kinds {
            assert_eq!(Kind::of_address(address), kind, "{address}");
        }
    }

    #[test]
    fn only_addresses_of_the_web_are_taken() {
        assert!(url("https://git.example.org/a/b/pulls/1").is_ok());
        for bad in [
            "javascript:alert(1)",
            "//example.org",
            "https://",
            "ftp://a",
            "https://a b",
            "",
        ] {
            assert!(url(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_hash_is_read_in_lower_case() {
        assert_eq!(sha(" 3F9C2D1 ").ok().as_deref(), Some("3f9c2d1"));
        assert!(sha("3f9c2").is_err());
        assert!(sha("main~20").is_err());
    }
}
