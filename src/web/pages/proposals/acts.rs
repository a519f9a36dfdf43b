//! What one does on a proposal's page: agree, take it back, object, remark, withdraw, open again.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::proposal::{ProposalPage, proposal_id};
use crate::error::{Error, say};
use crate::id::ProposalId;
use crate::proposals::{self, Proposal, State};
use crate::web::failure::Answer;
use crate::web::form::{Fields, Path};
use crate::web::page::Page;
use crate::web::visit::Visit;

/// `POST /proposals/ID/approval`: agrees to the text that the page showed.
pub(super) async fn agree(
    visit: Visit,
    Path(name): Path<String>,
    fields: Fields,
) -> Answer<Response> {
    let id = proposal_id(&name)?;
    let who = visit.takes_part()?;
    let mut tx = visit.write().await?;
    match proposals::agree(&mut tx, &who, &id, fields.get("hash")).await {
        Ok(proposal) => {
            tx.commit().await?;
            Ok(Redirect::to(&after_agreeing(&proposal)).into_response())
        }
        Err(error) => {
            drop(tx);
            met(&visit, &id, error, "").await
        }
    }
}

/// `POST /proposals/ID/disagreement`: takes one's agreement back.
pub(super) async fn take_back(visit: Visit, Path(name): Path<String>) -> Answer<Redirect> {
    let id = proposal_id(&name)?;
    let who = visit.takes_part()?;
    let mut tx = visit.write().await?;
    proposals::take_back(&mut tx, &who, &id).await?;
    tx.commit().await?;
    Ok(back(&id, None))
}

/// `POST /proposals/ID/objections`
pub(super) async fn object(
    visit: Visit,
    Path(name): Path<String>,
    fields: Fields,
) -> Answer<Response> {
    let id = proposal_id(&name)?;
    let who = visit.takes_part()?;
    let reason = fields.get("reason");
    let mut tx = visit.write().await?;
    match proposals::object(&mut tx, &who, &id, fields.get("hash"), reason).await {
        Ok(_) => {
            tx.commit().await?;
            Ok(back(&id, Some("objected")).into_response())
        }
        Err(error) => {
            drop(tx);
            met(&visit, &id, error, reason).await
        }
    }
}

/// `POST /proposals/ID/comments`: about the whole, or about one line of the text that the page showed.
pub(super) async fn comment(
    visit: Visit,
    Path(name): Path<String>,
    fields: Fields,
) -> Answer<Redirect> {
    let id = proposal_id(&name)?;
    let member = visit.visitor()?.person()?;
    let place = match fields.get("line") {
        "" => None,
        line => Some(proposals::Place {
            line: line.parse().map_err(|_| no_line())?,
            hash: Some(fields.get("hash").to_owned()),
        }),
    };
    let mut tx = visit.write().await?;
    let made = proposals::comment(&mut tx, member, &id, fields.get("text"), place).await?;
    tx.commit().await?;
    let place = match made.about.and_then(|about| about.now) {
        Some(line) if fields.ticked("whole") => format!("?view=text&whole=yes#line-{line}"),
        Some(line) => format!("?view=text#line-{line}"),
        None => "#comments".to_owned(),
    };
    Ok(Redirect::to(&format!("/proposals/{id}{place}")))
}

/// `POST /proposals/ID/withdrawal`
pub(super) async fn withdraw(
    visit: Visit,
    Path(name): Path<String>,
    fields: Fields,
) -> Answer<Redirect> {
    let id = proposal_id(&name)?;
    let mut tx = visit.write().await?;
    proposals::withdraw(&mut tx, &id, fields.get("reason")).await?;
    tx.commit().await?;
    Ok(back(&id, Some("withdrawn")))
}

/// `POST /proposals/ID/reopening`
pub(super) async fn reopen(visit: Visit, Path(name): Path<String>) -> Answer<Redirect> {
    let id = proposal_id(&name)?;
    let mut tx = visit.write().await?;
    let proposal = proposals::reopen(&mut tx, &id).await?;
    tx.commit().await?;
    match (proposal.state, proposal.standard) {
        (State::Published, Some(standard)) => Ok(Redirect::to(&format!(
            "/standards/{standard}?said=published"
        ))),
        _ => Ok(back(&id, Some("reopened"))),
    }
}

fn no_line() -> Error {
    Error::invalid("line", say!("proposal-line-unknown"))
}

/// The page again with both texts, when somebody was quicker; any other error as it is.
async fn met(visit: &Visit, id: &ProposalId, error: Error, reason: &str) -> Answer<Response> {
    match error {
        Error::Conflict(conflict) => {
            let page = ProposalPage::met(visit, id, *conflict, reason).await?;
            Ok((StatusCode::CONFLICT, Page(page)).into_response())
        }
        other => Err(other.into()),
    }
}

fn after_agreeing(proposal: &Proposal) -> String {
    match (proposal.state, proposal.standard) {
        (State::Published, Some(standard)) => format!("/standards/{standard}?said=published"),
        _ => format!("/proposals/{}?said=agreed", proposal.id),
    }
}

fn back(id: &ProposalId, said: Option<&str>) -> Redirect {
    let said = said.map_or_else(String::new, |said| format!("?said={said}"));
    Redirect::to(&format!("/proposals/{id}{said}"))
}
