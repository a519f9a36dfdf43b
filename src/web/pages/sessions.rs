//! Signing in and out.

use askama::Template;
use axum::http::header::RETRY_AFTER;
use axum::http::{Extensions, HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use serde::Deserialize;

use crate::app::App;
use crate::db::{Actor, Channel, Tx};
use crate::error::{Error, Result};
use crate::members::{self, Deed, Email, Passwords, Session};
use crate::web::failure::Answer;
use crate::web::form::{Form, Query};
use crate::web::guard;
use crate::web::page::{Page, Shell};
use crate::web::routes::Routes;
use crate::web::visit::Visit;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get(Deed::Open, "/sign-in", ask)
        .post(Deed::Open, "/sign-in", sign_in)
        .post(Deed::Read, "/sign-out", sign_out)
}

#[derive(Template)]
#[template(path = "members/sign_in.html")]
struct SignInPage {
    shell: Shell,
    email: String,
    next: String,
    error: String,
}

#[derive(Debug, Default, Deserialize)]
struct Next {
    #[serde(default)]
    next: String,
}

#[derive(Debug, Deserialize)]
struct Credentials {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

async fn ask(visit: Visit, Query(query): Query<Next>) -> Answer<Response> {
    if visit.guest().is_some() {
        return Ok(Redirect::to(own_address(&query.next)).into_response());
    }
    if !members::is_set_up(&mut visit.read().await?).await? {
        return Ok(Redirect::to("/setup").into_response());
    }
    let page = SignInPage {
        shell: visit.shell(""),
        email: String::new(),
        next: query.next,
        error: String::new(),
    };
    Ok(Page(page).into_response())
}

async fn sign_in(
    visit: Visit,
    extensions: Extensions,
    headers: HeaderMap,
    Form(form): Form<Credentials>,
) -> Answer<Response> {
    let address = guard::address_of(&extensions, &headers);
    let mut wait = None;
    let refused = match check(&visit, &form, &address).await {
        Ok(session) => {
            let cookie = session_cookie(&visit.app, session);
            let to = Redirect::to(own_address(&form.next));
            return Ok((CookieJar::new().add(cookie), to).into_response());
        }
        Err(Error::SignedOut(message)) => visit.shell("").tell(&message),
        Err(Error::TooOften { wait_seconds }) => {
            wait = Some(wait_seconds);
            let minutes = wait_seconds / 60 + 1;
            let args = [("minutes", minutes.into())];
            visit.shell("").with("sign-in-too-often", &args)
        }
        Err(other) => return Err(other.into()),
    };
    let page = SignInPage {
        shell: visit.shell(""),
        email: form.email,
        next: form.next,
        error: refused,
    };
    let Some(wait) = wait else {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response());
    };
    let later = [(RETRY_AFTER, wait.to_string())];
    Ok((StatusCode::TOO_MANY_REQUESTS, later, Page(page)).into_response())
}

async fn check(visit: &Visit, form: &Credentials, address: &str) -> Result<Session> {
    let email = Email::parse(&form.email).ok();
    let (member, phc) = {
        let mut tx = visit.read().await?;
        members::may_try(&mut tx, &form.email, address).await?;
        let known = match &email {
            Some(email) => members::password_of(&mut tx, email).await?,
            None => None,
        };
        known.map_or((None, None), |(member, phc)| (Some(member), phc))
    };
    let right = Passwords::verify(form.password.clone(), phc).await?;
    let nobody = Actor::nobody(Channel::Web);
    let mut tx: Tx = visit.app.db.write(nobody).await?;
    if let (true, Some(member)) = (right, member) {
        let session = members::open_session(&mut tx, &member).await?;
        tx.commit().await?;
        tracing::info!(member.id = %member, "signed in");
        return Ok(session);
    }
    members::note_failure(&mut tx, &form.email, address).await?;
    tx.commit().await?;
    tracing::info!("a sign-in failed");
    Err(Error::SignedOut(crate::error::say!("sign-in-wrong")))
}

async fn sign_out(visit: Visit) -> Answer<Response> {
    let visitor = visit.visitor()?;
    let mut tx = visit.write().await?;
    members::sign_out(&mut tx, visitor).await?;
    tx.commit().await?;
    let mut gone = Cookie::from(guard::cookie_name(&visit.app));
    gone.set_path("/");
    gone.set_secure(visit.app.config.is_secure());
    gone.make_removal();
    let clear = [(
        HeaderName::from_static("clear-site-data"),
        HeaderValue::from_static("\"cache\", \"storage\""),
    )];
    let jar = CookieJar::new().add(gone);
    Ok((clear, jar, Redirect::to("/sign-in")).into_response())
}

/// The cookie of a new session.
pub(super) fn session_cookie(app: &App, session: Session) -> Cookie<'static> {
    let mut cookie = Cookie::new(guard::cookie_name(app), session.secret);
    cookie.set_path("/");
    cookie.set_http_only(true);
    cookie.set_same_site(SameSite::Lax);
    cookie.set_secure(app.config.is_secure());
    // Without an age it would be lost with the window; the server ends the session after thirty days at most.
    cookie.make_permanent();
    cookie
}

/// An address of ours to go on to; anything that could lead elsewhere leads to the wall.
pub(super) fn own_address(next: &str) -> &str {
    let plain = next.starts_with('/')
        && next.is_ascii()
        && !next.starts_with("//")
        && !next.contains('\\')
        && !next.chars().any(|c| c.is_control() || c.is_whitespace())
        && !next.starts_with("/sign-in")
        && next.len() <= 2000
        && HeaderValue::from_str(next).is_ok();
    if plain { next } else { "/" }
}
