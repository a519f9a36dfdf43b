//! The rows of what puts a standard in question.

use super::challenges::Challenge;
use crate::clock::Timestamp;
use crate::db::{Ask, Tx, args};
use crate::error::Result;
use crate::id::{OccurrenceId, ProblemId, StandardId};

#[derive(sqlx::FromRow)]
struct ChallengeRow {
    id: OccurrenceId,
    problem: ProblemId,
    title: String,
    standard: StandardId,
    note: String,
    evidence: String,
    at: Timestamp,
}

const OF_STANDARD: &str = "with recursive line (id) as (
        select id from standards where id = $1 and successor is null
        union
        select t.id from standards t join line l on t.successor = l.id
    )
    select o.id, o.problem, p.title, min(s.standard) as standard, o.note, o.evidence, o.at
        from line l join problem_standards s on s.standard = l.id
        join problem_occurrences o on o.problem = s.problem join problems p on p.id = o.problem
        where o.recurrence = true and o.answer is null and o.status = 'confirmed' and s.at <= o.entered_at
        group by o.id, o.problem, p.title, o.note, o.evidence, o.at
        order by o.at desc, o.id";

/// What [`super::challenges`] asks, to be asked ahead.
pub fn challenges_ask(standard: StandardId) -> Ask {
    Ask::new(OF_STANDARD, args![standard])
}

pub(super) async fn of_standard(tx: &mut Tx, standard: StandardId) -> Result<Vec<Challenge>> {
    let rows: Vec<ChallengeRow> = tx.all(OF_STANDARD, args![standard]).await?;
    let read = |row: ChallengeRow| Challenge {
        occurrence: row.id,
        problem: row.problem,
        title: row.title,
        standard: row.standard,
        note: row.note,
        evidence: row.evidence,
        at: row.at,
    };
    Ok(rows.into_iter().map(read).collect())
}
