//! The rows of countermeasures, investigations, causes and comments.

use super::store::EndWord;
use super::words::{CauseStatus, Purpose, Strength, WorkKind};
use crate::clock::{Day, Timestamp};
use crate::db::{Ask, Tx, args};
use crate::error::Result;
use crate::id::{CauseId, CommentId, MemberId, ProblemId, StandupId};

/// A countermeasure or an investigation as it is stored; `kind` tells what its id names.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
#[allow(missing_docs, reason = "each column is explained in the migration")]
pub struct WorkRow {
    pub id: String,
    pub problem: ProblemId,
    pub kind: WorkKind,
    pub text: String,
    pub owner: Option<MemberId>,
    pub due: Day,
    pub purpose: Option<Purpose>,
    pub effect: String,
    pub strength: Option<Strength>,
    pub evidence: String,
    pub finding: String,
    pub dropped_because: String,
    pub standup: Option<StandupId>,
    pub added_round: i64,
    pub added_at: Timestamp,
    pub added_by: Option<MemberId>,
    pub ended: Option<EndWord>,
    pub ended_round: Option<i64>,
    pub ended_on: Option<Day>,
}

/// The work of a problem, oldest first.
pub(super) async fn of_problem(tx: &mut Tx, problem: ProblemId) -> Result<Vec<WorkRow>> {
    tx.all(OF_PROBLEM, args![problem]).await
}

const OF_PROBLEM: &str =
    "select id, problem, kind, text, owner, due, purpose, effect, strength, evidence, finding,
    dropped_because, standup, added_round, added_at, added_by, ended, ended_round, ended_on
    from problem_work where problem = $1 order by added_at, id";

/// What [`of_problem`], [`causes`] and [`comments`] ask.
pub(super) fn asks(problem: ProblemId) -> [Ask; 3] {
    [OF_PROBLEM, CAUSES, COMMENTS].map(|sql| Ask::new(sql, args![problem]))
}

/// The problem to which work belongs.
pub(super) async fn problem_of(tx: &mut Tx, kind: WorkKind, id: &str) -> Result<Option<ProblemId>> {
    const SQL: &str = "select problem from problem_work where id = $1 and kind = $2";
    let row: Option<(ProblemId,)> = tx.opt(SQL, args![id, kind]).await?;
    Ok(row.map(|(problem,)| problem))
}

/// Enters work.
pub(super) async fn insert(tx: &mut Tx, work: &WorkRow) -> Result<()> {
    const SQL: &str = "insert into problem_work (id, problem, kind, text, owner, due, purpose, effect, strength, evidence,
        finding, dropped_because, standup, added_round, added_at, added_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";
    let w = work;
    tx.put(
        SQL,
        args![
            &w.id,
            w.problem,
            w.kind,
            &w.text,
            w.owner.as_ref(),
            w.due,
            w.purpose,
            &w.effect,
            w.strength,
            &w.evidence,
            &w.finding,
            &w.dropped_because,
            w.standup,
            w.added_round,
            w.added_at,
            w.added_by.as_ref()
        ],
    )
    .await?;
    Ok(())
}

/// Writes everything of work that may change.
pub(super) async fn update(tx: &mut Tx, work: &WorkRow) -> Result<()> {
    const SQL: &str = "update problem_work set text = $2, owner = $3, due = $4, purpose = $5, effect = $6, strength = $7,
        evidence = $8, finding = $9, dropped_because = $10, added_round = $11, ended = $12, ended_round = $13,
        ended_on = $14 where id = $1";
    let w = work;
    tx.put(
        SQL,
        args![
            &w.id,
            &w.text,
            w.owner.as_ref(),
            w.due,
            w.purpose,
            &w.effect,
            w.strength,
            &w.evidence,
            &w.finding,
            &w.dropped_because,
            w.added_round,
            w.ended,
            w.ended_round,
            w.ended_on
        ],
    )
    .await?;
    Ok(())
}

/// A why.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
#[allow(missing_docs, reason = "each column is explained in the migration")]
pub struct Cause {
    pub id: CauseId,
    pub problem: ProblemId,
    pub parent: Option<CauseId>,
    pub text: String,
    pub evidence: String,
    pub status: CauseStatus,
    pub at: Timestamp,
}

/// The whys of a problem, oldest first.
pub(super) async fn causes(tx: &mut Tx, problem: ProblemId) -> Result<Vec<Cause>> {
    tx.all(CAUSES, args![problem]).await
}

const CAUSES: &str = "select id, problem, parent, text, evidence, status, at
    from problem_causes where problem = $1 order by at, id";

/// A why by its id.
pub(super) async fn cause(tx: &mut Tx, id: &CauseId) -> Result<Option<Cause>> {
    const SQL: &str =
        "select id, problem, parent, text, evidence, status, at from problem_causes where id = $1";
    tx.opt(SQL, args![id]).await
}

/// Enters a why.
pub(super) async fn insert_cause(tx: &mut Tx, cause: &Cause) -> Result<()> {
    const SQL: &str =
        "insert into problem_causes (id, problem, parent, text, evidence, status, at, added_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let by = tx.actor().member.clone();
    let c = cause;
    tx.put(
        SQL,
        args![
            &c.id,
            c.problem,
            c.parent.as_ref(),
            &c.text,
            &c.evidence,
            c.status,
            c.at,
            by
        ],
    )
    .await?;
    Ok(())
}

/// Writes what may change of a why.
pub(super) async fn update_cause(tx: &mut Tx, cause: &Cause) -> Result<()> {
    const SQL: &str =
        "update problem_causes set text = $2, evidence = $3, status = $4 where id = $1";
    let c = cause;
    tx.put(SQL, args![&c.id, &c.text, &c.evidence, c.status])
        .await?;
    Ok(())
}

/// A remark on a problem.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
#[allow(missing_docs, reason = "each column is explained in the migration")]
pub struct Comment {
    pub id: CommentId,
    pub problem: ProblemId,
    pub member: Option<MemberId>,
    pub text: String,
    pub at: Timestamp,
}

/// The remarks on a problem, oldest first.
pub(super) async fn comments(tx: &mut Tx, problem: ProblemId) -> Result<Vec<Comment>> {
    tx.all(COMMENTS, args![problem]).await
}

/// What [`comments`] asks.
pub(super) fn comments_ask(problem: ProblemId) -> Ask {
    Ask::new(COMMENTS, args![problem])
}

const COMMENTS: &str =
    "select id, problem, member, text, at from problem_comments where problem = $1 order by at, id";

/// Enters a remark.
pub(super) async fn insert_comment(tx: &mut Tx, comment: &Comment) -> Result<()> {
    const SQL: &str =
        "insert into problem_comments (id, problem, member, text, at) values ($1, $2, $3, $4, $5)";
    let c = comment;
    tx.put(
        SQL,
        args![&c.id, c.problem, c.member.as_ref(), &c.text, c.at],
    )
    .await?;
    Ok(())
}
