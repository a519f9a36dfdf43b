//! The story's days, counted from the day on which somebody looks: so the example is alive on whatever date it starts.

use std::str::FromStr;

use crate::clock::{Day, Timestamp, WorkingWeek, Zone};

/// When something happened: a working day before today and an hour (`-34 09:40`), or minutes ago (`ago 20`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// So many working days before today, at this minute of the day.
    Day { back: u32, minute: i64 },
    /// So many minutes ago.
    Ago { minutes: i64 },
}

/// The text says no moment of the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a moment such as \"-34 09:40\" or \"ago 20\"")]
pub(super) struct BadWhen;

impl FromStr for When {
    type Err = BadWhen;

    fn from_str(text: &str) -> Result<Self, BadWhen> {
        let (day, time) = text.split_once(' ').ok_or(BadWhen)?;
        if day == "ago" {
            return Ok(Self::Ago {
                minutes: time.parse().map_err(|_| BadWhen)?,
            });
        }
        let back = day.strip_prefix('-').and_then(|day| day.parse().ok());
        let (hour, minute) = time.split_once(':').ok_or(BadWhen)?;
        let (hour, minute): (i64, i64) = (
            hour.parse().map_err(|_| BadWhen)?,
            minute.parse().map_err(|_| BadWhen)?,
        );
        Ok(Self::Day {
            back: back.ok_or(BadWhen)?,
            minute: hour * 60 + minute,
        })
    }
}

impl<'de> serde::Deserialize<'de> for When {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

/// The calendar of the team that the story is about.
#[derive(Debug)]
pub(super) struct Calendar {
    now: Timestamp,
    zone: Zone,
    week: WorkingWeek,
}

impl Calendar {
    pub(super) fn new(now: Timestamp, zone: Zone, week: WorkingWeek) -> Self {
        Self { now, zone, week }
    }

    /// The instant of a moment of the story.
    pub(super) fn at(&self, when: When) -> Timestamp {
        match when {
            When::Ago { minutes } => self.now.plus_seconds(-minutes * 60),
            When::Day { back, minute } => self
                .day(-i64::from(back))
                .start(&self.zone)
                .plus_seconds(minute * 60),
        }
    }

    /// A day so many working days from today, before it when negative; nought is today, whatever day that is.
    pub(super) fn day(&self, offset: i64) -> Day {
        let today = Day::of(self.now, &self.zone);
        let count = u32::try_from(offset.unsigned_abs()).unwrap_or(u32::MAX);
        if offset >= 0 {
            return self.week.plus_working_days(today, count);
        }
        let mut day = today;
        let mut left = count;
        while left > 0 {
            day = day.plus_days(-1);
            left -= u32::from(self.week.works_on(day));
        }
        day
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar(now: &str) -> Calendar {
        let now = now.parse().expect("an instant");
        Calendar::new(
            now,
            "Europe/Paris".parse().expect("a zone"),
            WorkingWeek::default(),
        )
    }

    #[test]
    fn days_are_counted_in_working_days() {
        let monday = calendar("2026-11-23T10:00:00Z");
        assert_eq!(monday.day(0).to_string(), "2026-11-23");
        assert_eq!(monday.day(-1).to_string(), "2026-11-20");
        assert_eq!(monday.day(-6).to_string(), "2026-11-13");
        assert_eq!(monday.day(5).to_string(), "2026-11-30");
        let sunday = calendar("2026-11-22T10:00:00Z");
        assert_eq!(sunday.day(0).to_string(), "2026-11-22");
        assert_eq!(sunday.day(-1).to_string(), "2026-11-20");
        assert_eq!(sunday.day(1).to_string(), "2026-11-23");
    }

    #[test]
    fn hours_are_those_of_the_team() {
        let monday = calendar("2026-11-23T10:00:00Z");
        let at = |text: &str| monday.at(text.parse().expect("a moment")).to_string();
        assert_eq!(at("-1 09:30"), "2026-11-20T08:30:00Z");
        assert_eq!(at("ago 20"), "2026-11-23T09:40:00Z");
        assert!("yesterday".parse::<When>().is_err());
    }
}
