//! *I see a problem*: whoever was away when a stand-up decided has one working day to say so. What they say is a remark on
//! the problem, which comes back on the next agenda.

use crate::clock::{Day, Timestamp};
use crate::db::{Change, Tx};
use crate::error::{Error, Result, say};
use crate::id::{MemberId, ProblemId, StandupId};
use crate::members::{TakesPart, Team};
use crate::problems;

use super::minutes::{Minutes, minutes};
use super::store_objections as store;
use super::words::Outcome;

/// Why a card is on the agenda about which somebody who was away saw a problem.
pub(super) const QUESTIONED: &str = "questioned";
/// So many working days after the stand-up, whoever was away may say so.
const DAYS: i64 = 1;

/// The problems of a stand-up about which a member may still say that they see a problem.
pub fn may_object(minutes: &Minutes, who: &MemberId, now: Timestamp) -> Vec<ProblemId> {
    let Some(ended) = minutes.head.ended_at else {
        return Vec::new();
    };
    if minutes.present.contains(who) || !in_time(&minutes.team, ended, now) {
        return Vec::new();
    }
    let decided = minutes.of(Outcome::Decided);
    decided.map(|card| card.card.problem).collect()
}

/// Says that one sees a problem in what was decided, and which.
///
/// # Errors
/// `Conflict` for whoever was there, or too late; `Invalid` without a word of what, or for a problem that was not decided
/// about. One that has left the wall comes on the agenda too: there the team takes it up again, or leaves it.
pub async fn object(
    tx: &mut Tx,
    who: &TakesPart,
    id: StandupId,
    problem: ProblemId,
    what: &str,
) -> Result<()> {
    let minutes = minutes(tx, id, None).await?;
    let Some(ended) = minutes.head.ended_at else {
        return Err(Error::conflict(say!("standup-object-running")));
    };
    if minutes.present.contains(who.member()) {
        return Err(Error::conflict(say!("standup-object-was-there")));
    }
    if !in_time(&minutes.team, ended, tx.now()) {
        return Err(Error::conflict(say!("standup-object-too-late")));
    }
    if !may_object(&minutes, who.member(), tx.now()).contains(&problem) {
        return Err(Error::invalid(
            "problem",
            say!("standup-object-not-decided", id = problem),
        ));
    }
    problems::comment(tx, problem, what).await?;
    if store::add(tx, id, problem, who.member()).await? {
        tx.record(Change::new("standup.questioned", id).also(problem));
    }
    Ok(())
}

/// What those who were away see as a problem in what was decided about a card, with who says so: nothing any more once it was on an
/// agenda that has ended.
pub async fn questions(tx: &mut Tx, problem: ProblemId) -> Result<Vec<(MemberId, String)>> {
    store::said(tx, problem).await
}

/// Whether whoever was away from a stand-up may still say that they see a problem.
pub(super) fn in_time(team: &Team, ended: Timestamp, now: Timestamp) -> bool {
    let day = |at| Day::of(at, &team.zone);
    team.week.working_days_between(day(ended), day(now)) <= DAYS
}
