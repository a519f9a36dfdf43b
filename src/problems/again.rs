//! It happened again: entering, confirming and taking back occurrences, and the question that each recurrence asks.

use super::case::{self, Case, take_over_occurrence};
use super::problem::Move;
use super::store;
use super::store_occurrences::{self, OccurrenceRow};
use super::words::{AsideReason, Lesson, OccurrenceSource, OccurrenceStatus, State};
use crate::clock::Timestamp;
use crate::db::{Change, Channel, Tx};
use crate::error::{Error, Result, say};
use crate::id::{OccurrenceId, ProblemId, StandardId};
use crate::members::TakesPart;

/// A chain of duplicates is never longer, since circles are refused.
const LONGEST_CHAIN: usize = 1_000;

/// An occurrence that somebody is about to enter. Texts have been read by [`super::texts`].
#[derive(Debug, Clone)]
pub struct Again {
    /// When it happened; now when absent.
    pub at: Option<Timestamp>,
    /// What was different this time.
    pub note: String,
    /// What shows it.
    pub evidence: String,
    /// Where it was told from.
    pub source: OccurrenceSource,
    /// Of an alert or a commit, which is entered once.
    pub fingerprint: Option<String>,
}

impl Again {
    /// It happened just now, says a person.
    pub fn now(note: String) -> Self {
        Self {
            at: None,
            note,
            evidence: String::new(),
            source: OccurrenceSource::Hand,
            fingerprint: None,
        }
    }
}

/// Where an occurrence ended up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entered {
    /// The occurrence.
    pub id: OccurrenceId,
    /// The problem that counts it: another one when the problem named is a duplicate.
    pub problem: ProblemId,
    /// Whether it was entered now; one with a known fingerprint was before.
    pub is_new: bool,
}

/// Enters an occurrence. What a person tells counts at once; what a machine tells waits for a member. On a duplicate it
/// counts for the problem at the end of the chain.
///
/// # Errors
/// `Invalid` for a moment that has not come yet.
pub async fn happened_again(tx: &mut Tx, id: ProblemId, again: Again) -> Result<Entered> {
    let original = original(tx, id).await?;
    let via = (original != id).then_some(id);
    enter(tx, original, via, again).await
}

/// The problem for which a problem stands: itself, or the end of its chain of duplicates.
pub(super) async fn original(tx: &mut Tx, id: ProblemId) -> Result<ProblemId> {
    let mut at = id;
    for _ in 0..LONGEST_CHAIN {
        let Some(problem) = store::by_id(tx, at).await? else {
            return Err(Error::NotFound(say!("problem-unknown", id = at)));
        };
        match (problem.state, problem.aside_reason, problem.aside_of) {
            (State::SetAside, Some(AsideReason::Duplicate), Some(next)) => at = next,
            _ => return Ok(at),
        }
    }
    Err(Error::internal("a circle of duplicates"))
}

/// Enters an occurrence on this very problem.
pub(super) async fn enter(
    tx: &mut Tx,
    id: ProblemId,
    via: Option<ProblemId>,
    again: Again,
) -> Result<Entered> {
    if let Some(fingerprint) = &again.fingerprint
        && let Some(known) = store_occurrences::by_fingerprint(tx, id, fingerprint).await?
    {
        return Ok(Entered {
            id: known,
            problem: id,
            is_new: false,
        });
    }
    let mut case = case::open(tx, id).await?;
    let now = tx.now();
    let at = again.at.unwrap_or(now);
    // A clock a minute ahead of ours is no lie.
    if at.seconds_since(now) > 60 {
        return Err(Error::invalid(
            "at",
            say!("problem-occurrence-in-the-future"),
        ));
    }
    let by_person = is_told_by_person(tx, again.source);
    let moves = case.facts.happen(at, now, by_person, case.today);
    let mut row = OccurrenceRow {
        id: OccurrenceId::generate(),
        problem: id,
        at,
        entered_at: now,
        entered_by: tx.actor().member.clone(),
        source: again.source,
        status: OccurrenceStatus::Waiting,
        round: 1,
        origin: None,
        recurrence: false,
        note: again.note,
        evidence: again.evidence,
        fingerprint: again.fingerprint,
        via,
        answer: None,
        standard: None,
    };
    if let Some(fact) = case.facts.occurrences.last() {
        take_over_occurrence(&mut row, fact);
    }
    store_occurrences::insert(tx, &row).await?;
    let mut change = tell("problem.occurred", &row).with("status", row.status.as_str());
    change = change
        .with("recurrence", row.recurrence)
        .with("source", row.source.as_str());
    if !row.note.is_empty() {
        change = change.with("note", row.note.as_str());
    }
    if let Some(via) = via {
        change = change.also(via).with("via", via.to_string());
    }
    change = put_in_question(change, &case, row.recurrence);
    let entered = Entered {
        id: row.id.clone(),
        problem: id,
        is_new: true,
    };
    case.occurrences.push(row);
    case.save(tx, change, moves).await?;
    Ok(entered)
}

/// A member says whether an occurrence that waited is one, and answers the question that a recurrence asks.
///
/// # Errors
/// `NotFound` for an occurrence of another problem; `Conflict` when it can no longer be said.
pub async fn review_occurrence(
    tx: &mut Tx,
    who: &TakesPart,
    problem: ProblemId,
    id: &OccurrenceId,
    confirmed: Option<bool>,
    lesson: Option<Lesson>,
) -> Result<()> {
    if problem_of_occurrence(tx, id).await? != problem {
        return Err(Error::NotFound(say!("problem-occurrence-unknown")));
    }
    if let Some(is_one) = confirmed {
        confirm(tx, who, id, is_one).await?;
    }
    if let Some(lesson) = lesson {
        answer(tx, who, id, lesson, None).await?;
    }
    Ok(())
}

/// The problem that counts an occurrence.
///
/// # Errors
/// `NotFound` when there is no such occurrence.
pub async fn problem_of_occurrence(tx: &mut Tx, id: &OccurrenceId) -> Result<ProblemId> {
    let row = store_occurrences::by_id(tx, id).await?;
    row.map(|row| row.problem)
        .ok_or_else(|| Error::NotFound(say!("problem-occurrence-unknown")))
}

/// A member says whether an occurrence that waited is one.
pub async fn confirm(
    tx: &mut Tx,
    _: &TakesPart,
    id: &OccurrenceId,
    is_one: bool,
) -> Result<ProblemId> {
    let (mut case, at) = open(tx, id).await?;
    let waited = case.occurrences[at].status == OccurrenceStatus::Waiting;
    let moves = if is_one {
        case.facts.confirm(at, case.today)?
    } else {
        case.facts.refuse(at)?;
        Vec::new()
    };
    let problem = case.problem.id;
    if !waited {
        return Ok(problem);
    }
    let kind = if is_one {
        "problem.occurrence_confirmed"
    } else {
        "problem.occurrence_refused"
    };
    save(tx, case, at, kind, moves).await?;
    Ok(problem)
}

/// Takes an occurrence back within a day.
pub async fn take_back(tx: &mut Tx, id: &OccurrenceId) -> Result<ProblemId> {
    let (mut case, at) = open(tx, id).await?;
    let now = tx.now();
    let moves = case.facts.take_back(at, now)?;
    let problem = case.problem.id;
    save(tx, case, at, "problem.occurrence_taken_back", moves).await?;
    Ok(problem)
}

/// Answers the question that a recurrence asks; the last answer counts.
///
/// # Errors
/// `Conflict` on an occurrence that only counts: it asks nothing.
pub async fn answer(
    tx: &mut Tx,
    _: &TakesPart,
    id: &OccurrenceId,
    answer: Lesson,
    standard: Option<StandardId>,
) -> Result<ProblemId> {
    let (case, at) = open(tx, id).await?;
    let row = &case.occurrences[at];
    if !row.recurrence || row.status != OccurrenceStatus::Confirmed {
        return Err(Error::conflict(say!("problem-occurrence-asks-nothing")));
    }
    if let Some(standard) = standard
        && !case
            .problem
            .standards
            .iter()
            .any(|linked| linked == standard)
    {
        return Err(Error::invalid(
            "standard",
            say!("problem-standard-not-linked", id = standard),
        ));
    }
    store_occurrences::update_answer(tx, id, answer, standard).await?;
    let mut change = tell("problem.question_answered", row).with("answer", answer.as_str());
    change = put_in_question(change, &case, true);
    let problem = case.problem.id;
    case.save(tx, change, Vec::new()).await?;
    Ok(problem)
}

/// Whether an occurrence was entered by this actor, who may then take it back without taking part.
pub async fn is_own(tx: &mut Tx, id: &OccurrenceId) -> Result<bool> {
    let row = store_occurrences::by_id(tx, id).await?;
    let me = tx.actor().member.as_ref();
    Ok(row.is_some_and(|row| row.entered_by.is_some() && row.entered_by.as_ref() == me))
}

async fn open(tx: &mut Tx, id: &OccurrenceId) -> Result<(Case, usize)> {
    let unknown = || Error::NotFound(say!("problem-occurrence-unknown"));
    let row = store_occurrences::by_id(tx, id)
        .await?
        .ok_or_else(unknown)?;
    let case = case::open(tx, row.problem).await?;
    let at = case
        .occurrences
        .iter()
        .position(|other| other.id == *id)
        .ok_or_else(unknown)?;
    Ok((case, at))
}

async fn save(
    tx: &mut Tx,
    case: Case,
    at: usize,
    kind: &'static str,
    moves: Vec<Move>,
) -> Result<()> {
    let change = tell(kind, &case.occurrences[at]);
    let asks = case.occurrences[at].recurrence || case.facts.occurrences[at].is_recurrence();
    let change = put_in_question(change, &case, asks);
    case.save(tx, change, moves).await
}

fn tell(kind: &'static str, row: &OccurrenceRow) -> Change {
    Change::new(kind, row.problem)
        .with("id", row.id.as_str())
        .with("at", row.at.to_string())
}

/// Names the standards that a recurrence challenges or that are challenged no longer, so that what follows looks again.
fn put_in_question(mut change: Change, case: &Case, asks: bool) -> Change {
    if asks {
        for standard in case.problem.standards.iter() {
            change = change.also(standard);
        }
    }
    change
}

fn is_told_by_person(tx: &Tx, source: OccurrenceSource) -> bool {
    let machine = matches!(tx.actor().channel, Channel::Agent | Channel::Git);
    !machine && !matches!(source, OccurrenceSource::Trailer | OccurrenceSource::Alert)
}
