//! Teams over JSON.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use super::lists;
use crate::members::{self, Deed, Team};
use crate::web::failure::Answer;
use crate::web::form::{Json, StrictQuery};
use crate::web::routes::Routes;
use crate::web::visit::Visit;

pub(super) fn routes(routes: Routes) -> Routes {
    routes.add(Deed::Read, routes!(list))
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
    let base = &visit.app.config.base_url;
    let view = |team: Team| TeamView {
        url: format!("{base}/wall/{}", team.key),
        key: team.key,
        name: team.name,
        zone: team.zone.to_string(),
    };
    let items = teams.into_iter().map(view).collect();
    Ok(Json(TeamList { items, next }))
}
