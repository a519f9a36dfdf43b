//! What the example team searched for: in whose words it found a standard, and what it found nothing for. Nobody is named with it.

use crate::clock::Timestamp;
use crate::db::{Actor, Channel};
use crate::error::Result;
use crate::gaps;
use crate::id::StandardId;
use crate::standards;

use super::stage::{Stage, unknown};

/// A search led to a standard, says whoever pressed *this was it*.
pub(super) async fn found(
    stage: &Stage<'_>,
    standard: i64,
    text: &str,
    at: Timestamp,
) -> Result<()> {
    let mut tx = stage.db.write_at(Actor::nobody(Channel::Demo), at).await?;
    standards::was_it(&mut tx, StandardId::new(standard), text).await?;
    tx.commit().await.map(drop)
}

/// A search found nothing, so many times.
pub(super) async fn missed(stage: &Stage<'_>, text: &str, times: i64, at: Timestamp) -> Result<()> {
    let sought = gaps::sought(text, at).ok_or_else(|| unknown("no search", text))?;
    let mut tx = stage.db.write_at(Actor::nobody(Channel::Demo), at).await?;
    gaps::note(&mut tx, &[gaps::Sought { times, ..sought }]).await?;
    tx.commit().await.map(drop)
}
