//! What can go wrong, by what the caller can do about it. It knows no HTTP, no terminal and no language:
//! a fault is a key of the locales with arguments, and the door translates it.

use std::borrow::Cow;
use std::fmt;

use crate::clock::Day;

/// The domain's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// An argument of a message: a text as somebody typed it, or a number that takes part in plural rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Shown as it is.
    Text(String),
    /// Shown by the language's rules.
    Number(i64),
    /// Written out in the language.
    Day(Day),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<i32> for Value {
    fn from(number: i32) -> Self {
        Self::Number(number.into())
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<Day> for Value {
    fn from(day: Day) -> Self {
        Self::Day(day)
    }
}

macro_rules! value_by_display {
    ($($id:ty),+ $(,)?) => {$(
        impl From<$id> for Value {
            fn from(value: $id) -> Self {
                Self::Text(value.to_string())
            }
        }
    )+};
}

value_by_display!(
    crate::id::ProblemId,
    crate::id::StandardId,
    crate::id::StandupId,
);

/// A sentence for a person: a key of `locales/` and its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The key in the locales.
    pub key: &'static str,
    /// The arguments by name.
    pub args: Vec<(&'static str, Value)>,
}

impl Message {
    /// A sentence without arguments.
    pub const fn new(key: &'static str) -> Self {
        Self {
            key,
            args: Vec::new(),
        }
    }

    /// The same with one more argument.
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.args.push((name, value.into()));
        self
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key)?;
        for (name, value) in &self.args {
            match value {
                Value::Text(text) => write!(f, " {name}={text:?}")?,
                Value::Number(number) => write!(f, " {name}={number}")?,
                Value::Day(day) => write!(f, " {name}={day}")?,
            }
        }
        Ok(())
    }
}

/// Makes a [`Message`]: `say!("problem-unknown", id = id)`.
#[macro_export]
macro_rules! say {
    ($key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::error::Message::new($key)$(.with(stringify!($name), $value))*
    };
}
pub use crate::say;

/// What is wrong with one field that somebody filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The field's name in the form and in the API, in what it stands: `countermeasures/0/owner`; empty when it is about the whole.
    pub field: Cow<'static, str>,
    /// What is wrong and what to do.
    pub message: Message,
}

impl Fault {
    /// A fault of this field.
    pub fn new(field: impl Into<Cow<'static, str>>, message: Message) -> Self {
        Self {
            field: field.into(),
            message,
        }
    }
}

/// What was read, or its faults put with the others, so that all are told at once.
///
/// # Errors
/// Whatever is no fault of what was filled in.
pub fn keep<T>(outcome: Result<T>, faults: &mut Vec<Fault>) -> Result<Option<T>> {
    match outcome {
        Ok(value) => Ok(Some(value)),
        Err(Error::Invalid(more)) => {
            faults.extend(more);
            Ok(None)
        }
        Err(other) => Err(other),
    }
}

/// Somebody else was quicker: both texts, so that nothing typed is lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// What happened meanwhile and what to do.
    pub message: Message,
    /// What was sent.
    pub yours: String,
    /// What stands there now.
    pub theirs: String,
    /// The version (or hash) that stands there now.
    pub version: String,
}

/// Why an operation was not done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing.
    #[error("not found: {0}")]
    NotFound(Message),
    /// Nobody is signed in, or the token is unknown.
    #[error("not signed in: {0}")]
    SignedOut(Message),
    /// This person may not do it.
    #[error("forbidden: {0}")]
    Forbidden(Message),
    /// What was sent cannot be taken; all faults at once.
    #[error("invalid: {}", .0.iter().map(|fault| format!("{}: {}", fault.field, fault.message)).collect::<Vec<_>>().join("; "))]
    Invalid(Vec<Fault>),
    /// It changed meanwhile, or a guard forbids it now.
    #[error("conflict: {}", .0.message)]
    Conflict(Box<Conflict>),
    /// `If-Match` named a version that no longer stands.
    #[error("precondition failed: {0}")]
    Outdated(Message),
    /// Too often; seconds until the next try.
    #[error("too often, again in {wait_seconds} s")]
    TooOften {
        /// Seconds until it may be tried again.
        wait_seconds: i64,
    },
    /// Not now: the disk is full, the database is busy; trying again later helps.
    #[error("unavailable: {0}")]
    Unavailable(Message),
    /// Our own fault; logged at the door with its cause, shown as a reference number.
    #[error("internal: {0}")]
    Internal(#[from] Internal),
}

impl Error {
    /// One fault of one field.
    pub fn invalid(field: impl Into<Cow<'static, str>>, message: Message) -> Self {
        Self::Invalid(vec![Fault::new(field, message)])
    }

    /// The same faults, of fields that stand within another: `text` within `countermeasures/0`.
    pub fn within(self, place: &str) -> Self {
        match self {
            Self::Invalid(faults) => Self::Invalid(
                faults
                    .into_iter()
                    .map(|fault| match fault.field.is_empty() {
                        true => Fault::new(place.to_owned(), fault.message),
                        false => Fault::new(format!("{place}/{}", fault.field), fault.message),
                    })
                    .collect(),
            ),
            other => other,
        }
    }

    /// Refused because of how things stand now, without another text to show.
    pub fn conflict(message: Message) -> Self {
        Self::Conflict(Box::new(Conflict {
            message,
            yours: String::new(),
            theirs: String::new(),
            version: String::new(),
        }))
    }

    /// An internal fault with its cause.
    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(Internal(cause.into()))
    }
}

/// The cause of an internal fault, for the log only.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Internal(#[source] Box<dyn std::error::Error + Send + Sync>);

impl From<std::io::Error> for Error {
    /// A full disk is something an administrator can mend; the rest is ours.
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind;
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                Self::Unavailable(Message::new("error-disk-full"))
            }
            _ => Self::internal(error),
        }
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::internal(error)
    }
}
