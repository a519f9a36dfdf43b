//! Time: instants in UTC, civil dates, working weeks, and the one place that asks the machine what time it is.

mod day;
mod source;
mod timestamp;
mod week;

pub use day::{BadDay, Day};
pub use source::Clock;
pub use timestamp::{BadTimestamp, Timestamp};
pub use week::{BadZone, WorkingWeek, Zone};
