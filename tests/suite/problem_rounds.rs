//! The pure state machine of a problem, tried with random sequences of acts over several rounds.

use std::collections::HashSet;

use cahier::clock::{Day, Timestamp, WorkingWeek};
use cahier::problems::{
    Beginning, BookAnswer, End, Ending, Facts, Held, Move, OccurrenceStatus, State, Work, WorkKind,
};
use proptest::prelude::*;

use crate::problem_world::{Act, World, acting, acts, bring_to_the_end, closed, day, start};

/// The table of transitions, read row by row and without the program's own help.
fn guard_allows(before: &Facts, moved: Move, after: &Facts, act: &Act) -> bool {
    let round = after.round;
    let counts = |work: &&Work| work.end.is_none_or(|end| end.round == round);
    let of = |kind: WorkKind| {
        after
            .work
            .iter()
            .filter(move |work| work.kind == kind)
            .filter(counts)
    };
    let open = |kind| of(kind).filter(|work| work.end.is_none());
    let done = of(WorkKind::Countermeasure)
        .filter(|work| work.end.is_some_and(|end| end.how == Ending::Done))
        .count();
    let owned_open = |kind| open(kind).any(|work| work.owner.is_some());
    let settled = after.looks.round == round
        && after.looks.count > 0
        && after.book.is_some_and(|book| {
            book.round == round && matches!(book.answer, BookAnswer::No | BookAnswer::InForce)
        });
    let taken_back = matches!(act, Act::TakeBack(_));
    match (moved.from, moved.to) {
        (State::Posted, State::Analysing) => owned_open(WorkKind::Investigation),
        (State::Analysing, State::Posted) => open(WorkKind::Investigation).next().is_none(),
        (State::Posted | State::Analysing, State::Acting) => {
            owned_open(WorkKind::Countermeasure) || done > 0
        }
        (State::Acting, State::Checking) => {
            done > 0
                && open(WorkKind::Countermeasure).next().is_none()
                && settled
                && after.check.is_some_and(|due| due >= after.round_began)
        }
        (State::Acting, State::Analysing) => done == 0 && owned_open(WorkKind::Investigation),
        (State::Acting, State::Posted) => done == 0 && !owned_open(WorkKind::Countermeasure),
        (State::Checking, State::Closed) if taken_back => false,
        (State::Checking, State::Closed) => {
            matches!(act, Act::Held) && before.check.is_none_or(|due| due <= after_day(after))
        }
        (State::Checking, State::Acting) => open(WorkKind::Countermeasure).next().is_some(),
        (State::Checking | State::Closed, State::Posted) => {
            matches!(act, Act::Happen { .. } | Act::Confirm(_) | Act::Partly)
        }
        (State::SetAside, State::Posted) => {
            matches!(
                act,
                Act::Happen { .. } | Act::Confirm(_) | Act::Post | Act::Wake
            )
        }
        (State::Tray, State::Posted) => {
            matches!(
                act,
                Act::Happen { .. } | Act::Confirm(_) | Act::Post | Act::Add { .. }
            )
        }
        (from, State::SetAside) => {
            taken_back || (matches!(act, Act::SetAside(_)) && from != State::Closed)
        }
        (
            State::Posted | State::Analysing | State::Acting,
            State::Closed | State::Checking | State::Tray,
        ) => taken_back,
        _ => false,
    }
}

/// The day on which it was closed.
fn after_day(facts: &Facts) -> Day {
    let closed = facts.closed_at.expect("closed by this act");
    day(closed.seconds_since(Timestamp::from_micros(0)) / 86_400)
}

/// The same facts without anything that belongs to an earlier round.
fn this_round_only(facts: &Facts) -> Facts {
    let mut facts = facts.clone();
    let round = facts.round;
    facts.book = facts.book.filter(|book| book.round == round);
    if facts.looks.round != round {
        facts.looks = Default::default();
    }
    for work in &mut facts.work {
        // What ended in an earlier round is turned into its opposite, and must not be noticed.
        if let Some(End {
            how, round: ended, ..
        }) = &mut work.end
            && *ended != round
        {
            *how = if *how == Ending::Done {
                Ending::Dropped
            } else {
                Ending::Done
            };
        }
    }
    facts
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_sequence_reaches_a_state_its_guard_forbids(state in start(), acts in acts()) {
        let mut world = World::new(state);
        for act in &acts {
            let before = world.facts.clone();
            let moves = world.act(act);
            let mut at = before.state;
            for (number, moved) in moves.iter().enumerate() {
                prop_assert_eq!(moved.from, at);
                let last = number + 1 == moves.len();
                // Within one act, work that was carried over overtakes the return to the wall, and work that is
                // done as soon as somebody takes it overtakes acting.
                prop_assert!(
                    if last {
                        guard_allows(&before, *moved, &world.facts, act)
                    } else {
                        matches!(moved.to, State::Posted | State::Acting)
                    },
                    "{:?} by {:?}\n{:?}\n{:?}", moved, act, before, world.facts
                );
                at = moved.to;
            }
            prop_assert_eq!(at, world.facts.state);
            prop_assert_eq!(world.facts.clone().settle(world.today()), vec![]);
        }
    }

    #[test]
    fn no_act_passes_through_two_states_that_undo_each_other(state in start(), acts in acts()) {
        let mut world = World::new(state);
        for act in &acts {
            let before = world.facts.state;
            let moves = world.act(act);
            let mut visited = HashSet::from([before]);
            for moved in moves {
                prop_assert!(visited.insert(moved.to), "{:?} visits {:?} twice", act, moved.to);
            }
        }
    }

    #[test]
    fn nothing_done_in_an_earlier_round_moves_a_later_one(state in start(), acts in acts()) {
        let mut world = World::new(state);
        for act in &acts {
            let names_old_work = matches!(act, Act::Reopen(_) | Act::Drop(_) | Act::Finish(_) | Act::TakeBack(_));
            if !names_old_work {
                let mut forgetful = world.clone();
                forgetful.facts = this_round_only(&world.facts);
                let mut knowing = world.clone();
                prop_assert_eq!(knowing.act(act), forgetful.act(act));
            }
            world.act(act);
        }
    }

    #[test]
    fn from_every_state_some_sequence_leads_to_closed(state in start(), acts in acts()) {
        let mut world = World::new(state);
        for act in &acts {
            world.act(act);
        }
        bring_to_the_end(&mut world);
        prop_assert_eq!(world.facts.state, State::Closed);
    }

    #[test]
    fn what_waits_for_somebody_is_late_one_day_or_on_the_agenda(state in start(), acts in acts()) {
        let week = WorkingWeek::default();
        let mut world = World::new(state);
        for act in &acts {
            world.act(act);
            if world.facts.state.on_the_wall() {
                let on_agenda = world.facts.standing(None, world.now()).reason(world.today(), week);
                let one_day = world.facts.lateness(world.today().plus_days(1000), week);
                prop_assert!(on_agenda.is_some() || one_day.is_late(), "{:?}", world.facts);
            }
            let missing = world.facts.checklist().missing().count();
            prop_assert_eq!(missing == 0, world.facts.state == State::Closed);
        }
    }

    #[test]
    fn taking_back_at_once_restores_everything(state in start(), acts in acts()) {
        let mut world = World::new(state);
        for act in &acts {
            world.act(act);
        }
        let before = world.facts.clone();
        world.act(&Act::Happen { days_ago: 0, by_person: true });
        let last = world.facts.occurrences.len() - 1;
        world.act(&Act::TakeBack(last));
        let mut after = world.facts.clone();
        prop_assert_eq!(after.occurrences.pop().map(|it| it.status), Some(OccurrenceStatus::TakenBack));
        prop_assert_eq!(after.state, before.state);
        prop_assert_eq!(after.round, before.round);
        prop_assert_eq!(after.check, before.check);
        prop_assert_eq!(after.recurrences, before.recurrences);
        prop_assert_eq!(after.is_seen(), before.is_seen());
        prop_assert_eq!(after.occurrences, before.occurrences);
    }

    #[test]
    fn recurrences_are_the_occurrences_that_ask_their_question(state in start(), acts in acts()) {
        let mut world = World::new(state);
        for act in &acts {
            world.act(act);
            let asking = world.facts.occurrences.iter().filter(|it| it.is_recurrence()).count();
            prop_assert_eq!(i64::try_from(asking).unwrap(), world.facts.recurrences);
        }
    }
}

#[test]
fn a_second_occurrence_keeps_the_problem_back_when_the_first_is_taken_back() {
    let mut world = closed();
    world.act(&Act::Happen {
        days_ago: 0,
        by_person: true,
    });
    world.act(&Act::Happen {
        days_ago: 0,
        by_person: true,
    });
    world.act(&Act::TakeBack(0));
    assert_eq!(world.facts.state, State::Posted);
    assert_eq!(world.facts.recurrences, 1);
    world.act(&Act::TakeBack(1));
    assert_eq!(world.facts.state, State::Closed);
    assert_eq!(world.facts.recurrences, 0);
}

#[test]
fn work_added_since_keeps_the_problem_where_it_is() {
    let mut world = closed();
    world.act(&Act::Happen {
        days_ago: 0,
        by_person: true,
    });
    world.act(&Act::Add {
        kind: WorkKind::Countermeasure,
        owned: true,
        due_in: 2,
    });
    world.act(&Act::TakeBack(0));
    assert_eq!(world.facts.state, State::Acting);
    assert_eq!(world.facts.recurrences, 0);
}

#[test]
fn an_occurrence_from_before_the_closing_only_counts() {
    let mut world = closed();
    world.act(&Act::Happen {
        days_ago: 5,
        by_person: true,
    });
    assert_eq!(world.facts.state, State::Closed);
    assert_eq!((world.facts.confirmed(), world.facts.recurrences), (1, 0));
}

#[test]
fn a_check_is_thirty_days_on_unless_another_date_was_wished_for() {
    let mut world = acting();
    world.act(&Act::SetCheck(7));
    world.act(&Act::See);
    world.act(&Act::Book(BookAnswer::No));
    world.act(&Act::Finish(0));
    assert_eq!(world.facts.check, Some(world.today().plus_days(7)));
    world.act(&Act::Reopen(0));
    assert_eq!(
        (world.facts.state, world.facts.check),
        (State::Acting, None)
    );
    world.act(&Act::Finish(0));
    assert_eq!(world.facts.check, Some(world.today().plus_days(30)));
    assert!(world.facts.may_answer(Held::Yes, world.today()).is_err());
    assert!(world.facts.may_answer(Held::No, world.today()).is_ok());
}

#[test]
fn dropping_everything_looks_for_the_cause_again() {
    let mut world = acting();
    world.act(&Act::Add {
        kind: WorkKind::Investigation,
        owned: true,
        due_in: 2,
    });
    world.act(&Act::Drop(0));
    assert_eq!(world.facts.state, State::Analysing);
    world.act(&Act::Finish(1));
    assert_eq!(world.facts.state, State::Posted);
    assert_eq!(
        (world.facts.round, world.facts.began_by),
        (2, Beginning::Finding)
    );
}
