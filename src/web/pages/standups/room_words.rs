//! What the room says beside the card: the time that is left, what stays open, where *next* leads, what a form offers.

use crate::clock::Timestamp;
use crate::problems::{AsideReason, Purpose};
use crate::standups::{Minutes, Moved, Outcome, Place, Session, Step, TurnState, Verdict};
use crate::web::page::Shell;

use super::room::Choice;
use super::typed::Typed;
use super::words;

/// What is left of the team's time, and whether it is over.
pub(super) fn time(shell: &Shell, session: &Session, now: Timestamp) -> (String, bool) {
    if session.standup.apart() {
        let hours = session.head.step_hours;
        let words = shell.with("standup-time-apart", &[("hours", hours.into())]);
        return (words, false);
    }
    let budget = session.head.budget_minutes + session.head.more_minutes;
    let Some(left) = session.seconds_left(now) else {
        return (
            shell.with("standup-time-not-begun", &[("budget", budget.into())]),
            false,
        );
    };
    if left > 0 {
        let minutes = (left + 59) / 60;
        (
            shell.with(
                "standup-time-left",
                &[("minutes", minutes.into()), ("budget", budget.into())],
            ),
            false,
        )
    } else {
        let minutes = -left / 60;
        (
            shell.with(
                "standup-time-over",
                &[("minutes", minutes.into()), ("budget", budget.into())],
            ),
            true,
        )
    }
}

/// What the room is called, before its number and behind it.
pub(super) fn heading(shell: &Shell, session: &Session, minutes: &Minutes) -> (String, String) {
    let (id, team) = (session.head.id.to_string(), minutes.team.name.as_str());
    let whole = shell.with(
        "standup-title-of",
        &[("id", id.as_str().into()), ("team", team.into())],
    );
    let (before, behind) = whole.split_once(&id).unwrap_or((&whole, ""));
    (before.to_owned(), behind.to_owned())
}

/// What a screen reader is told when it changes: the step, and whose turn it is.
pub(super) fn says(shell: &Shell, session: &Session, minutes: &Minutes, here: Place) -> String {
    let step = shell.say(words::step(here.step));
    match session.standup.speaker() {
        Some(speaker) => shell.with(
            "standup-says-turn",
            &[
                ("name", minutes.name(speaker).into()),
                ("seconds", session.turn_seconds().into()),
            ],
        ),
        None => match here.problem {
            Some(problem) => shell.with(
                "standup-says-step",
                &[("step", step.into()), ("id", problem.into())],
            ),
            None => step.to_owned(),
        },
    }
}

/// Who has not spoken yet, beside what leads on from the round: nobody is skipped silently.
pub(super) fn unheard(shell: &Shell, session: &Session, minutes: &Minutes) -> String {
    let floor = session.standup.floor();
    let turns = floor.map_or(&[][..], |floor| floor.turns());
    let waits = turns.iter().filter(|turn| turn.state == TurnState::Waiting);
    let names: Vec<&str> = waits.map(|turn| minutes.name(&turn.member)).collect();
    match names.len() {
        0 => String::new(),
        count => shell.with(
            "standup-unheard",
            &[("names", names.join(", ").into()), ("count", count.into())],
        ),
    }
}

pub(super) fn moved_words(shell: &Shell, moved: Option<&Moved>) -> String {
    match moved {
        Some(moved) if !moved.undecided.is_empty() => {
            let ids: Vec<String> = moved.undecided.iter().map(ToString::to_string).collect();
            shell.with("standup-moved-undecided", &[("ids", ids.join(", ").into())])
        }
        _ => String::new(),
    }
}

/// Where *next* leads from here.
pub(super) fn next_is(session: &Session) -> Step {
    let mut ahead = session.standup.clone();
    ahead.next();
    ahead.place().step
}

pub(super) fn next_word(shell: &Shell, session: &Session) -> String {
    let here = session.standup.place();
    let mut ahead = session.standup.clone();
    ahead.next();
    let there = ahead.place();
    match (there.step, there.problem) {
        (Step::Ended, _) => shell.say("standup-next-end").to_owned(),
        (Step::News, _) if here.step == Step::Gathering => shell.say("standup-begin").to_owned(),
        (Step::News, _) => shell.say("standup-next-card").to_owned(),
        (Step::Facts, Some(id)) => shell.with("standup-next-round", &[("id", id.into())]),
        (step, _) => shell.with(
            "standup-next-step",
            &[("step", shell.say(words::step(step)).into())],
        ),
    }
}

pub(super) fn left_open(shell: &Shell, session: &Session) -> String {
    let in_the_news = session.standup.place().step == Step::News;
    let open = session
        .standup
        .cards()
        .iter()
        .filter(|card| card.outcome() != Outcome::Decided)
        // In the news, a card that has its full round after them is not left open.
        .filter(|card| !(in_the_news && card.verdict == Some(Verdict::Round)));
    shell.with("standup-end-left", &[("count", open.count().into())])
}

/// Which of the forms was refused, so that it stands open with what was typed.
pub(super) fn open_form(typed: &Typed) -> String {
    match (typed.get("do"), typed.get("book")) {
        ("", book) => book.to_owned(),
        (verdict, _) => verdict.to_owned(),
    }
}

pub(super) fn purposes(shell: &Shell) -> Vec<Choice> {
    let none = Choice {
        value: String::new(),
        name: String::new(),
    };
    let all = Purpose::ALL.iter().map(|purpose| Choice {
        value: purpose.as_str().to_owned(),
        name: shell.say(words::purpose(*purpose)).to_owned(),
    });
    std::iter::once(none).chain(all).collect()
}

pub(super) fn asides(shell: &Shell) -> Vec<Choice> {
    let order = [
        AsideReason::NoLonger,
        AsideReason::Duplicate,
        AsideReason::NotOurs,
        AsideReason::AcceptedRisk,
    ];
    let choice = |reason: AsideReason| Choice {
        value: reason.as_str().to_owned(),
        name: shell.say(words::aside(reason)).to_owned(),
    };
    order.into_iter().map(choice).collect()
}
