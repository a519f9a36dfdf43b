//! The room's clock as its page carries it: instants by the server's clock, which the page counts down to.

use crate::clock::Timestamp;
use crate::standups::Session;
use crate::web::page::Shell;

/// What the clock element reads.
#[derive(Debug, Default)]
pub(super) struct ClockView {
    /// What it is now, in thousandths of a second.
    pub(super) now: i64,
    /// When the present turn, else the present step, is up; nothing where nobody counts.
    pub(super) until: Option<i64>,
    /// How long that was, for the ring.
    pub(super) whole: i64,
    /// The hour at which it is up, for whoever runs no script.
    pub(super) at: String,
    /// When the team's time is up.
    pub(super) budget: Option<i64>,
    /// The deadline of the present step where people act over the day: nobody counts seconds then.
    pub(super) deadline: String,
}

impl ClockView {
    pub(super) fn of(shell: &Shell, session: &Session, now: Timestamp) -> Self {
        if session.standup.apart() {
            let moment = |until| shell.words().moment(until).text;
            return Self {
                now: thousandths(now),
                whole: 1,
                deadline: session.until.map_or_else(String::new, moment),
                ..Self::default()
            };
        }
        let turn = session.head.turn_until;
        let until = turn.or(session.until);
        let whole = match turn {
            Some(_) => session.turn_seconds(),
            None => until.map_or(0, |until| until.seconds_since(session.since)),
        };
        let hour = |at: Timestamp| {
            let (hour, minute) = shell.words().zone().hour_and_minute(at);
            format!("{hour:02}:{minute:02}")
        };
        Self {
            now: thousandths(now),
            until: until.map(thousandths),
            whole: whole.max(1),
            at: until.map_or_else(String::new, hour),
            budget: session.budget_until().map(thousandths),
            deadline: String::new(),
        }
    }
}

fn thousandths(at: Timestamp) -> i64 {
    at.micros() / 1_000
}
