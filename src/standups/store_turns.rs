//! The rows of turns, as each round has them.

use crate::db::{Tx, args};
use crate::error::Result;
use crate::id::{MemberId, ProblemId, StandupId};

use super::floor::{Floor, Turn};
use super::words::TurnState;

/// The turns of every round that was begun, each in the order of speaking.
pub(super) async fn turns(tx: &mut Tx, id: StandupId) -> Result<Vec<(ProblemId, Turn)>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        problem: ProblemId,
        member: MemberId,
        manages: bool,
        state: TurnState,
    }
    const TURNS: &str = "select problem, member, manages, state from standup_turns
        where standup = $1 order by problem, position";
    let rows: Vec<Row> = tx.all(TURNS, args![id]).await?;
    let turn = |row: Row| {
        let (member, manages, state) = (row.member, row.manages, row.state);
        (
            row.problem,
            Turn {
                member,
                manages,
                state,
            },
        )
    };
    Ok(rows.into_iter().map(turn).collect())
}

pub(super) async fn keep_turns(
    tx: &mut Tx,
    id: StandupId,
    problem: ProblemId,
    floor: &Floor,
) -> Result<()> {
    const CLEAR: &str = "delete from standup_turns where standup = $1 and problem = $2";
    const PUT: &str =
        "insert into standup_turns (standup, problem, position, member, manages, state)
        values ($1, $2, $3, $4, $5, $6)";
    tx.put(CLEAR, args![id, problem]).await?;
    for (position, turn) in (0_i64..).zip(floor.turns()) {
        let args = args![
            id,
            problem,
            position,
            &turn.member,
            turn.manages,
            turn.state
        ];
        tx.put(PUT, args).await?;
    }
    Ok(())
}
