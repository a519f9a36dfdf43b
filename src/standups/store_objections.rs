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

/// What was said about a problem by those who question it, and was on no agenda of a stand-up that has ended since. What they
/// said is a remark on the problem, of the very moment.
pub(super) async fn said(tx: &mut Tx, problem: ProblemId) -> Result<Vec<(MemberId, String)>> {
    const SAID: &str = "select o.member, c.text from standup_objections o
        join problem_comments c on c.problem = o.problem and c.member = o.member and c.at = o.at
        where o.problem = $1 and not exists (
            select 1 from standup_cards k join standups s on s.id = k.standup
            where k.problem = o.problem and k.standup > o.standup and s.ended_at is not null)
        order by o.at, c.id";
    tx.all(SAID, args![problem]).await
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
