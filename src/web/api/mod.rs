//! The JSON interface below `/api/v1`, a file a feature, described by its own annotations.

mod attachments;
mod changes;
mod commits;
mod conditions;
mod fixes;
mod gaps;
mod lists;
mod live;
mod members;
mod problem_acts;
mod problem_items;
mod problem_links;
mod problem_parts;
mod problem_pin;
mod problem_view;
mod problems;
mod proposal_acts;
mod proposal_does;
mod proposal_merge;
mod proposal_view;
mod proposals;
mod search;
mod standard_living;
mod standard_texts;
mod standard_view;
mod standards;
mod standups;
mod teams;
mod wordings;

use std::sync::Arc;

use axum::response::{IntoResponse, Response};
use utoipa::OpenApi;

use super::form::Json;
use super::routes::Routes;

pub(super) use search::address;

#[derive(OpenApi)]
#[openapi(info(
    title = "Cahier",
    description = "The wall, the stand-up and the book of standards of a team."
))]
struct Description;

pub(super) fn description() -> utoipa::openapi::OpenApi {
    Description::openapi()
}

/// `/api/openapi.json`.
pub(super) async fn describe(description: Arc<utoipa::openapi::OpenApi>) -> Response {
    Json(&*description).into_response()
}

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .with(members::routes)
        .with(teams::routes)
        .with(standards::routes)
        .with(standard_texts::routes)
        .with(standard_living::routes)
        .with(wordings::routes)
        .with(proposals::routes)
        .with(proposal_acts::routes)
        .with(proposal_merge::routes)
        .with(attachments::routes)
        .with(changes::routes)
        .with(fixes::routes)
        .with(commits::routes)
        .with(live::routes)
        .with(search::routes)
        .with(gaps::routes)
        .with(problems::routes)
        .with(problem_acts::routes)
        .with(problem_items::routes)
        .with(problem_links::routes)
        .with(problem_pin::routes)
        .with(standups::routes)
}
