//! Stand-ups, read: the list, and the one that runs.

use std::collections::HashMap;

use crate::db::Tx;
use crate::error::Result;
use crate::id::{StandupId, TeamId};

use super::store::{self, Head};
use super::words::Outcome;

/// What became of a stand-up's cards, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Something was decided or answered.
    pub decided: i64,
    /// They stay open: undecided, or not reached.
    pub open: i64,
}

/// The newest first, numbered below `before`, of one team or of all, each with its tally.
pub async fn list(
    tx: &mut Tx,
    team: Option<&TeamId>,
    before: Option<StandupId>,
    limit: i64,
) -> Result<Vec<(Head, Tally)>> {
    let heads = store::list(tx, team, before, limit).await?;
    let ids: Vec<StandupId> = heads.iter().map(|head| head.id).collect();
    let mut tallies: HashMap<StandupId, Tally> = HashMap::new();
    for (id, outcome, count) in store::outcomes(tx, &ids).await? {
        let tally = tallies.entry(id).or_default();
        match outcome {
            Outcome::Decided => tally.decided += count,
            Outcome::Undecided | Outcome::NotReached => tally.open += count,
        }
    }
    let with_tally = |head: Head| {
        let tally = tallies.get(&head.id).copied().unwrap_or_default();
        (head, tally)
    };
    Ok(heads.into_iter().map(with_tally).collect())
}

/// The stand-up that a team is in the middle of.
pub async fn running(tx: &mut Tx, team: &TeamId) -> Result<Option<StandupId>> {
    store::running(tx, team).await
}
