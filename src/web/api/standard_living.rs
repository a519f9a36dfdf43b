//! What becomes of a standard in force, as the API shows it; saying what is unclear, that it is clear now, and that it did not hold.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::db::{Ask, Tx};
use crate::error::{Error, Result, say};
use crate::id::{CommentId, StandardId};
use crate::markdown::Document;
use crate::members::Deed;
use crate::problems::{self, Challenge};
use crate::proposals;
use crate::standards::{self, Question};
use crate::web::failure::Answer;
use crate::web::form::{Json, Path};
use crate::web::routes::Routes;
use crate::web::visit::Visit;

pub(super) fn routes(api: Routes) -> Routes {
    api.add(Deed::Log, routes!(ask))
        .add(Deed::Log, routes!(close))
        .add(Deed::Log, routes!(did_not_hold))
}

/// What becomes of a standard.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct ShownLife {
    /// The standards whose place it took.
    replaces: Vec<String>,
    /// Open proposals of which the text would take its place.
    superseding: Vec<String>,
    /// Why it was retired, as its text says.
    retired_because: Option<String>,
    /// When a decision record says that it was decided, YYYY-MM-DD.
    decided: Option<String>,
    /// What put it in question, the newest first.
    challenges: Vec<ShownChallenge>,
    /// What is unclear in this revision to somebody.
    questions: Vec<ShownQuestion>,
    /// How many have read this revision.
    readers: i64,
    /// How many have read an earlier one, and not this one.
    readers_before: i64,
    /// How many could have.
    people: i64,
}

/// A recurrence whose question nobody has answered yet.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct ShownChallenge {
    #[schema(example = "P-12")]
    problem: String,
    /// The occurrence that asks.
    occurrence: String,
    /// The standard that was to solve it: this one, or one whose place it took.
    standard: String,
    /// What happened.
    note: String,
    evidence: String,
    at: String,
}

/// Something unclear.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct ShownQuestion {
    id: String,
    text: String,
    /// The revision that it is about.
    revision: i64,
    by: String,
    at: String,
}

impl From<Challenge> for ShownChallenge {
    fn from(challenge: Challenge) -> Self {
        Self {
            problem: challenge.problem.to_string(),
            occurrence: challenge.occurrence.to_string(),
            standard: challenge.standard.to_string(),
            note: challenge.note,
            evidence: challenge.evidence,
            at: challenge.at.to_string(),
        }
    }
}

impl From<Question> for ShownQuestion {
    fn from(question: Question) -> Self {
        Self {
            id: question.id.to_string(),
            text: question.text,
            revision: question.revision,
            by: question.member.to_string(),
            at: question.at.to_string(),
        }
    }
}

/// What [`life`] asks.
pub(super) fn asks(id: StandardId) -> Vec<Ask> {
    let mut asks = standards::reading_asks(None, id);
    asks.extend([
        problems::challenges_ask(id),
        standards::replaced_by_ask(id),
        proposals::superseding_ask(id),
    ]);
    asks
}

/// What becomes of a standard.
pub(super) async fn life(tx: &mut Tx, id: StandardId, document: &Document) -> Result<ShownLife> {
    let readers = standards::readers(tx, id).await?;
    let replaced = standards::replaced_by(tx, id).await?;
    let superseding = proposals::superseding(tx, id).await?;
    let challenges = problems::challenges(tx, id).await?;
    let questions = standards::questions(tx, id).await?;
    Ok(ShownLife {
        replaces: replaced.iter().map(|(id, _)| id.to_string()).collect(),
        superseding: superseding.iter().map(|(id, _)| id.to_string()).collect(),
        retired_because: document.meta.retired_because.clone(),
        decided: document.meta.decided.map(|day| day.to_string()),
        challenges: challenges.into_iter().map(ShownChallenge::from).collect(),
        questions: questions.into_iter().map(ShownQuestion::from).collect(),
        readers: readers.present,
        readers_before: readers.earlier,
        people: readers.people,
    })
}

/// What is unclear.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Unclear {
    text: String,
}

/// Says what is unclear in the text in force. Whoever wrote it sees it until it is clear, or a newer revision.
#[utoipa::path(post, path = "/standards/{id}/questions", tag = "standards", params(("id" = String, Path, example = "S-4")), request_body = Unclear,
    responses((status = 201, description = "asked", body = ShownQuestion), (status = 404, description = "there is no such standard"),
        (status = 422, description = "nothing is asked, or too much")))]
async fn ask(
    visit: Visit,
    Path(id): Path<StandardId>,
    Json(unclear): Json<Unclear>,
) -> Answer<Response> {
    let mut tx = visit.write().await?;
    let asker = visit.visitor()?.person()?;
    let question = standards::ask(&mut tx, asker, id, &unclear.text).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(ShownQuestion::from(question))).into_response())
}

/// Says that it is clear now: whoever asked may, and any member.
#[utoipa::path(delete, path = "/standards/{id}/questions/{question}", tag = "standards",
    params(("id" = String, Path, example = "S-4"), ("question" = String, Path)),
    responses((status = 204, description = "noted"), (status = 403, description = "a reader, and somebody else asked"),
        (status = 404, description = "there is no such question any more")))]
async fn close(
    visit: Visit,
    Path((id, question)): Path<(StandardId, CommentId)>,
) -> Answer<StatusCode> {
    let mut tx = visit.write().await?;
    let asker = visit.visitor()?.person()?;
    let who = visit.takes_part().ok();
    standards::close_question(&mut tx, asker, who.as_ref(), id, &question).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What happened although there is a standard.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
struct DidNotHold {
    /// Which of its problems came back; absent: none of them, and a new one is posted.
    #[schema(example = "P-12")]
    problem: Option<String>,
    /// What happened; the title of a new problem.
    note: String,
}

/// The problem that it is now.
#[derive(Debug, Serialize, ToSchema)]
struct OnTheWall {
    #[schema(example = "P-12")]
    problem: String,
    url: String,
}

/// Says that a standard did not hold: an occurrence of the problem that came back, or a new problem linked to the standard.
#[utoipa::path(post, path = "/standards/{id}/failures", tag = "standards", params(("id" = String, Path, example = "S-4")), request_body = DidNotHold,
    responses((status = 201, description = "recorded", body = OnTheWall), (status = 404, description = "there is no such standard"),
        (status = 422, description = "a problem that it does not solve, or not a word of what happened")))]
async fn did_not_hold(
    visit: Visit,
    Path(id): Path<StandardId>,
    Json(failure): Json<DidNotHold>,
) -> Answer<Response> {
    let named = failure.problem.as_deref();
    let unknown = |name| Error::invalid("problem", say!("proposal-no-problem", name = name));
    let problem = named
        .map(|name| name.parse().map_err(|_| unknown(name)))
        .transpose()?;
    let mut tx = visit.write().await?;
    let visitor = visit.visitor()?;
    let problem = problems::did_not_hold(&mut tx, visitor, id, problem, &failure.note).await?;
    tx.commit().await?;
    let shown = OnTheWall {
        url: format!("{}/problems/{problem}", visit.app.config.base_url),
        problem: problem.to_string(),
    };
    Ok((StatusCode::CREATED, Json(shown)).into_response())
}
