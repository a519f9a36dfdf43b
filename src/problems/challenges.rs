//! What put a standard in question, in the words of those who met it; and saying on a standard's page that it did not hold.

use super::again::{Again, happened_again};
use super::links::link_standard;
use super::post::{Draft, post};
use super::{store_challenges as store, store_occurrences, texts};
use crate::clock::Timestamp;
use crate::db::Tx;
use crate::error::{Error, Result, say};
use crate::id::{OccurrenceId, ProblemId, StandardId};
use crate::members::{self, Team, Visitor};
use crate::standards;

/// A recurrence whose question nobody has answered yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    /// The occurrence that asks.
    pub occurrence: OccurrenceId,
    /// The problem that came back.
    pub problem: ProblemId,
    /// Its title.
    pub title: String,
    /// The standard that was to solve it: the one asked about, or one whose place that took.
    pub standard: StandardId,
    /// What happened.
    pub note: String,
    /// What shows it.
    pub evidence: String,
    /// When it happened.
    pub at: Timestamp,
}

/// What puts a standard in question, the newest first: what came back of its own problems, and of those of the standards whose place it
/// took. None for a superseded standard: its challenge follows to the successor.
pub async fn challenges(tx: &mut Tx, id: StandardId) -> Result<Vec<Challenge>> {
    store::of_standard(tx, id).await
}

/// Says that a standard did not hold: one of its problems came back, or, when none is named, a new problem is posted with what happened as
/// its title, linked to the standard.
///
/// # Errors
/// `Invalid` for a problem that the standard does not solve, and without a word where a new problem is posted.
pub async fn did_not_hold(
    tx: &mut Tx,
    visitor: &Visitor,
    id: StandardId,
    problem: Option<ProblemId>,
    note: &str,
) -> Result<ProblemId> {
    let standard = standards::get(tx, id).await?;
    let note = texts::long_text("note", note)?;
    if let Some(problem) = problem {
        let solved = store_occurrences::problems_of(tx, id).await?;
        if !solved.contains(&problem) {
            return Err(Error::invalid(
                "problem",
                say!("problem-standard-not-linked", id = id),
            ));
        }
        let entered = happened_again(tx, problem, Again::now(note)).await?;
        return Ok(entered.problem);
    }
    if note.trim().is_empty() {
        return Err(Error::invalid(
            "note",
            say!("standard-what-happened-missing"),
        ));
    }
    let team = team_of(tx, visitor, standard.team.as_deref()).await?;
    let posted = post(tx, &team, Draft::of_line(note.trim())?).await?;
    let problem = posted.id();
    link_standard(tx, problem, id).await?;
    Ok(problem)
}

/// The wall that a new problem goes to: that of the standard's team, else one's own.
async fn team_of(tx: &mut Tx, visitor: &Visitor, key: Option<&str>) -> Result<Team> {
    let teams = members::teams(tx).await?;
    match teams
        .into_iter()
        .find(|team| Some(team.key.as_str()) == key)
    {
        Some(team) => Ok(team),
        None => members::home_team(tx, visitor).await,
    }
}
