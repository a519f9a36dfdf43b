//! The feed's rows.

use serde_json::{Map, Value};

use crate::clock::Timestamp;
use crate::db::{Args, Ask, Tx, args};
use crate::error::Result;
use crate::id::MemberId;

/// One numbered entry of the feed.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its place in the feed: no holes, in the order of commit.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Who; none for the program, the terminal on a data folder, and files.
    pub actor: Option<MemberId>,
    /// By which door.
    pub channel: String,
    /// What happened: `problem.posted`.
    pub kind: String,
    /// To what: `P-12`.
    pub subject: String,
    /// What else it touched.
    pub also: Vec<String>,
    /// Short fields, old and new.
    pub data: Map<String, Value>,
}

/// The entries after a place in the feed, oldest first, at most `limit`.
pub async fn since(tx: &mut Tx, after: i64, limit: i64) -> Result<Vec<Entry>> {
    const SINCE: &str = "select seq, at, actor, channel, kind, subject, also, data
        from changes where seq > $1 order by seq limit $2";
    let rows: Vec<ChangeRow> = tx.all(SINCE, args![after, limit]).await?;
    rows.into_iter().map(ChangeRow::into_entry).collect()
}

/// Everything that concerns one thing (P-12, S-4, U-7), newest first, at most `limit`, before a place in the feed when given.
pub async fn story(
    tx: &mut Tx,
    subject: &str,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Entry>> {
    let rows: Vec<ChangeRow> = tx.all(STORY, story_args(subject, before, limit)).await?;
    rows.into_iter().map(ChangeRow::into_entry).collect()
}

/// What [`story`] asks, to be asked ahead.
pub fn story_ask(subject: &str, before: Option<i64>, limit: i64) -> Ask {
    Ask::new(STORY, story_args(subject, before, limit))
}

const STORY: &str = "select c.seq, c.at, c.actor, c.channel, c.kind, c.subject, c.also, c.data
    from change_subjects s join changes c on c.seq = s.seq
    where s.subject = $1 and s.seq < $2 order by s.seq desc limit $3";

fn story_args(subject: &str, before: Option<i64>, limit: i64) -> Args {
    args![subject, before.unwrap_or(i64::MAX), limit]
}

#[derive(sqlx::FromRow)]
struct ChangeRow {
    seq: i64,
    at: Timestamp,
    actor: Option<MemberId>,
    channel: String,
    kind: String,
    subject: String,
    also: String,
    data: String,
}

impl ChangeRow {
    fn into_entry(self) -> Result<Entry> {
        Ok(Entry {
            seq: self.seq,
            at: self.at,
            actor: self.actor,
            channel: self.channel,
            kind: self.kind,
            subject: self.subject,
            also: serde_json::from_str(&self.also)?,
            data: serde_json::from_str(&self.data)?,
        })
    }
}
