//! The feed's entries of one transaction, as the last statements that it runs.

use crate::clock::Timestamp;
use crate::error::{Error, Result};

use super::tx::Rows;
use super::{Actor, Arg, Args, Ask, Change, Sql, list};

/// The statements that number and write these changes; the first of them gives the feed's new head. None when nothing
/// changed.
pub(super) fn asks(actor: &Actor, now: Timestamp, changes: Vec<Change>) -> Result<Vec<Ask>> {
    const RAISE: &str = "update change_head set seq = seq + $1 where id = 1 returning seq";
    if changes.is_empty() {
        return Ok(Vec::new());
    }
    let count = i64::try_from(changes.len()).map_err(Error::internal)?;
    let mut asks = vec![Ask::new(RAISE, vec![count.into()])];
    let mut subjects = Vec::with_capacity(changes.len() * 2);
    for (some, before) in changes.chunks(100).zip((0..).step_by(100)) {
        let mut args = Args::with_capacity(some.len() * 8);
        for (change, place) in some.iter().zip(before..) {
            // So many before the head, which was raised by the statement above.
            let behind = count - 1 - place;
            subjects.push((change.subject.clone(), behind));
            subjects.extend(change.also.iter().map(|thing| (thing.clone(), behind)));
            args.extend([
                Arg::from(behind),
                now.into(),
                Arg::Text(actor.member.as_ref().map(ToString::to_string)),
                actor.channel.as_str().into(),
                change.kind.into(),
                (&change.subject).into(),
                serde_json::to_string(&change.also)?.into(),
                serde_json::to_string(&change.data)?.into(),
            ]);
        }
        let rows = numbered_rows(some.len(), 8);
        let sql = format!(
            "insert into changes (seq, at, actor, channel, kind, subject, also, data) values {rows}"
        );
        asks.push(Ask::new(Sql::built(sql), args));
    }
    for some in subjects.chunks(200) {
        let mut args = Args::with_capacity(some.len() * 2);
        for (subject, behind) in some {
            args.extend([Arg::from(*behind), Arg::from(subject)]);
        }
        let rows = numbered_rows(some.len(), 2);
        let sql = format!("insert into change_subjects (seq, subject) values {rows}");
        asks.push(Ask::new(Sql::built(sql), args));
    }
    Ok(asks)
}

/// The number that the first of those statements gave.
pub(super) fn head(rows: &Rows) -> Result<i64> {
    let rows: Vec<(i64,)> = rows.read()?;
    match rows.first() {
        Some((last,)) => Ok(*last),
        None => Err(Error::internal("the feed has no head")),
    }
}

/// Placeholders for many rows of the feed, whose first argument says how far behind its head each stands.
fn numbered_rows(count: usize, width: usize) -> String {
    const HEAD: &str = "(select seq from change_head where id = 1)";
    let row = |row: usize| {
        let first = row * width + 1;
        format!("({HEAD} - ${first}, {})", list(first + 1, width - 1))
    };
    (0..count).map(row).collect::<Vec<_>>().join(", ")
}
