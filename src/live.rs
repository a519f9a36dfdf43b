//! Follower: tells open pages that something changed. It keeps nothing but the newest entries in memory; whoever was
//! away catches up from the feed itself.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use tokio::sync::broadcast;

use crate::changes::{Entry, Follower};
use crate::db::Db;
use crate::error::Result;

/// Entries that a slow reader may be behind before it is told to load its page anew.
const KEPT: usize = 1024;

/// An entry of the feed, with the words in which every stream tells it: they are put together once for all listeners.
#[derive(Debug)]
pub struct News {
    /// What happened.
    pub entry: Entry,
    /// The same as a server-sent event: its kind and what it touched, never what was written.
    pub event: Arc<[u8]>,
}

impl News {
    /// An entry as it is told.
    pub fn of(entry: Entry) -> Self {
        let data = serde_json::json!(
            {"kind": entry.kind, "subject": entry.subject, "also": entry.also}
        );
        let event = format!("id: {}\nevent: change\ndata: {data}\n\n", entry.seq);
        Self {
            event: event.into_bytes().into(),
            entry,
        }
    }
}

/// What tells open pages that something changed.
#[derive(Debug, Clone)]
pub struct Live {
    news: broadcast::Sender<Arc<News>>,
    from: i64,
    beside_standups: Arc<AtomicI64>,
}

impl Live {
    /// Follows the feed from a place on.
    pub fn new(from: i64) -> Self {
        Self {
            news: broadcast::Sender::new(KEPT),
            from,
            beside_standups: Arc::default(),
        }
    }

    /// What happens from now on.
    pub fn subscribe(&self) -> broadcast::Receiver<Arc<News>> {
        self.news.subscribe()
    }

    /// The number of the newest entry that is not about what goes on in a stand-up. Listeners are told of it afterwards.
    pub fn beside_standups(&self) -> i64 {
        self.beside_standups.load(Ordering::Acquire)
    }

    /// The follower that feeds it.
    pub fn follower(&self) -> LiveFollower {
        LiveFollower {
            live: self.clone(),
            cursor: self.from,
        }
    }
}

/// Passes the feed on to open pages.
#[derive(Debug)]
pub struct LiveFollower {
    live: Live,
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
            if !entry.kind.starts_with("standup.") {
                let newest = &self.live.beside_standups;
                newest.fetch_max(entry.seq, Ordering::Release);
            }
            // Nobody listening is no fault.
            self.live.news.send(Arc::new(News::of(entry.clone()))).ok();
            self.cursor = entry.seq;
        }
        Ok(())
    }
}
