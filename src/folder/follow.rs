//! Keeps the folder in step while the server runs: looks again whenever the file system, the feed or a page says so, and now and then by
//! itself. Any sign means "look again"; what changed is told by comparing.

use std::time::Duration;

use tokio::sync::mpsc;
use tokio::sync::watch::Receiver;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::sync::Folder;
use super::watched::Watch;
use crate::changes;
use crate::db::Db;
use crate::error::Result;

/// It is looked once the file system has given no sign for so long: half a text is not to be in force while the other half is written.
const QUIET: Duration = Duration::from_millis(150);
/// Signs are collected for so long at most: who writes without end is looked at all the same.
const AT_MOST: Duration = Duration::from_secs(2);
/// How often it looks by itself while the file system gives signs.
const SLOWLY: Duration = Duration::from_secs(30);
/// How often it looks by itself where no signs can be had, or where the last look failed.
const WITHOUT_SIGNS: Duration = Duration::from_secs(4);
/// Changes read at once.
const CHANGES: i64 = 500;

impl Folder {
    /// Follows until told to stop. Only who holds the data folder's lock may call it.
    pub async fn follow(&self, stop: CancellationToken) {
        let mut head = self.db.head();
        let mut cursor = *head.borrow();
        let (sign, mut signs) = mpsc::channel(1);
        let mut watch = Watch::default();
        loop {
            let synced = self.sync().await;
            if let Err(error) = &synced {
                tracing::warn!(error = %error, "the standards' folder could not be brought into step; trying again");
            }
            let commits = self.commit_until(&stop).await;
            if let Err(error) = &commits {
                tracing::warn!(error = %error, "what was published could not be committed; trying again");
            }
            let something_waits = commits.is_ok_and(|commits| !commits.waiting.is_empty());
            let is_new;
            (watch, is_new) = watch.renewed(&self.root, &sign).await;
            self.tell_unwatched(watch.why_not());
            if is_new {
                continue;
            }
            // What happens in a repository gives no sign here.
            let pause = if watch.has_signs() && !something_waits && synced.is_ok() {
                SLOWLY
            } else {
                WITHOUT_SIGNS
            };
            tokio::select! {
                () = stop.cancelled() => return,
                _ = signs.recv() => quiet(&mut signs).await,
                () = self.wake.notified() => {}
                () = book_changed(&self.db, &mut head, &mut cursor) => {}
                () = tokio::time::sleep(pause) => {}
            }
        }
    }
}

/// Waits until the file system gives no more signs.
async fn quiet(signs: &mut mpsc::Receiver<()>) {
    let end = Instant::now() + AT_MOST;
    loop {
        let until = end.min(Instant::now() + QUIET);
        let more = tokio::time::timeout_at(until, signs.recv()).await;
        if !matches!(more, Ok(Some(()))) || Instant::now() >= end {
            return;
        }
    }
}

/// Waits until a standard changes.
async fn book_changed(db: &Db, head: &mut Receiver<i64>, cursor: &mut i64) {
    loop {
        if *head.borrow_and_update() <= *cursor {
            if head.changed().await.is_err() {
                std::future::pending::<()>().await;
            }
            continue;
        }
        match news(db, cursor).await {
            Ok(true) => return,
            Ok(false) => {}
            Err(error) => {
                tracing::warn!(error = %error, "the feed could not be read for the standards' folder");
                tokio::time::sleep(WITHOUT_SIGNS).await;
            }
        }
    }
}

/// Reads on in the feed; whether it tells of a standard, or of a team, which may want commits now.
async fn news(db: &Db, cursor: &mut i64) -> Result<bool> {
    let entries = changes::since(&mut db.read().await?, *cursor, CHANGES).await?;
    if let Some(last) = entries.last() {
        *cursor = last.seq;
    }
    Ok(entries
        .iter()
        .any(|entry| entry.kind.starts_with("standard.") || entry.kind == "team.changed"))
}
