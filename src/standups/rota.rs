//! Who leads which week, purely: whoever led longest ago leads next, a week each, from a Monday to the next. What is
//! settled stays, whoever joins or leaves.

use std::collections::{BTreeMap, HashMap};

use crate::clock::Day;
use crate::error::{Error, Result, say};
use crate::id::MemberId;
use crate::members;

use super::words::Came;

/// So many weeks from the present one on can be told and exchanged.
pub const WEEKS_AHEAD: usize = 26;
/// Whoever joined so many days before a Monday leads in its week at the earliest.
const GRACE_DAYS: i64 = 14;

/// A week, and who leads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Week {
    /// The day it begins.
    pub monday: Day,
    /// Who leads it.
    pub member: MemberId,
    /// How they came to.
    pub came: Came,
    /// Whose turn it would have been, where people exchanged it.
    pub instead_of: Option<MemberId>,
}

/// Somebody who leads in their turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leader {
    /// Who.
    pub member: MemberId,
    /// The day they joined, where the team is.
    pub joined: Day,
}

/// What says who leads when.
#[derive(Debug, Clone)]
pub struct Rota {
    /// The present week.
    first: Day,
    /// In the order they joined.
    leaders: Vec<Leader>,
    /// The weeks from the present one on that are settled.
    settled: BTreeMap<Day, Week>,
    /// When each led last, before the present week.
    led: HashMap<MemberId, Day>,
}

impl Rota {
    /// The rota of those who take part, in the order they joined, with the weeks that are kept. A kept week of
    /// somebody who is no longer among them falls to whoever comes next.
    pub fn new(leaders: Vec<Leader>, kept: Vec<Week>, today: Day) -> Self {
        let first = monday_of(today);
        let leads = |member: &MemberId| leaders.iter().any(|one| one.member == *member);
        let mut settled = BTreeMap::new();
        let mut led = HashMap::new();
        for mut week in kept {
            if week.monday < first {
                let last = led.entry(week.member).or_insert(week.monday);
                *last = week.monday.max(*last);
            } else if leads(&week.member) {
                week.instead_of = week.instead_of.filter(leads);
                settled.insert(week.monday, week);
            }
        }
        Self {
            first,
            leaders,
            settled,
            led,
        }
    }

    /// The present week and those that follow, so many of them. None in a team of which nobody takes part.
    pub fn weeks(&self, count: usize) -> Vec<Week> {
        let mut weeks: Vec<Week> = Vec::with_capacity(count);
        let mut led = self.led.clone();
        let mut monday = self.first;
        for _ in 0..count {
            let week = match self.settled.get(&monday) {
                Some(week) => week.clone(),
                None => match self.next(monday, &led) {
                    Some(leader) => Week::in_turn(monday, leader.member.clone()),
                    None => break,
                },
            };
            led.insert(week.member.clone(), monday);
            weeks.push(week);
            monday = monday.plus_days(7);
        }
        weeks
    }

    /// The present week.
    pub fn this_week(&self) -> Option<Week> {
        self.weeks(1).pop()
    }

    /// Everything that can be told, in a word that changes with it.
    pub fn tag(&self) -> String {
        let mut told = String::new();
        for week in self.weeks(WEEKS_AHEAD) {
            told.push_str(&format!("{} {}\n", week.monday, week.member));
        }
        members::digest(&told)[..16].to_owned()
    }

    /// The week to give in exchange for one that is skipped: the next that somebody else leads.
    ///
    /// # Errors
    /// `Invalid` for no week of the rota, `Conflict` where nobody else leads any.
    pub fn after(&self, monday: Day) -> Result<Day> {
        let weeks = self.weeks(WEEKS_AHEAD);
        let at = place(&weeks, monday, "monday")?;
        let other = weeks[at..]
            .iter()
            .find(|one| one.member != weeks[at].member);
        let other = other.ok_or_else(|| Error::conflict(say!("rota-nobody-else")))?;
        Ok(other.monday)
    }

    /// The week that somebody gives for another one: the next that they lead, else the first.
    ///
    /// # Errors
    /// `Invalid` for no week of the rota, and for somebody who leads none.
    pub fn week_of(&self, member: &MemberId, besides: Day) -> Result<Day> {
        let weeks = self.weeks(WEEKS_AHEAD);
        let at = place(&weeks, besides, "monday")?;
        let mut around = weeks[at..].iter().chain(&weeks[..at]);
        let theirs = around.find(|week| week.member == *member);
        let theirs = theirs.ok_or_else(|| Error::invalid("member", say!("rota-leads-no-week")))?;
        Ok(theirs.monday)
    }

    /// Exchanges two weeks. What is given back is settled by that: both, and whatever was told of the weeks before
    /// them.
    ///
    /// # Errors
    /// `Invalid` for no week of the rota, and for two that the same person leads.
    pub fn exchange(&self, monday: Day, with: Day, came: Came) -> Result<Vec<Week>> {
        let mut weeks = self.weeks(WEEKS_AHEAD);
        let one = place(&weeks, monday, "monday")?;
        let other = place(&weeks, with, "swap")?;
        if weeks[one].member == weeks[other].member {
            return Err(Error::invalid("swap", say!("rota-same-leader")));
        }
        let (here, there) = (weeks[one].member.clone(), weeks[other].member.clone());
        weeks[one].give_to(there, came);
        weeks[other].give_to(here, came);
        let last_settled = self.settled.keys().next_back();
        let last = last_settled.copied().unwrap_or(self.first);
        let last = last.max(monday).max(with);
        weeks.retain(|week| week.monday <= last);
        Ok(weeks)
    }

    /// Who comes next in a week that is not settled: not whoever leads the week before or after while there is anybody
    /// else, nor whoever was told of a later one; of the others, whoever led longest ago. Somebody who never led stands
    /// behind those who led since they joined.
    fn next(&self, monday: Day, led: &HashMap<MemberId, Day>) -> Option<&Leader> {
        let (before, after) = (monday.plus_days(-7), monday.plus_days(7));
        let rank = |leader: &&Leader| {
            let last = led.get(&leader.member);
            let theirs = |week: &&Week| week.member == leader.member;
            let next_to =
                last == Some(&before) || self.settled.get(&after).is_some_and(|it| theirs(&it));
            let told = self.settled.range(monday..).any(|(_, it)| theirs(&it));
            let longest_ago = match last {
                Some(monday) => (*monday, true),
                None => (monday_of(leader.joined), false),
            };
            (next_to, told, longest_ago)
        };
        let settled_in = |leader: &&Leader| leader.joined.plus_days(GRACE_DAYS) <= monday;
        let known = self.leaders.iter().filter(settled_in).min_by_key(rank);
        known.or_else(|| self.leaders.iter().min_by_key(rank))
    }
}

impl Week {
    fn in_turn(monday: Day, member: MemberId) -> Self {
        Self {
            monday,
            member,
            came: Came::Turn,
            instead_of: None,
        }
    }

    /// Lets somebody else lead it; whose turn it was stays told, until it is theirs again.
    fn give_to(&mut self, member: MemberId, came: Came) {
        let turn = self
            .instead_of
            .take()
            .unwrap_or_else(|| self.member.clone());
        self.came = if turn == member { Came::Turn } else { came };
        self.instead_of = Some(turn).filter(|turn| *turn != member);
        self.member = member;
    }
}

/// The Monday of a day's week.
pub(super) fn monday_of(day: Day) -> Day {
    day.plus_days(-i64::from(day.weekday()))
}

fn place(weeks: &[Week], monday: Day, field: &'static str) -> Result<usize> {
    let at = weeks.iter().position(|week| week.monday == monday);
    at.ok_or_else(|| Error::invalid(field, say!("rota-no-such-week", weeks = WEEKS_AHEAD - 1)))
}
