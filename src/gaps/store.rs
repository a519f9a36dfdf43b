//! The rows of gaps.

use super::gap::{Gap, Sought, Standing};
use crate::clock::Timestamp;
use crate::db::{Tx, args, text_column};
use crate::error::Result;
use crate::id::{GapId, ProblemId};

text_column!(Standing);

#[derive(sqlx::FromRow)]
struct GapRow {
    id: GapId,
    text: String,
    times: i64,
    first_at: Timestamp,
    last_at: Timestamp,
    standing: Standing,
    problem: Option<ProblemId>,
}

impl From<GapRow> for Gap {
    fn from(row: GapRow) -> Self {
        Self {
            id: row.id,
            text: row.text,
            times: row.times,
            first_at: row.first_at,
            last_at: row.last_at,
            standing: row.standing,
            problem: row.problem,
        }
    }
}

/// Notes that something dismissed was sought again; whether it was one.
pub(super) async fn seen_again(tx: &mut Tx, digest: &str, search: &Sought) -> Result<bool> {
    const SQL: &str = "update search_gaps set times = times + $2, last_at = $3
        where words = $1 and standing = 'dismissed'";
    Ok(tx.exec(SQL, args![digest, search.times, search.at]).await? > 0)
}

/// Notes a search in vain, beside those with the same words.
pub(super) async fn put(tx: &mut Tx, id: &GapId, search: &Sought) -> Result<()> {
    const SQL: &str =
        "insert into search_gaps (id, words, text, times, first_at, last_at, standing, problem)
        values ($1, $2, $3, $4, $5, $5, 'open', null)
        on conflict (words) do update set text = $3, times = search_gaps.times + $4, last_at = $5";
    let Sought {
        words,
        text,
        times,
        at,
    } = search;
    tx.put(SQL, args![id, words, text, *times, *at]).await
}

/// Forgets what nobody has sought since, and of what is open all but so many.
pub(super) async fn forget(tx: &mut Tx, before: Timestamp, most: i64) -> Result<()> {
    const OLD: &str = "delete from search_gaps where last_at < $1";
    const TOO_MANY: &str = "delete from search_gaps where standing = 'open' and last_at <
        (select last_at from search_gaps where standing = 'open' order by last_at desc limit 1 offset $1)";
    tx.put(OLD, args![before]).await?;
    tx.put(TOO_MANY, args![most - 1]).await
}

/// What is open, the most sought first.
pub(super) async fn open(tx: &mut Tx, limit: i64, skip: i64) -> Result<Vec<Gap>> {
    const SQL: &str =
        "select id, text, times, first_at, last_at, standing, problem from search_gaps
        where standing = 'open' order by times desc, last_at desc, id limit $1 offset $2";
    let rows: Vec<GapRow> = tx.all(SQL, args![limit, skip]).await?;
    Ok(rows.into_iter().map(Gap::from).collect())
}

/// What was put on the wall, the last first.
pub(super) async fn posted(tx: &mut Tx, limit: i64) -> Result<Vec<Gap>> {
    const SQL: &str =
        "select id, text, times, first_at, last_at, standing, problem from search_gaps
        where standing = 'posted' order by problem desc limit $1";
    let rows: Vec<GapRow> = tx.all(SQL, args![limit]).await?;
    Ok(rows.into_iter().map(Gap::from).collect())
}

pub(super) async fn by_id(tx: &mut Tx, id: &GapId) -> Result<Option<Gap>> {
    const SQL: &str = "select id, text, times, first_at, last_at, standing, problem from search_gaps where id = $1";
    let row: Option<GapRow> = tx.opt(SQL, args![id]).await?;
    Ok(row.map(Gap::from))
}

pub(super) async fn set_posted(tx: &mut Tx, id: &GapId, problem: ProblemId) -> Result<()> {
    const SQL: &str = "update search_gaps set standing = 'posted', problem = $2 where id = $1";
    tx.put(SQL, args![id, problem]).await
}

pub(super) async fn set_posted_by_words(
    tx: &mut Tx,
    words: &str,
    problem: ProblemId,
) -> Result<()> {
    const SQL: &str = "update search_gaps set standing = 'posted', problem = $2
        where words = $1 and standing = 'open'";
    tx.put(SQL, args![words, problem]).await
}

pub(super) async fn set_dismissed(tx: &mut Tx, id: &GapId, digest: &str) -> Result<()> {
    const SQL: &str =
        "update search_gaps set standing = 'dismissed', words = $2, text = '' where id = $1";
    tx.put(SQL, args![id, digest]).await
}
