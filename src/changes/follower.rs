//! The loop that every follower lives in: wake, read what is new, apply, remember the place.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::db::Db;
use crate::error::Result;

use super::{Entry, since};

/// Entries read at once.
const BATCH: i64 = 500;
/// How often a follower that is in step does what waits for something else than the feed.
const LOOK_AGAIN: Duration = Duration::from_secs(1);
/// How long it waits after a fault before it tries the same entries again.
const AFTER_A_FAULT: Duration = Duration::from_secs(2);

/// Something that follows the feed and can be thrown away and rebuilt. Applying an entry twice does no harm.
pub trait Follower: Send {
    /// Its name in the log.
    fn name(&self) -> &'static str;

    /// The place in the feed up to which everything has been applied.
    fn cursor(&mut self) -> impl Future<Output = Result<i64>> + Send;

    /// Applies entries in order, and remembers the place of the last one once its effect is durable.
    fn apply(&mut self, db: &Db, entries: &[Entry]) -> impl Future<Output = Result<()>> + Send;

    /// Called about once a second when nothing is new: for work that waits for something else, such as a folder that is away.
    fn idle(&mut self, _db: &Db) -> impl Future<Output = Result<()>> + Send {
        std::future::ready(Ok(()))
    }
}

/// Runs a follower until told to stop. A fault is logged and the same entries are tried again. That somebody else than this process
/// committed is told by [`Db::listen`], which runs beside.
pub async fn follow<F: Follower>(db: Db, mut follower: F, stop: CancellationToken) {
    let mut head = db.head();
    loop {
        let pause = match step(&db, &mut follower).await {
            Ok(Progress::More) if stop.is_cancelled() => return,
            Ok(Progress::More) => continue,
            Ok(Progress::InStep) => LOOK_AGAIN,
            Err(error) => {
                tracing::warn!(follower = follower.name(), error = %error, "could not follow the feed; trying again");
                AFTER_A_FAULT
            }
        };
        tokio::select! {
            () = stop.cancelled() => return,
            changed = head.changed() => if changed.is_err() { return },
            () = tokio::time::sleep(pause) => {}
        }
        if stop.is_cancelled() {
            return;
        }
    }
}

enum Progress {
    More,
    InStep,
}

async fn step<F: Follower>(db: &Db, follower: &mut F) -> Result<Progress> {
    let cursor = follower.cursor().await?;
    let entries = if cursor >= db.known_head() {
        // Most seconds of most nights: nobody needs to be asked.
        Vec::new()
    } else {
        let mut tx = db.read().await?;
        since(&mut tx, cursor, BATCH).await?
    };
    if entries.is_empty() {
        follower.idle(db).await?;
        return Ok(Progress::InStep);
    }
    follower.apply(db, &entries).await?;
    Ok(Progress::More)
}
