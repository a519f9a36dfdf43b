//! Joining, changing and leaving.

use crate::db::{Change, Tx};
use crate::error::{Error, Result, say};
use crate::i18n::Language;
use crate::id::{MemberId, TeamId};

use super::{Administrator, Email, Member, Name, Password, Role, Visitor, store, teams};

/// Somebody who joins.
#[derive(Debug)]
pub struct Joining {
    /// Their name.
    pub name: Name,
    /// Their address.
    pub email: Email,
    /// Their role; absent: the first member becomes administrator, later ones are members.
    pub role: Option<Role>,
    /// Their teams, the first one their home; empty: the oldest team, if any.
    pub teams: Vec<TeamId>,
    /// Their password, hashed; absent: they cannot sign in by password yet.
    pub password: Option<Password>,
    /// Their language; absent: the browser's.
    pub language: Option<Language>,
}

/// Adds a member by the hand of an administrator.
///
/// # Errors
/// `Invalid` when the address is taken.
pub async fn add(tx: &mut Tx, _administrator: &Administrator, joining: Joining) -> Result<Member> {
    join(tx, joining).await
}

/// Adds a member: by set-up or by an invitation, which have checked that they may.
///
/// # Errors
/// `Invalid` when the address is taken.
pub async fn join(tx: &mut Tx, joining: Joining) -> Result<Member> {
    if store::by_email(tx, &joining.email).await?.is_some() {
        return Err(Error::invalid("email", say!("member-email-taken")));
    }
    let first = store::count(tx).await? == 0;
    let mut their_teams = joining.teams;
    if their_teams.is_empty() {
        their_teams.extend(
            teams::teams(tx)
                .await?
                .into_iter()
                .next()
                .map(|team| team.id),
        );
    }
    let member = Member {
        id: MemberId::generate(),
        name: joining.name.as_str().to_owned(),
        email: Some(joining.email.as_str().to_owned()),
        role: joining.role.unwrap_or(if first {
            Role::Administrator
        } else {
            Role::Member
        }),
        language: joining.language,
        manages: false,
        keys_on: true,
        home_team: their_teams.first().cloned(),
        joined_at: tx.now(),
        left_at: None,
        version: 1,
    };
    store::insert(tx, &member).await?;
    if let Some(password) = &joining.password {
        store::set_password(tx, &member.id, Some(password.phc())).await?;
    }
    for team in &their_teams {
        store::put_membership(tx, &member.id, team).await?;
    }
    tx.record(
        Change::new("member.joined", &member.id)
            .with("name", member.name.clone())
            .with("role", member.role.as_str()),
    );
    Ok(member)
}

/// Changes one's own name, language, home team and whether single-letter keys act.
///
/// # Errors
/// `NotFound` for an unknown team.
pub async fn change_profile(
    tx: &mut Tx,
    visitor: &Visitor,
    name: &Name,
    language: Option<Language>,
    keys_on: bool,
    home_team: Option<TeamId>,
) -> Result<Member> {
    let mut member = existing(tx, visitor.person()?).await?;
    if let Some(team) = &home_team {
        teams::team(tx, team).await?;
        store::put_membership(tx, &member.id, team).await?;
    }
    member.name = name.as_str().to_owned();
    member.language = language;
    member.keys_on = keys_on;
    member.home_team = home_team.or(member.home_team);
    store::update(tx, &member).await?;
    tx.record(Change::new("member.changed", &member.id).with("name", member.name.clone()));
    Ok(member)
}

/// Changes somebody's role, whether they manage the team, and their teams.
///
/// # Errors
/// `NotFound`; `Conflict` when nobody would administer any more.
pub async fn change_role(
    tx: &mut Tx,
    _administrator: &Administrator,
    id: &MemberId,
    role: Role,
    manages: bool,
    their_teams: &[TeamId],
) -> Result<Member> {
    let mut member = existing(tx, id).await?;
    if role != Role::Administrator {
        keep_one_administrator(tx, &member).await?;
    }
    member.role = role;
    member.manages = manages;
    store::clear_memberships(tx, id).await?;
    for team in their_teams {
        teams::team(tx, team).await?;
        store::put_membership(tx, id, team).await?;
    }
    if member
        .home_team
        .as_ref()
        .is_none_or(|home| !their_teams.contains(home))
    {
        member.home_team = their_teams.first().cloned();
    }
    store::update(tx, &member).await?;
    tx.record(Change::new("member.changed", id).with("role", role.as_str()));
    Ok(member)
}

/// Somebody leaves: their name becomes a pseudonym, their address, password, sessions and tokens go; their texts stay.
///
/// # Errors
/// `NotFound`; `Conflict` when nobody would administer any more.
pub async fn leave(tx: &mut Tx, _administrator: &Administrator, id: &MemberId) -> Result<()> {
    let mut member = existing(tx, id).await?;
    keep_one_administrator(tx, &member).await?;
    let tail: String = id.as_str().chars().rev().take(4).collect();
    member.name = format!("\u{2026}{tail}");
    member.email = None;
    member.home_team = None;
    member.left_at = Some(tx.now());
    store::update(tx, &member).await?;
    store::set_password(tx, id, None).await?;
    store::drop_sessions(tx, id, "").await?;
    store::clear_memberships(tx, id).await?;
    super::token_store::revoke_all(tx, id).await?;
    super::renew_store::end_all(tx, id).await?;
    super::phone_store::end_all(tx, id).await?;
    tx.record(Change::new("member.left", id));
    Ok(())
}

/// A member who has not left.
pub(super) async fn existing(tx: &mut Tx, id: &MemberId) -> Result<Member> {
    store::by_id(tx, id)
        .await?
        .filter(|member| member.left_at.is_none())
        .ok_or_else(|| Error::NotFound(say!("member-unknown")))
}

async fn keep_one_administrator(tx: &mut Tx, member: &Member) -> Result<()> {
    if member.role == Role::Administrator && store::count_administrators(tx).await? <= 1 {
        return Err(Error::conflict(say!("member-last-administrator")));
    }
    Ok(())
}
