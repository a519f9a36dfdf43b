//! What happens in one stand-up, as it happens.

use axum::http::HeaderMap;
use axum::response::IntoResponse;

use crate::id::StandupId;
use crate::web::api::live::stream;
use crate::web::failure::Answer;
use crate::web::form::Path;
use crate::web::visit::Visit;

/// The changes that concern one stand-up: its kind and what it touched, never what was written. `Last-Event-ID` resumes
/// after a cut.
#[utoipa::path(get, path = "/standups/{id}/live", tag = "standups",
    params(("id" = String, Path), ("Last-Event-ID" = Option<i64>, Header, description = "the last number that was seen")),
    responses((status = 200, content_type = "text/event-stream", body = String), (status = 404)))]
pub(super) async fn live(
    visit: Visit,
    Path(id): Path<StandupId>,
    headers: HeaderMap,
) -> Answer<impl IntoResponse> {
    visit.app.beat(id).await?;
    stream(visit, headers, Some(id.to_string())).await
}
