//! Stand-ups: the list, the room while one runs, its minutes afterwards. Everything is a plain form; what happens in
//! the room is fetched again where it changed.

mod acts;
mod acts_said;
mod card;
mod entered;
mod join;
mod list;
mod looks;
mod minutes;
mod next;
mod otherwise;
mod part;
mod room;
mod room_answer;
mod room_clock;
mod room_ready;
mod room_words;
mod said;
mod show;
mod typed;
mod words;

use crate::members::Deed;
use crate::web::routes::Routes;

/// The routes of stand-ups.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get(Deed::Read, "/standups", list::list)
        .post(Deed::TakePart, "/standups", acts::start)
        .get(Deed::Read, "/standups/next/{team}", next::show)
        .post(Deed::TakePart, "/standups/next/{team}/rota", next::exchange)
        .get(Deed::Read, "/standups/{id}", show::show)
        .get(Deed::Read, "/standups/{id}/minutes.md", minutes::markdown)
        .post(Deed::TakePart, "/standups/{id}/step", acts::step)
        .post(Deed::TakePart, "/standups/{id}/end", acts::end)
        .post(
            Deed::TakePart,
            "/standups/{id}/facilitator",
            acts::take_over,
        )
        .post(Deed::TakePart, "/standups/{id}/presence", acts::presence)
        .post(Deed::TakePart, "/standups/{id}/turn", acts::turn)
        .post(Deed::TakePart, "/standups/{id}/ideas", acts_said::note_idea)
        .post(
            Deed::TakePart,
            "/standups/{id}/ideas/{idea}",
            acts_said::change_idea,
        )
        .post(Deed::TakePart, "/standups/{id}/dots", acts_said::dots)
        .post(Deed::TakePart, "/standups/{id}/ballots", entered::give)
        .post(Deed::TakePart, "/standups/{id}/mode", acts_said::mode)
        .post(Deed::TakePart, "/standups/{id}/time", acts_said::time)
        .post(Deed::TakePart, "/standups/{id}/agenda", acts_said::agenda)
        .post(Deed::TakePart, "/standups/{id}/facts", acts::facts)
        .post(Deed::TakePart, "/standups/{id}/covered", acts::covered)
        .post(Deed::TakePart, "/standups/{id}/decision", acts::decide)
        .post(Deed::TakePart, "/standups/{id}/objections", acts::object)
}
