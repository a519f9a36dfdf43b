//! Which commit a revision came with, or went into: told of it afterwards, so that neither publishing nor taking in ever waits for git.

use std::collections::BTreeMap;

use super::{File, store_commits as store};
use crate::clock::Timestamp;
use crate::db::{Change, Tx};
use crate::error::Result;
use crate::id::{MemberId, StandardId};

/// So many letters of a commit's name are shown to people.
const SHORT: usize = 8;

/// A commit in which a text stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Committed {
    /// Its whole name, in hexadecimal.
    pub name: String,
    /// Who wrote it, as git has it; absent: the program made it of what was published.
    pub author: Option<String>,
    /// That author, when it is a member.
    pub member: Option<MemberId>,
    /// When it was written.
    pub at: Timestamp,
}

impl Committed {
    /// The beginning of its name, as people write it.
    pub fn short(&self) -> &str {
        self.name.get(..SHORT).unwrap_or(&self.name)
    }
}

/// Notes the commit of a revision that has none yet; whether it had none.
pub async fn note_committed(
    tx: &mut Tx,
    id: StandardId,
    revision: i64,
    commit: &Committed,
) -> Result<bool> {
    let is_news = store::put(tx, id, revision, commit).await?;
    if is_news {
        tx.record(
            Change::new("standard.committed", id)
                .with("revision", revision)
                .with("commit", commit.name.as_str()),
        );
    }
    Ok(is_news)
}

/// The commits of a standard's revisions, by their numbers.
pub async fn committed(tx: &mut Tx, id: StandardId) -> Result<BTreeMap<i64, Committed>> {
    store::of(tx, id).await
}

/// Standards whose text in force was found in the folder and is of no known commit: at most so many after this one, by number.
pub async fn without_commit(
    tx: &mut Tx,
    after: Option<StandardId>,
    limit: i64,
) -> Result<Vec<File>> {
    store::without(tx, after.map_or(0, StandardId::number), limit).await
}
