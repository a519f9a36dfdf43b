//! What was decided while somebody was away, as long as they may say that they see a problem in it.

use crate::clock::Day;
use crate::db::{Ask, Tx};
use crate::error::Result;
use crate::id::{MemberId, StandupId};
use crate::members::Team;

use super::object::in_time;
use super::store_away as store;

/// A team that works one day a week still has a working day within so many days.
const LOOKED_BACK_DAYS: i64 = 15;

/// A stand-up that somebody missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missed {
    /// Which one.
    pub standup: StandupId,
    /// About how many cards something was decided.
    pub decided: i64,
}

/// The stand-ups of a team that decided something while one of its members was away, for one working day. Whoever joined
/// since was not away.
pub async fn missed(
    tx: &mut Tx,
    member: &MemberId,
    team: &Team,
    today: Day,
) -> Result<Vec<Missed>> {
    let now = tx.now();
    let since = today.plus_days(-LOOKED_BACK_DAYS).start(&team.zone);
    let mut missed = store::missed(tx, member, &team.id, since).await?;
    missed.retain(|row| row.decided > 0 && in_time(team, row.ended_at, now));
    let one = |row: store::MissedRow| Missed {
        standup: row.id,
        decided: row.decided,
    };
    Ok(missed.into_iter().map(one).collect())
}

/// What [`missed`] asks, to be asked ahead.
pub fn missed_ask(member: &MemberId, team: &Team, today: Day) -> Ask {
    let since = today.plus_days(-LOOKED_BACK_DAYS).start(&team.zone);
    store::missed_ask(member, &team.id, since)
}
