//! Whoever stands at a door, signed in.

use std::sync::Arc;

use crate::clock::{Timestamp, Zone};
use crate::db::{Actor, Channel, Tx};
use crate::error::{Error, Result, say};
use crate::i18n::Language;
use crate::id::{MemberId, TeamId};

use super::store;
use super::{Member, Role, Scope, Team};

/// Sessions end after so long without a visit.
pub(super) const IDLE_SECONDS: i64 = 14 * 86_400;
/// Sessions end after so long, visited or not.
pub(super) const ABSOLUTE_SECONDS: i64 = 30 * 86_400;

/// A member who is signed in, by a session or by a token.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// Who; none for the terminal on a data folder.
    pub member: Option<MemberId>,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// What the token allows; `Write` in person.
    pub scope: Scope,
    /// The door.
    pub channel: Channel,
    /// The language they chose.
    pub language: Option<Language>,
    /// Whether single-letter keys act.
    pub keys_on: bool,
    /// The team whose wall is theirs.
    pub home_team: Option<TeamId>,
    /// The key of that team, for addresses.
    pub home_key: Option<String>,
    /// Where that team is, for the hours shown.
    pub zone: Zone,
    /// The digest of their session; none for a token.
    pub session: Option<String>,
    /// The digest of their token; none for a session.
    pub token: Option<String>,
    /// When the session was last noted as used.
    pub seen_at: Timestamp,
}

impl Visitor {
    /// The terminal on a data folder: whoever can write beside the database. It logs, proposes and administers;
    /// agreeing, deciding and checking need a server and a token.
    pub fn terminal(home: Option<&Team>) -> Self {
        Self {
            member: None,
            name: String::new(),
            role: Role::Member,
            scope: Scope::Propose,
            channel: Channel::Terminal,
            language: None,
            keys_on: true,
            home_team: home.map(|team| team.id.clone()),
            home_key: home.map(|team| team.key.clone()),
            zone: home.map_or_else(Zone::of_this_machine, |team| team.zone.clone()),
            session: None,
            token: None,
            seen_at: Timestamp::from_micros(0),
        }
    }

    /// A member for whom the terminal on a data folder acts.
    pub fn terminal_as(member: &Member, home: Option<&Team>) -> Self {
        Self {
            member: Some(member.id.clone()),
            name: member.name.clone(),
            role: member.role.min(Role::Member),
            language: member.language,
            ..Self::terminal(home)
        }
    }

    /// The member, where one is needed.
    ///
    /// # Errors
    /// `Forbidden` for the terminal on a data folder.
    pub fn person(&self) -> Result<&MemberId> {
        self.member
            .as_ref()
            .ok_or_else(|| Error::Forbidden(say!("permission-person-only")))
    }

    /// Who writes, for the feed.
    pub fn actor(&self) -> Actor {
        Actor {
            member: self.member.clone(),
            channel: self.channel,
        }
    }

    /// Whether an agent's token stands at the door.
    pub fn is_agent(&self) -> bool {
        self.channel == Channel::Agent
    }
}

/// The tables that say who a visitor is: while none of them is written to, what was read of one still holds.
pub const VISITOR_TABLES: &[&str] = &["members", "sessions", "teams", "tokens"];

/// A way in that was given to somebody: a session of a browser, or an API token.
#[derive(Debug, Clone)]
pub struct Entrance {
    visitor: Arc<Visitor>,
    /// When the session began; a token has no such end.
    began: Option<Timestamp>,
}

impl Entrance {
    /// The visitor; none when the session is too old.
    pub fn visitor_at(&self, now: Timestamp) -> Option<Arc<Visitor>> {
        let fresh = self.began.is_none_or(|began| {
            now.seconds_since(self.visitor.seen_at) < IDLE_SECONDS
                && now.seconds_since(began) < ABSOLUTE_SECONDS
        });
        fresh.then(|| Arc::clone(&self.visitor))
    }
}

/// The way in behind the digest of a session cookie's value; none when it is unknown or its member has left.
pub async fn by_session(tx: &mut Tx, digest: &str) -> Result<Option<Entrance>> {
    let row = store::session(tx, digest).await?;
    Ok(row.map(|row| Entrance {
        began: Some(row.created_at),
        visitor: Arc::new(Visitor {
            scope: Scope::Write,
            channel: Channel::Web,
            session: Some(digest.to_owned()),
            seen_at: row.seen_at,
            ..row.person.into_visitor()
        }),
    }))
}

/// The way in behind the digest of an API token; none when it is unknown, revoked, or its member has left.
pub async fn by_token(tx: &mut Tx, digest: &str) -> Result<Option<Entrance>> {
    let row = store::token(tx, digest).await?;
    Ok(row.map(|row| Entrance {
        began: None,
        visitor: Arc::new(Visitor {
            scope: row.scope,
            channel: if row.scope == Scope::Propose {
                Channel::Agent
            } else {
                Channel::Api
            },
            token: Some(digest.to_owned()),
            ..row.person.into_visitor()
        }),
    }))
}

/// Whether a visitor without a session or a token is still one: the demo's member, and the terminal on a data folder.
pub async fn is_still_there(tx: &mut Tx, visitor: &Visitor) -> Result<bool> {
    Ok(match &visitor.member {
        Some(member) => store::person(tx, member).await?.is_some(),
        None => true,
    })
}

/// The visitor that a member is in person, without a session: the demo's.
pub async fn in_person(tx: &mut Tx, member: &MemberId) -> Result<Option<Visitor>> {
    let person = store::person(tx, member).await?;
    Ok(person.map(|person| Visitor {
        scope: Scope::Write,
        channel: Channel::Web,
        ..person.into_visitor()
    }))
}
