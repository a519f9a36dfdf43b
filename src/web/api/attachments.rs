//! `/attachments`: the images that standards show, for programs that write for the book or copy it.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::http::{StatusCode, header};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use crate::error::{Error, say};
use crate::members::Deed;
use crate::web::failure::Answer;
use crate::web::form::{Json, Path, Query};
use crate::web::pages::attachments;
use crate::web::routes::Routes;
use crate::web::upload::File;
use crate::web::visit::Visit;

pub(super) fn routes(api: Routes) -> Routes {
    api.add(Deed::Propose, routes!(add))
        .add(Deed::Read, routes!(show))
}

/// How an image is called.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct Called {
    /// The name of its file, from which the words are made that stand for it: `lock-order.png`.
    name: String,
}

/// An image that can be shown in a text.
#[derive(Debug, Serialize, ToSchema)]
struct Added {
    /// The end of its address, told from its bytes.
    name: String,
    /// Where it is served to members.
    url: String,
    /// What stands for it in a standard's text.
    markdown: String,
}

/// Adds an image for a text that is about to be proposed: PNG, JPEG, GIF or WebP, 2.5 MB at most. The same bytes are kept once.
#[utoipa::path(post, path = "/attachments", tag = "standards", params(Called),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "its bytes, whatever type is said"),
    responses((status = 201, body = Added), (status = 422, description = "no image of these kinds, or too large a one"),
        (status = 429, description = "as much was added today as a member may")))]
async fn add(
    visit: Visit,
    Query(called): Query<Called>,
    body: Result<Bytes, BytesRejection>,
) -> Answer<(StatusCode, [(header::HeaderName, String); 1], Json<Added>)> {
    let body = body.map_err(|_| Error::invalid("image", say!("attachment-too-large")))?;
    let file = File::of(called.name, body.into());
    let mut tx = visit.write().await?;
    let added = attachments::add_to(&mut tx, visit.language, "", Some(file)).await?;
    tx.commit().await?;
    let base = &visit.app.config.base_url;
    let url = format!("{base}{}", added.name.address());
    let location = [(header::LOCATION, format!("/api/v1{}", added.name.address()))];
    let added = Added {
        name: added.name.to_string(),
        url,
        markdown: added.markdown,
    };
    Ok((StatusCode::CREATED, location, Json(added)))
}

/// Gives an image, by the name under which texts show it.
#[utoipa::path(get, path = "/attachments/{name}", tag = "standards", params(("name" = String, Path)),
    responses((status = 200, description = "its bytes"), (status = 404, description = "there is no such image")))]
async fn show(visit: Visit, Path(name): Path<String>) -> Answer<Response> {
    attachments::answer(&visit, &name).await
}
