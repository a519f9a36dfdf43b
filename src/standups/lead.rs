//! Leading a stand-up: going on and back, the floor, taking over, ending.

use crate::db::{Change, Tx};
use crate::error::{Error, Result, say};
use crate::id::{MemberId, ProblemId, StandupId};
use crate::members::{self, Role, TakesPart};

use super::attend::{Presence, attend, come_in};
use super::place::Moved;
use super::run::{self, Session, refused, session, tell_move};
use super::start::{enter_team, one_asked_for};
use super::store;
use super::store_people;
use super::words::{Mode, Step, TurnAct, TurnState};

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
    session.count_if_time_is_up(tx.now());
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
    session.count_if_time_is_up(tx.now());
    let moved = session.standup.end();
    if session.standup != before {
        run::keep(tx, &before, &mut session).await?;
        tell_move(tx, &session, before.place(), &moved).await?;
    }
    Ok((session, moved))
}

/// Passes the floor on or back: whoever leads does, and whoever has the floor. Whoever passed gets the floor once more by
/// asking for it back. With the number of turns that had been
/// had when it was read, the floor is passed once. Where everybody writes or weighs, and over the day in the round too, each
/// says for themselves that they have nothing to add.
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
    if session.standup.waits_for_all() {
        return nothing_to_add(tx, who, session, act).await;
    }
    let speaker = session.standup.speaker();
    let speaks = speaker == Some(who.member()) && act != TurnAct::Back;
    let leads = session.head.leader == *who.member();
    let comes_back = act == TurnAct::Back && !leads && passed(&session, who.member());
    if !speaks && !comes_back {
        session.led_by(tx, who).await?;
    }
    let had = session.standup.floor().map(|floor| floor.had());
    if read_at.is_some() && had.is_some() && read_at != had {
        return Ok(session);
    }
    let before = session.standup.clone();
    let turned = match comes_back {
        true => session.standup.come_back(who.member()),
        false => session.standup.turn(act),
    };
    turned.map_err(|refusal| refused(refusal, &before))?;
    run::keep(tx, &before, &mut session).await?;
    tx.record(Change::new("standup.turned", id));
    Ok(session)
}

/// Somebody says for themselves that they have nothing to add, or that they have after all. While ideas are sealed it says
/// something of whose they are: only how many have said so is shown.
async fn nothing_to_add(
    tx: &mut Tx,
    who: &TakesPart,
    session: Session,
    act: TurnAct,
) -> Result<Session> {
    let mut session = come_in(tx, who, session).await?;
    let before = session.standup.clone();
    let said = session.standup.turn_of(who.member(), act);
    said.map_err(|refusal| refused(refusal, &before))?;
    if session.standup != before {
        run::keep_and_press_on(tx, &before, &before, &mut session).await?;
        tx.record(Change::new("standup.turned", session.head.id));
    }
    Ok(session)
}

fn passed(session: &Session, member: &MemberId) -> bool {
    let turns = session
        .standup
        .floor()
        .map_or(&[][..], |floor| floor.turns());
    let mut mine = turns.iter().filter(|turn| turn.member == *member);
    mine.any(|turn| turn.state == TurnState::Passed)
}

/// Takes the lead over from somebody who is not heard of any more: anybody who takes part may, so that a session never
/// stalls. Whoever leads and is there hands the lead over themselves.
///
/// # Errors
/// `Conflict` once it is over, or while whoever leads is there.
pub async fn take_over(tx: &mut Tx, who: &TakesPart, id: StandupId) -> Result<Session> {
    let mut session = session(tx, id).await?;
    run::refuse_ended(&session)?;
    if session.head.leader == *who.member() {
        return Ok(session);
    }
    if session.leader_is_here(tx.now()) {
        let leader = members::by_id(tx, &session.head.leader).await?;
        let name = leader.map(|leader| leader.name).unwrap_or_default();
        return Err(Error::conflict(say!(
            "standup-leader-is-here",
            leader = name
        )));
    }
    session.head.leader_at = None;
    give_lead(tx, session, who.member()).await?;
    attend(tx, who, id, who.member(), Presence::Here).await
}

/// Hands the lead over to somebody in the room.
///
/// # Errors
/// `Forbidden` for whoever does not lead, `Invalid` for somebody who is not in the room or does not take part.
pub async fn hand_over(
    tx: &mut Tx,
    who: &TakesPart,
    id: StandupId,
    to: &MemberId,
) -> Result<Session> {
    let mut session = led(tx, who, id).await?;
    run::refuse_ended(&session)?;
    let mut people = session.standup.people().iter();
    if !people.any(|one| one.member == *to) {
        return Err(Error::invalid("to", say!("standup-not-in-the-room")));
    }
    let member = members::by_id(tx, to).await?;
    if member.is_none_or(|member| member.role < Role::Member || member.left_at.is_some()) {
        return Err(Error::invalid("to", say!("standup-cannot-lead")));
    }
    if session.head.leader == *to {
        return Ok(session);
    }
    // They are about to be heard of: nobody takes the lead in between.
    session.head.leader_at = Some(tx.now());
    give_lead(tx, session, to).await
}

async fn give_lead(tx: &mut Tx, mut session: Session, to: &MemberId) -> Result<Session> {
    session.head.leader = to.clone();
    store_people::put_leader(tx, session.head.id, to).await?;
    let before = session.standup.clone();
    run::keep(tx, &before, &mut session).await?;
    tx.record(Change::new("standup.led", session.head.id));
    Ok(session)
}

/// Says how ideas reach the others from now on; only whoever leads does.
///
/// # Errors
/// `Forbidden` for others, `Conflict` while ideas are written, shown or weighed.
pub async fn set_mode(tx: &mut Tx, who: &TakesPart, id: StandupId, mode: Mode) -> Result<Session> {
    let mut session = led(tx, who, id).await?;
    let before = session.standup.clone();
    let set = session.standup.set_mode(mode);
    set.map_err(|refusal| refused(refusal, &before))?;
    if session.standup != before {
        match (before.apart(), session.standup.apart()) {
            (false, true) => enter_team(tx, id, &session.head.team).await?,
            (true, false) => store_people::forget_entered(tx, id).await?,
            _ => {}
        }
        run::keep(tx, &before, &mut session).await?;
        tx.record(Change::new("standup.mode_set", id).with("mode", mode.as_str()));
        session = run::session(tx, id).await?;
    }
    Ok(session)
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
