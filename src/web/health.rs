//! Whether the process lives, and whether it can serve.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::folder::{Commits, Committing, Report, State};
use crate::i18n;
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
    let report = visit.app.folder.report();
    let waits = report.waiting.first().map(|waiting| &waiting.why);
    let commits = visit.app.folder.commits();
    let why = waits
        .or_else(|| report.unreadable.first().map(|flaw| &flaw.message))
        .or(report.unwatched.as_ref())
        .or_else(|| commits.why());
    let why = why.map(|why| i18n::tell(visit.language, why));
    let details = json!({"database": word, "search": search, "folder": folder_word(&report), "git": git_word(&commits), "why": why});
    (status, Json(details)).into_response()
}

/// How the standards' folder stands to the book, in a word; why a text waits, or cannot be taken in, is said beside it.
fn folder_word(report: &Report) -> &'static str {
    match report.state {
        State::Unknown => "not looked at yet",
        State::Gone => "gone",
        State::Emptied => "emptied",
        State::Closed(_) => "closed",
        State::Here if !report.waiting.is_empty() => "waiting",
        State::Here if report.in_step() => "in step",
        State::Here => "differs",
    }
}

/// How publications stand to git, in a word.
fn git_word(commits: &Commits) -> &'static str {
    match commits.state {
        Committing::Off => "off",
        Committing::Hindered(_) => "hindered",
        Committing::On { .. } if commits.waiting.is_empty() => "committed",
        Committing::On { .. } => "waiting",
    }
}
