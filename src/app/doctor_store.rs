//! What the rows of several features must agree on, asked for the doctor. It writes nothing.

use crate::db::{Tx, args};
use crate::error::Result;
use crate::id::{ProblemId, StandardId};

/// How much there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct Totals {
    pub(super) problems: i64,
    pub(super) standards: i64,
    pub(super) changes: i64,
    pub(super) head: i64,
    /// The number of the last entry of the feed; none of an empty one.
    pub(super) last: Option<i64>,
}

pub(super) async fn totals(tx: &mut Tx) -> Result<Totals> {
    const TOTALS: &str = "select (select count(*) from problems) as problems, (select count(*) from standards) as standards,
        (select count(*) from changes) as changes, (select max(seq) from changes) as last, seq as head from change_head where id = 1";
    tx.one(TOTALS, args![]).await
}

/// Standards whose revision in force is not there, or is another text.
pub(super) async fn without_revision(tx: &mut Tx) -> Result<Vec<StandardId>> {
    const WITHOUT: &str = "select s.id from standards s
        left join standard_revisions r on r.standard = s.id and r.number = s.revision
        where r.hash is null or r.hash <> s.hash order by s.id";
    let rows: Vec<(StandardId,)> = tx.all(WITHOUT, args![]).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Problems that wait for a proposal that is not there.
pub(super) async fn without_proposal(tx: &mut Tx) -> Result<Vec<ProblemId>> {
    const WITHOUT: &str = "select id from problems where book_proposal is not null
        and book_proposal not in (select id from proposals) order by id";
    let rows: Vec<(ProblemId,)> = tx.all(WITHOUT, args![]).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Whoever the feed names and is no member.
pub(super) async fn strangers(tx: &mut Tx) -> Result<Vec<String>> {
    const STRANGERS: &str = "select distinct actor from changes where actor is not null and actor not in (select id from members)";
    let rows: Vec<(String,)> = tx.all(STRANGERS, args![]).await?;
    Ok(rows.into_iter().map(|(actor,)| actor).collect())
}

/// Links to code that belong to nothing.
pub(super) async fn idle_fixes(tx: &mut Tx) -> Result<Vec<String>> {
    const IDLE: &str = "select id from fixes where id not in (select fix from fix_problems) and id not in (select fix from fix_standards)";
    let rows: Vec<(String,)> = tx.all(IDLE, args![]).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Counters that would give a number again.
pub(super) async fn counters_behind(tx: &mut Tx) -> Result<Vec<String>> {
    const BEHIND: &str = "select name from (
            select 'problem' as name, max(id) as highest from problems union all
            select 'standard' as name, max(id) as highest from standards
        ) as given
        where highest > coalesce((select value from counters where counters.name = given.name), 0)";
    let rows: Vec<(String,)> = tx.all(BEHIND, args![]).await?;
    Ok(rows.into_iter().map(|(name,)| name).collect())
}

/// The numbers of the standards on each problem's card, as its row keeps them and as they are linked.
pub(super) async fn cards(
    tx: &mut Tx,
) -> Result<(Vec<(ProblemId, String)>, Vec<(ProblemId, i64)>)> {
    let kept = tx
        .all("select id, standards from problems order by id", args![])
        .await?;
    const LINKED: &str =
        "select distinct problem, standard from problem_standards order by problem, standard";
    Ok((kept, tx.all(LINKED, args![]).await?))
}

/// Some revisions after one of them: whose, which, the text and the hash that it is known by.
pub(super) async fn texts(
    tx: &mut Tx,
    after: (i64, i64),
    limit: i64,
) -> Result<Vec<(i64, i64, Vec<u8>, String)>> {
    const TEXTS: &str = "select standard, number, text, hash from standard_revisions
        where standard > $1 or (standard = $1 and number > $2) order by standard, number limit $3";
    tx.all(TEXTS, args![after.0, after.1, limit]).await
}
