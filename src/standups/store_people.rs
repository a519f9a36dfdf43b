//! The rows of who is in the room.

use crate::db::{Tx, args};
use crate::error::Result;
use crate::id::{MemberId, StandupId};

use super::floor::Present;

/// Somebody who was in the room.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(super) struct PersonRow {
    /// Who.
    pub(super) member: MemberId,
    /// Still there at the end, or now.
    pub(super) here: bool,
    /// Entered by whoever leads, and has done nothing themselves since.
    pub(super) entered: bool,
    /// Has left Cahier altogether.
    pub(super) left: bool,
    /// Manages the team now.
    pub(super) manages: bool,
}

pub(super) async fn people(tx: &mut Tx, id: StandupId) -> Result<Vec<PersonRow>> {
    const PEOPLE: &str =
        "select p.member, p.here, p.entered, m.left_at is not null as \"left\", m.manages
        from standup_people p join members m on m.id = p.member
        where p.standup = $1 order by p.position";
    tx.all(PEOPLE, args![id]).await
}

pub(super) async fn put_person(
    tx: &mut Tx,
    id: StandupId,
    member: &MemberId,
    here: bool,
    entered: bool,
) -> Result<()> {
    const PUT: &str = "insert into standup_people (standup, member, position, here, entered)
        values ($1, $2, (select count(*) from standup_people where standup = $1), $3, $4)
        on conflict (standup, member) do update
        set here = $3, entered = standup_people.entered and $4";
    tx.put(PUT, args![id, member, here, entered]).await?;
    Ok(())
}

/// Notes that somebody leads from now on.
pub(super) async fn put_leader(tx: &mut Tx, id: StandupId, member: &MemberId) -> Result<()> {
    const PUT: &str = "insert into standup_leaders (standup, member, position)
        values ($1, $2, (select count(*) from standup_leaders where standup = $1))
        on conflict (standup, member) do nothing";
    tx.put(PUT, args![id, member]).await?;
    Ok(())
}

/// Everybody who led, in the order they took the lead.
pub(super) async fn leaders(tx: &mut Tx, id: StandupId) -> Result<Vec<MemberId>> {
    const LEADERS: &str = "select member from standup_leaders where standup = $1 order by position";
    let rows: Vec<(MemberId,)> = tx.all(LEADERS, args![id]).await?;
    Ok(rows.into_iter().map(|(member,)| member).collect())
}

/// Notes that somebody acts themselves, on a device of their own.
pub(super) async fn acts_themselves(tx: &mut Tx, id: StandupId, member: &MemberId) -> Result<()> {
    const ACTS: &str = "update standup_people set entered = false
        where standup = $1 and member = $2 and entered";
    tx.put(ACTS, args![id, member]).await?;
    Ok(())
}

/// Nobody is waited for any more who was entered and has done nothing.
pub(super) async fn forget_entered(tx: &mut Tx, id: StandupId) -> Result<()> {
    const FORGET: &str = "delete from standup_people where standup = $1 and entered";
    tx.put(FORGET, args![id]).await?;
    Ok(())
}

/// Whether somebody was entered by whoever leads and has done nothing themselves since.
pub(super) async fn was_entered(tx: &mut Tx, id: StandupId, member: &MemberId) -> Result<bool> {
    const ENTERED: &str =
        "select position from standup_people where standup = $1 and member = $2 and entered";
    let row: Option<(i64,)> = tx.opt(ENTERED, args![id, member]).await?;
    Ok(row.is_some())
}

/// Who is in the room, for the machine.
pub(super) fn present(rows: &[PersonRow]) -> Vec<Present> {
    let here = rows.iter().filter(|row| row.here && !row.left);
    here.map(|row| Present {
        member: row.member.clone(),
        manages: row.manages,
    })
    .collect()
}
