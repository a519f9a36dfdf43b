//! Setting a new password by the link that an administrator made.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use serde::Deserialize;

use crate::db::{Actor, Channel};
use crate::error::{Error, Result, say};
use crate::members::{self, Deed, Passwords, Session};
use crate::web::failure::Answer;
use crate::web::form::{Form, Path};
use crate::web::page::{Page, Shell};
use crate::web::routes::Routes;
use crate::web::visit::Visit;

use super::sessions::session_cookie;
use super::set_up::{Wrong, wrong_with, wrongs};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get(Deed::Open, "/password/{secret}", ask)
        .post(Deed::Open, "/password/{secret}", set)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct NewPassword {
    password: String,
}

#[derive(Template)]
#[template(path = "members/renew.html")]
struct RenewPage {
    shell: Shell,
    /// Whose password it is.
    name: String,
    email: String,
    faults: Vec<Wrong>,
}

impl RenewPage {
    fn wrong(&self, field: &str) -> &str {
        wrong_with(&self.faults, field)
    }
}

async fn ask(visit: Visit, Path(secret): Path<String>) -> Answer<Response> {
    Ok(Page(page(&visit, &secret, Vec::new()).await?).into_response())
}

async fn set(
    visit: Visit,
    Path(secret): Path<String>,
    Form(form): Form<NewPassword>,
) -> Answer<Response> {
    match renew(&visit, &secret, form.password).await {
        Ok(session) => {
            let jar = CookieJar::new().add(session_cookie(&visit.app, session));
            Ok((jar, Redirect::to("/")).into_response())
        }
        Err(Error::Invalid(faults)) => {
            let faults = wrongs(&visit.shell(""), &faults);
            let page = page(&visit, &secret, faults).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

async fn page(visit: &Visit, secret: &str, faults: Vec<Wrong>) -> Result<RenewPage> {
    let member = members::renewing(&mut visit.read().await?, secret)
        .await?
        .ok_or_else(|| Error::NotFound(say!("renew-unknown")))?;
    Ok(RenewPage {
        shell: visit.shell(""),
        name: member.name,
        email: member.email.unwrap_or_default(),
        faults,
    })
}

async fn renew(visit: &Visit, secret: &str, password: String) -> Result<Session> {
    let about = page(visit, secret, Vec::new()).await?;
    let password = Passwords::hash(password, vec![about.name, about.email]).await?;
    let mut tx = visit.app.db.write(Actor::nobody(Channel::Web)).await?;
    // Looked at again as the only writer: a link works once.
    let member = members::set_password(&mut tx, secret, &password).await?;
    let session = members::open_session(&mut tx, &member).await?;
    tx.commit().await?;
    Ok(session)
}
