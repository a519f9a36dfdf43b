//! Members over JSON.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use super::lists;
use crate::members::{self, Deed, Member};
use crate::web::failure::Answer;
use crate::web::form::{Json, StrictQuery};
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

/// Which members.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// At most so many, 50 unless said, never more than 200.
    limit: Option<String>,
    /// Where the page before ended.
    cursor: Option<String>,
}

/// A page of members.
#[derive(Debug, Serialize, ToSchema)]
struct MemberList {
    items: Vec<MemberView>,
    /// The cursor of the next page; null at the end.
    next: Option<String>,
}

/// Everybody who has not left, by name.
#[utoipa::path(get, path = "/members", tag = "members", params(Wanted),
    responses((status = 200, body = MemberList), (status = 422, description = "a cursor that there is not")))]
async fn list(visit: Visit, StrictQuery(wanted): StrictQuery<Wanted>) -> Answer<Json<MemberList>> {
    let visitor = visit.visitor()?;
    let limit = lists::limit(wanted.limit.as_deref())?;
    let mut tx = visit.read().await?;
    let mut everybody = members::all(&mut tx).await?;
    if let Some(cursor) = lists::said(wanted.cursor.as_deref()) {
        let last = everybody
            .iter()
            .position(|member| member.id.as_str() == cursor);
        everybody.drain(..=last.ok_or_else(lists::unknown_cursor)?);
    }
    let more = lists::cut(&mut everybody, limit);
    let next = everybody.last().filter(|_| more);
    let next = next.map(|member| member.id.to_string());
    let items = everybody
        .into_iter()
        .map(|member| {
            let own = visitor.member.as_ref() == Some(&member.id);
            MemberView::new(member, own || visitor.may(Deed::Administer))
        })
        .collect();
    Ok(Json(MemberList { items, next }))
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
