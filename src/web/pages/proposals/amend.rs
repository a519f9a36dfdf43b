//! `/proposals/ID/edit`: changing a proposed text, and taking over what changed in the standard meanwhile.

use axum::response::{IntoResponse, Redirect, Response};

use super::proposal::proposal_id;
use crate::db::Tx;
use crate::error::Result;
use crate::proposals::{self, Amendment, Base, Proposal};
use crate::standards;
use crate::web::failure::Answer;
use crate::web::form::{Fields, Path};
use crate::web::page::Page;
use crate::web::pages::standards::edit::{EditPage, Sheet, Writing, as_written};
use crate::web::pages::standards::write::status_of;
use crate::web::visit::Visit;

/// `GET /proposals/ID/edit`: leads to what changed in the standard meanwhile, when that is to be taken over first.
pub(super) async fn change(visit: Visit, Path(name): Path<String>) -> Answer<Response> {
    let mut tx = visit.read().await?;
    let proposal = proposals::get(&mut tx, &proposal_id(&name)?).await?;
    if !proposals::is_up_to_date(&mut tx, &proposal).await? {
        let address = format!("/proposals/{}/merge", proposal.id);
        return Ok(Redirect::to(&address).into_response());
    }
    let (present, base) = in_force(&mut tx, &proposal).await?;
    let sheet = Sheet {
        markdown: proposal.text,
        present,
        base,
        hash: proposal.hash,
        ..Sheet::of(Writing::Amendment(proposal.id), &visit)?
    };
    let shell = visit.shell("book");
    Ok(Page(EditPage::new(shell, &visit.app.renderer, sheet)).into_response())
}

/// `POST /proposals/ID/edit`
pub(super) async fn amend(
    visit: Visit,
    Path(name): Path<String>,
    fields: Fields,
) -> Answer<Response> {
    let id = proposal_id(&name)?;
    let mut tx = visit.read().await?;
    let proposal = proposals::get(&mut tx, &id).await?;
    let (present, _) = in_force(&mut tx, &proposal).await?;
    drop(tx);
    let sheet = Sheet {
        markdown: as_written(fields.get("markdown"), &proposal.text),
        present,
        base: fields.get("base").to_owned(),
        hash: fields.get("hash").to_owned(),
        ..Sheet::of(Writing::Amendment(id.clone()), &visit)?
    };
    let shell = visit.shell("book");
    if fields.get("act") == "look" {
        return Ok(Page(EditPage::new(shell, &visit.app.renderer, sheet)).into_response());
    }
    let amendment = Amendment {
        markdown: sheet.markdown.clone(),
        base: sheet.base.parse().ok().map(Base::Revision),
        hash: Some(sheet.hash.clone()),
    };
    let mut tx = visit.write().await?;
    match proposals::amend(&mut tx, &id, amendment).await {
        Ok(proposal) => {
            tx.commit().await?;
            Ok(Redirect::to(&format!("/proposals/{}?said=amended", proposal.id)).into_response())
        }
        Err(error) => {
            drop(tx);
            let status = status_of(&error);
            let page = EditPage::new(shell, &visit.app.renderer, sheet).refused(error)?;
            Ok((status, Page(page)).into_response())
        }
    }
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
