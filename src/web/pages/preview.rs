//! How a standard will read and what could be better, while it is being written. It keeps nothing.

use serde::Deserialize;

use crate::members::Deed;
use crate::web::failure::Answer;
use crate::web::form::{Form, Query};
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

/// Whose text it is; none: it is new.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct About {
    standard: String,
}

async fn show(
    visit: Visit,
    Query(about): Query<About>,
    Form(source): Form<Source>,
) -> Answer<Page<BesidePart>> {
    let about = about.standard.parse().ok();
    let part = BesidePart::new(&visit, about, &source.text).await?;
    Ok(Page(part))
}
