//! Pages, a file a feature. Each feature's `routes` names its addresses and what they ask.

mod join;
mod search;
mod sessions;
mod set_up;

use super::routes::Routes;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .with(sessions::routes)
        .with(set_up::routes)
        .with(join::routes)
        .with(search::routes)
}
