//! The rows of what is to be looked at again, and of what took whose place.

use crate::clock::Day;
use crate::db::{Ask, Tx, args};
use crate::error::Result;
use crate::id::StandardId;

const TO_REVIEW: &str = "select id from standards where status = 'active' and review_by <= $1 order by review_by, id limit $2";

/// Those in force that are to be looked at again by this day, the earliest first.
pub(super) async fn to_review(tx: &mut Tx, by: Day, limit: i64) -> Result<Vec<StandardId>> {
    let rows: Vec<(StandardId,)> = tx.all(TO_REVIEW, args![by, limit]).await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

const REPLACED: &str = "select distinct standards.id, standards.title from standard_supersedes \
     join standards on standards.id = standard_supersedes.other \
     where standard_supersedes.standard = $1 and standards.status = 'superseded' order by standards.id";

/// What [`super::replaced_by`] asks, to be asked ahead.
pub fn replaced_by_ask(id: StandardId) -> Ask {
    Ask::new(REPLACED, args![id])
}

pub(super) async fn replaced_by(tx: &mut Tx, id: StandardId) -> Result<Vec<(StandardId, String)>> {
    tx.all(REPLACED, args![id]).await
}
