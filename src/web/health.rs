//! Whether the process lives, and whether it can serve.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::members::Deed;

use super::form::Json;
use super::routes::Routes;
use super::visit::Visit;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get(Deed::Open, "/healthz", alive)
        .get(Deed::Open, "/readyz", ready)
}

async fn alive() -> &'static str {
    "ok\n"
}

/// 503 only before the database stands; what else is late is a detail. Nothing here tells a stranger what is inside.
async fn ready(visit: Visit) -> Response {
    let database = visit.app.db.ping().await;
    if let Err(error) = &database {
        tracing::warn!(error = %error, "the database does not answer");
    }
    let status = if database.is_ok() {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    let word = if database.is_ok() { "ready" } else { "away" };
    let index = visit.app.search.status();
    // While it is built anew search answers with what it has; only before the first one stands there is nothing to answer with.
    let search = if index.is_ready() {
        "ready"
    } else if index.documents > 0 {
        "building"
    } else {
        "away"
    };
    let status = if search == "away" {
        StatusCode::SERVICE_UNAVAILABLE
    } else {
        status
    };
    (status, Json(json!({"database": word, "search": search}))).into_response()
}
