//! `/commits`: links to code as the trailers of commits tell them.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::fixes::{problem_named, standard_named};
use crate::clock::Timestamp;
use crate::error::{Error, Result, say};
use crate::fixes::{self, Commit, Trailers};
use crate::members::Deed;
use crate::web::failure::Answer;
use crate::web::form::Json;
use crate::web::routes::Routes;
use crate::web::visit::Visit;

/// Commits in one request.
const COMMITS_MOST: usize = 500;

pub(super) fn routes(api: Routes) -> Routes {
    api.add(Deed::Link, routes!(take_in))
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
