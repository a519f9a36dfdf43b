//! The rows that search reads: what the book and the wall say, as entries of the index. It writes nothing.

use std::collections::HashMap;

use serde::de::DeserializeOwned;

use crate::clock::Timestamp;
use crate::db::{Arg, Sql, Tx, args, list};
use crate::error::Result;
use crate::id::{ProblemId, StandardId};
use crate::markdown;
use crate::problems;
use crate::standards::Wording;

use super::entry::{Entry, Kind};
use super::said::Said;

/// How far a reading of everything has come: the book first, then the wall.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Page {
    standards: i64,
    problems: i64,
    book_is_read: bool,
}

/// The number of the newest change.
pub(super) async fn head(tx: &mut Tx) -> Result<i64> {
    const HEAD: &str = "select seq from change_head where id = 1";
    let (seq,): (i64,) = tx.one(HEAD, args![]).await?;
    Ok(seq)
}

/// How many entries there are.
pub(super) async fn count(tx: &mut Tx) -> Result<u64> {
    const COUNT: &str = "select (select count(*) from standards) + (select count(*) from problems)";
    let (count,): (i64,) = tx.one(COUNT, args![]).await?;
    Ok(u64::try_from(count).unwrap_or_default())
}

/// The next entries of everything; none at the end.
pub(super) async fn page(
    tx: &mut Tx,
    from: Page,
    limit: i64,
) -> Result<Option<(Vec<Entry>, Page)>> {
    if !from.book_is_read {
        const AFTER: &str = "select id from standards where id > $1 order by id limit $2";
        let ids = ids(tx, AFTER, from.standards, limit).await?;
        if let Some(last) = ids.last() {
            let next = Page {
                standards: *last,
                ..from
            };
            let ids: Vec<StandardId> = ids.into_iter().map(StandardId::new).collect();
            return Ok(Some((standards(tx, &ids).await?, next)));
        }
    }
    const AFTER: &str = "select id from problems where id > $1 order by id limit $2";
    let ids = ids(tx, AFTER, from.problems, limit).await?;
    let Some(last) = ids.last() else {
        return Ok(None);
    };
    let next = Page {
        problems: *last,
        book_is_read: true,
        ..from
    };
    let ids: Vec<ProblemId> = ids.into_iter().map(ProblemId::new).collect();
    Ok(Some((problems(tx, &ids).await?, next)))
}

pub(super) use crate::problems::asked_otherwise;

/// The standards that are there, of these.
pub(super) async fn standards(tx: &mut Tx, ids: &[StandardId]) -> Result<Vec<Entry>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let challenged = problems::challenged(tx, ids).await?;
    let mut asked = problems::asked_as(tx, ids).await?;
    let now = tx.now();
    let sql = format!(
        "select s.id, s.title, s.status, s.successor, s.team, s.lang, s.tags, s.revised_at, r.text
         from standards s join standard_revisions r on r.standard = s.id and r.number = s.revision
         where s.id in ({}) order by s.id",
        list(1, ids.len())
    );
    let rows: Vec<StandardRow> = tx
        .all(
            Sql::built(sql),
            ids.iter().map(|id| Arg::from(*id)).collect(),
        )
        .await?;
    let entry = |row: StandardRow| {
        let asked = asked.remove(&row.id).unwrap_or_default();
        let (fresh, long_ago) = asked.into_iter().partition(|wording| wording.is_fresh(now));
        Entry {
            asked: texts(fresh),
            asked_long_ago: texts(long_ago),
            ..row.entry(&challenged)
        }
    };
    Ok(rows.into_iter().map(entry).collect())
}

/// The problems that are there, of these.
pub(super) async fn problems(tx: &mut Tx, ids: &[ProblemId]) -> Result<Vec<Entry>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let among = list(1, ids.len());
    let args = || ids.iter().map(|id| Arg::from(*id)).collect();
    let sql = format!(
        "select p.id, p.title, p.description, p.should_be, p.actual, p.containment, p.tags, t.key as team, p.state,
                p.changed_at, p.standards
         from problems p join teams t on t.id = p.team where p.id in ({among}) order by p.id"
    );
    let rows: Vec<ProblemRow> = tx.all(Sql::built(sql), args()).await?;
    // Everything that was said about them since, in the order in which the page shows it.
    let sql = format!(
        "select problem, 1 as part, at, text as said, evidence as more from problem_causes
            where status <> 'rejected' and problem in ({among})
         union all select problem, 2 as part, added_at as at, text as said, finding as more from problem_work where problem in ({among})
         union all select problem, 3 as part, entered_at as at, note as said, evidence as more from problem_occurrences
            where status in ('waiting', 'confirmed') and problem in ({among})
         union all select problem, 4 as part, at, text as said, '' as more from problem_comments where problem in ({among})
         order by problem, part, at"
    );
    let said: Vec<SaidRow> = tx.all(Sql::built(sql), args()).await?;
    let mut since: HashMap<i64, Said> = HashMap::new();
    for row in said {
        let since = since.entry(row.problem).or_default();
        for text in [row.said, row.more] {
            since.add(&Said::of(&text));
        }
    }
    Ok(rows.into_iter().map(|row| row.entry(&since)).collect())
}

async fn ids(tx: &mut Tx, sql: &'static str, after: i64, limit: i64) -> Result<Vec<i64>> {
    let rows: Vec<(i64,)> = tx.all(sql, args![after, limit]).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

#[derive(sqlx::FromRow)]
struct StandardRow {
    id: StandardId,
    title: String,
    status: String,
    successor: Option<StandardId>,
    team: Option<String>,
    lang: String,
    tags: String,
    revised_at: Timestamp,
    text: Vec<u8>,
}

impl StandardRow {
    fn entry(self, challenged: &std::collections::BTreeSet<StandardId>) -> Entry {
        let text = String::from_utf8_lossy(&self.text);
        let said = match markdown::read(&self.text) {
            Ok(document) => Said::beside(&self.title, document.body(&text)),
            Err(_) => Said::beside(&self.title, &text),
        };
        let mut status = vec![self.status];
        if challenged.contains(&self.id) {
            status.push("challenged".to_owned());
        }
        Entry {
            id: self.id.to_string(),
            kind: Kind::Standard,
            title: self.title,
            body: said.text,
            headings: said.headings,
            code: said.code,
            tags: json(&self.tags),
            team: self.team,
            status,
            language: self.lang.parse().ok(),
            updated: self.revised_at,
            standards: Vec::new(),
            successor: self.successor.map(|id| id.to_string()),
            asked: Vec::new(),
            asked_long_ago: Vec::new(),
        }
    }
}

#[derive(sqlx::FromRow)]
struct ProblemRow {
    id: ProblemId,
    title: String,
    description: String,
    should_be: String,
    actual: String,
    containment: String,
    tags: String,
    team: String,
    state: String,
    changed_at: Timestamp,
    standards: String,
}

impl ProblemRow {
    fn entry(self, since: &HashMap<i64, Said>) -> Entry {
        let mut said = Said::of(&self.description);
        for text in [&self.should_be, &self.actual, &self.containment] {
            // What *is* starts as the title, and that is not said twice.
            if *text != self.title {
                said.add(&Said::of(text));
            }
        }
        if let Some(since) = since.get(&self.id.number()) {
            said.add(since);
        }
        Entry {
            id: self.id.to_string(),
            kind: Kind::Problem,
            title: self.title,
            body: said.text,
            headings: said.headings,
            code: said.code,
            tags: json(&self.tags),
            team: Some(self.team),
            status: vec![self.state],
            language: None,
            updated: self.changed_at,
            standards: json::<i64>(&self.standards)
                .into_iter()
                .map(|id| StandardId::new(id).to_string())
                .collect(),
            successor: None,
            asked: Vec::new(),
            asked_long_ago: Vec::new(),
        }
    }
}

#[derive(sqlx::FromRow)]
struct SaidRow {
    problem: i64,
    said: String,
    more: String,
}

fn texts(wordings: Vec<Wording>) -> Vec<String> {
    wordings.into_iter().map(|wording| wording.text).collect()
}

/// A list that is kept as JSON.
fn json<T: DeserializeOwned>(text: &str) -> Vec<T> {
    serde_json::from_str(text).unwrap_or_default()
}
