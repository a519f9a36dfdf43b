//! The room's forms for what is said in it, and for how it goes on: ideas, dots, the mode, time, the agenda's order.

use axum::response::Response;

use crate::error::{Error, Result, say};
use crate::id::{IdeaId, StandupId};
use crate::standups::{self, Moved, NewIdea};
use crate::web::failure::Answer;
use crate::web::form::{Form, Path};
use crate::web::visit::Visit;

use super::acts::{Sent, room};
use super::show::refused;
use super::typed::Typed;

/// Notes an idea.
pub(super) async fn note_idea(
    visit: Visit,
    Path(id): Path<StandupId>,
    Form(fields): Sent,
) -> Answer<Response> {
    let typed = Typed::of(fields);
    let done = noted(&visit, id, &typed).await;
    answer(&visit, id, done, typed).await
}

async fn noted(visit: &Visit, id: StandupId, typed: &Typed) -> Result<()> {
    let who = visit.takes_part()?;
    let idea = NewIdea {
        key: Some(typed.get("key").to_owned()).filter(|key| !key.is_empty()),
        problem: typed.read("problem", say!("standup-problem-missing"))?,
        kind: typed.need("kind", say!("standup-idea-empty"))?,
        text: typed.get("idea").to_owned(),
    };
    let mut tx = visit.write_unnamed().await?;
    standups::note_idea(&mut tx, &who, id, idea).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes one's own idea back, or says that one says the same as another.
pub(super) async fn change_idea(
    visit: Visit,
    Path((id, idea)): Path<(StandupId, IdeaId)>,
    Form(fields): Sent,
) -> Answer<Response> {
    let typed = Typed::of(fields);
    let done = changed(&visit, id, &idea, &typed).await;
    answer(&visit, id, done, typed).await
}

async fn changed(visit: &Visit, id: StandupId, idea: &IdeaId, typed: &Typed) -> Result<()> {
    let who = visit.takes_part()?;
    let same_as: Option<IdeaId> = typed.read("same_as", say!("standup-idea-unknown"))?;
    let mut tx = visit.write_unnamed().await?;
    if typed.is("take_back", "yes") {
        standups::take_idea_back(&mut tx, &who, id, idea).await?;
    } else {
        standups::join_ideas(&mut tx, &who, id, idea, same_as.as_ref()).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Gives dots.
pub(super) async fn dots(
    visit: Visit,
    Path(id): Path<StandupId>,
    Form(fields): Sent,
) -> Answer<Response> {
    let typed = Typed::of(fields);
    let done = given(&visit, id, &typed).await;
    answer(&visit, id, done, typed).await
}

async fn given(visit: &Visit, id: StandupId, typed: &Typed) -> Result<()> {
    let who = visit.takes_part()?;
    let idea: IdeaId = typed.need("to_idea", say!("standup-idea-unknown"))?;
    let dots = typed.need("dots", say!("standup-bad-dots"))?;
    let mut tx = visit.write_unnamed().await?;
    standups::give_dots(&mut tx, &who, id, who.member(), &idea, dots).await?;
    tx.commit().await?;
    Ok(())
}

/// Says how ideas reach the others.
pub(super) async fn mode(
    visit: Visit,
    Path(id): Path<StandupId>,
    Form(fields): Sent,
) -> Answer<Response> {
    let typed = Typed::of(fields);
    let done = mode_set(&visit, id, &typed).await;
    answer(&visit, id, done, typed).await
}

async fn mode_set(visit: &Visit, id: StandupId, typed: &Typed) -> Result<()> {
    let who = visit.takes_part()?;
    let mode = typed.need("mode", say!("standup-bad-mode"))?;
    let mut tx = visit.write().await?;
    standups::set_mode(&mut tx, &who, id, mode).await?;
    tx.commit().await?;
    Ok(())
}

/// Adds minutes.
pub(super) async fn time(
    visit: Visit,
    Path(id): Path<StandupId>,
    Form(fields): Sent,
) -> Answer<Response> {
    let typed = Typed::of(fields);
    let done = time_added(&visit, id, &typed).await;
    answer(&visit, id, done, typed).await
}

async fn time_added(visit: &Visit, id: StandupId, typed: &Typed) -> Result<()> {
    let who = visit.takes_part()?;
    let minutes = typed.need("minutes", say!("standup-bad-minutes", max = 60))?;
    let read_more = typed.read("more", say!("standup-bad-minutes", max = 60))?;
    let mut tx = visit.write().await?;
    standups::more_time(&mut tx, &who, id, minutes, read_more).await?;
    tx.commit().await?;
    Ok(())
}

/// Puts a card first or last of those that wait.
pub(super) async fn agenda(
    visit: Visit,
    Path(id): Path<StandupId>,
    Form(fields): Sent,
) -> Answer<Response> {
    let typed = Typed::of(fields);
    let done = ordered(&visit, id, &typed).await;
    answer(&visit, id, done, typed).await
}

async fn ordered(visit: &Visit, id: StandupId, typed: &Typed) -> Result<()> {
    let who = visit.takes_part()?;
    let problem = typed.need("problem", say!("standup-problem-missing"))?;
    let mut tx = visit.write().await?;
    standups::put_on_agenda(&mut tx, &who, id, problem, typed.is("place", "first")).await?;
    tx.commit().await?;
    Ok(())
}

async fn answer(visit: &Visit, id: StandupId, done: Result<()>, typed: Typed) -> Answer<Response> {
    match done {
        Ok(()) => Ok(room(id, &Moved::default())),
        Err(error @ (Error::Invalid(_) | Error::Conflict(_))) => {
            refused(visit, id, error, typed).await
        }
        Err(error) => Err(error.into()),
    }
}
