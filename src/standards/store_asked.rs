//! The rows of how people ask for a standard.

use super::asked::{KeptWording, Source, Wording, WordingOrigin};
use crate::clock::Timestamp;
use crate::db::{self, Arg, Ask, Sql, Tx, args, text_column};
use crate::error::Result;
use crate::id::{MemberId, StandardId};

text_column!(Source);

/// Notes a search; whether it counts, and was not removed before.
pub(super) async fn put_searched(
    tx: &mut Tx,
    standard: StandardId,
    words: &str,
    text: &str,
) -> Result<bool> {
    const SQL: &str =
        "insert into standard_wordings (standard, words, text, source, added_by, times, at, removed)
        values ($1, $2, $3, 'search', null, 1, $4, false)
        on conflict (standard, words) do update set times = standard_wordings.times + 1, at = $4
        where standard_wordings.removed = false";
    let now = tx.now();
    Ok(tx.exec(SQL, args![standard, words, text, now]).await? > 0)
}

/// Puts a wording by hand, also in the place of a removed one.
pub(super) async fn put_by_hand(
    tx: &mut Tx,
    standard: StandardId,
    words: &str,
    text: &str,
) -> Result<()> {
    const SQL: &str =
        "insert into standard_wordings (standard, words, text, source, added_by, times, at, removed)
        values ($1, $2, $3, 'hand', $5, 1, $4, false)
        on conflict (standard, words) do update set text = $3, source = 'hand', added_by = $5, at = $4,
        times = standard_wordings.times + 1, removed = false";
    let (now, member) = (tx.now(), tx.actor().member.clone());
    tx.put(SQL, args![standard, words, text, now, member]).await
}

/// Notes that a wording is to stay away; whether it was not away before.
pub(super) async fn remove(tx: &mut Tx, standard: StandardId, words: &str) -> Result<bool> {
    const SQL: &str =
        "insert into standard_wordings (standard, words, text, source, added_by, times, at, removed)
        values ($1, $2, '', 'hand', null, 0, $3, true)
        on conflict (standard, words) do update set text = '', added_by = null, times = 0, at = $3, removed = true
        where standard_wordings.removed = false";
    let now = tx.now();
    Ok(tx.exec(SQL, args![standard, words, now]).await? > 0)
}

/// Forgets the searches that were made longest ago.
pub(super) async fn drop_oldest_searches(
    tx: &mut Tx,
    standard: StandardId,
    but: i64,
) -> Result<()> {
    const SQL: &str = "delete from standard_wordings where standard = $1 and source = 'search' and removed = false
        and at < (select at from standard_wordings where standard = $1 and source = 'search' and removed = false
        order by at desc limit 1 offset $2)";
    tx.put(SQL, args![standard, but - 1]).await
}

#[derive(sqlx::FromRow)]
struct WordingRow {
    standard: StandardId,
    words: String,
    text: String,
    source: Source,
    added_by: Option<MemberId>,
    at: Timestamp,
    removed: bool,
}

/// What is kept for these standards.
pub(super) async fn of(tx: &mut Tx, ids: &[StandardId]) -> Result<Vec<KeptWording>> {
    let args = ids.iter().copied().map(Arg::from).collect();
    let rows: Vec<WordingRow> = tx.all(of_sql(ids.len()), args).await?;
    Ok(rows.into_iter().map(WordingRow::kept).collect())
}

/// What [`super::kept_wordings`] asks about one standard, to be asked ahead.
pub fn kept_wordings_ask(id: StandardId) -> Ask {
    Ask::new(of_sql(1), args![id])
}

fn of_sql(ids: usize) -> Sql {
    Sql::built(format!(
        "select standard, words, text, source, added_by, at, removed from standard_wordings
         where standard in ({}) order by standard, at desc, words",
        db::list(1, ids)
    ))
}

impl WordingRow {
    fn kept(self) -> KeptWording {
        let origin = match self.source {
            Source::Search => WordingOrigin::Search,
            Source::Hand => WordingOrigin::Hand(self.added_by),
        };
        let wording = Wording {
            text: self.text,
            origin,
            at: self.at,
        };
        KeptWording {
            standard: self.standard,
            words: self.words,
            wording: (!self.removed).then_some(wording),
        }
    }
}
