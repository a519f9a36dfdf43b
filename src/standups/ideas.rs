//! Ideas, noted as they are spoken. Their text and their author are no changes: the feed says only that there is
//! one more, and of which kind, so the write that notes one is nobody's; the author is forgotten when the stand-up
//! ends.

use crate::db::{Change, Tx};
use crate::error::{Error, Result, say};
use crate::id::{IdeaId, StandupId};
use crate::members::TakesPart;

use super::run::{refuse_ended, session};
use super::store_said::{self, Idea};
use super::words::IdeaKind;

/// The longest idea, in characters.
pub const LONGEST_IDEA: usize = 500;

/// The longest fate, in characters.
pub const LONGEST_FATE: usize = 120;

/// An idea as it is noted.
#[derive(Debug, Clone)]
pub struct NewIdea {
    /// The key that the form came with, so that what is sent twice is noted once.
    pub key: Option<IdeaId>,
    /// Why it happens, or what could be done.
    pub kind: IdeaKind,
    /// The sentence.
    pub text: String,
}

/// Notes somebody's idea about the problem that has the floor. When whoever leads notes it in the round, it is the speaker's.
///
/// # Errors
/// `Invalid` for an empty or too long text, or while no problem has the floor; `Conflict` once it is over.
pub async fn note_idea(tx: &mut Tx, who: &TakesPart, id: StandupId, idea: NewIdea) -> Result<Idea> {
    let session = session(tx, id).await?;
    refuse_ended(&session)?;
    let Some(problem) = session.standup.place().problem else {
        return Err(Error::invalid("", say!("standup-idea-no-card")));
    };
    let text = one_line(&idea.text);
    match text.chars().count() {
        0 => return Err(Error::invalid("text", say!("standup-idea-empty"))),
        1..=LONGEST_IDEA => {}
        _ => {
            return Err(Error::invalid(
                "text",
                say!("standup-idea-too-long", max = LONGEST_IDEA),
            ));
        }
    }
    let speaker = session.standup.floor().and_then(|floor| floor.speaker());
    let author = match speaker {
        Some(speaker) if session.head.leader == *who.member() => speaker.clone(),
        _ => who.member().clone(),
    };
    let idea = Idea {
        id: idea.key.unwrap_or_else(IdeaId::generate),
        problem,
        kind: idea.kind,
        text,
        author: Some(author),
        fate: None,
    };
    if store_said::add_idea(tx, id, &idea).await? {
        let change = Change::new("standup.idea_noted", id).with("kind", idea.kind.as_str());
        tx.record(change);
    }
    Ok(idea)
}

/// Says what became of ideas, each in a word.
pub(super) async fn give_fates(
    tx: &mut Tx,
    id: StandupId,
    fates: &[(IdeaId, String)],
) -> Result<()> {
    for (idea, fate) in fates {
        let fate = one_line(fate);
        if fate.chars().count() > LONGEST_FATE {
            return Err(Error::invalid(
                "fates",
                say!("standup-fate-too-long", max = LONGEST_FATE),
            ));
        }
        if !store_said::set_fate(tx, id, idea, &fate).await? {
            return Err(Error::invalid("fates", say!("standup-idea-unknown")));
        }
    }
    Ok(())
}

/// White space and control characters folded into single spaces.
pub(super) fn one_line(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
