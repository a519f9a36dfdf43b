//! Where everybody writes, weighs or, over the day, speaks in their own time: whether one has something to add, and how many
//! have said that they have not.

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
    pub(super) fn of(shell: &Shell, session: &Session, me: Option<&MemberId>) -> Self {
        let standup = &session.standup;
        let here = standup.place().step;
        if !standup.waits_for_all() || standup.talk().is_some_and(|talk| talk.counted()) {
            return Self::default();
        }
        let people = standup.people();
        let said = |member: &MemberId| match (here, standup.floor(), standup.talk()) {
            (Step::Round, Some(floor), _) => floor
                .turns()
                .iter()
                .any(|turn| turn.member == *member && turn.state != TurnState::Waiting),
            (_, _, Some(talk)) => talk.ready().contains(member),
            _ => false,
        };
        let mine = me.is_some_and(&said);
        let in_the_room = me.is_some_and(|me| people.iter().any(|one| one.member == *me));
        let count = people.iter().filter(|one| said(&one.member)).count();
        let word = match (mine, here) {
            (true, _) => "standup-ready-not",
            (false, Step::Round) => "standup-ready-spoken",
            (false, Step::Dots) => "standup-ready-dots",
            (false, _) => "standup-ready",
        };
        Self {
            may: shell.takes_part() && (in_the_room || standup.apart()),
            said: mine,
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
