//! What is said about the card that has the floor, as whoever looks may see it: ideas, those that say the same under one
//! another, their own sealed ones, and dots.

use crate::id::{IdeaId, MemberId};
use crate::standups::{DOTS, Idea, IdeaKind, Present, Session, Step, Talk};
use crate::web::page::Shell;

use super::room::Choice;
use super::words;

/// What the room says, and what whoever looks says.
#[derive(Debug, Clone, Default)]
pub(super) struct SaidView {
    /// What everybody sees.
    pub(super) ideas: Vec<IdeaView>,
    /// One's own, that nobody else sees.
    pub(super) sealed: Vec<SealedView>,
    /// How much is written in silence, and by how many.
    pub(super) written: String,
    /// How many have given all their dots.
    pub(super) given: String,
    /// What one may still give; nothing where one cannot.
    pub(super) left: String,
}

/// An idea, with what says the same.
#[derive(Debug, Clone)]
pub(super) struct IdeaView {
    pub(super) id: String,
    pub(super) kind: &'static str,
    /// It says what could be done: a decision may take it over.
    pub(super) may_be_done: bool,
    pub(super) text: String,
    pub(super) fate: String,
    pub(super) same: Vec<SameView>,
    /// The dots it got, in words; empty before they are counted.
    pub(super) dots: String,
    /// The same as signs.
    pub(super) dot_signs: usize,
    /// Where one's own dots may go to, with how many one gave.
    pub(super) choices: Vec<DotChoice>,
    /// The ideas that may be said to say the same.
    pub(super) others: Vec<Choice>,
}

/// An idea that says the same as another.
#[derive(Debug, Clone)]
pub(super) struct SameView {
    pub(super) id: String,
    pub(super) text: String,
}

/// One's own idea while nobody else sees it.
#[derive(Debug, Clone)]
pub(super) struct SealedView {
    pub(super) id: String,
    pub(super) kind: &'static str,
    pub(super) text: String,
}

/// So many dots, and whether one gave as many.
#[derive(Debug, Clone)]
pub(super) struct DotChoice {
    pub(super) dots: i64,
    pub(super) words: String,
    pub(super) chosen: bool,
    pub(super) open: bool,
}

/// Sorts the ideas about the card that has the floor for whoever looks: `me` only where something of theirs is among them.
pub(super) fn view(
    shell: &Shell,
    session: &Session,
    ideas: &[Idea],
    me: Option<&MemberId>,
) -> SaidView {
    let now = shell.now();
    let talk = session.standup.talk().cloned().unwrap_or_default();
    let people = session.standup.people();
    let here = session.standup.place().step;
    let (sealed, shown): (Vec<&Idea>, Vec<&Idea>) = ideas.iter().partition(|idea| idea.sealed);
    let heads: Vec<&Idea> = shown
        .iter()
        .filter(|idea| idea.same_as.is_none())
        .copied()
        .collect();
    let open = session.shows_dots(now);
    let mine = me.map_or(0, |me| talk.given(me));
    let gives = here == Step::Dots && !open && shell.takes_part();
    let gave = |idea: &IdeaId| {
        let ballot = me.and_then(|me| talk.ballots().get(me));
        ballot
            .and_then(|ballot| ballot.get(idea))
            .copied()
            .unwrap_or(0)
    };
    let choices = |idea: &Idea| -> Vec<DotChoice> {
        let own = gave(&idea.id);
        let choice = |dots: i64| DotChoice {
            dots,
            words: shell.with("standup-dots-give", &[("count", dots.into())]),
            chosen: own == dots,
            open: dots <= DOTS - mine + own,
        };
        if gives {
            (0..=DOTS).map(choice).collect()
        } else {
            Vec::new()
        }
    };
    let head = |idea: &&Idea| {
        let dots = session.dots_of(idea, now);
        IdeaView {
            id: idea.id.to_string(),
            kind: shell.say(words::idea(idea.kind)),
            may_be_done: idea.kind == IdeaKind::Countermeasure,
            text: idea.text.clone(),
            fate: idea.fate.clone().unwrap_or_default(),
            same: shown
                .iter()
                .filter(|other| other.same_as.as_ref() == Some(&idea.id))
                .map(|other| SameView {
                    id: other.id.to_string(),
                    text: other.text.clone(),
                })
                .collect(),
            dots: match dots {
                Some(dots) if dots > 0 => shell.with("standup-dots", &[("count", dots.into())]),
                _ => String::new(),
            },
            dot_signs: usize::try_from(dots.unwrap_or(0)).unwrap_or(0),
            choices: choices(idea),
            others: heads
                .iter()
                .filter(|other| other.id != idea.id)
                .map(|other| Choice {
                    value: other.id.to_string(),
                    name: other.text.clone(),
                })
                .collect(),
        }
    };
    let mut ideas: Vec<IdeaView> = heads.iter().map(head).collect();
    if here >= Step::Dots {
        ideas.sort_by_key(|idea| std::cmp::Reverse(idea.dot_signs));
    }
    SaidView {
        ideas,
        sealed: sealed
            .iter()
            .map(|idea| SealedView {
                id: idea.id.to_string(),
                kind: shell.say(words::idea(idea.kind)),
                text: idea.text.clone(),
            })
            .collect(),
        written: match talk.ideas().iter().filter(|idea| idea.sealed).count() {
            0 => String::new(),
            count => shell.with(
                "standup-written",
                &[
                    ("count", count.into()),
                    ("people", talk.have_written(people).into()),
                    ("of", people.len().into()),
                ],
            ),
        },
        given: match here == Step::Dots && !open {
            true => {
                let all = |one: &&Present| talk.has_given(&one.member);
                let given = people.iter().filter(all).count();
                shell.with(
                    "standup-dots-given-by",
                    &[("given", given.into()), ("of", people.len().into())],
                )
            }
            false => few(shell, session, &talk, open),
        },
        left: match gives {
            true => shell.with("standup-dots-left", &[("count", (DOTS - mine).into())]),
            false => String::new(),
        },
    }
}

/// How many gave dots, where not everybody in the room did.
fn few(shell: &Shell, session: &Session, talk: &Talk, open: bool) -> String {
    let of = session.standup.people().len();
    let (given, all) = (talk.voters(), i64::try_from(of).unwrap_or(i64::MAX));
    match (open || talk.counted()) && (1..all).contains(&given) {
        true => shell.with(
            "standup-dots-of-few",
            &[("given", given.into()), ("of", all.into())],
        ),
        false => String::new(),
    }
}
