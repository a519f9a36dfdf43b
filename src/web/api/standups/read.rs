//! Reading stand-ups: the list, one, its minutes.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::id::StandupId;
use crate::standups;
use crate::web::api::conditions::etag;
use crate::web::api::lists;
use crate::web::failure::Answer;
use crate::web::form::{Json, Path, StrictQuery};
use crate::web::visit::Visit;

use super::view::{self, Shown, Standups};

/// Which stand-ups.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// The key of a team.
    team: Option<String>,
    /// At most so many, 50 unless said, never more than 200.
    limit: Option<String>,
    /// Where the page before ended.
    cursor: Option<String>,
}

/// Stand-ups, the newest first.
#[utoipa::path(get, path = "/standups", tag = "standups", params(Which),
    responses((status = 200, body = Standups), (status = 422, description = "a team or cursor that there is not")))]
pub(super) async fn list(
    visit: Visit,
    StrictQuery(which): StrictQuery<Which>,
) -> Answer<Json<Standups>> {
    let mut tx = visit.read().await?;
    let team = lists::team(&mut tx, which.team.as_deref()).await?;
    let limit = lists::limit(which.limit.as_deref())?;
    let before: Option<StandupId> = lists::cursor(which.cursor.as_deref())?;
    let team = team.as_ref().map(|team| &team.id);
    let mut heads = standups::list(&mut tx, team, before, limit + 1).await?;
    let more = lists::cut(&mut heads, limit);
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
    let seen = visit.app.room(id).await?;
    let (session, reader) = (&seen.room.session, visit.member());
    let wrote = reader.is_some_and(|reader| session.has_sealed(reader));
    let shown = if wrote {
        let mut tx = visit.read().await?;
        view::shown(&mut tx, &visit, session, None).await?
    } else {
        view::seen(&visit, session, &seen.room.minutes, reader, None)
    };
    Ok(([etag(session.head.version)?], Json(shown)).into_response())
}

/// The minutes, as far as the stand-up has come.
#[utoipa::path(get, path = "/standups/{id}/minutes", tag = "standups", params(("id" = String, Path, example = "U-7")),
    responses((status = 200, content_type = "text/markdown", body = String), (status = 404)))]
pub(super) async fn minutes(visit: Visit, Path(id): Path<StandupId>) -> Answer<Response> {
    let mut tx = visit.read().await?;
    let minutes = standups::minutes(&mut tx, id, visit.member()).await?;
    let text = standups::markdown(&minutes);
    Ok((
        [(header::CONTENT_TYPE, "text/markdown; charset=utf-8")],
        text,
    )
        .into_response())
}
