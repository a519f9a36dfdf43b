//! Proposed texts: reading them, agreeing, objecting, changing.

mod acts;
mod amend;
pub(super) mod author;
mod effect;
mod lines;
mod merge;
mod proposal;
mod remarks;
mod since;
mod words;

use crate::members::Deed;
use crate::web::routes::Routes;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get(Deed::Read, "/proposals/{id}", proposal::show)
        .get(Deed::Propose, "/proposals/{id}/edit", amend::change)
        .post(Deed::Propose, "/proposals/{id}/edit", amend::amend)
        .get(Deed::Propose, "/proposals/{id}/merge", merge::look)
        .post(Deed::Propose, "/proposals/{id}/merge", merge::bring_up)
        .post(Deed::TakePart, "/proposals/{id}/approval", acts::agree)
        .post(
            Deed::TakePart,
            "/proposals/{id}/disagreement",
            acts::take_back,
        )
        .post(Deed::TakePart, "/proposals/{id}/objections", acts::object)
        .post(Deed::Log, "/proposals/{id}/comments", acts::comment)
        .post(Deed::Propose, "/proposals/{id}/withdrawal", acts::withdraw)
        .post(Deed::Propose, "/proposals/{id}/reopening", acts::reopen)
}
