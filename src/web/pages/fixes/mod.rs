//! Links to code: the list and the form on the pages of a problem and of a standard, and the page with all of them.

mod part;
mod topic;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::db::Tx;
use crate::error::{Error, Fault, Result, keep, say};
use crate::fixes::{self, Draft, Filter, Source};
use crate::id::{FixId, ProblemId, StandardId};
use crate::members::Deed;
use crate::web::failure::Answer;
use crate::web::form::{Form, Path, Query};
use crate::web::page::{Page, Shell};
use crate::web::pages::set_up::wrongs;
use crate::web::routes::Routes;
use crate::web::visit::Visit;
use crate::{problems, standards};

pub(super) use part::FixesPart;
use part::{Typed, some};
use topic::Topic;

/// Links on the page of all of them.
const PAGE: usize = 50;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get(Deed::Read, "/fixes", show)
        .post(Deed::Link, "/fixes", link)
        .post(Deed::TakePart, "/fixes/{id}/removal", unlink)
}

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    problem: String,
    standard: String,
    after: String,
}

/// All links, or those of one thing.
#[derive(Template)]
#[template(path = "fixes/fixes.html")]
struct FixesPage {
    shell: Shell,
    /// The title of the problem or standard.
    of: String,
    of_url: String,
    fixes: FixesPart,
    newer: String,
    older: String,
}

async fn show(visit: Visit, Query(asked): Query<Asked>) -> Answer<Response> {
    let topic = Topic::named(&asked.problem, &asked.standard)?;
    let mut filter = topic.filter();
    filter.after = place(&asked.after);
    let mut tx = visit.read().await?;
    let page = page(&mut tx, &visit, topic, &filter).await?;
    Ok(Page(page).into_response())
}

async fn page(tx: &mut Tx, visit: &Visit, topic: Topic, filter: &Filter) -> Result<FixesPage> {
    let (here, of) = match topic {
        Topic::Problem(id) => ("wall", problems::get(tx, id).await?.title),
        Topic::Standard(id) => ("book", standards::get(tx, id).await?.title),
        Topic::Nothing => ("", String::new()),
    };
    let shell = visit.shell(here);
    let (found, more) = some(tx, filter, PAGE).await?;
    let address = topic.list_url();
    let joint = if address.contains('?') { '&' } else { '?' };
    let next = found.last().filter(|_| more);
    Ok(FixesPage {
        older: next
            .map(|last| format!("{address}{joint}after={}_{}", last.at.micros(), last.id))
            .unwrap_or_default(),
        newer: if filter.after.is_some() {
            address
        } else {
            String::new()
        },
        fixes: FixesPart::new(visit, &shell, topic, &found),
        of_url: topic.url(),
        of,
        shell,
    })
}

async fn link(visit: Visit, Form(typed): Form<Typed>) -> Answer<Response> {
    let from = Topic::of_page(&typed.from);
    match enter(&visit, &typed).await {
        Ok(()) => Ok(Redirect::to(&format!("{}#fixes", from.url())).into_response()),
        Err(Error::Invalid(faults)) => {
            let mut tx = visit.read().await?;
            let mut page = page(&mut tx, &visit, from, &from.filter()).await?;
            page.fixes.faults = wrongs(
                &page.shell,
                &faults.into_iter().map(in_the_form).collect::<Vec<_>>(),
            );
            page.fixes.typed = typed;
            page.fixes.open = true;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

async fn enter(visit: &Visit, typed: &Typed) -> Result<()> {
    let mut faults = Vec::new();
    let problem = keep(named::<ProblemId>(&typed.problem, "problem"), &mut faults)?;
    let standard = keep(
        named::<StandardId>(&typed.standard, "standard"),
        &mut faults,
    )?;
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let named = typed.url.trim();
    let is_sha = fixes::looks_like_sha(named);
    let draft = Draft {
        kind: None,
        url: Some(named.to_owned()).filter(|_| !is_sha),
        sha: Some(named.to_owned()).filter(|_| is_sha),
        repository: None,
        title: typed.title.clone(),
        problem: problem.flatten(),
        solves: true,
        standard: standard.flatten(),
        source: Source::Hand,
    };
    let mut tx = visit.write().await?;
    fixes::link(&mut tx, draft).await?;
    tx.commit().await?;
    Ok(())
}

async fn unlink(visit: Visit, Path(id): Path<FixId>, Form(typed): Form<Typed>) -> Answer<Redirect> {
    let who = visit.takes_part()?;
    let from = Topic::of_page(&typed.from);
    let mut tx = visit.write().await?;
    match from {
        Topic::Problem(problem) => fixes::unlink_problem(&mut tx, &who, &id, problem).await?,
        Topic::Standard(standard) => fixes::unlink_standard(&mut tx, &who, &id, standard).await?,
        Topic::Nothing => fixes::unlink(&mut tx, &who, &id).await?,
    }
    tx.commit().await?;
    Ok(Redirect::to(&format!("{}#fixes", from.url())))
}

/// An id that may be left out.
fn named<T: std::str::FromStr>(text: &str, field: &'static str) -> Result<Option<T>> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let unknown = |_| {
        let message = match field {
            "problem" => say!("problem-unknown", id = text),
            _ => say!("standard-unknown", id = text),
        };
        Error::invalid(field, message)
    };
    text.parse().map(Some).map_err(unknown)
}

/// The form has one field for the address and the hash.
fn in_the_form(fault: Fault) -> Fault {
    if fault.field == "sha" {
        Fault::new("url", fault.message)
    } else {
        fault
    }
}

/// A place in the list, as an address says it.
fn place(text: &str) -> Option<(crate::clock::Timestamp, FixId)> {
    let (at, id) = text.split_once('_')?;
    Some((at.parse::<i64>().ok()?.into(), id.parse().ok()?))
}
