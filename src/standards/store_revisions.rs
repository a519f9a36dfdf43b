//! The rows of revisions, read: how each came in, who agreed, and its exact bytes.

use std::collections::BTreeMap;

use super::standard::{Agreement, Revision, Source};
use crate::clock::Timestamp;
use crate::db::{Ask, Tx, args};
use crate::error::Result;
use crate::id::{MemberId, StandardId};

#[derive(sqlx::FromRow)]
struct RevisionRow {
    number: i64,
    hash: String,
    source: Source,
    agreement: Agreement,
    needed: i64,
    proposed_by: Option<MemberId>,
    restores: Option<i64>,
    at: Timestamp,
}

const REVISIONS: &str = "select number, hash, source, agreement, needed, proposed_by, restores, at \
     from standard_revisions where standard = $1 order by number";

const AGREED_BY: &str =
    "select revision, member from standard_agreements where standard = $1 order by at, member";

/// What [`super::revision`] and [`super::text`] ask, to be asked ahead.
pub fn text_asks(id: StandardId) -> Vec<Ask> {
    [REVISIONS, AGREED_BY, PRESENT_TEXT]
        .map(|sql| Ask::new(sql, args![id]))
        .into()
}

pub(super) async fn revisions(tx: &mut Tx, id: StandardId) -> Result<Vec<Revision>> {
    let rows = tx.all::<RevisionRow>(REVISIONS, args![id]).await?;
    let mut agreed: BTreeMap<i64, Vec<MemberId>> = BTreeMap::new();
    for (revision, member) in tx.all::<(i64, MemberId)>(AGREED_BY, args![id]).await? {
        agreed.entry(revision).or_default().push(member);
    }
    let read = |row: RevisionRow| Revision {
        standard: id,
        number: row.number,
        hash: row.hash,
        source: row.source,
        agreement: row.agreement,
        needed: row.needed,
        proposed_by: row.proposed_by,
        agreed_by: agreed.remove(&row.number).unwrap_or_default(),
        restores: row.restores,
        at: row.at,
    };
    Ok(rows.into_iter().map(read).collect())
}

const TEXT: &str = "select text from standard_revisions where standard = $1 and number = $2";

pub(super) async fn text(tx: &mut Tx, id: StandardId, revision: i64) -> Result<Option<Vec<u8>>> {
    Ok(tx
        .opt::<(Vec<u8>,)>(TEXT, args![id, revision])
        .await?
        .map(|row| row.0))
}

const TEXTS: &str = "select number, text from standard_revisions where standard = $1 and number > $2 and number <= $3 order by number limit $4";

/// The texts of the revisions after one and up to another, the oldest first, at most so many.
pub(super) async fn texts(
    tx: &mut Tx,
    id: StandardId,
    (after, upto): (i64, i64),
    limit: i64,
) -> Result<Vec<(i64, Vec<u8>)>> {
    tx.all(TEXTS, args![id, after, upto, limit]).await
}

const PRESENT_TEXT: &str = "select standard_revisions.text from standards join standard_revisions \
     on standard_revisions.standard = standards.id and standard_revisions.number = standards.revision \
     where standards.id = $1";

const PRESENT_TEXTS: &str = "select standards.id, standard_revisions.text from standards join standard_revisions \
     on standard_revisions.standard = standards.id and standard_revisions.number = standards.revision \
     where standards.id > $1 order by standards.id limit $2";

/// The texts in force of the standards after this number.
pub(super) async fn present_texts(
    tx: &mut Tx,
    after: i64,
    limit: i64,
) -> Result<Vec<(StandardId, Vec<u8>)>> {
    tx.all(PRESENT_TEXTS, args![after, limit]).await
}

pub(super) async fn present_text(tx: &mut Tx, id: StandardId) -> Result<Option<Vec<u8>>> {
    Ok(tx
        .opt::<(Vec<u8>,)>(PRESENT_TEXT, args![id])
        .await?
        .map(|row| row.0))
}
