//! Asking to bring a problem up at the next stand-up, and taking that back. It is done once a stand-up has seen the card,
//! and falls away with the card when that leaves the wall.

use super::case;
use super::store_pins as store;
use crate::db::{Change, Tx};
use crate::error::{Error, Result, say};
use crate::id::ProblemId;
use crate::members::TakesPart;

/// Where among the cards that are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PinPlace {
    /// Where it is already, else behind the others.
    Last,
    /// Before the others.
    First,
}

/// Asks to bring a problem up at the next stand-up. Who asked first stays told, whoever moves it.
///
/// # Errors
/// `Conflict` for a problem that is not on the wall.
pub async fn pin(tx: &mut Tx, who: &TakesPart, id: ProblemId, place: PinPlace) -> Result<()> {
    let mut case = case::open(tx, id).await?;
    if !case.facts.state.on_the_wall() {
        return Err(Error::conflict(say!("problem-pin-off-the-wall", id = id)));
    }
    let pinned = store::places(tx, &case.team.id).await?;
    let at = match (place, case.problem.pin) {
        (PinPlace::Last, Some(_)) => return Ok(()),
        (PinPlace::First, Some(at)) if pinned.first() == Some(&at) => return Ok(()),
        // Two of the same instant stand in the order in which they came.
        (PinPlace::Last, None) => pinned
            .last()
            .map_or(tx.now().micros(), |last| tx.now().micros().max(last + 1)),
        (PinPlace::First, _) => pinned.first().map_or(tx.now().micros(), |first| first - 1),
    };
    let mut change = Change::new("problem.pinned", id);
    if place == PinPlace::First {
        change = change.with("place", "first");
    }
    case.problem.pin = Some(at);
    case.problem.pinned_by = case
        .problem
        .pinned_by
        .or_else(|| Some(who.member().clone()));
    case.save(tx, change, Vec::new()).await
}

/// Takes it back, whoever asked for it.
pub async fn unpin(tx: &mut Tx, _: &TakesPart, id: ProblemId) -> Result<()> {
    let mut case = case::open(tx, id).await?;
    if case.problem.pin.is_none() {
        return Ok(());
    }
    case.unpin();
    case.save(tx, Change::new("problem.unpinned", id), Vec::new())
        .await
}
