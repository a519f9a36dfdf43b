//! The rows of what one has read, and of what was unclear.

use std::collections::BTreeMap;

use super::reading::{Question, Reading};
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
        Ask::new(COUNT, args![standard]),
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

const COUNT: &str = "select cast(count(*) as bigint) from readings where standard = $1 \
     and revision = (select revision from standards where id = $1)";

pub(super) async fn count(tx: &mut Tx, standard: StandardId) -> Result<i64> {
    Ok(tx.one::<(i64,)>(COUNT, args![standard]).await?.0)
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
     where standard = $1 and revision = (select revision from standards where id = $1) order by at, id";

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
