//! The rows of occurrences and of the links between problems and standards.

use super::problem::Origin;
use super::words::{Lesson, OccurrenceSource, OccurrenceStatus};
use crate::clock::Timestamp;
use crate::db::{Ask, Sql, Tx, args, list};
use crate::error::Result;
use crate::id::{MemberId, OccurrenceId, ProblemId, StandardId};

/// One time that a problem happened, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
#[allow(missing_docs, reason = "each column is explained in the migration")]
pub struct OccurrenceRow {
    pub id: OccurrenceId,
    pub problem: ProblemId,
    pub at: Timestamp,
    pub entered_at: Timestamp,
    pub entered_by: Option<MemberId>,
    pub source: OccurrenceSource,
    pub status: OccurrenceStatus,
    pub round: i64,
    pub origin: Option<Origin>,
    pub recurrence: bool,
    pub note: String,
    pub evidence: String,
    pub fingerprint: Option<String>,
    pub via: Option<ProblemId>,
    pub answer: Option<Lesson>,
    pub standard: Option<StandardId>,
}

macro_rules! select_occurrence {
    ($rest:literal) => {
        concat!(
            "select id, problem, at, entered_at, entered_by, source, status, round, origin, recurrence, note, evidence,
            fingerprint, via, answer, standard from problem_occurrences ",
            $rest
        )
    };
}

/// The occurrences of a problem, in the order in which they were entered.
pub(super) async fn of_problem(tx: &mut Tx, problem: ProblemId) -> Result<Vec<OccurrenceRow>> {
    tx.all(OF_PROBLEM, args![problem]).await
}

const OF_PROBLEM: &str = select_occurrence!("where problem = $1 order by entered_at, id");

/// What [`of_problem`] asks.
pub(super) fn ask_of_problem(problem: ProblemId) -> Ask {
    Ask::new(OF_PROBLEM, args![problem])
}

/// An occurrence by its id.
pub(super) async fn by_id(tx: &mut Tx, id: &OccurrenceId) -> Result<Option<OccurrenceRow>> {
    const SQL: &str = select_occurrence!("where id = $1");
    tx.opt(SQL, args![id]).await
}

/// The one that a duplicate added to another problem when it was set aside.
pub(super) async fn standing_for(
    tx: &mut Tx,
    duplicate: ProblemId,
) -> Result<Option<OccurrenceRow>> {
    const SQL: &str = select_occurrence!(
        "where via = $1 and source = 'duplicate' and status in ('waiting', 'confirmed') order by entered_at desc, id desc"
    );
    tx.opt(SQL, args![duplicate]).await
}

/// The one of a problem that came from the same alert or commit.
pub(super) async fn by_fingerprint(
    tx: &mut Tx,
    problem: ProblemId,
    fingerprint: &str,
) -> Result<Option<OccurrenceId>> {
    const SQL: &str = "select id from problem_occurrences where problem = $1 and fingerprint = $2";
    let row: Option<(OccurrenceId,)> = tx.opt(SQL, args![problem, fingerprint]).await?;
    Ok(row.map(|(id,)| id))
}

/// Enters an occurrence.
pub(super) async fn insert(tx: &mut Tx, occurrence: &OccurrenceRow) -> Result<()> {
    const SQL: &str = "insert into problem_occurrences (id, problem, at, entered_at, entered_by, source, status, round,
        origin, recurrence, note, evidence, fingerprint, via)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    let o = occurrence;
    tx.put(
        SQL,
        args![
            &o.id,
            o.problem,
            o.at,
            o.entered_at,
            o.entered_by.as_ref(),
            o.source,
            o.status,
            o.round,
            o.origin,
            o.recurrence,
            &o.note,
            &o.evidence,
            o.fingerprint.clone(),
            o.via
        ],
    )
    .await?;
    Ok(())
}

/// Writes what an occurrence counts for, and where the problem stood before it.
pub(super) async fn update(tx: &mut Tx, occurrence: &OccurrenceRow) -> Result<()> {
    const SQL: &str = "update problem_occurrences set status = $2, round = $3, origin = $4, recurrence = $5 where id = $1";
    let o = occurrence;
    tx.put(SQL, args![&o.id, o.status, o.round, o.origin, o.recurrence])
        .await?;
    Ok(())
}

/// Writes the answer to the question that a recurrence asks.
pub(super) async fn update_answer(
    tx: &mut Tx,
    id: &OccurrenceId,
    answer: Lesson,
    standard: Option<StandardId>,
) -> Result<()> {
    const SQL: &str = "update problem_occurrences set answer = $2, standard = $3, answered_by = $4, answered_at = $5
        where id = $1";
    let (by, now) = (tx.actor().member.clone(), tx.now());
    tx.put(SQL, args![id, answer, standard, by, now]).await?;
    Ok(())
}

/// The standards linked to a problem, lowest first, each once.
pub(super) async fn standards_of(tx: &mut Tx, problem: ProblemId) -> Result<Vec<StandardId>> {
    const SQL: &str =
        "select distinct standard from problem_standards where problem = $1 order by standard";
    let rows: Vec<(StandardId,)> = tx.all(SQL, args![problem]).await?;
    Ok(rows.into_iter().map(|(standard,)| standard).collect())
}

/// The problems linked to a standard, lowest first, each once.
pub(super) async fn problems_of(tx: &mut Tx, standard: StandardId) -> Result<Vec<ProblemId>> {
    let rows: Vec<(ProblemId,)> = tx.all(PROBLEMS_OF, args![standard]).await?;
    Ok(rows.into_iter().map(|(problem,)| problem).collect())
}

const PROBLEMS_OF: &str =
    "select distinct problem from problem_standards where standard = $1 order by problem";

/// What [`problems_of`] and [`challenged`] ask.
pub(super) fn asks_of_standard(standard: StandardId) -> [Ask; 2] {
    [
        Ask::new(PROBLEMS_OF, args![standard]),
        Ask::new(CHALLENGED, args![]),
    ]
}

/// The problems that a standard's file says it solves.
pub(super) async fn in_file(tx: &mut Tx, standard: StandardId) -> Result<Vec<ProblemId>> {
    const SQL: &str = "select problem from problem_standards where standard = $1 and source = 'file' order by problem";
    let rows: Vec<(ProblemId,)> = tx.all(SQL, args![standard]).await?;
    Ok(rows.into_iter().map(|(problem,)| problem).collect())
}

/// Which of these problems there are.
pub(super) async fn known(tx: &mut Tx, problems: &[ProblemId]) -> Result<Vec<ProblemId>> {
    let sql = format!(
        "select id from problems where id in ({})",
        list(1, problems.len())
    );
    let args = problems.iter().map(|id| (*id).into()).collect();
    let rows: Vec<(ProblemId,)> = tx.all(Sql::built(sql), args).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Links; whether it was not linked this way before.
pub(super) async fn link(
    tx: &mut Tx,
    problem: ProblemId,
    standard: StandardId,
    source: &str,
) -> Result<bool> {
    const SQL: &str =
        "insert into problem_standards (problem, standard, source, at) values ($1, $2, $3, $4)
        on conflict (problem, standard, source) do nothing";
    let now = tx.now();
    Ok(tx.exec(SQL, args![problem, standard, source, now]).await? > 0)
}

/// Unlinks; whether it was linked this way.
pub(super) async fn unlink(
    tx: &mut Tx,
    problem: ProblemId,
    standard: StandardId,
    source: &str,
) -> Result<bool> {
    const SQL: &str =
        "delete from problem_standards where problem = $1 and standard = $2 and source = $3";
    Ok(tx.exec(SQL, args![problem, standard, source]).await? > 0)
}

/// The standards that a recurrence put in question and whose question nobody has answered, or their successors.
pub(super) async fn challenged(tx: &mut Tx) -> Result<Vec<StandardId>> {
    let rows: Vec<(StandardId,)> = tx.all(CHALLENGED, args![]).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

const CHALLENGED: &str = "with recursive challenged (id) as (
        select s.standard from problem_occurrences o join problem_standards s on s.problem = o.problem
        where o.recurrence = true and o.answer is null and o.status = 'confirmed' and s.at <= o.entered_at
        union
        select t.successor from standards t join challenged c on t.id = c.id where t.successor is not null
    )
    select c.id from challenged c join standards t on t.id = c.id where t.successor is null order by c.id";
