//! What is said in the room: ideas and dots. Both are sealed where they are written in silence: an answer shows what this
//! member may see.

use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Deserializer};
use utoipa::ToSchema;

use crate::error::{Error, say};
use crate::id::{IdeaId, ProblemId, StandupId};
use crate::standups::{self, NewIdea};
use crate::web::failure::Answer;
use crate::web::form::{Json, Path};
use crate::web::visit::Visit;

use super::acts::answer;
use super::view::Shown;
use super::view_said::IdeaView;

/// An idea.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct IdeaSent {
    text: String,
    /// `cause` or `countermeasure`.
    kind: String,
    /// The problem of the agenda that it is about; the one that has the floor where it is absent.
    #[schema(value_type = Option<String>, example = "P-12")]
    problem: Option<ProblemId>,
}

/// Notes an idea. Sent again with its `Idempotency-Key`, it is noted once.
#[utoipa::path(post, path = "/standups/{id}/ideas", tag = "standups", params(("id" = String, Path)),
    request_body = IdeaSent, responses((status = 201, body = IdeaView), (status = 409), (status = 422)))]
pub(super) async fn note(
    visit: Visit,
    Path(id): Path<StandupId>,
    headers: HeaderMap,
    Json(sent): Json<IdeaSent>,
) -> Answer<Response> {
    let who = visit.takes_part()?;
    let kind = sent
        .kind
        .parse()
        .map_err(|_| Error::invalid("kind", say!("standup-bad-idea-kind")))?;
    let key = headers.get("idempotency-key");
    let key = key.and_then(|key| key.to_str().ok());
    let mut tx = visit.write_unnamed().await?;
    let idea = NewIdea {
        key: key.filter(|key| !key.is_empty()).map(str::to_owned),
        problem: sent.problem,
        kind,
        text: sent.text,
    };
    let idea = standups::note_idea(&mut tx, &who, id, idea).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(IdeaView::of(idea, None))).into_response())
}

/// What changes about an idea.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct IdeaChange {
    /// Other words, for one's own idea that nobody else has seen.
    text: Option<String>,
    /// The idea that says the same, under which it is shown; null: it stands for itself. Only whoever leads says so.
    #[serde(default, deserialize_with = "said")]
    #[schema(value_type = Option<String>)]
    same_as: Option<Option<IdeaId>>,
}

/// Words an idea anew, or says that it says the same as another.
#[utoipa::path(patch, path = "/standups/{id}/ideas/{idea}", tag = "standups", params(("id" = String, Path), ("idea" = String, Path)),
    request_body = IdeaChange, responses((status = 200, body = Shown), (status = 403), (status = 409), (status = 422)))]
pub(super) async fn change(
    visit: Visit,
    Path((id, idea)): Path<(StandupId, IdeaId)>,
    Json(sent): Json<IdeaChange>,
) -> Answer<Response> {
    let who = visit.takes_part()?;
    let mut tx = visit.write_unnamed().await?;
    if let Some(text) = &sent.text {
        standups::word_idea(&mut tx, &who, id, &idea, text).await?;
    }
    if let Some(with) = &sent.same_as {
        standups::join_ideas(&mut tx, &who, id, &idea, with.as_ref()).await?;
    }
    let session = standups::session(&mut tx, id).await?;
    answer(&visit, tx, session, None).await
}

/// Takes one's own idea back, while nobody else has seen it.
#[utoipa::path(delete, path = "/standups/{id}/ideas/{idea}", tag = "standups", params(("id" = String, Path), ("idea" = String, Path)),
    responses((status = 204), (status = 409), (status = 422)))]
pub(super) async fn take_back(
    visit: Visit,
    Path((id, idea)): Path<(StandupId, IdeaId)>,
) -> Answer<StatusCode> {
    let who = visit.takes_part()?;
    let mut tx = visit.write_unnamed().await?;
    standups::take_idea_back(&mut tx, &who, id, &idea).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Dots on an idea.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Dotting {
    idea: String,
    /// How many, of the three that each has; said again, it replaces what was said before.
    dots: i64,
    /// A member's id or e-mail, for somebody in the room without a device; oneself where it is absent.
    member: Option<String>,
}

/// Gives dots to an idea. Nobody sees them before everybody in the room has given theirs or the time is up; a spoken
/// stand-up has none.
#[utoipa::path(post, path = "/standups/{id}/dots", tag = "standups", params(("id" = String, Path)),
    request_body = Dotting, responses((status = 200, body = Shown), (status = 403), (status = 409), (status = 422)))]
pub(super) async fn dots(
    visit: Visit,
    Path(id): Path<StandupId>,
    Json(sent): Json<Dotting>,
) -> Answer<Response> {
    let who = visit.takes_part()?;
    let mut tx = visit.write_unnamed().await?;
    let whom = match &sent.member {
        Some(text) => super::named::member(&mut tx, "member", text).await?,
        None => who.member().clone(),
    };
    let idea = sent.idea.parse();
    // What is no key is no idea either; whether dots are given at all is said first.
    let idea = idea.unwrap_or_else(|_| IdeaId::generate());
    let session = standups::give_dots(&mut tx, &who, id, &whom, &idea, sent.dots).await?;
    answer(&visit, tx, session, None).await
}

/// What somebody sees who was away.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Objecting {
    /// The problem that was decided about.
    #[schema(value_type = String, example = "P-12")]
    problem: ProblemId,
    /// What one sees; it becomes a remark on the problem.
    text: String,
}

/// Says, within one working day of a stand-up that one was not in, that one sees a problem in what was decided: it comes
/// back on the next agenda.
#[utoipa::path(post, path = "/standups/{id}/objections", tag = "standups", params(("id" = String, Path)),
    request_body = Objecting, responses((status = 201), (status = 409), (status = 422)))]
pub(super) async fn object(
    visit: Visit,
    Path(id): Path<StandupId>,
    Json(sent): Json<Objecting>,
) -> Answer<StatusCode> {
    let who = visit.takes_part()?;
    let mut tx = visit.write().await?;
    standups::object(&mut tx, &who, id, sent.problem, &sent.text).await?;
    tx.commit().await?;
    Ok(StatusCode::CREATED)
}

/// Tells null from absent.
fn said<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Option<IdeaId>>, D::Error> {
    let text = Option::<String>::deserialize(value)?;
    let id = text.map(|text| text.parse().map_err(serde::de::Error::custom));
    Ok(Some(id.transpose()?))
}
