//! `/gaps`: what was searched for in vain.

use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use super::lists;
use super::problem_view::ShownProblem;
use super::problems::answer;
use crate::gaps::{self, Gap};
use crate::id::GapId;
use crate::members::Deed;
use crate::web::failure::Answer;
use crate::web::form::{Json, Path, StrictQuery};
use crate::web::routes::Routes;
use crate::web::sought;
use crate::web::visit::Visit;

pub(super) fn routes(api: Routes) -> Routes {
    api.add(Deed::Read, routes!(list))
        .add(Deed::Log, routes!(put_on_the_wall))
        .add(Deed::TakePart, routes!(dismiss))
}

/// Which part of the list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// At most so many, 50 unless said, never more than 200.
    limit: Option<String>,
    /// Where the page before ended.
    cursor: Option<String>,
}

/// What was searched for in vain. Nobody is named with it.
#[derive(Debug, Serialize, ToSchema)]
struct GapView {
    /// Its key.
    id: String,
    /// As it was typed last.
    text: String,
    /// How often.
    times: i64,
    first_at: String,
    last_at: String,
}

/// A page of gaps.
#[derive(Debug, Serialize, ToSchema)]
struct GapList {
    items: Vec<GapView>,
    /// The cursor of the next page; null at the end.
    next: Option<String>,
}

/// Lists what was searched for in vain and is neither on the wall nor said to be none, the most sought first.
#[utoipa::path(get, path = "/gaps", tag = "search", params(Wanted),
    responses((status = 200, description = "a page", body = GapList), (status = 422, description = "a cursor that there is not")))]
async fn list(visit: Visit, StrictQuery(wanted): StrictQuery<Wanted>) -> Answer<Json<GapList>> {
    let limit = lists::limit(wanted.limit.as_deref())?;
    let skip: i64 = lists::cursor(wanted.cursor.as_deref())?.unwrap_or_default();
    visit.app.write_searches_in_vain().await?;
    let mut tx = visit.read().await?;
    let mut found = gaps::most_sought(&mut tx, limit + 1, skip.max(0)).await?;
    let more = lists::cut(&mut found, limit);
    let items: Vec<GapView> = found.into_iter().map(GapView::from).collect();
    let next = more.then(|| (skip.max(0) + limit).to_string());
    Ok(Json(GapList { items, next }))
}

/// Puts it on the wall of one's own team, as a problem that says how often it was searched for.
#[utoipa::path(post, path = "/gaps/{id}/problem", tag = "search", params(("id" = String, Path)),
    responses((status = 201, description = "the problem", body = ShownProblem), (status = 404, description = "there is no such gap, or it was said to be none")))]
async fn put_on_the_wall(visit: Visit, Path(id): Path<GapId>) -> Answer<Response> {
    let mut tx = visit.write().await?;
    let problem = sought::put_on_the_wall(&mut tx, &visit, &id).await?;
    tx.commit().await?;
    let mut tx = visit.read().await?;
    Ok(answer(&mut tx, &visit, problem, StatusCode::CREATED).await?)
}

/// Says that it is no gap; it does not come back.
#[utoipa::path(delete, path = "/gaps/{id}", tag = "search", params(("id" = String, Path)),
    responses((status = 204, description = "noted"), (status = 404, description = "there is no such gap, or something became of it")))]
async fn dismiss(visit: Visit, Path(id): Path<GapId>) -> Answer<StatusCode> {
    let who = visit.takes_part()?;
    let mut tx = visit.write().await?;
    gaps::dismiss(&mut tx, &who, &id).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

impl From<Gap> for GapView {
    fn from(gap: Gap) -> Self {
        Self {
            id: gap.id.to_string(),
            text: gap.text,
            times: gap.times,
            first_at: gap.first_at.to_string(),
            last_at: gap.last_at.to_string(),
        }
    }
}
