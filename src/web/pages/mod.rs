//! Pages, a file a feature. Each feature's `routes` names its addresses and what they ask.

pub(super) mod attachments;
pub(super) mod diff;
pub(super) mod facts;
mod fixes;
mod join;
mod members;
mod newcomers;
mod phone;
mod preview;
mod problem;
mod problem_checklist;
mod problem_edit;
mod problem_facts;
mod problem_forms;
mod problem_links;
mod problem_parts;
mod problem_pin;
mod problem_post;
mod problem_story;
mod problem_typed;
mod proposals;
mod renew;
mod screen;
mod search;
mod sessions;
mod set_up;
mod settings;
mod standards;
mod standups;
mod team_screens;
mod teams;
mod wall;
mod wall_card;
mod wall_column;
mod wall_for_you;
mod wall_top;

use super::routes::Routes;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .with(sessions::routes)
        .with(set_up::routes)
        .with(join::routes)
        .with(renew::routes)
        .with(members::routes)
        .with(settings::routes)
        .with(phone::routes)
        .with(teams::routes)
        .with(search::routes)
        .with(standards::routes)
        .with(proposals::routes)
        .with(newcomers::routes)
        .with(wall::routes)
        .with(screen::routes)
        .with(team_screens::routes)
        .with(problem_post::routes)
        .with(problem_edit::routes)
        .with(problem::routes)
        .with(problem_forms::routes)
        .with(problem_pin::routes)
        .with(preview::routes)
        .with(attachments::routes)
        .with(standups::routes)
        .with(fixes::routes)
}
