//! The stand-up's state machine, on its own: no sequence of acts breaks what it promises.

use std::collections::BTreeSet;

use cahier::id::{IdeaId, MemberId, ProblemId};
use cahier::standups::{
    Card, Mode, Outcome, Place, Present, Refusal, Standup, Step, Talk, TurnAct, TurnState, Verdict,
};
use proptest::prelude::*;

#[derive(Debug, Clone)]
enum Act {
    Next,
    Back,
    GoTo(i64),
    Decide(i64, Verdict),
    Turn(TurnAct),
    Join(usize, bool),
    Leave(usize),
    Mode(Mode),
    Put(i64, bool),
    Note(usize, u8),
    TakeBack(usize, u8),
    Same(u8, Option<u8>),
    Give(usize, u8, i64),
    ComeBack(usize),
    TurnOf(usize, TurnAct),
    PassDeadline,
    End,
}

fn act() -> impl Strategy<Value = Act> {
    let verdict = prop::sample::select(Verdict::ALL);
    prop_oneof![
        8 => Just(Act::Next),
        3 => Just(Act::Back),
        1 => (1..9i64).prop_map(Act::GoTo),
        5 => ((1..9i64), verdict).prop_map(|(problem, verdict)| Act::Decide(problem, verdict)),
        6 => prop::sample::select(TurnAct::ALL).prop_map(Act::Turn),
        3 => (0..15usize, any::<bool>()).prop_map(|(who, manages)| Act::Join(who, manages)),
        1 => (0..15usize).prop_map(Act::Leave),
        1 => prop::sample::select(Mode::ALL).prop_map(Act::Mode),
        1 => ((1..9i64), any::<bool>()).prop_map(|(problem, first)| Act::Put(problem, first)),
        6 => (0..15usize, 0..20u8).prop_map(|(who, idea)| Act::Note(who, idea)),
        1 => (0..15usize, 0..20u8).prop_map(|(who, idea)| Act::TakeBack(who, idea)),
        2 => (0..20u8, prop::option::of(0..20u8)).prop_map(|(one, other)| Act::Same(one, other)),
        8 => (0..15usize, 0..20u8, -1..5i64).prop_map(|(who, idea, dots)| Act::Give(who, idea, dots)),
        1 => (0..15usize).prop_map(Act::ComeBack),
        4 => (0..15usize, prop::sample::select(TurnAct::ALL)).prop_map(|(who, act)| Act::TurnOf(who, act)),
        1 => Just(Act::PassDeadline),
        1 => prop::bool::weighted(0.1).prop_map(|ends| if ends { Act::End } else { Act::Next }),
    ]
}

fn cards() -> impl Strategy<Value = Vec<Card>> {
    prop::collection::vec(0..4i64, 0..7).prop_map(|counts| {
        let numbered = (1..).zip(counts);
        numbered
            .map(|(number, count)| Card::new(ProblemId::new(number), count))
            .collect()
    })
}

pub(super) fn someone(who: usize, manages: bool) -> Present {
    let text = format!("00000000-0000-7000-8000-{who:012}");
    Present {
        member: text.parse::<MemberId>().unwrap(),
        manages,
    }
}

fn idea(number: u8) -> IdeaId {
    IdeaId::of_digest([number; 16])
}

fn play(standup: &mut Standup, act: &Act) -> Option<Refusal> {
    match act {
        Act::Next => {
            standup.next();
            None
        }
        Act::Back => standup.back().err(),
        Act::GoTo(number) => standup.go_to(ProblemId::new(*number), 0).err(),
        Act::Decide(number, verdict) => standup.decide(ProblemId::new(*number), *verdict).err(),
        Act::Turn(act) => standup.turn(*act).err(),
        Act::Join(who, manages) => standup.join(someone(*who, *manages)).err(),
        Act::Leave(who) => standup.leave(&someone(*who, false).member).err(),
        Act::Mode(mode) => standup.set_mode(*mode).err(),
        Act::Put(number, first) => standup.put(ProblemId::new(*number), *first).err(),
        // An idea belongs to one problem: its key is drawn by the room for each.
        Act::Note(who, number) => {
            let place = standup.place().problem.map_or(0, ProblemId::number);
            let number = number + 20 * u8::try_from(place).unwrap_or(0);
            standup
                .note(idea(number), someone(*who, false).member, None)
                .err()
        }
        Act::TakeBack(who, number) => {
            let member = someone(*who, false).member;
            standup.take_back(&here(standup, *number), &member).err()
        }
        Act::Same(one, other) => {
            let other = other.map(|other| here(standup, other));
            standup
                .join_ideas(&here(standup, *one), other.as_ref())
                .err()
        }
        Act::Give(who, number, dots) => {
            let member = someone(*who, false).member;
            standup
                .give_dots(&member, &here(standup, *number), *dots)
                .err()
        }
        Act::TurnOf(who, act) => {
            let member = someone(*who, false).member;
            let before = standup.clone();
            let refused = standup.turn_of(&member, *act).err();
            if refused.is_none() {
                standup.press_on(&before);
            }
            refused
        }
        Act::PassDeadline => {
            standup.pass_deadline();
            None
        }
        Act::ComeBack(who) => standup.come_back(&someone(*who, false).member).err(),
        Act::End => {
            standup.end();
            None
        }
    }
}

fn here(standup: &Standup, number: u8) -> IdeaId {
    let place = standup.place().problem.map_or(0, ProblemId::number);
    idea(number + 20 * u8::try_from(place).unwrap_or(0))
}

proptest! {
    #[test]
    fn no_idea_is_lost_no_dot_counts_twice_and_what_is_sealed_is_shown_in_time(
        cards in cards(), lot: u64, mode in prop::sample::select(Mode::ALL),
        acts in prop::collection::vec(act(), 0..160)
    ) {
        let mut standup = Standup::new(mode, cards, lot);
        for act in &acts {
            let before = standup.clone();
            play(&mut standup, act);
            let place = standup.place();
            for (problem, talk) in standup.talks() {
                let old = before.talks().get(problem).cloned().unwrap_or_default();
                for idea in old.ideas() {
                    let taken = matches!(act, Act::TakeBack(..)) && idea.sealed;
                    let new = talk.idea(&idea.id);
                    prop_assert!(new.is_some() || taken, "{:?} lost an idea", act);
                    prop_assert!(new.is_none_or(|new| idea.sealed || !new.sealed), "shown, it stays shown");
                }
                let weighed = place.problem == Some(*problem) && place.step >= Step::Round;
                for idea in talk.ideas() {
                    let late = weighed || place.step == Step::Ended;
                    prop_assert!(!(idea.sealed && late), "{:?} is sealed at {:?}", idea, place);
                    if let Some(head) = &idea.same_as {
                        let head = talk.idea(head);
                        prop_assert!(head.is_some_and(|head| head.same_as.is_none()), "a head stands for itself");
                    }
                }
                for (member, ballot) in talk.ballots() {
                    prop_assert!((1..=3).contains(&talk.given(member)), "three dots each, and no empty ballot");
                    prop_assert!(ballot.values().all(|dots| *dots > 0));
                }
                let counted = |talk: &Talk| talk.ideas().iter().map(|idea| idea.dots).sum::<i64>();
                let given = |talk: &Talk| talk.ballots().keys().map(|one| talk.given(one)).sum::<i64>();
                if talk.counted() && !old.counted() {
                    let most = given(&old) + 3;
                    prop_assert!(counted(talk) >= given(&old) - 3 && counted(talk) <= most);
                    prop_assert!(talk.ballots().is_empty(), "who gave what is forgotten");
                } else {
                    prop_assert_eq!(counted(talk), counted(&old), "dots are counted once");
                }
                if place.step == Step::Ended {
                    prop_assert!(talk.ballots().is_empty());
                }
            }
        }
    }

    #[test]
    fn nothing_refused_changes_anything_and_every_place_is_whole(
        cards in cards(), lot: u64, acts in prop::collection::vec(act(), 0..80)
    ) {
        let mut standup = Standup::new(Mode::Spoken, cards, lot);
        for act in &acts {
            let before = standup.clone();
            if let Some(refusal) = play(&mut standup, act) {
                prop_assert_eq!(&before, &standup, "{:?} was refused: {:?}", act, refusal);
            }
            let here = standup.place();
            match here.step {
                Step::Gathering | Step::Ended => prop_assert_eq!(here.problem, None),
                Step::News => {}
                _ => prop_assert!(here.problem.is_some()),
            }
            if let Some(problem) = here.problem {
                prop_assert!(standup.card(problem).is_some(), "only cards of the agenda have the floor");
            }
            let ended = standup.trail().iter().filter(|place| place.step == Step::Ended).count();
            prop_assert!(ended <= 1, "it ends once");
        }
    }

    #[test]
    fn next_always_leads_to_the_end_and_every_card_is_accounted_for(
        cards in cards(), lot: u64, acts in prop::collection::vec(act(), 0..60)
    ) {
        let mut standup = Standup::new(Mode::Spoken, cards, lot);
        for act in &acts {
            play(&mut standup, act);
        }
        let bound = 2 + standup.cards().len() * 8;
        let already = standup.place().step == Step::Ended;
        let mut last = None;
        for _ in 0..=bound {
            if standup.place().step == Step::Ended {
                break;
            }
            last = Some(standup.next());
        }
        prop_assert_eq!(standup.place().step, Step::Ended);
        let open: Vec<_> = standup
            .cards()
            .iter()
            .filter(|card| card.outcome() != Outcome::Decided)
            .map(|card| card.problem)
            .collect();
        if !already {
            prop_assert_eq!(last.unwrap().undecided, open, "the end says what stays undecided");
            let visited: BTreeSet<_> = standup.trail().iter().filter_map(|place| place.problem).collect();
            for card in standup.cards() {
                prop_assert!(visited.contains(&card.problem), "{} never had the floor", card.problem);
                prop_assert!(card.seen);
                prop_assert_ne!(card.outcome(), Outcome::NotReached);
            }
        }
    }

    #[test]
    fn back_takes_exactly_the_last_move_back(
        cards in cards(), lot: u64, acts in prop::collection::vec(act(), 0..60)
    ) {
        let mut standup = Standup::new(Mode::Spoken, cards, lot);
        for act in &acts {
            play(&mut standup, act);
        }
        let (place, trail) = (standup.place(), standup.trail().to_vec());
        standup.next();
        let there = standup.place();
        if there.step == Step::Ended {
            prop_assert_eq!(standup.back(), Err(Refusal::Ended));
            return Ok(());
        }
        standup.back().unwrap();
        prop_assert_eq!(standup.place(), place);
        prop_assert_eq!(standup.trail(), &trail[..]);
        standup.next();
        prop_assert_eq!(standup.place(), there, "and going on again leads to the same place");
    }

    #[test]
    fn everybody_in_the_room_has_one_turn_and_those_who_manage_speak_last(
        people in prop::collection::btree_map(0..15usize, any::<bool>(), 1..15), lot: u64,
        acts in prop::collection::vec(prop::sample::select(TurnAct::ALL), 0..60)
    ) {
        let mut standup = Standup::new(Mode::Spoken, vec![Card::new(ProblemId::new(1), 0)], lot);
        for (who, manages) in &people {
            standup.join(someone(*who, *manages)).unwrap();
        }
        standup.next();
        standup.decide(ProblemId::new(1), Verdict::Round).unwrap();
        for _ in 0..3 {
            standup.next();
        }
        prop_assert_eq!(standup.place(), Place::new(Step::Round, Some(ProblemId::new(1))));
        for act in &acts {
            let before = standup.floor().unwrap().clone();
            let done = standup.turn(*act).is_ok();
            if done && *act != TurnAct::Back {
                let mut undone = standup.clone();
                undone.turn(TurnAct::Back).unwrap();
                prop_assert_eq!(undone.floor().unwrap(), &before, "back gives the floor back");
            }
        }
        let floor = standup.floor().unwrap();
        let spoken: BTreeSet<_> = floor.turns().iter().map(|turn| turn.member.clone()).collect();
        prop_assert_eq!(spoken.len(), people.len());
        prop_assert_eq!(floor.turns().len(), people.len(), "nobody twice");
        let manage: Vec<bool> = floor.turns().iter().map(|turn| turn.manages).collect();
        prop_assert!(manage.is_sorted(), "those who manage come last: {:?}", manage);
        let waits: Vec<bool> =
            floor.turns().iter().map(|turn| turn.state == TurnState::Waiting).collect();
        prop_assert!(waits.is_sorted(), "the floor goes round without a gap");
    }

    #[test]
    fn over_the_day_a_step_waits_for_everybody_and_for_nobody_twice(
        people in prop::collection::btree_set(0..15usize, 1..15), lot: u64,
        order in prop::collection::vec((0..15usize, prop::sample::select(TurnAct::ALL)), 0..60)
    ) {
        let problem = ProblemId::new(1);
        let mut standup = Standup::new(Mode::Async, vec![Card::new(problem, 0)], lot);
        for who in &people {
            standup.join(someone(*who, false)).unwrap();
        }
        standup.next();
        standup.decide(problem, Verdict::Round).unwrap();
        for _ in 0..3 {
            standup.next();
        }
        for waits in [Step::Silence, Step::Round, Step::Dots] {
            prop_assert_eq!(standup.place(), Place::new(waits, Some(problem)));
            let mut done = BTreeSet::new();
            let first = order.iter().copied();
            for (who, act) in first.chain(people.iter().map(|who| (*who, TurnAct::Done))) {
                let before = standup.clone();
                let said = standup.turn_of(&someone(who, false).member, act);
                prop_assert_eq!(said.is_ok(), people.contains(&who), "who is not there says nothing");
                if said.is_ok() && act == TurnAct::Back {
                    done.remove(&who);
                } else if said.is_ok() {
                    done.insert(who);
                }
                let moved = standup.press_on(&before).is_some();
                prop_assert_eq!(moved, done.len() == people.len(), "not before everybody has, and then at once");
                if moved {
                    break;
                }
            }
        }
        prop_assert_eq!(standup.place(), Place::new(Step::Decision, Some(problem)));
        let before = standup.clone();
        prop_assert!(standup.press_on(&before).is_none() && standup.pass_deadline().is_none(), "decisions are people's");
    }

    #[test]
    fn left_open_twice_it_is_done_looked_into_or_set_aside(count in 0..5i64) {
        let problem = ProblemId::new(1);
        let mut standup = Standup::new(Mode::Spoken, vec![Card::new(problem, count)], 7);
        standup.next();
        let offered = standup.offered(problem);
        let open = [Verdict::Round, Verdict::Later];
        prop_assert_eq!(open.iter().all(|verdict| offered.contains(verdict)), count < 2);
        for verdict in open {
            prop_assert_eq!(standup.clone().decide(problem, verdict).is_ok(), count < 2);
        }
        for verdict in [Verdict::Now, Verdict::Investigate, Verdict::SetAside] {
            prop_assert!(standup.clone().decide(problem, verdict).is_ok());
        }
        let moved = standup.next();
        prop_assert_eq!(moved.undecided, vec![problem], "moving on stays possible, and is said");
    }
}
