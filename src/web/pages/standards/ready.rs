//! Proposals that are ready with one press on a standard's history.

use axum::response::Redirect;

use super::standard::standard_id;
use crate::error::{Error, say};
use crate::proposals::{self, Proposal, State};
use crate::web::failure::Answer;
use crate::web::form::{Fields, Path};
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

/// Where a proposal is read: its own page, or its standard's when there was nobody else to ask.
fn to(proposal: &Proposal) -> Redirect {
    Redirect::to(&match (proposal.state, proposal.standard) {
        (State::Published, Some(id)) => format!("/standards/{id}?said=published"),
        _ => format!("/proposals/{}?said=opened", proposal.id),
    })
}
