//! The same routes without a network, for the terminal on a data folder.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use serde_json::Value;
use tower::ServiceExt;

use crate::app::App;
use crate::error::{Error, Result};
use crate::members::Visitor;

use super::visit::Terminal;

/// A request.
#[derive(Debug)]
pub struct Ask<'a> {
    /// `GET`, `POST`, …
    pub method: &'a str,
    /// The address with its query.
    pub path: String,
    /// The JSON body.
    pub body: Option<Value>,
    /// The media type wanted.
    pub accept: &'a str,
    /// The tag of the language wanted.
    pub language: &'a str,
}

/// Answers a request in a visitor's name: the status and the body.
///
/// # Errors
/// The request is malformed or the answer is no text.
pub async fn ask(app: &Arc<App>, visitor: &Visitor, ask: Ask<'_>) -> Result<(u16, String)> {
    let body = match ask.body {
        Some(body) => Body::from(body.to_string()),
        None => Body::empty(),
    };
    let mut request = Request::builder()
        .method(ask.method)
        .uri(ask.path)
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::ACCEPT, ask.accept)
        .header(header::ACCEPT_LANGUAGE, ask.language)
        .body(body)
        .map_err(Error::internal)?;
    request.extensions_mut().insert(Terminal(visitor.clone()));
    let answer = super::router(Arc::clone(app))
        .oneshot(request)
        .await
        .map_err(Error::internal)?;
    // Nothing writes them later: the command ends with its answer.
    if let Err(error) = app.write_searches_in_vain().await {
        tracing::warn!(error = %error, "a search in vain could not be noted");
    }
    let status = answer.status().as_u16();
    let bytes = to_bytes(answer.into_body(), usize::MAX)
        .await
        .map_err(Error::internal)?;
    let text = String::from_utf8(bytes.into()).map_err(Error::internal)?;
    Ok((status, text))
}
