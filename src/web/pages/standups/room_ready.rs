//! Where everybody writes, weighs or, over the day, speaks in their own time: whether one has something to add, and how many
//! have said that they have not.

use crate::app::Sight;
use crate::id::MemberId;
use crate::standups::{Session, Step, TurnState};
use crate::web::page::Shell;

/// What the room offers to whoever has nothing to add.
#[derive(Debug, Default)]
pub(super) struct ReadyView {
    /// Whether whoever looks may say it.
    pub(super) may: bool,
    /// Whether they have.
    pub(super) said: bool,
    /// How many have, in words. While ideas are sealed it names nobody.
    pub(super) count: String,
    /// What the button says.
    pub(super) word: &'static str,
}

impl ReadyView {
    pub(super) fn of(shell: &Shell, session: &Session, sight: &Sight) -> Self {
        let standup = &session.standup;
        let here = standup.place().step;
        if !standup.waits_for_all() || standup.talk().is_some_and(|talk| talk.counted()) {
            return Self::default();
        }
        let people = standup.people();
        let said = people.iter().filter(|one| is_ready(session, &one.member));
        let count = said.count();
        let word = match (sight.ready, here) {
            (true, _) => "standup-ready-not",
            (false, Step::Round) => "standup-ready-spoken",
            (false, Step::Dots) => "standup-ready-dots",
            (false, _) => "standup-ready",
        };
        Self {
            may: sight.may && (sight.here || standup.apart()),
            said: sight.ready,
            count: match count {
                0 => String::new(),
                _ => shell.with(
                    "standup-ready-count",
                    &[("count", count.into()), ("of", people.len().into())],
                ),
            },
            word: shell.say(word),
        }
    }
}

/// Whether somebody has said here that they have nothing to add.
pub(super) fn is_ready(session: &Session, member: &MemberId) -> bool {
    let standup = &session.standup;
    match (standup.place().step, standup.floor(), standup.talk()) {
        (Step::Round, Some(floor), _) => floor
            .turns()
            .iter()
            .any(|turn| turn.member == *member && turn.state != TurnState::Waiting),
        (_, _, Some(talk)) => talk.ready().contains(member),
        _ => false,
    }
}
