//! The rows of links to code.

use std::collections::BTreeMap;

use crate::clock::Timestamp;
use crate::db::{Sql, Tx, args, list, text_column};
use crate::error::Result;
use crate::id::{FixId, MemberId, ProblemId, StandardId};

use super::fix::{Fix, Kind, Source};

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

pub(super) async fn insert(tx: &mut Tx, fix: &Fix) -> Result<()> {
    const INSERT: &str =
        "insert into fixes (id, name, kind, url, repository, sha, title, source, linked_by, at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let name = fix
        .sha
        .as_ref()
        .or(fix.url.as_ref())
        .map_or("", String::as_str);
    let (url, repository, sha) = (fix.url.clone(), fix.repository.clone(), fix.sha.clone());
    let row = args![
        &fix.id,
        name,
        fix.kind,
        url,
        repository,
        sha,
        &fix.title,
        fix.source,
        fix.linked_by.clone(),
        fix.at
    ];
    tx.exec(INSERT, row).await?;
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
        on conflict (fix, problem) do update set solves = true where $3 and not fix_problems.solves";
    Ok(tx.exec(PUT, args![fix, problem, solves]).await? > 0)
}

/// Links it to a standard; true when that is new.
pub(super) async fn put_standard(tx: &mut Tx, fix: &FixId, standard: StandardId) -> Result<bool> {
    const PUT: &str =
        "insert into fix_standards (fix, standard) values ($1, $2) on conflict do nothing";
    Ok(tx.exec(PUT, args![fix, standard]).await? > 0)
}

pub(super) async fn delete(tx: &mut Tx, id: &FixId) -> Result<()> {
    tx.exec("delete from fix_problems where fix = $1", args![id])
        .await?;
    tx.exec("delete from fix_standards where fix = $1", args![id])
        .await?;
    tx.exec("delete from fixes where id = $1", args![id])
        .await?;
    Ok(())
}

pub(super) async fn by_id(tx: &mut Tx, id: &FixId) -> Result<Option<Fix>> {
    const BY_ID: &str = "select id, kind, url, repository, sha, title, source, linked_by, at from fixes where id = $1";
    let row = tx.opt::<Row>(BY_ID, args![id]).await?;
    one(tx, row).await
}

/// The commit with this hash; a short hash is the beginning of the long one, whichever of the two came first.
pub(super) async fn by_sha(tx: &mut Tx, sha: &str) -> Result<Option<Fix>> {
    const BY_SHA: &str = "select id, kind, url, repository, sha, title, source, linked_by, at from fixes
        where name = $1 or name like $2 or (sha is not null and cast($1 as text) like sha || '%') order by at limit 1";
    let row = tx.opt::<Row>(BY_SHA, args![sha, format!("{sha}%")]).await?;
    one(tx, row).await
}

pub(super) async fn by_url(tx: &mut Tx, url: &str) -> Result<Option<Fix>> {
    const BY_URL: &str =
        "select id, kind, url, repository, sha, title, source, linked_by, at from fixes
        where url = $1 order by at limit 1";
    let row = tx.opt::<Row>(BY_URL, args![url]).await?;
    one(tx, row).await
}

pub(super) async fn of_problem(tx: &mut Tx, problem: ProblemId) -> Result<Vec<Fix>> {
    const OF_PROBLEM: &str = "select id, kind, url, repository, sha, title, source, linked_by, at from fixes
        join fix_problems on fix_problems.fix = fixes.id where fix_problems.problem = $1 order by at desc, id desc";
    let rows = tx.all::<Row>(OF_PROBLEM, args![problem]).await?;
    with_links(tx, rows).await
}

pub(super) async fn of_standard(tx: &mut Tx, standard: StandardId) -> Result<Vec<Fix>> {
    const OF_STANDARD: &str = "select id, kind, url, repository, sha, title, source, linked_by, at from fixes
        join fix_standards on fix_standards.fix = fixes.id where fix_standards.standard = $1 order by at desc, id desc";
    let rows = tx.all::<Row>(OF_STANDARD, args![standard]).await?;
    with_links(tx, rows).await
}

async fn one(tx: &mut Tx, row: Option<Row>) -> Result<Option<Fix>> {
    Ok(with_links(tx, row.into_iter().collect()).await?.pop())
}

/// The rows with what each is linked to.
async fn with_links(tx: &mut Tx, rows: Vec<Row>) -> Result<Vec<Fix>> {
    let mut problems: BTreeMap<FixId, Vec<(ProblemId, bool)>> = BTreeMap::new();
    let mut standards: BTreeMap<FixId, Vec<StandardId>> = BTreeMap::new();
    for some in rows.chunks(200) {
        let ids = || some.iter().map(|row| (&row.id).into()).collect();
        let sql = format!(
            "select fix, problem, solves from fix_problems where fix in ({}) order by problem",
            list(1, some.len())
        );
        for (fix, problem, solves) in tx
            .all::<(FixId, ProblemId, bool)>(Sql::built(sql), ids())
            .await?
        {
            problems.entry(fix).or_default().push((problem, solves));
        }
        let sql = format!(
            "select fix, standard from fix_standards where fix in ({}) order by standard",
            list(1, some.len())
        );
        for (fix, standard) in tx
            .all::<(FixId, StandardId)>(Sql::built(sql), ids())
            .await?
        {
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
