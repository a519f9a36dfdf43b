//! Starting a stand-up: its agenda from the wall, or as it was asked for.

use rand::RngExt;

use crate::db::{Change, Tx};
use crate::error::{Error, Result, say};
use crate::id::{ProblemId, StandupId, TeamId};
use crate::members::{self, Role, TakesPart, Team};
use crate::problems::{self, OnAgenda, Reason};

use super::object::QUESTIONED;
use super::place::{Card, Place};
use super::store::{self, Head};
use super::store_objections;
use super::store_people;
use super::store_way;
use super::time::{MOST_STEP_HOURS, STEP_HOURS};
use super::words::{Mode, Step};

/// So many cards find room on an agenda; the rest waits on the wall, in the same order.
pub const AGENDA_ROOM: usize = 200;

/// Why a card is on the agenda that the wall did not put there.
pub const ASKED: &str = "asked";

/// A stand-up to begin.
#[derive(Debug, Clone)]
pub struct Start {
    /// Whose wall.
    pub team: Team,
    /// How ideas reach the others.
    pub mode: Mode,
    /// The agenda; without one, what the wall proposes.
    pub problems: Option<Vec<ProblemId>>,
    /// What a step has where people act over the day, in hours; a day, where it is absent.
    pub hours: Option<i64>,
}

/// A card that a stand-up would talk about now.
#[derive(Debug, Clone)]
pub struct Proposed {
    /// The card.
    pub card: Card,
    /// Why.
    pub reason: &'static str,
    /// The problem's round.
    pub round: i64,
}

/// Begins a stand-up; whoever begins it leads it and is in the room.
///
/// # Errors
/// `Invalid` for hours out of bounds or a card that is not on the wall, `Conflict` while one is running.
pub async fn start(tx: &mut Tx, who: &TakesPart, start: Start) -> Result<StandupId> {
    let hours = start.hours.unwrap_or(STEP_HOURS);
    if !(1..=MOST_STEP_HOURS).contains(&hours) {
        return Err(Error::invalid(
            "hours",
            say!("standup-bad-hours", max = MOST_STEP_HOURS),
        ));
    }
    if let Some(running) = store::running(tx, &start.team.id).await? {
        return Err(Error::conflict(say!("standup-runs-already", id = running)));
    }
    let (cards, left) = match &start.problems {
        Some(asked) => (asked_for(tx, asked).await?, 0),
        None => proposed(tx, &start.team).await?,
    };
    let id = StandupId::new(tx.next_number("standup").await?);
    let head = Head {
        id,
        team: start.team.id.clone(),
        mode: start.mode,
        leader: who.member().clone(),
        lang: start.team.language.tag().to_owned(),
        budget_minutes: start.team.standup_minutes,
        lot: rand::rng().random(),
        version: 1,
        left_on_wall: i64::try_from(left).map_err(Error::internal)?,
        started_at: tx.now(),
        begun_at: None,
        ended_at: None,
        more_minutes: 0,
        turn_until: None,
        acted_at: Some(tx.now()),
        leader_at: None,
        step_hours: hours,
    };
    store::insert(tx, &head).await?;
    store_way::push_step(tx, id, Place::new(Step::Gathering, None), None).await?;
    store_people::put_person(tx, id, who.member(), true, false).await?;
    store_people::put_leader(tx, id, who.member()).await?;
    if start.mode == Mode::Async {
        enter_team(tx, id, &start.team.id).await?;
    }
    for proposed in &cards {
        store::add_card(tx, id, &proposed.card, proposed.reason, proposed.round).await?;
    }
    let change = Change::new("standup.started", id).with("team", start.team.key.as_str());
    tx.record(change.with("cards", cards.len()));
    Ok(id)
}

/// Over the day the whole team is waited for, each step until its deadline: nobody comes into a room. Whoever acts is noted as
/// there by that; the minutes name no one else.
pub(super) async fn enter_team(tx: &mut Tx, id: StandupId, team: &TeamId) -> Result<()> {
    for member in members::of_team(tx, team).await? {
        if member.role >= Role::Member && member.left_at.is_none() {
            store_people::put_person(tx, id, &member.id, true, true).await?;
        }
    }
    Ok(())
}

/// What the wall proposes for the next stand-up of a team, in order, as far as there is room; and how many cards
/// find none.
pub async fn proposed(tx: &mut Tx, team: &Team) -> Result<(Vec<Proposed>, usize)> {
    let on_the_wall = problems::agenda_of(tx, team).await?;
    let asked = on_the_wall.partition_point(|due| due.reason == Reason::Pinned);
    let (asked, others) = on_the_wall.split_at(asked);
    let mut cards = due_now(tx, asked).await?;
    for questioned in questioned(tx, team).await? {
        let on = |card: &Proposed| card.card.problem == questioned.card.problem;
        if !cards.iter().any(on) {
            cards.push(questioned);
        }
    }
    let mut others = others.to_vec();
    others.retain(|due| cards.iter().all(|card| card.card.problem != due.id));
    let room = AGENDA_ROOM.saturating_sub(cards.len());
    let left = others.len().saturating_sub(room);
    others.truncate(room);
    cards.extend(due_now(tx, &others).await?);
    Ok((cards, left))
}

async fn due_now(tx: &mut Tx, cards: &[OnAgenda]) -> Result<Vec<Proposed>> {
    let mut proposed = Vec::with_capacity(cards.len());
    for due in cards {
        let count = store::undecided_before(tx, due.id, due.round).await?;
        proposed.push(Proposed {
            card: Card::new(due.id, count),
            reason: due.reason.as_str(),
            round: due.round,
        });
    }
    Ok(proposed)
}

/// The cards about which somebody who was away sees a problem, also those that have left the wall by what was decided.
async fn questioned(tx: &mut Tx, team: &Team) -> Result<Vec<Proposed>> {
    let mut cards = Vec::new();
    for problem in store_objections::open(tx, &team.id).await? {
        let round = problems::get(tx, problem).await?.round;
        let count = store::undecided_before(tx, problem, round).await?;
        cards.push(Proposed {
            card: Card::new(problem, count),
            reason: QUESTIONED,
            round,
        });
    }
    Ok(cards)
}

/// A card that somebody asks for, with the wall's own reason when it has one.
pub(super) async fn one_asked_for(tx: &mut Tx, id: ProblemId) -> Result<Proposed> {
    let Some(standing) = problems::on_the_wall(tx, id).await? else {
        return Err(Error::invalid(
            "problems",
            say!("standup-not-on-agenda", id = id),
        ));
    };
    let count = store::undecided_before(tx, id, standing.round).await?;
    Ok(Proposed {
        card: Card::new(id, count),
        reason: standing.reason.map_or(ASKED, |reason| reason.as_str()),
        round: standing.round,
    })
}

async fn asked_for(tx: &mut Tx, asked: &[ProblemId]) -> Result<Vec<Proposed>> {
    let mut cards: Vec<Proposed> = Vec::new();
    for id in asked {
        if cards.iter().all(|card| card.card.problem != *id) {
            cards.push(one_asked_for(tx, *id).await?);
        }
    }
    Ok(cards)
}
