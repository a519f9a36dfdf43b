//! `/standups/U-7` while it runs: the room's view, on the projector and on whatever else looks. Whoever leads has the
//! forms; everybody else sees the same and may note ideas, come, leave, or take over.

use askama::Template;

use crate::id::MemberId;
use crate::members::{Member, Role};
use crate::standups::{
    CardMinutes, CardRow, Minutes, Mode, Outcome, Room, Session, Step, TurnState, Verdict,
};
use crate::web::page::Shell;

use super::card::{self, CardView};
use super::join::Join;
use super::looks::Looks;
use super::room_answer::{Answer, FaultRow};
use super::room_clock::ClockView;
use super::room_ready::ReadyView;
use super::typed::Typed;
use super::{room_words, words};

/// The page of a running stand-up.
#[derive(Debug, Template)]
#[template(path = "standups/room.html", blocks = ["main"])]
pub(super) struct RoomPage {
    shell: Shell,
    /// Only what changes is asked for.
    pub(super) is_part: bool,
    id: String,
    /// What stands before its number, and behind it.
    heading: (String, String),
    team: String,
    led_by: String,
    step: &'static str,
    step_word: &'static str,
    ask: &'static str,
    agenda: Vec<AgendaRow>,
    left_on_wall: String,
    people: Vec<PersonRow>,
    can_come: bool,
    can_leave: bool,
    can_take_over: bool,
    leads: bool,
    may: bool,
    absent: Vec<Choice>,
    faults: Vec<FaultRow>,
    refused: String,
    /// What was typed where the room has gone on since.
    kept: Vec<String>,
    said: String,
    card_of: String,
    time_words: String,
    over_time: bool,
    clock: ClockView,
    ready: ReadyView,
    apart: bool,
    leader_is_here: bool,
    big: bool,
    more: i64,
    silent: bool,
    may_go_apart: bool,
    can_come_back: bool,
    in_the_room: Vec<Choice>,
    says: String,
    unheard: String,
    steps: Vec<StepRow>,
    card: Option<CardView>,
    turns: Vec<TurnRow>,
    turn_at: usize,
    speaker: String,
    /// It is oneself.
    speaks: bool,
    speaks_next: String,
    can_turn: bool,
    form_key: String,
    typed: Typed,
    open: String,
    owners: Vec<Choice>,
    purposes: Vec<Choice>,
    asides: Vec<Choice>,
    can_go_back: bool,
    last: bool,
    at: i64,
    version: i64,
    left_open: String,
    next_word: String,
    not_yours: String,
    /// What those who do not lead can do, over the day, while whoever leads goes through a step.
    waits: String,
}

/// What may be chosen in a form.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) name: String,
}

#[derive(Debug)]
struct AgendaRow {
    id: String,
    title: String,
    why: String,
    current: bool,
    over: bool,
    /// It waits for the floor, and can be put elsewhere.
    waits: bool,
}

#[derive(Debug)]
struct PersonRow {
    name: String,
    note: &'static str,
}

#[derive(Debug)]
struct StepRow {
    word: &'static str,
    current: bool,
    over: bool,
}

#[derive(Debug)]
struct TurnRow {
    name: String,
    word: &'static str,
    current: bool,
    over: bool,
}

impl RoomPage {
    /// The page for whoever sees the room in this way.
    pub(super) fn of(shell: Shell, room: &Room, looks: &Looks, mut answer: Answer) -> Self {
        let (session, minutes) = (&room.session, &room.minutes);
        let (sight, own) = (&looks.sight, looks.own.as_ref());
        let now = shell.now();
        let here = session.standup.place();
        let kept = answer.leave_behind(here);
        let typed = answer.typed(room);
        let rows = || minutes.cards.iter().map(|card| &card.card);
        let card = room.case.as_ref().and_then(|case| {
            let row = rows().find(|row| Some(row.problem) == here.problem)?;
            Some(card::view(&shell, room, case, row, looks))
        });
        let leads = own.is_some_and(|own| own.leads);
        let present = session.standup.people();
        let is_present = |member: &Member| present.iter().any(|person| person.member == member.id);
        // Only whoever leads chooses among them.
        let members = own.map_or(&[][..], |own| &own.members);
        let takes = |member: &&Member| member.role >= Role::Member;
        let chosen = |member: &Member| Choice {
            value: member.id.to_string(),
            name: member.name.clone(),
        };
        let absent = members.iter().filter(|member| !is_present(member));
        let leader = minutes.name(&session.head.leader).to_owned();
        let said = room_words::moved_words(&shell, answer.moved.as_ref());
        let floor = session.standup.floor();
        let speaker = session.standup.speaker();
        let apart = session.standup.apart();
        let name_of =
            |member: Option<&MemberId>| member.map_or("", |one| minutes.name(one)).to_owned();
        let (time_words, over_time) = room_words::time(&shell, session, now);
        Self {
            id: session.head.id.to_string(),
            heading: room_words::heading(&shell, session, minutes),
            team: minutes.team.name.clone(),
            step: here.step.as_str(),
            step_word: shell.say(words::step(here.step)),
            ask: shell.say(words::ask(here.step)),
            agenda: minutes
                .cards
                .iter()
                .map(|card| agenda_row(&shell, session, card))
                .collect(),
            left_on_wall: match session.head.left_on_wall {
                0 => String::new(),
                count => shell.with("standup-left-on-wall", &[("count", count.into())]),
            },
            people: people(&shell, session, minutes),
            can_come: sight.may && !sight.here,
            can_leave: sight.may && sight.here && !leads,
            can_take_over: sight.may && !leads,
            clock: ClockView::of(&shell, session, now),
            ready: ReadyView::of(&shell, session, sight),
            apart,
            leader_is_here: sight.moment.is_led(),
            big: answer.big,
            more: session.head.more_minutes,
            silent: session.head.mode != Mode::Spoken,
            may_go_apart: !apart && session.standup.clone().set_mode(Mode::Async).is_ok(),
            can_come_back: !leads && !apart && sight.passed,
            in_the_room: members
                .iter()
                .filter(takes)
                .filter(|member| is_present(member) && member.id != session.head.leader)
                .map(chosen)
                .collect(),
            says: room_words::says(&shell, session, minutes, here),
            unheard: room_words::unheard(&shell, session, minutes),
            absent: absent.map(chosen).collect(),
            faults: answer.faults,
            refused: answer.refused,
            kept,
            said,
            card_of: card_of(&shell, session, rows().collect()),
            time_words,
            over_time,
            steps: steps(&shell, session, minutes),
            turns: turns(&shell, session, minutes),
            turn_at: floor.map_or(0, |floor| floor.had()),
            speaker: name_of(speaker),
            speaks_next: name_of(speaker.and(floor).and_then(|floor| floor.following())),
            speaks: sight.speaks && !leads,
            can_turn: !apart && (leads || sight.speaks),
            form_key: looks.form_key.clone(),
            open: room_words::open_form(&typed),
            typed,
            owners: members.iter().filter(takes).map(chosen).collect(),
            purposes: room_words::purposes(&shell),
            asides: room_words::asides(&shell),
            can_go_back: here.step != Step::Gathering,
            last: room_words::next_is(session) == Step::Ended,
            at: session.at,
            version: session.head.version,
            left_open: room_words::left_open(&shell, session),
            next_word: room_words::next_word(&shell, session),
            not_yours: shell.with("standup-not-yours", &[("leader", leader.as_str().into())]),
            waits: match sight.may && apart && !leads && !session.standup.waits_for_all() {
                true => shell.with("standup-apart-waits", &[("leader", leader.as_str().into())]),
                false => String::new(),
            },
            led_by: shell.with("standup-led-by", &[("leader", leader.as_str().into())]),
            leads,
            may: sight.may,
            is_part: false,
            card,
            shell,
        }
    }

    fn here(&self, act: &str) -> String {
        format!("/standups/{}/{act}", self.id)
    }

    fn idea_path(&self, idea: &str) -> String {
        self.here(&format!("ideas/{idea}"))
    }

    /// Ideas are noted until they are weighed.
    fn takes_ideas(&self) -> bool {
        !matches!(self.step, "dots" | "decision" | "writeup")
    }

    /// What the field for an idea asks, and about which problem: one's own words where they are written, those of the
    /// speaker where they are said.
    fn idea_label(&self, problem: &str) -> String {
        let written = self.silent && matches!(self.step, "facts" | "covered" | "silence");
        let key = if written {
            "standup-idea-write"
        } else {
            "standup-idea-text"
        };
        self.shell.with(key, &[("id", problem.into())])
    }

    fn join(&self) -> Join {
        Join::of(&self.shell, &self.id)
    }

    fn fault(&self, field: &str) -> &str {
        let fault = self.faults.iter().find(|fault| fault.field == field);
        fault.map_or("", |fault| &fault.text)
    }
}

fn agenda_row(shell: &Shell, session: &Session, row: &CardMinutes) -> AgendaRow {
    let (title, row) = (row.title.clone(), &row.card);
    let card = session.standup.card(row.problem);
    let current = session.standup.place().problem == Some(row.problem);
    let in_round = session.standup.full_rounds().any(|one| one == row.problem);
    let why = match row.verdict {
        Some(Verdict::Round) if in_round => "standup-became-round",
        Some(verdict) => words::became(verdict),
        None if row.seen && !current => "standup-became-open",
        None => words::reason(&row.reason),
    };
    AgendaRow {
        id: row.problem.to_string(),
        title,
        why: shell.say(why).to_owned(),
        current,
        over: card.is_some_and(|card| card.outcome() == Outcome::Decided),
        waits: session
            .standup
            .news_to_come()
            .any(|problem| problem == row.problem),
    }
}

fn people(shell: &Shell, session: &Session, minutes: &Minutes) -> Vec<PersonRow> {
    let turns = session
        .standup
        .floor()
        .map_or(&[][..], |floor| floor.turns());
    let note = |member: &MemberId| {
        let turn = turns.iter().find(|turn| turn.member == *member);
        turn.map_or("", |turn| shell.say(words::turn(turn.state)))
    };
    let people = session.standup.people().iter();
    people
        .map(|person| PersonRow {
            name: minutes.name(&person.member).to_owned(),
            note: note(&person.member),
        })
        .collect()
}

fn turns(shell: &Shell, session: &Session, minutes: &Minutes) -> Vec<TurnRow> {
    let Some(floor) = session.standup.floor() else {
        return Vec::new();
    };
    let turns = floor.turns().iter();
    turns
        .map(|turn| TurnRow {
            name: minutes.name(&turn.member).to_owned(),
            word: shell.say(words::turn(turn.state)),
            current: session.standup.speaker() == Some(&turn.member),
            over: turn.state != TurnState::Waiting,
        })
        .collect()
}

fn steps(shell: &Shell, session: &Session, minutes: &Minutes) -> Vec<StepRow> {
    let here = session.standup.place();
    let mut cards = minutes.cards.iter();
    let card = cards.find(|card| Some(card.card.problem) == here.problem);
    let row = |step: Step| StepRow {
        word: shell.say(words::step(step)),
        current: step == here.step,
        over: step < here.step && card.is_some_and(|card| has_said(card, step)),
    };
    match here.step.of_full_round() {
        true => Step::of(session.head.mode).map(row).collect(),
        false => Vec::new(),
    }
}

/// Whether a step of the full round left anything: one that was passed over is not marked as done.
fn has_said(card: &CardMinutes, step: Step) -> bool {
    match step {
        Step::Facts => !card.should_be.is_empty() || !card.is.is_empty(),
        Step::Covered => card.card.covered.is_some(),
        Step::Silence | Step::Round => !card.ideas.is_empty(),
        Step::Dots => card.card.voters > 0,
        _ => !card.lines.is_empty(),
    }
}

fn card_of(shell: &Shell, session: &Session, rows: Vec<&CardRow>) -> String {
    let here = session.standup.place();
    let at = rows
        .iter()
        .position(|row| Some(row.problem) == here.problem);
    match (here.step, at) {
        (Step::News, Some(at)) => shell.with(
            "standup-card-of",
            &[("at", (at + 1).into()), ("count", rows.len().into())],
        ),
        _ => String::new(),
    }
}
