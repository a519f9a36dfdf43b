//! Proposals that are ready with one press on a standard's page or its history, and the sheet of what takes its place.

use axum::response::Redirect;

use super::edit::{EditPage, Sheet, Writing};
use super::standard::standard_id;
use crate::clock::Day;
use crate::error::{Error, say};
use crate::proposals::{self, Proposal, State};
use crate::standards;
use crate::web::failure::Answer;
use crate::web::form::{Fields, Path};
use crate::web::page::Page;
use crate::web::visit::Visit;

/// `POST /standards/S-4/restorations`: the text of an earlier revision is proposed.
pub(super) async fn restore(
    visit: Visit,
    Path(name): Path<String>,
    fields: Fields,
) -> Answer<Redirect> {
    let id = standard_id(&name)?;
    let unknown = |_| Error::NotFound(say!("standard-no-such-address"));
    let revision = fields.get("revision").parse().map_err(unknown)?;
    let mut tx = visit.write().await?;
    let proposal = proposals::restore(&mut tx, id, revision).await?;
    tx.commit().await?;
    Ok(to(&proposal))
}

/// `POST /standards/S-4/retirement`: that it is retired, and why, is proposed.
pub(super) async fn retire(
    visit: Visit,
    Path(name): Path<String>,
    fields: Fields,
) -> Answer<Redirect> {
    let id = standard_id(&name)?;
    let mut tx = visit.write().await?;
    let proposal = proposals::retire(&mut tx, id, fields.get("reason")).await?;
    tx.commit().await?;
    Ok(to(&proposal))
}

/// `POST /standards/S-4/review`: it still holds, and a later day to look at it again is proposed.
pub(super) async fn review(
    visit: Visit,
    Path(name): Path<String>,
    fields: Fields,
) -> Answer<Redirect> {
    let id = standard_id(&name)?;
    let text = fields.get("until");
    let no_day = |_| Error::invalid("until", say!("standard-review-no-day", text = text));
    let until: Day = text.parse().map_err(no_day)?;
    let today = visit.shell("book").words().today();
    let mut tx = visit.write().await?;
    let proposal = proposals::review_again(&mut tx, id, until, today).await?;
    tx.commit().await?;
    Ok(to(&proposal))
}

/// `GET /standards/S-4/successor`: the sheet of a new standard that takes its place and begins with its text.
pub(super) async fn succeed(visit: Visit, Path(name): Path<String>) -> Answer<Page<EditPage>> {
    let id = standard_id(&name)?;
    let mut tx = visit.read().await?;
    let sheet = Sheet {
        markdown: standards::superseding(&standards::text(&mut tx, id).await?, id)?,
        ..Sheet::of(Writing::New, &visit)?
    };
    drop(tx);
    let page = EditPage::new(visit.shell("book"), &visit, sheet).await?;
    Ok(Page(page))
}

/// Where a proposal is read: its own page, or its standard's when there was nobody else to ask.
fn to(proposal: &Proposal) -> Redirect {
    Redirect::to(&match (proposal.state, proposal.standard) {
        (State::Published, Some(id)) => format!("/standards/{id}?said=published"),
        _ => format!("/proposals/{}?said=opened", proposal.id),
    })
}
