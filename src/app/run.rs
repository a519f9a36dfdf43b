//! The one place where tasks start, and the one signal on which they end.

use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::changes;
use crate::search::Indexer;

use super::App;
use super::image_sizes::ImageSizes;

/// The tasks of an instance: its followers, and the streams of open pages.
#[derive(Debug, Clone, Default)]
pub struct Tasks {
    tracker: TaskTracker,
    stop: CancellationToken,
}

impl Tasks {
    /// Starts a task that is given up at the end.
    pub fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        let stop = self.stop.clone();
        self.tracker.spawn(async move {
            tokio::select! {
                () = stop.cancelled() => {}
                () = task => {}
            }
        });
    }

    /// Starts a task that hears the signal itself, so that it can end in good order.
    pub fn spawn_until(
        &self,
        task: impl FnOnce(CancellationToken) -> std::pin::Pin<Box<dyn Future<Output = ()> + Send>>,
    ) {
        self.tracker.spawn(task(self.stop.clone()));
    }

    /// The signal on which everything ends.
    pub fn stop_signal(&self) -> CancellationToken {
        self.stop.clone()
    }

    /// Ends everything, in ten seconds at most.
    pub async fn stop(&self) {
        self.stop.cancel();
        self.tracker.close();
        let ended = tokio::time::timeout(Duration::from_secs(10), self.tracker.wait()).await;
        if ended.is_err() {
            tracing::warn!("a task did not end in time");
        }
    }
}

impl App {
    /// Starts everything that follows the feed. Only the holder of the data folder's lock does.
    pub fn start_followers(self: &Arc<Self>) {
        let db = self.db.clone();
        self.tasks
            .spawn_until(|stop| Box::pin(async move { db.listen(stop).await }));
        let (db, live) = (self.db.clone(), self.live.follower());
        self.tasks
            .spawn_until(|stop| Box::pin(changes::follow(db, live, stop)));
        let (db, indexer) = (self.db.clone(), Indexer::new(self.search.clone()));
        self.tasks
            .spawn_until(|stop| Box::pin(changes::follow(db, indexer, stop)));
        let (db, sizes) = (self.db.clone(), ImageSizes::new(Arc::clone(self)));
        self.tasks
            .spawn_until(|stop| Box::pin(changes::follow(db, sizes, stop)));
        let folder = Arc::clone(&self.folder);
        self.tasks
            .spawn_until(|stop| Box::pin(async move { folder.follow(stop).await }));
        let app = Arc::clone(self);
        self.tasks
            .spawn_until(|stop| Box::pin(super::dates::mind(app, stop)));
        let app = Arc::clone(self);
        self.tasks
            .spawn_until(|stop| Box::pin(super::in_vain::mind(app, stop)));
    }
}
