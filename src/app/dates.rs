//! Dates that pass: what returns by itself on its day. Every node looks, one of them acts, and acting twice does no harm.

use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::db::{Actor, Channel};
use crate::error::Result;
use crate::problems;

use super::App;

/// How often the dates are looked at.
const LOOK_AGAIN: Duration = Duration::from_secs(60);

impl App {
    /// Acts on the dates that have come: accepted risks return to the wall. It writes only when there is something to do.
    ///
    /// # Errors
    /// The database is away or busy; the next look does it.
    pub async fn mind_dates(&self) -> Result<()> {
        if !problems::is_somebody_to_wake(&mut self.db.read().await?).await? {
            return Ok(());
        }
        let mut tx = self.db.write(Actor::nobody(Channel::Clock)).await?;
        let woken = problems::wake(&mut tx).await?;
        tx.commit().await?;
        tracing::info!(
            problems = woken.len(),
            "accepted risks returned on their day"
        );
        Ok(())
    }
}

/// Looks at the dates until told to stop.
pub(super) async fn mind(app: Arc<App>, stop: CancellationToken) {
    loop {
        if let Err(error) = app.mind_dates().await {
            tracing::warn!(error = %error, "could not act on the dates that came; trying again");
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(LOOK_AGAIN) => {}
        }
    }
}
