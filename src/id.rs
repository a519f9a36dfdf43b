//! Names of things: numbers that people say aloud (P-12, S-4, U-7) and time-ordered keys for the rest.
//! It makes and reads ids; it never looks anything up.

use std::fmt;
use std::str::FromStr;

/// The text is not an id of the kind that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id of this kind")]
pub struct BadId;

macro_rules! numbered {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(i64);

        impl $name {
            /// What stands before the number when people say it.
            pub const PREFIX: &'static str = $prefix;

            /// The id with this number, which a counter gave.
            pub const fn new(number: i64) -> Self {
                Self(number)
            }

            /// The bare number.
            pub const fn number(self) -> i64 {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}-{}", $prefix, self.0)
            }
        }

        impl FromStr for $name {
            type Err = BadId;

            /// Reads `P-12`, in either case; at least 1, at most fifteen digits, no sign, no leading zero.
            fn from_str(text: &str) -> Result<Self, BadId> {
                number_after(text, $prefix).map(Self)
            }
        }

        impl From<$name> for i64 {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl From<i64> for $name {
            fn from(number: i64) -> Self {
                Self(number)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = String::deserialize(from)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

macro_rules! keyed {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// A new key, later than all made before it in this process.
            pub fn generate() -> Self {
                Self(uuid::Uuid::now_v7().to_string())
            }

            /// A new key that says nothing of when it was made.
            pub fn at_random() -> Self {
                Self::of_digest(rand::random())
            }

            /// The key that a digest makes: the same one for the same digest.
            pub fn of_digest(digest: [u8; 16]) -> Self {
                Self(uuid::Builder::from_custom_bytes(digest).into_uuid().to_string())
            }

            /// The key as it is stored and shown in addresses.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = BadId;

            /// Reads a UUID; its canonical lower-case form is kept.
            fn from_str(text: &str) -> Result<Self, BadId> {
                let key = uuid::Uuid::try_parse(text).map_err(|_| BadId)?;
                Ok(Self(key.to_string()))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(&self.0)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = String::deserialize(from)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )+};
}

numbered!(
    /// A problem: P-12.
    ProblemId, "P"
);
numbered!(
    /// A standard: S-4, the number of its file `0004-….md`.
    StandardId, "S"
);
numbered!(
    /// A stand-up: U-7.
    StandupId, "U"
);

keyed!(
    /// Somebody who may sign in, or who could once.
    MemberId,
    /// A team with its own wall.
    TeamId,
    /// A text asked to be agreed to.
    ProposalId,
    /// One state of a standard's text.
    RevisionId,
    /// One remark, on a problem or on a proposal.
    CommentId,
    /// One time that a problem happened.
    OccurrenceId,
    /// One why.
    CauseId,
    /// One thing that is done about a problem.
    CountermeasureId,
    /// One search for a cause.
    InvestigationId,
    /// One idea of a stand-up.
    IdeaId,
    /// One commit, pull request or ticket.
    FixId,
    /// An API token.
    TokenId,
    /// A link by which somebody joins.
    InvitationId,
    /// What was searched for in vain.
    GapId,
    /// A screen that hangs in a room.
    ScreenId,
    /// A text that is being written.
    DraftId,
);

/// The name of an image: the first half of its bytes' hash, and its kind: `3f2a….png`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AttachmentName(String);

impl AttachmentName {
    /// How many digits of the hash stand in it.
    pub const DIGITS: usize = 32;
    /// The folder that images lie in, below the one of the texts.
    pub const FOLDER: &'static str = "attachments";

    /// The part after the dot: `png`, `jpg`, `gif` or `webp`.
    pub fn ending(&self) -> &str {
        &self.0[Self::DIGITS + 1..]
    }

    /// The address of its page.
    pub fn address(&self) -> String {
        format!("/{}/{self}", Self::FOLDER)
    }

    /// The image that an address in a text means: `/attachments/…`, or a path from the text's own file, as in
    /// `../attachments/…`, so that the file reads the same in any editor.
    pub fn in_text(address: &str) -> Option<Self> {
        let mut path = address.strip_prefix('/');
        if path.is_none() {
            let mut rest = address.strip_prefix("./").unwrap_or(address);
            while let Some(above) = rest.strip_prefix("../") {
                rest = above;
            }
            path = Some(rest);
        }
        let name = path?.strip_prefix(Self::FOLDER)?.strip_prefix('/')?;
        name.parse().ok()
    }
}

impl fmt::Display for AttachmentName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for AttachmentName {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        let (digits, ending) = text.split_once('.').ok_or(BadId)?;
        let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        let is_one = digits.len() == Self::DIGITS
            && digits.bytes().all(is_digit)
            && ["png", "jpg", "gif", "webp"].contains(&ending);
        if !is_one {
            return Err(BadId);
        }
        Ok(Self(text.to_owned()))
    }
}

fn number_after(text: &str, prefix: &str) -> Result<i64, BadId> {
    let (head, digits) = text.split_once('-').ok_or(BadId)?;
    let plain = !digits.is_empty()
        && digits.len() <= 15
        && !digits.starts_with('0')
        && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !plain || !head.eq_ignore_ascii_case(prefix) {
        return Err(BadId);
    }
    digits.parse().map_err(|_| BadId)
}
