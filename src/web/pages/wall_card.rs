//! A card of the wall as one sees it: how it stands against its date, in a word; nothing that is not needed.

use crate::clock::{Day, WorkingWeek};
use crate::problems::{BookWord, Card, Lateness, State};
use crate::web::page::Shell;
use crate::web::steps;
use crate::web::words::When;

/// A card in the words of one reader.
#[derive(Debug)]
pub(super) struct CardView {
    pub(super) id: String,
    pub(super) url: String,
    pub(super) title: String,
    pub(super) tone: &'static str,
    pub(super) age: When,
    pub(super) impact: i64,
    pub(super) impact_word: String,
    pub(super) stamp: String,
    pub(super) who: String,
    pub(super) when: String,
    /// The same with the date written out, for paper; empty where no date is meant.
    pub(super) exact: String,
}

/// Words a card.
pub(super) fn view(shell: &Shell, card: &Card, today: Day, week: WorkingWeek) -> CardView {
    let lateness = card.pace().lateness(today, week);
    let (tone, when, exact) = stands(shell, card, lateness);
    let who = card
        .hand_name
        .clone()
        .filter(|_| card.earliest_due.is_some());
    CardView {
        id: card.id.to_string(),
        url: format!("/problems/{}", card.id),
        title: card.title.clone(),
        tone,
        age: shell.words().age(card.posted_at),
        impact: card.impact.unwrap_or(0),
        impact_word: card
            .impact
            .map(|level| shell.tell(&steps::impact(level)))
            .unwrap_or_default(),
        stamp: stamp(shell, card.recurrences),
        who: who.unwrap_or_default(),
        when,
        exact,
    }
}

/// The stamp of what came back; empty for what never did.
pub(super) fn stamp(shell: &Shell, recurrences: i64) -> String {
    match recurrences {
        0 => String::new(),
        times => shell.count("wall-came-back", times),
    }
}

/// The edge, the words, and the words for paper.
fn stands(shell: &Shell, card: &Card, lateness: Lateness) -> (&'static str, String, String) {
    let words = shell.words();
    let told = |tone, when: When| (tone, when.text, when.exact);
    match lateness {
        Lateness::Late { days, date } => ("late", words.late(days), words.was_due(date)),
        Lateness::Due(day) if card.state == State::Checking => told("due", held(shell, day)),
        Lateness::Due(day) => told("due", words.due(day)),
        Lateness::OnTime(day) if card.state == State::Checking => told("", held(shell, day)),
        _ => on_time(shell, card),
    }
}

fn on_time(shell: &Shell, card: &Card) -> (&'static str, String, String) {
    let waits_for_text = card.book() == Some(BookWord::Waiting);
    let said = match (card.state, card.earliest_due) {
        _ if card.pin.is_some() => shell.say("wall-pinned"),
        (State::Acting, None) if waits_for_text => shell.say("wall-waits-for-text"),
        (State::Acting, None) => shell.say("wall-done-waits"),
        (State::Acting | State::Analysing, _) if !card.seen() => shell.say("wall-not-seen"),
        (State::Acting | State::Analysing, Some(due)) => {
            let by = shell.words().by(due);
            return ("", by.text, by.exact);
        }
        _ if card.waiting_occurrences > 0 => shell.say("wall-told-again"),
        _ => "",
    };
    ("", said.to_owned(), String::new())
}

fn held(shell: &Shell, day: Day) -> When {
    let when = shell.day(day);
    let asked = |day: String| shell.with("wall-did-it-hold", &[("day", day.into())]);
    When {
        text: asked(when.text),
        exact: asked(when.exact),
        machine: when.machine,
    }
}
