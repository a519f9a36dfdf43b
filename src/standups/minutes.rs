//! The minutes: what was on the agenda, what was said and decided, who takes what. Complete without having been
//! there; they name owners, never authors.

use std::collections::HashMap;

use crate::clock::Day;
use crate::db::Tx;
use crate::error::Result;
use crate::id::{MemberId, ProblemId, StandupId};
use crate::members::{self, Team};
use crate::problems;

use super::run::{Session, session};
use super::store::{self, CardRow, Head};
use super::store_people;
use super::store_said::{self, Idea, Line};
use super::words::Outcome;

/// Everything that the minutes say.
#[derive(Debug, Clone)]
pub struct Minutes {
    /// The stand-up.
    pub head: Head,
    /// Whose it was.
    pub team: Team,
    /// The day, where the team is.
    pub day: Day,
    /// Everybody who led it, in the order they took the lead.
    pub leaders: Vec<MemberId>,
    /// Who was in the room, in the order they came.
    pub present: Vec<MemberId>,
    /// The cards, in the order of the agenda.
    pub cards: Vec<CardMinutes>,
    /// The names of everybody that the minutes name.
    pub names: HashMap<MemberId, String>,
}

/// What the minutes say about one card.
#[derive(Debug, Clone)]
pub struct CardMinutes {
    /// The card.
    pub card: CardRow,
    /// What became of it, or would if the stand-up ended now.
    pub outcome: Outcome,
    /// The problem's title: once the stand-up has ended, that of then.
    pub title: String,
    /// What should be, likewise.
    pub should_be: String,
    /// What is, likewise; empty where it only repeats the title.
    pub is: String,
    /// What was decided.
    pub lines: Vec<Line>,
    /// What was said.
    pub ideas: Vec<Idea>,
    /// Whether it had its full round.
    pub had_round: bool,
}

impl Minutes {
    /// The cards with one outcome.
    pub fn of(&self, outcome: Outcome) -> impl Iterator<Item = &CardMinutes> {
        self.cards
            .iter()
            .filter(move |card| card.outcome == outcome)
    }

    /// Somebody's name.
    pub fn name(&self, member: &MemberId) -> &str {
        self.names.get(member).map_or("", String::as_str)
    }
}

/// The minutes of a stand-up, as far as it has come and this reader may see.
///
/// # Errors
/// `NotFound` when there is no such stand-up.
pub async fn minutes(tx: &mut Tx, id: StandupId, reader: Option<&MemberId>) -> Result<Minutes> {
    let session = session(tx, id).await?;
    minutes_of(tx, &session, reader).await
}

/// The minutes of a stand-up that was read already, as far as it has come and this reader may see.
pub async fn minutes_of(
    tx: &mut Tx,
    session: &Session,
    reader: Option<&MemberId>,
) -> Result<Minutes> {
    let id = session.head.id;
    let team = members::team(tx, &session.head.team).await?;
    let mut lines = by_problem(store_said::lines(tx, id).await?, |line| line.problem);
    let mut ideas = by_problem(store_said::ideas(tx, id, reader).await?, |idea| {
        idea.problem
    });
    let rounds: Vec<ProblemId> = session.standup.full_rounds().collect();
    let rows = store::cards(tx, id).await?;
    let ids: Vec<ProblemId> = rows.iter().map(|row| row.problem).collect();
    let mut problems: HashMap<ProblemId, problems::Problem> = problems::several(tx, &ids)
        .await?
        .into_iter()
        .map(|one| (one.id, one))
        .collect();
    let mut cards = Vec::new();
    for card in rows {
        let Some(problem) = problems.remove(&card.problem) else {
            continue;
        };
        let outcome = session
            .standup
            .card(card.problem)
            .map(super::place::Card::outcome);
        let title = card.title.clone().unwrap_or(problem.title);
        let is = card.actual.clone().unwrap_or(problem.actual);
        cards.push(CardMinutes {
            outcome: outcome.unwrap_or(Outcome::NotReached),
            is: if is == title { String::new() } else { is },
            title,
            should_be: card.should_be.clone().unwrap_or(problem.should_be),
            lines: lines.remove(&card.problem).unwrap_or_default(),
            ideas: ideas.remove(&card.problem).unwrap_or_default(),
            had_round: rounds.contains(&card.problem),
            card,
        });
    }
    Ok(Minutes {
        day: Day::of(session.head.started_at, &team.zone),
        present: store_people::people(tx, id)
            .await?
            .into_iter()
            .filter(|row| {
                session.head.ended_at.is_none() || !session.standup.apart() || !row.entered
            })
            .map(|row| row.member)
            .collect(),
        leaders: store_people::leaders(tx, id).await?,
        names: members::names_in(tx, team.language).await?,
        head: session.head.clone(),
        team,
        cards,
    })
}

fn by_problem<T>(all: Vec<T>, problem: impl Fn(&T) -> ProblemId) -> HashMap<ProblemId, Vec<T>> {
    let mut sorted: HashMap<ProblemId, Vec<T>> = HashMap::new();
    for one in all {
        sorted.entry(problem(&one)).or_default().push(one);
    }
    sorted
}
