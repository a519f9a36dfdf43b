//! Who leads in the weeks to come, and exchanging weeks.

use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::clock::Day;
use crate::db::Tx;
use crate::error::{Error, Result, say};
use crate::members::{self, Team};
use crate::standups::{self, Exchange, Rota, WEEKS_AHEAD, Week};
use crate::web::api::conditions::{self, IfMatch, etag};
use crate::web::failure::Answer;
use crate::web::form::{Json, Path, StrictQuery};
use crate::web::visit::Visit;

use super::view::{self, Person};

/// So many weeks are told where nobody says how many.
const WEEKS: usize = 6;

/// How far ahead.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Ahead {
    /// So many weeks, the present one first: 6 unless said, 26 at most.
    weeks: Option<String>,
}

/// Who leads in the weeks to come.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RotaView {
    /// The key of the team.
    team: String,
    /// The present week, and those that follow.
    items: Vec<WeekView>,
    /// The page that shows it.
    url: String,
}

/// A week, and who leads it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WeekView {
    /// The day it begins.
    #[schema(value_type = String, format = Date)]
    monday: Day,
    member: Person,
    /// `turn`, or `swap` or `skip` where people exchanged it.
    came: &'static str,
    /// Whose turn it would have been.
    instead_of: Option<Person>,
}

/// Who leads in the weeks to come; its `ETag` changes with it.
#[utoipa::path(get, path = "/teams/{key}/rota", tag = "standups", params(("key" = String, Path, example = "web"), Ahead),
    responses((status = 200, body = RotaView), (status = 404), (status = 422)))]
pub(super) async fn show(
    visit: Visit,
    Path(key): Path<String>,
    StrictQuery(ahead): StrictQuery<Ahead>,
) -> Answer<Response> {
    let count = ahead.count()?;
    let mut tx = visit.read().await?;
    let team = members::team_by_key(&mut tx, &key).await?;
    let rota = standups::rota(&mut tx, &team).await?;
    answer(&mut tx, &visit, &team, &rota, count).await
}

/// Who leads a week instead.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Instead {
    /// A member's id or e-mail. Without one the week is skipped: it is exchanged with that of whoever comes next.
    member: Option<String>,
    /// The Monday of their week that is given in exchange; the next that they lead where it is absent.
    #[schema(value_type = Option<String>, format = Date)]
    swap: Option<Day>,
}

/// Exchanges a week from the present one on: swaps it with a week of somebody else's, or skips it.
#[utoipa::path(put, path = "/teams/{key}/rota/{monday}", tag = "standups",
    params(("key" = String, Path, example = "web"), ("monday" = String, Path, example = "2026-12-14"), IfMatch),
    request_body = Instead, responses((status = 200, description = "who leads from now on", body = RotaView), (status = 404),
    (status = 409, description = "nobody else leads any week"), (status = 412, description = "it changed meanwhile; `present` is how it is now"), (status = 422)))]
pub(super) async fn exchange(
    visit: Visit,
    Path((key, monday)): Path<(String, Day)>,
    expected: IfMatch,
    Json(sent): Json<Instead>,
) -> Answer<Response> {
    let who = visit.takes_part()?;
    let mut tx = visit.write().await?;
    let team = members::team_by_key(&mut tx, &key).await?;
    let present = standups::rota(&mut tx, &team).await?;
    if !expected.allows(present.tag()) {
        let shown = view(&mut tx, &visit, &team, &present, WEEKS).await?;
        let message = say!("rota-changed-meanwhile");
        return Ok(conditions::outdated(
            &visit,
            &message,
            present.tag(),
            shown,
        )?);
    }
    let member = match &sent.member {
        Some(text) => Some(super::named::member(&mut tx, "member", text).await?),
        None => None,
    };
    let with = match (member, sent.swap) {
        (None, None) => Exchange::Skip,
        (None, Some(with)) => Exchange::Week(with),
        (Some(member), None) => Exchange::Member(member),
        (Some(member), Some(with)) => Exchange::WeekOf(member, with),
    };
    let rota = standups::exchange(&mut tx, &who, &team, monday, with).await?;
    let answer = answer(&mut tx, &visit, &team, &rota, WEEKS).await?;
    tx.commit().await?;
    Ok(answer)
}

impl Ahead {
    fn count(&self) -> Result<usize> {
        let Some(text) = &self.weeks else {
            return Ok(WEEKS);
        };
        let count = text.parse().ok();
        let count = count.filter(|count| (1..=WEEKS_AHEAD).contains(count));
        count.ok_or_else(|| Error::invalid("weeks", say!("rota-bad-weeks", max = WEEKS_AHEAD)))
    }
}

async fn answer(
    tx: &mut Tx,
    visit: &Visit,
    team: &Team,
    rota: &Rota,
    count: usize,
) -> Answer<Response> {
    let shown = view(tx, visit, team, rota, count).await?;
    Ok(([etag(rota.tag())?], Json(shown)).into_response())
}

async fn view(
    tx: &mut Tx,
    visit: &Visit,
    team: &Team,
    rota: &Rota,
    count: usize,
) -> Result<RotaView> {
    let names = members::names(tx).await?;
    let week = |week: Week| WeekView {
        monday: week.monday,
        member: view::person(&names, &week.member),
        came: week.came.as_str(),
        instead_of: week.instead_of.map(|one| view::person(&names, &one)),
    };
    Ok(RotaView {
        items: rota.weeks(count).into_iter().map(week).collect(),
        url: format!("{}/standups/next/{}", visit.app.config.base_url, team.key),
        team: team.key.clone(),
    })
}
