//! The screens of a team, on its settings page: an administrator makes the link of a television, sees which are in use,
//! and takes one back.

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

use crate::db::Tx;
use crate::error::{Error, Result, say};
use crate::id::ScreenId;
use crate::members::{self, Deed, Name, Team};
use crate::web::failure::Answer;
use crate::web::form::{Fields, Path};
use crate::web::page::{Page, Shell};
use crate::web::routes::Routes;
use crate::web::visit::Visit;
use crate::web::words::When;

use super::set_up::{Wrong, wrongs};
use super::teams::TeamPage;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .post(Deed::Administer, "/settings/teams/{key}/screens", make)
        .post(
            Deed::Administer,
            "/settings/teams/{key}/screens/{id}/revoke",
            revoke,
        )
}

/// A screen in the list.
#[derive(Debug)]
pub(super) struct ScreenRow {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) made_by: String,
    pub(super) made: When,
    /// When it last showed the wall; none when it never did.
    pub(super) seen: Option<When>,
}

/// The screens of a team, for whoever administers; nobody else is told of them.
pub(super) async fn rows(tx: &mut Tx, shell: &Shell, team: &Team) -> Result<Vec<ScreenRow>> {
    if !shell.is_administrator() {
        return Ok(Vec::new());
    }
    let screens = members::screens(tx, &team.id).await?;
    if screens.is_empty() {
        return Ok(Vec::new());
    }
    let names = members::names_in(tx, shell.language()).await?;
    let row = |screen: members::Screen| {
        let name = names.get(&screen.made_by).map_or("", String::as_str);
        ScreenRow {
            id: screen.id.to_string(),
            name: screen.name,
            made_by: shell.with("screens-made-by", &[("name", name.into())]),
            made: shell.ago(screen.created_at),
            seen: screen.seen_at.map(|seen| shell.ago(seen)),
        }
    };
    Ok(screens.into_iter().map(row).collect())
}

async fn make(visit: Visit, Path(key): Path<String>, fields: Fields) -> Answer<Response> {
    let visitor = visit.visitor()?;
    let administrator = visitor.administers()?;
    let mut tx = visit.write().await?;
    let team = members::team_by_key(&mut tx, &key).await?;
    let name = match Name::parse(fields.get("screen")) {
        Ok(name) => name,
        Err(_) => {
            let missing = Error::invalid("screen", say!("screens-name-missing"));
            return refused(&visit, tx, team, missing).await;
        }
    };
    let secret = members::make_screen(&mut tx, &administrator, visitor, &team.id, &name).await?;
    tx.commit().await?;
    let base = &visit.app.config.base_url;
    let link = format!("{base}/wall/{}/screen?key={secret}", team.key);
    let mut page = TeamPage::read(&mut visit.read().await?, &visit, team).await?;
    page.link = link;
    // The key is on this page: whatever is opened from here is not told where from.
    let quiet: [(HeaderName, HeaderValue); 1] = [(
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    )];
    Ok((quiet, Page(page)).into_response())
}

async fn refused(visit: &Visit, mut tx: Tx, team: Team, error: Error) -> Answer<Response> {
    let Error::Invalid(faults) = error else {
        return Err(error.into());
    };
    let mut page = TeamPage::read(&mut tx, visit, team).await?;
    let faults: Vec<Wrong> = wrongs(&visit.shell(""), &faults);
    page.faults = faults;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}

async fn revoke(visit: Visit, Path((key, id)): Path<(String, ScreenId)>) -> Answer<Redirect> {
    let administrator = visit.visitor()?.administers()?;
    let mut tx = visit.write().await?;
    let team = members::team_by_key(&mut tx, &key).await?;
    members::revoke_screen(&mut tx, &administrator, &team.id, &id).await?;
    tx.commit().await?;
    let back = format!("/settings/teams/{}#screens", team.key);
    Ok(Redirect::to(&back))
}
