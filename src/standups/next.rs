//! When the team meets next, purely: its time of day, on its working days, where it is.

use crate::clock::{Day, Timestamp};
use crate::members::Team;

/// The next stand-up of a team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// It is time: the hour has struck, and nobody has started one today.
    Now,
    /// At that instant, on that day of the team's.
    At(Timestamp, Day),
}

/// The next stand-up, when the team has a time for it. One that was started today, at whatever hour, is today's; one that
/// nobody started is given up once its time would be over.
pub fn next_standup(team: &Team, now: Timestamp, last_start: Option<Timestamp>) -> Option<Next> {
    let (hour, minute) = team.standup_time.as_deref()?.split_once(':')?;
    let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
    let today = team.today(now);
    let was_held = last_start.is_some_and(|start| team.today(start) == today);
    if team.week.works_on(today) && !was_held {
        let at = today.at(hour, minute, &team.zone)?;
        if now < at {
            return Some(Next::At(at, today));
        }
        if now < at.plus_seconds(team.standup_minutes * 60) {
            return Some(Next::Now);
        }
    }
    let day = team.week.plus_working_days(today, 1);
    Some(Next::At(day.at(hour, minute, &team.zone)?, day))
}
