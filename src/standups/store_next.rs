//! What the next stand-up depends on besides the calendar: when the last one began.

use crate::clock::Timestamp;
use crate::db::{Ask, Tx, args};
use crate::error::Result;
use crate::id::TeamId;

/// When a team last began to gather; none when it never did.
pub async fn last_start(tx: &mut Tx, team: &TeamId) -> Result<Option<Timestamp>> {
    let row: Option<(Timestamp,)> = tx.opt(LAST_START, args![team]).await?;
    Ok(row.map(|(at,)| at))
}

const LAST_START: &str = "select started_at from standups where team = $1 order by id desc limit 1";

/// What [`last_start`] asks, to be asked ahead.
pub fn last_start_ask(team: &TeamId) -> Ask {
    Ask::new(LAST_START, args![team])
}
