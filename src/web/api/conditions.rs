//! `If-Match`: a change that names the state it was made from is refused when another one stands by now, with that one.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::json;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::{Object, Required, Type};

use crate::error::{Error, Message, Result};
use crate::i18n;
use crate::web::visit::Visit;

/// The states that a change may be made from; none named when any will do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct IfMatch(Option<Vec<String>>);

impl IfMatch {
    /// Whether the change may be made from this state. A tag that we never gave matches nothing.
    pub(super) fn allows(&self, present: impl ToString) -> bool {
        let present = present.to_string();
        self.0.as_ref().is_none_or(|tags| tags.contains(&present))
    }
}

/// How the description of the interface names it.
impl utoipa::IntoParams for IfMatch {
    fn into_params(_parameter_in: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let text = Object::with_type(Type::String);
        let header = ParameterBuilder::new()
            .name("If-Match")
            .parameter_in(ParameterIn::Header)
            .required(Required::False)
            .description(Some(
                "the `ETag` of the state that the change is made from; 412 when another one stands by now",
            ))
            .schema(Some(text));
        vec![header.build()]
    }
}

impl<S: Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        let mut tags = Vec::new();
        for value in parts.headers.get_all(header::IF_MATCH) {
            let value = String::from_utf8_lossy(value.as_bytes());
            if value.trim() == "*" {
                return Ok(Self(None));
            }
            let named = value
                .split(',')
                .map(|tag| tag.trim().trim_start_matches("W/").trim_matches('"'));
            tags.extend(named.map(str::to_owned));
        }
        Ok(Self((!tags.is_empty()).then_some(tags)))
    }
}

/// Refuses a change of what is no longer as it was read, with how it is now.
pub(super) fn outdated(
    visit: &Visit,
    message: &Message,
    tag: impl ToString,
    present: impl Serialize,
) -> Result<Response> {
    let body = json!({
        "type": "/problems-of-the-api#outdated",
        "title": i18n::say(visit.language, "failure-title-outdated"),
        "status": 412,
        "detail": i18n::tell(visit.language, message),
        "instance": visit.address.split('?').next(),
        "present": present,
    });
    let kind = HeaderValue::from_static("application/problem+json");
    Ok((
        StatusCode::PRECONDITION_FAILED,
        [(header::CONTENT_TYPE, kind), etag(tag)?],
        body.to_string(),
    )
        .into_response())
}

/// The state of an answer, by which a change may say what it was made from.
pub(super) fn etag(tag: impl ToString) -> Result<(HeaderName, HeaderValue)> {
    let value = format!("\"{}\"", tag.to_string());
    let value = HeaderValue::from_str(&value).map_err(Error::internal)?;
    Ok((header::ETAG, value))
}
