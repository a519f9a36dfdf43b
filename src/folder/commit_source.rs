//! Which commit a text from the folder came with, and who wrote it: asked of git after the text was taken in, so that taking in never waits
//! for it, and again whenever the branch has moved on. A text that is not in the newest commit has no source in git yet.

use std::collections::BTreeMap;

use super::publication::member_of;
use super::sync::Folder;
use crate::clock::Timestamp;
use crate::db::{Actor, Channel};
use crate::error::{Message, Result};
use crate::git::{Brought, WorkTree};
use crate::id::ProposalId;
use crate::proposals::{self, Proposal};
use crate::standards::{self, Committed, File};

/// So many texts are asked for at once, and noted in one transaction.
const BATCH: i64 = 200;

/// What was asked for last: nothing of it has to be asked again.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Traced {
    head: Option<String>,
    revisions: Vec<File>,
    proposals: Vec<ProposalId>,
}

impl Folder {
    /// Notes the commits of texts from the folder that have none yet. What git does not tell now is asked again when it may know more.
    pub(super) async fn trace(&self, tree: &WorkTree, traced: &mut Option<Traced>) -> Result<()> {
        let (revisions, proposals) = self.without_commit().await?;
        let now = Traced {
            head: tree.head().map(str::to_owned),
            proposals: proposals.iter().map(|one| one.id.clone()).collect(),
            revisions,
        };
        if now.head.is_none() || traced.as_ref() == Some(&now) {
            return Ok(());
        }
        for some in now.revisions.chunks(BATCH as usize) {
            match sources(tree, some).await {
                Ok(found) => self.note_sources(some, &found).await?,
                Err(why) => {
                    // Asked again when the branch has moved on: a repository whose history takes too long would be asked for ever.
                    tracing::warn!(reason = %why, "git does not tell where texts of the standards' folder come from");
                    break;
                }
            }
        }
        for proposal in &proposals {
            self.trace_proposal(tree, proposal).await?;
        }
        let (revisions, proposals) = self.without_commit().await?;
        *traced = Some(Traced {
            head: now.head,
            proposals: proposals.into_iter().map(|one| one.id).collect(),
            revisions,
        });
        Ok(())
    }

    async fn without_commit(&self) -> Result<(Vec<File>, Vec<Proposal>)> {
        let mut tx = self.db.read().await?;
        let mut revisions: Vec<File> = Vec::new();
        loop {
            let last = revisions.last().map(|file| file.id);
            let some = standards::without_commit(&mut tx, last, BATCH).await?;
            if some.is_empty() {
                break;
            }
            revisions.extend(some);
        }
        Ok((revisions, proposals::without_commit(&mut tx).await?))
    }

    async fn note_sources(&self, some: &[File], found: &BTreeMap<String, Brought>) -> Result<()> {
        if found.is_empty() {
            return Ok(());
        }
        let mut tx = self.db.write(Actor::nobody(Channel::Folder)).await?;
        for file in some {
            let Some(brought) = found.get(&file.path) else {
                continue;
            };
            let commit = committed(&mut tx, brought).await?;
            standards::note_committed(&mut tx, file.id, file.revision, &commit).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    async fn trace_proposal(&self, tree: &WorkTree, proposal: &Proposal) -> Result<()> {
        let Some(standard) = proposal.standard else {
            return Ok(());
        };
        let path = standards::get(&mut self.db.read().await?, standard)
            .await?
            .path;
        let found = source_of(tree, &path, proposal.text.as_bytes()).await;
        let Ok(Some(brought)) = found else {
            return Ok(());
        };
        let mut tx = self.db.write(Actor::nobody(Channel::Folder)).await?;
        let commit = committed(&mut tx, &brought).await?;
        proposals::note_committed(&mut tx, &proposal.id, &commit).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// The commits of those files that stand in the newest commit as they lie in the folder.
async fn sources(tree: &WorkTree, some: &[File]) -> Result<BTreeMap<String, Brought>, Message> {
    let paths: Vec<&str> = some.iter().map(|file| file.path.as_str()).collect();
    let present = tree.at_head(&paths).await?;
    let known: Vec<&str> = present.keys().map(String::as_str).collect();
    if known.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut same = tree.names_of_files(&known).await?;
    same.retain(|path, name| present.get(path).is_some_and(|object| object.is(name)));
    tree.brought(&same).await
}

/// The commit of a text, where the newest commit has it at this path.
async fn source_of(tree: &WorkTree, path: &str, text: &[u8]) -> Result<Option<Brought>, Message> {
    let Some(present) = tree.at_head(&[path]).await?.remove(path) else {
        return Ok(None);
    };
    let name = tree.name_of(path, text).await?;
    if !present.is(&name) {
        return Ok(None);
    }
    let file = BTreeMap::from([(path.to_owned(), name)]);
    Ok(tree.brought(&file).await?.remove(path))
}

async fn committed(tx: &mut crate::db::Tx, brought: &Brought) -> Result<Committed> {
    Ok(Committed {
        name: brought.commit.clone(),
        author: Some(brought.author.clone()),
        member: member_of(tx, &brought.email).await?,
        at: Timestamp::from_micros(brought.at.saturating_mul(1_000_000)),
    })
}
