//! What a standard and its revisions are. Nothing here reads the database or the disk.

use crate::clock::{Day, Timestamp};
use crate::id::{MemberId, ProblemId, StandardId};
pub use crate::markdown::Status;

/// A standard as its newest revision in force has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standard {
    /// S-4.
    pub id: StandardId,
    /// Its file below the standards' folder, with forward slashes.
    pub path: String,
    /// The first heading, without its markup.
    pub title: String,
    /// Whether it applies, derived from its own text and from those that name it.
    pub status: Status,
    /// The standard that took its place.
    pub successor: Option<StandardId>,
    /// The key of the team in its front matter; absent: everyone's.
    pub team: Option<String>,
    /// Words it is filed under.
    pub tags: Vec<String>,
    /// `en`, `fr`, …; empty when unsure.
    pub lang: String,
    /// Its place in the newcomers' path.
    pub reading: Option<i64>,
    /// When it is to be looked at again.
    pub review_by: Option<Day>,
    /// The lint, test or hook that makes it unavoidable.
    pub enforced_by: Option<String>,
    /// The problems that its text says it solves.
    pub solves: Vec<ProblemId>,
    /// The paths of code it is about.
    pub applies_to: Vec<String>,
    /// The number of the revision in force.
    pub revision: i64,
    /// SHA-256 of that revision's bytes, in hexadecimal.
    pub hash: String,
    /// How that revision was agreed.
    pub agreement: Agreement,
    /// When its first revision entered.
    pub created_at: Timestamp,
    /// When its newest revision entered.
    pub revised_at: Timestamp,
}

impl Standard {
    /// Whether nobody is left to be asked: people have agreed to the text, there was nobody else, or it never applied here. That a standard
    /// was taken out of force is a matter to agree upon.
    pub fn agreed(&self) -> bool {
        let was_taken_out = self.status == Status::Retired && self.revision > 1;
        self.agreement != Agreement::NotYet || !(self.in_force() || was_taken_out)
    }

    /// Whether it applies today.
    pub fn in_force(&self) -> bool {
        self.status == Status::Active
    }
}

/// One state of a standard's text, kept for ever.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Whose text it is.
    pub standard: StandardId,
    /// 1, 2, 3 … without a gap.
    pub number: i64,
    /// SHA-256 of the bytes, in hexadecimal.
    pub hash: String,
    /// The way it came in.
    pub source: Source,
    /// How it was agreed.
    pub agreement: Agreement,
    /// How many others must agree before it counts as agreed.
    pub needed: i64,
    /// Who wrote it; absent when it was found in the folder.
    pub proposed_by: Option<MemberId>,
    /// Who agreed to exactly these bytes, in the order they did.
    pub agreed_by: Vec<MemberId>,
    /// The earlier revision whose text it brings back.
    pub restores: Option<i64>,
    /// When it entered.
    pub at: Timestamp,
}

/// The way a revision came into the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Source {
    /// Proposed, and agreed to by the others it needs.
    Review,
    /// Agreed on the screen of a stand-up.
    Standup,
    /// A few words or links, in force at once.
    Correction,
    /// Found in the standards' folder.
    File,
}

/// How far a revision is agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Agreement {
    /// Enough others have agreed to exactly these bytes.
    Agreed,
    /// There was nobody else to ask.
    SelfChecked,
    /// In force, and waiting for people to agree or to undo it.
    NotYet,
}

macro_rules! spelled {
    ($name:ident { $($variant:ident = $text:literal),+ $(,)? }) => {
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(match self { $(Self::$variant => $text),+ })
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::standards::Misspelt;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($text => Ok(Self::$variant),)+
                    _ => Err($crate::standards::Misspelt),
                }
            }
        }
    };
}

pub(super) use spelled;

spelled!(Status { Active = "active", Superseded = "superseded", Retired = "retired" });
spelled!(Source { Review = "review", Standup = "standup", Correction = "correction", File = "file" });
spelled!(Agreement { Agreed = "agreed", SelfChecked = "self_checked", NotYet = "not_yet" });

/// The text is none of the words expected here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not one of the words expected")]
pub struct Misspelt;
