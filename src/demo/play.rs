//! Plays the story, event after event, each at its own time.

use crate::db::Db;
use crate::error::{Error, Result};
use crate::i18n::Language;
use crate::id::MemberId;

use super::stage::Stage;
use super::story::{Person, Story};
use super::{acts, session};

/// What the player leaves behind, beside the rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Played {
    /// The member that visitors are.
    pub visitor: MemberId,
}

/// Plays the example team's weeks into an empty database.
///
/// # Errors
/// `Conflict` where there is a team already: the example never mixes with what people wrote.
pub async fn play(db: &Db, language: Language) -> Result<Played> {
    refuse_inhabited(db).await?;
    let story = Story::read(language)?;
    let first = story
        .event
        .first()
        .ok_or_else(|| Error::internal("the example has no events"))?
        .on;
    let mut stage = Stage::set(db, language, &story.team, first).await?;
    let mut to_come: Vec<&Person> = Vec::new();
    for person in &story.member {
        match person.joined {
            None => stage.admit(person, first).await?,
            Some(_) => to_come.push(person),
        }
    }
    for event in &story.event {
        let at = stage.calendar.at(event.on);
        while let Some((person, joined)) = next_to_come(&stage, &to_come, at) {
            stage.admit(person, joined).await?;
            to_come.retain(|other| other.key != person.key);
        }
        if !session::act(&mut stage, event, at).await? {
            acts::act(&mut stage, event, at).await?;
        }
    }
    let first_of_all = story
        .member
        .first()
        .ok_or_else(|| Error::internal("the example has no members"))?;
    Ok(Played {
        visitor: stage.member(&first_of_all.key)?,
    })
}

fn next_to_come<'a>(
    stage: &Stage<'_>,
    to_come: &[&'a Person],
    at: crate::clock::Timestamp,
) -> Option<(&'a Person, super::calendar::When)> {
    to_come.iter().find_map(|person| {
        let joined = person
            .joined
            .filter(|joined| stage.calendar.at(*joined) <= at)?;
        Some((*person, joined))
    })
}

async fn refuse_inhabited(db: &Db) -> Result<()> {
    let mut tx = db.read().await?;
    match crate::members::teams(&mut tx).await?.is_empty() {
        true => Ok(()),
        false => Err(Error::conflict(crate::error::say!("demo-folder-not-empty"))),
    }
}
