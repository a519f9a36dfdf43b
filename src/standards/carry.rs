//! Which questions outlive a new revision: those that it cannot have answered.

use super::revise::Entry;
use super::standard::{Source, Standard};
use super::{read, store_reading};
use crate::db::Tx;
use crate::error::Result;
use crate::markdown::Document;

/// The earlier revision whose open questions are asked of this text too: of a small correction, and of a text that reads as before, the one in
/// force until now; of a text that is brought back, the one that it was.
pub(super) async fn asked_too(
    tx: &mut Tx,
    before: Option<&Standard>,
    entry: &Entry<'_>,
    document: &Document,
) -> Result<Option<i64>> {
    let Some(before) = before else {
        return Ok(None);
    };
    if entry.restores.is_some() {
        return Ok(entry.restores);
    }
    if entry.source == Source::Correction {
        return Ok(Some(before.revision));
    }
    if store_reading::questions(tx, before.id).await?.is_empty() {
        return Ok(None);
    }
    let text = read::text(tx, before.id).await?;
    let old = super::examine(text.as_bytes())?;
    let same = old.body(&text) == document.body(entry.text);
    Ok(same.then_some(before.revision))
}
