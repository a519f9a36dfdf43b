//! Setting up: once, with the code that the start printed.

use askama::Template;
use axum::http::{Extensions, HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use serde::Deserialize;

use crate::clock::Zone;
use crate::db::{Actor, Channel};
use crate::error::{Error, Fault, Result, keep};
use crate::i18n::Language;
use crate::members::{self, Deed, Email, Name, Passwords, Session, SetUp};
use crate::web::failure::Answer;
use crate::web::form::Form;
use crate::web::guard;
use crate::web::page::{Page, Shell};
use crate::web::routes::Routes;
use crate::web::visit::Visit;

use super::sessions::session_cookie;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get(Deed::Open, "/setup", ask)
        .post(Deed::Open, "/setup", set_up)
}

#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
struct Asked {
    code: String,
    team: String,
    name: String,
    email: String,
    password: String,
    standup_time: String,
    zone: String,
    language: String,
    reach: String,
}

#[derive(Template)]
#[template(path = "members/set_up.html")]
struct SetUpPage {
    shell: Shell,
    asked: Asked,
    faults: Vec<Wrong>,
}

/// What is wrong with a field, in words.
#[derive(Debug)]
pub(super) struct Wrong {
    pub(super) field: String,
    pub(super) text: String,
}

/// The faults of a form in the reader's words.
pub(super) fn wrongs(shell: &Shell, faults: &[Fault]) -> Vec<Wrong> {
    faults
        .iter()
        .map(|fault| Wrong {
            field: fault.field.to_string(),
            text: shell.tell(&fault.message),
        })
        .collect()
}

/// What is wrong with one field; empty when all is well.
pub(super) fn wrong_with<'w>(faults: &'w [Wrong], field: &str) -> &'w str {
    faults
        .iter()
        .find(|fault| fault.field == field)
        .map_or("", |fault| &fault.text)
}

impl SetUpPage {
    fn wrong(&self, field: &str) -> &str {
        wrong_with(&self.faults, field)
    }
}

/// Once it is done: who must reach it, and what to set for that.
#[derive(Template)]
#[template(path = "members/set_up_done.html")]
struct SetUpDonePage {
    shell: Shell,
    /// Where it listens now.
    port: u16,
}

async fn ask(visit: Visit) -> Answer<Response> {
    if members::is_set_up(&mut visit.read().await?).await? {
        return Ok(Redirect::to("/").into_response());
    }
    let page = SetUpPage {
        asked: Asked {
            zone: Zone::of_this_machine().to_string(),
            standup_time: "09:30".to_owned(),
            language: visit.language.tag().to_owned(),
            reach: "machine".to_owned(),
            ..Asked::default()
        },
        shell: visit.shell(""),
        faults: Vec::new(),
    };
    Ok(Page(page).into_response())
}

async fn set_up(
    visit: Visit,
    extensions: Extensions,
    headers: HeaderMap,
    Form(asked): Form<Asked>,
) -> Answer<Response> {
    let address = guard::address_of(&extensions, &headers);
    match found(&visit, &asked, &address).await {
        Ok(session) => {
            let jar = CookieJar::new().add(session_cookie(&visit.app, session));
            if asked.reach == "network" && visit.app.config.is_local() {
                let port = visit.app.config.listen.port();
                let mut shell = visit.shell("");
                shell.speak(chosen(&visit, &asked));
                return Ok((jar, Page(SetUpDonePage { shell, port })).into_response());
            }
            Ok((jar, Redirect::to("/")).into_response())
        }
        Err(Error::Invalid(faults)) => {
            let shell = visit.shell("");
            let page = SetUpPage {
                faults: wrongs(&shell, &faults),
                asked: Asked {
                    password: String::new(),
                    ..asked
                },
                shell,
            };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

fn chosen(visit: &Visit, asked: &Asked) -> Language {
    asked.language.parse().unwrap_or(visit.language)
}

async fn found(visit: &Visit, asked: &Asked, address: &str) -> Result<Session> {
    members::may_try(&mut visit.read().await?, "set-up", address).await?;
    let mut faults = Vec::new();
    let name = keep(Name::parse(&asked.name), &mut faults)?;
    let email = keep(Email::parse(&asked.email), &mut faults)?;
    let about = vec![asked.name.clone(), asked.email.clone(), asked.team.clone()];
    let hashed = Passwords::hash(asked.password.clone(), about).await;
    let password = keep(hashed, &mut faults)?;
    let (Some(name), Some(email), Some(password)) = (name, email, password) else {
        return Err(Error::Invalid(faults));
    };
    let mut tx = visit.app.db.write(Actor::nobody(Channel::Web)).await?;
    let set_up = SetUp {
        code: asked.code.clone(),
        team: asked.team.clone(),
        name,
        email,
        password,
        standup_time: asked.standup_time.clone(),
        zone: asked.zone.clone(),
        language: chosen(visit, asked),
    };
    let member = match members::set_up(&mut tx, set_up).await {
        Ok(member) => member,
        Err(error) => {
            drop(tx);
            let wrong_code = matches!(&error, Error::Invalid(faults) if faults.iter().any(|fault| fault.field == "code"));
            if wrong_code {
                let mut tx = visit.app.db.write(Actor::nobody(Channel::Web)).await?;
                members::note_failure(&mut tx, "set-up", address).await?;
                tx.commit().await?;
            }
            return Err(error);
        }
    };
    let session = members::open_session(&mut tx, &member.id).await?;
    tx.commit().await?;
    Ok(session)
}
