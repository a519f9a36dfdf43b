//! Which cards a page of the screen shows, purely: those that are late stay, the others turn.

/// Cards that can be read from across the room.
const ROOM: usize = 6;
/// Late cards that stay at most: where all were late, nothing would turn and the rest would never be seen.
const STAY: usize = ROOM - 1;

/// A page of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Turn {
    /// Cards that stay on every page.
    stay: usize,
    /// The first card that turns here, among all, and the one after the last.
    from: usize,
    until: usize,
    /// Which page it is, from 1.
    pub(super) at: usize,
    /// How many there are.
    pub(super) count: usize,
}

impl Turn {
    /// The page asked for, of so many late cards and so many others; after the last the first comes again.
    pub(super) fn of(late: usize, rest: usize, asked: usize) -> Self {
        let all = late + rest;
        if all <= ROOM {
            return Self {
                stay: all,
                from: all,
                until: all,
                at: 1,
                count: 1,
            };
        }
        let stay = late.min(STAY);
        let room = ROOM - stay;
        let count = (all - stay).div_ceil(room);
        let at = asked.saturating_sub(1) % count;
        let from = stay + at * room;
        Self {
            stay,
            from,
            until: (from + room).min(all),
            at: at + 1,
            count,
        }
    }

    /// The page after it.
    pub(super) fn next(self) -> usize {
        self.at % self.count + 1
    }

    /// The cards of this page, the late ones first.
    pub(super) fn of_both<'c, T>(
        self,
        late: &'c [&'c T],
        rest: &'c [&'c T],
    ) -> impl Iterator<Item = &'c T> {
        let shown = move |at: &usize| *at < self.stay || (self.from..self.until).contains(at);
        let all = late.iter().chain(rest).copied().enumerate();
        all.filter(move |(at, _)| shown(at)).map(|(_, card)| card)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pages one after the other: late cards are negative.
    fn pages(late: i32, rest: i32) -> Vec<Vec<i32>> {
        let late: Vec<i32> = (1..=late).map(|card| -card).collect();
        let rest: Vec<i32> = (1..=rest).collect();
        let late: Vec<&i32> = late.iter().collect();
        let rest: Vec<&i32> = rest.iter().collect();
        let mut shown = Vec::new();
        let mut asked = 1;
        loop {
            let turn = Turn::of(late.len(), rest.len(), asked);
            shown.push(turn.of_both(&late, &rest).copied().collect());
            asked = turn.next();
            if asked == 1 {
                return shown;
            }
        }
    }

    #[test]
    fn what_fits_is_shown_at_once() {
        assert_eq!(pages(0, 0), [Vec::<i32>::new()]);
        assert_eq!(pages(2, 4), [vec![-1, -2, 1, 2, 3, 4]]);
        assert_eq!(pages(6, 0), [vec![-1, -2, -3, -4, -5, -6]]);
    }

    #[test]
    fn late_ones_stay_while_the_others_turn() {
        assert_eq!(
            pages(2, 9),
            [
                vec![-1, -2, 1, 2, 3, 4],
                vec![-1, -2, 5, 6, 7, 8],
                vec![-1, -2, 9]
            ]
        );
    }

    #[test]
    fn every_card_is_seen_even_when_too_many_are_late() {
        for (late, rest) in [(9, 0), (7, 3), (5, 2), (6, 1), (40, 40)] {
            let mut seen: Vec<i32> = pages(late, rest).concat();
            seen.sort_unstable();
            seen.dedup();
            assert_eq!(seen.len(), usize::try_from(late + rest).unwrap_or(0));
            assert!(pages(late, rest).iter().all(|page| page.len() <= ROOM));
        }
    }

    #[test]
    fn a_page_that_is_gone_begins_anew() {
        assert_eq!(Turn::of(0, 8, 3).at, 1);
        assert_eq!(Turn::of(0, 2, 9).at, 1);
    }
}
