//! The rows of what was seen by those who had been away.

use crate::db::{Tx, args};
use crate::error::Result;
use crate::id::{MemberId, ProblemId, StandupId, TeamId};

/// Notes that a member sees a problem; false when they have said so.
pub(super) async fn add(
    tx: &mut Tx,
    standup: StandupId,
    problem: ProblemId,
    member: &MemberId,
) -> Result<bool> {
    const ADD: &str = "insert into standup_objections (standup, problem, member, at)
        values ($1, $2, $3, $4) on conflict do nothing";
    let now = tx.now();
    Ok(tx.exec(ADD, args![standup, problem, member, now]).await? > 0)
}

/// The problems of a team that were questioned, and were on no agenda since.
pub(super) async fn open(tx: &mut Tx, team: &TeamId) -> Result<Vec<ProblemId>> {
    const OPEN: &str = "select distinct o.problem from standup_objections o
        join standups s on s.id = o.standup
        where s.team = $1 and not exists (
            select 1 from standup_cards c where c.problem = o.problem and c.standup > o.standup)
        order by o.problem";
    let rows: Vec<(ProblemId,)> = tx.all(OPEN, args![team]).await?;
    Ok(rows.into_iter().map(|(problem,)| problem).collect())
}
