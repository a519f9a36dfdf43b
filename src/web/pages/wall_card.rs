//! A card of the wall as one sees it: how it stands against its date, in a word; nothing that is not needed.

use crate::clock::{Day, WorkingWeek};
use crate::i18n;
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
}

/// Words a card.
pub(super) fn view(shell: &Shell, card: &Card, today: Day, week: WorkingWeek) -> CardView {
    let lateness = card.pace().lateness(today, week);
    let (tone, when) = stands(shell, card, lateness);
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
    }
}

/// The stamp of what came back; empty for what never did.
pub(super) fn stamp(shell: &Shell, recurrences: i64) -> String {
    match recurrences {
        0 => String::new(),
        times => shell.count("wall-came-back", times),
    }
}

/// The edge and the word.
fn stands(shell: &Shell, card: &Card, lateness: Lateness) -> (&'static str, String) {
    let words = shell.words();
    match lateness {
        Lateness::Late { days, .. } => ("late", words.late(days)),
        Lateness::Due(day) if card.state == State::Checking => ("due", held(shell, day)),
        Lateness::Due(day) => ("due", words.due(day).text),
        Lateness::OnTime(day) if card.state == State::Checking => ("", held(shell, day)),
        _ => ("", on_time(shell, card)),
    }
}

fn on_time(shell: &Shell, card: &Card) -> String {
    let waits_for_text = card.book() == Some(BookWord::Waiting);
    match (card.state, card.earliest_due) {
        (State::Acting, None) if waits_for_text => shell.say("wall-waits-for-text").to_owned(),
        (State::Acting, None) => shell.say("wall-done-waits").to_owned(),
        (State::Acting | State::Analysing, _) if !card.seen() => {
            shell.say("wall-not-seen").to_owned()
        }
        (State::Acting | State::Analysing, Some(due)) => shell.words().by(due).text,
        _ if card.waiting_occurrences > 0 => shell.say("wall-told-again").to_owned(),
        _ => String::new(),
    }
}

fn held(shell: &Shell, day: Day) -> String {
    let day = shell.day(day).text;
    i18n::with(shell.language(), "wall-did-it-hold", &[("day", day.into())])
}
