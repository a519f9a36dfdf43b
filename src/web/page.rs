//! Pages: what surrounds each, and how a template becomes an answer.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::clock::{Day, Timestamp, Zone};
use crate::error::{Conflict, Error, Message, Value};
use crate::i18n::{self, Language};
use crate::members::Role;

use super::assets;
use super::failure::{Failure, Typed};
use super::visit::Visit;
use super::words::{When, Words};

/// A template as an answer.
#[derive(Debug)]
pub struct Page<T>(pub T);

impl<T: Template> IntoResponse for Page<T> {
    fn into_response(self) -> Response {
        match self.0.render() {
            Ok(html) => (
                [
                    (
                        header::CONTENT_TYPE,
                        HeaderValue::from_static("text/html; charset=utf-8"),
                    ),
                    (
                        header::CACHE_CONTROL,
                        HeaderValue::from_static("private, no-cache"),
                    ),
                    (
                        header::VARY,
                        HeaderValue::from_static("Cahier-Part, Cookie"),
                    ),
                ],
                html,
            )
                .into_response(),
            Err(error) => Failure::from(Error::internal(error)).into_response(),
        }
    }
}

/// What surrounds every page, and the words in it.
#[derive(Debug, Clone)]
pub struct Shell {
    language: Language,
    here: &'static str,
    words: Words,
    name: String,
    team: String,
    role: Option<Role>,
    keys_on: bool,
    member: Option<String>,
    now: Timestamp,
    base_url: String,
    is_local: bool,
}

impl Shell {
    /// The surroundings for a visit; `here` is the item of the navigation one is at.
    pub fn new(visit: &Visit, here: &'static str) -> Self {
        let guest = visit.guest();
        let zone = guest.map_or_else(Zone::utc, |visitor| visitor.zone.clone());
        let now = visit.now();
        Self {
            language: visit.language,
            here,
            words: Words::new(visit.language, zone, now),
            name: guest.map_or_else(String::new, |visitor| visitor.name.clone()),
            team: String::new(),
            role: guest.map(|visitor| visitor.role),
            keys_on: guest.is_none_or(|visitor| visitor.keys_on),
            member: guest.and_then(|visitor| visitor.member.as_ref().map(ToString::to_string)),
            now,
            base_url: visit.app.config.base_url.clone(),
            is_local: visit.app.config.is_local(),
        }
    }

    /// The same on the page of a team, whose name stands in the title.
    pub fn of_team(mut self, name: &str) -> Self {
        name.clone_into(&mut self.team);
        self
    }

    /// The same for anybody who may do as much: nothing in it tells who came.
    pub fn of_nobody(self) -> Self {
        let role = if self.takes_part() {
            Role::Member
        } else {
            Role::Reader
        };
        Self {
            name: String::new(),
            member: None,
            role: self.role.map(|_| role),
            keys_on: true,
            ..self
        }
    }

    /// The same with the days of a place that is not the visitor's: a screen hangs where its team is.
    pub fn in_zone(mut self, zone: &Zone) -> Self {
        self.words = Words::new(self.language, zone.clone(), self.now);
        self
    }

    /// The same in another language, chosen in the form at hand.
    pub fn speak(&mut self, language: Language) {
        self.language = language;
    }

    /// The text under a key.
    pub fn say(&self, key: &'static str) -> &'static str {
        i18n::say(self.language, key)
    }

    /// The text under a key, with arguments.
    pub fn with(&self, key: &str, args: &[(&str, Value)]) -> String {
        i18n::with(self.language, key, args)
    }

    /// The text under a key with one argument, `count`.
    pub fn count(&self, key: &str, count: impl Into<Value>) -> String {
        i18n::with(self.language, key, &[("count", count.into())])
    }

    /// A message of the domain.
    pub fn tell(&self, message: &Message) -> String {
        i18n::tell(self.language, message)
    }

    /// When something happened.
    pub fn ago(&self, at: impl std::borrow::Borrow<Timestamp>) -> When {
        self.words.ago(*at.borrow())
    }

    /// A civil date.
    pub fn day(&self, day: impl std::borrow::Borrow<Day>) -> When {
        self.words.day(*day.borrow())
    }

    /// All the words for dates.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The tag of the language.
    pub fn lang(&self) -> &'static str {
        self.language.tag()
    }

    /// Whether one is at that item of the navigation.
    pub fn at(&self, place: &str) -> bool {
        self.here == place
    }

    /// Whether somebody is signed in.
    pub fn signed_in(&self) -> bool {
        self.role.is_some()
    }

    /// Whether the visitor takes part in the loop, so that its forms are shown.
    pub fn takes_part(&self) -> bool {
        self.role.is_some_and(|role| role >= Role::Member)
    }

    /// Whether the visitor administers.
    pub fn is_administrator(&self) -> bool {
        self.role == Some(Role::Administrator)
    }

    /// The visitor's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The visitor's key, empty for nobody.
    pub fn member(&self) -> &str {
        self.member.as_deref().unwrap_or("")
    }

    /// The name of the team whose page it is.
    pub fn team(&self) -> &str {
        &self.team
    }

    /// Whether single-letter keys are switched off.
    pub fn keys_off(&self) -> bool {
        !self.keys_on
    }

    /// The time at which the page is made.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// An address of ours as other devices ask for it.
    pub fn from_afar(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }

    /// Whether other devices get nowhere by it.
    pub fn is_local(&self) -> bool {
        self.is_local
    }

    /// The address of the stylesheet.
    pub fn stylesheet(&self) -> &'static str {
        assets::stylesheet()
    }

    /// The address of the script.
    pub fn script(&self) -> &'static str {
        assets::script()
    }

    /// The address of the icon.
    pub fn icon(&self) -> &'static str {
        assets::icon()
    }

    /// The address of the manifest.
    pub fn manifest(&self) -> &'static str {
        assets::manifest()
    }
}

/// What went wrong, in words, with both texts where two people changed one thing.
#[derive(Template)]
#[template(path = "error.html")]
pub(super) struct FailurePage {
    shell: Shell,
    status: u16,
    text: String,
    conflict: Option<Conflict>,
    typed: Option<Typed>,
    shape: &'static str,
}

impl FailurePage {
    pub(super) fn new(visit: &Visit, status: u16, text: String) -> Self {
        Self {
            shell: visit.shell(""),
            status,
            text,
            conflict: None,
            typed: None,
            // What a television shows instead of the wall is read from across the room too.
            shape: match visit.address.split('?').next() {
                Some(path) if path.ends_with("/screen") => "narrow screen-failure",
                _ => "narrow",
            },
        }
    }

    /// With both texts of two people who changed one thing.
    pub(super) fn with_conflict(self, conflict: Option<Conflict>) -> Self {
        Self { conflict, ..self }
    }

    /// With what was typed, to be sent again.
    pub(super) fn with_typed(self, typed: Option<Typed>) -> Self {
        Self { typed, ..self }
    }

    fn title_key(&self) -> &'static str {
        match StatusCode::from_u16(self.status) {
            Ok(StatusCode::NOT_FOUND) => "failure-title-not-found",
            Ok(StatusCode::UNAUTHORIZED) => "failure-title-signed-out",
            Ok(StatusCode::FORBIDDEN) => "failure-title-forbidden",
            Ok(StatusCode::CONFLICT) if self.conflict.is_some() => "failure-title-conflict",
            Ok(StatusCode::CONFLICT) => "failure-title-invalid",
            Ok(StatusCode::UNPROCESSABLE_ENTITY) => "failure-title-invalid",
            Ok(StatusCode::TOO_MANY_REQUESTS) => "failure-title-too-often",
            Ok(StatusCode::SERVICE_UNAVAILABLE | StatusCode::INSUFFICIENT_STORAGE) => {
                "failure-title-unavailable"
            }
            Ok(StatusCode::METHOD_NOT_ALLOWED) => "failure-title-invalid",
            _ => "failure-title-internal",
        }
    }
}
