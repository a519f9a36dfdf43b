//! Lateness, purely: a card is late against its own next date, in the working days of its team, never by age.

use super::problem::Facts;
use super::words::State;
use crate::clock::{Day, WorkingWeek};

/// Working days that a posted card may wait for the team, and a finished one for its next step.
pub const PATIENCE_WORKING_DAYS: u32 = 2;

/// What lateness depends on: few enough that the wall reads it with the card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// Where the problem stands.
    pub state: State,
    /// The day on which its round began.
    pub round_began: Day,
    /// Whether a stand-up of this round saw it.
    pub seen: bool,
    /// The earliest open due date.
    pub earliest_due: Option<Day>,
    /// When the last countermeasure of this round was done.
    pub last_done: Option<Day>,
    /// The check date.
    pub check: Option<Day>,
}

/// How a card stands against its next date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lateness {
    /// It has no date to keep.
    NoDate,
    /// There is time.
    OnTime(Day),
    /// Today or on the next working day.
    Due(Day),
    /// Past, by so many of the team's working days.
    Late {
        /// The date that passed.
        date: Day,
        /// Working days since; at least one.
        days: i64,
    },
}

impl Lateness {
    /// Whether the date has passed.
    pub fn is_late(self) -> bool {
        matches!(self, Self::Late { .. })
    }

    /// The date that counts.
    pub fn date(self) -> Option<Day> {
        match self {
            Self::NoDate => None,
            Self::OnTime(date) | Self::Due(date) | Self::Late { date, .. } => Some(date),
        }
    }

    /// Working days late; nought on time.
    pub fn days(self) -> i64 {
        match self {
            Self::Late { days, .. } => days,
            Self::NoDate | Self::OnTime(_) | Self::Due(_) => 0,
        }
    }
}

impl Pace {
    /// The next date that this card is to keep.
    pub fn next_date(&self, week: WorkingWeek) -> Option<Day> {
        let patience = |from: Day| week.plus_working_days(from, PATIENCE_WORKING_DAYS);
        match self.state {
            State::Posted if !self.seen => Some(patience(self.round_began)),
            State::Analysing => self.earliest_due,
            State::Acting => self.earliest_due.or_else(|| self.last_done.map(patience)),
            State::Checking => self.check,
            State::Posted | State::Tray | State::Closed | State::SetAside => None,
        }
    }

    /// How the card stands against that date today.
    pub fn lateness(&self, today: Day, week: WorkingWeek) -> Lateness {
        let Some(date) = self.next_date(week) else {
            return Lateness::NoDate;
        };
        let days = week.working_days_between(date, today);
        if days > 0 {
            Lateness::Late { date, days }
        } else if week.working_days_between(today, date) <= 1 {
            Lateness::Due(date)
        } else {
            Lateness::OnTime(date)
        }
    }
}

impl Facts {
    /// What lateness depends on.
    pub fn pace(&self) -> Pace {
        Pace {
            state: self.state,
            round_began: self.round_began,
            seen: self.is_seen(),
            earliest_due: self.earliest_due(),
            last_done: self.last_done(),
            check: self.check,
        }
    }

    /// How it stands against its next date today.
    pub fn lateness(&self, today: Day, week: WorkingWeek) -> Lateness {
        self.pace().lateness(today, week)
    }
}
