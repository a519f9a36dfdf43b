//! Dates and durations in words, as pages and cards say them: relative, with the exact date beside for whoever asks.
//! It decides no rule: what is late or due is told by the domain.

use crate::clock::{Day, Timestamp, Zone};
use crate::i18n::{self, Language};

/// A date as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// Relative where that is shorter to understand: "3 hours ago", "Thursday".
    pub text: String,
    /// Written out: "12 March 2026 at 14:02".
    pub exact: String,
    /// For the `datetime` attribute: RFC 3339, or `YYYY-MM-DD` for a civil date.
    pub machine: String,
}

/// The words for one reader: a language, a zone, and the time at which the page is made.
#[derive(Debug, Clone)]
pub struct Words {
    language: Language,
    zone: Zone,
    now: Timestamp,
}

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAYS_OF_A_MONTH: i64 = 30;
/// Up to here an instant in the past is told in days; an older one is a date.
const DAYS_TOLD_AGO: i64 = 13;
/// Up to here an age is told in days; a greater one in months, then in years.
const DAYS_TOLD_AS_AGE: i64 = 60;

impl Words {
    /// The words of a language, for a zone, at an instant.
    pub fn new(language: Language, zone: Zone, now: Timestamp) -> Self {
        Self {
            language,
            zone,
            now,
        }
    }

    /// The zone of this reader.
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// The day it is for this reader.
    pub fn today(&self) -> Day {
        Day::of(self.now, &self.zone)
    }

    /// When something happened: "just now", "20 min ago", "yesterday", "8 days ago", "12 March".
    pub fn ago(&self, at: Timestamp) -> When {
        let seconds = self.now.seconds_since(at).max(0);
        let days = self.days_since(at);
        let text = if seconds < MINUTE {
            self.say("words-now")
        } else if seconds < HOUR {
            self.count("words-ago-minutes", seconds / MINUTE)
        } else if days == 0 || seconds < 8 * HOUR {
            self.count("words-ago-hours", seconds / HOUR)
        } else if days == 1 {
            self.say("words-yesterday")
        } else if days <= DAYS_TOLD_AGO {
            self.count("words-ago-days", days)
        } else {
            self.date(Day::of(at, &self.zone))
        };
        self.instant(text, at)
    }

    /// How old something is, without a verb: "20 min", "3 hours", "yesterday", "8 days", "2 months".
    pub fn age(&self, at: Timestamp) -> When {
        let seconds = self.now.seconds_since(at).max(0);
        let days = self.days_since(at);
        let text = if seconds < MINUTE {
            self.say("words-now")
        } else if seconds < HOUR {
            self.count("words-age-minutes", seconds / MINUTE)
        } else if days == 0 || seconds < 8 * HOUR {
            self.count("words-age-hours", seconds / HOUR)
        } else if days == 1 {
            self.say("words-yesterday")
        } else if days <= DAYS_TOLD_AS_AGE {
            self.count("words-age-days", days)
        } else if days < 24 * DAYS_OF_A_MONTH {
            self.count("words-age-months", days / DAYS_OF_A_MONTH)
        } else {
            self.count("words-age-years", days / 365)
        };
        self.instant(text, at)
    }

    /// An instant written out wherever it stands: "12 March 2026 at 14:02".
    pub fn moment(&self, at: Timestamp) -> When {
        self.instant(self.exact_instant(at), at)
    }

    /// A civil date: "today", "tomorrow", "Thursday", "12 March", "12 March 2025".
    pub fn day(&self, day: Day) -> When {
        let text = match day.days_since(self.today()) {
            0 => self.say("words-today"),
            1 => self.say("words-tomorrow"),
            -1 => self.say("words-yesterday"),
            -6..=6 => self.weekday(day),
            _ => self.date(day),
        };
        self.civil(text, day)
    }

    /// When something was last so, within a sentence: "yesterday", "8 days ago", "on 12 March".
    pub fn last(&self, at: Timestamp) -> When {
        let when = self.ago(at);
        let text = match self.days_since(at) > DAYS_TOLD_AGO {
            true => self.on_date(when.text),
            false => when.text,
        };
        When {
            text,
            exact: self.on_date(when.exact),
            machine: when.machine,
        }
    }

    /// The day on which something was done: "yesterday", "Thursday", "on 12 March".
    pub fn on(&self, day: Day) -> When {
        When {
            exact: self.on_date(self.full_date(day)),
            ..self.civil(self.placed(day, "words-on", "words-on-date"), day)
        }
    }

    /// By when something is to be done: "by Thursday", "by 12 March".
    pub fn by(&self, day: Day) -> When {
        When {
            exact: self.by_date(day),
            ..self.civil(self.placed(day, "words-by", "words-by-date"), day)
        }
    }

    /// Since when something is so: "since yesterday", "since 6 October".
    pub fn since(&self, at: Timestamp) -> When {
        let day = Day::of(at, &self.zone);
        let text = self.placed(day, "words-since", "words-since-date");
        self.instant(text, at)
    }

    /// Until when something is so: "until tomorrow", "until 6 October".
    pub fn until(&self, day: Day) -> When {
        self.civil(self.placed(day, "words-until", "words-until-date"), day)
    }

    /// What is due within a working day: "due today", "due tomorrow", "due Monday".
    pub fn due(&self, day: Day) -> When {
        let text = i18n::with(
            self.language,
            "words-due",
            &[("day", self.day(day).text.into())],
        );
        When {
            exact: self.by_date(day),
            ..self.civil(text, day)
        }
    }

    /// How late something is, in days: "4 days late".
    pub fn late(&self, days: i64) -> String {
        self.count("words-late", days.max(1))
    }

    /// What is late, with its date and for good: "late: by 12 March 2026".
    pub fn was_due(&self, day: Day) -> String {
        let by = self.by_date(day);
        i18n::with(self.language, "words-was-due", &[("by", by.into())])
    }

    fn on_date(&self, date: String) -> String {
        i18n::with(self.language, "words-on-date", &[("day", date.into())])
    }

    fn by_date(&self, day: Day) -> String {
        let date = self.full_date(day);
        i18n::with(self.language, "words-by-date", &[("day", date.into())])
    }

    /// A civil date behind a word, which is another one before a date of the month.
    fn placed(&self, day: Day, near: &'static str, far: &'static str) -> String {
        let is_near = matches!(day.days_since(self.today()), -6..=6);
        let key = if is_near { near } else { far };
        i18n::with(self.language, key, &[("day", self.day(day).text.into())])
    }

    fn days_since(&self, at: Timestamp) -> i64 {
        self.today().days_since(Day::of(at, &self.zone)).max(0)
    }

    fn instant(&self, text: String, at: Timestamp) -> When {
        When {
            text,
            exact: self.exact_instant(at),
            machine: at.to_string(),
        }
    }

    fn civil(&self, text: String, day: Day) -> When {
        When {
            text,
            exact: self.full_date(day),
            machine: day.to_string(),
        }
    }

    fn exact_instant(&self, at: Timestamp) -> String {
        let (hour, minute) = self.zone.hour_and_minute(at);
        i18n::with(
            self.language,
            "words-instant",
            &[
                ("date", self.full_date(Day::of(at, &self.zone)).into()),
                ("time", format!("{hour:02}:{minute:02}").into()),
            ],
        )
    }

    /// The date without its year when that is this year's.
    fn date(&self, day: Day) -> String {
        if day.parts().0 == self.today().parts().0 {
            self.spell("words-date", day)
        } else {
            self.full_date(day)
        }
    }

    fn full_date(&self, day: Day) -> String {
        i18n::date(self.language, day)
    }

    fn spell(&self, key: &'static str, day: Day) -> String {
        let (year, month, date) = day.parts();
        let month = i18n::with(
            self.language,
            "words-month",
            &[("month", i64::from(month).into())],
        );
        i18n::with(
            self.language,
            key,
            &[
                ("date", i64::from(date).into()),
                ("month", month.into()),
                ("year", year.to_string().into()),
            ],
        )
    }

    fn weekday(&self, day: Day) -> String {
        i18n::with(
            self.language,
            "words-weekday",
            &[("weekday", i64::from(day.weekday()).into())],
        )
    }

    fn say(&self, key: &'static str) -> String {
        i18n::say(self.language, key).to_owned()
    }

    fn count(&self, key: &'static str, count: i64) -> String {
        i18n::with(self.language, key, &[("count", count.into())])
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    /// Thursday 12 March 2026, 14:02 in Paris.
    fn words(language: Language) -> Words {
        let zone: Zone = "Europe/Paris".parse().unwrap();
        Words::new(language, zone, at("2026-03-12T13:02:00Z"))
    }

    fn ago(language: Language, instant: &str) -> String {
        words(language).ago(at(instant)).text
    }

    #[test]
    fn the_past_is_told_as_people_tell_it() {
        assert_eq!(ago(Language::En, "2026-03-12T13:01:30Z"), "just now");
        assert_eq!(ago(Language::En, "2026-03-12T12:42:00Z"), "20 min ago");
        assert_eq!(ago(Language::En, "2026-03-12T11:30:00Z"), "1 hour ago");
        assert_eq!(ago(Language::En, "2026-03-11T10:00:00Z"), "yesterday");
        assert_eq!(ago(Language::En, "2026-03-04T10:00:00Z"), "8 days ago");
        assert_eq!(ago(Language::En, "2026-02-01T10:00:00Z"), "1 February");
        assert_eq!(ago(Language::En, "2025-03-01T10:00:00Z"), "1 March 2025");
        assert_eq!(ago(Language::Fr, "2026-03-12T10:00:00Z"), "il y a 3 heures");
        assert_eq!(ago(Language::Fr, "2026-03-04T10:00:00Z"), "il y a 8 jours");
        assert_eq!(ago(Language::Fr, "2026-02-01T10:00:00Z"), "1er février");
    }

    #[test]
    fn the_day_changes_at_the_readers_midnight() {
        let zone: Zone = "Europe/Paris".parse().unwrap();
        let morning = Words::new(Language::En, zone, at("2026-03-12T07:30:00Z"));
        assert_eq!(morning.ago(at("2026-03-11T22:59:00Z")).text, "yesterday");
        assert_eq!(morning.ago(at("2026-03-11T23:01:00Z")).text, "8 hours ago");
    }

    #[test]
    fn an_age_has_no_verb_and_keeps_counting() {
        let age = |instant: &str| words(Language::En).age(at(instant)).text;
        assert_eq!(age("2026-03-12T10:00:00Z"), "3 hours");
        assert_eq!(age("2026-02-10T10:00:00Z"), "30 days");
        assert_eq!(age("2025-12-01T10:00:00Z"), "3 months");
        assert_eq!(age("2023-12-01T10:00:00Z"), "2 years");
        assert_eq!(
            words(Language::Fr).age(at("2025-12-01T10:00:00Z")).text,
            "3 mois"
        );
    }

    #[test]
    fn a_clock_that_runs_ahead_gives_no_negative_age() {
        assert_eq!(ago(Language::En, "2026-03-12T15:00:00Z"), "just now");
    }

    #[test]
    fn days_are_named_while_they_are_near() {
        let day = |text: &str| words(Language::En).day(text.parse().unwrap()).text;
        assert_eq!(day("2026-03-12"), "today");
        assert_eq!(day("2026-03-13"), "tomorrow");
        assert_eq!(day("2026-03-16"), "Monday");
        assert_eq!(day("2026-03-19"), "19 March");
        assert_eq!(day("2027-01-01"), "1 January 2027");
        let by = |language, text: &str| words(language).by(text.parse().unwrap()).text;
        assert_eq!(by(Language::En, "2026-03-16"), "by Monday");
        assert_eq!(by(Language::Fr, "2026-03-16"), "pour lundi");
        assert_eq!(by(Language::Fr, "2026-05-01"), "pour le 1er mai");
        let on = |language, text: &str| words(language).on(text.parse().unwrap()).text;
        assert_eq!(on(Language::En, "2026-03-11"), "yesterday");
        assert_eq!(on(Language::En, "2026-03-09"), "Monday");
        assert_eq!(on(Language::Fr, "2026-03-01"), "le 1er mars");
        let due = |language, text: &str| words(language).due(text.parse().unwrap()).text;
        assert_eq!(due(Language::En, "2026-03-12"), "due today");
        assert_eq!(due(Language::Fr, "2026-03-13"), "échéance demain");
    }

    #[test]
    fn lateness_is_a_number_of_days() {
        assert_eq!(words(Language::En).late(1), "1 day late");
        assert_eq!(words(Language::En).late(4), "4 days late");
        assert_eq!(words(Language::Fr).late(4), "4 jours de retard");
        let day = "2026-03-09".parse().unwrap();
        assert_eq!(words(Language::En).was_due(day), "late: by 9 March 2026");
        assert_eq!(
            words(Language::Fr).was_due(day),
            "en retard\u{202f}: pour le 9 mars 2026"
        );
    }

    #[test]
    fn the_exact_date_and_the_machines_stand_beside() {
        let when = words(Language::En).ago(at("2026-03-11T10:05:00Z"));
        assert_eq!(when.exact, "11 March 2026 at 11:05");
        assert_eq!(when.machine, "2026-03-11T10:05:00Z");
        let when = words(Language::Fr).day("2026-03-13".parse().unwrap());
        assert_eq!(when.exact, "13 mars 2026");
        assert_eq!(when.machine, "2026-03-13");
        let when = words(Language::Fr).last(at("2026-02-01T10:00:00Z"));
        assert_eq!(when.text, "le 1er février");
        assert_eq!(when.exact, "le 1er février 2026 à 11:00");
        let when = words(Language::En).by("2026-03-13".parse().unwrap());
        assert_eq!(
            (&*when.text, &*when.exact),
            ("by tomorrow", "by 13 March 2026")
        );
        let when = words(Language::Fr).moment(at("2026-03-12T08:30:00Z"));
        assert_eq!(when.text, "12 mars 2026 à 09:30");
    }
}
