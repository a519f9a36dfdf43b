//! The card that has the floor, as the room sees it: its gap, its work, what it asks, and what may be said about it.

use crate::clock::Day;
use crate::id::{MemberId, StandardId};
use crate::problems::{self, Case, OccurrenceStatus, State, WorkKind};
use crate::standups::{self, CardRow, Idea, Line, Minutes, Room, Step, Verdict};
use crate::web::page::Shell;
use crate::web::pages::problem_facts;

use super::entered;
use super::looks::Looks;
use super::room::Choice;
use super::said::{self, SaidView};
use super::words;

/// What the room sees of a card.
#[derive(Debug, Clone)]
pub(super) struct CardView {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) version: i64,
    pub(super) reason: String,
    pub(super) undecided: String,
    /// What is offered no more, or will not be next time, for having been left open so often.
    pub(super) patience: &'static str,
    pub(super) stamp: String,
    pub(super) impact: u8,
    pub(super) impact_word: String,
    pub(super) shows_gap: bool,
    pub(super) should_be: String,
    pub(super) is: String,
    pub(super) since: String,
    pub(super) work: Vec<WorkView>,
    pub(super) standards: Vec<StandardView>,
    pub(super) said: Vec<String>,
    pub(super) shows_ideas: bool,
    pub(super) talk: SaidView,
    pub(super) covered: &'static str,
    pub(super) covered_by: String,
    pub(super) decides: bool,
    pub(super) told: Vec<ToldView>,
    /// What those who were away see as a problem, each with their name.
    pub(super) questions: Vec<String>,
    /// Why it is not on the wall; empty for a card that is, and where an occurrence waits for a word.
    pub(super) at_rest: String,
    /// The word for taking it up again.
    pub(super) take_up: &'static str,
    /// Those without a device, whose dots whoever leads gives.
    pub(super) ballots: Vec<Choice>,
    pub(super) asks_check: bool,
    pub(super) evidence: String,
    pub(super) can_confirm: bool,
    pub(super) can_decide: bool,
    pub(super) can_round: bool,
    /// It was put off to a full round after the news.
    pub(super) round_today: bool,
    pub(super) can_later: bool,
    pub(super) can_keep_looking: bool,
    pub(super) due_now: String,
    pub(super) due_look: String,
    pub(super) asks_date: bool,
    pub(super) check_due: String,
    pub(super) asks_book: bool,
    pub(super) book: String,
    pub(super) proposals: Vec<Choice>,
    pub(super) draft: String,
}

/// One line of work.
#[derive(Debug, Clone)]
pub(super) struct WorkView {
    pub(super) text: String,
    pub(super) owner: String,
    pub(super) tone: &'static str,
    pub(super) when: String,
}

/// A standard that is linked.
#[derive(Debug, Clone)]
pub(super) struct StandardView {
    pub(super) id: String,
    pub(super) title: String,
}

/// An occurrence that waits for a member.
#[derive(Debug, Clone)]
pub(super) struct ToldView {
    pub(super) id: String,
    pub(super) words: String,
}

/// What is seen of a card by whoever looks.
pub(super) fn view(
    shell: &Shell,
    room: &Room,
    case: &Case,
    row: &CardRow,
    looks: &Looks,
) -> CardView {
    let (session, minutes) = (&room.session, &room.minutes);
    let step = session.standup.place().step;
    let offered = session.standup.offered(row.problem);
    let waited = room.proposals.iter().map(|proposal| Choice {
        value: proposal.id.to_string(),
        name: shell.with(
            "standup-book-proposal-send",
            &[("title", proposal.title.as_str().into())],
        ),
    });
    let mut cards = minutes.cards.iter();
    let mentioned = cards.find(|card| card.card.problem == row.problem);
    let mut ideas: Vec<Idea> = mentioned.map_or(&[][..], |card| &card.ideas).to_vec();
    ideas.extend(looks.sealed(row.problem).cloned());
    let lines = mentioned.map_or(&[][..], |card| &card.lines);
    let said = lines
        .iter()
        .map(|line| standups::said(line, &minutes.names, shell.language()));
    let facts = &case.facts;
    let decides_here = matches!(step, Step::News | Step::Decision);
    let open = |kind| facts.open(kind).next().is_some();
    let done = facts.done(WorkKind::Countermeasure).next().is_some();
    let at_rest = matches!(facts.state, State::Closed | State::SetAside);
    let waits_for_book = facts.state == State::Acting && !open(WorkKind::Countermeasure);
    let told = told(shell, case);
    let usual = |kind| problems::usual_due(case, kind).to_string();
    CardView {
        id: row.problem.to_string(),
        version: case.problem.version,
        reason: shell.say(words::reason(&row.reason)).to_owned(),
        undecided: undecided(shell, row),
        patience: patience(shell, row),
        stamp: stamp(shell, case.problem.recurrences),
        impact: impact(case),
        impact_word: impact_word(shell, case),
        shows_gap: gap(case),
        work: work(shell, case, minutes, lines),
        standards: room.standards.iter().map(linked).collect(),
        said: said.collect(),
        shows_ideas: step.of_full_round() || !ideas.is_empty(),
        talk: said::view(shell, session, &ideas, looks.me()),
        covered: row.covered.map_or("", |lesson| lesson.as_str()),
        covered_by: row.covered_by.map(|id| id.to_string()).unwrap_or_default(),
        decides: decides_here || step == Step::Writeup,
        questions: questions(shell, room),
        at_rest: match decides_here && told.is_empty() {
            true => rest(shell, case),
            false => String::new(),
        },
        take_up: match facts.state {
            State::Closed => shell.say("standup-take-up-closed"),
            _ => shell.say("standup-take-up-aside"),
        },
        ballots: entered::choices(shell, room, looks),
        told,
        asks_check: decides_here && facts.state == State::Checking,
        evidence: evidence(shell, case),
        can_confirm: decides_here
            && (open(WorkKind::Countermeasure) || (done && facts.state == State::Acting)),
        can_decide: decides_here && !at_rest,
        round_today: step == Step::News && row.verdict == Some(Verdict::Round),
        can_round: offered.contains(&Verdict::Round),
        can_later: offered.contains(&Verdict::Later),
        can_keep_looking: open(WorkKind::Investigation),
        due_now: usual(WorkKind::Countermeasure),
        due_look: usual(WorkKind::Investigation),
        asks_date: matches!(facts.state, State::Acting | State::Checking)
            && (waits_for_book || !decides_here),
        check_due: check_due(case).to_string(),
        asks_book: !at_rest && (step == Step::Writeup || (decides_here && waits_for_book)),
        book: standups::book_said(case, shell.language()),
        proposals: waited.collect(),
        draft: standups::draft(case, &ideas, shell.language()),
        should_be: case.problem.should_be.clone(),
        is: case.problem.actual.clone(),
        since: case.problem.since_when.clone(),
        title: case.problem.title.clone(),
    }
}

fn linked((id, title): &(StandardId, String)) -> StandardView {
    StandardView {
        id: id.to_string(),
        title: title.clone(),
    }
}

/// What those who were away say, while the card is on the agenda for that.
fn questions(shell: &Shell, room: &Room) -> Vec<String> {
    let word = |(member, text): &(MemberId, String)| {
        let name = room.minutes.name(member);
        shell.with(
            "standup-question-of",
            &[("name", name.into()), ("text", text.as_str().into())],
        )
    };
    room.questions.iter().map(word).collect()
}

/// Why a card that has the floor is not on the wall.
fn rest(shell: &Shell, case: &Case) -> String {
    match case.problem.state {
        State::Closed => shell.say("standup-is-closed").to_owned(),
        State::SetAside => {
            let why = problem_facts::aside(shell, &case.problem);
            let of = problem_facts::aside_of(&case.problem);
            format!("{why} {of}").trim_end().to_owned()
        }
        _ => String::new(),
    }
}

fn undecided(shell: &Shell, row: &CardRow) -> String {
    match row.undecided_before {
        0 => String::new(),
        count => shell.with("standup-undecided-before", &[("count", count.into())]),
    }
}

/// What having been left open so often means, until it is decided: for the next time, then for this one.
fn patience(shell: &Shell, row: &CardRow) -> &'static str {
    match row.undecided_before {
        _ if row.verdict.is_some_and(Verdict::settles) => "",
        times if times >= standups::PATIENCE => shell.say("standup-third-time"),
        times if times == standups::PATIENCE - 1 => shell.say("standup-second-time"),
        _ => "",
    }
}

fn stamp(shell: &Shell, recurrences: i64) -> String {
    match recurrences {
        0 => String::new(),
        count => shell.with("standup-came-back", &[("count", count.into())]),
    }
}

fn impact(case: &Case) -> u8 {
    case.problem
        .impact
        .and_then(|impact| u8::try_from(impact).ok())
        .unwrap_or(0)
}

fn impact_word(shell: &Shell, case: &Case) -> String {
    match case.problem.impact {
        Some(1) => shell.say("standup-impact-1"),
        Some(2) => shell.say("standup-impact-2"),
        Some(3) => shell.say("standup-impact-3"),
        _ => "",
    }
    .to_owned()
}

/// The gap is worth the room when somebody wrote it, and not where it is being edited.
fn gap(case: &Case) -> bool {
    !case.problem.should_be.is_empty() || case.problem.actual != case.problem.title
}

/// What is being done; what was decided here is told with the decisions.
fn work(shell: &Shell, case: &Case, minutes: &Minutes, lines: &[Line]) -> Vec<WorkView> {
    let (today, week) = (case.today, case.team.week);
    let row = |row: &problems::WorkRow| {
        let late = week.working_days_between(row.due, today);
        let (tone, when) = match row.ended_on {
            Some(on) => (
                "done",
                shell.with(
                    "standup-work-done",
                    &[("day", shell.words().on(on).text.into())],
                ),
            ),
            None if late > 0 => ("late", shell.words().late(late)),
            None if week.working_days_between(today, row.due) <= 1 => {
                ("due", shell.words().due(row.due).text)
            }
            None => ("", shell.words().by(row.due).text),
        };
        WorkView {
            text: row.text.clone(),
            owner: row
                .owner
                .as_ref()
                .map_or("", |owner| minutes.name(owner))
                .to_owned(),
            tone,
            when,
        }
    };
    let current =
        |row: &&problems::WorkRow| row.ended.is_none() || row.ended_round == Some(case.facts.round);
    let kept = |row: &&problems::WorkRow| row.dropped_because.is_empty();
    case.work
        .iter()
        .filter(current)
        .filter(kept)
        .filter(|row| {
            !lines
                .iter()
                .any(|line| line.reference.as_ref() == Some(&row.id))
        })
        .map(row)
        .collect()
}

fn told(shell: &Shell, case: &Case) -> Vec<ToldView> {
    let waiting = case
        .occurrences
        .iter()
        .filter(|it| it.status == OccurrenceStatus::Waiting);
    waiting
        .map(|it| {
            let day = Day::of(it.at, &case.team.zone);
            let mut words = shell.with(
                "standup-occurrence",
                &[("day", shell.day(day).exact.into())],
            );
            if !it.note.is_empty() {
                words = format!("{words} {}", it.note);
            }
            ToldView {
                id: it.id.to_string(),
                words,
            }
        })
        .collect()
}

/// What one would say without having looked further: nothing came back since the check began.
fn evidence(shell: &Shell, case: &Case) -> String {
    let since = case.problem.checking_since.unwrap_or(case.today);
    let days = case.today.days_since(since).max(0);
    match case.facts.state {
        State::Checking => shell.with("standup-check-since", &[("days", days.into())]),
        _ => String::new(),
    }
}

fn check_due(case: &Case) -> Day {
    let usual = case.today.plus_days(problems::CHECK_AFTER_DAYS);
    case.facts.check.unwrap_or(usual)
}
