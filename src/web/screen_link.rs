//! The link of a screen, as a request brings it: in the address the first time, then in a cookie that goes to that one
//! wall's screen and nowhere else, so that the key stands in no history and on no television.

use axum::extract::Request;
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};

use crate::app::App;
use crate::error::{Error, Result, say};
use crate::members::{self, Screen};

/// A key, and the wall whose screen it is sent to.
#[derive(Clone)]
pub(super) struct ScreenLink {
    team: String,
    key: String,
}

impl ScreenLink {
    /// The link with this key to the screen of a team.
    pub(super) fn new(team: &str, key: &str) -> Self {
        Self {
            team: team.to_owned(),
            key: key.to_owned(),
        }
    }

    /// The link that a request to `/wall/TEAM/screen` brings along; one in the address counts before the cookie's.
    pub(super) fn of(app: &App, request: &Request) -> Option<Self> {
        let team = request.uri().path().split('/').nth(2)?;
        let query = request.uri().query().unwrap_or("");
        let in_address = url::form_urlencoded::parse(query.as_bytes())
            .find(|(name, value)| name == "key" && !value.is_empty())
            .map(|(_, value)| value.into_owned());
        let kept = || {
            let jar = CookieJar::from_headers(request.headers());
            jar.get(name(app)).map(|cookie| cookie.value().to_owned())
        };
        in_address.or_else(kept).map(|key| Self::new(team, &key))
    }

    /// The screen it belongs to.
    ///
    /// # Errors
    /// `Forbidden` when the link was taken back, is of another wall, or never was.
    pub(super) async fn screen(&self, app: &App) -> Result<Screen> {
        let mut tx = app.db.read().await?;
        members::screen_by_key(&mut tx, &self.team, &self.key)
            .await?
            .ok_or_else(|| Error::Forbidden(say!("screen-taken-back")))
    }

    /// The cookie by which a browser keeps it.
    pub(super) fn cookie(self, app: &App) -> Cookie<'static> {
        let mut cookie = Cookie::new(name(app), self.key);
        cookie.set_path(format!("/wall/{}/screen", self.team));
        cookie.set_http_only(true);
        cookie.set_same_site(SameSite::Lax);
        cookie.set_secure(app.config.is_secure());
        cookie.make_permanent();
        cookie
    }
}

fn name(app: &App) -> &'static str {
    match app.config.is_secure() {
        true => "__Secure-screen",
        false => "cahier-screen",
    }
}
