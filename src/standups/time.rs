//! The stand-up's clock: how long a step and a turn have. Told once, when a step begins, as the instant at which its time
//! is up, so that nothing that sleeps, restarts or comes late shows another one.

use crate::clock::{Day, Timestamp, WorkingWeek, Zone};

use super::place::Place;
use super::words::{Mode, Step};

/// What a card has in the news round, in seconds.
pub(super) const NEWS: i64 = 60;
/// The longest turn, in seconds.
pub(super) const TURN: i64 = 30;
/// What all turns of a round have together, in seconds, when there are many.
pub(super) const ROUND: i64 = 240;
/// What a step of a full round has at least, in seconds: also when the team's time is over.
pub(super) const SHORTEST: i64 = 30;
/// Nobody has acted for so long, in seconds: the stand-up ends by itself.
pub(super) const FORGOTTEN: i64 = 3_600;
/// The same where people act over the day: a week, so that a holiday does not end it.
pub(super) const FORGOTTEN_APART: i64 = 7 * 24 * HOUR;
/// An hour, in seconds.
pub(super) const HOUR: i64 = 3_600;
/// What a step has over the day, in hours, unless it is said otherwise; and the most.
pub const STEP_HOURS: i64 = 24;
/// The most hours that a step may have over the day.
pub const MOST_STEP_HOURS: i64 = 168;
/// Whoever leads has not been heard of for so long, in seconds: anybody may take over. Ten, and what passes between two
/// signs of an open page.
pub(super) const GONE: i64 = 13;

/// What one turn has, in seconds, among so many.
pub(super) fn turn(people: usize) -> i64 {
    let people = i64::try_from(people).unwrap_or(i64::MAX).max(1);
    TURN.min(ROUND / people)
}

/// What is known when a step begins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Left {
    /// What is left of the team's time, in seconds; below nothing once it is over.
    pub(super) seconds: i64,
    /// The full rounds that were asked for and have not begun.
    pub(super) rounds: usize,
    /// Who is in the room.
    pub(super) people: usize,
}

/// How long a step has that begins now, in seconds; nothing where nobody counts. A full round shares what is left with
/// those to come; its steps share it by weight, after the turns.
pub(super) fn step(place: Place, mode: Mode, left: Left) -> Option<i64> {
    place.problem?;
    let turns = turn(left.people) * i64::try_from(left.people).unwrap_or(i64::MAX);
    match place.step {
        Step::Gathering | Step::Ended => None,
        Step::News => Some(NEWS),
        Step::Round => Some(turns.max(SHORTEST)),
        here => {
            let to_come = Step::of(mode).filter(|step| *step >= here);
            let weights: i64 = to_come.clone().map(weight).sum();
            let before_turns = to_come.into_iter().any(|step| step == Step::Round);
            let rounds = i64::try_from(left.rounds).unwrap_or(i64::MAX - 1) + 1;
            let mine = left.seconds / rounds - if before_turns { turns } else { 0 };
            Some((mine * weight(here) / weights.max(1)).max(SHORTEST))
        }
    }
}

/// How the steps of a full round share its time; the turns have theirs.
fn weight(step: Step) -> i64 {
    match step {
        Step::Silence => 5,
        Step::Decision => 4,
        Step::Facts | Step::Dots | Step::Writeup => 2,
        Step::Covered => 1,
        Step::Gathering | Step::News | Step::Round | Step::Ended => 0,
    }
}

/// A deadline, not on a day on which the team does not work, but at the same time of the next on which it does.
pub(super) fn on_a_working_day(at: Timestamp, zone: &Zone, week: WorkingWeek) -> Timestamp {
    let day = Day::of(at, zone);
    if week.works_on(day) {
        return at;
    }
    let days = week.plus_working_days(day, 1).days_since(day);
    at.plus_seconds(days * 24 * HOUR)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::ProblemId;

    fn at(step_: Step, seconds: i64, people: usize) -> i64 {
        let place = Place::new(step_, Some(ProblemId::new(1)));
        let left = Left {
            seconds,
            rounds: 0,
            people,
        };
        step(place, Mode::Silent, left).unwrap()
    }

    #[test]
    fn a_round_of_any_size_ends_in_the_time_that_is_left() {
        for people in [2, 5, 8, 15] {
            let mut left = 12 * 60;
            for step in Step::of(Mode::Silent) {
                left -= at(step, left, people);
            }
            assert!((0..=6).contains(&left), "{people} people: {left} s over");
        }
    }

    #[test]
    fn turns_are_half_a_minute_and_shorter_for_many() {
        assert_eq!([1, 8, 10, 15].map(turn), [30, 30, 24, 16]);
    }

    #[test]
    fn what_is_over_still_has_a_moment() {
        assert_eq!(at(Step::Decision, -300, 4), SHORTEST);
    }
}
