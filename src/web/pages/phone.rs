//! Signing one's phone in: on the computer a code that is good once, on the phone the button that uses it.

use askama::Template;
use axum::http::header::RETRY_AFTER;
use axum::http::{Extensions, HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;

use super::sessions::session_cookie;
use crate::db::{Actor, Channel};
use crate::error::{Error, Result, say};
use crate::members::{self, Deed, LastCode, Member, PhoneCode, Session};
use crate::web::failure::Answer;
use crate::web::form::{Fields, Path};
use crate::web::guard;
use crate::web::page::{Page, Shell};
use crate::web::qr::{self, Qr};
use crate::web::routes::Routes;
use crate::web::visit::Visit;

/// A code stands in the address of the page that uses it: nobody is told where a visit came from.
const NO_REFERRER: (HeaderName, HeaderValue) = (
    header::REFERRER_POLICY,
    HeaderValue::from_static("no-referrer"),
);

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get(Deed::Read, "/settings/phone", show)
        .post(Deed::Log, "/settings/phone", make)
        .get(Deed::Open, "/phone", ask)
        .post(Deed::Open, "/phone", read)
        .get(Deed::Open, "/phone/{code}", confirm)
        .post(Deed::Open, "/phone/{code}", sign_in)
}

/// The computer's page.
#[derive(Debug, Template)]
#[template(path = "phone/make.html")]
struct MakePage {
    shell: Shell,
    /// A code that was just made: shown once.
    code: String,
    qr: Option<Qr>,
    qr_label: &'static str,
    /// Where the code is typed.
    address: String,
    /// What became of the last code.
    state: String,
    done: bool,
    /// Where it listens, for the hint how to be reached from elsewhere.
    port: u16,
}

async fn show(visit: Visit) -> Answer<Response> {
    Ok(Page(make_page(&visit, None).await?).into_response())
}

async fn make(visit: Visit) -> Answer<Response> {
    let mut tx = visit.write().await?;
    let (code, _) = members::make_phone_code(&mut tx, visit.visitor()?).await?;
    tx.commit().await?;
    let page = make_page(&visit, Some(&code)).await?;
    Ok(([NO_REFERRER], Page(page)).into_response())
}

async fn make_page(visit: &Visit, code: Option<&PhoneCode>) -> Result<MakePage> {
    let shell = visit.shell("");
    let mut tx = visit.read().await?;
    let last = members::last_phone_code(&mut tx, visit.visitor()?.person()?).await?;
    let address = shell.from_afar("/phone");
    Ok(MakePage {
        code: code.map(PhoneCode::in_groups).unwrap_or_default(),
        qr: code.and_then(|code| Qr::of(&format!("{address}/{}", code.as_str()))),
        qr_label: shell.say("phone-qr"),
        address: qr::as_read(&address).to_owned(),
        state: last.map_or_else(String::new, |last| state(&shell, last)),
        done: last.is_some_and(|last| last.used_at.is_some()),
        port: visit.app.config.listen.port(),
        shell,
    })
}

/// "Good until 14:05", "used at 14:03", "too old now".
fn state(shell: &Shell, last: LastCode) -> String {
    let at = |at| {
        let (hour, minute) = shell.words().zone().hour_and_minute(at);
        [("time", format!("{hour:02}:{minute:02}").into())]
    };
    match last.used_at {
        Some(used) => shell.with("phone-used", &at(used)),
        None if last.expires_at > shell.now() => {
            shell.with("phone-good-until", &at(last.expires_at))
        }
        None => shell.say("phone-too-old").to_owned(),
    }
}

/// The phone's page before a code is known.
#[derive(Debug, Template)]
#[template(path = "phone/ask.html")]
struct AskPage {
    shell: Shell,
    error: String,
}

/// The phone's page with the button.
#[derive(Debug, Template)]
#[template(path = "phone/confirm.html")]
struct ConfirmPage {
    shell: Shell,
    /// Who will be signed in.
    name: String,
    /// Whether that is who is signed in here already.
    already: bool,
    /// Who else is signed in here, and will no longer be; empty for nobody.
    instead_of: String,
}

async fn ask(visit: Visit) -> Answer<Page<AskPage>> {
    Ok(Page(AskPage {
        shell: visit.shell(""),
        error: String::new(),
    }))
}

async fn read(visit: Visit, fields: Fields) -> Answer<Response> {
    match PhoneCode::parse(fields.get("code")) {
        Ok(code) => Ok(Redirect::to(&format!("/phone/{}", code.as_str())).into_response()),
        Err(error) => refused(&visit, error),
    }
}

async fn confirm(
    visit: Visit,
    extensions: Extensions,
    headers: HeaderMap,
    Path(code): Path<String>,
) -> Answer<Response> {
    let from = guard::address_of(&extensions, &headers);
    let member = match known(&visit, &code, &from).await {
        Ok((_, member)) => member,
        Err(error) => return refused(&visit, error),
    };
    let here = visit.guest();
    let already = here.is_some_and(|visitor| visitor.member.as_ref() == Some(&member.id));
    let page = ConfirmPage {
        shell: visit.shell(""),
        name: member.name,
        already,
        instead_of: match here {
            Some(visitor) if !already => visitor.name.clone(),
            _ => String::new(),
        },
    };
    Ok(([NO_REFERRER], Page(page)).into_response())
}

async fn sign_in(
    visit: Visit,
    extensions: Extensions,
    headers: HeaderMap,
    Path(code): Path<String>,
) -> Answer<Response> {
    let from = guard::address_of(&extensions, &headers);
    match used(&visit, &code, &from).await {
        Ok(session) => {
            let jar = CookieJar::new().add(session_cookie(&visit.app, session));
            Ok(([NO_REFERRER], jar, Redirect::to("/")).into_response())
        }
        Err(error) => refused(&visit, error),
    }
}

async fn used(visit: &Visit, code: &str, from: &str) -> Result<Session> {
    let (code, _) = known(visit, code, from).await?;
    let mut tx = visit.app.db.write(Actor::nobody(Channel::Web)).await?;
    // Looked at again as the only writer: a code works once.
    let session = members::use_phone_code(&mut tx, &code).await?;
    // Whoever was signed in on this phone no longer is: their session would be lost sight of, and still be good.
    if let Some(visitor) = visit.guest() {
        members::sign_out(&mut tx, visitor).await?;
    }
    tx.commit().await?;
    tracing::info!(member.id = %session.member, "signed in by a code");
    Ok(session)
}

/// The code and whom it signs in. What leads to nobody counts as a guess.
async fn known(visit: &Visit, code: &str, from: &str) -> Result<(PhoneCode, Member)> {
    let code = PhoneCode::parse(code)?;
    let found = {
        let mut tx = visit.read().await?;
        members::may_guess(&mut tx, from).await?;
        members::phone_code(&mut tx, &code).await?
    };
    if let Some(member) = found {
        return Ok((code, member));
    }
    let mut tx = visit.app.db.write(Actor::nobody(Channel::Web)).await?;
    members::note_guess(&mut tx, from).await?;
    tx.commit().await?;
    tracing::info!("a code for a phone was not known");
    Err(Error::NotFound(say!("phone-unknown")))
}

/// The page to type a code on, with why that one was not taken.
fn refused(visit: &Visit, error: Error) -> Answer<Response> {
    let shell = visit.shell("");
    let (status, error, wait) = match error {
        Error::Invalid(faults) => {
            let text = faults.first().map(|fault| shell.tell(&fault.message));
            (
                StatusCode::UNPROCESSABLE_ENTITY,
                text.unwrap_or_default(),
                None,
            )
        }
        Error::NotFound(message) => (StatusCode::UNPROCESSABLE_ENTITY, shell.tell(&message), None),
        Error::TooOften { wait_seconds } => {
            let minutes = wait_seconds / 60 + 1;
            let text = shell.with("sign-in-too-often", &[("minutes", minutes.into())]);
            (StatusCode::TOO_MANY_REQUESTS, text, Some(wait_seconds))
        }
        other => return Err(other.into()),
    };
    let mut response = (status, [NO_REFERRER], Page(AskPage { shell, error })).into_response();
    if let Some(wait) = wait {
        let wait = HeaderValue::from(wait.unsigned_abs());
        response.headers_mut().insert(RETRY_AFTER, wait);
    }
    Ok(response)
}
