//! Members over JSON.

use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::members::{self, Deed, Member};
use crate::web::failure::Answer;
use crate::web::form::Json;
use crate::web::routes::Routes;
use crate::web::visit::Visit;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .add(Deed::Read, routes!(list))
        .add(Deed::Read, routes!(me))
}

/// A member.
#[derive(Debug, Serialize, ToSchema)]
struct MemberView {
    id: String,
    name: String,
    /// Absent for other people, but to whoever administers.
    email: Option<String>,
    /// `reader`, `member` or `administrator`.
    role: &'static str,
    manages: bool,
}

impl MemberView {
    fn new(member: Member, shows_email: bool) -> Self {
        Self {
            id: member.id.to_string(),
            name: member.name,
            email: member.email.filter(|_| shows_email),
            role: member.role.as_str(),
            manages: member.manages,
        }
    }
}

/// A list of members.
#[derive(Debug, Serialize, ToSchema)]
struct MemberList {
    items: Vec<MemberView>,
    next: Option<String>,
}

/// Everybody who has not left, by name.
#[utoipa::path(get, path = "/members", tag = "members", responses((status = 200, body = MemberList)))]
async fn list(visit: Visit) -> Answer<Json<MemberList>> {
    let visitor = visit.visitor()?;
    let mut tx = visit.read().await?;
    let everybody = members::all(&mut tx).await?;
    let items = everybody
        .into_iter()
        .map(|member| {
            let own = visitor.member.as_ref() == Some(&member.id);
            MemberView::new(member, own || visitor.may(Deed::Administer))
        })
        .collect();
    Ok(Json(MemberList { items, next: None }))
}

/// Whoever the token belongs to.
#[derive(Debug, Serialize, ToSchema)]
struct Me {
    #[serde(flatten)]
    member: MemberView,
    /// What the token allows: `read`, `propose` or `write`.
    scope: &'static str,
    /// The key of one's home team.
    team: Option<String>,
}

/// Whoever the token belongs to.
#[utoipa::path(get, path = "/me", tag = "members", responses((status = 200, body = Me)))]
async fn me(visit: Visit) -> Answer<Json<Me>> {
    let visitor = visit.visitor()?;
    let mut tx = visit.read().await?;
    let member = members::by_id(&mut tx, visitor.person()?).await?;
    let member = member.ok_or_else(|| crate::error::Error::internal("a visitor is no member"))?;
    Ok(Json(Me {
        member: MemberView::new(member, true),
        scope: visitor.scope.as_str(),
        team: visitor.home_key.clone(),
    }))
}
