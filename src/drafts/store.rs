//! The rows of drafts.

use super::draft::{Draft, Keeping};
use super::subject::Subject;
use crate::clock::Timestamp;
use crate::db::{Tx, args, text_column};
use crate::error::Result;
use crate::id::{DraftId, MemberId};

text_column!(Subject);

#[derive(sqlx::FromRow)]
struct DraftRow {
    id: DraftId,
    subject: Subject,
    text: String,
    base: String,
    hash: String,
    version: i64,
    at: Timestamp,
}

impl From<DraftRow> for Draft {
    fn from(row: DraftRow) -> Self {
        Self {
            id: row.id,
            subject: row.subject,
            text: row.text,
            base: row.base,
            hash: row.hash,
            version: row.version,
            at: row.at,
        }
    }
}

/// How a draft stands, whoever it belongs to.
#[derive(sqlx::FromRow)]
pub(super) struct Standing {
    pub(super) member: MemberId,
    pub(super) version: i64,
    pub(super) tab: DraftId,
    pub(super) turn: i64,
    pub(super) ended: bool,
}

pub(super) async fn standing(tx: &mut Tx, id: &DraftId) -> Result<Option<Standing>> {
    const SQL: &str = "select member, version, tab, turn, ended from drafts where id = $1";
    tx.opt(SQL, args![id]).await
}

pub(super) async fn insert(
    tx: &mut Tx,
    id: &DraftId,
    author: &MemberId,
    keeping: &Keeping,
) -> Result<()> {
    const SQL: &str =
        "insert into drafts (id, member, subject, text, base, hash, version, tab, turn, begun_at, at, ended)
        values ($1, $2, $3, $4, $5, $6, 1, $7, $10, $8, $8, $9)";
    let (now, k) = (tx.now(), keeping);
    let args = args![
        id, author, &k.subject, &k.text, &k.base, &k.hash, &k.tab, now, false, k.turn
    ];
    tx.put(SQL, args).await
}

/// Keeps a newer text; what it was begun on stays.
pub(super) async fn update(tx: &mut Tx, keeping: &Keeping, version: i64) -> Result<()> {
    const SQL: &str =
        "update drafts set text = $2, version = $3, tab = $4, at = $5, turn = $6 where id = $1";
    let (now, k) = (tx.now(), keeping);
    let args = args![&k.id, &k.text, version, &k.tab, now, k.turn];
    tx.put(SQL, args).await
}

pub(super) async fn one(tx: &mut Tx, author: &MemberId, id: &DraftId) -> Result<Option<Draft>> {
    const SQL: &str = "select id, subject, text, base, hash, version, at from drafts
        where id = $1 and member = $2 and not ended";
    let row: Option<DraftRow> = tx.opt(SQL, args![id, author]).await?;
    Ok(row.map(Draft::from))
}

pub(super) async fn of_subject(
    tx: &mut Tx,
    author: &MemberId,
    subject: &Subject,
) -> Result<Vec<Draft>> {
    const SQL: &str = "select id, subject, text, base, hash, version, at from drafts
        where member = $1 and subject = $2 and not ended order by at desc, id desc";
    let rows: Vec<DraftRow> = tx.all(SQL, args![author, subject]).await?;
    Ok(rows.into_iter().map(Draft::from).collect())
}

pub(super) async fn of_member(tx: &mut Tx, author: &MemberId, limit: i64) -> Result<Vec<Draft>> {
    const SQL: &str = "select id, subject, text, base, hash, version, at from drafts
        where member = $1 and not ended order by at desc, id desc limit $2";
    let rows: Vec<DraftRow> = tx.all(SQL, args![author, limit]).await?;
    Ok(rows.into_iter().map(Draft::from).collect())
}

/// Ends a draft; one that there is not is written down as ended, so that a keeping that is under way comes too late.
pub(super) async fn end(tx: &mut Tx, author: &MemberId, id: &DraftId) -> Result<()> {
    const SQL: &str =
        "insert into drafts (id, member, subject, text, base, hash, version, tab, begun_at, at, ended)
        values ($1, $2, 'new', '', '', '', 0, $1, $3, $3, $4)
        on conflict (id) do update set text = '', at = $3, ended = $4 where drafts.member = $2";
    let now = tx.now();
    tx.put(SQL, args![id, author, now, true]).await
}

pub(super) async fn forget_before(tx: &mut Tx, before: Timestamp) -> Result<()> {
    const SQL: &str = "delete from drafts where at < $1";
    tx.put(SQL, args![before]).await
}

pub(super) async fn forget_ended(tx: &mut Tx, before: Timestamp) -> Result<()> {
    const SQL: &str = "delete from drafts where ended and at < $1";
    tx.put(SQL, args![before]).await
}

/// Forgets an author's drafts of one text but for so many.
pub(super) async fn forget_beyond(
    tx: &mut Tx,
    author: &MemberId,
    subject: &Subject,
    most: i64,
) -> Result<()> {
    const SQL: &str =
        "delete from drafts where member = $1 and subject = $2 and not ended and id in
        (select id from drafts where member = $1 and subject = $2 and not ended
            order by at desc, id desc limit 1000 offset $3)";
    tx.put(SQL, args![author, subject, most]).await
}
