//! What the room's page answers to the act that was just sent.

use crate::id::IdeaId;
use crate::standups::{Moved, Place, Room, Verdict};

use super::typed::Typed;

#[derive(Debug)]
pub(super) struct FaultRow {
    pub(super) field: String,
    pub(super) text: String,
}

/// What the page answers to the act that was just sent.
#[derive(Debug, Default)]
pub(super) struct Answer {
    /// What was refused as a whole.
    pub(super) refused: String,
    /// What was refused field by field.
    pub(super) faults: Vec<FaultRow>,
    /// What was typed, so that it stays.
    pub(super) typed: Typed,
    /// What a step left open.
    pub(super) moved: Option<Moved>,
    /// For a screen that is read from five metres: only what everybody looks at, large.
    pub(super) big: bool,
    /// The idea that is taken over into the decision.
    pub(super) take: Option<IdeaId>,
}

impl Answer {
    /// What stands in the page's forms: what was typed, or the idea that everybody sees and that is taken over.
    pub(super) fn typed(&self, room: &Room) -> Typed {
        let here = room.session.standup.place().problem;
        let mut ideas = room.minutes.cards.iter().flat_map(|card| &card.ideas);
        let taken = ideas.find(|idea| Some(&idea.id) == self.take.as_ref());
        match taken.filter(|idea| Some(idea.problem) == here) {
            Some(idea) => {
                let fields = [("do", Verdict::Now.as_str()), ("text", &idea.text)];
                Typed::of(
                    fields
                        .map(|(name, text)| (name.to_owned(), text.to_owned()))
                        .into(),
                )
            }
            None => self.typed.clone(),
        }
    }

    /// What was typed where the room has gone on since; nothing of the page is at fault then.
    pub(super) fn leave_behind(&mut self, here: Place) -> Vec<String> {
        let kept = self.typed.leave_behind(here);
        if !kept.is_empty() {
            self.faults.iter_mut().for_each(|fault| fault.field.clear());
        }
        kept
    }
}
