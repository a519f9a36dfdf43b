//! The rows of the way a stand-up went, step by step.

use crate::clock::Timestamp;
use crate::db::{Tx, args};
use crate::error::Result;
use crate::id::{ProblemId, StandupId};

use super::place::Place;
use super::words::{Mode, Step};

/// One step of the way.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(super) struct StepRow {
    /// Its place in the whole way.
    pub(super) position: i64,
    /// The step.
    pub(super) step: Step,
    /// The card that had the floor.
    pub(super) problem: Option<ProblemId>,
    /// When it began.
    pub(super) started_at: Timestamp,
    /// When its time is up.
    pub(super) until: Option<Timestamp>,
}

/// The way it went, without what was taken back.
pub(super) async fn steps(tx: &mut Tx, id: StandupId) -> Result<Vec<StepRow>> {
    const STEPS: &str = "select position, step, problem, started_at, until from standup_steps
        where standup = $1 and not taken_back order by position";
    tx.all(STEPS, args![id]).await
}

pub(super) async fn push_step(
    tx: &mut Tx,
    id: StandupId,
    place: Place,
    until: Option<Timestamp>,
) -> Result<()> {
    const LEAVE: &str = "update standup_steps set ended_at = $2
        where standup = $1 and ended_at is null and not taken_back";
    const PUSH: &str =
        "insert into standup_steps (standup, position, step, problem, started_at, taken_back, until)
        values ($1, (select count(*) from standup_steps where standup = $1), $2, $3, $4, false, $5)";
    let now = tx.now();
    tx.put(LEAVE, args![id, now]).await?;
    tx.put(PUSH, args![id, place.step, place.problem, now, until])
        .await?;
    Ok(())
}

/// The running ones over the day whose present step is over at a deadline that has passed.
pub(super) async fn overdue(tx: &mut Tx) -> Result<Vec<StandupId>> {
    const OVERDUE: &str = "select s.id from standups s
        join standup_steps p on p.standup = s.id and p.ended_at is null and not p.taken_back
        where s.ended_at is null and s.mode = $2 and p.until <= $1
            and p.step in ('silence', 'round', 'dots') order by s.id";
    let now = tx.now();
    let rows: Vec<(StandupId,)> = tx.all(OVERDUE, args![now, Mode::Async]).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Gives the present step more time.
pub(super) async fn lengthen_step(tx: &mut Tx, id: StandupId, until: Timestamp) -> Result<()> {
    const LENGTHEN: &str = "update standup_steps set until = $2
        where standup = $1 and ended_at is null and not taken_back";
    tx.put(LENGTHEN, args![id, until]).await?;
    Ok(())
}

/// Marks the present step as taken back, and takes up the one before it, which has left what it had when it was left.
pub(super) async fn take_back_step(tx: &mut Tx, id: StandupId) -> Result<()> {
    const LAST: &str =
        "select max(position) from standup_steps where standup = $1 and not taken_back";
    const MARK: &str = "update standup_steps set taken_back = true, ended_at = $3
        where standup = $1 and position = $2";
    const RESUME: &str = "update standup_steps set until = until + ($3 - ended_at), ended_at = null
        where standup = $1 and position = $2";
    let now = tx.now();
    let (last,): (Option<i64>,) = tx.one(LAST, args![id]).await?;
    tx.put(MARK, args![id, last, now]).await?;
    let (before,): (Option<i64>,) = tx.one(LAST, args![id]).await?;
    tx.put(RESUME, args![id, before, now]).await?;
    Ok(())
}
