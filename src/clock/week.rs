//! Time zones and the days on which a team works.

use std::fmt;
use std::str::FromStr;

use super::{Day, Timestamp};

/// The name is not a time zone of the IANA database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a time zone such as Europe/Paris")]
pub struct BadZone;

/// A time zone of the IANA database, by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone(jiff::tz::TimeZone);

impl Zone {
    /// Coordinated universal time.
    pub fn utc() -> Self {
        Self(jiff::tz::TimeZone::UTC)
    }

    /// The zone this machine is set to, UTC when it has none with a name.
    pub fn of_this_machine() -> Self {
        let zone = jiff::tz::TimeZone::system();
        if zone.iana_name().is_some() {
            Self(zone)
        } else {
            Self::utc()
        }
    }

    /// Hour (0 to 23) and minute of an instant in this zone.
    pub fn hour_and_minute(&self, at: Timestamp) -> (i8, i8) {
        let here = self.0.to_datetime(at.jiff());
        (here.hour(), here.minute())
    }

    pub(super) fn jiff(&self) -> &jiff::tz::TimeZone {
        &self.0
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.iana_name().unwrap_or("UTC"))
    }
}

impl FromStr for Zone {
    type Err = BadZone;

    fn from_str(name: &str) -> Result<Self, BadZone> {
        if name.is_empty() || name.len() > 64 {
            return Err(BadZone);
        }
        jiff::tz::TimeZone::get(name).map(Self).map_err(|_| BadZone)
    }
}

/// The days of the week on which a team works: a bit a day, Monday the lowest. Never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkingWeek(u8);

impl Default for WorkingWeek {
    fn default() -> Self {
        Self(0b001_1111)
    }
}

impl WorkingWeek {
    /// The week with these bits; none set means Monday to Friday, since a team that never works has no dates.
    pub fn from_bits(bits: i64) -> Self {
        match u8::try_from(bits & 0b111_1111) {
            Ok(0) | Err(_) => Self::default(),
            Ok(bits) => Self(bits),
        }
    }

    /// A bit a day, Monday the lowest.
    pub fn bits(self) -> i64 {
        i64::from(self.0)
    }

    /// Whether the team works on that day.
    pub fn works_on(self, day: Day) -> bool {
        self.0 & (1 << day.weekday()) != 0
    }

    /// The day so many working days after `day`: 1 is the next day on which the team works.
    pub fn plus_working_days(self, day: Day, days: u32) -> Day {
        let mut at = day;
        let mut left = days;
        while left > 0 {
            at = at.plus_days(1);
            if self.works_on(at) {
                left -= 1;
            }
        }
        at
    }

    /// Working days after `from` up to and including `to`; nought when `to` is not later.
    pub fn working_days_between(self, from: Day, to: Day) -> i64 {
        let days = to.days_since(from);
        if days <= 0 {
            return 0;
        }
        let whole_weeks = days / 7;
        let rest = (1..=days % 7)
            .filter(|step| self.works_on(from.plus_days(whole_weeks * 7 + step)))
            .count();
        whole_weeks * i64::from(self.0.count_ones()) + i64::try_from(rest).unwrap_or(0)
    }
}
