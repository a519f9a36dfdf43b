//! Keeps the folder in step while the server runs: looks again whenever the file system, the feed or a page says so, and now and then by
//! itself. Any sign means "look again"; what changed is told by comparing.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use notify_debouncer_full::notify::{Config, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, NoCache, new_debouncer_opt};
use tokio::sync::mpsc;
use tokio::sync::watch::Receiver;
use tokio_util::sync::CancellationToken;

use super::sync::{Folder, blocking};
use crate::changes;
use crate::db::Db;
use crate::error::Result;

/// How long signs of the file system are collected before one look.
const COLLECTED: Duration = Duration::from_millis(150);
/// How often it looks by itself while the file system gives signs.
const SLOWLY: Duration = Duration::from_secs(30);
/// How often it looks by itself where no signs can be had.
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
            if let Err(error) = self.sync().await {
                tracing::warn!(error = %error, "the standards' folder could not be brought into step; trying again");
            }
            let commits = self.commit_until(&stop).await;
            if let Err(error) = &commits {
                tracing::warn!(error = %error, "what was published could not be committed; trying again");
            }
            let something_waits = commits.is_ok_and(|commits| !commits.waiting.is_empty());
            watch = watch.renewed(&self.root, &sign).await;
            // What happens in a repository gives no sign here.
            let pause = if watch.has_signs() && !something_waits {
                SLOWLY
            } else {
                WITHOUT_SIGNS
            };
            tokio::select! {
                () = stop.cancelled() => return,
                _ = signs.recv() => {}
                () = self.wake.notified() => {}
                () = book_changed(&self.db, &mut head, &mut cursor) => {}
                () = tokio::time::sleep(pause) => {}
            }
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

/// The signs of the file system for one folder.
#[derive(Default)]
struct Watch {
    /// Device and node of the folder that is watched: another one may take its name.
    folder: Option<(u64, u64)>,
    signs: Option<Debouncer<RecommendedWatcher, NoCache>>,
}

impl Watch {
    fn has_signs(&self) -> bool {
        self.signs.is_some()
    }

    /// The same while the same folder stands there, else a new one.
    async fn renewed(self, root: &Path, sign: &mpsc::Sender<()>) -> Self {
        let (root, sign) = (root.to_owned(), sign.clone());
        blocking(move || {
            let folder = std::fs::metadata(&root).ok().map(|found| (found.dev(), found.ino()));
            if folder == self.folder && (folder.is_none() || self.has_signs()) {
                return self;
            }
            drop(self);
            let signs = folder.and_then(|_| match watched(&root, sign) {
                Ok(signs) => Some(signs),
                Err(error) => {
                    tracing::warn!(folder.path = %root.display(), error = %error, "the standards' folder cannot be watched; looking every few seconds");
                    None
                }
            });
            Self { folder, signs }
        })
        .await
        .unwrap_or_default()
    }
}

fn watched(
    root: &PathBuf,
    sign: mpsc::Sender<()>,
) -> notify_debouncer_full::notify::Result<Debouncer<RecommendedWatcher, NoCache>> {
    let within = root.clone();
    let told = move |found: DebounceEventResult| {
        // Our own looking is no sign; a fault is one, since something may have been missed.
        if found.map_or(true, |events| {
            events
                .iter()
                .any(|event| !event.kind.is_access() && concerns(&within, &event.paths))
        }) {
            let _ = sign.try_send(());
        }
    };
    let config = Config::default().with_follow_symlinks(false);
    let mut signs = new_debouncer_opt::<_, RecommendedWatcher, NoCache>(
        COLLECTED,
        None,
        told,
        NoCache::new(),
        config,
    )?;
    signs.watch(root, RecursiveMode::Recursive)?;
    Ok(signs)
}

/// Whether any of these paths may be a standard's: what is hidden belongs to other programs, such as git when the folder is a work tree
/// itself. A sign without a path may be about anything.
fn concerns(root: &Path, paths: &[PathBuf]) -> bool {
    let is_hidden = |path: &PathBuf| {
        let below = path.strip_prefix(root).unwrap_or(path);
        below
            .iter()
            .any(|part| part.as_encoded_bytes().starts_with(b"."))
    };
    paths.is_empty() || !paths.iter().all(is_hidden)
}
