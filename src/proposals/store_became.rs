//! The rows of proposals that were published, by the revision that each became.

use std::collections::BTreeMap;

use crate::db::{Tx, args};
use crate::error::Result;
use crate::id::{ProposalId, StandardId};

const BECAME: &str = "select revision, id from proposals where standard = $1 and state = 'published' and revision is not null \
     order by revision, closed_at";

/// The proposal that became each revision of a standard; none for what came otherwise.
pub async fn that_became(tx: &mut Tx, standard: StandardId) -> Result<BTreeMap<i64, ProposalId>> {
    let rows: Vec<(i64, ProposalId)> = tx.all(BECAME, args![standard]).await?;
    Ok(rows.into_iter().collect())
}
