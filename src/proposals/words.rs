//! What people say about a proposal, read at the edge.

use crate::error::{Error, Result, say};

/// The longest remark or reason, in characters.
const LONGEST: usize = 10_000;

/// A remark or a reason: something, not too long, without NUL.
pub(super) fn read<'a>(field: &'static str, text: &'a str) -> Result<&'a str> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Error::invalid(field, say!("proposal-words-missing")));
    }
    if text.chars().count() > LONGEST {
        return Err(Error::invalid(
            field,
            say!("proposal-words-long", max = LONGEST),
        ));
    }
    if text.contains('\0') {
        return Err(Error::invalid(field, say!("proposal-words-nul")));
    }
    Ok(text)
}
