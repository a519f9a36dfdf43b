//! The clock to the stand-up, in words large enough for the whole room.

use crate::clock::Day;
use crate::id::StandupId;
use crate::members::Team;
use crate::standups::Next;
use crate::web::page::Shell;

/// From here on minutes are counted; before, the hour says more.
const COUNTED_MINUTES: i64 = 60;

/// What the clock says: a line, and under it what one reads from afar.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) line: String,
    pub(super) large: String,
    /// Whether it is now.
    pub(super) now: bool,
}

impl Clock {
    /// "Now: U-7 is running".
    pub(super) fn running(shell: &Shell, id: StandupId) -> Self {
        Self {
            line: shell.say("screen-now").to_owned(),
            large: shell.with("screen-runs", &[("id", id.into())]),
            now: true,
        }
    }

    /// "Stand-up in 12 min", "Stand-up tomorrow 09:30".
    pub(super) fn until(shell: &Shell, team: &Team, next: Next) -> Self {
        let (at, day) = match next {
            Next::At(at, day) => (at, day),
            Next::Now => {
                return Self {
                    line: shell.say("screen-now").to_owned(),
                    large: shell.say("screen-time-for-it").to_owned(),
                    now: true,
                };
            }
        };
        // A minute that has begun is counted whole: it says 1 until the hour strikes, never 0.
        let minutes = (at.seconds_since(shell.now()) + 59) / 60;
        if minutes <= COUNTED_MINUTES {
            return Self {
                line: shell.say("screen-standup-in").to_owned(),
                large: shell.count("screen-minutes", minutes.max(1)),
                now: false,
            };
        }
        let (hour, minute) = team.zone.hour_and_minute(at);
        Self {
            line: shell.with("screen-standup-on", &[("day", on(shell, day).into())]),
            large: format!("{hour:02}:{minute:02}"),
            now: false,
        }
    }
}

fn on(shell: &Shell, day: Day) -> String {
    shell.words().on(day).text
}
