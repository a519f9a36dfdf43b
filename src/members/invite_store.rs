//! The rows of invitations.

use crate::clock::Timestamp;
use crate::db::{Tx, args};
use crate::error::Result;
use crate::id::{InvitationId, MemberId, TeamId};

use super::{Invitation, OpenInvitation, Role};

pub(super) async fn insert(
    tx: &mut Tx,
    id: &InvitationId,
    digest: &str,
    invitation: &Invitation,
    by: &MemberId,
    expires_at: Timestamp,
) -> Result<()> {
    const SQL: &str =
        "insert into invitations (id, digest, team, email, role, made_by, created_at, expires_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let email = invitation.email.as_ref().map(|email| email.as_str());
    let now = tx.now();
    let args = args![
        id,
        digest,
        &invitation.team,
        email,
        invitation.role,
        by,
        now,
        expires_at
    ];
    tx.put(SQL, args).await?;
    Ok(())
}

pub(super) async fn by_digest(tx: &mut Tx, digest: &str) -> Result<Option<OpenInvitation>> {
    const SQL: &str = "select id, team, email, role, expires_at from invitations
        where digest = $1 and ended_at is null and expires_at > $2";
    let now = tx.now();
    let row: Option<InvitationRow> = tx.opt(SQL, args![digest, now]).await?;
    Ok(row.map(Into::into))
}

pub(super) async fn open(tx: &mut Tx) -> Result<Vec<OpenInvitation>> {
    const SQL: &str = "select id, team, email, role, expires_at from invitations
        where ended_at is null and expires_at > $1 order by created_at desc";
    let now = tx.now();
    let rows: Vec<InvitationRow> = tx.all(SQL, args![now]).await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

pub(super) async fn end(tx: &mut Tx, id: &InvitationId) -> Result<u64> {
    const SQL: &str = "update invitations set ended_at = $2 where id = $1 and ended_at is null";
    let now = tx.now();
    tx.exec(SQL, args![id, now]).await
}

#[derive(sqlx::FromRow)]
struct InvitationRow {
    id: InvitationId,
    team: TeamId,
    email: Option<String>,
    role: Role,
    expires_at: Timestamp,
}

impl From<InvitationRow> for OpenInvitation {
    fn from(row: InvitationRow) -> Self {
        Self {
            id: row.id,
            team: row.team,
            email: row.email,
            role: row.role,
            expires_at: row.expires_at,
        }
    }
}
