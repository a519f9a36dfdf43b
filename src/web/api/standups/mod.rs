//! `/api/v1/standups`: everything that can be done in the room, so that another program can run one on behalf of the
//! member whose token it holds.

mod acts;
mod decision;
mod live;
mod named;
mod pace;
mod read;
mod rota;
mod said;
mod view;
mod view_said;

use utoipa_axum::routes;

use crate::members::Deed;
use crate::web::routes::Routes;

/// The routes of stand-ups.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .add(Deed::Read, routes!(read::list))
        .add(Deed::TakePart, routes!(acts::create))
        .add(Deed::Read, routes!(read::show))
        .add(Deed::Read, routes!(read::minutes))
        .add(Deed::Read, routes!(live::live))
        .add(Deed::TakePart, routes!(acts::presence))
        .add(Deed::TakePart, routes!(acts::step))
        .add(Deed::TakePart, routes!(acts::facilitator))
        .add(Deed::TakePart, routes!(acts::end))
        .add(Deed::TakePart, routes!(said::note))
        .add(Deed::TakePart, routes!(said::change, said::take_back))
        .add(Deed::TakePart, routes!(acts::turn))
        .add(Deed::TakePart, routes!(acts::covered))
        .add(Deed::TakePart, routes!(said::dots))
        .add(Deed::TakePart, routes!(said::object))
        .add(Deed::TakePart, routes!(pace::mode))
        .add(Deed::TakePart, routes!(pace::time))
        .add(Deed::TakePart, routes!(pace::agenda))
        .add(Deed::TakePart, routes!(pace::pulse))
        .add(Deed::TakePart, routes!(decision::decision))
        .add(Deed::Read, routes!(rota::show))
        .add(Deed::TakePart, routes!(rota::exchange))
}
