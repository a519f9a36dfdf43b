//! Members: who is here, and for administrators inviting, roles and leaving.

use std::collections::HashMap;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use crate::error::{Error, Result, say};
use crate::id::{MemberId, TeamId};
use crate::members::{self, Deed, Email, Invitation, Member, OpenInvitation, Role, Team};
use crate::proposals;
use crate::web::failure::Answer;
use crate::web::form::{Fields, Path};
use crate::web::page::{Page, Shell};
use crate::web::routes::Routes;
use crate::web::visit::Visit;
use crate::web::words::When;

use super::set_up::{Wrong, keep, wrong_with, wrongs};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get(Deed::Read, "/members", show)
        .post(Deed::Administer, "/members/invitations", invite)
        .post(Deed::Administer, "/members/invitations/{id}/end", withdraw)
        .post(Deed::Administer, "/members/{id}/role", change_role)
        .post(Deed::Administer, "/members/{id}/leave", leave)
}

#[derive(Template)]
#[template(path = "members/list.html")]
struct MembersPage {
    shell: Shell,
    rows: Vec<MemberRow>,
    teams: Vec<Team>,
    invitations: Vec<InvitationRow>,
    /// A link that was just made: shown once.
    link: String,
    /// Whether the address people use leads only to this machine, so that a link would be useless.
    is_local: bool,
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

async fn show(visit: Visit) -> Answer<Response> {
    let page = page(&visit, String::new(), Asked::default(), Vec::new()).await?;
    Ok(Page(page).into_response())
}

async fn page(
    visit: &Visit,
    link: String,
    asked: Asked,
    faults: Vec<Wrong>,
) -> Result<MembersPage> {
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
            joined: shell.ago(member.joined_at),
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
                until: shell.day(crate::clock::Day::of(
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
        link,
        is_local: visit.app.config.is_local(),
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
            let page = page(&visit, link, Asked::default(), Vec::new()).await?;
            Ok(Page(page).into_response())
        }
        Err(Error::Invalid(faults)) => {
            let faults = wrongs(&visit.shell(""), &faults);
            let page = page(&visit, String::new(), asked, faults).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

async fn make_link(visit: &Visit, asked: &Asked) -> Result<String> {
    let visitor = visit.visitor()?;
    let administrator = visitor.administers()?;
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

async fn change_role(visit: Visit, Path(id): Path<MemberId>, fields: Fields) -> Answer<Redirect> {
    let administrator = visit.visitor()?.administers()?;
    let role = role_of(fields.get("role"))?;
    let mut tx = visit.write().await?;
    let mut teams = Vec::new();
    for key in fields.all("team") {
        teams.push(members::team_by_key(&mut tx, key).await?.id);
    }
    let manages = fields.ticked("manages");
    members::change_role(&mut tx, &administrator, &id, role, manages, &teams).await?;
    proposals::people_left(&mut tx).await?;
    tx.commit().await?;
    Ok(Redirect::to("/members"))
}

async fn leave(visit: Visit, Path(id): Path<MemberId>) -> Answer<Redirect> {
    let administrator = visit.visitor()?.administers()?;
    let mut tx = visit.write().await?;
    members::leave(&mut tx, &administrator, &id).await?;
    proposals::people_left(&mut tx).await?;
    tx.commit().await?;
    Ok(Redirect::to("/members"))
}

fn role_of(word: &str) -> Result<Role> {
    word.parse()
        .map_err(|_| Error::invalid("role", say!("member-bad-role")))
}
