//! The dots of those who are in the room without a device: whoever leads gives them as they are told. What was given is
//! not shown again, to whoever leads no more than to the others.

use axum::response::Response;

use crate::error::{Result, say};
use crate::id::{IdeaId, MemberId, StandupId};
use crate::standups::{self, DOTS, Moved, Room};
use crate::web::failure::Answer;
use crate::web::form::{Form, Path};
use crate::web::page::Shell;
use crate::web::visit::Visit;

use super::acts::{Sent, room};
use super::looks::Looks;
use super::room::Choice;
use super::show::refused;
use super::typed::Typed;

/// Those for whom whoever leads may give dots now, each with whether all of theirs are given.
pub(super) fn choices(shell: &Shell, room: &Room, looks: &Looks) -> Vec<Choice> {
    let Some(own) = &looks.own else {
        return Vec::new();
    };
    let talk = room.session.standup.talk().cloned().unwrap_or_default();
    let choice = |member: &MemberId| {
        let name = room.minutes.name(member).to_owned();
        let name = match talk.given(member) {
            DOTS => shell.with("ballot-given", &[("name", name.into())]),
            _ => name,
        };
        Choice {
            value: member.to_string(),
            name,
        }
    };
    own.without_device.iter().map(choice).collect()
}

/// Gives all dots of somebody at once.
pub(super) async fn give(
    visit: Visit,
    Path(id): Path<StandupId>,
    Form(fields): Sent,
) -> Answer<Response> {
    let dots: Vec<(IdeaId, i64)> = fields
        .iter()
        .filter_map(|(name, dots)| {
            let idea = name.strip_prefix("dots-")?.parse().ok()?;
            Some((idea, dots.parse().unwrap_or(0)))
        })
        .collect();
    let typed = Typed::of(fields);
    match given(&visit, id, &typed, &dots).await {
        Ok(()) => Ok(room(id, &Moved::default())),
        // What somebody gives is nobody else's to read: the form comes back empty.
        Err(error) => refused(&visit, id, error, Typed::of(Vec::new())).await,
    }
}

async fn given(visit: &Visit, id: StandupId, typed: &Typed, dots: &[(IdeaId, i64)]) -> Result<()> {
    let who = visit.takes_part()?;
    let whom = typed.need("whose", say!("standup-not-in-the-room"))?;
    let mut tx = visit.write_unnamed().await?;
    standups::give_ballot(&mut tx, &who, id, &whom, dots).await?;
    tx.commit().await?;
    Ok(())
}
