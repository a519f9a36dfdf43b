//! What the rows of problems and occurrences say about how people ask for the standards that solve them.

use std::collections::BTreeMap;

use crate::clock::Timestamp;
use crate::db::{Arg, Args, Ask, Sql, Tx, list};
use crate::error::Result;
use crate::id::{ProblemId, StandardId};
use crate::standards::{Wording, WordingOrigin, as_wording};

/// Each of these standards with itself and all whose place it took, in however many steps.
pub(super) async fn families(
    tx: &mut Tx,
    ids: &[StandardId],
) -> Result<BTreeMap<StandardId, Vec<StandardId>>> {
    let rows: Vec<(StandardId, StandardId)> = tx.all(families_sql(ids.len()), all(ids)).await?;
    let mut families: BTreeMap<StandardId, Vec<StandardId>> = BTreeMap::new();
    for (heir, id) in rows {
        families.entry(heir).or_default().push(id);
    }
    Ok(families)
}

/// What [`families`] and [`said_by_problems`] ask about one standard.
pub(super) fn asks(id: StandardId) -> [Ask; 2] {
    let ask = |sql| Ask::new(sql, all(&[id]));
    [ask(families_sql(1)), ask(said_sql(1))]
}

fn families_sql(ids: usize) -> Sql {
    Sql::built(format!(
        "with recursive families (heir, id) as (
            select id, id from standards where id in ({})
            union
            select f.heir, s.id from standards s join families f on s.successor = f.id
        )
        select heir, id from families order by heir, id",
        list(1, ids)
    ))
}

#[derive(sqlx::FromRow)]
struct SaidRow {
    standard: StandardId,
    part: i64,
    problem: ProblemId,
    said: String,
    at: Timestamp,
}

/// The titles of the problems that these standards solve, those of their duplicates, and what was said when they happened again.
pub(super) async fn said_by_problems(
    tx: &mut Tx,
    ids: &[StandardId],
) -> Result<Vec<(StandardId, Wording)>> {
    let rows: Vec<SaidRow> = tx.all(said_sql(ids.len()), all(ids)).await?;
    Ok(rows.into_iter().map(SaidRow::wording).collect())
}

fn said_sql(ids: usize) -> Sql {
    Sql::built(format!(
        "with linked (standard, problem) as (
            select distinct standard, problem from problem_standards where standard in ({})
        )
        select l.standard, cast(1 as bigint) as part, p.id as problem, p.title as said, p.posted_at as at
            from linked l join problems p on p.id = l.problem
        union all
        select l.standard, cast(2 as bigint) as part, o.problem, o.note as said, o.at
            from linked l join problem_occurrences o on o.problem = l.problem where o.status = 'confirmed' and o.note <> ''
        union all
        select l.standard, cast(3 as bigint) as part, d.id as problem, d.title as said, d.posted_at as at
            from linked l join problems d on d.aside_of = l.problem
            where d.state = 'set_aside' and d.aside_reason = 'duplicate'",
        list(1, ids)
    ))
}

impl SaidRow {
    fn wording(self) -> (StandardId, Wording) {
        let origin = match self.part {
            1 => WordingOrigin::Problem(self.problem),
            2 => WordingOrigin::Occurrence(self.problem),
            _ => WordingOrigin::Same(self.problem),
        };
        let wording = Wording {
            text: as_wording(&self.said),
            origin,
            at: self.at,
        };
        (self.standard, wording)
    }
}

/// These standards, those linked to these problems or to what they are duplicates of, and all that took the place of any.
pub(super) async fn touched(
    tx: &mut Tx,
    problems: &[ProblemId],
    standards: &[StandardId],
) -> Result<Vec<StandardId>> {
    let among = list(1, problems.len());
    let sql = format!(
        "with recursive touched (id) as (
            select id from (
                select standard as id from problem_standards where problem in ({among})
                union
                select standard as id from problem_standards
                    where problem in (select aside_of from problems where id in ({among}) and aside_of is not null)
                union
                select id from standards where id in ({})
            ) named
            union
            select s.successor from standards s join touched t on s.id = t.id where s.successor is not null
        )
        select id from touched order by id",
        list(problems.len() + 1, standards.len())
    );
    let mut args: Args = all(problems);
    args.extend(all::<StandardId>(standards));
    let rows: Vec<(StandardId,)> = tx.all(Sql::built(sql), args).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

fn all<T: Copy + Into<Arg>>(ids: &[T]) -> Args {
    ids.iter().map(|id| (*id).into()).collect()
}
