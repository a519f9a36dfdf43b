//! How often a token may read, counted in this process.

use std::num::NonZeroU32;

use governor::clock::{Clock as _, DefaultClock};
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};

use crate::error::{Error, Result};

/// The limits in force.
#[derive(Debug)]
pub struct Limits {
    reads: Option<RateLimiter<u64, DashMapStateStore<u64>, DefaultClock>>,
}

impl Limits {
    /// Limits a token to so many reads a second, with as many at once; 0 is no limit.
    pub fn new(reads_per_second: u32) -> Self {
        Self {
            reads: NonZeroU32::new(reads_per_second)
                .map(|reads| RateLimiter::dashmap(Quota::per_second(reads))),
        }
    }

    /// Counts a read by a known token.
    ///
    /// # Errors
    /// `TooOften`.
    pub fn allow_read(&self, token: &str) -> Result<()> {
        use std::hash::{BuildHasher, Hasher, RandomState};
        static SEED: std::sync::LazyLock<RandomState> = std::sync::LazyLock::new(RandomState::new);
        let Some(reads) = &self.reads else {
            return Ok(());
        };
        let mut hasher = SEED.build_hasher();
        hasher.write(token.as_bytes());
        reads.check_key(&hasher.finish()).map_err(|until| {
            let wait = until.wait_time_from(DefaultClock::default().now());
            Error::TooOften {
                wait_seconds: i64::try_from(wait.as_secs()).unwrap_or(1) + 1,
            }
        })
    }
}
