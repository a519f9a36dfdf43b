//! A civil date, without an hour and without a zone.

use std::fmt;
use std::str::FromStr;

use super::{Timestamp, Zone};

/// The text is not a date `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a date such as 2026-03-12")]
pub struct BadDay;

/// A civil date, written `YYYY-MM-DD`, from year 1 to 9999. A due date ends at midnight in its team's zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day(jiff::civil::Date);

impl Day {
    /// The date of an instant in a zone.
    pub fn of(at: Timestamp, zone: &Zone) -> Self {
        Self(zone.jiff().to_datetime(at.jiff()).date())
    }

    /// The date with these parts, when there is such a day.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        jiff::civil::Date::new(year, month, day).ok().map(Self)
    }

    /// The date so many days later, earlier when negative; it stops at the ends of the calendar.
    pub fn plus_days(self, days: i64) -> Self {
        let span = jiff::Span::new().try_days(days.clamp(-4_000_000, 4_000_000));
        let moved = span.and_then(|span| self.0.checked_add(span));
        Self(moved.unwrap_or(if days < 0 {
            jiff::civil::Date::MIN
        } else {
            jiff::civil::Date::MAX
        }))
    }

    /// Days from `earlier` to this date, negative when it is later.
    pub fn days_since(self, earlier: Self) -> i64 {
        let span = earlier.0.until(self.0);
        span.map_or(0, |span| i64::from(span.get_days()))
    }

    /// Day of the week, Monday 0 to Sunday 6.
    pub fn weekday(self) -> u8 {
        u8::try_from(self.0.weekday().to_monday_zero_offset()).unwrap_or(0)
    }

    /// Year, month (1 to 12) and day of the month (1 to 31).
    pub fn parts(self) -> (i16, i8, i8) {
        (self.0.year(), self.0.month(), self.0.day())
    }

    /// Year and number of the ISO week, which begins on Monday.
    pub fn iso_week(self) -> (i16, i8) {
        let week = self.0.iso_week_date();
        (week.year(), week.week())
    }

    /// The instant of an hour and minute of this day in a zone; one that the clocks skip is moved on as they are.
    pub fn at(self, hour: i8, minute: i8, zone: &Zone) -> Option<Timestamp> {
        let time = jiff::civil::Time::new(hour, minute, 0, 0).ok()?;
        let there = self.0.to_datetime(time).to_zoned(zone.jiff().clone());
        let at = there.ok()?.timestamp();
        Some(Timestamp::from_micros(at.as_microsecond()))
    }

    /// The instant at which this day begins in a zone.
    pub fn start(self, zone: &Zone) -> Timestamp {
        let midnight = self.0.to_zoned(zone.jiff().clone());
        midnight.map_or(Timestamp::from_micros(0), |at| {
            Timestamp::from_micros(at.timestamp().as_microsecond())
        })
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl FromStr for Day {
    type Err = BadDay;

    fn from_str(text: &str) -> Result<Self, BadDay> {
        let shape = text.len() == 10 && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
        if !shape {
            return Err(BadDay);
        }
        text.parse().map(Self).map_err(|_| BadDay)
    }
}

impl serde::Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
