//! Follower: tells open pages that something changed. It keeps nothing but the newest entries in memory; whoever was
//! away catches up from the feed itself.

use std::sync::Arc;

use tokio::sync::broadcast;

use crate::changes::{Entry, Follower};
use crate::db::Db;
use crate::error::Result;

/// Entries that a slow reader may be behind before it is told to load its page anew.
const KEPT: usize = 1024;

/// What tells open pages that something changed.
#[derive(Debug, Clone)]
pub struct Live {
    entries: broadcast::Sender<Arc<Entry>>,
    from: i64,
}

impl Live {
    /// Follows the feed from a place on.
    pub fn new(from: i64) -> Self {
        Self {
            entries: broadcast::Sender::new(KEPT),
            from,
        }
    }

    /// What happens from now on.
    pub fn subscribe(&self) -> broadcast::Receiver<Arc<Entry>> {
        self.entries.subscribe()
    }

    /// The follower that feeds it.
    pub fn follower(&self) -> LiveFollower {
        LiveFollower {
            entries: self.entries.clone(),
            cursor: self.from,
        }
    }
}

/// Passes the feed on to open pages.
#[derive(Debug)]
pub struct LiveFollower {
    entries: broadcast::Sender<Arc<Entry>>,
    cursor: i64,
}

impl Follower for LiveFollower {
    fn name(&self) -> &'static str {
        "live"
    }

    async fn cursor(&mut self) -> Result<i64> {
        Ok(self.cursor)
    }

    async fn apply(&mut self, _db: &Db, entries: &[Entry]) -> Result<()> {
        for entry in entries {
            // Nobody listening is no fault.
            self.entries.send(Arc::new(entry.clone())).ok();
            self.cursor = entry.seq;
        }
        Ok(())
    }
}
