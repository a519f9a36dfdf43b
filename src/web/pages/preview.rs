//! A text as it will be read, while it is being written. It keeps nothing.

use axum::response::Html;
use serde::Deserialize;

use crate::members::Deed;
use crate::web::form::Form;
use crate::web::routes::Routes;
use crate::web::visit::Visit;

use super::standards::edit::preview;

pub(super) fn routes(routes: Routes) -> Routes {
    // Whoever may write a comment may see how it will look.
    routes.post(Deed::Log, "/preview", show)
}

#[derive(Debug, Deserialize)]
struct Source {
    #[serde(default)]
    text: String,
}

async fn show(visit: Visit, Form(source): Form<Source>) -> Html<String> {
    let rendered = preview(&visit.app.renderer, &visit.shell(""), &source.text);
    Html(rendered.html.clone())
}
