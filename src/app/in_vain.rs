//! Searches in vain on their way to the gaps: a search only puts its text here, and a task of its own writes what has come together,
//! so that no search waits for the database.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::clock::Timestamp;
use crate::db::{Actor, Channel};
use crate::error::Result;
use crate::gaps::{self, Sought};

use super::App;

/// Searches come together for so long before they are written.
const TOGETHER: Duration = Duration::from_secs(2);
/// So many different ones wait at most; more are a flood, and no questions.
const MOST_WAITING: usize = 1_000;

/// Searches in vain that are not written yet.
#[derive(Debug, Default)]
pub struct InVain {
    waiting: Mutex<HashMap<String, Sought>>,
    sign: Notify,
}

impl InVain {
    /// Notes that nothing was found for a text.
    pub fn note(&self, text: &str, at: Timestamp) {
        let Some(sought) = gaps::sought(text, at) else {
            return;
        };
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let has_room = waiting.len() < MOST_WAITING;
        match waiting.get_mut(&sought.words) {
            Some(known) => {
                known.times += 1;
                known.at = at;
                known.text = sought.text;
            }
            None if has_room => {
                waiting.insert(sought.words.clone(), sought);
            }
            None => return,
        }
        drop(waiting);
        self.sign.notify_one();
    }

    fn take(&self) -> Vec<Sought> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.drain().map(|(_, sought)| sought).collect()
    }
}

impl App {
    /// Writes the searches in vain that wait; whoever looks at the gaps does so first.
    ///
    /// # Errors
    /// The database is away: those that waited are lost, which costs a count.
    pub async fn write_searches_in_vain(&self) -> Result<()> {
        let searches = self.in_vain.take();
        if searches.is_empty() {
            return Ok(());
        }
        let mut tx = self.db.write(Actor::nobody(Channel::Web)).await?;
        gaps::note(&mut tx, &searches).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// Writes searches in vain as they come, until told to stop; then those that still wait.
pub(super) async fn mind(app: Arc<App>, stop: CancellationToken) {
    loop {
        tokio::select! {
            () = stop.cancelled() => {}
            () = app.in_vain.sign.notified() => {
                tokio::select! {
                    () = stop.cancelled() => {}
                    () = tokio::time::sleep(TOGETHER) => {}
                }
            }
        }
        if let Err(error) = app.write_searches_in_vain().await {
            tracing::warn!(error = %error, "searches in vain could not be noted");
        }
        if stop.is_cancelled() {
            return;
        }
    }
}
