//! The stand-up's state machine, step by step.

use cahier::id::{MemberId, ProblemId};
use cahier::standups::{Card, Mode, Outcome, Place, Refusal, Standup, Step, TurnAct, Verdict};

use super::machine::someone;

#[test]
fn a_full_round_follows_the_news_and_goes_through_its_steps() {
    let ids = [1, 2, 3].map(ProblemId::new);
    let mut standup = Standup::new(Mode::Spoken, ids.map(|id| Card::new(id, 0)).to_vec(), 0);
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
    let mut standup = Standup::new(Mode::Spoken, ids.map(|id| Card::new(id, 0)).to_vec(), 0);
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
    let mut standup = Standup::new(Mode::Spoken, ids.map(|id| Card::new(id, 0)).to_vec(), 0);
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
    let mut standup = Standup::new(Mode::Spoken, vec![Card::new(problem, 0)], 0);
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
