//! `/proposals/ID/edit`: changing a proposed text, and taking over what changed in the standard meanwhile.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::author::writer;
use super::proposal::proposal_id;
use crate::db::Tx;
use crate::error::Result;
use crate::members;
use crate::proposals::{self, Amendment, Base, Proposal};
use crate::standards;
use crate::web::failure::Answer;
use crate::web::form::{Path, Query};
use crate::web::page::{Page, Shell};
use crate::web::pages::standards::edit::{EditPage, Sheet, Writing, as_written};
use crate::web::pages::standards::write::status_of;
use crate::web::upload::Sent;
use crate::web::visit::Visit;

/// What a change begins with.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub(super) struct Beginning {
    /// The draft that is gone on with.
    draft: String,
}

/// `GET /proposals/ID/edit`: leads to what changed in the standard meanwhile, when that is to be taken over first.
pub(super) async fn change(
    visit: Visit,
    Path(name): Path<String>,
    Query(beginning): Query<Beginning>,
) -> Answer<Response> {
    let mut tx = visit.read().await?;
    let proposal = proposals::get(&mut tx, &proposal_id(&name)?).await?;
    if !proposals::is_up_to_date(&mut tx, &proposal).await? {
        let address = format!("/proposals/{}/merge", proposal.id);
        return Ok(Redirect::to(&address).into_response());
    }
    let (present, base) = in_force(&mut tx, &proposal).await?;
    let mut sheet = Sheet {
        markdown: proposal.text.clone(),
        present,
        base,
        hash: proposal.hash.clone(),
        ..Sheet::of(Writing::Amendment(proposal.id.clone()), &visit)?
    };
    let shell = visit.shell("book");
    let taken = sheet.take_up(&mut tx, &visit, &beginning.draft).await?;
    let offers = sheet.offers(&mut tx, &visit, &shell).await?;
    let by = changed_by(&mut tx, &shell, &proposal).await?;
    let met = sheet.join_proposed(&mut tx, &shell, &proposal, &by);
    let met = met.await?;
    drop(tx);
    let page = EditPage::new(shell, &visit, sheet).await?;
    let page = page.going_on(taken, &proposal.text).joined(met);
    Ok(Page(page.offering(offers)).into_response())
}

/// `POST /proposals/ID/edit`
pub(super) async fn amend(visit: Visit, Path(name): Path<String>, sent: Sent) -> Answer<Response> {
    let fields = &sent.fields;
    let id = proposal_id(&name)?;
    let mut tx = visit.read().await?;
    let proposal = proposals::get(&mut tx, &id).await?;
    let (present, _) = in_force(&mut tx, &proposal).await?;
    drop(tx);
    let mut sheet = Sheet {
        markdown: as_written(fields.get("markdown"), &proposal.text),
        present,
        base: fields.get("base").to_owned(),
        hash: fields.get("hash").to_owned(),
        ..Sheet::of(Writing::Amendment(id.clone()), &visit)?
    }
    .continuing(fields);
    let shell = visit.shell("book");
    if let Some(page) = sheet.looked_at(&visit, sent).await? {
        return Ok(page);
    }
    let amendment = Amendment {
        markdown: sheet.markdown.clone(),
        base: sheet.base.parse().ok().map(Base::Revision),
        hash: Some(sheet.hash.clone()),
    };
    let mut tx = visit.write().await?;
    let amended = match sheet.refuse_marks() {
        Ok(()) => proposals::amend(&mut tx, &id, amendment).await,
        Err(error) => Err(error),
    };
    match amended {
        Ok(proposal) => {
            sheet.sent(&mut tx, &visit).await?;
            tx.commit().await?;
            Ok(Redirect::to(&format!("/proposals/{}?said=amended", proposal.id)).into_response())
        }
        Err(error) => {
            drop(tx);
            sheet.keep(&visit).await?;
            let status = status_of(&error);
            let mut tx = visit.read().await?;
            let proposal = proposals::get(&mut tx, &id).await?;
            let by = changed_by(&mut tx, &shell, &proposal).await?;
            let met = match status {
                StatusCode::CONFLICT => {
                    let joining = sheet.join_proposed(&mut tx, &shell, &proposal, &by);
                    joining.await?
                }
                _ => None,
            };
            drop(tx);
            let is_joined = met.is_some();
            let page = EditPage::new(shell, &visit, sheet).await?.refused(error)?;
            let page = page.joined(met);
            let page = match is_joined {
                true => page.changed_by(&by),
                false => page,
            };
            Ok((status, Page(page)).into_response())
        }
    }
}

/// Who wrote the text that is proposed now.
async fn changed_by(tx: &mut Tx, shell: &Shell, proposal: &Proposal) -> Result<String> {
    let names = members::names_in(tx, shell.language()).await?;
    Ok(writer(shell, &names, proposal.author.as_ref()))
}

/// The standard's text in force and the number of its revision: what the proposed text starts from once it is saved.
async fn in_force(tx: &mut Tx, proposal: &Proposal) -> Result<(String, String)> {
    match proposal.standard {
        Some(id) => {
            let standard = standards::get(tx, id).await?;
            Ok((
                standards::text(tx, id).await?,
                standard.revision.to_string(),
            ))
        }
        None => Ok((String::new(), String::new())),
    }
}
