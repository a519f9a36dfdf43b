//! Linking code to a problem or a standard, and taking a link away.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::error::{Error, Fault, Result, say};
use crate::fixes::{self, Draft, Source};
use crate::id::{FixId, ProblemId, StandardId};
use crate::members::Deed;
use crate::web::failure::Answer;
use crate::web::form::{Form, Path, Query};
use crate::web::page::{Page, Shell};
use crate::web::routes::Routes;
use crate::web::visit::Visit;

use super::sessions::own_address;
use super::set_up::{Wrong, wrong_with, wrongs};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get(Deed::Propose, "/fixes/new", ask)
        .post(Deed::Propose, "/fixes", link)
        .post(Deed::TakePart, "/fixes/{id}/unlink", unlink)
}

#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
struct Asked {
    url: String,
    sha: String,
    title: String,
    problem: String,
    standard: String,
}

#[derive(Template)]
#[template(path = "fixes/link.html")]
struct LinkPage {
    shell: Shell,
    asked: Asked,
    faults: Vec<Wrong>,
}

impl LinkPage {
    fn wrong(&self, field: &str) -> &str {
        wrong_with(&self.faults, field)
    }
}

async fn ask(visit: Visit, Query(asked): Query<Asked>) -> Page<LinkPage> {
    Page(LinkPage {
        shell: visit.shell(""),
        asked,
        faults: Vec::new(),
    })
}

/// Links, and leads back to the problem, else to the standard.
async fn link(visit: Visit, Form(asked): Form<Asked>) -> Answer<Response> {
    match make(&visit, &asked).await {
        Ok(back) => Ok(Redirect::to(&back).into_response()),
        Err(Error::Invalid(faults)) => {
            let shell = visit.shell("");
            let faults = wrongs(&shell, &faults);
            let page = LinkPage {
                shell,
                asked,
                faults,
            };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

async fn make(visit: &Visit, asked: &Asked) -> Result<String> {
    let mut faults = Vec::new();
    let (problem, standard) = (asked.problem.trim(), asked.standard.trim());
    let problem_id = problem.parse::<ProblemId>().ok();
    if problem_id.is_none() && !problem.is_empty() {
        faults.push(Fault::new("problem", say!("problem-unknown", id = problem)));
    }
    let standard_id = standard.parse::<StandardId>().ok();
    if standard_id.is_none() && !standard.is_empty() {
        faults.push(Fault::new(
            "standard",
            say!("standard-unknown", id = standard),
        ));
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let draft = Draft {
        kind: None,
        url: Some(asked.url.clone()),
        sha: Some(asked.sha.clone()),
        repository: None,
        title: asked.title.clone(),
        problem: problem_id,
        solves: true,
        standard: standard_id,
        source: Source::Hand,
    };
    let mut tx = visit.write().await?;
    fixes::link(&mut tx, draft).await?;
    tx.commit().await?;
    Ok(match (problem_id, standard_id) {
        (Some(problem), _) => format!("/problems/{problem}"),
        (None, Some(standard)) => format!("/standards/{standard}"),
        (None, None) => "/".to_owned(),
    })
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Back {
    next: String,
}

async fn unlink(visit: Visit, Path(id): Path<FixId>, Form(back): Form<Back>) -> Answer<Redirect> {
    let part = visit.takes_part()?;
    let mut tx = visit.write().await?;
    fixes::unlink(&mut tx, &part, &id).await?;
    tx.commit().await?;
    Ok(Redirect::to(own_address(&back.next)))
}
