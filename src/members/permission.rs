//! Who may do what: the one place that says so. Doors ask it for every route, operations that only people may do ask
//! for its proof.

use std::fmt;
use std::str::FromStr;

use super::{Role, Visitor};
use crate::db::Channel;
use crate::error::{Error, Result, say};
use crate::id::MemberId;

/// What a token allows at most; each holds what the ones before it hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Reads.
    Read,
    /// Logs, comments and proposes: for agents, never more.
    Propose,
    /// Whatever its member may do.
    Write,
}

/// The word is not a scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a scope: read, propose or write")]
pub struct BadScope;

impl Scope {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Propose => "propose",
            Self::Write => "write",
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Scope {
    type Err = BadScope;

    fn from_str(word: &str) -> Result<Self, BadScope> {
        match word {
            "read" => Ok(Self::Read),
            "propose" => Ok(Self::Propose),
            "write" => Ok(Self::Write),
            _ => Err(BadScope),
        }
    }
}

/// What a route is about; every route declares one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Deed {
    /// Needs nobody: sign-in, set-up, an invitation, assets, health.
    Open,
    /// Looking at one team's wall from across the room: also for its screen, by a link that can be taken back.
    Watch,
    /// Looking.
    Read,
    /// Posting a problem, an occurrence, a comment; also one's own settings.
    Log,
    /// Proposing a text for the book.
    Propose,
    /// Tying a fix or a standard to a problem.
    Link,
    /// Deciding, agreeing, checking, editing: all of the loop.
    TakePart,
    /// Members, teams, settings of the instance.
    Administer,
}

impl Deed {
    /// Whether a role, seen through a scope, may do it.
    pub fn is_allowed(self, role: Role, scope: Scope) -> bool {
        match self {
            Self::Open | Self::Watch | Self::Read => true,
            Self::Log => scope >= Scope::Propose,
            Self::Propose => role >= Role::Member && scope >= Scope::Propose,
            Self::Link | Self::TakePart => role >= Role::Member && scope == Scope::Write,
            Self::Administer => role == Role::Administrator && scope == Scope::Write,
        }
    }
}

/// Proof that somebody takes part in the loop: a member or administrator, in person or by a token of scope `write`.
#[derive(Debug, Clone)]
pub struct TakesPart(MemberId);

/// Proof that somebody administers the instance.
#[derive(Debug)]
pub struct Administrator(());

impl Visitor {
    /// Whether this visitor may. The terminal on a data folder links too: it reads the trailers of local commits.
    pub fn may(&self, deed: Deed) -> bool {
        let scope = match deed {
            Deed::Link if self.channel == Channel::Terminal => Scope::Write,
            _ => self.scope,
        };
        deed.is_allowed(self.role, scope)
    }

    /// Refuses what this visitor may not do.
    ///
    /// # Errors
    /// `Forbidden`, saying what it takes.
    pub fn require(&self, deed: Deed) -> Result<()> {
        if self.may(deed) {
            return Ok(());
        }
        Err(Error::Forbidden(match deed {
            Deed::Administer => say!("permission-administrator-only"),
            _ if self.member.is_none() => say!("permission-person-only"),
            _ if deed.is_allowed(self.role, Scope::Write) => {
                say!("permission-token-too-narrow", scope = self.scope.as_str())
            }
            _ => say!("permission-member-only"),
        }))
    }

    /// The proof that they take part.
    ///
    /// # Errors
    /// `Forbidden` for readers and for tokens that only read or propose.
    pub fn takes_part(&self) -> Result<TakesPart> {
        self.require(Deed::TakePart)?;
        self.person().cloned().map(TakesPart)
    }

    /// The proof that they administer.
    ///
    /// # Errors
    /// `Forbidden` for everybody else.
    pub fn administers(&self) -> Result<Administrator> {
        self.require(Deed::Administer).map(|()| Administrator(()))
    }
}

impl Administrator {
    /// Whoever can write beside the database is its administrator: the terminal on a data folder.
    pub fn of_the_data_folder() -> Self {
        Self(())
    }
}

impl TakesPart {
    /// Who takes part.
    pub fn member(&self) -> &MemberId {
        &self.0
    }

    /// A member of the example team, whose past the program plays into its own throw-away folder.
    pub fn of_the_example_team(member: MemberId) -> Self {
        Self(member)
    }
}
