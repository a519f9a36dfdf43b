//! The rows of links to code.

use std::collections::BTreeMap;

use crate::clock::Timestamp;
use crate::db::{Args, Ask, Sql, Tx, args, list as placeholders, text_column};
use crate::error::Result;
use crate::id::{FixId, MemberId, ProblemId, StandardId};

use super::fix::{Fix, Kind, Source};
use super::read::Filter;

text_column!(Kind);
text_column!(Source);

#[derive(Debug, sqlx::FromRow)]
struct Row {
    id: FixId,
    kind: Kind,
    url: Option<String>,
    repository: Option<String>,
    sha: Option<String>,
    title: String,
    source: Source,
    linked_by: Option<MemberId>,
    at: Timestamp,
}

macro_rules! select_fix {
    ($rest:literal) => {
        concat!(
            "select id, kind, url, repository, sha, title, source, linked_by, at from fixes ",
            $rest
        )
    };
}

pub(super) async fn insert(tx: &mut Tx, fix: &Fix) -> Result<()> {
    const INSERT: &str =
        "insert into fixes (id, kind, url, repository, sha, title, source, linked_by, at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let row = args![
        &fix.id,
        fix.kind,
        fix.url.clone(),
        fix.repository.clone(),
        fix.sha.clone(),
        &fix.title,
        fix.source,
        fix.linked_by.as_ref(),
        fix.at
    ];
    tx.put(INSERT, row).await?;
    Ok(())
}

/// Writes what was not known of it before.
pub(super) async fn update(tx: &mut Tx, fix: &Fix) -> Result<()> {
    const UPDATE: &str =
        "update fixes set url = $2, repository = $3, sha = $4, title = $5 where id = $1";
    let row = args![
        &fix.id,
        fix.url.clone(),
        fix.repository.clone(),
        fix.sha.clone(),
        &fix.title
    ];
    tx.put(UPDATE, row).await?;
    Ok(())
}

/// Links it to a problem; true when that is new. What touched a problem may turn out to solve it, never the other way.
pub(super) async fn put_problem(
    tx: &mut Tx,
    fix: &FixId,
    problem: ProblemId,
    solves: bool,
) -> Result<bool> {
    const PUT: &str = "insert into fix_problems (fix, problem, solves) values ($1, $2, $3)
        on conflict (fix, problem) do update set solves = true where excluded.solves and not fix_problems.solves";
    Ok(tx.exec(PUT, args![fix, problem, solves]).await? > 0)
}

/// Links it to a standard; true when that is new.
pub(super) async fn put_standard(tx: &mut Tx, fix: &FixId, standard: StandardId) -> Result<bool> {
    const PUT: &str =
        "insert into fix_standards (fix, standard) values ($1, $2) on conflict do nothing";
    Ok(tx.exec(PUT, args![fix, standard]).await? > 0)
}

pub(super) async fn drop_problem(tx: &mut Tx, fix: &FixId, problem: ProblemId) -> Result<()> {
    const DROP: &str = "delete from fix_problems where fix = $1 and problem = $2";
    tx.put(DROP, args![fix, problem]).await?;
    Ok(())
}

pub(super) async fn drop_standard(tx: &mut Tx, fix: &FixId, standard: StandardId) -> Result<()> {
    const DROP: &str = "delete from fix_standards where fix = $1 and standard = $2";
    tx.put(DROP, args![fix, standard]).await?;
    Ok(())
}

pub(super) async fn delete(tx: &mut Tx, id: &FixId) -> Result<()> {
    for statement in [
        "delete from fix_problems where fix = $1",
        "delete from fix_standards where fix = $1",
        "delete from fixes where id = $1",
    ] {
        tx.put(statement, args![id]).await?;
    }
    Ok(())
}

pub(super) async fn by_id(tx: &mut Tx, id: &FixId) -> Result<Option<Fix>> {
    const BY_ID: &str = select_fix!("where id = $1");
    one(tx, BY_ID, args![id]).await
}

pub(super) async fn by_url(tx: &mut Tx, url: &str) -> Result<Option<Fix>> {
    const BY_URL: &str = select_fix!("where url = $1");
    one(tx, BY_URL, args![url]).await
}

/// The commits whose hash begins with the same seven digits.
pub(super) async fn by_short_sha(tx: &mut Tx, sha: &str) -> Result<Vec<Fix>> {
    const BY_START: &str =
        select_fix!("where sha is not null and substr(sha, 1, 7) = $1 order by at, id");
    let rows = tx.all(BY_START, args![sha.get(..7).unwrap_or(sha)]).await?;
    with_links(tx, rows).await
}

/// The commit with exactly this hash in exactly this repository.
pub(super) async fn by_commit(
    tx: &mut Tx,
    sha: &str,
    repository: Option<&str>,
) -> Result<Option<FixId>> {
    const BY_COMMIT: &str =
        "select id from fixes where sha is not null and sha = $1 and coalesce(repository, '') = $2";
    let row: Option<(FixId,)> = tx
        .opt(BY_COMMIT, args![sha, repository.unwrap_or_default()])
        .await?;
    Ok(row.map(|(id,)| id))
}

pub(super) async fn list(tx: &mut Tx, filter: &Filter, limit: i64) -> Result<Vec<Fix>> {
    let rows = tx.all(LIST, list_args(filter, limit)).await?;
    with_links(tx, rows).await
}

/// What [`list`] asks first, to be asked ahead.
pub fn list_ask(filter: &Filter, limit: i64) -> Ask {
    Ask::new(LIST, list_args(filter, limit))
}

const LIST: &str = select_fix!(
    "where (cast($1 as bigint) is null or id in (select fix from fix_problems where problem = $1))
     and (cast($2 as bigint) is null or id in (select fix from fix_standards where standard = $2))
     and (cast($3 as bigint) is null or at < $3 or (at = $3 and id < $4))
     order by at desc, id desc limit $5"
);

fn list_args(filter: &Filter, limit: i64) -> Args {
    let (at, id) = filter.after.clone().unzip();
    args![filter.problem, filter.standard, at, id, limit]
}

async fn one(tx: &mut Tx, sql: &'static str, args: crate::db::Args) -> Result<Option<Fix>> {
    let row: Option<Row> = tx.opt(sql, args).await?;
    Ok(with_links(tx, row.into_iter().collect()).await?.pop())
}

/// The rows with what each is linked to.
async fn with_links(tx: &mut Tx, rows: Vec<Row>) -> Result<Vec<Fix>> {
    let mut problems: BTreeMap<FixId, Vec<(ProblemId, bool)>> = BTreeMap::new();
    let mut standards: BTreeMap<FixId, Vec<StandardId>> = BTreeMap::new();
    for some in rows.chunks(200) {
        let ids = || some.iter().map(|row| (&row.id).into()).collect();
        let among = placeholders(1, some.len());
        let sql = format!(
            "select fix, problem, solves from fix_problems where fix in ({among}) order by problem"
        );
        let linked: Vec<(FixId, ProblemId, bool)> = tx.all(Sql::built(sql), ids()).await?;
        for (fix, problem, solves) in linked {
            problems.entry(fix).or_default().push((problem, solves));
        }
        let sql = format!(
            "select fix, standard from fix_standards where fix in ({among}) order by standard"
        );
        let linked: Vec<(FixId, StandardId)> = tx.all(Sql::built(sql), ids()).await?;
        for (fix, standard) in linked {
            standards.entry(fix).or_default().push(standard);
        }
    }
    let fixes = rows.into_iter().map(|row| Fix {
        problems: problems.remove(&row.id).unwrap_or_default(),
        standards: standards.remove(&row.id).unwrap_or_default(),
        id: row.id,
        kind: row.kind,
        url: row.url,
        repository: row.repository,
        sha: row.sha,
        title: row.title,
        source: row.source,
        linked_by: row.linked_by,
        at: row.at,
    });
    Ok(fixes.collect())
}
