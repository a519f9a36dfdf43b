//! Reading problems: one with everything about it, lists, the wall of a team, its agenda, and what waits for a member.

use std::collections::BTreeMap;

use super::agenda::{self, Reason};
use super::case::{self, Case};
use super::pace::Pace;
use super::store::{self, Filter, Problem};
use super::store_occurrences;
use super::store_wall::{self, Card, Resting};
use super::store_work::{self, Cause, Comment};
use super::words::{Beginning, Held, State};
use crate::clock::Day;
use crate::db::{Ask, Tx};
use crate::error::{Error, Result, say};
use crate::id::{MemberId, ProblemId, StandardId};
use crate::members::Team;

/// A problem by its number.
pub async fn find(tx: &mut Tx, id: ProblemId) -> Result<Option<Problem>> {
    store::by_id(tx, id).await
}

/// A problem that must be there.
///
/// # Errors
/// `NotFound` for a number that was never given.
pub async fn get(tx: &mut Tx, id: ProblemId) -> Result<Problem> {
    find(tx, id)
        .await?
        .ok_or_else(|| Error::NotFound(say!("problem-unknown", id = id)))
}

/// Those of these problems that there are, lowest number first.
pub async fn several(tx: &mut Tx, ids: &[ProblemId]) -> Result<Vec<Problem>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    store::several(tx, ids).await
}

/// A page of problems, newest first.
pub async fn list(tx: &mut Tx, filter: &Filter, limit: i64) -> Result<Vec<Problem>> {
    store::list(tx, filter, limit).await
}

/// Every problem in the order of its number, in portions: those after a number, for what reads everything.
pub async fn after(tx: &mut Tx, after: Option<ProblemId>, limit: i64) -> Result<Vec<Problem>> {
    store::after(tx, after.map_or(0, ProblemId::number), limit).await
}

/// A problem with everything that its page shows.
#[derive(Debug, Clone)]
pub struct Dossier {
    /// The problem, its work, its occurrences, its team.
    pub case: Case,
    /// Its whys, oldest first.
    pub causes: Vec<Cause>,
}

/// Opens a problem with everything that its page shows.
///
/// # Errors
/// `NotFound` for a number that was never given.
pub async fn dossier(tx: &mut Tx, id: ProblemId) -> Result<Dossier> {
    Ok(Dossier {
        case: case::open(tx, id).await?,
        causes: store_work::causes(tx, id).await?,
    })
}

/// What [`dossier`] and [`comments`] ask about a problem, to be asked ahead.
pub fn dossier_asks(id: ProblemId) -> Vec<Ask> {
    let mut asks = vec![store::ask_by_id(id), store_occurrences::ask_of_problem(id)];
    asks.extend(store_work::asks(id));
    asks
}

/// What was remarked on a problem, oldest first; its page tells it from the feed.
pub async fn comments(tx: &mut Tx, id: ProblemId) -> Result<Vec<Comment>> {
    store_work::comments(tx, id).await
}

/// What [`comments`] asks, to be asked ahead.
pub fn comments_ask(id: ProblemId) -> Ask {
    store_work::comments_ask(id)
}

/// The problems that a standard solves, lowest number first.
pub async fn solved_by(tx: &mut Tx, standard: StandardId) -> Result<Vec<Problem>> {
    let ids = store_occurrences::problems_of(tx, standard).await?;
    several(tx, &ids).await
}

/// A team's wall.
#[derive(Debug, Clone)]
pub struct Wall {
    /// Its cards, in the order of the agenda; those the agenda does not need come last.
    pub cards: Vec<Card>,
    /// How many are off the wall, by state.
    pub counts: BTreeMap<State, i64>,
    /// The last that were closed.
    pub held: Vec<Resting>,
}

/// The last that were closed and hang below the wall.
const HELD_SHOWN: i64 = 3;

/// What [`for_member`] asks, to be asked ahead.
pub fn for_member_ask(member: &MemberId, team: &Team, today: Day) -> Ask {
    store_wall::ask_for_member(member, &team.id, today)
}

/// What [`solved_by`] and [`super::challenged`] ask about a standard, to be asked ahead.
pub fn standard_asks(standard: StandardId) -> Vec<Ask> {
    store_occurrences::asks_of_standard(standard).into()
}

/// A team's cards on the wall, in the order of the agenda; those the agenda does not need come last.
pub async fn cards(tx: &mut Tx, team: &Team, today: Day) -> Result<Vec<Card>> {
    let mut cards = store_wall::cards(tx, &team.id).await?;
    cards.sort_by_cached_key(|card| card.standing().rank(today, team.week));
    Ok(cards)
}

/// Reads a team's wall.
pub async fn wall(tx: &mut Tx, team: &Team, today: Day) -> Result<Wall> {
    let cards = cards(tx, team, today).await?;
    let counts = store_wall::counts(tx, &team.id).await?;
    let counts: BTreeMap<State, i64> = counts.into_iter().collect();
    let held = if counts.contains_key(&State::Closed) {
        store_wall::closed(tx, &team.id, HELD_SHOWN, 0).await?
    } else {
        Vec::new()
    };
    Ok(Wall {
        cards,
        counts,
        held,
    })
}

/// A page of what is off a team's wall in one state, newest first.
pub async fn resting(
    tx: &mut Tx,
    team: &Team,
    state: State,
    limit: i64,
    skip: i64,
) -> Result<Vec<Resting>> {
    match state {
        State::Closed => store_wall::closed(tx, &team.id, limit, skip).await,
        _ => store_wall::resting(tx, &team.id, state, limit, skip).await,
    }
}

/// A card of the next stand-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OnAgenda {
    /// The problem.
    pub id: ProblemId,
    /// Its round.
    pub round: i64,
    /// Why it is there.
    pub reason: Reason,
}

/// The agenda of a team's next stand-up, in order.
pub async fn agenda_of(tx: &mut Tx, team: &Team) -> Result<Vec<OnAgenda>> {
    let today = team.today(tx.now());
    let mut cards = store_wall::cards(tx, &team.id).await?;
    cards.extend(store_wall::reported(tx, &team.id).await?);
    let agenda = agenda::agenda(cards, Card::standing, today, team.week);
    let on = |(card, reason): (Card, Reason)| OnAgenda {
        id: card.id,
        round: card.round,
        reason,
    };
    Ok(agenda.into_iter().map(on).collect())
}

/// A card that a stand-up may talk about, asked for or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OnTheWall {
    /// Its round.
    pub round: i64,
    /// Why the agenda would have it.
    pub reason: Option<Reason>,
}

/// Whether a problem hangs on a wall now, and why an agenda would have it.
pub async fn on_the_wall(tx: &mut Tx, id: ProblemId) -> Result<Option<OnTheWall>> {
    let Some(card) = store_wall::card(tx, id)
        .await?
        .filter(|card| card.state.on_the_wall())
    else {
        return Ok(None);
    };
    let problem = get(tx, id).await?;
    let team = crate::members::team(tx, &problem.team).await?;
    let reason = card.standing().reason(team.today(tx.now()), team.week);
    Ok(Some(OnTheWall {
        round: card.round,
        reason,
    }))
}

/// What waits for one member, each with the problems it is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ForMember {
    /// Work whose date has passed.
    pub late: Vec<ProblemId>,
    /// Work due today.
    pub due: Vec<ProblemId>,
    /// Checks of the team whose date has come.
    pub checks: Vec<ProblemId>,
    /// Occurrences of the team's problems that a machine told.
    pub told: Vec<ProblemId>,
    /// Recurrences that ask why.
    pub questions: Vec<ProblemId>,
}

/// What waits for one member: their own work everywhere, and what anybody of this team may answer.
pub async fn for_member(tx: &mut Tx, member: &MemberId, team: &Team) -> Result<ForMember> {
    let today = team.today(tx.now());
    let mut waits = ForMember::default();
    for (what, problem) in store_wall::for_member(tx, member, &team.id, today).await? {
        match what.as_str() {
            "late" => waits.late.push(problem),
            "due" => waits.due.push(problem),
            "check" => waits.checks.push(problem),
            "told" => waits.told.push(problem),
            _ => waits.questions.push(problem),
        }
    }
    Ok(waits)
}

impl Problem {
    /// The answer to *did it hold?* that counts now: what closed it, or what began this round. That of an earlier round is told
    /// by the story.
    pub fn check_said(&self) -> Option<Held> {
        let answer = self.check_answer?;
        let counts = match self.state {
            State::Closed => answer == Held::Yes,
            State::Checking => false,
            _ => {
                (answer == Held::Partly && self.began_by == Beginning::Partly)
                    || (answer == Held::No && self.began_by == Beginning::CameBack)
            }
        };
        counts.then_some(answer)
    }

    /// Whether a stand-up of this round saw it.
    pub fn seen(&self) -> bool {
        self.look_round == self.round && self.look_count > 0
    }

    /// What lateness depends on.
    pub fn pace(&self) -> Pace {
        Pace {
            state: self.state,
            round_began: self.round_began,
            seen: self.seen(),
            earliest_due: self.earliest_due,
            last_done: self.last_done,
            check: self.check_due,
        }
    }
}
