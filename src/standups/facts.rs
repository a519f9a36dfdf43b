//! The gap, worded together by the room while the problem has the floor.

use crate::db::Tx;
use crate::error::{Conflict, Error, Result, say};
use crate::id::{ProblemId, StandupId};
use crate::members::TakesPart;
use crate::problems::{self, Edit};

use super::place::Refusal;
use super::run::{refuse_ended, refused, session};
use super::store;

/// Keeps the facts as somebody in the room words them, who had the problem's `version` before them: they are worded together.
///
/// # Errors
/// `Invalid` for a card without the floor; `Conflict` with both texts when somebody else
/// reworded them meanwhile.
pub async fn word_facts(
    tx: &mut Tx,
    _: &TakesPart,
    id: StandupId,
    problem: ProblemId,
    edit: Edit,
    version: i64,
) -> Result<()> {
    let mut session = session(tx, id).await?;
    refuse_ended(&session)?;
    if session.standup.place().problem != Some(problem) {
        return Err(refused(Refusal::NotOnTheFloor(problem), &session.standup));
    }
    let now = problems::get(tx, problem).await?;
    let gap = |should_be: &str, is: &str| format!("{should_be}\n\n{is}");
    let yours = gap(
        edit.should_be.as_deref().unwrap_or_default(),
        edit.actual.as_deref().unwrap_or_default(),
    );
    let theirs = gap(&now.should_be, &now.actual);
    if now.version != version && yours != theirs {
        return Err(Error::Conflict(Box::new(Conflict {
            message: say!("problem-changed-meanwhile", id = problem),
            yours,
            theirs,
            version: now.version.to_string(),
        })));
    }
    store::acted(tx, &mut session.head).await?;
    problems::change(tx, problem, edit, None).await
}
