//! `/problems/P-12/standards/S-4`: which standard solves it.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use utoipa_axum::routes;

use super::conditions::IfMatch;
use super::problem_view::ShownProblem;
use super::problems::{answer, changed_meanwhile};
use crate::id::{ProblemId, StandardId};
use crate::members::Deed;
use crate::problems;
use crate::web::failure::Answer;
use crate::web::form::Path;
use crate::web::routes::Routes;
use crate::web::visit::Visit;

pub(super) fn routes(api: Routes) -> Routes {
    api.add(Deed::Link, routes!(link))
        .add(Deed::TakePart, routes!(unlink))
}

/// This standard solves that problem.
#[utoipa::path(put, path = "/problems/{id}/standards/{standard}", tag = "problems",
    params(("id" = String, Path, example = "P-12"), ("standard" = String, Path, example = "S-4"), IfMatch),
    responses((status = 200, description = "the problem as it is now", body = ShownProblem), (status = 412, description = "it changed meanwhile; `present` is how it is now")))]
async fn link(
    visit: Visit,
    Path((id, standard)): Path<(ProblemId, StandardId)>,
    expected: IfMatch,
) -> Answer<Response> {
    let mut tx = visit.write().await?;
    if let Some(refused) = changed_meanwhile(&mut tx, &visit, id, &expected).await? {
        return Ok(refused);
    }
    problems::link_standard(&mut tx, id, standard).await?;
    tx.commit().await?;
    let mut tx = visit.read().await?;
    Ok(answer(&mut tx, &visit, id, StatusCode::OK).await?)
}

/// It does not, after all.
#[utoipa::path(delete, path = "/problems/{id}/standards/{standard}", tag = "problems",
    params(("id" = String, Path, example = "P-12"), ("standard" = String, Path, example = "S-4"), IfMatch),
    responses((status = 204, description = "no longer linked"), (status = 409, description = "the standard's own file names it"), (status = 412, description = "it changed meanwhile; `present` is how it is now")))]
async fn unlink(
    visit: Visit,
    Path((id, standard)): Path<(ProblemId, StandardId)>,
    expected: IfMatch,
) -> Answer<Response> {
    let mut tx = visit.write().await?;
    if let Some(refused) = changed_meanwhile(&mut tx, &visit, id, &expected).await? {
        return Ok(refused);
    }
    problems::unlink_standard(&mut tx, id, standard).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
