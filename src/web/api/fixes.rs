//! Links to code over JSON.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::error::{Error, Result, say};
use crate::fixes::{self, Draft, Fix, Kind, Source};
use crate::id::{FixId, ProblemId, StandardId};
use crate::members::Deed;
use crate::web::failure::Answer;
use crate::web::form::{Json, Path, Query};
use crate::web::routes::Routes;
use crate::web::visit::Visit;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .add(Deed::Read, routes!(list))
        .add(Deed::Propose, routes!(link))
        .add(Deed::TakePart, routes!(unlink))
}

/// A link to code.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FixView {
    id: String,
    /// `commit`, `pull_request`, `ticket` or `other`.
    kind: &'static str,
    url: Option<String>,
    repository: Option<String>,
    sha: Option<String>,
    title: String,
    /// `hand`, `git` or `webhook`.
    source: &'static str,
    /// When it was linked.
    at: String,
    /// The problems it solves.
    solves: Vec<String>,
    /// The problems it touches without solving them.
    touches: Vec<String>,
    /// The standards it applies.
    standards: Vec<String>,
    /// After linking: whether anything was new.
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<bool>,
}

impl From<Fix> for FixView {
    fn from(fix: Fix) -> Self {
        let (solves, touches): (Vec<_>, Vec<_>) =
            fix.problems.iter().partition(|(_, solves)| *solves);
        let names = |problems: Vec<&(ProblemId, bool)>| {
            problems.iter().map(|(id, _)| id.to_string()).collect()
        };
        Self {
            id: fix.id.to_string(),
            kind: fix.kind.as_str(),
            solves: names(solves),
            touches: names(touches),
            standards: fix.standards.iter().map(ToString::to_string).collect(),
            url: fix.url,
            repository: fix.repository,
            sha: fix.sha,
            title: fix.title,
            source: fix.source.as_str(),
            at: fix.at.to_string(),
            new: None,
        }
    }
}

/// A list of links to code.
#[derive(Debug, Serialize, ToSchema)]
struct FixList {
    items: Vec<FixView>,
    next: Option<String>,
}

/// A commit, a pull request or a ticket, and what it is linked to.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
struct NewFix {
    /// Its address; needed where there is no `sha`.
    url: Option<String>,
    /// At least the first seven digits of the commit's hash.
    sha: Option<String>,
    repository: Option<String>,
    title: Option<String>,
    /// `commit`, `pull_request`, `ticket` or `other`; told from the address when absent.
    kind: Option<String>,
    /// `P-12`; this or `standard` is needed.
    problem: Option<String>,
    /// False: it touches the problem without solving it.
    solves: Option<bool>,
    /// `S-4`: the standard it applies.
    standard: Option<String>,
    /// `git` when the trailers of a commit say so.
    source: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    problem: String,
    standard: String,
}

/// The links to code of a problem or of a standard, the newest first.
#[utoipa::path(get, path = "/fixes", tag = "fixes",
    params(("problem" = Option<String>, Query, example = "P-12"), ("standard" = Option<String>, Query, example = "S-4")),
    responses((status = 200, body = FixList)))]
async fn list(visit: Visit, Query(asked): Query<Asked>) -> Answer<Json<FixList>> {
    let mut tx = visit.read().await?;
    let found = match (problem(&asked.problem)?, standard(&asked.standard)?) {
        (Some(problem), None) => fixes::of_problem(&mut tx, problem).await?,
        (None, Some(standard)) => fixes::of_standard(&mut tx, standard).await?,
        (Some(problem), Some(standard)) => {
            let mut found = fixes::of_problem(&mut tx, problem).await?;
            found.retain(|fix| fix.standards.contains(&standard));
            found
        }
        (None, None) => return Err(Error::invalid("problem", say!("fix-linked-to-nothing")).into()),
    };
    Ok(Json(FixList {
        items: found.into_iter().map(FixView::from).collect(),
        next: None,
    }))
}

/// Links a commit, a pull request or a ticket. Linking it again adds what is new and doubles nothing.
#[utoipa::path(post, path = "/fixes", tag = "fixes", request_body = NewFix,
    responses((status = 201, description = "linked", body = FixView), (status = 200, description = "it was linked already", body = FixView)))]
async fn link(visit: Visit, Json(new): Json<NewFix>) -> Answer<Response> {
    let word = |text: Option<String>| text.unwrap_or_default();
    let kind = new.kind.map(|kind| kind.parse::<Kind>()).transpose();
    let source = new
        .source
        .map(|source| source.parse::<Source>())
        .transpose();
    let unknown = |field: &'static str| move |_| Error::invalid(field, say!("fix-unknown-word"));
    let draft = Draft {
        kind: kind.map_err(unknown("kind"))?,
        url: new.url,
        sha: new.sha,
        repository: new.repository,
        title: word(new.title),
        problem: problem(&word(new.problem))?,
        solves: new.solves.unwrap_or(true),
        standard: standard(&word(new.standard))?,
        source: source.map_err(unknown("source"))?.unwrap_or(Source::Hand),
    };
    let mut tx = visit.write().await?;
    let linked = fixes::link(&mut tx, draft).await?;
    let fix = fixes::find(&mut tx, &linked.id).await?;
    tx.commit().await?;
    let fix = fix.ok_or_else(|| Error::internal("a link that was just made"))?;
    let status = if linked.is_new {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    let shown = FixView {
        new: Some(linked.is_new),
        ..FixView::from(fix)
    };
    Ok((status, Json(shown)).into_response())
}

/// Takes a link to code away.
#[utoipa::path(delete, path = "/fixes/{id}", tag = "fixes", params(("id" = String, Path)),
    responses((status = 204, description = "taken away")))]
async fn unlink(visit: Visit, Path(id): Path<FixId>) -> Answer<StatusCode> {
    let part = visit.takes_part()?;
    let mut tx = visit.write().await?;
    fixes::unlink(&mut tx, &part, &id).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

fn problem(text: &str) -> Result<Option<ProblemId>> {
    let unknown = |_| Error::invalid("problem", say!("problem-unknown", id = text.trim()));
    Some(text.trim())
        .filter(|text| !text.is_empty())
        .map(str::parse)
        .transpose()
        .map_err(unknown)
}

fn standard(text: &str) -> Result<Option<StandardId>> {
    let unknown = |_| Error::invalid("standard", say!("standard-unknown", id = text.trim()));
    Some(text.trim())
        .filter(|text| !text.is_empty())
        .map(str::parse)
        .transpose()
        .map_err(unknown)
}
