//! Pages, a file a feature. Each feature's `routes` names its addresses and what they ask.

pub(super) mod diff;
mod join;
mod members;
mod newcomers;
mod proposals;
mod search;
mod sessions;
mod set_up;
mod settings;
mod standards;
mod teams;

use super::routes::Routes;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .with(sessions::routes)
        .with(set_up::routes)
        .with(join::routes)
        .with(members::routes)
        .with(settings::routes)
        .with(teams::routes)
        .with(search::routes)
        .with(standards::routes)
        .with(proposals::routes)
        .with(newcomers::routes)
}
