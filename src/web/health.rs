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
    (status, Json(json!({"database": word}))).into_response()
}
