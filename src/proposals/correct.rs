//! A small correction: spelling, or a link. It is in force at once, marked not yet agreed, and undone with one click.

use super::open::{Draft, drafted};
use super::proposal::Proposal;
use super::publish::{publish, refuse_moved_base};
use super::read;
use crate::db::Tx;
use crate::error::{Error, Result, say};
use crate::markdown;
use crate::members::TakesPart;
use crate::standards::{self, Agreement, Source};

/// The most words that a correction may change; links are not counted.
pub const MOST_WORDS: usize = 10;

/// Corrects a few words or links of the text in force.
///
/// # Errors
/// Refused when more changes, or when it names no standard; a conflict with both texts when the standard has moved on since the
/// revision that the correction starts from.
pub async fn correct(tx: &mut Tx, who: &TakesPart, draft: Draft) -> Result<Proposal> {
    let Some(id) = draft.standard else {
        return Err(Error::invalid(
            "standard",
            say!("proposal-correction-of-nothing"),
        ));
    };
    let proposal = drafted(tx, Some(who.member().clone()), draft, Source::Correction).await?;
    refuse_moved_base(tx, &proposal).await?;
    let before = standards::text(tx, id).await?;
    let (old, new) = (
        standards::examine(before.as_bytes())?,
        standards::examine(proposal.text.as_bytes())?,
    );
    match markdown::words_changed((&before, &old), (&proposal.text, &new)) {
        Some(words) if words <= MOST_WORDS => {}
        Some(_) => {
            return Err(Error::invalid(
                "correction",
                say!("proposal-correction-too-much", max = MOST_WORDS),
            ));
        }
        None => {
            return Err(Error::invalid(
                "correction",
                say!("proposal-correction-more-than-words"),
            ));
        }
    }
    let agreement = if proposal.needed == 0 {
        Agreement::SelfChecked
    } else {
        Agreement::NotYet
    };
    let key = proposal.id.clone();
    publish(tx, proposal, agreement).await?;
    read::get(tx, &key).await
}
