//! `/standups/U-7`: the room while it runs, the minutes once it has ended.

use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::error::{Error, Result};
use crate::id::StandupId;
use crate::standups::{Moved, Step};
use crate::web::failure::Answer as Answered;
use crate::web::form::{Path, Query};
use crate::web::page::Page;
use crate::web::visit::Visit;

use super::looks::Looks;
use super::minutes::{MinutesPage, Refused};
use super::part;
use super::room::RoomPage;
use super::room_answer::{Answer, FaultRow};
use super::typed::Typed;

/// What the address may say about the step that led here.
#[derive(Debug, Clone, Default, serde::Deserialize)]
pub(super) struct Said {
    /// The cards that it left undecided, separated by commas.
    #[serde(default)]
    open: String,
    /// The idea that is taken over into the decision.
    #[serde(default)]
    take: String,
    /// `screen` for one that hangs in the room.
    #[serde(default)]
    face: String,
}

/// The stand-up, as it is now.
pub(super) async fn show(
    visit: Visit,
    Path(id): Path<StandupId>,
    Query(said): Query<Said>,
    headers: HeaderMap,
) -> Answered<Response> {
    if visit.part.is_some() && said.open.is_empty() {
        return Ok(part::part(&visit, id, &headers).await?);
    }
    let open = said
        .open
        .split(',')
        .filter_map(|id| id.parse().ok())
        .collect();
    let moved = Moved {
        seen: None,
        undecided: open,
    };
    let answer = Answer {
        moved: Some(moved),
        big: said.face == "screen",
        take: said.take.parse().ok(),
        ..Answer::default()
    };
    Ok(page(&visit, id, answer, Refused::default())
        .await?
        .into_response())
}

/// The room again, with what was refused and all that was typed. What is no fault of the form, and does not come from the
/// room having gone on, is a failure as anywhere.
pub(super) async fn refused(
    visit: &Visit,
    id: StandupId,
    error: Error,
    typed: Typed,
) -> Answered<Response> {
    let shell = visit.shell("standups");
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    let answer = match error {
        Error::Conflict(conflict) if conflict.theirs.is_empty() && !is_over(visit, id).await? => {
            status = StatusCode::CONFLICT;
            Answer {
                refused: shell.tell(&conflict.message),
                typed,
                ..Answer::default()
            }
        }
        Error::Invalid(faults) => Answer {
            refused: faults
                .iter()
                .filter(|fault| fault.field.is_empty())
                .map(|fault| shell.tell(&fault.message))
                .collect(),
            faults: faults
                .iter()
                .filter(|fault| !fault.field.is_empty())
                .map(|fault| FaultRow {
                    field: typed.named(&fault.field),
                    text: shell.tell(&fault.message),
                })
                .collect(),
            typed,
            ..Answer::default()
        },
        other => return Err(other.into()),
    };
    let page = page(visit, id, answer, Refused::default()).await?;
    Ok((status, page).into_response())
}

async fn is_over(visit: &Visit, id: StandupId) -> Result<bool> {
    let step = visit.app.room(id).await?.room.session.standup.place().step;
    Ok(step == Step::Ended)
}

/// The minutes again, with why a question was refused and what was typed.
pub(super) async fn refused_question(
    visit: &Visit,
    id: StandupId,
    questioned: Refused,
) -> Answered<Response> {
    let page = page(visit, id, Answer::default(), questioned).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

async fn page(
    visit: &Visit,
    id: StandupId,
    answer: Answer,
    questioned: Refused,
) -> Result<Response> {
    let seen = visit.app.room(id).await?;
    let room = &seen.room;
    let shell = visit.shell("standups").of_team(&room.minutes.team.name);
    Ok(match room.session.standup.place().step {
        Step::Ended => Page(MinutesPage::of(
            shell,
            &room.minutes,
            questioned,
            answer.big,
        ))
        .into_response(),
        _ => {
            let looks = Looks::of(visit, &seen).await?;
            Page(RoomPage::of(shell, room, &looks, answer)).into_response()
        }
    })
}
