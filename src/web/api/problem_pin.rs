//! `/problems/P-12/pin`: asking to bring a problem up at the next stand-up.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::conditions::IfMatch;
use super::problem_view::ShownProblem;
use super::problems::{answer, changed_meanwhile};
use crate::error::{Error, say};
use crate::id::ProblemId;
use crate::members::Deed;
use crate::problems::{self, PinPlace};
use crate::web::failure::Answer;
use crate::web::form::{Json, Path};
use crate::web::routes::Routes;
use crate::web::visit::Visit;

pub(super) fn routes(api: Routes) -> Routes {
    api.add(Deed::TakePart, routes!(pin, unpin))
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
struct Pinning {
    /// `first`: before the others that are asked for; `last`, also where it is absent: behind them, or where it is.
    place: Option<String>,
}

/// Asks to bring it up at the next stand-up: it comes first on the proposed agenda, until a stand-up has seen it.
#[utoipa::path(put, path = "/problems/{id}/pin", tag = "problems", params(("id" = String, Path, example = "P-12"), IfMatch), request_body = Pinning,
    responses((status = 200, description = "the problem as it is now", body = ShownProblem), (status = 409, description = "it is not on the wall"),
    (status = 412, description = "it changed meanwhile; `present` is how it is now"), (status = 422)))]
async fn pin(
    visit: Visit,
    Path(id): Path<ProblemId>,
    expected: IfMatch,
    Json(sent): Json<Pinning>,
) -> Answer<Response> {
    let who = visit.takes_part()?;
    let place = match sent.place.as_deref() {
        Some("first") => PinPlace::First,
        Some("last") | None => PinPlace::Last,
        Some(_) => return Err(Error::invalid("place", say!("standup-bad-place")).into()),
    };
    let mut tx = visit.write().await?;
    if let Some(refused) = changed_meanwhile(&mut tx, &visit, id, &expected).await? {
        return Ok(refused);
    }
    problems::pin(&mut tx, &who, id, place).await?;
    tx.commit().await?;
    let mut tx = visit.read().await?;
    Ok(answer(&mut tx, &visit, id, StatusCode::OK).await?)
}

/// Takes that back.
#[utoipa::path(delete, path = "/problems/{id}/pin", tag = "problems", params(("id" = String, Path, example = "P-12"), IfMatch),
    responses((status = 204, description = "no longer asked for"), (status = 412, description = "it changed meanwhile; `present` is how it is now")))]
async fn unpin(visit: Visit, Path(id): Path<ProblemId>, expected: IfMatch) -> Answer<Response> {
    let who = visit.takes_part()?;
    let mut tx = visit.write().await?;
    if let Some(refused) = changed_meanwhile(&mut tx, &visit, id, &expected).await? {
        return Ok(refused);
    }
    problems::unpin(&mut tx, &who, id).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
