//! *Bring it up at the next stand-up*, on the page of a problem and on the agenda to come.

use std::collections::HashMap;

use axum::response::{IntoResponse, Redirect, Response};

use super::problem::refused;
use crate::id::{MemberId, ProblemId};
use crate::members::Deed;
use crate::problems::{self, PinPlace, Problem};
use crate::web::failure::Answer;
use crate::web::form::{Fields, Path};
use crate::web::page::Shell;
use crate::web::routes::Routes;
use crate::web::visit::Visit;

pub(super) fn routes(routes: Routes) -> Routes {
    routes.post(Deed::TakePart, "/problems/{id}/pin", pin)
}

/// Who asked for a problem, in words; empty where nobody did.
pub(super) fn asked_by(
    shell: &Shell,
    problem: &Problem,
    names: &HashMap<MemberId, String>,
) -> String {
    let name = problem.pinned_by.as_ref().and_then(|who| names.get(who));
    match (problem.pin, name) {
        (Some(_), Some(name)) => shell.with("rota-asked-by", &[("name", name.as_str().into())]),
        _ => String::new(),
    }
}

async fn pin(visit: Visit, Path(id): Path<ProblemId>, fields: Fields) -> Answer<Response> {
    let done = async {
        let who = visit.takes_part()?;
        let mut tx = visit.write().await?;
        match fields.get("place") {
            "none" => problems::unpin(&mut tx, &who, id).await?,
            "first" => problems::pin(&mut tx, &who, id, PinPlace::First).await?,
            _ => problems::pin(&mut tx, &who, id, PinPlace::Last).await?,
        }
        tx.commit().await
    };
    if let Err(error) = done.await {
        return refused(&visit, id, error, &fields).await;
    }
    // The agenda of a team has these forms too; only an address of this program leads anywhere.
    let back = match fields.get("back") {
        back if back.starts_with("/standups/next/") => format!("{back}#agenda"),
        _ => format!("/problems/{id}"),
    };
    Ok(Redirect::to(&back).into_response())
}
