//! The book, read.

use std::collections::BTreeMap;

use super::standard::{Revision, Standard, Status};
use super::store::{self, File, Filter};
use super::{store_review, store_revisions};
use crate::clock::{Day, Timestamp};
use crate::db::Tx;
use crate::error::{Error, Result, say};
use crate::id::{MemberId, StandardId};

/// How many successors are followed: more than any book has, so that a bad row never makes an endless walk.
const LONGEST_CHAIN: usize = 1_000;

/// The standard, if there is one of this number.
pub async fn find(tx: &mut Tx, id: StandardId) -> Result<Option<Standard>> {
    store::one(tx, id).await
}

/// The standard; `NotFound` when there is none of this number.
pub async fn get(tx: &mut Tx, id: StandardId) -> Result<Standard> {
    find(tx, id)
        .await?
        .ok_or_else(|| Error::NotFound(say!("standard-unknown", id = id)))
}

/// The standard of this file, if there is one.
pub async fn at_path(tx: &mut Tx, path: &str) -> Result<Option<Standard>> {
    store::by_path(tx, path).await
}

/// Those of these standards that exist, by number.
pub async fn several(tx: &mut Tx, ids: &[StandardId]) -> Result<BTreeMap<StandardId, Standard>> {
    let mut found = BTreeMap::new();
    for some in ids.chunks(500) {
        found.extend(
            store::several(tx, some)
                .await?
                .into_iter()
                .map(|standard| (standard.id, standard)),
        );
    }
    Ok(found)
}

/// Standards by number after this one, narrowed: for lists and for whoever goes through the whole book.
pub async fn after(
    tx: &mut Tx,
    filter: &Filter,
    after: Option<StandardId>,
    limit: i64,
) -> Result<Vec<Standard>> {
    store::after(tx, filter, after.map_or(0, StandardId::number), limit).await
}

/// Standards as the book has them: by chapter, then by place in the path, then by number.
pub async fn in_order(
    tx: &mut Tx,
    filter: &Filter,
    limit: i64,
    skip: i64,
) -> Result<Vec<Standard>> {
    store::in_order(tx, filter, limit, skip).await
}

/// How many there are.
pub async fn count(tx: &mut Tx, filter: &Filter) -> Result<i64> {
    store::count(tx, filter).await
}

/// The newcomers' path: those in force that have a place in it, in order.
pub async fn path(tx: &mut Tx) -> Result<Vec<Standard>> {
    store::on_the_path(tx).await
}

/// What changed since then, newest first.
pub async fn revised_since(tx: &mut Tx, since: Timestamp, limit: i64) -> Result<Vec<Standard>> {
    store::revised_since(tx, since, limit).await
}

/// Revisions in force, not yet agreed, that this member neither wrote nor agreed to: the newest first.
pub async fn asking(tx: &mut Tx, member: &MemberId, limit: i64) -> Result<Vec<Standard>> {
    store::asking(tx, member, limit).await
}

/// How many those are.
pub async fn count_asking(tx: &mut Tx, member: &MemberId) -> Result<i64> {
    store::count_asking(tx, member).await
}

/// The tags of the book in force, the most used first, with how many standards each has.
pub async fn tags(tx: &mut Tx, limit: i64) -> Result<Vec<(String, i64)>> {
    store::tags(tx, limit).await
}

/// The keys of teams that standards in force name, with how many each has.
pub async fn teams(tx: &mut Tx) -> Result<Vec<(String, i64)>> {
    store::teams(tx).await
}

/// Every standard's file, for whoever keeps the folder in step.
pub async fn files(tx: &mut Tx) -> Result<Vec<File>> {
    store::files(tx).await
}

/// The revisions of a standard, oldest first.
pub async fn revisions(tx: &mut Tx, id: StandardId) -> Result<Vec<Revision>> {
    store_revisions::revisions(tx, id).await
}

/// One revision of a standard.
pub async fn revision(tx: &mut Tx, id: StandardId, number: i64) -> Result<Revision> {
    let revisions = store_revisions::revisions(tx, id).await?;
    let found = revisions
        .into_iter()
        .find(|revision| revision.number == number);
    found.ok_or_else(|| {
        Error::NotFound(say!(
            "standard-revision-unknown",
            id = id,
            revision = number
        ))
    })
}

/// The text in force.
pub async fn text(tx: &mut Tx, id: StandardId) -> Result<String> {
    let bytes = store_revisions::present_text(tx, id).await?;
    let bytes = bytes.ok_or_else(|| Error::NotFound(say!("standard-unknown", id = id)))?;
    String::from_utf8(bytes).map_err(Error::internal)
}

/// The texts in force of at most so many standards after this one, by number: for whoever goes through the whole book.
pub async fn texts_after(
    tx: &mut Tx,
    after: Option<StandardId>,
    limit: i64,
) -> Result<Vec<(StandardId, Vec<u8>)>> {
    store_revisions::present_texts(tx, after.map_or(0, StandardId::number), limit).await
}

/// The text of one revision.
pub async fn text_of(tx: &mut Tx, id: StandardId, revision: i64) -> Result<String> {
    let bytes = store_revisions::text(tx, id, revision).await?;
    let bytes = bytes.ok_or_else(|| {
        Error::NotFound(say!(
            "standard-revision-unknown",
            id = id,
            revision = revision
        ))
    })?;
    String::from_utf8(bytes).map_err(Error::internal)
}

/// The standards whose place this one took, with their titles.
pub async fn replaced_by(tx: &mut Tx, id: StandardId) -> Result<Vec<(StandardId, String)>> {
    store_review::replaced_by(tx, id).await
}

/// Those in force that are to be looked at again by this day, the earliest first.
pub async fn to_review(tx: &mut Tx, by: Day, limit: i64) -> Result<Vec<Standard>> {
    let ids = store_review::to_review(tx, by, limit).await?;
    let mut found = store::several(tx, &ids).await?;
    found.sort_by_key(|standard| (standard.review_by, standard.id));
    Ok(found)
}

/// What a standard counts as today: itself, or the last of its successors.
pub async fn successor(tx: &mut Tx, id: StandardId) -> Result<Standard> {
    let mut standard = get(tx, id).await?;
    for _ in 0..LONGEST_CHAIN {
        let next = match (standard.status, standard.successor) {
            (Status::Superseded, Some(next)) => next,
            _ => break,
        };
        standard = get(tx, next).await?;
    }
    Ok(standard)
}
