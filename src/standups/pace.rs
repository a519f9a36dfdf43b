//! Time in the room: more of it when the team says so, whether whoever leads is still there, and a stand-up that everybody
//! has left.

use crate::clock::Timestamp;
use crate::db::{Change, Tx};
use crate::error::{Error, Result, say};
use crate::id::{MemberId, StandupId};
use crate::members::{self, TakesPart};

use super::room::beat;
use super::run::{self, Session, refuse_ended, session, tell_move};
use super::store::{self, Beat};
use super::store_way;
use super::time::{MOST_STEP_HOURS, on_a_working_day};
use super::words::{Mode, Step};

/// The most that is added at once, in minutes.
const MOST_MORE: i64 = 60;
/// Whoever leads and was heard of within so many seconds is not noted again.
const HEARD_LATELY: i64 = 2;

/// What an open page asks now and then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pulse {
    /// What it is now, by the clock that counts.
    pub now: Timestamp,
    /// Whether whoever leads is heard of.
    pub led: bool,
    /// One more with every act.
    pub version: i64,
}

/// Adds minutes to the team's time and to the present step; only whoever leads does. Dots whose time is up stay counted.
/// With the minutes that had been added when it was read, they are added once.
///
/// # Errors
/// `Forbidden` for others, `Conflict` once it is over, `Invalid` for less than one minute or more than an hour, or,
/// over the day, a week.
pub async fn more_time(
    tx: &mut Tx,
    who: &TakesPart,
    id: StandupId,
    minutes: i64,
    read_more: Option<i64>,
) -> Result<Session> {
    let mut session = session(tx, id).await?;
    session.led_by(tx, who).await?;
    refuse_ended(&session)?;
    let most = match session.standup.apart() {
        true => MOST_STEP_HOURS * 60,
        false => MOST_MORE,
    };
    if !(1..=most).contains(&minutes) {
        return Err(Error::invalid(
            "minutes",
            say!("standup-bad-minutes", max = most),
        ));
    }
    if read_more.is_some_and(|more| more != session.head.more_minutes) {
        return Ok(session);
    }
    let before = session.standup.clone();
    let now = tx.now();
    session.count_if_time_is_up(now);
    session.head.more_minutes += minutes;
    if let Some(until) = session.until
        && !(session.standup.place().step == Step::Dots && session.shows_dots(now))
    {
        let mut until = until.max(now).plus_seconds(minutes * 60);
        if session.standup.apart() {
            let team = members::team(tx, &session.head.team).await?;
            until = on_a_working_day(until, &team.zone, team.week);
        }
        store_way::lengthen_step(tx, id, until).await?;
        session.until = Some(until);
    }
    run::keep(tx, &before, &mut session).await?;
    tx.record(Change::new("standup.time_added", id).with("minutes", minutes));
    Ok(session)
}

/// What an open page of the room needs to know between two acts.
pub fn pulse(beat: &Beat, now: Timestamp) -> Pulse {
    Pulse {
        now,
        led: beat.head.leader_here(now),
        version: beat.head.version,
    }
}

/// Whether a page of whoever leads must be noted as heard of.
pub fn wants_to_hear(beat: &Beat, who: &TakesPart, now: Timestamp) -> bool {
    let head = &beat.head;
    let lately = |at: Timestamp| now.seconds_since(at) < HEARD_LATELY;
    head.leader == *who.member() && head.ended_at.is_none() && !head.leader_at.is_some_and(lately)
}

/// Notes that whoever leads was heard of. That is no change: no version, no entry.
pub async fn hear(tx: &mut Tx, who: &TakesPart, id: StandupId) -> Result<()> {
    if wants_to_hear(&beat(tx, id).await?, who, tx.now()) {
        store::hear(tx, id).await?;
    }
    Ok(())
}

/// Where a team's running stand-up is, when it is held over the day and waits for somebody's part.
pub async fn waits_for(tx: &mut Tx, member: &MemberId, running: StandupId) -> Result<Option<Step>> {
    let head = store::head(tx, running).await?;
    if head.is_none_or(|head| head.mode != Mode::Async) {
        return Ok(None);
    }
    let session = session(tx, running).await?;
    let waits = session.standup.waits_for(member);
    Ok(waits.then(|| session.standup.place().step))
}

/// Whether time alone moves a stand-up: one in which nobody has acted for long, or a deadline that has passed.
pub async fn is_due(tx: &mut Tx) -> Result<bool> {
    Ok(!store::forgotten(tx).await?.is_empty() || !store_way::overdue(tx).await?.is_empty())
}

/// Goes on, over the day, from every step in which everybody writes, speaks or weighs and whose deadline has passed.
pub async fn pass_deadlines(tx: &mut Tx) -> Result<Vec<StandupId>> {
    let overdue = store_way::overdue(tx).await?;
    for id in &overdue {
        let mut session = session(tx, *id).await?;
        let before = session.standup.clone();
        if let Some(moved) = session.standup.pass_deadline() {
            run::keep(tx, &before, &mut session).await?;
            tell_move(tx, &session, before.place(), &moved).await?;
        }
    }
    Ok(overdue)
}

/// Ends the stand-ups in which nobody has acted for an hour, over the day for a week, as if whoever leads had.
pub async fn end_forgotten(tx: &mut Tx) -> Result<Vec<StandupId>> {
    let forgotten = store::forgotten(tx).await?;
    for id in &forgotten {
        let mut session = session(tx, *id).await?;
        let before = session.standup.clone();
        let moved = session.standup.end();
        run::keep(tx, &before, &mut session).await?;
        tell_move(tx, &session, before.place(), &moved).await?;
    }
    Ok(forgotten)
}
