//! The rows of what was missed by those who were away.

use crate::clock::Timestamp;
use crate::db::{Ask, Tx, args};
use crate::error::Result;
use crate::id::{MemberId, StandupId, TeamId};

/// A stand-up that somebody missed.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct MissedRow {
    pub(super) id: StandupId,
    pub(super) ended_at: Timestamp,
    pub(super) decided: i64,
}

/// The stand-ups of a team that ended since then without one of its members, who was one when they began.
pub(super) async fn missed(
    tx: &mut Tx,
    member: &MemberId,
    team: &TeamId,
    since: Timestamp,
) -> Result<Vec<MissedRow>> {
    tx.all(MISSED, args![member, team, since]).await
}

/// What [`missed`] asks.
pub(super) fn missed_ask(member: &MemberId, team: &TeamId, since: Timestamp) -> Ask {
    Ask::new(MISSED, args![member, team, since])
}

const MISSED: &str = "select s.id, s.ended_at,
        (select count(*) from standup_cards c where c.standup = s.id and c.outcome = 'decided') as decided
    from standups s
    join memberships b on b.team = s.team and b.member = $1
    join members m on m.id = b.member
    where s.team = $2 and s.ended_at >= $3 and s.started_at >= m.joined_at
        and not exists (select 1 from standup_people p where p.standup = s.id and p.member = $1
            and not (s.mode = 'async' and p.entered))
    order by s.id";
