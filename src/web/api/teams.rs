//! Teams over JSON.

use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use super::conditions::{self, IfMatch, etag};
use super::lists;
use crate::error::say;
use crate::members::{self, Deed, Team, TeamChange};
use crate::web::failure::Answer;
use crate::web::form::{Json, Path, StrictQuery};
use crate::web::routes::Routes;
use crate::web::visit::Visit;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .add(Deed::Read, routes!(list))
        .add(Deed::Read, routes!(show))
        .add(Deed::Administer, routes!(change))
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// At most so many, 50 unless said, never more than 200.
    limit: Option<String>,
    /// Where the page before ended.
    cursor: Option<String>,
}

/// A team.
#[derive(Debug, Serialize, ToSchema)]
struct TeamView {
    /// In addresses and filters.
    key: String,
    name: String,
    /// Where its days end, such as `Europe/Paris`.
    zone: String,
    /// Whether what is published for it becomes commits, where the standards' folder lies in a work tree of git.
    commits: bool,
    /// Its wall.
    url: String,
}

/// A page of teams.
#[derive(Debug, Serialize, ToSchema)]
struct TeamList {
    items: Vec<TeamView>,
    /// The cursor of the next page; null at the end.
    next: Option<String>,
}

/// The teams, the oldest first.
#[utoipa::path(get, path = "/teams", tag = "members", params(Wanted),
    responses((status = 200, body = TeamList), (status = 422, description = "a cursor that there is not")))]
async fn list(visit: Visit, StrictQuery(wanted): StrictQuery<Wanted>) -> Answer<Json<TeamList>> {
    let limit = lists::limit(wanted.limit.as_deref())?;
    let mut teams = members::teams(&mut visit.read().await?).await?;
    if let Some(cursor) = lists::said(wanted.cursor.as_deref()) {
        let last = teams.iter().position(|team| team.key == cursor);
        teams.drain(..=last.ok_or_else(lists::unknown_cursor)?);
    }
    let more = lists::cut(&mut teams, limit);
    let next = teams.last().filter(|_| more).map(|team| team.key.clone());
    let view = |team| TeamView::new(&visit, team);
    let items = teams.into_iter().map(view).collect();
    Ok(Json(TeamList { items, next }))
}

/// A team; its `ETag` changes with it.
#[utoipa::path(get, path = "/teams/{key}", tag = "members", params(("key" = String, Path, example = "web")),
    responses((status = 200, body = TeamView), (status = 404, description = "there is no such team")))]
async fn show(visit: Visit, Path(key): Path<String>) -> Answer<Response> {
    let team = members::team_by_key(&mut visit.read().await?, &key).await?;
    answer(&visit, team)
}

/// What is to change of a team.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Wished {
    /// Whether what is published for it becomes commits from now on.
    commits: Option<bool>,
}

/// Changes what is said of a team, for administrators.
#[utoipa::path(patch, path = "/teams/{key}", tag = "members", params(("key" = String, Path, example = "web"), IfMatch), request_body = Wished,
    responses((status = 200, description = "the team as it is now", body = TeamView), (status = 404, description = "there is no such team"),
        (status = 412, description = "it changed meanwhile; `present` is how it is now"), (status = 422)))]
async fn change(
    visit: Visit,
    Path(key): Path<String>,
    expected: IfMatch,
    Json(wished): Json<Wished>,
) -> Answer<Response> {
    let administrator = visit.visitor()?.administers()?;
    let mut tx = visit.write().await?;
    let present = members::team_by_key(&mut tx, &key).await?;
    if !expected.allows(present.version) {
        let (tag, message) = (present.version, say!("team-changed-meanwhile"));
        let shown = TeamView::new(&visit, present);
        return Ok(conditions::outdated(&visit, &message, tag, shown)?);
    }
    let change = TeamChange {
        commits: wished.commits,
        ..TeamChange::default()
    };
    members::change_team(&mut tx, &administrator, &present.id, change).await?;
    tx.commit().await?;
    let team = members::team_by_key(&mut visit.read().await?, &key).await?;
    answer(&visit, team)
}

fn answer(visit: &Visit, team: Team) -> Answer<Response> {
    let tag = etag(team.version)?;
    Ok(([tag], Json(TeamView::new(visit, team))).into_response())
}

impl TeamView {
    fn new(visit: &Visit, team: Team) -> Self {
        Self {
            url: format!("{}/wall/{}", visit.app.config.base_url, team.key),
            commits: team.commits_from.is_some(),
            key: team.key,
            name: team.name,
            zone: team.zone.to_string(),
        }
    }
}
