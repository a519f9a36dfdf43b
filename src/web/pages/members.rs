//! Members: who is here, and for administrators inviting, roles and leaving.

use std::collections::HashMap;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::error::{Error, Fault, Result, keep, say};
use crate::id::{MemberId, TeamId};
use crate::members::{self, Deed, Email, Invitation, Member, OpenInvitation, Role, Team};
use crate::proposals;
use crate::web::failure::Answer;
use crate::web::form::{Fields, Path, Query};
use crate::web::page::{Page, Shell};
use crate::web::routes::Routes;
use crate::web::visit::Visit;
use crate::web::words::When;

use super::set_up::{Wrong, wrong_with, wrongs};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get(Deed::Read, "/members", show)
        .post(Deed::Administer, "/members/invitations", invite)
        .post(Deed::Administer, "/members/invitations/{id}/end", withdraw)
        .post(Deed::Administer, "/members/{id}/role", change_role)
        .post(Deed::Administer, "/members/{id}/password", renew)
        .post(Deed::Administer, "/members/{id}/leave", leave)
}

#[derive(Template)]
#[template(path = "members/list.html")]
struct MembersPage {
    shell: Shell,
    rows: Vec<MemberRow>,
    teams: Vec<Team>,
    invitations: Vec<InvitationRow>,
    /// What was just done; empty for nothing.
    said: String,
    /// A link that was just made: shown once, with what it is for.
    link: String,
    link_for: String,
    /// Whether the address people use leads only to this machine, so that a link would be useless.
    is_local: bool,
    /// Where it listens, for the hint how to change that.
    port: u16,
    asked: Asked,
    faults: Vec<Wrong>,
}

#[derive(Default)]
struct Asked {
    email: String,
    team: String,
    role: String,
}

struct MemberRow {
    member: Member,
    teams: Vec<TeamId>,
    team_names: String,
    joined: When,
}

struct InvitationRow {
    invitation: OpenInvitation,
    team: String,
    until: When,
}

impl MembersPage {
    fn wrong(&self, field: &str) -> &str {
        wrong_with(&self.faults, field)
    }

    fn role_word(&self, role: &Role) -> &'static str {
        self.shell.say(match role {
            Role::Reader => "member-role-reader",
            Role::Member => "member-role-member",
            Role::Administrator => "member-role-administrator",
        })
    }

    /// A text about one member, by name.
    fn of(&self, who: &MemberRow, key: &str) -> String {
        let name = who.member.name.as_str();
        self.shell.with(key, &[("name", name.into())])
    }

    fn roles(&self) -> [Role; 3] {
        [Role::Reader, Role::Member, Role::Administrator]
    }
}

impl MemberRow {
    fn is_in(&self, team: &Team) -> bool {
        self.teams.contains(&team.id)
    }

    fn email(&self) -> &str {
        self.member.email.as_deref().unwrap_or("")
    }

    fn is(&self, role: &Role) -> bool {
        self.member.role == *role
    }
}

/// What was just done, as the address says it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Done {
    said: String,
}

async fn show(visit: Visit, Query(done): Query<Done>) -> Answer<Response> {
    let mut page = page(&visit, Asked::default(), Vec::new()).await?;
    page.said = match done.said.as_str() {
        "left" => page.shell.say("members-left").to_owned(),
        "saved" => page.shell.say("members-saved").to_owned(),
        _ => String::new(),
    };
    Ok(Page(page).into_response())
}

async fn page(visit: &Visit, asked: Asked, faults: Vec<Wrong>) -> Result<MembersPage> {
    let shell = visit.shell("");
    let mut tx = visit.read().await?;
    let teams = members::teams(&mut tx).await?;
    let names: HashMap<&TeamId, &str> = teams
        .iter()
        .map(|team| (&team.id, team.name.as_str()))
        .collect();
    let mut rows = Vec::new();
    let mut memberships = members::memberships(&mut tx).await?;
    for member in members::all(&mut tx).await? {
        let of = memberships.remove(&member.id).unwrap_or_default();
        let words: Vec<&str> = of
            .iter()
            .filter_map(|team| names.get(team).copied())
            .collect();
        rows.push(MemberRow {
            team_names: words.join(", "),
            joined: shell.words().since(member.joined_at),
            teams: of,
            member,
        });
    }
    let mut invitations = Vec::new();
    if shell.is_administrator() {
        for invitation in members::open_invitations(&mut tx).await? {
            invitations.push(InvitationRow {
                team: names
                    .get(&invitation.team)
                    .copied()
                    .unwrap_or("")
                    .to_owned(),
                until: shell.words().until(crate::clock::Day::of(
                    invitation.expires_at,
                    shell.words().zone(),
                )),
                invitation,
            });
        }
    }
    Ok(MembersPage {
        shell,
        rows,
        invitations,
        said: String::new(),
        link: String::new(),
        link_for: String::new(),
        is_local: visit.app.config.is_local(),
        port: visit.app.config.listen.port(),
        asked,
        faults,
        teams,
    })
}

async fn invite(visit: Visit, fields: Fields) -> Answer<Response> {
    let asked = Asked {
        email: fields.get("email").to_owned(),
        team: fields.get("team").to_owned(),
        role: fields.get("role").to_owned(),
    };
    match make_link(&visit, &asked).await {
        Ok(link) => {
            let mut page = page(&visit, Asked::default(), Vec::new()).await?;
            page.link_for = page.shell.say("members-link-made").to_owned();
            page.link = link;
            Ok(Page(page).into_response())
        }
        Err(error) => refused(&visit, asked, error).await,
    }
}

/// The page again, with why an act was refused.
async fn refused(visit: &Visit, asked: Asked, error: Error) -> Answer<Response> {
    let (status, faults) = match error {
        Error::Invalid(faults) => (StatusCode::UNPROCESSABLE_ENTITY, faults),
        Error::Conflict(conflict) => (
            StatusCode::CONFLICT,
            vec![Fault::new("", conflict.message.clone())],
        ),
        other => return Err(other.into()),
    };
    let faults = wrongs(&visit.shell(""), &faults);
    Ok((status, Page(page(visit, asked, faults).await?)).into_response())
}

/// A link that leads only to this machine helps nobody else.
fn reachable(visit: &Visit) -> Result<()> {
    match visit.app.config.is_local() {
        true => Err(Error::conflict(say!("members-local-refused"))),
        false => Ok(()),
    }
}

async fn renew(visit: Visit, Path(id): Path<MemberId>) -> Answer<Response> {
    match renewal(&visit, &id).await {
        Ok((name, link)) => {
            let mut page = page(&visit, Asked::default(), Vec::new()).await?;
            page.link_for = page
                .shell
                .with("members-renew-made", &[("name", name.into())]);
            page.link = link;
            Ok(Page(page).into_response())
        }
        Err(error) => refused(&visit, Asked::default(), error).await,
    }
}

async fn renewal(visit: &Visit, id: &MemberId) -> Result<(String, String)> {
    let visitor = visit.visitor()?;
    let administrator = visitor.administers()?;
    reachable(visit)?;
    let mut tx = visit.write().await?;
    let secret = members::renew_password(&mut tx, &administrator, visitor, id).await?;
    let member = members::by_id(&mut tx, id).await?;
    tx.commit().await?;
    let name = member.map(|member| member.name).unwrap_or_default();
    let link = format!("{}/password/{secret}", visit.app.config.base_url);
    Ok((name, link))
}

async fn make_link(visit: &Visit, asked: &Asked) -> Result<String> {
    let visitor = visit.visitor()?;
    let administrator = visitor.administers()?;
    reachable(visit)?;
    let mut faults = Vec::new();
    let email = if asked.email.trim().is_empty() {
        None
    } else {
        keep(Email::parse(&asked.email), &mut faults)?
    };
    let role = role_of(&asked.role);
    let role = keep(role, &mut faults)?;
    let (true, Some(role)) = (faults.is_empty(), role) else {
        return Err(Error::Invalid(faults));
    };
    let mut tx = visit.write().await?;
    let team = members::team_by_key(&mut tx, &asked.team).await?.id;
    let invitation = Invitation { team, email, role };
    let secret = members::invite(&mut tx, &administrator, visitor, invitation).await?;
    tx.commit().await?;
    Ok(format!("{}/join/{secret}", visit.app.config.base_url))
}

async fn withdraw(visit: Visit, Path(id): Path<crate::id::InvitationId>) -> Answer<Redirect> {
    let administrator = visit.visitor()?.administers()?;
    let mut tx = visit.write().await?;
    members::withdraw_invitation(&mut tx, &administrator, &id).await?;
    tx.commit().await?;
    Ok(Redirect::to("/members"))
}

async fn change_role(visit: Visit, Path(id): Path<MemberId>, fields: Fields) -> Answer<Response> {
    match role_changed(&visit, &id, &fields).await {
        Ok(()) => Ok(Redirect::to("/members?said=saved").into_response()),
        Err(error) => refused(&visit, Asked::default(), error).await,
    }
}

async fn role_changed(visit: &Visit, id: &MemberId, fields: &Fields) -> Result<()> {
    let administrator = visit.visitor()?.administers()?;
    let role = role_of(fields.get("role"))?;
    let mut tx = visit.write().await?;
    let mut teams = Vec::new();
    for key in fields.all("team") {
        teams.push(members::team_by_key(&mut tx, key).await?.id);
    }
    let manages = fields.ticked("manages");
    members::change_role(&mut tx, &administrator, id, role, manages, &teams).await?;
    proposals::people_left(&mut tx).await?;
    tx.commit().await.map(drop)
}

async fn leave(visit: Visit, Path(id): Path<MemberId>) -> Answer<Response> {
    match left(&visit, &id).await {
        Ok(()) => Ok(Redirect::to("/members?said=left").into_response()),
        Err(error) => refused(&visit, Asked::default(), error).await,
    }
}

async fn left(visit: &Visit, id: &MemberId) -> Result<()> {
    let administrator = visit.visitor()?.administers()?;
    let mut tx = visit.write().await?;
    members::leave(&mut tx, &administrator, id).await?;
    proposals::people_left(&mut tx).await?;
    tx.commit().await.map(drop)
}

fn role_of(word: &str) -> Result<Role> {
    word.parse()
        .map_err(|_| Error::invalid("role", say!("member-bad-role")))
}
