//! What is added to a problem and what is decided about it: `POST /problems/P-12/…`.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::conditions::IfMatch;
use super::problem_parts::{self as parts, ShownCause, ShownComment, ShownOccurrence, ShownWork};
use super::problem_view::ShownProblem;
use super::problems::{answer, changed_meanwhile};
use crate::clock::Timestamp;
use crate::error::{Error, Result, say};
use crate::id::{CauseId, ProblemId};
use crate::members::Deed;
use crate::problems::{self, Again, AsideReason, Held, NewWork, Purpose, SetAside, Strength};
use crate::web::failure::Answer;
use crate::web::form::{Json, Path};
use crate::web::problem_fields::{day, day_if, for_the_book, owner, problem, word, word_if};
use crate::web::routes::Routes;
use crate::web::visit::Visit;

pub(super) fn routes(api: Routes) -> Routes {
    api.add(Deed::Log, routes!(happened))
        .add(Deed::Log, routes!(remark))
        .add(Deed::TakePart, routes!(add_cause))
        .add(Deed::TakePart, routes!(look_into))
        .add(Deed::TakePart, routes!(act))
        .add(Deed::TakePart, routes!(check))
        .add(Deed::TakePart, routes!(book))
        .add(Deed::TakePart, routes!(set_aside))
        .add(Deed::TakePart, routes!(post))
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
struct NewOccurrence {
    /// What was different this time.
    note: Option<String>,
    /// RFC 3339; now when absent.
    at: Option<String>,
    /// What shows it.
    evidence: Option<String>,
}

/// It happened again. A person's word counts at once, an agent's waits for a member.
#[utoipa::path(post, path = "/problems/{id}/occurrences", tag = "problems", params(("id" = String, Path, example = "P-12")), request_body = NewOccurrence,
    responses((status = 201, description = "entered, on the problem for which a duplicate stands", body = ShownOccurrence)))]
async fn happened(
    visit: Visit,
    Path(id): Path<ProblemId>,
    Json(new): Json<NewOccurrence>,
) -> Answer<Response> {
    let mut again = Again::now(problems::long_text("note", &new.note.unwrap_or_default())?);
    again.evidence = problems::long_text("evidence", &new.evidence.unwrap_or_default())?;
    again.at = new.at.as_deref().map(instant).transpose()?;
    let mut tx = visit.write().await?;
    let entered = problems::happened_again(&mut tx, id, again).await?;
    tx.commit().await?;
    let case = problems::open(&mut visit.read().await?, entered.problem).await?;
    let row = case.occurrences.iter().find(|row| row.id == entered.id);
    let row = row.ok_or_else(|| Error::internal("an occurrence that was just entered"))?;
    Ok((StatusCode::CREATED, Json(parts::occurrence_view(row))).into_response())
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewComment {
    /// Markdown.
    text: String,
}

/// Remarks on a problem.
#[utoipa::path(post, path = "/problems/{id}/comments", tag = "problems", params(("id" = String, Path, example = "P-12")), request_body = NewComment,
    responses((status = 201, description = "remarked", body = ShownComment)))]
async fn remark(
    visit: Visit,
    Path(id): Path<ProblemId>,
    Json(new): Json<NewComment>,
) -> Answer<Response> {
    let mut tx = visit.write().await?;
    let comment = problems::comment(&mut tx, id, &new.text).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(parts::comment_view(&comment))).into_response())
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewCause {
    text: String,
    /// The why below which it stands.
    parent: Option<String>,
}

/// Adds a why.
#[utoipa::path(post, path = "/problems/{id}/causes", tag = "problems", params(("id" = String, Path, example = "P-12")), request_body = NewCause,
    responses((status = 201, description = "added", body = ShownCause)))]
async fn add_cause(
    visit: Visit,
    Path(id): Path<ProblemId>,
    Json(new): Json<NewCause>,
) -> Answer<Response> {
    let unknown = |_| Error::invalid("parent", say!("problem-cause-unknown"));
    let parent = new
        .parent
        .as_deref()
        .map(|text| text.parse::<CauseId>().map_err(unknown))
        .transpose()?;
    let mut tx = visit.write().await?;
    let cause = problems::add_cause(&mut tx, id, &new.text, parent).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(parts::cause_view(&cause))).into_response())
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewInvestigation {
    question: String,
    /// A member's id or e-mail address; without one it moves nothing.
    owner: Option<String>,
    /// `YYYY-MM-DD`; the team's limit fills it in.
    due: Option<String>,
}

/// Looks for the cause.
#[utoipa::path(post, path = "/problems/{id}/investigations", tag = "problems", params(("id" = String, Path, example = "P-12")), request_body = NewInvestigation,
    responses((status = 201, description = "added", body = ShownWork), (status = 409, description = "it is closed or set aside: what to do first")))]
async fn look_into(
    visit: Visit,
    Path(id): Path<ProblemId>,
    Json(new): Json<NewInvestigation>,
) -> Answer<Response> {
    let takes_part = visit.takes_part()?;
    let mut tx = visit.write().await?;
    let work = NewWork {
        text: new.question,
        owner: owner(&mut tx, new.owner.as_deref()).await?,
        due: day_if("due", new.due.as_deref())?,
        ..NewWork::default()
    };
    let made = problems::add_investigation(&mut tx, &takes_part, id, work).await?;
    tx.commit().await?;
    added(&visit, id, &made.id).await
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewCountermeasure {
    text: String,
    /// A member's id or e-mail address; without one it moves nothing.
    owner: Option<String>,
    /// `YYYY-MM-DD`; the team's limit fills it in.
    due: Option<String>,
    /// `containment`, `temporary`, `permanent`, `detection` or `experiment`.
    kind: Option<String>,
    /// Expected effect.
    effect: Option<String>,
    /// `remind`, `document`, `checklist`, `template`, `lint`, `test` or `impossible`.
    strength: Option<String>,
}

/// Does something about it.
#[utoipa::path(post, path = "/problems/{id}/countermeasures", tag = "problems", params(("id" = String, Path, example = "P-12")), request_body = NewCountermeasure,
    responses((status = 201, description = "added", body = ShownWork), (status = 409, description = "it is closed or set aside: what to do first")))]
async fn act(
    visit: Visit,
    Path(id): Path<ProblemId>,
    Json(new): Json<NewCountermeasure>,
) -> Answer<Response> {
    let takes_part = visit.takes_part()?;
    let mut tx = visit.write().await?;
    let work = NewWork {
        text: new.text,
        owner: owner(&mut tx, new.owner.as_deref()).await?,
        due: day_if("due", new.due.as_deref())?,
        purpose: word_if("kind", new.kind.as_deref(), Purpose::ALL)?,
        effect: new.effect.unwrap_or_default(),
        strength: word_if("strength", new.strength.as_deref(), Strength::ALL)?,
        standup: None,
    };
    let made = problems::add_countermeasure(&mut tx, &takes_part, id, work).await?;
    tx.commit().await?;
    added(&visit, id, &made.id).await
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
struct CheckChange {
    /// `YYYY-MM-DD`: when to ask.
    due: Option<String>,
    /// `yes`, `partly` or `no`.
    answer: Option<String>,
    evidence: Option<String>,
}

/// Chooses when to ask whether it held, or answers.
#[utoipa::path(post, path = "/problems/{id}/check", tag = "problems", params(("id" = String, Path, example = "P-12"), IfMatch), request_body = CheckChange,
    responses((status = 200, description = "the problem as it is now", body = ShownProblem), (status = 409, description = "not being checked, or too early"), (status = 412, description = "it changed meanwhile; `present` is how it is now")))]
async fn check(
    visit: Visit,
    Path(id): Path<ProblemId>,
    expected: IfMatch,
    Json(change): Json<CheckChange>,
) -> Answer<Response> {
    let takes_part = visit.takes_part()?;
    let mut tx = visit.write().await?;
    if let Some(refused) = changed_meanwhile(&mut tx, &visit, id, &expected).await? {
        return Ok(refused);
    }
    match (&change.due, &change.answer) {
        (Some(due), None) => {
            problems::set_check(&mut tx, &takes_part, id, day("due", due)?).await?
        }
        (None, Some(answer)) => {
            let held = word("answer", answer, Held::ALL)?;
            let evidence = change.evidence.as_deref().unwrap_or_default();
            problems::answer_check(&mut tx, &takes_part, id, held, evidence, None).await?;
        }
        _ => return Err(Error::invalid("answer", say!("problem-check-due-or-answer")).into()),
    }
    tx.commit().await?;
    now(&visit, id).await
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
struct BookAnswerGiven {
    /// Yes: this standard covers it.
    #[schema(example = "S-4")]
    standard: Option<String>,
    /// Yes: this text, once it is agreed.
    proposal: Option<String>,
    /// No, and why.
    no: Option<String>,
}

/// Answers *for the book?*: exactly one of the three.
#[utoipa::path(post, path = "/problems/{id}/book", tag = "problems", params(("id" = String, Path, example = "P-12"), IfMatch), request_body = BookAnswerGiven,
    responses((status = 200, description = "the problem as it is now", body = ShownProblem), (status = 412, description = "it changed meanwhile; `present` is how it is now")))]
async fn book(
    visit: Visit,
    Path(id): Path<ProblemId>,
    expected: IfMatch,
    Json(given): Json<BookAnswerGiven>,
) -> Answer<Response> {
    let takes_part = visit.takes_part()?;
    let mut tx = visit.write().await?;
    if let Some(refused) = changed_meanwhile(&mut tx, &visit, id, &expected).await? {
        return Ok(refused);
    }
    let answer = for_the_book(
        &mut tx,
        given.standard.as_deref(),
        given.proposal.as_deref(),
        given.no.as_deref(),
    )
    .await?;
    problems::answer_book(&mut tx, &takes_part, id, answer).await?;
    tx.commit().await?;
    now(&visit, id).await
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Aside {
    /// `duplicate`, `not_ours`, `no_longer` or `accepted_risk`.
    reason: String,
    /// The problem that a duplicate is the same as.
    #[schema(example = "P-7")]
    of: Option<String>,
    why: Option<String>,
    /// `YYYY-MM-DD`: until when a risk is accepted.
    until: Option<String>,
}

/// Takes a problem off the wall.
#[utoipa::path(post, path = "/problems/{id}/set-aside", tag = "problems", params(("id" = String, Path, example = "P-12"), IfMatch), request_body = Aside,
    responses((status = 200, description = "the problem as it is now", body = ShownProblem), (status = 412, description = "it changed meanwhile; `present` is how it is now")))]
async fn set_aside(
    visit: Visit,
    Path(id): Path<ProblemId>,
    expected: IfMatch,
    Json(aside): Json<Aside>,
) -> Answer<Response> {
    let takes_part = visit.takes_part()?;
    let how = SetAside {
        reason: word("reason", &aside.reason, AsideReason::ALL)?,
        of: aside
            .of
            .as_deref()
            .map(|text| problem("of", text))
            .transpose()?,
        why: aside.why,
        until: day_if("until", aside.until.as_deref())?,
    };
    let mut tx = visit.write().await?;
    if let Some(refused) = changed_meanwhile(&mut tx, &visit, id, &expected).await? {
        return Ok(refused);
    }
    problems::set_aside(&mut tx, &takes_part, id, how).await?;
    tx.commit().await?;
    now(&visit, id).await
}

/// Puts a problem on the wall: from the tray, or back from being set aside.
#[utoipa::path(post, path = "/problems/{id}/posting", tag = "problems", params(("id" = String, Path, example = "P-12"), IfMatch),
    responses((status = 200, description = "the problem as it is now", body = ShownProblem), (status = 412, description = "it changed meanwhile; `present` is how it is now")))]
async fn post(visit: Visit, Path(id): Path<ProblemId>, expected: IfMatch) -> Answer<Response> {
    let takes_part = visit.takes_part()?;
    let mut tx = visit.write().await?;
    if let Some(refused) = changed_meanwhile(&mut tx, &visit, id, &expected).await? {
        return Ok(refused);
    }
    problems::put_on_the_wall(&mut tx, &takes_part, id).await?;
    tx.commit().await?;
    now(&visit, id).await
}

/// An instant in the field `at`.
fn instant(text: &str) -> Result<Timestamp> {
    text.trim()
        .parse()
        .map_err(|_| Error::invalid("at", say!("problem-instant-unknown")))
}

async fn now(visit: &Visit, id: ProblemId) -> Answer<Response> {
    let mut tx = visit.read().await?;
    Ok(answer(&mut tx, visit, id, StatusCode::OK).await?)
}

async fn added(visit: &Visit, id: ProblemId, work: &str) -> Answer<Response> {
    let case = problems::open(&mut visit.read().await?, id).await?;
    let row = case.work.iter().find(|row| row.id == work);
    let row = row.ok_or_else(|| Error::internal("work that was just added"))?;
    Ok((StatusCode::CREATED, Json(parts::work_view(row))).into_response())
}
