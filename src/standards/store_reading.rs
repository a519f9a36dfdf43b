//! The rows of what one has read, and of what was unclear.

use std::collections::{BTreeMap, BTreeSet};

use super::reading::{Question, Readers, Reading};
use crate::clock::Timestamp;
use crate::db::{Ask, Tx, args};
use crate::error::Result;
use crate::id::{CommentId, MemberId, StandardId};

const PUT: &str = "insert into readings (member, standard, revision, at) values ($1, $2, $3, $4) \
     on conflict (member, standard) do update set revision = $3, at = $4";

pub(super) async fn put(
    tx: &mut Tx,
    member: &MemberId,
    standard: StandardId,
    revision: i64,
    at: Timestamp,
) -> Result<()> {
    tx.put(PUT, args![member, standard, revision, at]).await?;
    Ok(())
}

const FORGET: &str = "delete from readings where member = $1 and standard = $2";

pub(super) async fn forget(tx: &mut Tx, member: &MemberId, standard: StandardId) -> Result<()> {
    tx.put(FORGET, args![member, standard]).await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct ReadingRow {
    standard: StandardId,
    revision: i64,
    at: Timestamp,
}

const OF: &str = "select standard, revision, at from readings where member = $1 order by standard";

pub(super) async fn of(tx: &mut Tx, member: &MemberId) -> Result<Vec<Reading>> {
    let rows = tx.all::<ReadingRow>(OF, args![member]).await?;
    Ok(rows
        .into_iter()
        .map(
            |ReadingRow {
                 standard,
                 revision,
                 at,
             }| Reading {
                standard,
                revision,
                at,
            },
        )
        .collect())
}

const READ: &str = "select revision from readings where member = $2 and standard = $1 \
     and revision = (select revision from standards where id = $1)";

/// Whether a member has read the revision in force.
pub(super) async fn has_read(tx: &mut Tx, member: &MemberId, standard: StandardId) -> Result<bool> {
    let row: Option<(i64,)> = tx.opt(READ, args![standard, member]).await?;
    Ok(row.is_some())
}

/// What [`super::readers`], [`super::questions`] and, for a member, [`super::has_read`] ask, to be asked ahead.
pub fn reading_asks(member: Option<&MemberId>, standard: StandardId) -> Vec<Ask> {
    let mut asks = vec![
        Ask::new(READERS, args![standard]),
        Ask::new(QUESTIONS, args![standard]),
    ];
    asks.extend(member.map(|member| Ask::new(READ, args![standard, member])));
    asks
}

const COUNTS: &str = "select readings.standard, cast(count(*) as bigint) from readings \
     join standards on standards.id = readings.standard and standards.revision = readings.revision \
     group by readings.standard";

pub(super) async fn counts(tx: &mut Tx) -> Result<BTreeMap<StandardId, i64>> {
    let rows = tx.all::<(StandardId, i64)>(COUNTS, args![]).await?;
    Ok(rows.into_iter().collect())
}

const READERS: &str = "select cast(count(case when readings.revision = standards.revision then 1 end) as bigint), \
     cast(count(case when readings.revision <> standards.revision then 1 end) as bigint), \
     (select cast(count(*) as bigint) from members where left_at is null) \
     from readings join standards on standards.id = readings.standard \
     join members on members.id = readings.member and members.left_at is null where readings.standard = $1";

pub(super) async fn readers(tx: &mut Tx, standard: StandardId) -> Result<Readers> {
    let (present, earlier, people) = tx.one(READERS, args![standard]).await?;
    Ok(Readers {
        present,
        earlier,
        people,
    })
}

const UNCLEAR: &str = "select distinct standard_questions.standard from standard_questions join standards \
     on standards.id = standard_questions.standard and standards.revision = standard_questions.revision \
     where standard_questions.closed_at is null";

pub(super) async fn unclear(tx: &mut Tx) -> Result<BTreeSet<StandardId>> {
    let rows: Vec<(StandardId,)> = tx.all(UNCLEAR, args![]).await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

const CLOSE: &str =
    "update standard_questions set closed_at = $2 where id = $1 and closed_at is null";

pub(super) async fn close(tx: &mut Tx, question: &CommentId, at: Timestamp) -> Result<()> {
    tx.put(CLOSE, args![question, at]).await
}

const CARRY: &str = "update standard_questions set revision = $3 where standard = $1 and revision = $2 and closed_at is null";

/// Asks of a revision what is asked of an earlier one.
pub(super) async fn carry(
    tx: &mut Tx,
    standard: StandardId,
    earlier: i64,
    later: i64,
) -> Result<()> {
    tx.exec(CARRY, args![standard, earlier, later]).await?;
    Ok(())
}

const ASK: &str = "insert into standard_questions (id, standard, revision, member, text, at) \
     values ($1, $2, $3, $4, $5, $6)";

pub(super) async fn ask(tx: &mut Tx, standard: StandardId, question: &Question) -> Result<()> {
    let Question {
        id,
        revision,
        member,
        text,
        at,
    } = question;
    tx.put(ASK, args![id, standard, *revision, member, text, *at])
        .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct QuestionRow {
    id: CommentId,
    revision: i64,
    member: MemberId,
    text: String,
    at: Timestamp,
}

const QUESTIONS: &str = "select id, revision, member, text, at from standard_questions \
     where standard = $1 and closed_at is null \
     and revision = (select revision from standards where id = $1) order by at, id";

pub(super) async fn questions(tx: &mut Tx, standard: StandardId) -> Result<Vec<Question>> {
    let rows = tx.all::<QuestionRow>(QUESTIONS, args![standard]).await?;
    Ok(rows
        .into_iter()
        .map(
            |QuestionRow {
                 id,
                 revision,
                 member,
                 text,
                 at,
             }| Question {
                id,
                revision,
                member,
                text,
                at,
            },
        )
        .collect())
}
