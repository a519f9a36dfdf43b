//! Invitations: a link that an administrator copies, for the whole team until it expires, or for one person.

use crate::clock::Timestamp;
use crate::db::{Change, Tx};
use crate::error::{Error, Result, say};
use crate::id::{InvitationId, TeamId};

use super::{
    Administrator, Email, Joining, Member, Name, Password, Role, Visitor, invite_store as store,
    store as people, teams,
};

/// How long a link is good, in days, unless said otherwise.
const GOOD_DAYS: i64 = 7;

/// What an administrator asks for.
#[derive(Debug)]
pub struct Invitation {
    /// The team they join.
    pub team: TeamId,
    /// For one person: their address. Absent: for everybody who has the link.
    pub email: Option<Email>,
    /// The role they get.
    pub role: Role,
}

/// A link that is still good, as administrators see it: never its secret.
#[derive(Debug, Clone)]
pub struct OpenInvitation {
    /// The key, to withdraw it by.
    pub id: InvitationId,
    /// The team.
    pub team: TeamId,
    /// The one person it is for.
    pub email: Option<String>,
    /// The role.
    pub role: Role,
    /// Until when.
    pub expires_at: Timestamp,
}

/// Makes an invitation; the secret of its link is given back once.
///
/// # Errors
/// `NotFound` for an unknown team; `Invalid` when the address is a member's already, or when everybody who has the link
/// would become administrator.
pub async fn invite(
    tx: &mut Tx,
    _administrator: &Administrator,
    by: &Visitor,
    invitation: Invitation,
) -> Result<String> {
    teams::team(tx, &invitation.team).await?;
    match &invitation.email {
        Some(email) if people::by_email(tx, email).await?.is_some() => {
            return Err(Error::invalid("email", say!("member-email-taken")));
        }
        None if invitation.role == Role::Administrator => {
            return Err(Error::invalid(
                "role",
                say!("invitation-no-open-administrators"),
            ));
        }
        _ => {}
    }
    let secret = people::new_secret();
    let id = InvitationId::generate();
    let expires_at = tx.now().plus_seconds(GOOD_DAYS * 86_400);
    let digest = people::digest(&secret);
    store::insert(tx, &id, &digest, &invitation, by.person()?, expires_at).await?;
    tx.record(
        Change::new("member.invited", &invitation.team).with("role", invitation.role.as_str()),
    );
    Ok(secret)
}

/// The invitation behind the secret of a link; none when it is unknown, expired, used or withdrawn.
pub async fn invitation(tx: &mut Tx, secret: &str) -> Result<Option<OpenInvitation>> {
    store::by_digest(tx, &people::digest(secret)).await
}

/// Somebody who takes an invitation.
#[derive(Debug)]
pub struct Invited {
    /// Their name.
    pub name: Name,
    /// Their address; for a link to one person it must be that one.
    pub email: Email,
    /// Their password, hashed.
    pub password: Password,
}

impl OpenInvitation {
    /// Joins by this invitation; one for a single person is used up.
    ///
    /// # Errors
    /// `Invalid` when the address is taken or is not the invited one.
    pub async fn accept(&self, tx: &mut Tx, invited: Invited) -> Result<Member> {
        if self
            .email
            .as_deref()
            .is_some_and(|email| email != invited.email.as_str())
        {
            return Err(Error::invalid("email", say!("invitation-other-email")));
        }
        let member = super::join(
            tx,
            Joining {
                name: invited.name,
                email: invited.email,
                role: Some(self.role),
                teams: vec![self.team.clone()],
                password: Some(invited.password),
                language: None,
            },
        )
        .await?;
        if self.email.is_some() {
            store::end(tx, &self.id).await?;
        }
        Ok(member)
    }
}

/// The invitations that are still good, the newest first.
pub async fn open_invitations(tx: &mut Tx) -> Result<Vec<OpenInvitation>> {
    store::open(tx).await
}

/// Withdraws an invitation.
///
/// # Errors
/// `NotFound` when it is no longer open.
pub async fn withdraw_invitation(
    tx: &mut Tx,
    _administrator: &Administrator,
    id: &InvitationId,
) -> Result<()> {
    if store::end(tx, id).await? == 0 {
        return Err(Error::NotFound(say!("invitation-unknown")));
    }
    Ok(())
}
