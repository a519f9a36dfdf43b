//! One's own settings: profile, password, tokens; for administrators the teams.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::error::{Error, Result, say};
use crate::id::TokenId;
use crate::members::{self, Deed, Email, Member, Name, OpenSession, Passwords, Scope, Team, Token};
use crate::web::failure::Answer;
use crate::web::form::{Fields, Form, Path};
use crate::web::page::{Page, Shell};
use crate::web::routes::Routes;
use crate::web::visit::Visit;
use crate::web::words::When;

use super::set_up::{Wrong, wrong_with, wrongs};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get(Deed::Read, "/settings", show)
        .post(Deed::Log, "/settings/profile", change_profile)
        .post(Deed::Log, "/settings/password", change_password)
        .post(Deed::Log, "/settings/sessions/end", end_sessions)
        .post(Deed::Log, "/settings/sessions/{digest}/end", end_session)
        .post(Deed::Log, "/settings/tokens", create_token)
        .post(Deed::Log, "/settings/tokens/{id}/revoke", revoke_token)
}

#[derive(Template)]
#[template(path = "settings/page.html")]
struct SettingsPage {
    shell: Shell,
    member: Member,
    teams: Vec<Team>,
    tokens: Vec<TokenRow>,
    sessions: Vec<SessionRow>,
    /// A token that was just made: shown once.
    secret: String,
    base_url: String,
    /// The locale key of what was just done; empty for nothing.
    done: &'static str,
    faults: Vec<Wrong>,
}

struct TokenRow {
    token: Token,
    since: When,
}

/// Somewhere the member is signed in.
struct SessionRow {
    digest: String,
    /// The locale key of what it is.
    what: &'static str,
    this: bool,
    since: When,
    seen: When,
}

impl SettingsPage {
    fn wrong(&self, field: &str) -> &str {
        wrong_with(&self.faults, field)
    }

    fn speaks(&self, tag: &str) -> bool {
        self.member.language.map_or("", |language| language.tag()) == tag
    }

    fn is_home(&self, team: &Team) -> bool {
        self.member.home_team.as_ref() == Some(&team.id)
    }

    fn scope_word(&self, scope: &Scope) -> &'static str {
        self.shell.say(match scope {
            Scope::Read => "token-scope-read",
            Scope::Propose => "token-scope-propose",
            Scope::Write => "token-scope-write",
        })
    }

    fn scopes(&self) -> [Scope; 3] {
        [Scope::Read, Scope::Propose, Scope::Write]
    }
}

async fn show(visit: Visit) -> Answer<Response> {
    let page = page(&visit, "", String::new(), Vec::new()).await?;
    Ok(Page(page).into_response())
}

async fn page(
    visit: &Visit,
    done: &'static str,
    secret: String,
    faults: Vec<Wrong>,
) -> Result<SettingsPage> {
    let shell = visit.shell("");
    let person = visit.visitor()?.person()?;
    let mut tx = visit.read().await?;
    let member = members::by_id(&mut tx, person).await?;
    let member = member.ok_or_else(|| Error::NotFound(say!("member-unknown")))?;
    let tokens = members::tokens(&mut tx, person)
        .await?
        .into_iter()
        .map(|token| TokenRow {
            since: shell.ago(token.created_at),
            token,
        })
        .collect();
    let this = visit.visitor()?.session.as_deref();
    let sessions = members::open_sessions(&mut tx, visit.visitor()?).await?;
    let sessions = sessions
        .into_iter()
        .map(|session| session_row(&shell, session, this))
        .collect();
    Ok(SettingsPage {
        sessions,
        teams: members::teams(&mut tx).await?,
        base_url: visit.app.config.base_url.clone(),
        shell,
        member,
        tokens,
        secret,
        done,
        faults,
    })
}

fn session_row(shell: &Shell, session: OpenSession, this: Option<&str>) -> SessionRow {
    let this = this == Some(session.digest.as_str());
    SessionRow {
        what: match (this, session.by_code) {
            (true, _) => "sessions-here",
            (false, true) => "sessions-a-phone",
            (false, false) => "sessions-a-browser",
        },
        this,
        since: shell.words().since(session.created_at),
        seen: shell.ago(session.seen_at),
        digest: session.digest,
    }
}

/// The page again after an act: what was done, or what is wrong with what was sent.
async fn after(visit: &Visit, outcome: Result<(&'static str, String)>) -> Answer<Response> {
    match outcome {
        Ok((done, secret)) => {
            Ok(Page(page(visit, done, secret, Vec::new()).await?).into_response())
        }
        Err(Error::Invalid(faults)) => {
            let faults = wrongs(&visit.shell(""), &faults);
            let page = page(visit, "", String::new(), faults).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

async fn change_profile(visit: Visit, fields: Fields) -> Answer<Response> {
    let changed = async {
        let name = Name::parse(fields.get("name"))?;
        let language = fields.get("language").parse().ok();
        let mut tx = visit.write().await?;
        let home = match fields.get("team") {
            "" => None,
            key => Some(members::team_by_key(&mut tx, key).await?.id),
        };
        let keys_on = fields.ticked("keys");
        members::change_profile(&mut tx, visit.visitor()?, &name, language, keys_on, home).await?;
        tx.commit().await
    };
    match changed.await {
        // The page is asked for anew, so that it comes in the language just chosen.
        Ok(_) => Ok(Redirect::to("/settings").into_response()),
        Err(error) => after(&visit, Err(error)).await,
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct NewPassword {
    current: String,
    password: String,
}

async fn change_password(visit: Visit, Form(form): Form<NewPassword>) -> Answer<Response> {
    let changed = async {
        let visitor = visit.visitor()?;
        let (email, phc) = {
            let mut tx = visit.read().await?;
            let member = members::by_id(&mut tx, visitor.person()?).await?;
            let email = member.and_then(|member| member.email).unwrap_or_default();
            members::may_try(&mut tx, &email, "settings").await?;
            let known = members::password_of(&mut tx, &Email::parse(&email)?).await?;
            (email, known.and_then(|(_, phc)| phc))
        };
        if phc.is_some() && !Passwords::verify(form.current, phc).await? {
            let mut tx = visit.write().await?;
            members::note_failure(&mut tx, &email, "settings").await?;
            tx.commit().await?;
            return Err(Error::invalid("current", say!("password-not-current")));
        }
        let about = vec![visitor.name.clone(), email];
        let password = Passwords::hash(form.password, about).await?;
        let mut tx = visit.write().await?;
        members::change_password(&mut tx, visitor, &password).await?;
        tx.commit().await?;
        Ok(("settings-password-done", String::new()))
    };
    after(&visit, changed.await).await
}

async fn end_sessions(visit: Visit) -> Answer<Response> {
    let ended = async {
        let mut tx = visit.write().await?;
        members::end_other_sessions(&mut tx, visit.visitor()?).await?;
        tx.commit().await?;
        Ok(("settings-sessions-done", String::new()))
    };
    after(&visit, ended.await).await
}

async fn end_session(visit: Visit, Path(digest): Path<String>) -> Answer<Redirect> {
    let mut tx = visit.write().await?;
    members::end_session(&mut tx, visit.visitor()?, &digest).await?;
    tx.commit().await?;
    Ok(Redirect::to("/settings#sessions"))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct NewToken {
    name: String,
    scope: String,
}

async fn create_token(visit: Visit, Form(form): Form<NewToken>) -> Answer<Response> {
    let made = async {
        let name = Name::parse(&form.name)
            .map_err(|_| Error::invalid("name-token", say!("token-name-missing")))?;
        let scope = form
            .scope
            .parse()
            .map_err(|_| Error::invalid("scope", say!("token-bad-scope")))?;
        let visitor = visit.visitor()?;
        if visitor.session.is_none() && scope > visitor.scope {
            return Err(Error::Forbidden(say!(
                "permission-token-too-narrow",
                scope = visitor.scope.as_str()
            )));
        }
        let mut tx = visit.write().await?;
        let secret = members::create_token(&mut tx, visitor.person()?, &name, scope).await?;
        tx.commit().await?;
        Ok(("settings-token-done", secret))
    };
    after(&visit, made.await).await
}

async fn revoke_token(visit: Visit, Path(id): Path<TokenId>) -> Answer<Redirect> {
    let mut tx = visit.write().await?;
    members::revoke_token(&mut tx, visit.visitor()?.person()?, &id).await?;
    tx.commit().await?;
    Ok(Redirect::to("/settings"))
}
