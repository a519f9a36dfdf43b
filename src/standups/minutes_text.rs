//! The minutes as markdown, in the team's language: what one pastes into a mail.

use std::collections::HashMap;
use std::fmt::Write;

use crate::clock::Day;
use crate::error::{Message, say};
use crate::i18n::{self, Language};
use crate::id::MemberId;
use crate::problems::Lesson;

use super::ideas::one_line;
use super::minutes::{CardMinutes, Minutes};
use super::store_said::{Idea, Line};
use super::words::{IdeaKind, LineKind, Mode, Outcome, Verdict};

/// The minutes as markdown.
pub fn markdown(minutes: &Minutes) -> String {
    let paper = Paper {
        minutes,
        language: minutes.head.lang.parse().unwrap_or_default(),
    };
    let mut text = format!("# {}\n\n", paper.heading());
    let _ = writeln!(text, "{}", paper.led());
    if !minutes.present.is_empty() {
        let names: Vec<&str> = minutes
            .present
            .iter()
            .map(|member| minutes.name(member))
            .collect();
        let _ = writeln!(
            text,
            "{}",
            paper.say(say!("standup-minutes-present", names = names.join(", ")))
        );
    }
    if minutes.cards.is_empty() {
        let _ = writeln!(text, "\n{}", paper.say(say!("standup-minutes-nothing")));
    }
    paper.told(&mut text, Outcome::Decided, say!("standup-minutes-decided"));
    paper.told(
        &mut text,
        Outcome::Undecided,
        say!("standup-minutes-undecided"),
    );
    paper.listed(&mut text);
    text
}

struct Paper<'a> {
    minutes: &'a Minutes,
    language: Language,
}

impl Paper<'_> {
    fn say(&self, message: Message) -> String {
        i18n::tell(self.language, &message)
    }

    fn heading(&self) -> String {
        let Minutes {
            head, team, day, ..
        } = self.minutes;
        let day = i18n::date(self.language, *day);
        self.say(say!(
            "standup-minutes-heading",
            id = head.id,
            team = team.name.as_str(),
            day = day
        ))
    }

    fn led(&self) -> String {
        let head = &self.minutes.head;
        let hour = |at| {
            let (hour, minute) = self.minutes.team.zone.hour_and_minute(at);
            format!("{hour:02}:{minute:02}")
        };
        let leader = &self.leaders();
        if head.mode == Mode::Async {
            let moment = |at| {
                let day = Day::of(at, &self.minutes.team.zone);
                format!("{}, {}", i18n::date(self.language, day), hour(at))
            };
            let from = moment(head.started_at);
            return match head.ended_at {
                Some(ended) => self.say(say!(
                    "standup-minutes-led-apart",
                    leader = leader.as_str(),
                    from = from,
                    to = moment(ended)
                )),
                None => self.say(say!(
                    "standup-minutes-going-apart",
                    leader = leader.as_str(),
                    from = from
                )),
            };
        }
        match head.ended_at {
            Some(ended) => self.say(say!(
                "standup-minutes-led",
                leader = leader.as_str(),
                from = hour(head.started_at),
                to = hour(ended),
                minutes = ended.seconds_since(head.begun_at.unwrap_or(ended)).max(0) / 60,
                budget = head.budget_minutes,
            )),
            None => self.say(say!(
                "standup-minutes-going",
                leader = leader.as_str(),
                from = hour(head.started_at)
            )),
        }
    }

    /// Whoever led, one after the other.
    fn leaders(&self) -> String {
        let Minutes { head, leaders, .. } = self.minutes;
        let mut names = leaders.iter().map(|member| self.minutes.name(member));
        let first = names
            .next()
            .unwrap_or_else(|| self.minutes.name(&head.leader));
        names.fold(first.to_owned(), |before, then| {
            self.say(say!("standup-minutes-then", before = before, then = then))
        })
    }

    fn told(&self, text: &mut String, outcome: Outcome, heading: Message) {
        let mut cards = self.minutes.of(outcome).peekable();
        if cards.peek().is_none() {
            return;
        }
        let _ = writeln!(text, "\n## {}", self.say(heading));
        for card in cards {
            let _ = writeln!(text, "\n### {} {}\n", card.card.problem, card.title);
            for said in self.facts(card) {
                let _ = writeln!(text, "{said}\n");
            }
            for item in self.items(card) {
                let _ = writeln!(text, "- {item}");
            }
        }
    }

    fn listed(&self, text: &mut String) {
        let mut cards = self.minutes.of(Outcome::NotReached).peekable();
        if cards.peek().is_none() {
            return;
        }
        let _ = writeln!(
            text,
            "\n## {}\n",
            self.say(say!("standup-minutes-not-reached"))
        );
        for card in cards {
            let _ = writeln!(text, "- {} {}", card.card.problem, card.title);
        }
    }

    fn facts(&self, card: &CardMinutes) -> Vec<String> {
        let (should, is) = (one_line(&card.should_be), one_line(&card.is));
        let gap = match (should.is_empty(), is.is_empty()) {
            (false, false) => Some(say!(
                "standup-minutes-gap",
                should = end(should),
                is = end(is)
            )),
            (false, true) => Some(say!("standup-minutes-should", should = end(should))),
            (true, false) => Some(say!("standup-minutes-is", is = end(is))),
            (true, true) => None,
        };
        let covered = card
            .card
            .covered
            .map(|lesson| covered(lesson, card.card.covered_by.map(|id| id.to_string())));
        gap.into_iter()
            .chain(covered)
            .map(|said| self.say(said))
            .collect()
    }

    fn items(&self, card: &CardMinutes) -> Vec<String> {
        let mut items: Vec<String> = card.lines.iter().map(|line| self.line(line)).collect();
        if card.outcome == Outcome::Undecided {
            items.extend(self.left_open(card).map(|said| self.say(said)));
        }
        if items.is_empty() {
            items.push(self.say(say!("standup-minutes-open")));
        }
        items.extend(self.few_dots(card));
        let heads = card.ideas.iter().filter(|idea| idea.same_as.is_none());
        items.extend(heads.map(|idea| self.idea(card, idea)));
        items
    }

    /// How many gave dots, where not everybody did: a count alone would say more than the room has.
    fn few_dots(&self, card: &CardMinutes) -> Option<String> {
        let (given, of) = (card.card.voters, self.minutes.present.len());
        let of = i64::try_from(of).unwrap_or(i64::MAX);
        let few = (1..of).contains(&given);
        few.then(|| self.say(say!("standup-dots-of-few", given = given, of = of)))
    }

    fn left_open(&self, card: &CardMinutes) -> impl Iterator<Item = Message> {
        let unheld = card.card.verdict == Some(Verdict::Round) && !card.had_round;
        let later = card.card.verdict == Some(Verdict::Later);
        let times = card.card.undecided_before + 1;
        [
            unheld.then(|| say!("standup-minutes-round-not-held")),
            later.then(|| say!("standup-minutes-later")),
            (times >= 3).then(|| say!("standup-minutes-third", count = times)),
        ]
        .into_iter()
        .flatten()
    }

    /// An idea with its dots and its fate; what said the same follows it.
    fn idea(&self, card: &CardMinutes, idea: &Idea) -> String {
        let text = idea.text.as_str();
        let mut said = self.say(match idea.kind {
            IdeaKind::Cause => say!("standup-minutes-idea-cause", text = text),
            IdeaKind::Countermeasure => say!("standup-minutes-idea-countermeasure", text = text),
        });
        let dots = (idea.dots > 0).then(|| self.say(say!("standup-dots", count = idea.dots)));
        let fate = idea.fate.clone().filter(|fate| !fate.is_empty());
        let notes: Vec<String> = dots.into_iter().chain(fate).collect();
        if !notes.is_empty() {
            let _ = write!(said, " ({})", notes.join(", "));
        }
        let same = card
            .ideas
            .iter()
            .filter(|other| other.same_as.as_ref() == Some(&idea.id));
        for other in same {
            let also = say!("standup-minutes-idea-same", text = other.text.as_str());
            let _ = write!(said, "\n  - {}", self.say(also));
        }
        said
    }

    fn line(&self, line: &Line) -> String {
        said(line, &self.minutes.names, self.language)
    }
}

/// One thing that was decided, in a sentence.
pub fn said(line: &Line, names: &HashMap<MemberId, String>, language: Language) -> String {
    let text = line.text.as_str();
    let owner = line
        .owner
        .as_ref()
        .and_then(|owner| names.get(owner))
        .map_or("", String::as_str);
    let due = line
        .due
        .map(|due| i18n::date(language, due))
        .unwrap_or_default();
    let reference = line.reference.as_deref().unwrap_or_default();
    let message = match line.kind {
        LineKind::Countermeasure => {
            say!(
                "standup-minutes-work",
                text = text,
                owner = owner,
                due = due
            )
        }
        LineKind::Investigation => {
            say!(
                "standup-minutes-investigation",
                text = text,
                owner = owner,
                due = due
            )
        }
        LineKind::Confirmed => say!("standup-minutes-confirmed"),
        LineKind::Looking => say!("standup-minutes-looking"),
        LineKind::SetAside => say!("standup-minutes-aside", text = text),
        LineKind::BroughtBack => say!("standup-minutes-brought-back"),
        LineKind::Stays => say!("standup-minutes-stays"),
        LineKind::Check => say!("standup-minutes-check", due = due),
        LineKind::Checked => say!("standup-minutes-checked", text = text),
        LineKind::Happened => say!("standup-minutes-happened"),
        LineKind::HappenedNot => say!("standup-minutes-happened-not"),
        LineKind::NotForTheBook => say!("standup-minutes-book-no", text = text),
        LineKind::InTheBook => {
            say!(
                "standup-minutes-book-standard",
                reference = reference,
                text = text
            )
        }
        LineKind::AgreedOnScreen => {
            say!(
                "standup-minutes-book-agreed",
                reference = reference,
                text = text
            )
        }
        LineKind::ToBeAgreed => say!("standup-minutes-book-proposal", text = text),
    };
    i18n::tell(language, &message)
}

fn covered(lesson: Lesson, by: Option<String>) -> Message {
    match (lesson, by) {
        (Lesson::None, _) => say!("standup-minutes-covered-none"),
        (Lesson::NotApplied, None) => say!("standup-minutes-covered-not-applied"),
        (Lesson::NotApplied, Some(by)) => {
            say!("standup-minutes-covered-not-applied-by", standard = by)
        }
        (Lesson::NotEnough, None) => say!("standup-minutes-covered-not-enough"),
        (Lesson::NotEnough, Some(by)) => {
            say!("standup-minutes-covered-not-enough-by", standard = by)
        }
    }
}

/// The sentence around it brings its own full stop.
fn end(text: String) -> String {
    text.strip_suffix('.').map_or(text.clone(), str::to_owned)
}
