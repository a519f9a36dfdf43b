//! The one place that asks the machine what time it is.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use super::Timestamp;

/// Where the time comes from: the machine, or a hand that a test or the demo moves.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    /// Set by hand: microseconds since 1970. Absent: the machine's time.
    hand: Option<Arc<AtomicI64>>,
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self::default()
    }

    /// A clock that stands at an instant until [`Clock::advance`] moves it.
    pub fn by_hand(at: Timestamp) -> Self {
        Self {
            hand: Some(Arc::new(AtomicI64::new(at.micros()))),
        }
    }

    /// The time now.
    #[allow(
        clippy::disallowed_methods,
        reason = "this is the one place that may ask"
    )]
    pub fn now(&self) -> Timestamp {
        match &self.hand {
            Some(hand) => Timestamp::from_micros(hand.load(Ordering::SeqCst)),
            None => std::time::SystemTime::now().into(),
        }
    }

    /// Moves a clock that goes by hand, in seconds; the machine's clock stays as it is.
    pub fn advance(&self, seconds: i64) {
        if let Some(hand) = &self.hand {
            hand.fetch_add(seconds.saturating_mul(1_000_000), Ordering::SeqCst);
        }
    }
}
