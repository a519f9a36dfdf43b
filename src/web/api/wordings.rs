//! `/standards/S-4/wordings`: how people ask for a standard; and `/standards/S-4/finds`: this was it, after a search.

use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use crate::db::Tx;
use crate::error::{Error, Result};
use crate::id::StandardId;
use crate::members::Deed;
use crate::problems;
use crate::standards::{self, Wording, WordingOrigin};
use crate::web::failure::Answer;
use crate::web::form::{Json, Path, StrictQuery};
use crate::web::routes::Routes;
use crate::web::visit::Visit;

pub(super) fn routes(api: Routes) -> Routes {
    api.add(Deed::Read, routes!(list))
        .add(Deed::TakePart, routes!(add, remove))
        .add(Deed::Log, routes!(find))
}

/// One way in which people ask for a standard.
#[derive(Debug, Serialize, ToSchema)]
struct WordingView {
    /// As it was put.
    text: String,
    /// `problem`: the title of one that it solves; `occurrence`: what was said when that happened again; `same`: the title of one that
    /// turned out to be such a problem; `search`: a search after which somebody said that this was it; `hand`: somebody added it.
    source: &'static str,
    /// The problem that it comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<String>,
    /// When it was last put so.
    at: String,
}

/// The wordings that count, at most fifty.
#[derive(Debug, Serialize, ToSchema)]
struct WordingList {
    items: Vec<WordingView>,
    /// Always null: there is one page.
    next: Option<String>,
}

/// A wording, by its text.
#[derive(Debug, Default, Deserialize, ToSchema, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ThisWording {
    /// As people put it.
    text: String,
}

/// A search.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ThisSearch {
    /// What was searched for.
    q: String,
}

/// Lists how people ask for a standard, the newest first: search finds it by these words as by its title.
#[utoipa::path(get, path = "/standards/{id}/wordings", tag = "standards", params(("id" = String, Path, example = "S-4")),
    responses((status = 200, description = "all of them", body = WordingList), (status = 404, description = "there is no such standard")))]
async fn list(visit: Visit, Path(id): Path<StandardId>) -> Answer<Json<WordingList>> {
    let mut tx = visit.read().await?;
    standards::get(&mut tx, id).await?;
    let items = wordings(&mut tx, id).await?;
    Ok(Json(WordingList { items, next: None }))
}

/// Adds a way of asking by hand.
#[utoipa::path(post, path = "/standards/{id}/wordings", tag = "standards", params(("id" = String, Path, example = "S-4")), request_body = ThisWording,
    responses((status = 201, description = "the wording", body = WordingView), (status = 404, description = "there is no such standard"),
        (status = 422, description = "no words, or too many")))]
async fn add(
    visit: Visit,
    Path(id): Path<StandardId>,
    Json(wording): Json<ThisWording>,
) -> Answer<(StatusCode, Json<WordingView>)> {
    let who = visit.takes_part()?;
    let mut tx = visit.write().await?;
    standards::add_wording(&mut tx, &who, id, &wording.text).await?;
    tx.commit().await?;
    made(&visit, id, &wording.text).await
}

/// Removes a way of asking, wherever it comes from; it does not come back by itself.
#[utoipa::path(delete, path = "/standards/{id}/wordings", tag = "standards", params(("id" = String, Path, example = "S-4"), ThisWording),
    responses((status = 204, description = "it is not among them"), (status = 404, description = "there is no such standard")))]
async fn remove(
    visit: Visit,
    Path(id): Path<StandardId>,
    StrictQuery(wording): StrictQuery<ThisWording>,
) -> Answer<StatusCode> {
    let who = visit.takes_part()?;
    let mut tx = visit.write().await?;
    standards::remove_wording(&mut tx, &who, id, &wording.text).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// This was it: the standard learns the words of a search. Nobody is named with them.
#[utoipa::path(post, path = "/standards/{id}/finds", tag = "standards", params(("id" = String, Path, example = "S-4")), request_body = ThisSearch,
    responses((status = 201, description = "the wording; a removed one stays away, and nothing is answered", body = Option<WordingView>),
        (status = 404, description = "there is no such standard"), (status = 422, description = "no words")))]
async fn find(
    visit: Visit,
    Path(id): Path<StandardId>,
    Json(search): Json<ThisSearch>,
) -> Answer<(StatusCode, Json<Option<WordingView>>)> {
    let mut tx = visit.write_unnamed().await?;
    standards::was_it(&mut tx, id, &search.q).await?;
    tx.commit().await?;
    let mut tx = visit.read().await?;
    let found = one(&mut tx, id, &search.q).await?;
    Ok((StatusCode::CREATED, Json(found)))
}

async fn made(
    visit: &Visit,
    id: StandardId,
    text: &str,
) -> Answer<(StatusCode, Json<WordingView>)> {
    let mut tx = visit.read().await?;
    let made = one(&mut tx, id, text).await?;
    let made = made.ok_or_else(|| Error::internal("a wording that was added is not there"))?;
    Ok((StatusCode::CREATED, Json(made)))
}

async fn one(tx: &mut Tx, id: StandardId, text: &str) -> Result<Option<WordingView>> {
    let words = standards::words_of(&standards::as_wording(text));
    let all = wordings(tx, id).await?;
    Ok(all
        .into_iter()
        .find(|wording| standards::words_of(&wording.text) == words))
}

async fn wordings(tx: &mut Tx, id: StandardId) -> Result<Vec<WordingView>> {
    let wordings = problems::asked_as(tx, &[id]).await?.remove(&id);
    Ok(wordings
        .unwrap_or_default()
        .into_iter()
        .map(WordingView::from)
        .collect())
}

impl From<Wording> for WordingView {
    fn from(wording: Wording) -> Self {
        let (source, problem) = match wording.origin {
            WordingOrigin::Problem(id) => ("problem", Some(id)),
            WordingOrigin::Occurrence(id) => ("occurrence", Some(id)),
            WordingOrigin::Same(id) => ("same", Some(id)),
            WordingOrigin::Search => ("search", None),
            WordingOrigin::Hand(_) => ("hand", None),
        };
        Self {
            text: wording.text,
            source,
            problem: problem.map(|id| id.to_string()),
            at: wording.at.to_string(),
        }
    }
}
