//! The agenda, put in another order by hand.

use crate::db::{Change, Tx};
use crate::error::Result;
use crate::id::{ProblemId, StandupId};
use crate::members::TakesPart;

use super::run::{self, Session, refused, session};
use super::store;

/// Puts a card that has not had the floor first among those that wait, or last; only whoever leads does.
///
/// # Errors
/// `Forbidden` for others, `Invalid` for a card that is not on the agenda or had the floor.
pub async fn put_on_agenda(
    tx: &mut Tx,
    who: &TakesPart,
    id: StandupId,
    problem: ProblemId,
    first: bool,
) -> Result<Session> {
    let mut session = session(tx, id).await?;
    session.led_by(tx, who).await?;
    let before = session.standup.clone();
    let put = session.standup.put(problem, first);
    put.map_err(|refusal| refused(refusal, &before))?;
    if session.standup != before {
        let order = session.standup.cards().iter().map(|card| card.problem);
        store::order_cards(tx, id, order).await?;
        run::keep(tx, &before, &mut session).await?;
        tx.record(Change::new("standup.agenda_ordered", id).also(problem));
    }
    Ok(session)
}
