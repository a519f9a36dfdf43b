//! The book: its contents, a standard, its history, and writing.

mod acts;
mod asked;
pub(super) mod beside;
mod book;
mod doubts;
mod drafts;
pub(super) mod edit;
mod facets;
mod file;
mod files;
mod history;
mod images;
mod lines;
mod living;
pub(super) mod mark;
mod met;
mod narrowed;
mod not_yet;
mod proposed;
mod ready;
mod reviews;
pub(super) mod standard;
mod twins;
mod waiting;
mod whole;
pub(super) mod write;

use crate::members::Deed;
use crate::web::routes::Routes;

/// What is in force and not yet agreed.
pub(super) const NOT_YET: &str = "/standards/not-yet";

/// The book narrowed to what is to be looked at again.
pub(super) const TO_REVIEW: &str = "/standards?status=review";

/// The book narrowed to what is unclear to somebody.
pub(super) const UNCLEAR: &str = "/standards?status=unclear";

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get(Deed::Read, "/standards", book::show)
        .get(Deed::Read, "/standards/not-yet", not_yet::show)
        .post(Deed::TakePart, "/standards/agreements", acts::agree_to_many)
        .post(Deed::TakePart, "/standards/files", files::put_all_back)
        .get(Deed::Propose, "/standards/new", write::begin)
        .post(Deed::Propose, "/standards/new", write::propose)
        .post(Deed::Propose, "/drafts", drafts::keep)
        .post(Deed::Propose, "/drafts/{id}/end", drafts::end)
        .get(Deed::Read, "/standards/all", whole::show)
        .get(Deed::Read, "/standards/{id}", standard::show)
        .get(Deed::Read, "/standards/{id}/history", history::show)
        .get(Deed::Read, "/standards/{id}/lines", lines::show)
        .post(
            Deed::Propose,
            "/standards/{id}/restorations",
            ready::restore,
        )
        .post(Deed::Propose, "/standards/{id}/retirement", ready::retire)
        .post(Deed::Propose, "/standards/{id}/review", ready::review)
        .get(Deed::Propose, "/standards/{id}/successor", ready::succeed)
        .get(Deed::Propose, "/standards/{id}/edit", write::change)
        .post(Deed::Propose, "/standards/{id}/edit", write::propose_change)
        .post(Deed::TakePart, "/standards/{id}/agreement", acts::agree)
        .post(Deed::TakePart, "/standards/{id}/reversal", acts::undo)
        .get(Deed::Read, "/standards/{id}/file", twins::show)
        .post(Deed::TakePart, "/standards/{id}/file", files::put_back)
        .post(Deed::Log, "/standards/{id}/reading", acts::read)
        .post(Deed::Log, "/standards/{id}/questions", acts::ask)
        .post(
            Deed::Log,
            "/standards/{id}/questions/closing",
            acts::close_question,
        )
        .post(Deed::Log, "/standards/{id}/failures", acts::did_not_hold)
        .post(Deed::Log, "/standards/{id}/finds", asked::find)
        .post(Deed::TakePart, "/standards/{id}/wordings", asked::add)
        .post(
            Deed::TakePart,
            "/standards/{id}/wordings/removal",
            asked::remove,
        )
}
