//! Reading stand-ups: the list, one, its minutes.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::id::StandupId;
use crate::members;
use crate::standups;
use crate::web::failure::Answer;
use crate::web::form::{Json, Path, Query};
use crate::web::visit::Visit;

use super::view::{self, Shown, Standups};

/// Which stand-ups.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// The key of a team.
    team: Option<String>,
    /// How many, at most 200.
    limit: Option<i64>,
    /// Where the list before ended.
    #[param(value_type = Option<String>)]
    cursor: Option<StandupId>,
}

/// Stand-ups, the newest first.
#[utoipa::path(get, path = "/standups", tag = "standups", params(Which), responses((status = 200, body = Standups)))]
pub(super) async fn list(visit: Visit, Query(which): Query<Which>) -> Answer<Json<Standups>> {
    let mut tx = visit.read().await?;
    let team = match &which.team {
        Some(key) => Some(members::team_by_key(&mut tx, key).await?.id),
        None => None,
    };
    let limit = which.limit.unwrap_or(50).clamp(1, 200);
    let mut heads = standups::list(&mut tx, team.as_ref(), which.cursor, limit + 1).await?;
    let size = usize::try_from(limit).unwrap_or(200);
    let more = heads.len() > size;
    heads.truncate(size);
    let next = heads
        .last()
        .filter(|_| more)
        .map(|(head, _)| head.id.to_string());
    let items = view::listed(&mut tx, &visit.app.config.base_url, heads).await?;
    Ok(Json(Standups { items, next }))
}

/// One stand-up, as it stands.
#[utoipa::path(get, path = "/standups/{id}", tag = "standups", params(("id" = String, Path, example = "U-7")),
    responses((status = 200, body = Shown), (status = 404)))]
pub(super) async fn show(visit: Visit, Path(id): Path<StandupId>) -> Answer<Response> {
    let mut tx = visit.read().await?;
    let session = standups::session(&mut tx, id).await?;
    let shown = view::shown(&mut tx, &visit.app.config.base_url, &session, None).await?;
    let tag = format!("\"{}\"", session.head.version);
    Ok(([(header::ETAG, tag)], Json(shown)).into_response())
}

/// The minutes, as far as the stand-up has come.
#[utoipa::path(get, path = "/standups/{id}/minutes", tag = "standups", params(("id" = String, Path, example = "U-7")),
    responses((status = 200, content_type = "text/markdown", body = String), (status = 404)))]
pub(super) async fn minutes(visit: Visit, Path(id): Path<StandupId>) -> Answer<Response> {
    let mut tx = visit.read().await?;
    let minutes = standups::minutes(&mut tx, id).await?;
    let text = standups::markdown(&minutes);
    Ok((
        [(header::CONTENT_TYPE, "text/markdown; charset=utf-8")],
        text,
    )
        .into_response())
}
