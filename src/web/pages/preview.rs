//! How a standard will read and what could be better, while it is being written. It keeps nothing.

use serde::Deserialize;

use crate::members::Deed;
use crate::web::form::Form;
use crate::web::page::Page;
use crate::web::routes::Routes;
use crate::web::visit::Visit;

use super::standards::beside::BesidePart;

pub(super) fn routes(routes: Routes) -> Routes {
    // Whoever may write a comment may see how it will look.
    routes.post(Deed::Log, "/preview", show)
}

#[derive(Debug, Deserialize)]
struct Source {
    #[serde(default)]
    text: String,
}

async fn show(visit: Visit, Form(source): Form<Source>) -> Page<BesidePart> {
    let shell = visit.shell("");
    Page(BesidePart::new(shell, &visit.app.renderer, &source.text))
}
