//! What it takes to move on, purely: the guard of the next state as a list, each item met or missing.

use super::problem::{BookAnswer, Facts};
use super::words::{State, WorkKind};
use crate::clock::Day;

/// One thing that the next state asks for. Work is named by its place in [`Facts::work`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Post it from the tray.
    Post,
    /// A countermeasure or an investigation with owner and due date.
    Start,
    /// Somebody who does this work.
    Owner(usize),
    /// The finding of this investigation.
    Finding(usize),
    /// A look by the team in a stand-up.
    Look,
    /// A countermeasure done.
    Done,
    /// This countermeasure, still open.
    Finish(usize),
    /// An answer to *for the book?*.
    Book,
    /// The agreement to the text that *for the book?* named.
    Text,
    /// The answer to *did it hold?*, from this day on.
    Held(Day),
    /// The end of being set aside.
    BringBack,
}

/// One line of the checklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// What is asked for.
    pub step: Step,
    /// Whether it is there.
    pub met: bool,
}

/// The checklist of a problem: where it leads and what that asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checklist {
    /// The next state on the way to closed; none when it is closed.
    pub towards: Option<State>,
    /// What the guard asks for, in the order in which one does it.
    pub items: Vec<Item>,
}

impl Checklist {
    /// The items that are not there yet.
    pub fn missing(&self) -> impl Iterator<Item = Step> {
        self.items
            .iter()
            .filter(|item| !item.met)
            .map(|item| item.step)
    }
}

impl Facts {
    /// What it takes to move on.
    pub fn checklist(&self) -> Checklist {
        let missing = |step| Item { step, met: false };
        match self.state {
            State::Tray => towards(State::Posted, vec![missing(Step::Post)]),
            State::Posted => towards(State::Acting, self.to_start()),
            State::Analysing => {
                let mut items: Vec<Item> = self
                    .open_places(WorkKind::Investigation)
                    .map(|at| missing(Step::Finding(at)))
                    .collect();
                items.extend(self.to_start());
                towards(State::Acting, items)
            }
            State::Acting => towards(State::Checking, self.to_checking()),
            State::Checking => {
                let step = Step::Held(self.check.unwrap_or(self.round_began));
                towards(State::Closed, vec![missing(step)])
            }
            State::SetAside => towards(State::Posted, vec![missing(Step::BringBack)]),
            State::Closed => Checklist {
                towards: None,
                items: Vec::new(),
            },
        }
    }

    fn to_start(&self) -> Vec<Item> {
        let unowned = self.work.iter().enumerate();
        let unowned = unowned.filter(|(_, work)| work.is_open() && work.owner.is_none());
        let mut items: Vec<Item> = unowned
            .map(|(at, _)| Item {
                step: Step::Owner(at),
                met: false,
            })
            .collect();
        if items.is_empty() {
            items.push(Item {
                step: Step::Start,
                met: false,
            });
        }
        items
    }

    fn to_checking(&self) -> Vec<Item> {
        let mut items = vec![Item {
            step: Step::Look,
            met: self.is_seen(),
        }];
        let open = self.open_places(WorkKind::Countermeasure);
        let open: Vec<Item> = open
            .map(|at| Item {
                step: Step::Finish(at),
                met: false,
            })
            .collect();
        if open.is_empty() {
            let met = self.done(WorkKind::Countermeasure).next().is_some();
            items.push(Item {
                step: Step::Done,
                met,
            });
        }
        items.extend(open);
        let waits = self.book_this_round() == Some(BookAnswer::Waiting);
        let step = if waits { Step::Text } else { Step::Book };
        items.push(Item {
            step,
            met: self.book_is_settled(),
        });
        items
    }

    fn open_places(&self, kind: WorkKind) -> impl Iterator<Item = usize> {
        let places = self.work.iter().enumerate();
        places
            .filter(move |(_, work)| work.kind == kind && work.is_open())
            .map(|(at, _)| at)
    }
}

fn towards(state: State, items: Vec<Item>) -> Checklist {
    Checklist {
        towards: Some(state),
        items,
    }
}
