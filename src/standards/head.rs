//! Changes of single lines at the head of a text: every other byte stays.

use super::revise::unreadable;
use crate::clock::Day;
use crate::error::{Error, Result, say};
use crate::id::StandardId;
use crate::markdown::{self, Value};

/// The longest reason for retiring a standard, in characters.
pub const REASON_MAX: usize = 400;

/// The same text saying that it is retired.
///
/// # Errors
/// A front matter that cannot be edited line by line, here and below.
pub fn retired(text: &str) -> Result<String> {
    set(text, "status", Value::Text("retired"))
}

/// The same text saying that it is retired, and why.
///
/// # Errors
/// `Invalid` without a reason, and for one that is too long.
pub fn retired_because(text: &str, reason: &str) -> Result<String> {
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    if reason.is_empty() {
        return Err(Error::invalid(
            "reason",
            say!("standard-retire-why-missing"),
        ));
    }
    if reason.chars().count() > REASON_MAX {
        return Err(Error::invalid(
            "reason",
            say!("standard-retire-why-long", max = REASON_MAX),
        ));
    }
    if reason.contains('\0') {
        return Err(Error::invalid("reason", say!("standard-text-nul")));
    }
    set(&retired(text)?, "retired_because", Value::Text(&reason))
}

/// The same text saying when to look at it again.
pub fn reviewed_by(text: &str, day: Day) -> Result<String> {
    set(text, "review_by", Value::Text(&day.to_string()))
}

/// The same text as that of a new standard which takes the place of this one.
pub fn superseding(text: &str, id: StandardId) -> Result<String> {
    let active = set(text, "status", Value::Text("active"))?;
    set(&active, "supersedes", Value::List(&[id.to_string()]))
}

fn set(text: &str, key: &str, value: Value<'_>) -> Result<String> {
    let bytes = markdown::set(text.as_bytes(), key, value).map_err(unreadable)?;
    String::from_utf8(bytes).map_err(Error::internal)
}
