//! `/standups/U-7` while it runs: the room's view, on the projector and on whatever else looks. Whoever leads has the
//! forms; everybody else sees the same and may note ideas, come, leave, or take over.

use askama::Template;

use crate::db::Tx;
use crate::error::Result;
use crate::id::MemberId;
use crate::members::{self, Member, Role};
use crate::standups::{
    self, CardRow, Minutes, Mode, Moved, Outcome, Session, Step, TurnState, Verdict,
};
use crate::web::page::Shell;

use super::card::{self, CardView};
use super::join::Join;
use super::room_clock::ClockView;
use super::room_ready::ReadyView;
use super::typed::Typed;
use super::{room_words, words};

/// The page of a running stand-up.
#[derive(Debug, Template)]
#[template(path = "standups/room.html")]
pub(super) struct RoomPage {
    shell: Shell,
    id: String,
    heading: String,
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
    may_change_mode: bool,
    can_come_back: bool,
    in_the_room: Vec<Choice>,
    says: String,
    unheard: String,
    steps: Vec<StepRow>,
    card: Option<CardView>,
    turns: Vec<TurnRow>,
    turn_at: usize,
    speaker: String,
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

#[derive(Debug)]
pub(super) struct FaultRow {
    pub(super) field: String,
    pub(super) text: String,
}

/// What the page answers to the act that was just sent.
#[derive(Debug, Default)]
pub(super) struct Answer {
    /// What was refused as a whole.
    pub(super) refused: String,
    /// What was refused field by field.
    pub(super) faults: Vec<FaultRow>,
    /// What was typed, so that it stays.
    pub(super) typed: Typed,
    /// What a step left open.
    pub(super) moved: Option<Moved>,
    /// For a screen that is read from five metres: only what everybody looks at, large.
    pub(super) big: bool,
}

impl RoomPage {
    /// Reads the page for whoever looks.
    pub(super) async fn read(
        tx: &mut Tx,
        shell: Shell,
        session: &Session,
        answer: Answer,
    ) -> Result<Self> {
        let now = tx.now();
        let minutes =
            standups::minutes(tx, session.head.id, shell.member().parse().ok().as_ref()).await?;
        let here = session.standup.place();
        let rows = standups::cards(tx, session.head.id).await?;
        let card = match here
            .problem
            .and_then(|problem| rows.iter().find(|row| row.problem == problem))
        {
            Some(row) => Some(card::view(tx, &shell, session, &minutes, row).await?),
            None => None,
        };
        let me: Option<MemberId> = shell.member().parse().ok();
        let leads = me.as_ref() == Some(&session.head.leader);
        let may = shell.takes_part();
        let present = session.standup.people();
        let present_is_me = |me: &MemberId| present.iter().any(|person| person.member == *me);
        let here_already = me.as_ref().is_some_and(present_is_me);
        let members = members::all(tx).await?;
        let takes = |member: &&Member| member.left_at.is_none() && member.role >= Role::Member;
        let chosen = |member: &Member| Choice {
            value: member.id.to_string(),
            name: member.name.clone(),
        };
        let absent = members
            .iter()
            .filter(|member| member.left_at.is_none() && !present_is_me(&member.id));
        let leader = minutes.name(&session.head.leader).to_owned();
        let said = room_words::moved_words(&shell, answer.moved.as_ref());
        let floor = session.standup.floor();
        let speaker = session.standup.speaker();
        let speaks = me.is_some() && speaker == me.as_ref();
        let name_of =
            |member: Option<&MemberId>| member.map_or("", |one| minutes.name(one)).to_owned();
        let (time_words, over_time) = room_words::time(&shell, session, now);
        Ok(Self {
            id: session.head.id.to_string(),
            heading: shell.with(
                "standup-title-of",
                &[
                    ("id", session.head.id.into()),
                    ("team", minutes.team.name.as_str().into()),
                ],
            ),
            team: minutes.team.name.clone(),
            step: here.step.as_str(),
            step_word: shell.say(words::step(here.step)),
            ask: shell.say(words::ask(here.step)),
            agenda: rows
                .iter()
                .map(|row| agenda_row(&shell, session, &minutes, row))
                .collect(),
            left_on_wall: match session.head.left_on_wall {
                0 => String::new(),
                count => shell.with("standup-left-on-wall", &[("count", count.into())]),
            },
            people: people(&shell, session, &minutes),
            can_come: may && !here_already,
            can_leave: may && here_already && !leads,
            can_take_over: may && !leads,
            clock: ClockView::of(&shell, session, now),
            ready: ReadyView::of(&shell, session, me.as_ref()),
            apart: session.standup.apart(),
            leader_is_here: session.leader_is_here(now),
            big: answer.big,
            more: session.head.more_minutes,
            silent: session.head.mode != Mode::Spoken,
            may_change_mode: session.standup.clone().set_mode(session.head.mode).is_ok(),
            can_come_back: !leads
                && !session.standup.apart()
                && me.as_ref().is_some_and(|me| passed(session, me)),
            in_the_room: members
                .iter()
                .filter(takes)
                .filter(|member| present_is_me(&member.id) && Some(&member.id) != me.as_ref())
                .map(chosen)
                .collect(),
            says: room_words::says(&shell, session, &minutes, here),
            unheard: room_words::unheard(&shell, session, &minutes),
            absent: absent.map(chosen).collect(),
            faults: answer.faults,
            refused: answer.refused,
            said,
            card_of: card_of(&shell, session, &rows),
            time_words,
            over_time,
            steps: steps(&shell, session.head.mode, here.step),
            turns: turns(&shell, session, &minutes),
            turn_at: floor.map_or(0, |floor| floor.had()),
            speaker: name_of(speaker),
            speaks_next: name_of(speaker.and(floor).and_then(|floor| floor.following())),
            can_turn: !session.standup.apart() && (leads || speaks),
            form_key: crate::id::IdeaId::at_random().to_string(),
            open: room_words::open_form(&answer.typed),
            typed: answer.typed,
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
            led_by: shell.with("standup-led-by", &[("leader", leader.as_str().into())]),
            leads,
            may,
            card,
            shell,
        })
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

fn agenda_row(shell: &Shell, session: &Session, minutes: &Minutes, row: &CardRow) -> AgendaRow {
    let card = session.standup.card(row.problem);
    let mentioned = minutes
        .cards
        .iter()
        .find(|card| card.card.problem == row.problem);
    let why = match row.verdict {
        Some(Verdict::Round) => "standup-round-today",
        _ => words::reason(&row.reason),
    };
    AgendaRow {
        id: row.problem.to_string(),
        title: mentioned.map(|card| card.title.clone()).unwrap_or_default(),
        why: shell.say(why).to_owned(),
        current: session.standup.place().problem == Some(row.problem),
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

fn passed(session: &Session, member: &MemberId) -> bool {
    let floor = session.standup.floor();
    let mut turns = floor.map_or(&[][..], |floor| floor.turns()).iter();
    turns.any(|turn| turn.member == *member && turn.state == TurnState::Passed)
}

fn steps(shell: &Shell, mode: Mode, at: Step) -> Vec<StepRow> {
    if !at.of_full_round() {
        return Vec::new();
    }
    let row = |step: Step| StepRow {
        word: shell.say(words::step(step)),
        current: step == at,
        over: step < at,
    };
    Step::of(mode).map(row).collect()
}

fn card_of(shell: &Shell, session: &Session, rows: &[CardRow]) -> String {
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
