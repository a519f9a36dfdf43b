//! The parts of a problem by their own ids: countermeasures, investigations, whys, occurrences.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::conditions::IfMatch;
use super::problem_parts::{self as parts, ShownCause, ShownOccurrence, ShownWork};
use super::problems::{changed_meanwhile, said, version_of};
use crate::db::Tx;
use crate::error::{Error, Result, say};
use crate::id::{CauseId, CountermeasureId, InvestigationId, OccurrenceId, StandardId};
use crate::members::{Deed, TakesPart};
use crate::problems::{
    self, CauseEdit, CauseStatus, Lesson, Purpose, Strength, WorkEdit, WorkKind,
};
use crate::web::failure::Answer;
use crate::web::form::{Json, Path};
use crate::web::problem_fields::{day, owner, word_if};
use crate::web::routes::Routes;
use crate::web::visit::Visit;

pub(super) fn routes(api: Routes) -> Routes {
    api.add(Deed::TakePart, routes!(change_countermeasure))
        .add(Deed::TakePart, routes!(change_investigation))
        .add(Deed::TakePart, routes!(change_cause))
        .add(Deed::TakePart, routes!(change_occurrence))
        .add(Deed::Log, routes!(take_back))
}

/// What to change of work; what is absent stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
struct WorkChange {
    /// Of a countermeasure.
    text: Option<String>,
    /// Of an investigation.
    question: Option<String>,
    /// A member's id or e-mail address. It can be handed over, not taken away.
    #[serde(deserialize_with = "said")]
    owner: Option<Option<String>>,
    /// `YYYY-MM-DD`. It can be moved, not taken away.
    #[serde(deserialize_with = "said")]
    due: Option<Option<String>>,
    /// True: it is done; false: it is taken up again.
    done: Option<bool>,
    /// Gives it up.
    dropped_because: Option<String>,
    /// Of an investigation: ends it.
    finding: Option<String>,
    evidence: Option<String>,
    kind: Option<String>,
    effect: Option<String>,
    strength: Option<String>,
}

/// Changes a countermeasure: who, by when, done, dropped.
#[utoipa::path(patch, path = "/countermeasures/{id}", tag = "problems", params(("id" = String, Path), IfMatch), request_body = WorkChange,
    responses((status = 200, description = "as it is now", body = ShownWork), (status = 409, description = "its problem is closed or set aside: what to do first"),
        (status = 412, description = "it changed meanwhile; `present` is how it is now")))]
async fn change_countermeasure(
    visit: Visit,
    Path(id): Path<CountermeasureId>,
    expected: IfMatch,
    Json(change): Json<WorkChange>,
) -> Answer<Response> {
    change_work(
        &visit,
        WorkKind::Countermeasure,
        id.as_str(),
        &expected,
        change,
    )
    .await
}

/// Changes an investigation: who, by when, what it found.
#[utoipa::path(patch, path = "/investigations/{id}", tag = "problems", params(("id" = String, Path), IfMatch), request_body = WorkChange,
    responses((status = 200, description = "as it is now", body = ShownWork), (status = 409, description = "its problem is closed or set aside: what to do first"),
        (status = 412, description = "it changed meanwhile; `present` is how it is now")))]
async fn change_investigation(
    visit: Visit,
    Path(id): Path<InvestigationId>,
    expected: IfMatch,
    Json(change): Json<WorkChange>,
) -> Answer<Response> {
    change_work(
        &visit,
        WorkKind::Investigation,
        id.as_str(),
        &expected,
        change,
    )
    .await
}

/// What to change of a why.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
struct CauseChange {
    text: Option<String>,
    evidence: Option<String>,
    /// `hypothesis`, `verified` or `rejected`.
    status: Option<String>,
}

/// Changes a why.
#[utoipa::path(patch, path = "/causes/{id}", tag = "problems", params(("id" = String, Path), IfMatch), request_body = CauseChange,
    responses((status = 200, description = "as it is now", body = ShownCause),
        (status = 412, description = "it changed meanwhile; `present` is how it is now")))]
async fn change_cause(
    visit: Visit,
    Path(id): Path<CauseId>,
    expected: IfMatch,
    Json(change): Json<CauseChange>,
) -> Answer<Response> {
    let status = word_if("status", change.status.as_deref(), CauseStatus::ALL)?;
    let edit = CauseEdit {
        text: change.text,
        evidence: change.evidence,
        status,
    };
    let mut tx = visit.write().await?;
    let problem = problems::cause(&mut tx, &id).await?.problem;
    if let Some(refused) = changed_meanwhile(&mut tx, &visit, problem, &expected).await? {
        return Ok(refused);
    }
    problems::change_cause(&mut tx, &id, edit).await?;
    let cause = problems::cause(&mut tx, &id).await?;
    let version = version_of(&mut tx, problem).await?;
    tx.commit().await?;
    Ok(([version], Json(parts::cause_view(&cause))).into_response())
}

/// What to say about an occurrence.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
struct OccurrenceChange {
    /// Whether one that waited is one.
    confirmed: Option<bool>,
    /// Why the problem came back: `none`, `not_applied` or `not_enough`.
    answer: Option<String>,
    /// The standard that the answer is about.
    #[schema(example = "S-4")]
    standard: Option<String>,
}

/// Confirms or refuses an occurrence that waited, and answers the question of a return.
#[utoipa::path(patch, path = "/occurrences/{id}", tag = "problems", params(("id" = String, Path), IfMatch), request_body = OccurrenceChange,
    responses((status = 200, description = "as it is now", body = ShownOccurrence),
        (status = 412, description = "it changed meanwhile; `present` is how it is now")))]
async fn change_occurrence(
    visit: Visit,
    Path(id): Path<OccurrenceId>,
    expected: IfMatch,
    Json(change): Json<OccurrenceChange>,
) -> Answer<Response> {
    let takes_part = visit.takes_part()?;
    let lesson = word_if("answer", change.answer.as_deref(), Lesson::ALL)?;
    let standard = change.standard.as_deref().map(standard).transpose()?;
    let mut tx = visit.write().await?;
    let problem = problems::problem_of_occurrence(&mut tx, &id).await?;
    if let Some(refused) = changed_meanwhile(&mut tx, &visit, problem, &expected).await? {
        return Ok(refused);
    }
    if let Some(is_one) = change.confirmed {
        problems::confirm(&mut tx, &takes_part, &id, is_one).await?;
    }
    if let Some(lesson) = lesson {
        problems::answer(&mut tx, &takes_part, &id, lesson, standard).await?;
    }
    let case = problems::open(&mut tx, problem).await?;
    let version = version_of(&mut tx, problem).await?;
    tx.commit().await?;
    let row = case.occurrences.iter().find(|row| row.id == id);
    let row = row.ok_or_else(|| Error::internal("an occurrence that was just changed"))?;
    Ok(([version], Json(parts::occurrence_view(row))).into_response())
}

/// Takes an occurrence back, for a day. A member any, whoever only logs their own.
#[utoipa::path(delete, path = "/occurrences/{id}", tag = "problems", params(("id" = String, Path), IfMatch),
    responses((status = 204, description = "taken back"), (status = 409, description = "too late, or gone already"),
        (status = 412, description = "the problem changed meanwhile; `present` is how it is now")))]
async fn take_back(
    visit: Visit,
    Path(id): Path<OccurrenceId>,
    expected: IfMatch,
) -> Answer<Response> {
    let mut tx = visit.write().await?;
    let problem = problems::problem_of_occurrence(&mut tx, &id).await?;
    if !problems::is_own(&mut tx, &id).await? {
        visit.takes_part()?;
    }
    if let Some(refused) = changed_meanwhile(&mut tx, &visit, problem, &expected).await? {
        return Ok(refused);
    }
    problems::take_back(&mut tx, &id).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn change_work(
    visit: &Visit,
    kind: WorkKind,
    id: &str,
    expected: &IfMatch,
    change: WorkChange,
) -> Answer<Response> {
    let takes_part = visit.takes_part()?;
    let mut tx = visit.write().await?;
    let problem = problems::problem_of_work(&mut tx, kind, id).await?;
    if let Some(refused) = changed_meanwhile(&mut tx, visit, problem, expected).await? {
        return Ok(refused);
    }
    let row = apply(&mut tx, &takes_part, kind, id, change).await?;
    let version = version_of(&mut tx, problem).await?;
    tx.commit().await?;
    Ok(([version], Json(row)).into_response())
}

async fn apply(
    tx: &mut Tx,
    takes_part: &TakesPart,
    kind: WorkKind,
    id: &str,
    change: WorkChange,
) -> Result<ShownWork> {
    let owner = match change.owner {
        Some(None) => return Err(Error::invalid("owner", say!("problem-owner-stays"))),
        Some(Some(text)) => owner(tx, Some(&text)).await?,
        None => None,
    };
    let due = match change.due {
        Some(None) => return Err(Error::invalid("due", say!("problem-due-stays"))),
        Some(Some(text)) => Some(day("due", &text)?),
        None => None,
    };
    let edit = WorkEdit {
        text: change.text.or(change.question),
        owner,
        due,
        done: change.done,
        dropped_because: change.dropped_because,
        finding: change.finding,
        evidence: change.evidence,
        purpose: word_if("kind", change.kind.as_deref(), Purpose::ALL)?,
        effect: change.effect,
        strength: word_if("strength", change.strength.as_deref(), Strength::ALL)?,
    };
    let problem = problems::change_work(tx, takes_part, kind, id, edit).await?;
    let case = problems::open(tx, problem).await?;
    let row = case.work.iter().find(|row| row.id == id);
    row.map(parts::work_view)
        .ok_or_else(|| Error::internal("work that was just changed"))
}

fn standard(text: &str) -> Result<StandardId> {
    text.trim()
        .parse()
        .map_err(|_| Error::invalid("standard", say!("problem-standard-unknown", id = text)))
}
