//! How the room goes on: its mode, its time, its agenda, and whether whoever leads is there.

use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::clock::Timestamp;
use crate::error::{Error, say};
use crate::id::{ProblemId, StandupId};
use crate::standups;
use crate::web::api::conditions::IfMatch;
use crate::web::failure::Answer;
use crate::web::form::{Json, Path};
use crate::web::visit::Visit;

use super::acts::{answer, moved_on};
use super::view::Shown;

/// How ideas reach the others.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ModeSent {
    /// `spoken`, `silent`, or, while people gather, `async`.
    mode: String,
}

/// Says how ideas reach the others from the next full round on, or from this one while nobody has written yet.
#[utoipa::path(post, path = "/standups/{id}/mode", tag = "standups", params(("id" = String, Path), IfMatch),
    request_body = ModeSent, responses((status = 200, body = Shown), (status = 403), (status = 409), (status = 412), (status = 422)))]
pub(super) async fn mode(
    visit: Visit,
    Path(id): Path<StandupId>,
    expected: IfMatch,
    Json(sent): Json<ModeSent>,
) -> Answer<Response> {
    let who = visit.takes_part()?;
    let mode = sent.mode.parse();
    let mode = mode.map_err(|_| Error::invalid("mode", say!("standup-bad-mode")))?;
    let mut tx = visit.write().await?;
    if let Some(refused) = moved_on(&mut tx, &visit, id, &expected).await? {
        return Ok(refused);
    }
    let session = standups::set_mode(&mut tx, &who, id, mode).await?;
    answer(&visit, tx, session, None).await
}

/// More time.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MoreSent {
    minutes: i64,
}

/// Adds minutes to the team's time and to the present step.
#[utoipa::path(post, path = "/standups/{id}/time", tag = "standups", params(("id" = String, Path), IfMatch),
    request_body = MoreSent, responses((status = 200, body = Shown), (status = 403), (status = 409), (status = 412), (status = 422)))]
pub(super) async fn time(
    visit: Visit,
    Path(id): Path<StandupId>,
    expected: IfMatch,
    Json(sent): Json<MoreSent>,
) -> Answer<Response> {
    let who = visit.takes_part()?;
    let mut tx = visit.write().await?;
    if let Some(refused) = moved_on(&mut tx, &visit, id, &expected).await? {
        return Ok(refused);
    }
    let session = standups::more_time(&mut tx, &who, id, sent.minutes, None).await?;
    answer(&visit, tx, session, None).await
}

/// A card put elsewhere.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Ordering {
    #[schema(value_type = String)]
    problem: ProblemId,
    /// `first` or `last` of those that have not had the floor.
    place: String,
}

/// Puts a card that has not had the floor first, or last.
#[utoipa::path(post, path = "/standups/{id}/agenda", tag = "standups", params(("id" = String, Path), IfMatch),
    request_body = Ordering, responses((status = 200, body = Shown), (status = 403), (status = 409), (status = 412), (status = 422)))]
pub(super) async fn agenda(
    visit: Visit,
    Path(id): Path<StandupId>,
    expected: IfMatch,
    Json(sent): Json<Ordering>,
) -> Answer<Response> {
    let who = visit.takes_part()?;
    let first = match sent.place.as_str() {
        "first" => true,
        "last" => false,
        _ => return Err(Error::invalid("place", say!("standup-bad-place")).into()),
    };
    let mut tx = visit.write().await?;
    if let Some(refused) = moved_on(&mut tx, &visit, id, &expected).await? {
        return Ok(refused);
    }
    let session = standups::put_on_agenda(&mut tx, &who, id, sent.problem, first).await?;
    answer(&visit, tx, session, None).await
}

/// What an open page of the room needs to know between two acts.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PulseView {
    /// By the clock that counts.
    #[schema(value_type = String, format = DateTime)]
    now: Timestamp,
    /// Whether whoever leads is heard of; while they are not, anybody may take over.
    led: bool,
    /// One more with every act.
    version: i64,
}

/// Asked every few seconds by an open page. Whoever leads is heard of by it; after ten seconds without, anybody may take
/// over.
#[utoipa::path(post, path = "/standups/{id}/pulse", tag = "standups", params(("id" = String, Path)),
    responses((status = 200, body = PulseView), (status = 404)))]
pub(super) async fn pulse(visit: Visit, Path(id): Path<StandupId>) -> Answer<Json<PulseView>> {
    let who = visit.takes_part()?;
    let mut beat = visit.app.beat(id).await?;
    if standups::wants_to_hear(&beat, &who, visit.now()) {
        let mut tx = visit.write_unnamed().await?;
        standups::hear(&mut tx, &who, id).await?;
        tx.commit().await?;
        beat = visit.app.beat(id).await?;
    }
    let pulse = standups::pulse(&beat, visit.now());
    Ok(Json(PulseView {
        now: pulse.now,
        led: pulse.led,
        version: pulse.version,
    }))
}
