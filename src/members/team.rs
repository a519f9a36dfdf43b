//! A team: its wall, its days, its limits.

use crate::clock::{Day, Timestamp, WorkingWeek, Zone};
use crate::error::{Error, Result, say};
use crate::i18n::Language;
use crate::id::TeamId;

use super::member::one_line;

/// A team's key in addresses and filters: lower-case letters, digits and hyphens, at most 32, a letter first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamKey(String);

impl TeamKey {
    /// Reads a key.
    ///
    /// # Errors
    /// `Invalid` on the field `key`.
    pub fn parse(text: &str) -> Result<Self> {
        let plain = (1..=32).contains(&text.len())
            && text.starts_with(|first: char| first.is_ascii_lowercase())
            && text
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if plain {
            Ok(Self(text.to_owned()))
        } else {
            Err(Error::invalid("key", say!("team-bad-key")))
        }
    }

    /// The key that a team's name suggests: `Équipe Web` gives `equipe-web`.
    pub fn suggested_by(name: &str) -> Self {
        let mut key: String = slug::slugify(name).chars().take(32).collect();
        key.truncate(key.trim_end_matches('-').len());
        Self::parse(&key).unwrap_or_else(|_| Self("team".to_owned()))
    }

    /// The key.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    /// The key in tables.
    pub id: TeamId,
    /// The key in addresses.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Where its days end.
    pub zone: Zone,
    /// On which days it works.
    pub week: WorkingWeek,
    /// Working days that pre-fill an investigation's due date.
    pub investigation_days: u32,
    /// Working days that pre-fill a countermeasure's due date.
    pub countermeasure_days: u32,
    /// When the stand-up is, `HH:MM` in the team's zone.
    pub standup_time: Option<String>,
    /// How long it may take, in minutes.
    pub standup_minutes: i64,
    /// How many others must agree to a standard.
    pub approvals: i64,
    /// The language of what it keeps together.
    pub language: Language,
    /// The place in the feed after which what is published for it becomes commits; absent: it does not.
    pub commits_from: Option<i64>,
    /// Raised by every change.
    pub version: i64,
}

impl Team {
    /// Today, where the team is.
    pub fn today(&self, now: Timestamp) -> Day {
        Day::of(now, &self.zone)
    }

    /// A limit on work in progress that warns and never refuses: half the team, at least three.
    pub fn work_limit(members: i64) -> i64 {
        (members / 2).max(3)
    }
}

/// Reads a team's name: 1 to 60 characters on one line.
pub(super) fn team_name(text: &str) -> Result<String> {
    let name = one_line(text);
    match name.chars().count() {
        0 => Err(Error::invalid("team", say!("team-name-missing"))),
        1..=60 => Ok(name),
        _ => Err(Error::invalid("team", say!("team-name-too-long", max = 60))),
    }
}

/// Reads a time of day, `9:30` or `09:30`; empty is none.
pub(super) fn standup_time(text: &str) -> Result<Option<String>> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let parsed = text.split_once(':').and_then(|(hour, minute)| {
        let hour: u8 = hour.parse().ok().filter(|hour| *hour < 24)?;
        let minute: u8 = minute
            .get(..2)?
            .parse()
            .ok()
            .filter(|minute| *minute < 60)?;
        Some(format!("{hour:02}:{minute:02}"))
    });
    match parsed {
        Some(time) => Ok(Some(time)),
        None => Err(Error::invalid("standup_time", say!("team-bad-time"))),
    }
}
