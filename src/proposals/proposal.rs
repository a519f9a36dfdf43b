//! What a proposal is. Nothing here reads the database.

use std::fmt;
use std::str::FromStr;

use crate::clock::Timestamp;
use crate::id::{CommentId, MemberId, ProblemId, ProposalId, StandardId};
use crate::standards::{Misspelt, Source, enough};

/// A text that the team is asked to agree to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Its key.
    pub id: ProposalId,
    /// The standard it changes; absent for a new one until it is published.
    pub standard: Option<StandardId>,
    /// The revision its text starts from.
    pub base: Option<i64>,
    /// The first heading of the text.
    pub title: String,
    /// The text as it would enter the book, to the byte.
    pub text: String,
    /// SHA-256 of that text: what agreements are bound to.
    pub hash: String,
    /// 1, and one more with every change of the text.
    pub version: i64,
    /// The key of the team in the text's front matter.
    pub team: Option<String>,
    /// Who opened it; absent when the text came through the folder.
    pub opened_by: Option<MemberId>,
    /// Who wrote the present text, and so is none of the others who agree.
    pub author: Option<MemberId>,
    /// The way it takes to the book.
    pub source: Source,
    /// Whether an agent wrote the present text or opened it again: then a person puts it in force, even where nobody else is asked.
    pub by_agent: bool,
    /// How many others must agree: fixed when proposed, lowered when people leave, never raised.
    pub needed: i64,
    /// Where it stands.
    pub state: State,
    /// The revision it became.
    pub revision: Option<i64>,
    /// The problems it was born from.
    pub solves: Vec<ProblemId>,
    /// Those who have agreed to exactly the present text, in the order they did.
    pub agreed_by: Vec<MemberId>,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When its text last changed.
    pub changed_at: Timestamp,
    /// When it was published or withdrawn.
    pub closed_at: Option<Timestamp>,
}

impl Proposal {
    /// How many have agreed to the present text.
    pub fn approvals(&self) -> i64 {
        i64::try_from(self.agreed_by.len()).unwrap_or(i64::MAX)
    }

    /// Whether as many others as it needs have agreed to exactly this text; to an agent's, at least one person.
    pub fn enough(&self) -> bool {
        let is_a_persons = !self.by_agent || !self.agreed_by.is_empty();
        is_a_persons && enough(&self.agreed_by, self.author.as_ref(), self.needed)
    }

    /// Whether this member may agree to it: one of the others, or its author where no other is needed.
    pub fn counts(&self, member: &MemberId) -> bool {
        self.needed == 0 || self.author.as_ref() != Some(member)
    }

    /// Whether it still asks for agreement.
    pub fn open(&self) -> bool {
        self.state == State::Open
    }
}

/// Where a proposal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// It asks for agreement.
    Open,
    /// Its text is in the book.
    Published,
    /// It was taken back, and can be opened again.
    Withdrawn,
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Open => "open",
            Self::Published => "published",
            Self::Withdrawn => "withdrawn",
        })
    }
}

impl FromStr for State {
    type Err = Misspelt;

    fn from_str(text: &str) -> Result<Self, Misspelt> {
        match text {
            "open" => Ok(Self::Open),
            "published" => Ok(Self::Published),
            "withdrawn" => Ok(Self::Withdrawn),
            _ => Err(Misspelt),
        }
    }
}

/// Which proposals to list.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only those in this state.
    pub state: Option<State>,
    /// Only those that change, or became, this standard.
    pub standard: Option<StandardId>,
    /// Only those after this one in the list.
    pub after: Option<(Timestamp, ProposalId)>,
}

/// A reason against exactly one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objection {
    /// Whose it is.
    pub member: MemberId,
    /// The text it is about.
    pub hash: String,
    /// Why.
    pub reason: String,
    /// When it was made.
    pub at: Timestamp,
}

/// A remark on a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Its key.
    pub id: CommentId,
    /// Whose it is.
    pub member: MemberId,
    /// What was said, in markdown.
    pub text: String,
    /// When.
    pub at: Timestamp,
    /// The line that it is about; absent: about the whole.
    pub about: Option<AboutLine>,
}

/// A line that somebody said something about, and where it went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AboutLine {
    /// The text in which it stood.
    pub hash: String,
    /// Its number there, from 1.
    pub line: usize,
    /// What it said there.
    pub quote: String,
    /// Its number in the present text; absent when it is no longer there as it was.
    pub now: Option<usize>,
}

/// An agreement that fell away: the text changed, or the revision it starts from, or it was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fallen {
    /// Whose it was.
    pub member: MemberId,
    /// The text that they had agreed to.
    pub hash: String,
    /// The revision that it started from then.
    pub base: Option<i64>,
    /// When it fell away.
    pub at: Timestamp,
}

/// That a proposal was taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// Who did; absent from the terminal.
    pub member: Option<MemberId>,
    /// Why, where somebody said.
    pub reason: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// One of the texts that a proposal has had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Its place among them, from 1.
    pub version: i64,
    /// The text, to the byte.
    pub text: String,
    /// SHA-256 of its bytes.
    pub hash: String,
    /// Who wrote it; absent when it came through the folder or from the terminal.
    pub author: Option<MemberId>,
    /// When it was written.
    pub at: Timestamp,
}

/// What asks a member for agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Asking {
    /// Open proposals that they neither wrote nor answered.
    pub proposed: i64,
    /// Those among them that changed since they had agreed.
    pub changed: i64,
    /// Revisions in force, not yet agreed, that they neither wrote nor agreed to.
    pub in_force: i64,
}
