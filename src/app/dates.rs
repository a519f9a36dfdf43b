//! Dates that pass: what returns by itself on its day. Every node looks, one of them acts, and acting twice does no harm.

use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::db::{Actor, Channel};
use crate::error::Result;
use crate::problems;
use crate::standups;

use super::App;

/// How often the dates are looked at.
const LOOK_AGAIN: Duration = Duration::from_secs(60);

impl App {
    /// Acts on the dates that have come: accepted risks return to the wall, a stand-up over the day goes on at its deadline, one in
    /// which nobody has acted for long ends, and who leads the week that has begun is written down. It writes only when there is
    /// something to do.
    ///
    /// # Errors
    /// The database is away or busy; the next look does it.
    pub async fn mind_dates(&self) -> Result<()> {
        let mut tx = self.db.read().await?;
        let wakes = problems::is_somebody_to_wake(&mut tx).await?;
        let due = standups::is_due(&mut tx).await?;
        let begun = standups::is_week_to_keep(&mut tx).await?;
        drop(tx);
        if !wakes && !due && !begun {
            return Ok(());
        }
        let mut tx = self.db.write(Actor::nobody(Channel::Clock)).await?;
        let woken = problems::wake(&mut tx).await?;
        let passed = standups::pass_deadlines(&mut tx).await?;
        let ended = standups::end_forgotten(&mut tx).await?;
        let weeks = standups::keep_weeks(&mut tx).await?;
        tx.commit().await?;
        tracing::info!(
            problems = woken.len(),
            deadlines = passed.len(),
            standups = ended.len(),
            weeks,
            "accepted risks returned on their day; deadlines passed; stand-ups that everybody had left ended; weeks began"
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
