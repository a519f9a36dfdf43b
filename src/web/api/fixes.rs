//! Links to code over JSON, one by one and as the trailers of commits tell them.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use crate::clock::Timestamp;
use crate::error::{Error, Message, Result, keep, say};
use crate::fixes::{self, Commit, Draft, Filter, Fix, Source, Trailers};
use crate::id::{FixId, ProblemId, StandardId};
use crate::members::Deed;
use crate::web::failure::Answer;
use crate::web::form::{Json, Path, Query};
use crate::web::routes::Routes;
use crate::web::visit::Visit;

/// Commits in one request.
const COMMITS_MOST: usize = 500;

pub(super) fn routes(api: Routes) -> Routes {
    api.add(Deed::Link, routes!(link))
        .add(Deed::Read, routes!(list))
        .add(Deed::Read, routes!(show))
        .add(Deed::TakePart, routes!(unlink))
        .add(Deed::Link, routes!(take_in))
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
#[derive(Debug, Serialize, ToSchema)]
struct FixView {
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
async fn list(visit: Visit, Query(wanted): Query<Wanted>) -> Answer<Json<FixList>> {
    let limit = wanted.limit.as_deref().and_then(|text| text.parse().ok());
    let limit = limit.unwrap_or(50_i64).clamp(1, 200);
    let filter = wanted.filter()?;
    let mut tx = visit.read().await?;
    let mut found = fixes::list(&mut tx, &filter, limit + 1).await?;
    let more = i64::try_from(found.len()).unwrap_or(i64::MAX) > limit;
    if more {
        found.pop();
    }
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
    Query(from): Query<Unlinked>,
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

/// Commits of one repository, each with what its trailers name.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewCommits {
    /// Where they live, as git reaches it.
    repository: Option<String>,
    /// At most 500.
    #[serde(default)]
    commits: Vec<NewCommit>,
}

/// A commit with what its trailers name.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewCommit {
    /// The whole hash.
    sha: String,
    /// The first line of its message.
    title: Option<String>,
    /// When it was written; now when absent.
    at: Option<String>,
    /// `Problem`: what it touches.
    #[serde(default)]
    problems: Vec<String>,
    /// `Fixes-Problem`: what it solves.
    #[serde(default)]
    solves: Vec<String>,
    /// `Standard`: what it applies.
    #[serde(default)]
    standards: Vec<String>,
    /// `Again`: what happened again; it waits until a member confirms it.
    #[serde(default)]
    again: Vec<String>,
}

/// What became of one commit.
#[derive(Debug, Serialize, ToSchema)]
struct TakenCommit {
    sha: String,
    /// Whether it was linked to anything that it was not linked to before.
    linked: bool,
    /// Problems for which an occurrence waits now.
    again: Vec<String>,
    /// What it names and there is not.
    unknown: Vec<String>,
}

/// What became of the commits.
#[derive(Debug, Serialize, ToSchema)]
struct TakenCommits {
    items: Vec<TakenCommit>,
}

/// Takes in commits by their trailers: they link, and only `again` records an occurrence. Safe to repeat.
#[utoipa::path(post, path = "/commits", tag = "fixes", request_body = NewCommits,
    responses((status = 201, description = "some were new", body = TakenCommits), (status = 200, description = "all were known", body = TakenCommits),
        (status = 422, description = "what cannot be taken; then none is")))]
async fn take_in(visit: Visit, Json(new): Json<NewCommits>) -> Answer<Response> {
    if new.commits.len() > COMMITS_MOST {
        let message = say!("fix-too-many-commits", max = COMMITS_MOST);
        return Err(Error::invalid("commits", message).into());
    }
    let mut tx = visit.write().await?;
    let mut items = Vec::new();
    for commit in new.commits {
        let commit = commit.read(new.repository.clone(), tx.now())?;
        let sha = commit.sha.clone();
        let taken = fixes::take_in(&mut tx, commit).await?;
        let unknown = taken.unknown_problems.iter().map(ToString::to_string);
        items.push(TakenCommit {
            sha,
            linked: taken.linked,
            again: taken.again.iter().map(ToString::to_string).collect(),
            unknown: unknown
                .chain(taken.unknown_standards.iter().map(ToString::to_string))
                .collect(),
        });
    }
    tx.commit().await?;
    let is_new = items
        .iter()
        .any(|taken| taken.linked || !taken.again.is_empty());
    let status = if is_new {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    Ok((status, Json(TakenCommits { items })).into_response())
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

impl NewCommit {
    fn read(self, repository: Option<String>, now: Timestamp) -> Result<Commit> {
        let unknown = |_| Error::invalid("at", say!("fix-bad-time"));
        let at = self
            .at
            .as_deref()
            .map(str::parse)
            .transpose()
            .map_err(unknown)?;
        let problems = |names: &[String]| {
            names
                .iter()
                .map(|name| problem_named(name))
                .collect::<Result<Vec<_>>>()
        };
        Ok(Commit {
            at: at.unwrap_or(now),
            repository,
            title: self.title.unwrap_or_default(),
            trailers: Trailers {
                touches: problems(&self.problems)?,
                solves: problems(&self.solves)?,
                applies: self
                    .standards
                    .iter()
                    .map(|name| standard_named(name))
                    .collect::<Result<_>>()?,
                again: problems(&self.again)?,
            },
            sha: self.sha,
        })
    }
}

impl Wanted {
    fn filter(&self) -> Result<Filter> {
        let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        let after = given(&self.cursor).map(|text| {
            let place = text
                .split_once('_')
                .and_then(|(at, id)| Some((at.parse::<i64>().ok()?.into(), id.parse().ok()?)));
            place.ok_or_else(|| Error::invalid("cursor", say!("fix-cursor-unknown")))
        });
        Ok(Filter {
            problem: given(&self.problem)
                .as_deref()
                .map(problem_named)
                .transpose()?,
            standard: given(&self.standard)
                .as_deref()
                .map(standard_named)
                .transpose()?,
            after: after.transpose()?,
        })
    }
}

fn cursor(last: &Fix) -> String {
    format!("{}_{}", last.at.micros(), last.id)
}

fn there(fix: Option<Fix>) -> Result<Fix> {
    fix.ok_or_else(|| Error::NotFound(say!("fix-unknown")))
}

fn problem_named(name: &str) -> Result<ProblemId> {
    named(name, "problem", |name| say!("problem-unknown", id = name))
}

fn standard_named(name: &str) -> Result<StandardId> {
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
