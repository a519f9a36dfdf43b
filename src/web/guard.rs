//! What stands before every handler: who comes, whether they may, and whether the request comes from our own pages.
//! What stands after: failures in words, and the headers that every answer carries.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::{ConnectInfo, DefaultBodyLimit, FromRequest, MatchedPath, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::{BoxError, Router};
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::compression::{CompressionBody, CompressionLayer};
use tower_http::timeout::TimeoutLayer;

use crate::app::App;
use crate::error::{Error, Result, say};
use crate::i18n::Language;
use crate::members::{self, Deed, Visitor};

use super::failure::{self, Failure};
use super::form::Fields;
use super::idempotency;
use super::routes::Table;
use super::screen_link::ScreenLink;
use super::sign_in::{self, Pages};
use super::upload::{Laid, Sent, has_parts};
use super::visit::{Terminal, Visit};

/// The largest body that is read: a standard of a megabyte, written as a form.
const MOST_BYTES: usize = 4 * 1024 * 1024;
/// How long a request may take; streams live longer, since they answer at once.
const PATIENCE: Duration = Duration::from_secs(30);

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
    font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";

struct Guard {
    app: Arc<App>,
    table: Table,
}

/// Puts the guard around all routes, and before it what leads to the page where one signs in.
pub(super) fn around(router: Router, app: Arc<App>, table: Table, pages: Pages) -> Router {
    let guard = Arc::new(Guard { app, table });
    let compress =
        CompressionLayer::new().compress_when(DefaultPredicate::new().and(NotForContentType::SSE));
    let catch = CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
        tracing::error!("a handler panicked");
        StatusCode::INTERNAL_SERVER_ERROR.into_response()
    });
    let patience = TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, PATIENCE);
    // One stack: each layer put on a router by itself makes a box for every request.
    let outside = ServiceBuilder::new()
        .layer(from_fn_with_state(pages, sign_in::lead))
        .map_response(without_encoder)
        .layer(compress)
        .layer(catch)
        .layer(patience)
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .layer(from_fn_with_state(Arc::clone(&guard), receive));
    router
        .layer(from_fn_with_state(guard, admit))
        .fallback(|| async { StatusCode::NOT_FOUND })
        .layer(outside)
}

/// An answer that goes as it is needs no room for an encoder: it would be kept as long as somebody listens to a stream.
fn without_encoder<B>(response: Response<CompressionBody<B>>) -> Response
where
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError> + Send,
{
    if response.headers().contains_key(header::CONTENT_ENCODING) {
        response.map(Body::new)
    } else {
        response.map(|body| Body::new(body.into_inner()))
    }
}

/// Finds out who comes, and words whatever fails further in.
async fn receive(State(guard): State<Arc<Guard>>, request: Request, next: Next) -> Response {
    let (mut parts, mut body) = request.into_parts();
    let mut sent = Bytes::new();
    let mut visit = Visit {
        app: Arc::clone(&guard.app),
        language: language(&parts.headers),
        address: parts
            .uri
            .path_and_query()
            .map_or_else(|| "/".to_owned(), ToString::to_string),
        part: text(&parts.headers, "cahier-part").map(str::to_owned),
        visitor: None,
        screen: None,
        once: None,
        wants_json: wants_json(parts.uri.path()),
    };
    if is_form(&parts) {
        // Kept until it is answered, so that nothing typed is lost when the disk is full or the session is over.
        match to_bytes(body, MOST_BYTES).await {
            Ok(bytes) => {
                sent = bytes.clone();
                body = Body::from(bytes);
            }
            Err(_) => {
                let refused = Error::invalid("", say!("failure-too-large"));
                let response = Failure::from(refused).into_response();
                return with_headers(failure::word(response, &visit, &Fields::default()), &visit);
            }
        }
    }
    let laid = Laid::default();
    let response = match identify(&guard.app, &parts).await {
        Ok(visitor) => {
            visit.visitor = visitor;
            if let Some(chosen) = visit.guest().and_then(|visitor| visitor.language) {
                visit.language = chosen;
            }
            parts.extensions.insert(visit.clone());
            parts.extensions.insert(laid.clone());
            next.run(Request::from_parts(parts, body)).await
        }
        Err(error) => Failure::from(error).into_response(),
    };
    let typed = match failure::gives_back(&response) {
        true if sent.is_empty() => laid.fields(),
        true => Fields::of_body(sent).await,
        false => Fields::default(),
    };
    with_headers(failure::word(response, &visit, &typed), &visit)
}

/// Whether it is a form that a page sends.
fn is_form(parts: &Parts) -> bool {
    parts.method == Method::POST
        && text(&parts.headers, "content-type")
            .is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"))
}

/// Lets through whoever may do what the route is about.
async fn admit(State(guard): State<Arc<Guard>>, mut request: Request, next: Next) -> Response {
    let allowed = match allow(&guard, &request) {
        Ok(Allowed::In) => Ok(None),
        Ok(Allowed::ByLink(link)) => link.screen(&guard.app).await.map(Some),
        Err(error) => Err(error),
    };
    match allowed {
        Ok(screen) => {
            if let Some(visit) = request.extensions_mut().get_mut::<Visit>() {
                visit.screen = screen.map(Arc::new);
            }
            idempotency::once(&guard.app, request, next).await
        }
        Err(error) => {
            let is_signed_out = matches!(error, Error::SignedOut(_));
            if is_signed_out && *request.method() == Method::POST && has_parts(request.headers()) {
                // Read all the same, and laid down: what was typed goes back with the refusal. A form that cannot be read has
                // nothing to give back, and the refusal is the same.
                Sent::from_request(request, &()).await.ok();
            }
            Failure::from(error).into_response()
        }
    }
}

/// Who is let through.
enum Allowed {
    /// Whoever comes.
    In,
    /// A screen, if its link is good.
    ByLink(ScreenLink),
}

fn allow(guard: &Guard, request: &Request) -> Result<Allowed> {
    let visit = request.extensions().get::<Visit>();
    let visit = visit.ok_or_else(|| Error::internal("a request that was not received"))?;
    let path = request.extensions().get::<MatchedPath>();
    let path = path.map_or("", MatchedPath::as_str);
    let method = match *request.method() {
        Method::HEAD => Method::GET,
        ref method => method.clone(),
    };
    let Some(deed) = guard.table.get(&(method, path.to_owned())) else {
        // The router answers 405 for a method that an address lacks; anything else without a deed is let nobody through.
        let known = guard.table.keys().any(|(_, known)| known == path);
        return if known {
            Ok(Allowed::In)
        } else {
            Err(Error::internal("a route without a policy"))
        };
    };
    if !request.method().is_safe() {
        comes_from_our_pages(request, visit)?;
    }
    match (deed, visit.guest()) {
        (Deed::Open, _) => Ok(Allowed::In),
        (deed, Some(visitor)) => visitor.require(*deed).map(|()| Allowed::In),
        (Deed::Watch, None) => match ScreenLink::of(&visit.app, request) {
            Some(link) => Ok(Allowed::ByLink(link)),
            None => Err(Error::SignedOut(say!("permission-sign-in"))),
        },
        (_, None) => Err(Error::SignedOut(say!("permission-sign-in"))),
    }
}

/// Refuses a write that another site makes a browser send along with the session.
fn comes_from_our_pages(request: &Request, visit: &Visit) -> Result<()> {
    let by_token = visit.guest().is_some_and(|visitor| visitor.token.is_some());
    if by_token {
        return Ok(());
    }
    let headers = request.headers();
    let site_is_ours = match text(headers, "sec-fetch-site") {
        Some("same-origin" | "none") => true,
        Some(_) => false,
        None => match text(headers, "origin") {
            Some(origin) => {
                let host = text(headers, "host").unwrap_or("");
                let origin_host = origin.split_once("://").map_or("", |(_, host)| host);
                origin == visit.app.config.base_url || (!host.is_empty() && origin_host == host)
            }
            // No browser leaves out both: it is a program with a cookie of its own.
            None => true,
        },
    };
    if site_is_ours {
        Ok(())
    } else {
        Err(Error::Forbidden(say!("permission-other-site")))
    }
}

async fn identify(app: &Arc<App>, request: &Parts) -> Result<Option<Arc<Visitor>>> {
    if let Some(Terminal(visitor)) = request.extensions.get::<Terminal>() {
        return Ok(Some(Arc::new(visitor.clone())));
    }
    if let Some(given) = request.headers.get(header::AUTHORIZATION) {
        let token = given
            .to_str()
            .ok()
            .and_then(|given| given.split_once(' '))
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
            .map(|(_, token)| token.trim());
        let visitor = match token {
            Some(token) => {
                let visitor = app.by_token(&members::digest(token)).await?;
                if visitor.is_some() && request.method.is_safe() {
                    app.limits.allow_read(token)?;
                }
                visitor
            }
            None => None,
        };
        return match visitor {
            Some(visitor) => Ok(Some(visitor)),
            None => Err(Error::SignedOut(say!("permission-unknown-token"))),
        };
    }
    let Some(secret) = session_secret(app, &request.headers) else {
        return Ok(app.everybodys_visitor().await?.map(Arc::new));
    };
    let visitor = app.by_session(&members::digest(&secret)).await?;
    if let Some(visitor) = &visitor
        && visitor.visit_is_stale(app.clock().now())
    {
        let mut tx = app.db.write(visitor.actor()).await?;
        visitor.note_visit(&mut tx).await?;
        tx.commit().await?;
    }
    Ok(visitor)
}

/// The name of the session's cookie: with TLS the browser itself holds it to this host.
pub(super) fn cookie_name(app: &App) -> &'static str {
    if app.config.is_secure() {
        "__Host-session"
    } else {
        "cahier-session"
    }
}

fn session_secret(app: &App, headers: &HeaderMap) -> Option<String> {
    let jar = axum_extra::extract::CookieJar::from_headers(headers);
    jar.get(cookie_name(app))
        .map(|cookie| cookie.value().to_owned())
}

/// The network address that a request comes from: the proxy's word counts only when the proxy is on this machine.
pub(super) fn address_of(request: &axum::http::Extensions, headers: &HeaderMap) -> String {
    let peer = request
        .get::<ConnectInfo<SocketAddr>>()
        .map(|info| info.0.ip());
    match peer {
        Some(peer) if peer.is_loopback() => text(headers, "x-forwarded-for")
            .and_then(|chain| chain.rsplit(',').next())
            .map_or_else(|| peer.to_string(), |last| last.trim().to_owned()),
        Some(peer) => peer.to_string(),
        None => "unknown".to_owned(),
    }
}

fn language(headers: &HeaderMap) -> Language {
    text(headers, "accept-language").map_or(Language::En, Language::accepted)
}

fn wants_json(path: &str) -> bool {
    path.starts_with("/api/") || path.starts_with("/hooks/")
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

fn with_headers(mut response: Response, visit: &Visit) -> Response {
    const FIXED: [(HeaderName, &str); 5] = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
    ];
    let headers = response.headers_mut();
    for (name, value) in FIXED {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    if visit.app.config.is_secure() {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=31536000"),
        );
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}
