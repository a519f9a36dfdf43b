//! Signing in and out, and the limit on trying.

use crate::db::{Change, Tx};
use crate::error::Result;
use crate::id::MemberId;

use super::{Email, Password, Visitor, store};

/// A new session: the secret that goes into the cookie, stored nowhere.
#[derive(Debug)]
pub struct Session {
    /// The cookie's value.
    pub secret: String,
    /// Whose it is.
    pub member: MemberId,
}

/// The member and stored password behind an address; none where there is no such member.
pub async fn password_of(tx: &mut Tx, email: &Email) -> Result<Option<(MemberId, Option<String>)>> {
    let Some(member) = store::by_email(tx, email).await? else {
        return Ok(None);
    };
    let phc = store::password(tx, &member.id).await?;
    Ok(Some((member.id, phc)))
}

/// Opens a session for a member whose password was right, who was invited, or who set the instance up.
pub async fn open_session(tx: &mut Tx, member: &MemberId) -> Result<Session> {
    let secret = store::new_secret();
    store::put_session(tx, &store::digest(&secret), member).await?;
    Ok(Session {
        secret,
        member: member.clone(),
    })
}

/// Ends the session of a visitor.
pub async fn sign_out(tx: &mut Tx, visitor: &Visitor) -> Result<()> {
    if let Some(session) = &visitor.session {
        store::drop_session(tx, session).await?;
    }
    Ok(())
}

/// Sets a new password and ends the member's other sessions.
pub async fn change_password(tx: &mut Tx, visitor: &Visitor, password: &Password) -> Result<()> {
    store::set_password(tx, visitor.person()?, Some(password.phc())).await?;
    end_other_sessions(tx, visitor).await?;
    tx.record(Change::new("member.changed_password", visitor.person()?));
    Ok(())
}

/// Ends the member's sessions but the one at hand.
pub async fn end_other_sessions(tx: &mut Tx, visitor: &Visitor) -> Result<()> {
    let this = visitor.session.as_deref().unwrap_or("");
    store::drop_sessions(tx, visitor.person()?, this).await
}

impl Visitor {
    /// Notes that the session is in use; worth a write once an hour.
    pub async fn note_visit(&self, tx: &mut Tx) -> Result<()> {
        match &self.session {
            Some(session) => store::touch_session(tx, session).await,
            None => Ok(()),
        }
    }

    /// Whether the session was last noted as used more than an hour ago.
    pub fn visit_is_stale(&self, now: crate::clock::Timestamp) -> bool {
        self.session.is_some() && now.seconds_since(self.seen_at) > 3600
    }
}
