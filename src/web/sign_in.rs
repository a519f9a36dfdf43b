//! The way to the page to sign in, and back to a page that can be seen again: the address of a form is none.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use super::failure::SignInFirst;
use super::routes::Policy;

/// The addresses of all pages, with `{names}` for what varies.
#[derive(Debug, Clone)]
pub(super) struct Pages(Arc<Vec<String>>);

impl Pages {
    /// The pages among all routes.
    pub(super) fn among(policies: &[Policy]) -> Self {
        let pages = policies
            .iter()
            .filter(|policy| policy.method == Method::GET && !policy.path.starts_with("/api/"));
        Self(Arc::new(pages.map(|policy| policy.path.clone()).collect()))
    }

    fn has(&self, path: &str) -> bool {
        self.0.iter().any(|page| {
            let (page, path) = (page.split('/'), path.split('/'));
            page.clone().count() == path.clone().count()
                && page
                    .zip(path)
                    .all(|(page, path)| page.starts_with('{') || page == path)
        })
    }
}

/// Leads whoever has to sign in to that page, and from there to what they wanted to see, or to where they pressed a button.
pub(super) async fn lead(State(pages): State<Pages>, request: Request, next: Next) -> Response {
    let back = match *request.method() {
        Method::GET | Method::HEAD => request
            .uri()
            .path_and_query()
            .map_or_else(|| "/".to_owned(), ToString::to_string),
        _ => page_before(request.headers())
            .filter(|path| pages.has(path))
            .unwrap_or_else(|| "/".to_owned()),
    };
    let response = next.run(request).await;
    if response.extensions().get::<SignInFirst>().is_none() {
        return response;
    }
    let mut leading = Redirect::to(&address(&back)).into_response();
    let said = std::mem::take(leading.headers_mut());
    let (mut parts, body) = response.into_parts();
    parts.headers.extend(said);
    Response::from_parts(parts, body)
}

/// The page of this site that a request was sent from.
fn page_before(headers: &HeaderMap) -> Option<String> {
    let host = headers.get(header::HOST)?.to_str().ok()?;
    let from: Uri = headers.get(header::REFERER)?.to_str().ok()?.parse().ok()?;
    let is_ours = from.authority().is_some_and(|named| named.as_str() == host);
    is_ours.then(|| from.path().to_owned())
}

fn address(wanted: &str) -> String {
    if wanted == "/" {
        return "/sign-in".to_owned();
    }
    let mut next = String::new();
    for byte in wanted.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~/".contains(&byte) {
            next.push(char::from(byte));
        } else {
            next.push_str(&format!("%{byte:02X}"));
        }
    }
    format!("/sign-in?next={next}")
}
