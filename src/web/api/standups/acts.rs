//! Acts in the room, but for deciding.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::db::Tx;
use crate::error::{Error, Result, say};
use crate::id::{ProblemId, StandardId, StandupId};
use crate::members;
use crate::problems::Lesson;
use crate::standups::{self, Mode, Moved, Presence, Session, Start, To};
use crate::web::api::conditions::{self, IfMatch, etag};
use crate::web::failure::Answer;
use crate::web::form::{Json, Path};
use crate::web::problem_fields::{team_of, word};
use crate::web::visit::Visit;

use super::view::{self, Shown};

/// A stand-up to begin.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewStandup {
    /// The key of the team; the only one, or one's own, where it is absent.
    team: Option<String>,
    /// The agenda; without one, what the wall proposes.
    #[schema(value_type = Option<Vec<String>>)]
    problems: Option<Vec<ProblemId>>,
    /// `spoken`; `silent`: ideas are written first, and shown together; or `async`: each acts in their own time, until a
    /// deadline for each step or until everybody of the team has.
    mode: Option<String>,
    /// Over the day, what each step has, in hours: 24, and at most 168.
    hours: Option<i64>,
}

/// Begins a stand-up; whoever begins it leads it.
#[utoipa::path(post, path = "/standups", tag = "standups", request_body = NewStandup,
    responses((status = 201, body = Shown), (status = 409), (status = 422)))]
pub(super) async fn create(visit: Visit, Json(new): Json<NewStandup>) -> Answer<Response> {
    let who = visit.takes_part()?;
    let mode = match new.mode.as_deref() {
        None => Mode::Spoken,
        Some(mode) => mode
            .parse()
            .map_err(|_| Error::invalid("mode", say!("standup-bad-mode")))?,
    };
    let mut tx = visit.write().await?;
    let team = match &new.team {
        Some(key) => team_of(&mut tx, key).await?,
        None => members::home_team(&mut tx, visit.visitor()?).await?,
    };
    let start = Start {
        team,
        mode,
        problems: new.problems,
        hours: new.hours,
    };
    let id = standups::start(&mut tx, &who, start).await?;
    let session = standups::session(&mut tx, id).await?;
    let shown = view::shown(&mut tx, &visit, &session, None).await?;
    tx.commit().await?;
    Ok((
        StatusCode::CREATED,
        [(header::LOCATION, format!("/api/v1/standups/{id}"))],
        Json(shown),
    )
        .into_response())
}

/// Somebody who is in the room.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Attending {
    /// A member's id or e-mail; oneself where it is absent. Only whoever leads enters others.
    member: Option<String>,
    /// False for whoever leaves the room.
    here: Option<bool>,
}

/// Says who is in the room.
#[utoipa::path(post, path = "/standups/{id}/presence", tag = "standups", params(("id" = String, Path), IfMatch),
    request_body = Attending, responses((status = 200, body = Shown), (status = 403), (status = 409), (status = 422), (status = 412)))]
pub(super) async fn presence(
    visit: Visit,
    Path(id): Path<StandupId>,
    expected: IfMatch,
    Json(sent): Json<Attending>,
) -> Answer<Response> {
    let who = visit.takes_part()?;
    let presence = if sent.here == Some(false) {
        Presence::Gone
    } else {
        Presence::Here
    };
    let mut tx = visit.write_unnamed().await?;
    if let Some(refused) = moved_on(&mut tx, &visit, id, &expected).await? {
        return Ok(refused);
    }
    let whom = match &sent.member {
        Some(text) => super::named::member(&mut tx, "member", text).await?,
        None => who.member().clone(),
    };
    let session = standups::attend(&mut tx, &who, id, &whom, presence).await?;
    answer(&visit, tx, session, None).await
}

/// Where to go.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Stepping {
    /// `next`, `back` or `problem`.
    to: String,
    /// The problem to go to.
    #[schema(value_type = Option<String>)]
    problem: Option<ProblemId>,
    /// The number of the step that was read (`at`): when it is another one by now, nothing is done.
    at: Option<i64>,
}

/// Goes on, back, or to a problem. `next` is never refused: `undecided` says what stays open.
#[utoipa::path(post, path = "/standups/{id}/step", tag = "standups", params(("id" = String, Path), IfMatch),
    request_body = Stepping, responses((status = 200, body = Shown), (status = 403), (status = 409), (status = 412), (status = 422)))]
pub(super) async fn step(
    visit: Visit,
    Path(id): Path<StandupId>,
    expected: IfMatch,
    Json(sent): Json<Stepping>,
) -> Answer<Response> {
    let who = visit.takes_part()?;
    let to = match (sent.to.as_str(), sent.problem) {
        ("next", _) => To::Next,
        ("back", _) => To::Back,
        ("problem", Some(problem)) => To::Problem(problem),
        ("problem", None) => {
            return Err(Error::invalid("problem", say!("standup-problem-missing")).into());
        }
        _ => return Err(Error::invalid("to", say!("standup-bad-step")).into()),
    };
    let mut tx = visit.write().await?;
    if let Some(refused) = moved_on(&mut tx, &visit, id, &expected).await? {
        return Ok(refused);
    }
    let (session, moved) = standups::step(&mut tx, &who, id, to, sent.at).await?;
    answer(&visit, tx, session, Some(moved)).await
}

/// Who leads from now on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Leading {
    /// A member's id or e-mail, for whoever leads and hands the lead over; oneself where it is absent.
    to: Option<String>,
}

/// Takes the lead over from somebody who is not there any more, or hands it over.
#[utoipa::path(post, path = "/standups/{id}/facilitator", tag = "standups", params(("id" = String, Path), IfMatch),
    request_body = Leading, responses((status = 200, body = Shown), (status = 403), (status = 409), (status = 412), (status = 422)))]
pub(super) async fn facilitator(
    visit: Visit,
    Path(id): Path<StandupId>,
    expected: IfMatch,
    Json(sent): Json<Leading>,
) -> Answer<Response> {
    let who = visit.takes_part()?;
    let mut tx = visit.write().await?;
    if let Some(refused) = moved_on(&mut tx, &visit, id, &expected).await? {
        return Ok(refused);
    }
    let to = match &sent.to {
        Some(text) => Some(super::named::member(&mut tx, "to", text).await?),
        None => None,
    };
    let session = match to.filter(|to| to != who.member()) {
        Some(to) => standups::hand_over(&mut tx, &who, id, &to).await?,
        None => standups::take_over(&mut tx, &who, id).await?,
    };
    answer(&visit, tx, session, None).await
}

/// Ends it, from wherever it is.
#[utoipa::path(post, path = "/standups/{id}/end", tag = "standups", params(("id" = String, Path), IfMatch),
    responses((status = 200, body = Shown), (status = 403), (status = 412)))]
pub(super) async fn end(
    visit: Visit,
    Path(id): Path<StandupId>,
    expected: IfMatch,
) -> Answer<Response> {
    let who = visit.takes_part()?;
    let mut tx = visit.write().await?;
    if let Some(refused) = moved_on(&mut tx, &visit, id, &expected).await? {
        return Ok(refused);
    }
    let (session, moved) = standups::end(&mut tx, &who, id).await?;
    answer(&visit, tx, session, Some(moved)).await
}

/// What is done with the floor.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Turning {
    /// `done`, `pass` or `back`: to the one before, or, for somebody who passed, to themselves once more. While ideas are
    /// written or dots given, and over the day in the round too, each says so for themselves: nothing to add, or something
    /// after all.
    action: String,
}

/// Passes the floor on or back.
#[utoipa::path(post, path = "/standups/{id}/turn", tag = "standups", params(("id" = String, Path), IfMatch),
    request_body = Turning, responses((status = 200, body = Shown), (status = 403), (status = 422), (status = 412)))]
pub(super) async fn turn(
    mut visit: Visit,
    Path(id): Path<StandupId>,
    expected: IfMatch,
    Json(sent): Json<Turning>,
) -> Answer<Response> {
    let who = visit.takes_part()?;
    let act = sent
        .action
        .parse()
        .map_err(|_| Error::invalid("action", say!("standup-bad-turn")))?;
    // Who has nothing to write while ideas are sealed stands in no row that stays; saying it again changes nothing.
    if visit.once.is_some() {
        let mut tx = visit.read().await?;
        if standups::session(&mut tx, id)
            .await?
            .standup
            .waits_for_all()
        {
            visit.once = None;
        }
    }
    let mut tx = visit.write_unnamed().await?;
    if let Some(refused) = moved_on(&mut tx, &visit, id, &expected).await? {
        return Ok(refused);
    }
    let session = standups::turn(&mut tx, &who, id, act, None).await?;
    answer(&visit, tx, session, None).await
}

/// What was found when the room asked for a standard.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Covering {
    #[schema(value_type = String)]
    problem: ProblemId,
    /// `none`, `not_applied` or `not_enough`.
    answer: String,
    #[schema(value_type = Option<String>)]
    standard: Option<StandardId>,
}

/// Keeps whether there is a standard for the problem that has the floor.
#[utoipa::path(post, path = "/standups/{id}/covered", tag = "standups", params(("id" = String, Path), IfMatch),
    request_body = Covering, responses((status = 200, body = Shown), (status = 403), (status = 422), (status = 412)))]
pub(super) async fn covered(
    visit: Visit,
    Path(id): Path<StandupId>,
    expected: IfMatch,
    Json(sent): Json<Covering>,
) -> Answer<Response> {
    let who = visit.takes_part()?;
    let found = word("answer", &sent.answer, Lesson::ALL)?;
    let mut tx = visit.write().await?;
    if let Some(refused) = moved_on(&mut tx, &visit, id, &expected).await? {
        return Ok(refused);
    }
    let session = standups::cover(&mut tx, &who, id, sent.problem, found, sent.standard).await?;
    answer(&visit, tx, session, None).await
}

/// Refuses an act on a state that is past, where `If-Match` names one, with the present one.
pub(super) async fn moved_on(
    tx: &mut Tx,
    visit: &Visit,
    id: StandupId,
    expected: &IfMatch,
) -> Result<Option<Response>> {
    let session = standups::session(tx, id).await?;
    let version = session.head.version;
    if expected.allows(version) {
        return Ok(None);
    }
    let present = view::shown(tx, visit, &session, None).await?;
    conditions::outdated(visit, &say!("standup-moved-on"), version, present).map(Some)
}

/// Commits, and answers with the stand-up as it stands now.
pub(super) async fn answer(
    visit: &Visit,
    mut tx: Tx,
    session: Session,
    moved: Option<Moved>,
) -> Answer<Response> {
    let undecided = moved.map(|moved| moved.undecided);
    let shown = view::shown(&mut tx, visit, &session, undecided).await?;
    tx.commit().await?;
    Ok(([etag(session.head.version)?], Json(shown)).into_response())
}
