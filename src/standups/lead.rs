//! Leading a stand-up: going on and back, the floor, taking over, ending.

use crate::db::{Change, Tx};
use crate::error::Result;
use crate::id::{ProblemId, StandupId};
use crate::members::TakesPart;

use super::attend::{Presence, attend};
use super::place::Moved;
use super::run::{self, Session, refused, session, tell_move};
use super::start::one_asked_for;
use super::store;
use super::words::{Step, TurnAct};

/// Where to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To {
    /// On.
    Next,
    /// To where it was before.
    Back,
    /// To one problem.
    Problem(ProblemId),
}

/// Goes on, back, or to a problem; only whoever leads does. What stays undecided by it is told. With the number of the
/// step that was read, a step that somebody has taken meanwhile is not taken twice.
///
/// # Errors
/// `Forbidden` for others, `Conflict` at either end, `Invalid` for a problem that is not on the wall.
pub async fn step(
    tx: &mut Tx,
    who: &TakesPart,
    id: StandupId,
    to: To,
    read_at: Option<i64>,
) -> Result<(Session, Moved)> {
    let mut session = led(tx, who, id).await?;
    if read_at.is_some_and(|at| at != session.at) {
        return Ok((session, Moved::default()));
    }
    let before = session.standup.clone();
    let moved = match to {
        To::Next => session.standup.next(),
        To::Back => {
            session
                .standup
                .back()
                .map_err(|refusal| refused(refusal, &before))?;
            Moved::default()
        }
        To::Problem(problem) => go_to(tx, &mut session, problem).await?,
    };
    if session.standup != before {
        run::keep(tx, &before, &mut session).await?;
        tell_move(tx, &session, before.place(), &moved).await?;
    }
    Ok((session, moved))
}

/// Ends it, from wherever it is.
///
/// # Errors
/// `Forbidden` for whoever does not lead.
pub async fn end(tx: &mut Tx, who: &TakesPart, id: StandupId) -> Result<(Session, Moved)> {
    let mut session = led(tx, who, id).await?;
    let before = session.standup.clone();
    let moved = session.standup.end();
    if session.standup != before {
        run::keep(tx, &before, &mut session).await?;
        tell_move(tx, &session, before.place(), &moved).await?;
    }
    Ok((session, moved))
}

/// Passes the floor on or back: whoever leads does, and whoever has the floor. With the number of turns that had been
/// had when it was read, the floor is passed once.
///
/// # Errors
/// `Forbidden` for others, `Invalid` where nobody has turns.
pub async fn turn(
    tx: &mut Tx,
    who: &TakesPart,
    id: StandupId,
    act: TurnAct,
    read_at: Option<usize>,
) -> Result<Session> {
    let mut session = session(tx, id).await?;
    let speaker = session.standup.floor().and_then(|floor| floor.speaker());
    let speaks = speaker == Some(who.member()) && act != TurnAct::Back;
    if !speaks {
        session.led_by(tx, who).await?;
    }
    let had = session.standup.floor().map(|floor| floor.had());
    if read_at.is_some() && had.is_some() && read_at != had {
        return Ok(session);
    }
    let before = session.standup.clone();
    session
        .standup
        .turn(act)
        .map_err(|refusal| refused(refusal, &before))?;
    run::keep(tx, &before, &mut session).await?;
    tx.record(Change::new("standup.turned", id));
    Ok(session)
}

/// Takes the lead over: anybody who takes part may, at any moment, so that a session never stalls.
///
/// # Errors
/// `Conflict` once it is over.
pub async fn take_over(tx: &mut Tx, who: &TakesPart, id: StandupId) -> Result<Session> {
    let mut session = session(tx, id).await?;
    run::refuse_ended(&session)?;
    if session.head.leader == *who.member() {
        return Ok(session);
    }
    session.head.leader = who.member().clone();
    let before = session.standup.clone();
    run::keep(tx, &before, &mut session).await?;
    tx.record(Change::new("standup.led", id));
    attend(tx, who, id, who.member(), Presence::Here).await
}

async fn led(tx: &mut Tx, who: &TakesPart, id: StandupId) -> Result<Session> {
    let session = session(tx, id).await?;
    session.led_by(tx, who).await?;
    Ok(session)
}

async fn go_to(tx: &mut Tx, session: &mut Session, problem: ProblemId) -> Result<Moved> {
    let before = session.standup.clone();
    let mut undecided_before = 0;
    if before.card(problem).is_none() && before.place().step != Step::Ended {
        let asked = one_asked_for(tx, problem).await?;
        undecided_before = asked.card.undecided_before;
        store::add_card(tx, session.head.id, &asked.card, asked.reason, asked.round).await?;
    }
    let moved = session.standup.go_to(problem, undecided_before);
    moved.map_err(|refusal| refused(refusal, &before))
}
