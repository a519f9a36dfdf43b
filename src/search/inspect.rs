//! How the index stands to the tables, looked at without touching either.

use std::sync::Arc;

use crate::changes;
use crate::db::Db;
use crate::error::{Error, Result};

use super::compare::{Difference, compare};
use super::index::Search;
use super::indexer::touched;
use super::store;

/// Entries of the feed read at once.
const BATCH: i64 = 500;

/// The index beside the tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspection {
    /// Whether there is an index at all.
    pub stands: bool,
    /// Whether every file of it is as it was written.
    pub is_sound: bool,
    /// The place in the feed that it has reached.
    pub position: i64,
    /// The number of the newest change.
    pub head: i64,
    /// Changes after its place that it has to take in.
    pub behind: u64,
    /// What can be found.
    pub documents: u64,
    /// In what the two differ, by id: looked at where the index has taken in every change.
    pub differences: Vec<Difference>,
}

impl Search {
    /// Compares the index with the tables.
    pub async fn inspect(&self, db: &Db) -> Result<Inspection> {
        let status = self.status();
        let opened = self.opened();
        let looked_at = Arc::clone(&opened);
        let is_sound = tokio::task::spawn_blocking(move || looked_at.is_sound())
            .await
            .map_err(Error::internal)?;
        let mut tx = db.snapshot().await?;
        let head = store::head(&mut tx).await?;
        let (mut behind, mut from) = (0, status.position);
        loop {
            let entries = changes::since(&mut tx, from, BATCH).await?;
            let Some(last) = entries.last() else { break };
            from = last.seq;
            let concerns = |entry: &&changes::Entry| {
                let (problems, standards) = touched(std::slice::from_ref(*entry));
                !(problems.is_empty() && standards.is_empty())
            };
            behind += entries.iter().filter(concerns).count() as u64;
        }
        let is_in_step = status.position <= head && behind == 0;
        let differences = match status.is_ready() && is_sound && is_in_step {
            true => compare(&mut tx, opened).await?,
            false => Vec::new(),
        };
        Ok(Inspection {
            stands: status.is_ready(),
            is_sound,
            position: status.position,
            head,
            behind,
            documents: status.documents,
            differences,
        })
    }
}
