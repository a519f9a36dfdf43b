//! The rows that a revision writes: itself, and what lists and derivations read out of its text.

use std::collections::BTreeSet;

use super::standard::{Agreement, Revision, Standard, Status};
use super::status::Edges;
use crate::clock::Timestamp;
use crate::db::{Tx, args};
use crate::error::Result;
use crate::id::{MemberId, StandardId};

const INSERT: &str = "insert into standards (id, path, revision, hash, agreement, title, said, status, successor, team, \
     lang, reading, review_by, enforced_by, tags, chapter, solves, applies_to, created_at, revised_at) \
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20) \
     on conflict (id) do update set path = $2, revision = $3, hash = $4, agreement = $5, title = $6, said = $7, \
     status = $8, successor = $9, team = $10, lang = $11, reading = $12, review_by = $13, enforced_by = $14, \
     tags = $15, chapter = $16, solves = $17, applies_to = $18, revised_at = $20";

/// Writes the standard as its newest revision has it; `said` is the status that its own text gives.
pub(super) async fn put(tx: &mut Tx, standard: &Standard, said: Status) -> Result<()> {
    let solves: Vec<i64> = standard.solves.iter().map(|id| id.number()).collect();
    let chapter = standard
        .tags
        .first()
        .map(String::as_str)
        .unwrap_or_default();
    tx.put(
        INSERT,
        args![
            standard.id,
            &standard.path,
            standard.revision,
            &standard.hash,
            standard.agreement,
            &standard.title,
            said,
            standard.status,
            standard.successor,
            standard.team.clone(),
            &standard.lang,
            standard.reading,
            standard.review_by,
            standard.enforced_by.clone(),
            serde_json::to_string(&standard.tags)?,
            chapter,
            serde_json::to_string(&solves)?,
            serde_json::to_string(&standard.applies_to)?,
            standard.created_at,
            standard.revised_at,
        ],
    )
    .await?;
    put_tags(tx, standard).await
}

const FORGET_TAGS: &str = "delete from standard_tags where standard = $1";

const INSERT_TAG: &str =
    "insert into standard_tags (standard, tag) values ($1, $2) on conflict do nothing";

async fn put_tags(tx: &mut Tx, standard: &Standard) -> Result<()> {
    tx.put(FORGET_TAGS, args![standard.id]).await?;
    for tag in &standard.tags {
        tx.put(INSERT_TAG, args![standard.id, tag]).await?;
    }
    Ok(())
}

const TOLD: &str = "select other from standard_supersedes where told_by = $1 or standard = $1";

const FORGET_TOLD: &str = "delete from standard_supersedes where told_by = $1";

const TELL: &str = "insert into standard_supersedes (standard, other, told_by) values ($1, $2, $3)";

/// Writes which standard takes the place of which, as this one's text tells it; gives back all whose status may follow.
pub(super) async fn put_supersedes(
    tx: &mut Tx,
    id: StandardId,
    told: &Edges,
) -> Result<BTreeSet<StandardId>> {
    let mut touched = BTreeSet::from([id]);
    touched.extend(
        tx.all::<(StandardId,)>(TOLD, args![id])
            .await?
            .into_iter()
            .map(|row| row.0),
    );
    tx.put(FORGET_TOLD, args![id]).await?;
    for (&standard, others) in told {
        for &other in others {
            tx.put(TELL, args![standard, other, id]).await?;
            touched.insert(other);
        }
    }
    Ok(touched)
}

const SET_STATUS: &str = "update standards set status = $2, successor = $3 where id = $1 \
     and (status <> $2 or coalesce(successor, 0) <> coalesce(cast($3 as bigint), 0))";

/// Writes a derived status; whether it is another one than before.
pub(super) async fn put_status(
    tx: &mut Tx,
    id: StandardId,
    status: Status,
    successor: Option<StandardId>,
) -> Result<bool> {
    Ok(tx.exec(SET_STATUS, args![id, status, successor]).await? > 0)
}

const INSERT_REVISION: &str = "insert into standard_revisions (standard, number, text, hash, source, agreement, needed, \
     proposed_by, restores, at, agreed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

/// Writes a revision with those who agreed to it.
pub(super) async fn put_revision(tx: &mut Tx, revision: &Revision, text: &str) -> Result<()> {
    let agreed_at = (revision.agreement != Agreement::NotYet).then_some(revision.at);
    tx.put(
        INSERT_REVISION,
        args![
            revision.standard,
            revision.number,
            text.as_bytes(),
            &revision.hash,
            revision.source,
            revision.agreement,
            revision.needed,
            revision.proposed_by.clone(),
            revision.restores,
            revision.at,
            agreed_at,
        ],
    )
    .await?;
    for member in &revision.agreed_by {
        put_agreement(tx, revision.standard, revision.number, member, revision.at).await?;
    }
    Ok(())
}

const INSERT_AGREEMENT: &str = "insert into standard_agreements (standard, revision, member, at) values ($1, $2, $3, $4) \
     on conflict do nothing";

/// Writes that somebody agrees to a revision; whether it is news.
pub(super) async fn put_agreement(
    tx: &mut Tx,
    id: StandardId,
    revision: i64,
    member: &MemberId,
    at: Timestamp,
) -> Result<bool> {
    Ok(tx
        .exec(INSERT_AGREEMENT, args![id, revision, member, at])
        .await?
        > 0)
}

const SET_REVISION: &str = "update standard_revisions set agreement = $3, agreed_at = $4 where standard = $1 and number = $2";

const SET_STANDARD: &str = "update standards set agreement = $3 where id = $1 and revision = $2";

/// Writes that a revision is agreed.
pub(super) async fn put_agreed(
    tx: &mut Tx,
    id: StandardId,
    revision: i64,
    agreement: Agreement,
    at: Timestamp,
) -> Result<()> {
    tx.put(SET_REVISION, args![id, revision, agreement, at])
        .await?;
    tx.put(SET_STANDARD, args![id, revision, agreement]).await?;
    Ok(())
}

const LOWER: &str =
    "update standard_revisions set needed = $3 where standard = $1 and number = $2 and needed > $3";

/// Lowers what a revision needs; it is never raised.
pub(super) async fn lower(tx: &mut Tx, id: StandardId, revision: i64, needed: i64) -> Result<bool> {
    Ok(tx.exec(LOWER, args![id, revision, needed]).await? > 0)
}

const MOVE: &str = "update standards set path = $2 where id = $1 and path <> $2";

/// Writes that the file has another name now; whether it has.
pub(super) async fn put_path(tx: &mut Tx, id: StandardId, path: &str) -> Result<bool> {
    Ok(tx.exec(MOVE, args![id, path]).await? > 0)
}
