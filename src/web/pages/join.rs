//! Joining by an invitation's link.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use serde::Deserialize;

use crate::db::{Actor, Channel};
use crate::error::{Error, Result, keep, say};
use crate::members::{self, Deed, Email, Invited, Name, Passwords, Session};
use crate::standards;
use crate::web::failure::Answer;
use crate::web::form::{Form, Path};
use crate::web::page::{Page, Shell};
use crate::web::routes::Routes;
use crate::web::visit::Visit;

use super::sessions::session_cookie;
use super::set_up::{Wrong, wrong_with, wrongs};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get(Deed::Open, "/join/{secret}", ask)
        .post(Deed::Open, "/join/{secret}", join)
}

#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
struct Asked {
    name: String,
    email: String,
    password: String,
}

#[derive(Template)]
#[template(path = "members/join.html")]
struct JoinPage {
    shell: Shell,
    asked: Asked,
    /// The team one joins.
    team: String,
    /// Whether the link is for one address, which then stands.
    for_one: bool,
    faults: Vec<Wrong>,
}

impl JoinPage {
    fn wrong(&self, field: &str) -> &str {
        wrong_with(&self.faults, field)
    }
}

async fn ask(visit: Visit, Path(secret): Path<String>) -> Answer<Response> {
    if visit.guest().is_some() {
        return Ok(Redirect::to("/").into_response());
    }
    let asked = Asked::default();
    Ok(Page(page(&visit, &secret, asked, Vec::new()).await?).into_response())
}

async fn join(
    visit: Visit,
    Path(secret): Path<String>,
    Form(asked): Form<Asked>,
) -> Answer<Response> {
    match accept(&visit, &secret, &asked).await {
        Ok(session) => {
            let jar = CookieJar::new().add(session_cookie(&visit.app, session));
            Ok((jar, Redirect::to(first_page(&visit).await?)).into_response())
        }
        Err(Error::Invalid(faults)) => {
            let faults = wrongs(&visit.shell(""), &faults);
            let asked = Asked {
                password: String::new(),
                ..asked
            };
            let page = page(&visit, &secret, asked, faults).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

async fn page(
    visit: &Visit,
    secret: &str,
    mut asked: Asked,
    faults: Vec<Wrong>,
) -> Result<JoinPage> {
    let mut tx = visit.read().await?;
    let invitation = members::invitation(&mut tx, secret)
        .await?
        .ok_or_else(|| Error::NotFound(say!("invitation-unknown")))?;
    let team = members::team(&mut tx, &invitation.team).await?;
    let for_one = invitation.email.is_some();
    if let Some(email) = invitation.email {
        asked.email = email;
    }
    Ok(JoinPage {
        shell: visit.shell("").of_team(&team.name),
        asked,
        team: team.name,
        for_one,
        faults,
    })
}

/// Where somebody new begins: with what the team has learned, where there is any of it on a path.
async fn first_page(visit: &Visit) -> Result<&'static str> {
    let path = standards::path(&mut visit.read().await?).await?;
    Ok(if path.is_empty() { "/" } else { "/newcomers" })
}

async fn accept(visit: &Visit, secret: &str, asked: &Asked) -> Result<Session> {
    let unknown = || Error::NotFound(say!("invitation-unknown"));
    let invitation = members::invitation(&mut visit.read().await?, secret)
        .await?
        .ok_or_else(unknown)?;
    let address = invitation.email.as_deref().unwrap_or(&asked.email);
    let mut faults = Vec::new();
    let name = keep(Name::parse(&asked.name), &mut faults)?;
    let email = keep(Email::parse(address), &mut faults)?;
    let about = vec![asked.name.clone(), address.to_owned()];
    let password = keep(
        Passwords::hash(asked.password.clone(), about).await,
        &mut faults,
    )?;
    let (Some(name), Some(email), Some(password)) = (name, email, password) else {
        return Err(Error::Invalid(faults));
    };
    let mut tx = visit.app.db.write(Actor::nobody(Channel::Web)).await?;
    // Looked at again as the only writer: a link for one person works once.
    let invitation = members::invitation(&mut tx, secret)
        .await?
        .ok_or_else(unknown)?;
    let invited = Invited {
        name,
        email,
        password,
    };
    let member = invitation.accept(&mut tx, invited).await?;
    let session = members::open_session(&mut tx, &member.id).await?;
    tx.commit().await?;
    Ok(session)
}
