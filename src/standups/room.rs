//! A running stand-up as everybody sees it, read once for all who look. Nothing sealed is in it, and nothing that is
//! somebody's own: that is read for whom it belongs to, each time.

use crate::db::Tx;
use crate::error::{Error, Result, say};
use crate::id::{MemberId, StandardId, StandupId};
use crate::problems::{self, Case};
use crate::proposals::{self, Proposal};
use crate::standards;

use super::minutes::{Minutes, minutes_of};
use super::object::questions;
use super::run::{Session, session};
use super::store::{self, Beat};
use super::store_said::{self, Idea};

/// A stand-up with what the room shows beside it.
#[derive(Debug, Clone)]
pub struct Room {
    /// Where it is.
    pub session: Session,
    /// The minutes as far as it has come, as nobody in particular reads them.
    pub minutes: Minutes,
    /// The problem that has the floor.
    pub case: Option<Case>,
    /// The standards that are linked to it, with their titles.
    pub standards: Vec<(StandardId, String)>,
    /// The proposals about it that wait for agreement.
    pub proposals: Vec<Proposal>,
    /// What those who were away see as a problem in what was decided about it, with who says so.
    pub questions: Vec<(MemberId, String)>,
}

/// The room as it stands.
///
/// # Errors
/// `NotFound` when there is no such stand-up.
pub async fn room(tx: &mut Tx, id: StandupId) -> Result<Room> {
    let session = session(tx, id).await?;
    let minutes = minutes_of(tx, &session, None).await?;
    let mut room = Room {
        case: None,
        standards: Vec::new(),
        proposals: Vec::new(),
        questions: Vec::new(),
        minutes,
        session,
    };
    if let Some(problem) = room.session.standup.place().problem {
        let case = problems::open(tx, problem).await?;
        for id in case.problem.standards.iter() {
            if let Some(standard) = standards::find(tx, id).await? {
                room.standards.push((id, standard.title));
            }
        }
        let all = proposals::of_problem(tx, problem).await?;
        room.proposals = all.into_iter().filter(Proposal::open).collect();
        room.questions = questions(tx, problem).await?;
        room.case = Some(case);
    }
    Ok(room)
}

/// The ideas that only this member sees.
pub async fn own_ideas(tx: &mut Tx, id: StandupId, reader: &MemberId) -> Result<Vec<Idea>> {
    let ideas = store_said::ideas(tx, id, Some(reader)).await?;
    Ok(ideas.into_iter().filter(|idea| idea.sealed).collect())
}

/// The stand-up at a glance.
///
/// # Errors
/// `NotFound` when there is no such stand-up.
pub async fn beat(tx: &mut Tx, id: StandupId) -> Result<Beat> {
    let beat = store::beat(tx, id).await?;
    beat.ok_or_else(|| Error::NotFound(say!("standup-unknown", id = id)))
}
