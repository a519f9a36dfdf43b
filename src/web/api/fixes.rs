//! Links to code over JSON, one by one.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use super::lists;
use crate::db::{Ask, Tx};
use crate::error::{Error, Message, Result, keep, say};
use crate::fixes::{self, Draft, Filter, Fix, Source};
use crate::id::{FixId, ProblemId, StandardId};
use crate::members::Deed;
use crate::web::failure::Answer;
use crate::web::form::{Json, Path, StrictQuery};
use crate::web::routes::Routes;
use crate::web::visit::Visit;

/// Links shown with a problem or a standard.
const SHOWN_MOST: i64 = 200;

pub(super) fn routes(api: Routes) -> Routes {
    api.add(Deed::Link, routes!(link))
        .add(Deed::Read, routes!(list))
        .add(Deed::Read, routes!(show))
        .add(Deed::TakePart, routes!(unlink))
}

/// A commit, pull request or ticket to link: an address or a hash, and a problem, a standard, or both.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewFix {
    /// `http` or `https`, at most 2,000 characters.
    url: Option<String>,
    /// 7 to 64 digits of a commit's hash.
    sha: Option<String>,
    /// Where the commit lives, as git reaches it or as people call it.
    repository: Option<String>,
    /// One line.
    title: Option<String>,
    /// The problem it solves.
    #[schema(example = "P-12")]
    problem: Option<String>,
    /// False: it touches that problem without solving it.
    solves: Option<bool>,
    /// The standard it applies.
    #[schema(example = "S-4")]
    standard: Option<String>,
}

/// A link to code.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct FixView {
    id: String,
    /// `commit`, `pull_request`, `ticket` or `other`.
    kind: &'static str,
    url: Option<String>,
    repository: Option<String>,
    sha: Option<String>,
    /// Its title, else what it is called by its address or hash.
    title: String,
    /// `hand`, `git` or `webhook`.
    source: &'static str,
    /// When the commit was written; when it was linked, of everything else.
    at: String,
    /// The problems it is linked to.
    problems: Vec<String>,
    /// Those of them that it solves; the others it only touches.
    solves: Vec<String>,
    /// The standards it applies.
    standards: Vec<String>,
}

impl From<Fix> for FixView {
    fn from(fix: Fix) -> Self {
        let solved = fix.problems.iter().filter(|(_, solves)| *solves);
        Self {
            title: fix.label().to_owned(),
            problems: fix.problems.iter().map(|(id, _)| id.to_string()).collect(),
            solves: solved.map(|(id, _)| id.to_string()).collect(),
            standards: fix.standards.iter().map(ToString::to_string).collect(),
            id: fix.id.to_string(),
            kind: fix.kind.as_str(),
            url: fix.url,
            repository: fix.repository,
            sha: fix.sha,
            source: fix.source.as_str(),
            at: fix.at.to_string(),
        }
    }
}

/// Links code to a problem that it solves, a standard that it applies, or both. What is linked already is completed.
#[utoipa::path(post, path = "/fixes", tag = "fixes", request_body = NewFix,
    responses((status = 201, description = "linked", body = FixView), (status = 200, description = "it was linked like that before", body = FixView),
        (status = 422, description = "what is wrong with which field")))]
async fn link(visit: Visit, Json(new): Json<NewFix>) -> Answer<Response> {
    let draft = new.read()?;
    let mut tx = visit.write().await?;
    let linked = fixes::link(&mut tx, draft).await?;
    let fix = fixes::find(&mut tx, &linked.id).await?;
    tx.commit().await?;
    let status = if linked.is_new {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    Ok((status, Json(FixView::from(there(fix)?))).into_response())
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// Only those of this problem.
    problem: Option<String>,
    /// Only those of this standard.
    standard: Option<String>,
    /// At most so many, 50 unless said, never more than 200.
    limit: Option<String>,
    /// Where the page before ended.
    cursor: Option<String>,
}

/// A page of links.
#[derive(Debug, Serialize, ToSchema)]
struct FixList {
    items: Vec<FixView>,
    /// The cursor of the next page; null at the end.
    next: Option<String>,
}

/// Lists links to code, the newest first.
#[utoipa::path(get, path = "/fixes", tag = "fixes", params(Wanted),
    responses((status = 200, description = "a page", body = FixList), (status = 422, description = "a problem, standard or cursor that cannot be")))]
async fn list(visit: Visit, StrictQuery(wanted): StrictQuery<Wanted>) -> Answer<Json<FixList>> {
    let limit = lists::limit(wanted.limit.as_deref())?;
    let filter = wanted.filter()?;
    let mut tx = visit.read().await?;
    let mut found = fixes::list(&mut tx, &filter, limit + 1).await?;
    let more = lists::cut(&mut found, limit);
    let next = found.last().filter(|_| more).map(cursor);
    let items = found.into_iter().map(FixView::from).collect();
    Ok(Json(FixList { items, next }))
}

/// Shows a link to code.
#[utoipa::path(get, path = "/fixes/{id}", tag = "fixes", params(("id" = String, Path)),
    responses((status = 200, description = "the link", body = FixView), (status = 404, description = "there is no such link")))]
async fn show(visit: Visit, Path(id): Path<FixId>) -> Answer<Json<FixView>> {
    let mut tx = visit.read().await?;
    let fix = fixes::find(&mut tx, &id).await?;
    Ok(Json(there(fix)?.into()))
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Unlinked {
    /// Only from this problem.
    problem: Option<String>,
    /// Only from this standard.
    standard: Option<String>,
}

/// Takes a link away: from one problem or standard when it is named, else altogether.
#[utoipa::path(delete, path = "/fixes/{id}", tag = "fixes", params(("id" = String, Path), Unlinked),
    responses((status = 204, description = "it is no longer linked"), (status = 404, description = "there is no such link")))]
async fn unlink(
    visit: Visit,
    Path(id): Path<FixId>,
    StrictQuery(from): StrictQuery<Unlinked>,
) -> Answer<StatusCode> {
    let who = visit.takes_part()?;
    let problem = from.problem.as_deref().map(problem_named).transpose()?;
    let standard = from.standard.as_deref().map(standard_named).transpose()?;
    let mut tx = visit.write().await?;
    match (problem, standard) {
        (Some(problem), _) => fixes::unlink_problem(&mut tx, &who, &id, problem).await?,
        (None, Some(standard)) => fixes::unlink_standard(&mut tx, &who, &id, standard).await?,
        (None, None) => fixes::unlink(&mut tx, &who, &id).await?,
    }
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

impl NewFix {
    fn read(self) -> Result<Draft> {
        let mut faults = Vec::new();
        let problem = keep(
            self.problem.as_deref().map(problem_named).transpose(),
            &mut faults,
        )?;
        let standard = keep(
            self.standard.as_deref().map(standard_named).transpose(),
            &mut faults,
        )?;
        if !faults.is_empty() {
            return Err(Error::Invalid(faults));
        }
        Ok(Draft {
            kind: None,
            url: self.url,
            sha: self.sha,
            repository: self.repository,
            title: self.title.unwrap_or_default(),
            problem: problem.flatten(),
            solves: self.solves.unwrap_or(true),
            standard: standard.flatten(),
            source: Source::Hand,
        })
    }
}

impl Wanted {
    fn filter(&self) -> Result<Filter> {
        let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        Ok(Filter {
            problem: given(&self.problem)
                .as_deref()
                .map(problem_named)
                .transpose()?,
            standard: given(&self.standard)
                .as_deref()
                .map(standard_named)
                .transpose()?,
            after: lists::cursor_in_time(self.cursor.as_deref())?,
        })
    }
}

/// The links that are shown with a problem.
pub(super) async fn of_problem(tx: &mut Tx, id: ProblemId) -> Result<Vec<FixView>> {
    let found = fixes::of_problem(tx, id, SHOWN_MOST).await?;
    Ok(found.into_iter().map(FixView::from).collect())
}

/// What [`of_problem`] asks first, to be asked ahead.
pub(super) fn ask_of_problem(id: ProblemId) -> Ask {
    fixes::list_ask(&Filter::of_problem(id), SHOWN_MOST)
}

/// What [`of_standard`] asks first, to be asked ahead.
pub(super) fn ask_of_standard(id: StandardId) -> Ask {
    fixes::list_ask(&Filter::of_standard(id), SHOWN_MOST)
}

/// The links that are shown with a standard.
pub(super) async fn of_standard(tx: &mut Tx, id: StandardId) -> Result<Vec<FixView>> {
    let found = fixes::of_standard(tx, id, SHOWN_MOST).await?;
    Ok(found.into_iter().map(FixView::from).collect())
}

fn cursor(last: &Fix) -> String {
    lists::place_in_time(last.at, &last.id)
}

fn there(fix: Option<Fix>) -> Result<Fix> {
    fix.ok_or_else(|| Error::NotFound(say!("fix-unknown")))
}

pub(super) fn problem_named(name: &str) -> Result<ProblemId> {
    named(name, "problem", |name| say!("problem-unknown", id = name))
}

pub(super) fn standard_named(name: &str) -> Result<StandardId> {
    named(name, "standard", |name| say!("standard-unknown", id = name))
}

fn named<T: std::str::FromStr>(
    name: &str,
    field: &'static str,
    unknown: impl Fn(&str) -> Message,
) -> Result<T> {
    name.trim()
        .parse()
        .map_err(|_| Error::invalid(field, unknown(name)))
}
