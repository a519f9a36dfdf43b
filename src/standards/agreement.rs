//! The rule by which a text counts as agreed. It counts people; it never says who they are.

use std::collections::BTreeSet;

use crate::id::MemberId;

/// How many others must agree when no team says otherwise.
pub const NEEDED_WITHOUT_TEAM: i64 = 2;

/// How many must agree: what the team asks for, and no more than there are others to ask.
pub fn needed(asked_for: i64, others: i64) -> i64 {
    asked_for.min(others).max(0)
}

/// What is needed now that so many others are left: never more than before.
pub fn lowered(needed_before: i64, others: i64) -> i64 {
    needed(needed_before, others)
}

/// Whether these agreements, without the author's, are enough.
pub fn enough(agreed: &[MemberId], author: Option<&MemberId>, needed: i64) -> bool {
    let others: BTreeSet<&MemberId> = agreed
        .iter()
        .filter(|&member| Some(member) != author)
        .collect();
    i64::try_from(others.len()).unwrap_or(i64::MAX) >= needed
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nobody_else_to_ask_means_none_needed() {
        assert_eq!(needed(2, 0), 0);
        assert_eq!(needed(2, 1), 1);
        assert_eq!(needed(2, 9), 2);
        assert_eq!(needed(0, 9), 0);
    }

    #[test]
    fn the_author_is_none_of_the_others() {
        let (ada, bo) = (MemberId::generate(), MemberId::generate());
        assert!(!enough(&[ada.clone(), ada.clone()], Some(&ada), 1));
        assert!(!enough(&[bo.clone(), bo.clone()], Some(&ada), 2));
        assert!(enough(&[ada.clone(), bo.clone()], Some(&ada), 1));
        assert!(enough(&[], Some(&ada), 0));
    }

    proptest! {
        #[test]
        fn what_is_needed_never_rises(asked in 0i64..6, at_first in 0i64..9, later in proptest::collection::vec(0i64..9, 0..9)) {
            let mut now = needed(asked, at_first);
            for others in later {
                let next = lowered(now, others);
                prop_assert!(next <= now && next <= others.max(0));
                now = next;
            }
        }
    }
}
