//! The rota whatever people do: what was told comes true, until somebody leaves or exchanges.

use cahier::clock::Day;
use cahier::id::MemberId;
use cahier::standups::{Came, Leader, Rota, Week};
use proptest::collection::vec;
use proptest::prelude::*;

/// So many weeks are looked at.
const WEEKS: usize = 26;

#[derive(Debug, Clone)]
enum Act {
    Joins,
    Leaves(usize),
    WeekPasses,
    Skips(usize),
    Swaps(usize, usize),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        2 => Just(Act::Joins),
        1 => any::<usize>().prop_map(Act::Leaves),
        4 => Just(Act::WeekPasses),
        2 => (0..WEEKS).prop_map(Act::Skips),
        2 => (0..WEEKS, 0..WEEKS).prop_map(|(one, other)| Act::Swaps(one, other)),
    ]
}

/// A team, what is kept of its rota, and the day it is.
struct Team {
    leaders: Vec<Leader>,
    kept: Vec<Week>,
    today: Day,
}

impl Team {
    fn rota(&self) -> Rota {
        Rota::new(self.leaders.clone(), self.kept.clone(), self.today)
    }

    fn takes_part(&self, member: &MemberId) -> bool {
        self.leaders.iter().any(|one| one.member == *member)
    }

    fn told(&self) -> Vec<Week> {
        self.rota().weeks(WEEKS)
    }

    fn keep(&mut self, weeks: &[Week]) {
        for week in weeks {
            self.kept.retain(|kept| kept.monday != week.monday);
            self.kept.push(week.clone());
        }
        self.kept.sort_by_key(|week| week.monday);
    }

    /// What the minute does that follows.
    fn keep_the_present_week(&mut self) {
        let week = self.rota().this_week();
        self.keep(week.as_slice());
    }
}

fn leaders(weeks: &[Week]) -> Vec<&MemberId> {
    weeks.iter().map(|week| &week.member).collect()
}

fn team(people: usize, joined: &str) -> Team {
    let leader = |_| Leader {
        member: MemberId::generate(),
        joined: joined.parse().unwrap(),
    };
    let mut team = Team {
        leaders: (0..people).map(leader).collect(),
        kept: Vec::new(),
        today: "2026-03-02".parse().unwrap(),
    };
    team.keep_the_present_week();
    team
}

/// After an exchange: both weeks have the other's leader, and every other one that is settled its own.
fn only_these_two_changed(before: &[Week], after: &[Week], settled: &[Week], two: [Day; 2]) {
    let of = |weeks: &[Week], monday: Day| {
        let week = weeks.iter().find(|week| week.monday == monday);
        week.unwrap().member.clone()
    };
    assert_eq!(of(after, two[0]), of(before, two[1]));
    assert_eq!(of(after, two[1]), of(before, two[0]));
    for week in settled.iter().filter(|week| !two.contains(&week.monday)) {
        assert_eq!(of(after, week.monday), of(before, week.monday));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn what_was_told_comes_true(people in 1..9_usize, acts in vec(act(), 1..40)) {
        let mut team = team(people, "2026-02-25");
        for act in acts {
            let before = team.told();
            match act {
                Act::Joins => {
                    team.leaders.push(Leader { member: MemberId::generate(), joined: team.today });
                    let after = team.told();
                    for week in team.kept.iter().filter(|week| week.monday >= before[0].monday) {
                        let now = after.iter().find(|now| now.monday == week.monday).unwrap();
                        let stays = team.takes_part(&week.member);
                        prop_assert!(!stays || now.member == week.member);
                    }
                }
                Act::Leaves(which) if team.leaders.len() > 1 => {
                    let gone = team.leaders.remove(which % team.leaders.len());
                    let after = team.told();
                    prop_assert!(after.iter().all(|week| week.member != gone.member));
                    for week in team.kept.iter().filter(|week| team.takes_part(&week.member)) {
                        let now = after.iter().find(|now| now.monday == week.monday);
                        prop_assert!(now.is_none_or(|now| now.member == week.member));
                    }
                    team.keep_the_present_week();
                }
                Act::Leaves(_) => {}
                Act::WeekPasses => {
                    team.today = team.today.plus_days(7);
                    team.keep_the_present_week();
                    let after = team.told();
                    prop_assert_eq!(leaders(&after[..WEEKS - 1]), leaders(&before[1..]));
                }
                Act::Skips(at) => {
                    let monday = before[at].monday;
                    if let Ok(with) = team.rota().after(monday) {
                        let settled = team.rota().exchange(monday, with, Came::Skip).unwrap();
                        team.keep(&settled);
                        only_these_two_changed(&before, &team.told(), &settled, [monday, with]);
                    }
                }
                Act::Swaps(one, other) => {
                    let two = [before[one].monday, before[other].monday];
                    let swapped = team.rota().exchange(two[0], two[1], Came::Swap);
                    prop_assert_eq!(swapped.is_ok(), before[one].member != before[other].member);
                    if let Ok(settled) = swapped {
                        team.keep(&settled);
                        only_these_two_changed(&before, &team.told(), &settled, two);
                    }
                }
            }
            let told = team.told();
            prop_assert_eq!(told.len(), WEEKS);
            for week in &told {
                prop_assert!(team.takes_part(&week.member));
                prop_assert!(week.instead_of.as_ref() != Some(&week.member));
            }
        }
    }

    #[test]
    fn everybody_leads_as_often_as_the_others(people in 1..12_usize) {
        let team = team(people, "2025-01-06");
        let told = team.told();
        for one in &team.leaders {
            let weeks = told.iter().filter(|week| week.member == one.member).count();
            prop_assert!((WEEKS / people..=WEEKS.div_ceil(people)).contains(&weeks));
        }
    }
}
