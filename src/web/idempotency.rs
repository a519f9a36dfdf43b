//! A write that is sent twice with the same `Idempotency-Key` happens once, and is answered the same.

use std::sync::Arc;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::app::answered_store::{self as answered, Answered};
use crate::db::Tx;
use crate::error::{Error, Result, say};
use crate::id::MemberId;

use super::failure::Failure;
use super::visit::Visit;

/// Answers larger than this are not kept; nothing that makes something gives one.
const MOST_BYTES: usize = 256 * 1024;

/// The key of a request, and the digest of what it asks.
#[derive(Debug, Clone)]
pub(super) struct Once {
    key: String,
    request: String,
}

impl Once {
    /// Notes the key within the write itself, so that both happen or neither.
    pub(super) async fn claim(&self, tx: &mut Tx, member: &MemberId) -> Result<()> {
        if answered::claim(tx, member, &self.key, &self.request).await? {
            Ok(())
        } else {
            Err(Error::conflict(say!("failure-key-under-way")))
        }
    }
}

/// Runs a request, or answers as before when its key was seen.
pub(super) async fn once(app: &Arc<App>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let wanted = *request.method() == Method::POST
        && path.starts_with("/api/v1/")
        && !says_what_is_sealed(path);
    let key = request
        .headers()
        .get("idempotency-key")
        .and_then(|key| key.to_str().ok())
        .filter(|key| wanted && !key.is_empty() && key.len() <= 255)
        .map(str::to_owned);
    let member = request
        .extensions()
        .get::<Visit>()
        .and_then(|visit| visit.guest()?.member.clone());
    let (Some(key), Some(member)) = (key, member) else {
        return next.run(request).await;
    };
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, 4 * 1024 * 1024).await else {
        return Failure::from(Error::invalid("", say!("failure-too-large"))).into_response();
    };
    let digest = answered::digest(parts.uri.path(), &body);
    match seen(app, &member, &key, &digest).await {
        Ok(Some(response)) => return response,
        Ok(None) => {}
        Err(error) => return Failure::from(error).into_response(),
    }
    request = Request::from_parts(parts, Body::from(body));
    if let Some(visit) = request.extensions_mut().get_mut::<Visit>() {
        visit.once = Some(Once {
            key: key.clone(),
            request: digest,
        });
    }
    keep(app, &member, &key, next.run(request).await).await
}

/// What is written in silence has its author in no row that stays: such an act is done once by itself, and its answer is
/// not kept.
fn says_what_is_sealed(path: &str) -> bool {
    let act = path.strip_prefix("/api/v1/standups/");
    act.is_some_and(|act| act.ends_with("/ideas") || act.ends_with("/dots"))
}

async fn seen(app: &App, member: &MemberId, key: &str, digest: &str) -> Result<Option<Response>> {
    let mut tx = app.db.read().await?;
    match answered::find(&mut tx, member, key).await? {
        None => Ok(None),
        Some(before) if before.request != digest => {
            Err(Error::invalid("", say!("failure-key-for-another")))
        }
        Some(Answered {
            status: Some(status),
            body,
            location,
            ..
        }) => {
            let status = u16::try_from(status)
                .ok()
                .and_then(|status| StatusCode::from_u16(status).ok())
                .unwrap_or(StatusCode::OK);
            let headers = [
                (
                    header::CONTENT_TYPE,
                    HeaderValue::from_static("application/json"),
                ),
                (
                    header::HeaderName::from_static("idempotent-replayed"),
                    HeaderValue::from_static("true"),
                ),
            ];
            let mut response = (status, headers, body.unwrap_or_default()).into_response();
            let location = location.and_then(|place| HeaderValue::try_from(place).ok());
            if let Some(place) = location {
                response.headers_mut().insert(header::LOCATION, place);
            }
            Ok(Some(response))
        }
        Some(_) => Err(Error::conflict(say!("failure-key-under-way"))),
    }
}

/// Keeps a good answer. A refused write left no claim behind, so that it may be mended and sent again with its key.
async fn keep(app: &App, member: &MemberId, key: &str, response: Response) -> Response {
    if !response.status().is_success() {
        return response;
    }
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, MOST_BYTES)
        .await
        .unwrap_or_else(|_| Bytes::new());
    let status = i64::from(parts.status.as_u16());
    let text = String::from_utf8_lossy(&body).into_owned();
    let location = parts.headers.get(header::LOCATION);
    let location = location.and_then(|place| place.to_str().ok());
    let kept = async {
        let mut tx = app
            .db
            .write(crate::db::Actor::nobody(crate::db::Channel::Api))
            .await?;
        answered::keep(&mut tx, member, key, status, &text, location).await?;
        tx.commit().await
    };
    if let Err(error) = kept.await {
        tracing::warn!(error = %error, "an answer could not be kept for its idempotency key");
    }
    Response::from_parts(parts, Body::from(body))
}
