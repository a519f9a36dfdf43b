//! A member as a request names one: by id or by e-mail.

use crate::db::Tx;
use crate::error::{Error, Result, say};
use crate::id::MemberId;
use crate::members::{self, Email};

/// The member that a text names.
///
/// # Errors
/// `Invalid` on the field when nobody is named so.
pub(super) async fn member(
    tx: &mut Tx,
    field: impl Into<std::borrow::Cow<'static, str>>,
    text: &str,
) -> Result<MemberId> {
    let found = match (text.parse::<MemberId>(), Email::parse(text)) {
        (Ok(id), _) => members::by_id(tx, &id).await?,
        (Err(_), Ok(email)) => members::by_email(tx, &email).await?,
        (Err(_), Err(_)) => None,
    };
    let found =
        found.ok_or_else(|| Error::invalid(field, say!("standup-nobody-named", name = text)))?;
    Ok(found.id)
}
