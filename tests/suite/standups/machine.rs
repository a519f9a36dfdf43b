//! The stand-up's state machine, on its own: no sequence of acts breaks what it promises.

use std::collections::BTreeSet;

use cahier::id::{MemberId, ProblemId};
use cahier::standups::{
    Card, Outcome, Place, Present, Refusal, Standup, Step, TurnAct, TurnState, Verdict,
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

fn someone(who: usize, manages: bool) -> Present {
    let text = format!("00000000-0000-7000-8000-{who:012}");
    Present {
        member: text.parse::<MemberId>().unwrap(),
        manages,
    }
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
        Act::End => {
            standup.end();
            None
        }
    }
}

proptest! {
    #[test]
    fn nothing_refused_changes_anything_and_every_place_is_whole(
        cards in cards(), lot: u64, acts in prop::collection::vec(act(), 0..80)
    ) {
        let mut standup = Standup::new(cards, lot);
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
        let mut standup = Standup::new(cards, lot);
        for act in &acts {
            play(&mut standup, act);
        }
        let bound = 2 + standup.cards().len() * 6;
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
        let mut standup = Standup::new(cards, lot);
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
        let mut standup = Standup::new(vec![Card::new(ProblemId::new(1), 0)], lot);
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
    fn left_open_twice_it_is_done_looked_into_or_set_aside(count in 0..5i64) {
        let problem = ProblemId::new(1);
        let mut standup = Standup::new(vec![Card::new(problem, count)], 7);
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

#[test]
fn a_full_round_follows_the_news_and_goes_through_its_steps() {
    let ids = [1, 2, 3].map(ProblemId::new);
    let mut standup = Standup::new(ids.map(|id| Card::new(id, 0)).to_vec(), 0);
    let mut went = Vec::new();
    loop {
        let here = standup.place();
        went.push((
            here.step.as_str(),
            here.problem.map_or(0, ProblemId::number),
        ));
        match (here.step, here.problem) {
            (Step::News, Some(id)) if id == ids[1] => standup.decide(id, Verdict::Round),
            (Step::News, Some(id)) => standup.decide(id, Verdict::Now),
            (Step::Decision, Some(id)) => standup.decide(id, Verdict::Investigate),
            (Step::Ended, _) => break,
            _ => Ok(Default::default()),
        }
        .unwrap();
        standup.next();
    }
    let expected = [
        ("gathering", 0),
        ("news", 1),
        ("news", 2),
        ("news", 3),
        ("facts", 2),
        ("covered", 2),
        ("round", 2),
        ("decision", 2),
        ("writeup", 2),
        ("ended", 0),
    ];
    assert_eq!(went, expected);
    let decided = |card: &Card| card.outcome() == Outcome::Decided;
    assert!(standup.cards().iter().all(decided));
}

#[test]
fn jumping_ahead_in_the_news_skips_nobody() {
    let ids = [1, 2, 3].map(ProblemId::new);
    let mut standup = Standup::new(ids.map(|id| Card::new(id, 0)).to_vec(), 0);
    standup.next();
    let moved = standup.go_to(ids[2], 0).unwrap();
    assert_eq!(moved.seen, Some(ids[0]));
    assert_eq!(moved.undecided, vec![ids[0]]);
    standup.next();
    assert_eq!(standup.place(), Place::new(Step::News, Some(ids[1])));
    standup.next();
    assert_eq!(standup.place().step, Step::Ended);
}

#[test]
fn deciding_about_another_card_in_the_news_gives_it_the_floor() {
    let ids = [1, 2].map(ProblemId::new);
    let mut standup = Standup::new(ids.map(|id| Card::new(id, 0)).to_vec(), 0);
    assert_eq!(standup.decide(ids[0], Verdict::Now), Err(Refusal::NotBegun));
    standup.next();
    standup.decide(ids[1], Verdict::Now).unwrap();
    assert_eq!(standup.place().problem, Some(ids[1]));
    let stranger = ProblemId::new(9);
    assert_eq!(
        standup.decide(stranger, Verdict::Now),
        Err(Refusal::NotOnTheFloor(stranger))
    );
}

#[test]
fn whoever_comes_late_has_a_turn_and_whoever_leaves_is_not_waited_for() {
    let problem = ProblemId::new(4);
    let mut standup = Standup::new(vec![Card::new(problem, 0)], 0);
    for (who, manages) in [(1, false), (2, true), (3, true)] {
        standup.join(someone(who, manages)).unwrap();
    }
    standup.next();
    standup.decide(problem, Verdict::Round).unwrap();
    for _ in 0..3 {
        standup.next();
    }
    standup.join(someone(9, false)).unwrap();
    let order = |standup: &Standup| -> Vec<MemberId> {
        let floor = standup.floor().unwrap();
        floor
            .turns()
            .iter()
            .map(|turn| turn.member.clone())
            .collect()
    };
    assert_eq!(
        order(&standup)[1],
        someone(9, false).member,
        "before those who manage"
    );
    standup.turn(TurnAct::Done).unwrap();
    standup.leave(&someone(9, false).member).unwrap();
    assert_eq!(order(&standup).len(), 3);
    standup.turn(TurnAct::Pass).unwrap();
    standup.next();
    standup.join(someone(8, true)).unwrap();
    standup.back().unwrap();
    assert_eq!(
        order(&standup).len(),
        4,
        "back in the round, the newcomer has a turn too"
    );
    assert_eq!(
        standup.floor().unwrap().still_to_come(),
        2,
        "and nobody speaks twice"
    );
}
