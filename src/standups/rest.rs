//! A card that has left the wall and has the floor all the same, since somebody who was away sees a problem in that: the
//! team takes it up again, or leaves it where it is.

use crate::db::Tx;
use crate::error::{Error, Result, say};
use crate::id::{ProblemId, StandupId};
use crate::members::TakesPart;
use crate::problems::{self, Again, State};

use super::words::LineKind;

/// Takes it up again, or leaves it; what the minutes say of that. What was closed comes back by an occurrence, as it would
/// by hand.
///
/// # Errors
/// `Conflict` for a card that is on the wall.
pub(super) async fn settle(
    tx: &mut Tx,
    who: &TakesPart,
    problem: ProblemId,
    standup: StandupId,
    taken_up: bool,
) -> Result<LineKind> {
    let state = problems::get(tx, problem).await?.state;
    if state.on_the_wall() {
        return Err(Error::conflict(say!(
            "standup-is-on-the-wall",
            id = problem
        )));
    }
    match (taken_up, state) {
        (false, _) => Ok(LineKind::Stays),
        (true, State::Closed) => {
            let again = Again::now(standup.to_string());
            problems::happened_again(tx, problem, again).await?;
            Ok(LineKind::Happened)
        }
        (true, _) => {
            problems::put_on_the_wall(tx, who, problem).await?;
            Ok(LineKind::BroughtBack)
        }
    }
}
