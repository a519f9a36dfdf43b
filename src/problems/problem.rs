//! The pure state machine of a problem: its facts, and the one function that lets the state follow them.
//! It knows no database, no clock and no language; what a person may do to the facts is in [`super::acts`].

use super::words::{AsideReason, Beginning, OccurrenceStatus, State, WorkKind};
use crate::clock::{Day, Timestamp};
use crate::id::MemberId;

/// Days from the last thing done to the check, unless somebody chose another date.
pub const CHECK_AFTER_DAYS: i64 = 30;

/// Everything that the state of a problem follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Where it stands.
    pub state: State,
    /// Each return to posted begins a new one; the first is 1.
    pub round: i64,
    /// The day on which the round began, in the team's zone.
    pub round_began: Day,
    /// How the round began.
    pub began_by: Beginning,
    /// How often it happened again after it was done or closed.
    pub recurrences: i64,
    /// Stand-ups in which it had the floor and which moved on, with the round they belong to.
    pub looks: Looks,
    /// The last answer to *for the book?*, with the round it was given in.
    pub book: Option<Book>,
    /// When to ask whether it held; while acting, the date wished for.
    pub check: Option<Day>,
    /// Countermeasures and investigations, of every round.
    pub work: Vec<Work>,
    /// Every time it was told to have happened again.
    pub occurrences: Vec<Occurrence>,
    /// The last closing.
    pub closed_at: Option<Timestamp>,
    /// The last setting aside.
    pub aside: Option<Aside>,
}

/// How many stand-ups looked at the card in the round named.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Looks {
    /// The round they belong to.
    pub round: i64,
    /// How many.
    pub count: i64,
}

/// An answer to *for the book?*.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Book {
    /// The round in which it was given.
    pub round: i64,
    /// What it comes to now.
    pub answer: BookAnswer,
}

/// What an answer to *for the book?* comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BookAnswer {
    /// Not for good, and a line says why.
    No,
    /// The standard, or its successor, is in force.
    InForce,
    /// The text is proposed and not agreed yet.
    Waiting,
    /// The proposal was withdrawn, the standard retired: asked again.
    Gone,
}

/// One countermeasure or investigation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// Which of the two.
    pub kind: WorkKind,
    /// Who does it; without one it moves nothing.
    pub owner: Option<MemberId>,
    /// By when.
    pub due: Day,
    /// The round in which it was added.
    pub added_round: i64,
    /// How it ended; open while absent.
    pub end: Option<End>,
}

/// How and when work ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    /// Done, or dropped.
    pub how: Ending,
    /// The round it was in.
    pub round: i64,
    /// The day, in the team's zone.
    pub on: Day,
}

/// The two ways in which work ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// It was done, or the investigation has its finding.
    Done,
    /// It will not be done.
    Dropped,
}

/// One time that it happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// When it happened.
    pub at: Timestamp,
    /// When it was entered.
    pub entered: Timestamp,
    /// What it counts for.
    pub status: OccurrenceStatus,
    /// The round it began or fell into when it was confirmed.
    pub round: i64,
    /// Where the problem stood, when this one brought it back onto the wall.
    pub origin: Option<Origin>,
}

impl Occurrence {
    /// Whether it counts as a recurrence and asks its question.
    pub fn is_recurrence(&self) -> bool {
        self.status == OccurrenceStatus::Confirmed
            && self
                .origin
                .as_ref()
                .is_some_and(|origin| matches!(origin.state, State::Checking | State::Closed))
    }
}

/// Where a problem stood before an occurrence moved it, so that taking it back can restore that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// The state it left.
    pub state: State,
    /// The state in which the occurrence left it.
    pub landed: State,
    /// The round it left.
    pub round: i64,
    /// When that round had begun.
    pub round_began: Day,
    /// How that round had begun.
    pub began_by: Beginning,
    /// The check date it had.
    pub check: Option<Day>,
}

/// An origin is not written as it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an origin of an occurrence")]
pub struct BadOrigin;

impl std::fmt::Display for Origin {
    /// As it is stored: six words.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            state,
            landed,
            round,
            round_began,
            began_by,
            check,
        } = self;
        write!(f, "{state} {landed} {round} {round_began} {began_by} ")?;
        match check {
            Some(day) => write!(f, "{day}"),
            None => f.write_str("-"),
        }
    }
}

impl std::str::FromStr for Origin {
    type Err = BadOrigin;

    fn from_str(text: &str) -> Result<Self, BadOrigin> {
        let words: Vec<&str> = text.split(' ').collect();
        let [state, landed, round, round_began, began_by, check] = words[..] else {
            return Err(BadOrigin);
        };
        let read = || -> Option<Self> {
            Some(Self {
                state: state.parse().ok()?,
                landed: landed.parse().ok()?,
                round: round.parse().ok()?,
                round_began: round_began.parse().ok()?,
                began_by: began_by.parse().ok()?,
                check: if check == "-" {
                    None
                } else {
                    Some(check.parse().ok()?)
                },
            })
        };
        read().ok_or(BadOrigin)
    }
}

/// Why and until when it is set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// The kind.
    pub reason: AsideReason,
    /// When an accepted risk returns.
    pub until: Option<Day>,
}

/// One transition, for the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    /// The state left.
    pub from: State,
    /// The state entered.
    pub to: State,
}

impl Work {
    /// Whether it is still to be done.
    pub fn is_open(&self) -> bool {
        self.end.is_none()
    }

    fn ended(&self, how: Ending, round: i64) -> bool {
        self.end
            .is_some_and(|end| end.how == how && end.round == round)
    }
}

impl Facts {
    /// A problem that was just posted, or that was imported into the tray.
    pub fn new(state: State, today: Day) -> Self {
        Self {
            state,
            round: 1,
            round_began: today,
            began_by: Beginning::Posted,
            recurrences: 0,
            looks: Looks::default(),
            book: None,
            check: None,
            work: Vec::new(),
            occurrences: Vec::new(),
            closed_at: None,
            aside: None,
        }
    }

    /// Lets the state follow the facts until no guard is true, and tells the transitions in order.
    pub fn settle(&mut self, today: Day) -> Vec<Move> {
        let mut moves = Vec::new();
        while let Some((to, by)) = self.next_state() {
            moves.push(self.enter(to, by, today));
        }
        moves
    }

    /// Whether a stand-up of this round gave the card the floor and moved on.
    pub fn is_seen(&self) -> bool {
        self.looks_this_round() > 0
    }

    /// How many stand-ups of this round did.
    pub fn looks_this_round(&self) -> i64 {
        if self.looks.round == self.round {
            self.looks.count
        } else {
            0
        }
    }

    /// The answer to *for the book?* given in this round.
    pub fn book_this_round(&self) -> Option<BookAnswer> {
        let book = self.book.filter(|book| book.round == self.round)?;
        Some(book.answer)
    }

    /// Whether *for the book?* lets the problem move on.
    pub fn book_is_settled(&self) -> bool {
        matches!(
            self.book_this_round(),
            Some(BookAnswer::No | BookAnswer::InForce)
        )
    }

    /// Whether *for the book?* still waits for an answer of somebody, rather than for a text.
    pub fn book_is_asked(&self) -> bool {
        matches!(self.book_this_round(), None | Some(BookAnswer::Gone))
    }

    /// Open work of a sort.
    pub fn open(&self, kind: WorkKind) -> impl Iterator<Item = &Work> {
        self.work
            .iter()
            .filter(move |work| work.kind == kind && work.is_open())
    }

    /// Work of a sort that was done in this round.
    pub fn done(&self, kind: WorkKind) -> impl Iterator<Item = &Work> {
        let round = self.round;
        self.work
            .iter()
            .filter(move |work| work.kind == kind && work.ended(Ending::Done, round))
    }

    /// The day on which the last countermeasure of this round was done.
    pub fn last_done(&self) -> Option<Day> {
        let days = self
            .done(WorkKind::Countermeasure)
            .filter_map(|work| work.end);
        days.map(|end| end.on).max()
    }

    /// The earliest date by which something open is to be done.
    pub fn earliest_due(&self) -> Option<Day> {
        let open = self.work.iter().filter(|work| work.is_open());
        open.map(|work| work.due).min()
    }

    /// How many times it is known to have happened again.
    pub fn confirmed(&self) -> usize {
        let confirmed = |it: &&Occurrence| it.status == OccurrenceStatus::Confirmed;
        self.occurrences.iter().filter(confirmed).count()
    }

    /// The state that the facts call for, when it is another one, and how a new round would begin.
    fn next_state(&self) -> Option<(State, Beginning)> {
        let to = match self.state {
            State::Tray if self.work.iter().any(Work::is_open) => State::Posted,
            State::Posted | State::Analysing if self.has_countermeasure() => State::Acting,
            State::Posted if self.has_investigation() => State::Analysing,
            State::Analysing if self.open(WorkKind::Investigation).next().is_none() => {
                return Some((State::Posted, Beginning::Finding));
            }
            State::Acting if self.open(WorkKind::Countermeasure).next().is_none() => {
                return self.after_acting();
            }
            State::Checking if self.open(WorkKind::Countermeasure).next().is_some() => {
                State::Acting
            }
            _ => return None,
        };
        Some((to, Beginning::Posted))
    }

    /// Where a problem goes from acting, once no countermeasure is open.
    fn after_acting(&self) -> Option<(State, Beginning)> {
        if self.done(WorkKind::Countermeasure).next().is_none() {
            let to = if self.has_investigation() {
                State::Analysing
            } else {
                State::Posted
            };
            return Some((to, Beginning::Dropped));
        }
        (self.is_seen() && self.book_is_settled()).then_some((State::Checking, Beginning::Posted))
    }

    /// At least one countermeasure of this round with owner and due date.
    fn has_countermeasure(&self) -> bool {
        let open = self.open(WorkKind::Countermeasure);
        let done = self.done(WorkKind::Countermeasure);
        open.chain(done).any(|work| work.owner.is_some())
    }

    /// An open investigation with owner and due date.
    fn has_investigation(&self) -> bool {
        self.open(WorkKind::Investigation)
            .any(|work| work.owner.is_some())
    }

    /// Makes one transition, with what belongs to entering the new state.
    pub(super) fn enter(&mut self, to: State, by: Beginning, today: Day) -> Move {
        let from = self.state;
        self.state = to;
        match to {
            State::Posted => {
                if from != State::Tray {
                    self.round += 1;
                }
                self.round_began = today;
                self.began_by = by;
                self.check = None;
            }
            State::Checking => {
                let wished = self.check.filter(|day| *day >= today);
                self.check = Some(wished.unwrap_or(today.plus_days(CHECK_AFTER_DAYS)));
            }
            State::Acting if from == State::Checking => self.check = None,
            State::Tray | State::Analysing | State::Acting | State::Closed | State::SetAside => {}
        }
        Move { from, to }
    }
}
