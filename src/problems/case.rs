//! A problem opened for an act: its row, its facts, its team and today; and the one place that writes it back.

use super::problem::{Aside, Book, BookAnswer, End, Ending, Facts, Looks, Move, Occurrence, Work};
use super::store::{self, BookWord, EndWord, Problem};
use super::store_occurrences::{self, OccurrenceRow};
use super::store_work::{self, WorkRow};
use super::words::{OccurrenceStatus, State, WorkKind};
use crate::clock::{Day, Timestamp};
use crate::db::{Change, Tx};
use crate::error::{Error, Result, say};
use crate::id::ProblemId;
use crate::members::{self, Team};

/// A problem with everything that its state follows.
#[derive(Debug, Clone)]
pub struct Case {
    /// The row.
    pub problem: Problem,
    /// What its state follows.
    pub facts: Facts,
    /// Its work, in the order of [`Facts::work`].
    pub work: Vec<WorkRow>,
    /// Its occurrences, in the order of [`Facts::occurrences`].
    pub occurrences: Vec<OccurrenceRow>,
    /// The team on whose wall it hangs.
    pub team: Team,
    /// Today, where that team is.
    pub today: Day,
}

impl Case {
    /// A problem that was posted just now, to which nothing has happened.
    pub(super) fn new(problem: Problem, team: Team, now: Timestamp) -> Self {
        Self {
            facts: facts_of(&problem, &[], &[]),
            today: team.today(now),
            work: Vec::new(),
            occurrences: Vec::new(),
            problem,
            team,
        }
    }
}

/// Opens a problem.
///
/// # Errors
/// `NotFound` for a number that was never given.
pub async fn open(tx: &mut Tx, id: ProblemId) -> Result<Case> {
    let Some(problem) = store::by_id(tx, id).await? else {
        return Err(Error::NotFound(say!("problem-unknown", id = id)));
    };
    let work = store_work::of_problem(tx, id).await?;
    let occurrences = store_occurrences::of_problem(tx, id).await?;
    let team = members::team(tx, &problem.team).await?;
    let today = team.today(tx.now());
    let facts = facts_of(&problem, &work, &occurrences);
    Ok(Case {
        problem,
        facts,
        work,
        occurrences,
        team,
        today,
    })
}

/// What a problem's state follows.
///
/// # Errors
/// `NotFound` for a number that was never given.
pub async fn facts(tx: &mut Tx, id: ProblemId) -> Result<Facts> {
    Ok(open(tx, id).await?.facts)
}

impl Case {
    /// Writes the problem back after an act: its row, the rows that the act moved, the act itself for the story, and
    /// then each move.
    pub(super) async fn save(
        mut self,
        tx: &mut Tx,
        change: Change,
        moves: Vec<Move>,
    ) -> Result<()> {
        self.save_occurrences(tx).await?;
        self.take_over_facts(&moves);
        self.take_over_card();
        if !self.facts.state.on_the_wall() {
            self.unpin();
        }
        let problem = &mut self.problem;
        problem.version += 1;
        problem.changed_at = tx.now();
        problem.touched |= tx.actor().member != problem.posted_by;
        store::update_standing(tx, problem).await?;
        tx.record(change);
        for Move { from, to } in moves {
            let moved = Change::new("problem.moved", problem.id);
            tx.record(moved.with("from", from.as_str()).with("to", to.as_str()));
        }
        Ok(())
    }

    /// Nobody asks any more to bring it up.
    pub(super) fn unpin(&mut self) {
        self.problem.pin = None;
        self.problem.pinned_by = None;
    }

    /// Writes one row of work as its facts have it now.
    pub(super) async fn save_work(&mut self, tx: &mut Tx, at: usize) -> Result<()> {
        let fact = &self.facts.work[at];
        let row = &mut self.work[at];
        row.owner = fact.owner.clone();
        row.due = fact.due;
        row.added_round = fact.added_round;
        row.ended = fact.end.map(|end| match end.how {
            Ending::Done => EndWord::Done,
            Ending::Dropped => EndWord::Dropped,
        });
        row.ended_round = fact.end.map(|end| end.round);
        row.ended_on = fact.end.map(|end| end.on);
        store_work::update(tx, row).await
    }

    async fn save_occurrences(&mut self, tx: &mut Tx) -> Result<()> {
        for (row, fact) in self.occurrences.iter_mut().zip(&self.facts.occurrences) {
            let before = row.clone();
            take_over_occurrence(row, fact);
            if *row != before {
                store_occurrences::update(tx, row).await?;
            }
        }
        Ok(())
    }

    fn take_over_facts(&mut self, moves: &[Move]) {
        let (problem, facts) = (&mut self.problem, &self.facts);
        problem.state = facts.state;
        problem.round = facts.round;
        problem.round_began = facts.round_began;
        problem.began_by = facts.began_by;
        problem.recurrences = facts.recurrences;
        problem.look_round = facts.looks.round;
        problem.look_count = facts.looks.count;
        problem.book_round = facts.book.map(|book| book.round);
        problem.book_answer = facts.book.map(|book| BookWord::from(book.answer));
        problem.check_due = facts.check;
        problem.closed_at = facts.closed_at;
        problem.aside_reason = facts.aside.as_ref().map(|aside| aside.reason);
        problem.aside_until = facts.aside.as_ref().and_then(|aside| aside.until);
        for moved in moves {
            match moved.to {
                State::Checking => problem.checking_since = Some(self.today),
                State::Closed => {
                    let since = problem.checking_since.unwrap_or(self.today);
                    problem.held_days = Some(self.today.days_since(since).max(0));
                }
                _ => {}
            }
        }
    }

    fn take_over_card(&mut self) {
        let (problem, facts) = (&mut self.problem, &self.facts);
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        problem.open_countermeasures = count(facts.open(WorkKind::Countermeasure).count());
        problem.earliest_due = facts.earliest_due();
        let first = facts
            .work
            .iter()
            .filter(|work| work.is_open() && work.owner.is_some());
        problem.hand = first
            .min_by_key(|work| work.due)
            .and_then(|work| work.owner.clone());
        problem.last_done = facts.last_done();
        problem.occurrences = count(facts.confirmed());
        let of = |status| {
            facts
                .occurrences
                .iter()
                .filter(move |it| it.status == status)
        };
        problem.last_occurrence = of(OccurrenceStatus::Confirmed).map(|it| it.at).max();
        problem.waiting_occurrences = count(of(OccurrenceStatus::Waiting).count());
    }
}

/// The facts of one occurrence, written into its row.
pub(super) fn take_over_occurrence(row: &mut OccurrenceRow, fact: &Occurrence) {
    row.status = fact.status;
    row.round = fact.round;
    row.origin = fact.origin;
    row.recurrence = fact.is_recurrence();
}

/// The facts that rows tell.
pub(super) fn facts_of(
    problem: &Problem,
    work: &[WorkRow],
    occurrences: &[OccurrenceRow],
) -> Facts {
    let book = match (problem.book_round, problem.book_answer) {
        (Some(round), Some(answer)) => Some(Book {
            round,
            answer: answer.into(),
        }),
        _ => None,
    };
    let aside = problem.aside_reason.map(|reason| Aside {
        reason,
        until: problem.aside_until,
    });
    Facts {
        state: problem.state,
        round: problem.round,
        round_began: problem.round_began,
        began_by: problem.began_by,
        recurrences: problem.recurrences,
        looks: Looks {
            round: problem.look_round,
            count: problem.look_count,
        },
        book,
        check: problem.check_due,
        work: work.iter().map(work_fact).collect(),
        occurrences: occurrences.iter().map(occurrence_fact).collect(),
        closed_at: problem.closed_at,
        aside,
    }
}

fn work_fact(row: &WorkRow) -> Work {
    let end = match (row.ended, row.ended_round, row.ended_on) {
        (Some(word), Some(round), Some(on)) => {
            let how = match word {
                EndWord::Done => Ending::Done,
                EndWord::Dropped => Ending::Dropped,
            };
            Some(End { how, round, on })
        }
        _ => None,
    };
    Work {
        kind: row.kind,
        owner: row.owner.clone(),
        due: row.due,
        added_round: row.added_round,
        end,
    }
}

fn occurrence_fact(row: &OccurrenceRow) -> Occurrence {
    Occurrence {
        at: row.at,
        entered: row.entered_at,
        status: row.status,
        round: row.round,
        origin: row.origin,
    }
}

impl From<BookAnswer> for BookWord {
    fn from(answer: BookAnswer) -> Self {
        match answer {
            BookAnswer::No => Self::No,
            BookAnswer::InForce => Self::InForce,
            BookAnswer::Waiting => Self::Waiting,
            BookAnswer::Gone => Self::Gone,
        }
    }
}

impl From<BookWord> for BookAnswer {
    fn from(word: BookWord) -> Self {
        match word {
            BookWord::No => Self::No,
            BookWord::InForce => Self::InForce,
            BookWord::Waiting => Self::Waiting,
            BookWord::Gone => Self::Gone,
        }
    }
}
