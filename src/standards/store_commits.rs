//! The rows of commits in which revisions stand.

use std::collections::BTreeMap;

use super::committed::Committed;
use super::store::File;
use crate::clock::Timestamp;
use crate::db::{Tx, args};
use crate::error::Result;
use crate::id::{MemberId, StandardId};

#[derive(sqlx::FromRow)]
struct CommitRow {
    revision: i64,
    name: String,
    author: Option<String>,
    member: Option<MemberId>,
    at: Timestamp,
}

const PUT: &str = "insert into standard_commits (standard, revision, name, author, member, at) values ($1, $2, $3, $4, $5, $6) \
     on conflict do nothing";

pub(super) async fn put(
    tx: &mut Tx,
    id: StandardId,
    revision: i64,
    commit: &Committed,
) -> Result<bool> {
    let args = args![
        id,
        revision,
        &commit.name,
        commit.author.clone(),
        commit.member.clone(),
        commit.at
    ];
    Ok(tx.exec(PUT, args).await? > 0)
}

const OF: &str = "select revision, name, author, member, at from standard_commits where standard = $1 order by revision";

pub(super) async fn of(tx: &mut Tx, id: StandardId) -> Result<BTreeMap<i64, Committed>> {
    let rows = tx.all::<CommitRow>(OF, args![id]).await?;
    let read = |row: CommitRow| {
        let commit = Committed {
            name: row.name,
            author: row.author,
            member: row.member,
            at: row.at,
        };
        (row.revision, commit)
    };
    Ok(rows.into_iter().map(read).collect())
}

const WITHOUT: &str = "select standards.id, standards.path, standards.revision, standards.hash \
     from standards join standard_revisions on standard_revisions.standard = standards.id \
     and standard_revisions.number = standards.revision \
     where standards.id > $1 and standard_revisions.source = 'file' and not exists (select 1 from standard_commits \
     where standard_commits.standard = standards.id and standard_commits.revision = standards.revision) \
     order by standards.id limit $2";

pub(super) async fn without(tx: &mut Tx, after: i64, limit: i64) -> Result<Vec<File>> {
    let rows: Vec<(StandardId, String, i64, String)> = tx.all(WITHOUT, args![after, limit]).await?;
    let read = |(id, path, revision, hash)| File {
        id,
        path,
        revision,
        hash,
    };
    Ok(rows.into_iter().map(read).collect())
}
