//! One request: who comes, in which language, to which instance. The guard makes it before any handler runs.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::app::App;
use crate::clock::Timestamp;
use crate::db::{Actor, Tx};
use crate::error::{Error, Result, say};
use crate::i18n::Language;
use crate::id::MemberId;
use crate::members::{Screen, TakesPart, Visitor};

use super::idempotency::Once;
use super::page::Shell;

/// One request, as a handler sees it.
#[derive(Debug, Clone)]
pub struct Visit {
    /// The instance.
    pub app: Arc<App>,
    /// The language of the answer: the member's, else the browser's.
    pub language: Language,
    /// The address asked for, with its query.
    pub address: String,
    /// The live part asked for (`Cahier-Part`), when only that is wanted.
    pub part: Option<String>,
    pub(super) visitor: Option<Arc<Visitor>>,
    /// The screen that looks, when nobody is signed in.
    pub(super) screen: Option<Arc<Screen>>,
    pub(super) once: Option<Once>,
    /// Whether the caller wants JSON, so that failures are problem details.
    pub(super) wants_json: bool,
}

/// The terminal on a data folder, which talks to the same routes without a network: put into a request's extensions.
#[derive(Debug, Clone)]
pub struct Terminal(pub Visitor);

impl Visit {
    /// The visitor, where the route lets only signed-in people through.
    ///
    /// # Errors
    /// `SignedOut` on an open route that nobody signed in came by.
    pub fn visitor(&self) -> Result<&Visitor> {
        self.visitor
            .as_deref()
            .ok_or_else(|| Error::SignedOut(say!("permission-sign-in")))
    }

    /// The visitor, if somebody is signed in.
    pub fn guest(&self) -> Option<&Visitor> {
        self.visitor.as_deref()
    }

    /// The member that visits; none for strangers and for the terminal on a data folder.
    pub fn member(&self) -> Option<&MemberId> {
        self.guest()?.member.as_ref()
    }

    /// The screen whose link was sent along, where that is what let the request in.
    pub fn screen(&self) -> Option<&Screen> {
        self.screen.as_deref()
    }

    /// The proof that the visitor takes part in the loop.
    ///
    /// # Errors
    /// `Forbidden`.
    pub fn takes_part(&self) -> Result<TakesPart> {
        self.visitor()?.takes_part()
    }

    /// A connection for reading.
    pub async fn read(&self) -> Result<Tx> {
        self.app.db.read().await
    }

    /// A write in the visitor's name. A request that carries an `Idempotency-Key` writes once.
    ///
    /// # Errors
    /// `Conflict` when the same key is under way or was used for another request.
    pub async fn write(&self) -> Result<Tx> {
        let visitor = self.visitor()?;
        let mut tx = self.app.db.write(visitor.actor()).await?;
        if let Some(once) = &self.once {
            once.claim(&mut tx, visitor.person()?).await?;
        }
        Ok(tx)
    }

    /// A write in nobody's name, for what the feed must not tell of anybody: who is in a room, whose an idea is.
    ///
    /// # Errors
    /// As [`Visit::write`].
    pub async fn write_unnamed(&self) -> Result<Tx> {
        let visitor = self.visitor()?;
        let mut tx = self.app.db.write(Actor::nobody(visitor.channel)).await?;
        if let Some(once) = &self.once {
            once.claim(&mut tx, visitor.person()?).await?;
        }
        Ok(tx)
    }

    /// The time of the request.
    pub fn now(&self) -> Timestamp {
        self.app.clock().now()
    }

    /// What surrounds a page; `here` is the item of the navigation one is at: `wall`, `standups`, `book`, `newcomers`, or none.
    pub fn shell(&self, here: &'static str) -> Shell {
        Shell::new(self, here)
    }
}

impl<S: Sync> FromRequestParts<S> for Visit {
    type Rejection = super::failure::Failure;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Self::Rejection> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(|| Error::internal("a route that the guard does not stand before").into())
    }
}
