//! What somebody searched for in vain a moment ago. Their own browser keeps it, for a quarter of an hour, so that a standard that they
//! find by another way can learn the words; the server keeps nothing of it. And what becomes of it when it is put on the wall.

use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use url::form_urlencoded;

use crate::app::App;
use crate::clock::{Day, Timestamp};
use crate::db::Tx;
use crate::error::Result;
use crate::gaps;
use crate::i18n;
use crate::id::{GapId, ProblemId};
use crate::members;

use super::visit::Visit;

const NAME: &str = "cahier-sought";
const SECONDS: i64 = 15 * 60;

/// A header that changes what the browser keeps.
pub(super) type Keep = [(HeaderName, HeaderValue); 1];

/// What the browser says that was searched for in vain.
pub(super) fn of(headers: &HeaderMap) -> Option<String> {
    let jar = CookieJar::from_headers(headers);
    let kept = jar.get(NAME)?.value().to_owned();
    let text = form_urlencoded::parse(kept.as_bytes())
        .next()?
        .0
        .into_owned();
    // Only what could have been noted as a gap is taken from a cookie.
    gaps::sought(&text, Timestamp::from_micros(0)).map(|sought| sought.text)
}

/// Has the browser keep a text.
pub(super) fn keep(visit: &Visit, text: &str) -> Option<Keep> {
    let text = gaps::sought(text, visit.now())?.text;
    let value: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
    header(&visit.app, value, SECONDS)
}

/// Has the browser forget it.
pub(super) fn forget(visit: &Visit) -> Option<Keep> {
    header(&visit.app, String::new(), 0)
}

fn header(app: &App, value: String, seconds: i64) -> Option<Keep> {
    let cookie = Cookie::build((NAME, value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(app.config.is_secure())
        .build();
    let value = HeaderValue::from_str(&format!("{cookie}; Max-Age={seconds}")).ok()?;
    Some([(SET_COOKIE, value)])
}

/// Puts what was searched for in vain on the wall of the visitor's team, with how often it was, in their language. Twice, it is posted
/// once.
pub(super) async fn put_on_the_wall(tx: &mut Tx, visit: &Visit, id: &GapId) -> Result<ProblemId> {
    if let Some(problem) = gaps::on_the_wall(tx, id).await? {
        return Ok(problem);
    }
    let gap = gaps::get(tx, id).await?;
    let visitor = visit.visitor()?;
    let team = members::home_team(tx, visitor).await?;
    let day = |at| Day::of(at, &visitor.zone);
    let args = [
        ("count", gap.times.into()),
        ("text", gap.text.as_str().into()),
        ("first", day(gap.first_at).into()),
        ("last", day(gap.last_at).into()),
    ];
    let told = i18n::with(visit.language, "gap-told", &args);
    gaps::put_on_the_wall(tx, &gap, &team, told).await
}
