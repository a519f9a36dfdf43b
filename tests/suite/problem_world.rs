//! A problem with a calendar, to which random acts are done.

use cahier::clock::{Day, Timestamp};
use cahier::id::MemberId;
use cahier::problems::{Aside, AsideReason, BookAnswer, Facts, Move, State, Work, WorkKind};
use proptest::prelude::*;

/// One thing that somebody does, with places that wrap around what there is.
#[derive(Debug, Clone)]
pub(crate) enum Act {
    Post,
    Add {
        kind: WorkKind,
        owned: bool,
        due_in: i64,
    },
    Assign(usize),
    Finish(usize),
    Drop(usize),
    Reopen(usize),
    See,
    Book(BookAnswer),
    Text(BookAnswer),
    SetCheck(i64),
    Held,
    Partly,
    Happen {
        days_ago: i64,
        by_person: bool,
    },
    Confirm(usize),
    Refuse(usize),
    TakeBack(usize),
    SetAside(AsideReason),
    Wake,
    Wait(i64),
}

/// A problem with its calendar.
#[derive(Debug, Clone)]
pub(crate) struct World {
    pub(crate) facts: Facts,
    day: i64,
    ada: MemberId,
}

impl World {
    pub(crate) fn new(state: State) -> Self {
        let facts = Facts::new(state, day(0));
        Self {
            facts,
            day: 0,
            ada: MemberId::generate(),
        }
    }

    pub(crate) fn today(&self) -> Day {
        day(self.day)
    }

    pub(crate) fn now(&self) -> Timestamp {
        Timestamp::from_micros(0).plus_seconds(self.day * 86_400)
    }

    /// Does it; what is refused changes nothing.
    pub(crate) fn act(&mut self, act: &Act) -> Vec<Move> {
        let mut tried = self.clone();
        match tried.try_act(act) {
            Ok(moves) => {
                *self = tried;
                moves
            }
            Err(_) => Vec::new(),
        }
    }

    fn try_act(&mut self, act: &Act) -> cahier::error::Result<Vec<Move>> {
        let (today, now) = (self.today(), self.now());
        let works = self.facts.work.len();
        let times = self.facts.occurrences.len();
        let facts = &mut self.facts;
        match *act {
            Act::Post => facts.post(today),
            Act::Add {
                kind,
                owned,
                due_in,
            } => {
                let owner = owned.then(|| self.ada.clone());
                let due = today.plus_days(due_in);
                facts.add_work(
                    Work {
                        kind,
                        owner,
                        due,
                        added_round: 0,
                        end: None,
                    },
                    today,
                )
            }
            Act::Assign(at) if works > 0 => facts.assign(at % works, self.ada.clone(), today),
            Act::Finish(at) if works > 0 => facts.finish(at % works, Some(self.ada.clone()), today),
            Act::Drop(at) if works > 0 => facts.drop_work(at % works, today),
            Act::Reopen(at) if works > 0 => facts.reopen_work(at % works, today),
            Act::See => Ok(facts.see(today)),
            Act::Book(answer) => facts.answer_book(answer, today),
            Act::Text(answer) => Ok(facts.text_changed(answer, today)),
            Act::SetCheck(days) => facts
                .set_check(today.plus_days(days), today)
                .map(|()| vec![]),
            Act::Held => facts.held(now, today),
            Act::Partly => facts.held_partly(today),
            Act::Happen {
                days_ago,
                by_person,
            } => {
                let at = now.plus_seconds(-days_ago * 86_400);
                Ok(facts.happen(at, now, by_person, today))
            }
            Act::Confirm(at) if times > 0 => facts.confirm(at % times, today),
            Act::Refuse(at) if times > 0 => facts.refuse(at % times).map(|()| vec![]),
            Act::TakeBack(at) if times > 0 => facts.take_back(at % times, now),
            Act::SetAside(reason) => {
                let risk = reason == AsideReason::AcceptedRisk;
                let until = risk.then(|| today.plus_days(3));
                facts.set_aside(Aside { reason, until }, today)
            }
            Act::Wake => Ok(facts.wake(today)),
            Act::Wait(days) => {
                self.day += days;
                Ok(vec![])
            }
            _ => Ok(vec![]),
        }
    }
}

pub(crate) fn day(number: i64) -> Day {
    Day::new(2026, 3, 2).unwrap().plus_days(number)
}

pub(crate) fn acts() -> impl Strategy<Value = Vec<Act>> {
    let answer = prop::sample::select(vec![
        BookAnswer::No,
        BookAnswer::InForce,
        BookAnswer::Waiting,
        BookAnswer::Gone,
    ]);
    let act = prop_oneof![
        2 => Just(Act::Post),
        5 => (any::<bool>(), prop::bool::weighted(0.8), 0..12i64).prop_map(|(inv, owned, due_in)| {
            let kind = if inv { WorkKind::Investigation } else { WorkKind::Countermeasure };
            Act::Add { kind, owned, due_in }
        }),
        2 => (0..8usize).prop_map(Act::Assign),
        6 => (0..8usize).prop_map(Act::Finish),
        3 => (0..8usize).prop_map(Act::Drop),
        1 => (0..8usize).prop_map(Act::Reopen),
        5 => Just(Act::See),
        5 => answer.clone().prop_map(Act::Book),
        2 => answer.prop_map(Act::Text),
        2 => (-2..40i64).prop_map(Act::SetCheck),
        4 => Just(Act::Held),
        1 => Just(Act::Partly),
        3 => (0..9i64, prop::bool::weighted(0.7))
            .prop_map(|(days_ago, by_person)| Act::Happen { days_ago, by_person }),
        1 => (0..8usize).prop_map(Act::Confirm),
        1 => (0..8usize).prop_map(Act::Refuse),
        2 => (0..8usize).prop_map(Act::TakeBack),
        1 => prop::sample::select(AsideReason::ALL.to_vec()).prop_map(Act::SetAside),
        2 => Just(Act::Wake),
        4 => (0..35i64).prop_map(Act::Wait),
    ];
    prop::collection::vec(act, 1..60)
}

pub(crate) fn start() -> impl Strategy<Value = State> {
    prop::sample::select(vec![State::Posted, State::Tray])
}

/// What people would do next to bring a problem to its end.
pub(crate) fn bring_to_the_end(world: &mut World) {
    for _ in 0..20 {
        match world.facts.state {
            State::Closed => return,
            State::Tray | State::SetAside => {
                world.act(&Act::Post);
            }
            State::Posted | State::Analysing => {
                let kind = WorkKind::Countermeasure;
                world.act(&Act::Add {
                    kind,
                    owned: true,
                    due_in: 3,
                });
            }
            State::Acting => {
                for at in 0..world.facts.work.len() {
                    world.act(&Act::Finish(at));
                }
                world.act(&Act::See);
                world.act(&Act::Book(BookAnswer::No));
            }
            State::Checking => {
                world.act(&Act::Wait(400));
                world.act(&Act::Held);
            }
        }
    }
}

/// A problem with one countermeasure in hand.
pub(crate) fn acting() -> World {
    let mut world = World::new(State::Posted);
    world.act(&Act::Add {
        kind: WorkKind::Countermeasure,
        owned: true,
        due_in: 2,
    });
    assert_eq!(world.facts.state, State::Acting);
    world
}

/// A problem that was solved and held.
pub(crate) fn closed() -> World {
    let mut world = acting();
    bring_to_the_end(&mut world);
    assert_eq!(world.facts.state, State::Closed);
    world
}
