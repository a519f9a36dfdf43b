//! A stand-up as JSON.

use std::collections::HashMap;

use serde::Serialize;
use utoipa::ToSchema;

use crate::clock::{Day, Timestamp};
use crate::db::Tx;
use crate::error::Result;
use crate::id::{MemberId, ProblemId, StandupId};
use crate::members;
use crate::standups::{self, Head, Minutes, Outcome, Session, Step, Tally};
use crate::web::visit::Visit;

use super::view_said::{self, ClockView, IdeaView, SealedView};

/// A stand-up in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Listed {
    /// U-7.
    #[schema(value_type = String, example = "U-7")]
    id: StandupId,
    /// The key of the team.
    team: String,
    /// Who leads it.
    leader: Person,
    #[schema(value_type = String, format = DateTime)]
    started_at: Timestamp,
    #[schema(value_type = Option<String>, format = DateTime)]
    ended_at: Option<Timestamp>,
    /// Cards about which something was decided or answered.
    decided: i64,
    /// Cards that stay open.
    open: i64,
    url: String,
}

/// A list with the cursor of the next page.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Standups {
    pub(super) items: Vec<Listed>,
    /// Null at the end.
    pub(super) next: Option<String>,
}

/// Somebody.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct Person {
    #[schema(value_type = String)]
    id: MemberId,
    name: String,
}

/// A stand-up, as it stands.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Shown {
    /// U-7.
    #[schema(value_type = String, example = "U-7")]
    id: StandupId,
    /// The key of the team.
    team: String,
    /// `spoken`, `silent` or `async`.
    mode: &'static str,
    /// `gathering`, `news`, then per problem `facts`, `covered`, `silence` (not when spoken), `round`, `dots` (not when
    /// spoken), `decision`, `writeup`, then `ended`.
    step: &'static str,
    /// The problem that has the floor.
    #[schema(value_type = Option<String>, example = "P-12")]
    problem: Option<ProblemId>,
    /// The number of the present step: sent with `step`, it is taken once.
    at: i64,
    /// Who leads it.
    leader: Person,
    /// Who is in the room, in the order they came.
    present: Vec<Person>,
    agenda: Vec<CardView>,
    /// The turns of the round that is going on.
    floor: Option<FloorView>,
    /// What this member may see of them.
    ideas: Vec<IdeaView>,
    /// What is sealed about the problem that has the floor.
    sealed: SealedView,
    /// When time is up.
    clock: ClockView,
    decisions: Vec<LineView>,
    /// What the team gives itself, in minutes.
    budget: i64,
    #[schema(value_type = String, format = DateTime)]
    started_at: Timestamp,
    /// When the first card had the floor: the budget runs from here.
    #[schema(value_type = Option<String>, format = DateTime)]
    begun_at: Option<Timestamp>,
    #[schema(value_type = Option<String>, format = DateTime)]
    ended_at: Option<Timestamp>,
    /// Problems that stay undecided: by the move that was just made, or as it stands.
    #[schema(value_type = Vec<String>)]
    undecided: Vec<ProblemId>,
    /// One more with every act; also the `ETag`.
    version: i64,
    url: String,
}

/// A card of the agenda.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CardView {
    #[schema(value_type = String, example = "P-12")]
    problem: ProblemId,
    title: String,
    /// Why it is on the agenda.
    reason: String,
    /// How many stand-ups left it open before this one.
    undecided_before: i64,
    /// Had the floor, and the stand-up moved on.
    seen: bool,
    /// What was said last: `now`, `investigate`, `round`, `set_aside`, `later`, or `answered`.
    #[serde(rename = "do")]
    verdict: Option<&'static str>,
    /// What may be said here.
    offered: Vec<&'static str>,
    /// `decided`, `undecided` or `not_reached`, or what it would be if the stand-up ended now.
    outcome: &'static str,
    /// Whether there was a standard: `none`, `not_applied` or `not_enough`.
    covered: Option<&'static str>,
    /// Which one.
    covered_by: Option<String>,
}

/// Who has the floor. Over the day everybody has: there is no speaker.
#[derive(Debug, Serialize, ToSchema)]
struct FloorView {
    speaker: Option<Person>,
    next: Option<Person>,
    turns: Vec<TurnView>,
}

/// One turn of the round.
#[derive(Debug, Serialize, ToSchema)]
struct TurnView {
    member: Person,
    /// `waiting`, `done` or `passed`.
    state: &'static str,
}

/// One thing that was decided.
#[derive(Debug, Serialize, ToSchema)]
struct LineView {
    #[schema(value_type = String, example = "P-12")]
    problem: ProblemId,
    /// `countermeasure`, `confirmed`, `investigation`, `looking`, `set_aside`, `brought_back`, `stays`, `check`, `checked`, `happened`,
    /// `happened_not`, `not_for_the_book`, `in_the_book`, `agreed_on_screen` or `to_be_agreed`.
    kind: &'static str,
    /// The countermeasure, the investigation, the standard or the proposal.
    reference: Option<String>,
    text: String,
    owner: Option<Person>,
    #[schema(value_type = Option<String>, format = Date)]
    due: Option<Day>,
}

/// The stand-ups of a list, with their teams' keys and leaders' names.
pub(super) async fn listed(
    tx: &mut Tx,
    base: &str,
    heads: Vec<(Head, Tally)>,
) -> Result<Vec<Listed>> {
    let names = members::names(tx).await?;
    let teams = members::teams(tx).await?;
    let key = |head: &Head| {
        teams
            .iter()
            .find(|team| team.id == head.team)
            .map(|team| team.key.clone())
    };
    let one = |(head, tally): (Head, Tally)| Listed {
        id: head.id,
        team: key(&head).unwrap_or_default(),
        leader: person(&names, &head.leader),
        started_at: head.started_at,
        ended_at: head.ended_at,
        decided: tally.decided,
        open: tally.open,
        url: format!("{base}/standups/{}", head.id),
    };
    Ok(heads.into_iter().map(one).collect())
}

/// A stand-up as it stands; `undecided` by the move that was just made, when one was.
pub(super) async fn shown(
    tx: &mut Tx,
    visit: &Visit,
    session: &Session,
    undecided: Option<Vec<ProblemId>>,
) -> Result<Shown> {
    // An answer that is kept for its key stays in the database: nothing sealed stands in it.
    let reader = visit.member().filter(|_| visit.once.is_none());
    let minutes = standups::minutes_of(tx, session, reader).await?;
    Ok(seen(visit, session, &minutes, reader, undecided))
}

/// A stand-up as it stands, with the minutes as this reader may see them.
pub(super) fn seen(
    visit: &Visit,
    session: &Session,
    minutes: &Minutes,
    reader: Option<&MemberId>,
    undecided: Option<Vec<ProblemId>>,
) -> Shown {
    let (base, now) = (&visit.app.config.base_url, visit.now());
    let here = session.standup.place();
    let names = &minutes.names;
    let open = session
        .standup
        .cards()
        .iter()
        .filter(|card| card.outcome() != Outcome::Decided);
    let undecided = undecided.unwrap_or_else(|| open.map(|card| card.problem).collect());
    let lines = minutes.cards.iter().flat_map(|card| &card.lines);
    Shown {
        id: session.head.id,
        team: minutes.team.key.clone(),
        mode: session.head.mode.as_str(),
        step: here.step.as_str(),
        problem: here.problem,
        at: session.at,
        leader: person(names, &session.head.leader),
        present: session
            .standup
            .people()
            .iter()
            .map(|one| person(names, &one.member))
            .collect(),
        agenda: minutes
            .cards
            .iter()
            .map(|card| card_view(session, card))
            .collect(),
        floor: floor(session, names),
        ideas: view_said::ideas(session, minutes, now),
        sealed: SealedView::of(session, reader),
        clock: ClockView::of(session, now),
        decisions: lines
            .map(|line| LineView {
                problem: line.problem,
                kind: line.kind.as_str(),
                reference: line.reference.clone(),
                text: line.text.clone(),
                owner: line.owner.as_ref().map(|owner| person(names, owner)),
                due: line.due,
            })
            .collect(),
        budget: session.head.budget_minutes,
        started_at: session.head.started_at,
        begun_at: session.head.begun_at,
        ended_at: session.head.ended_at,
        undecided,
        version: session.head.version,
        url: format!("{base}/standups/{}", session.head.id),
    }
}

fn card_view(session: &Session, card: &standups::CardMinutes) -> CardView {
    let problem = card.card.problem;
    let over = session.standup.place().step == Step::Ended;
    let offered = if over {
        Vec::new()
    } else {
        session.standup.offered(problem)
    };
    CardView {
        problem,
        title: card.title.clone(),
        reason: card.card.reason.clone(),
        undecided_before: card.card.undecided_before,
        seen: card.card.seen,
        verdict: card.card.verdict.map(standups::Verdict::as_str),
        offered: offered.into_iter().map(standups::Verdict::as_str).collect(),
        outcome: card.outcome.as_str(),
        covered: card.card.covered.map(crate::problems::Lesson::as_str),
        covered_by: card.card.covered_by.map(|id| id.to_string()),
    }
}

fn floor(session: &Session, names: &HashMap<MemberId, String>) -> Option<FloorView> {
    let floor = session.standup.floor()?;
    Some(FloorView {
        speaker: session
            .standup
            .speaker()
            .map(|member| person(names, member)),
        next: floor
            .following()
            .filter(|_| !session.standup.apart())
            .map(|member| person(names, member)),
        turns: floor
            .turns()
            .iter()
            .map(|turn| TurnView {
                member: person(names, &turn.member),
                state: turn.state.as_str(),
            })
            .collect(),
    })
}

/// Somebody, by the names that were read.
pub(super) fn person(names: &HashMap<MemberId, String>, member: &MemberId) -> Person {
    Person {
        id: member.clone(),
        name: names.get(member).cloned().unwrap_or_default(),
    }
}
