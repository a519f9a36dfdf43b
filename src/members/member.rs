//! A member, and the parts of one that cannot be wrong.

use std::fmt;
use std::str::FromStr;

use crate::clock::Timestamp;
use crate::error::{Error, Result, say};
use crate::i18n::Language;
use crate::id::{MemberId, TeamId};

/// What somebody may do; each holds what the ones before it hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Reads; logs problems, occurrences and comments.
    Reader,
    /// All of the loop, in every team.
    Member,
    /// Also members, teams and settings.
    Administrator,
}

/// The word is not a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a role: reader, member or administrator")]
pub struct BadRole;

impl Role {
    /// The word for it in tables, forms and the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Member => "member",
            Self::Administrator => "administrator",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Role {
    type Err = BadRole;

    fn from_str(word: &str) -> Result<Self, BadRole> {
        match word {
            "reader" => Ok(Self::Reader),
            "member" => Ok(Self::Member),
            "administrator" => Ok(Self::Administrator),
            _ => Err(BadRole),
        }
    }
}

/// A person's name: 1 to 80 characters, without control characters or spaces at the ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name(String);

impl Name {
    /// Reads a name; runs of white space become one space.
    ///
    /// # Errors
    /// `Invalid` on the field `name`.
    pub fn parse(text: &str) -> Result<Self> {
        let name = one_line(text);
        match name.chars().count() {
            0 => Err(Error::invalid("name", say!("member-name-missing"))),
            1..=80 => Ok(Self(name)),
            _ => Err(Error::invalid(
                "name",
                say!("member-name-too-long", max = 80),
            )),
        }
    }

    /// The name as it is shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An e-mail address, folded to lower case; it names an account and is written to nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    /// Reads an address: something before and after one `@`, at most 254 characters, no white space.
    ///
    /// # Errors
    /// `Invalid` on the field `email`.
    pub fn parse(text: &str) -> Result<Self> {
        let email = text.trim().to_lowercase();
        let plain = email.len() <= 254
            && !email.chars().any(|c| c.is_whitespace() || c.is_control())
            && email.split_once('@').is_some_and(|(name, host)| {
                !name.is_empty() && !host.is_empty() && !host.contains('@')
            });
        if plain {
            Ok(Self(email))
        } else {
            Err(Error::invalid("email", say!("member-bad-email")))
        }
    }

    /// The folded address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Somebody who may sign in, or who could once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The key.
    pub id: MemberId,
    /// The name, a pseudonym once they left.
    pub name: String,
    /// The address; none once they left.
    pub email: Option<String>,
    /// What they may do.
    pub role: Role,
    /// The language they chose.
    pub language: Option<Language>,
    /// Manages the team, hence speaks last.
    pub manages: bool,
    /// Whether single-letter keys act.
    pub keys_on: bool,
    /// The team whose wall is theirs.
    pub home_team: Option<TeamId>,
    /// When they joined.
    pub joined_at: Timestamp,
    /// When they left.
    pub left_at: Option<Timestamp>,
    /// Raised by every change.
    pub version: i64,
}

/// White space and control characters folded into single spaces, none at the ends.
pub(super) fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
