//! `/attachments`: the images that standards show, for programs that copy the book.

use axum::response::Response;
use utoipa_axum::routes;

use crate::members::Deed;
use crate::web::failure::Answer;
use crate::web::form::Path;
use crate::web::pages::attachments;
use crate::web::routes::Routes;
use crate::web::visit::Visit;

pub(super) fn routes(api: Routes) -> Routes {
    api.add(Deed::Read, routes!(show))
}

/// Gives an image, by the name under which texts show it.
#[utoipa::path(get, path = "/attachments/{name}", tag = "standards", params(("name" = String, Path)),
    responses((status = 200, description = "its bytes"), (status = 404, description = "there is no such image")))]
async fn show(visit: Visit, Path(name): Path<String>) -> Answer<Response> {
    attachments::answer(&visit, &name).await
}
