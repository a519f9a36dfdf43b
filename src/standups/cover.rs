//! *Is there a standard for it?*: what the room finds, kept on the card, and as the answer to the question that a
//! recurrence asks.

use crate::db::{Change, Tx};
use crate::error::{Error, Result, say};
use crate::id::{ProblemId, StandardId, StandupId};
use crate::members::TakesPart;
use crate::problems::{self, Lesson};
use crate::standards;

use super::place::Refusal;
use super::run::{self, Session, refused, session};
use super::store;

/// Keeps what was found; only whoever leads does. A standard that is named is linked to the problem, and a recurrence
/// that still asks why gets this answer.
///
/// # Errors
/// `Forbidden` for others; `Invalid` for a card without the floor or a standard that there is not.
pub async fn cover(
    tx: &mut Tx,
    who: &TakesPart,
    id: StandupId,
    problem: ProblemId,
    found: Lesson,
    standard: Option<StandardId>,
) -> Result<Session> {
    let mut session = session(tx, id).await?;
    session.led_by(tx, who).await?;
    if session.standup.place().problem != Some(problem) {
        let refusal = Refusal::NotOnTheFloor(problem);
        return Err(refused(refusal, &session.standup));
    }
    let standard = standard.filter(|_| found != Lesson::None);
    if let Some(standard) = standard {
        let unknown =
            || Error::invalid("standard", say!("problem-standard-unknown", id = standard));
        standards::find(tx, standard).await?.ok_or_else(unknown)?;
        problems::link_standard(tx, problem, standard).await?;
    }
    let case = problems::open(tx, problem).await?;
    let asks = case
        .occurrences
        .iter()
        .rfind(|it| it.recurrence && it.answer.is_none());
    if let Some(occurrence) = asks.map(|it| it.id.clone()) {
        problems::answer(tx, who, &occurrence, found, standard).await?;
    }
    store::cover(tx, id, problem, found, standard).await?;
    let before = session.standup.clone();
    run::keep(tx, &before, &mut session).await?;
    let mut change = Change::new("standup.covered", id)
        .also(problem)
        .with("found", found.as_str());
    if let Some(standard) = standard {
        change = change.also(standard);
    }
    tx.record(change);
    Ok(session)
}
