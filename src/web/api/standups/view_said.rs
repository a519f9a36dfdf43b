//! What is said in the room as JSON, and its clock.

use serde::Serialize;
use utoipa::ToSchema;

use crate::clock::Timestamp;
use crate::id::{MemberId, ProblemId};
use crate::standups::{DOTS, Idea, Minutes, Session};

/// An idea, without its author.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct IdeaView {
    id: String,
    #[schema(value_type = String, example = "P-12")]
    problem: ProblemId,
    /// `cause` or `countermeasure`.
    kind: &'static str,
    text: String,
    /// What became of it.
    fate: Option<String>,
    /// Only its author sees it, who is whoever asks.
    sealed: bool,
    /// The idea that says the same, under which it is shown.
    same_as: Option<String>,
    /// The dots it got; null before they are counted.
    dots: Option<i64>,
}

/// What is sealed about the problem that has the floor.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SealedView {
    /// Ideas that are written and not shown yet.
    ideas: usize,
    /// People who have written at least one.
    writers: usize,
    /// People who have given all their dots, or give no more.
    given: usize,
    /// People who have said that they have nothing to add to what is being written or weighed.
    ready: usize,
    /// Whether whoever asks has.
    i_am_ready: bool,
    /// The dots that whoever asks may still give.
    left: i64,
    /// What whoever asks gave, while it is not counted.
    mine: Vec<GivenView>,
}

/// Dots that one member gave.
#[derive(Debug, Serialize, ToSchema)]
struct GivenView {
    idea: String,
    dots: i64,
}

/// When time is up, by the server's clock.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ClockView {
    #[schema(value_type = String, format = DateTime)]
    now: Timestamp,
    /// The present step's time.
    #[schema(value_type = Option<String>, format = DateTime)]
    step: Option<Timestamp>,
    /// The present turn's time.
    #[schema(value_type = Option<String>, format = DateTime)]
    turn: Option<Timestamp>,
    /// The team's time.
    #[schema(value_type = Option<String>, format = DateTime)]
    budget: Option<Timestamp>,
    /// Minutes that the team added.
    more: i64,
}

impl IdeaView {
    pub(super) fn of(idea: Idea, dots: Option<i64>) -> Self {
        Self {
            id: idea.id.to_string(),
            problem: idea.problem,
            kind: idea.kind.as_str(),
            text: idea.text,
            fate: idea.fate,
            sealed: idea.sealed,
            same_as: idea.same_as.map(|id| id.to_string()),
            dots,
        }
    }
}

/// The ideas that the minutes have for this reader, in the order of the agenda.
pub(super) fn ideas(session: &Session, minutes: &Minutes, now: Timestamp) -> Vec<IdeaView> {
    let ideas = minutes.cards.iter().flat_map(|card| &card.ideas);
    let view = |idea: &Idea| IdeaView::of(idea.clone(), session.dots_of(idea, now));
    ideas.map(view).collect()
}

impl SealedView {
    pub(super) fn of(session: &Session, reader: Option<&MemberId>) -> Self {
        let people = session.standup.people();
        let talk = session.standup.talk().cloned().unwrap_or_default();
        let ballot = reader.and_then(|reader| talk.ballots().get(reader));
        let given = |one: &&crate::standups::Present| talk.has_given(&one.member);
        Self {
            ideas: talk.ideas().iter().filter(|idea| idea.sealed).count(),
            writers: talk.have_written(people),
            given: people.iter().filter(given).count(),
            ready: talk.ready().len(),
            i_am_ready: reader.is_some_and(|reader| talk.ready().contains(reader)),
            left: reader.map_or(0, |reader| DOTS - talk.given(reader)),
            mine: ballot
                .into_iter()
                .flatten()
                .map(|(idea, dots)| GivenView {
                    idea: idea.to_string(),
                    dots: *dots,
                })
                .collect(),
        }
    }
}

impl ClockView {
    pub(super) fn of(session: &Session, now: Timestamp) -> Self {
        let over = session.head.ended_at.is_some();
        Self {
            now,
            step: session.until.filter(|_| !over),
            turn: session.head.turn_until.filter(|_| !over),
            budget: session.budget_until(),
            more: session.head.more_minutes,
        }
    }
}
