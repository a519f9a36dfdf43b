//! A running stand-up between two acts: built up again from its rows, and kept by what an act changed in it.

use std::collections::BTreeMap;

use crate::db::{Change, Tx};
use crate::error::{Error, Result, say};
use crate::id::{ProblemId, StandupId};
use crate::members::{self, TakesPart};
use crate::problems;

use super::floor::Floor;
use super::place::{Card, Moved, Place, Refusal};
use super::standup::{Kept, Standup};
use super::store::{self, CardRow, Head};
use super::store_said;
use super::words::Step;

/// A stand-up with where it is.
#[derive(Debug, Clone)]
pub struct Session {
    /// What is listed of it.
    pub head: Head,
    /// Where it is.
    pub standup: Standup,
    /// The number of the present step in all the way it went: whoever read another one acts on what is past.
    pub at: i64,
}

/// Proof that somebody leads the stand-up.
#[derive(Debug)]
pub struct Facilitator(());

impl Session {
    /// The proof that somebody leads it.
    ///
    /// # Errors
    /// `Forbidden` for everybody else, saying who leads.
    pub async fn led_by(&self, tx: &mut Tx, who: &TakesPart) -> Result<Facilitator> {
        if self.head.leader == *who.member() {
            return Ok(Facilitator(()));
        }
        let leader = members::by_id(tx, &self.head.leader).await?;
        let name = leader.map(|leader| leader.name).unwrap_or_default();
        Err(Error::Forbidden(say!(
            "standup-only-the-leader",
            leader = name
        )))
    }
}

/// The stand-up as it stands.
///
/// # Errors
/// `NotFound` when there is no such stand-up.
pub async fn session(tx: &mut Tx, id: StandupId) -> Result<Session> {
    let head = store::head(tx, id).await?;
    let head = head.ok_or_else(|| Error::NotFound(say!("standup-unknown", id = id)))?;
    let steps = store::steps(tx, id).await?;
    let at = steps.last().map_or(0, |row| row.position);
    let people = store::people(tx, id).await?;
    let mut floors: BTreeMap<ProblemId, Vec<_>> = BTreeMap::new();
    for (problem, turn) in store::turns(tx, id).await? {
        floors.entry(problem).or_default().push(turn);
    }
    let standup = Standup::resume(Kept {
        cards: store::cards(tx, id).await?.iter().map(card).collect(),
        trail: steps
            .iter()
            .map(|row| Place::new(row.step, row.problem))
            .collect(),
        people: store::present(&people),
        floors: floors
            .into_iter()
            .map(|(problem, turns)| (problem, Floor::kept(turns)))
            .collect(),
        lot: head.lot.cast_unsigned(),
    });
    Ok(Session { head, standup, at })
}

/// Refuses once it is over.
pub(super) fn refuse_ended(session: &Session) -> Result<()> {
    match session.standup.place().step {
        Step::Ended => Err(refused(Refusal::Ended, &session.standup)),
        _ => Ok(()),
    }
}

/// Writes what an act changed.
pub(super) async fn keep(tx: &mut Tx, before: &Standup, session: &mut Session) -> Result<()> {
    let id = session.head.id;
    let after = &session.standup;
    keep_way(tx, id, before.trail(), after.trail()).await?;
    let steps = store::steps(tx, id).await?;
    session.at = steps.last().map_or(0, |row| row.position);
    for card in after.cards() {
        if before.card(card.problem).is_some_and(|old| old != card) {
            store::keep_card(tx, id, card).await?;
        }
    }
    for (problem, floor) in after.floors() {
        if before.floors().get(problem) != Some(floor) {
            store::keep_turns(tx, id, *problem, floor).await?;
        }
    }
    let now = tx.now();
    if after.place().step != Step::Gathering && session.head.begun_at.is_none() {
        session.head.begun_at = Some(now);
    }
    if after.place().step == Step::Ended && session.head.ended_at.is_none() {
        session.head.ended_at = Some(now);
        close(tx, id, after).await?;
    }
    session.head.version += 1;
    store::keep_head(tx, &session.head).await
}

/// Lets the problems know what a move did to them, and tells the move.
pub(super) async fn tell_move(
    tx: &mut Tx,
    session: &Session,
    from: Place,
    moved: &Moved,
) -> Result<()> {
    let id = session.head.id;
    if let Some(problem) = moved.seen {
        problems::see(tx, problem, id).await?;
    }
    let here = session.standup.place();
    if here == from {
        return Ok(());
    }
    let kind = match here.step {
        Step::Ended => "standup.ended",
        _ => "standup.stepped",
    };
    let mut change = Change::new(kind, id)
        .with("from", from.step.as_str())
        .with("to", here.step.as_str());
    if here.step == Step::Ended {
        change = change.with("undecided", moved.undecided.len());
    }
    tx.record(change);
    Ok(())
}

/// What a refusal of the machine says to people.
pub(super) fn refused(refusal: Refusal, standup: &Standup) -> Error {
    match refusal {
        Refusal::Ended => Error::conflict(say!("standup-has-ended")),
        Refusal::AtTheStart => Error::conflict(say!("standup-at-the-start")),
        Refusal::NotBegun => Error::invalid("problem", say!("standup-not-begun")),
        Refusal::NotOnTheFloor(id) => {
            Error::invalid("problem", say!("standup-not-on-the-floor", id = id))
        }
        Refusal::NotOffered(id, _) => {
            let patient = standup.card(id).is_none_or(|card| !card.out_of_patience());
            Error::invalid(
                "do",
                match patient {
                    true => say!("standup-round-already", id = id),
                    false => say!("standup-not-offered", id = id),
                },
            )
        }
        Refusal::NoRound => Error::invalid("action", say!("standup-no-round")),
        Refusal::NobodyThere => Error::invalid("action", say!("standup-nobody-there")),
    }
}

async fn keep_way(tx: &mut Tx, id: StandupId, before: &[Place], after: &[Place]) -> Result<()> {
    let same = before
        .iter()
        .zip(after)
        .take_while(|(old, new)| old == new)
        .count();
    for _ in same..before.len() {
        store::take_back_step(tx, id).await?;
    }
    for place in &after[same..] {
        store::push_step(tx, id, *place).await?;
    }
    Ok(())
}

async fn close(tx: &mut Tx, id: StandupId, standup: &Standup) -> Result<()> {
    let ids: Vec<ProblemId> = standup.cards().iter().map(|card| card.problem).collect();
    let problems = problems::several(tx, &ids).await?;
    for card in standup.cards() {
        let Some(problem) = problems.iter().find(|one| one.id == card.problem) else {
            continue;
        };
        store::close_card(tx, id, card, problem).await?;
    }
    store_said::forget_authors(tx, id).await
}

fn card(row: &CardRow) -> Card {
    Card {
        problem: row.problem,
        undecided_before: row.undecided_before,
        seen: row.seen,
        verdict: row.verdict,
    }
}
