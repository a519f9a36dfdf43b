//! The follower that keeps the index in step with the feed: it re-reads what was touched, writes it, and builds the whole anew when
//! the index is missing, damaged or of another version. It runs where the data folder's lock is held.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::changes::{self, Follower};
use crate::db::Db;
use crate::error::{Error, Result};
use crate::id::{ProblemId, StandardId};

use super::index::{Search, State};
use super::store;
use super::writer::{Builder, Writer, set_aside};

/// Read at once while building.
const PAGE: i64 = 250;
/// So many quiet rounds, about a second each, before the writer's memory is let go.
const QUIET: u32 = 3;
/// A commit costs the same for one text as for hundreds: under a stream of changes they are made no quicker than this, and
/// each takes in all that came meanwhile. The first one after a pause is made at once.
const PACE: Duration = Duration::from_millis(100);

/// Keeps the index in step.
pub struct Indexer {
    search: Search,
    writer: Option<Writer>,
    /// Up to where the feed was read; the index itself may lag behind entries that do not concern it.
    read: i64,
    checked: bool,
    quiet: u32,
    /// When the last commit was made.
    committed: Option<Instant>,
}

impl Indexer {
    /// The indexer of this index.
    pub fn new(search: Search) -> Self {
        Self {
            search,
            writer: None,
            read: 0,
            checked: false,
            quiet: 0,
            committed: None,
        }
    }

    /// Builds the index anew from the tables, in one reading transaction, while search answers with what it has; `told` hears how many
    /// of how many are read.
    pub async fn rebuild(&mut self, db: &Db, mut told: impl FnMut(u64, u64) + Send) -> Result<()> {
        self.writer = None;
        let started = Instant::now();
        let mut tx = db.snapshot().await?;
        let position = store::head(&mut tx).await?;
        let of = store::count(&mut tx).await?;
        let search = self.search.clone();
        let mut builder = apart(move || Builder::begin(&search, of)).await?;
        let mut done = 0;
        let mut from = store::Page::default();
        while let Some((entries, next)) = store::page(&mut tx, from, PAGE).await? {
            done += entries.len() as u64;
            from = next;
            builder = apart(move || builder.add(entries).map(|()| builder)).await?;
            told(done, of);
        }
        drop(tx);
        apart(move || builder.finish(position)).await?;
        self.read = position;
        let duration_ms = started.elapsed().as_millis() as u64;
        tracing::info!(
            search.documents = done,
            search.position = position,
            duration_ms,
            "the search index was built"
        );
        Ok(())
    }

    /// Takes in everything that is in the feed by now.
    pub async fn catch_up(&mut self, db: &Db) -> Result<()> {
        self.idle(db).await?;
        loop {
            // Nobody waits in between.
            self.committed = None;
            let from = self.cursor().await?;
            let entries = changes::since(&mut db.read().await?, from, PAGE).await?;
            if entries.is_empty() {
                return self.rest().await;
            }
            self.apply(db, &entries).await?;
        }
    }

    /// Lets the writer go.
    async fn rest(&mut self) -> Result<()> {
        if let Some(mut writer) = self.writer.take() {
            apart(move || writer.rest()).await?;
        }
        Ok(())
    }

    /// Looks once, after the start, whether every file is sound.
    async fn check(&mut self) -> Result<()> {
        if std::mem::replace(&mut self.checked, true) {
            return Ok(());
        }
        let opened = self.search.opened();
        if !apart(move || Ok(opened.is_sound())).await? {
            tracing::error!("a file of the search index is damaged; it will be built anew");
            self.search.give_up();
        }
        Ok(())
    }
}

impl Follower for Indexer {
    fn name(&self) -> &'static str {
        "search"
    }

    async fn cursor(&mut self) -> Result<i64> {
        // Before the feed is read, so that what comes meanwhile is not left to the commit after the next.
        if let Some(committed) = self.committed {
            tokio::time::sleep(PACE.saturating_sub(committed.elapsed())).await;
        }
        let status = self.search.status();
        // Without an index there is nothing to bring in step: `idle` builds it first.
        if status.state == State::Ready {
            Ok(status.position.max(self.read))
        } else {
            Ok(i64::MAX)
        }
    }

    async fn apply(&mut self, db: &Db, entries: &[changes::Entry]) -> Result<()> {
        self.quiet = 0;
        let Some(last) = entries.last().map(|entry| entry.seq) else {
            return Ok(());
        };
        let (problems, standards) = touched(entries);
        if problems.is_empty() && standards.is_empty() {
            self.read = last;
            self.search.announce(last, State::Ready);
            return Ok(());
        }
        let asked: BTreeSet<String> = problems
            .iter()
            .map(ToString::to_string)
            .chain(standards.iter().map(ToString::to_string))
            .collect();
        let found = {
            let mut tx = db.snapshot().await?;
            let standards = store::asked_otherwise(&mut tx, &problems, &standards).await?;
            let mut found = store::standards(&mut tx, &standards).await?;
            found.extend(store::problems(&mut tx, &problems).await?);
            found
        };
        let gone: Vec<String> = asked
            .into_iter()
            .filter(|id| !found.iter().any(|entry| entry.id == *id))
            .collect();
        let mut writer = self
            .writer
            .take()
            .filter(Writer::is_current)
            .unwrap_or_else(|| Writer::new(&self.search));
        let written = apart(move || writer.put(found, &gone, last).map(|()| writer)).await;
        match written {
            Ok(writer) => {
                self.writer = Some(writer);
                self.read = last;
                self.committed = Some(Instant::now());
                Ok(())
            }
            Err(error) => {
                // The folder may have been taken away under the running program.
                if self
                    .search
                    .data()
                    .is_some_and(|data| !super::index::folder(data).join("meta.json").is_file())
                {
                    self.search.give_up();
                }
                Err(error)
            }
        }
    }

    async fn idle(&mut self, db: &Db) -> Result<()> {
        let status = self.search.status();
        if status.state == State::Ready && status.position > db.known_head() {
            tracing::warn!(
                search.position = status.position,
                "the search index is ahead of the database, which was put back; it will be built anew"
            );
            self.search.give_up();
        } else if status.state == State::Ready {
            self.check().await?;
        }
        if self.search.status().state != State::Ready {
            if let Some(data) = self.search.data().map(PathBuf::from) {
                apart(move || Ok(set_aside(&data)?)).await?;
            }
            return self.rebuild(db, |_, _| ()).await;
        }
        self.quiet += 1;
        if self.quiet == QUIET && self.writer.as_ref().is_some_and(Writer::is_awake) {
            self.rest().await?;
        }
        Ok(())
    }
}

/// The problems and standards that entries of the feed are about.
pub(super) fn touched(entries: &[changes::Entry]) -> (Vec<ProblemId>, Vec<StandardId>) {
    let subjects = || {
        entries
            .iter()
            .flat_map(|entry| std::iter::once(&entry.subject).chain(&entry.also))
    };
    let problems: BTreeSet<ProblemId> = subjects()
        .filter_map(|subject| subject.parse().ok())
        .collect();
    let standards: BTreeSet<StandardId> = subjects()
        .filter_map(|subject| subject.parse().ok())
        .collect();
    (
        problems.into_iter().collect(),
        standards.into_iter().collect(),
    )
}

/// Does work that blocks on a thread that may.
async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> tantivy::Result<T> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(Error::internal)?
        .map_err(Error::internal)
}
