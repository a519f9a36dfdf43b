//! The change feed over JSON.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use super::lists;
use crate::changes::{self, Entry};
use crate::members::Deed;
use crate::web::failure::Answer;
use crate::web::form::{Json, StrictQuery};
use crate::web::routes::Routes;
use crate::web::visit::Visit;

pub(super) fn routes(routes: Routes) -> Routes {
    routes.add(Deed::Read, routes!(list))
}

/// Something that happened.
#[derive(Debug, Serialize, ToSchema)]
struct ChangeView {
    seq: i64,
    at: String,
    /// The member's id; null for the program itself, the terminal and files.
    actor: Option<String>,
    channel: String,
    kind: String,
    subject: String,
    also: Vec<String>,
    data: serde_json::Value,
}

impl From<Entry> for ChangeView {
    fn from(entry: Entry) -> Self {
        Self {
            seq: entry.seq,
            at: entry.at.to_string(),
            actor: entry.actor.map(|actor| actor.to_string()),
            channel: entry.channel,
            kind: entry.kind,
            subject: entry.subject,
            also: entry.also,
            data: entry.data.into(),
        }
    }
}

/// A stretch of the feed.
#[derive(Debug, Serialize, ToSchema)]
struct ChangeList {
    items: Vec<ChangeView>,
    /// The number to go on after; null when nothing more has happened yet.
    next: Option<String>,
}

#[derive(Debug, Default, Deserialize, IntoParams)]
struct After {
    /// The number after which to begin.
    after: Option<String>,
    /// The same, as `next` gave it.
    cursor: Option<String>,
    /// At most so many, 50 unless said, never more than 200.
    limit: Option<String>,
}

/// The feed in order, from a number on.
#[utoipa::path(get, path = "/changes", tag = "changes", params(After),
    responses((status = 200, body = ChangeList), (status = 422, description = "a number or cursor that cannot be")))]
async fn list(visit: Visit, StrictQuery(query): StrictQuery<After>) -> Answer<Json<ChangeList>> {
    let limit = lists::limit(query.limit.as_deref())?;
    let cursor: Option<i64> = lists::cursor(query.cursor.as_deref())?;
    let after = lists::number("after", query.after.as_deref())?;
    let after = cursor.or(after).unwrap_or(0);
    let mut tx = visit.read().await?;
    let mut entries = changes::since(&mut tx, after, limit + 1).await?;
    let more = lists::cut(&mut entries, limit);
    let next = entries
        .last()
        .filter(|_| more)
        .map(|last| last.seq.to_string());
    let items = entries.into_iter().map(Into::into).collect();
    Ok(Json(ChangeList { items, next }))
}
