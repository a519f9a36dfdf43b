//! The status that follows from what the texts say of each other: derived, written into no file.

use std::collections::{BTreeMap, BTreeSet};

use super::standard::Status;
use crate::id::StandardId;

/// Another standard that names this one in `supersedes`, and the status its own text gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedBy {
    /// The other standard.
    pub id: StandardId,
    /// What its own front matter says.
    pub said: Status,
}

/// The status that follows, and the successor: a standard is superseded while one that names it is not retired,
/// even when that one was superseded in its turn. The newest of several is the successor.
pub fn status(said: Status, named_by: &[NamedBy]) -> (Status, Option<StandardId>) {
    let successor = named_by
        .iter()
        .filter(|other| other.said != Status::Retired)
        .map(|other| other.id)
        .max();
    match (said, successor) {
        (Status::Retired, _) => (Status::Retired, None),
        (_, Some(successor)) => (Status::Superseded, Some(successor)),
        (said, None) => (said, None),
    }
}

/// Which standard takes the place of which others.
pub type Edges = BTreeMap<StandardId, BTreeSet<StandardId>>;

/// The circle that leads from `id`, along what takes the place of what, back to `id`.
pub fn circle(supersedes: &Edges, id: StandardId) -> Option<Vec<StandardId>> {
    let mut seen = BTreeSet::new();
    let mut ways = vec![vec![id]];
    while let Some(way) = ways.pop() {
        let last = way[way.len() - 1];
        if last == id && way.len() > 1 {
            return Some(way);
        }
        if !seen.insert(last) {
            continue;
        }
        for &next in supersedes.get(&last).into_iter().flatten() {
            let mut longer = way.clone();
            longer.push(next);
            ways.push(longer);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn s(number: i64) -> StandardId {
        StandardId::new(number)
    }

    fn by(number: i64, said: Status) -> NamedBy {
        NamedBy {
            id: s(number),
            said,
        }
    }

    #[test]
    fn a_standard_is_superseded_by_the_newest_that_is_not_retired() {
        use Status::{Active, Retired, Superseded};
        assert_eq!(status(Active, &[]), (Active, None));
        assert_eq!(
            status(Active, &[by(5, Active), by(7, Active)]),
            (Superseded, Some(s(7)))
        );
        assert_eq!(status(Active, &[by(5, Retired)]), (Active, None));
        assert_eq!(status(Retired, &[by(5, Active)]), (Retired, None));
        assert_eq!(status(Superseded, &[]), (Superseded, None));
    }

    #[test]
    fn a_circle_is_named_from_end_to_end() {
        let mut edges = Edges::from([
            (s(3), BTreeSet::from([s(2)])),
            (s(2), BTreeSet::from([s(1)])),
        ]);
        assert_eq!(circle(&edges, s(3)), None);
        edges.insert(s(1), BTreeSet::from([s(3)]));
        assert_eq!(circle(&edges, s(1)), Some(vec![s(1), s(3), s(2), s(1)]));
        edges.insert(s(9), BTreeSet::from([s(9)]));
        assert_eq!(circle(&edges, s(9)), Some(vec![s(9), s(9)]));
    }

    proptest! {
        #[test]
        fn edges_that_are_let_in_never_close_a_circle(tries in proptest::collection::vec((1i64..8, 1i64..8), 0..40)) {
            let mut edges = Edges::new();
            for (from, to) in tries {
                let mut longer = edges.clone();
                longer.entry(s(from)).or_default().insert(s(to));
                if circle(&longer, s(from)).is_none() {
                    edges = longer;
                }
            }
            for &start in edges.keys() {
                prop_assert!(circle(&edges, start).is_none());
            }
        }
    }
}
