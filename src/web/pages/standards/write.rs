//! `/standards/new` and `/standards/S-4/edit`: a text on its way to the others.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::edit::{EditPage, Sheet, Writing, above, as_written};
use super::standard::standard_id;
use crate::db::Tx;
use crate::drafts;
use crate::error::{Error, Result};
use crate::id::{ProblemId, StandardId};
use crate::members::Deed;
use crate::problems::{self, ForTheBook};
use crate::proposals::{self, Base, Draft, Proposal, State};
use crate::standards::{self, Source};
use crate::web::draft::{draft, without_hints};
use crate::web::failure::Answer;
use crate::web::form::{Path, Query};
use crate::web::page::Page;
use crate::web::upload::Sent;
use crate::web::visit::Visit;

/// The problems that a new standard is to solve: `P-12`, or several with commas.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub(super) struct Solves {
    solves: String,
    /// The draft that is gone on with.
    draft: String,
}

/// `GET /standards/new?solves=P-12`
pub(super) async fn begin(visit: Visit, Query(query): Query<Solves>) -> Answer<Page<EditPage>> {
    let mut tx = visit.read().await?;
    let shell = visit.shell("book");
    let solves: Vec<ProblemId> = query
        .solves
        .split(',')
        .filter_map(|name| name.trim().parse().ok())
        .collect();
    let markdown = draft(&mut tx, shell.language(), "", &solves).await?;
    let mut sheet = Sheet {
        markdown,
        solves,
        ..Sheet::of(Writing::New, &visit)?
    };
    let taken = sheet.take_up(&mut tx, &visit, &query.draft).await?;
    let offers = sheet.offers(&mut tx, &visit, &shell).await?;
    drop(tx);
    let page = EditPage::new(shell, &visit, sheet).await?;
    Ok(Page(page.going_on(taken, "").offering(offers)))
}

/// What a change begins with.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub(super) struct Beginning {
    /// With the one line changed that retires the standard.
    retire: Option<String>,
    /// The draft that is gone on with.
    draft: String,
}

/// `GET /standards/S-4/edit`
pub(super) async fn change(
    visit: Visit,
    Path(name): Path<String>,
    Query(beginning): Query<Beginning>,
) -> Answer<Page<EditPage>> {
    let id = standard_id(&name)?;
    let mut tx = visit.read().await?;
    let standard = standards::get(&mut tx, id).await?;
    let present = standards::text(&mut tx, id).await?;
    let mut sheet = Sheet {
        markdown: match beginning.retire {
            Some(_) => standards::retired(&present)?,
            None => present.clone(),
        },
        present: present.clone(),
        base: standard.revision.to_string(),
        hash: standard.hash,
        above: above(&standard.path),
        ..Sheet::of(Writing::Change(id), &visit)?
    };
    let shell = visit.shell("book");
    let taken = sheet.take_up(&mut tx, &visit, &beginning.draft).await?;
    let offers = sheet.offers(&mut tx, &visit, &shell).await?;
    let met = sheet.join(&mut tx, &shell, id).await?;
    drop(tx);
    let page = EditPage::new(shell, &visit, sheet).await?;
    let page = page.going_on(taken, &present).joined(met);
    Ok(Page(page.offering(offers)))
}

/// `POST /standards/new`
pub(super) async fn propose(visit: Visit, sent: Sent) -> Answer<Response> {
    let fields = &sent.fields;
    let solves = fields
        .all("solves")
        .filter_map(|name| name.parse().ok())
        .collect();
    let markdown = as_written(fields.get("markdown"), "");
    let sheet = Sheet {
        markdown,
        solves,
        ..Sheet::of(Writing::New, &visit)?
    }
    .continuing(fields);
    send(visit, None, sheet, sent).await
}

/// `POST /standards/S-4/edit`
pub(super) async fn propose_change(
    visit: Visit,
    Path(name): Path<String>,
    sent: Sent,
) -> Answer<Response> {
    let fields = &sent.fields;
    let id = standard_id(&name)?;
    let mut tx = visit.read().await?;
    let present = standards::text(&mut tx, id).await?;
    let path = standards::get(&mut tx, id).await?.path;
    drop(tx);
    let sheet = Sheet {
        markdown: as_written(fields.get("markdown"), &present),
        present,
        base: fields.get("base").to_owned(),
        hash: fields.get("hash").to_owned(),
        above: above(&path),
        ..Sheet::of(Writing::Change(id), &visit)?
    }
    .continuing(fields);
    send(visit, Some(id), sheet, sent).await
}

impl Sheet {
    /// An empty sheet.
    pub(in crate::web::pages) fn of(writing: Writing, visit: &Visit) -> Result<Self> {
        Ok(Self {
            writing,
            markdown: String::new(),
            present: String::new(),
            base: String::new(),
            hash: String::new(),
            solves: Vec::new(),
            takes_part: visit.visitor()?.may(Deed::TakePart),
            above: String::new(),
            draft: drafts::fresh(),
            tab: drafts::fresh(),
            draft_version: 0,
            turn: 0,
        })
    }
}

async fn send(
    visit: Visit,
    standard: Option<StandardId>,
    mut sheet: Sheet,
    sent: Sent,
) -> Answer<Response> {
    let shell = visit.shell("book");
    let act = sent.fields.get("act").to_owned();
    let act = act.as_str();
    if let Some(page) = sheet.looked_at(&visit, sent).await? {
        return Ok(page);
    }
    let (markdown, is_shorter) = match standard {
        None => without_hints(&sheet.markdown),
        Some(_) => (sheet.markdown.clone(), false),
    };
    let draft = Draft {
        markdown,
        standard,
        base: sheet.base.parse().ok().map(Base::Revision),
        solves: sheet.solves.clone(),
    };
    let mut tx = visit.write().await?;
    let entered = match sheet.refuse_marks() {
        Ok(()) => enter(&visit, &mut tx, draft, act).await,
        Err(error) => Err(error),
    };
    match entered {
        Ok(proposal) => {
            sheet.sent(&mut tx, &visit).await?;
            tx.commit().await?;
            let mut address = address_of(&proposal, act);
            if is_shorter {
                address.push_str("&shorter=yes");
            }
            Ok(Redirect::to(&address).into_response())
        }
        Err(error) => {
            drop(tx);
            sheet.keep(&visit).await?;
            let status = status_of(&error);
            let mut met = None;
            let mut present = None;
            if let (StatusCode::CONFLICT, Some(id)) = (status, standard) {
                let mut tx = visit.read().await?;
                met = sheet.join(&mut tx, &shell, id).await?;
                present = Some(standards::get(&mut tx, id).await?.revision);
            }
            let page = EditPage::new(shell, &visit, sheet).await?.refused(error)?;
            let page = match present {
                Some(revision) => page.starting_from(revision).joined(met),
                None => page,
            };
            Ok((status, Page(page)).into_response())
        }
    }
}

async fn enter(visit: &Visit, tx: &mut Tx, draft: Draft, act: &str) -> Result<Proposal> {
    match act {
        "correct" => proposals::correct(tx, &visit.takes_part()?, draft).await,
        _ => {
            let proposal = proposals::open_from_present(tx, draft).await?;
            answer_book(visit, tx, &proposal).await?;
            Ok(proposal)
        }
    }
}

/// A member who proposes a new standard for a problem has answered *for the book?* with it, where that is still asked.
async fn answer_book(visit: &Visit, tx: &mut Tx, proposal: &Proposal) -> Result<()> {
    let (Ok(who), Source::Review) = (visit.takes_part(), proposal.source) else {
        return Ok(());
    };
    for &id in &proposal.solves {
        let facts = problems::open(tx, id).await?.facts;
        let is_asked = matches!(
            facts.state,
            problems::State::Acting | problems::State::Analysing
        ) && facts.book_is_asked();
        if is_asked {
            let answer = match (proposal.state, proposal.standard) {
                (State::Published, Some(standard)) => ForTheBook::Standard(standard),
                _ => ForTheBook::Proposal(proposal.id.clone()),
            };
            problems::answer_book(tx, &who, id, answer).await?;
        }
    }
    Ok(())
}

/// The status of a text that was not taken, which is shown again with what was typed.
pub(in crate::web::pages) fn status_of(error: &Error) -> StatusCode {
    match error {
        Error::Conflict(_) => StatusCode::CONFLICT,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

fn address_of(proposal: &Proposal, act: &str) -> String {
    match (proposal.state, proposal.standard) {
        (State::Published, Some(id)) if act == "correct" => {
            format!("/standards/{id}?said=corrected")
        }
        (State::Published, Some(id)) => format!("/standards/{id}?said=published"),
        _ => format!("/proposals/{}?said=opened", proposal.id),
    }
}
