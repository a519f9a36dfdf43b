//! What the last lines of a commit's message say: `Problem: P-12` touches it, `Fixes-Problem: P-12` solves it,
//! `Standard: S-4` applies it, and only `Again: P-12` says that it happened again.

use crate::id::{ProblemId, StandardId};

/// What a commit's message names, each once, in the order written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trailers {
    /// Problems that it touches without solving them.
    pub touches: Vec<ProblemId>,
    /// Problems that it solves.
    pub solves: Vec<ProblemId>,
    /// Standards that it applies.
    pub applies: Vec<StandardId>,
    /// Problems that happened again.
    pub again: Vec<ProblemId>,
}

impl Trailers {
    /// Reads the message of a commit as git does: its last paragraph, unless that is the only one; keys in any case; a value
    /// goes on in lines that begin with a space. Several ids may stand in one line.
    pub fn parse(message: &str) -> Self {
        let mut found = Self::default();
        for (key, value) in block(message) {
            match key.to_ascii_lowercase().as_str() {
                "problem" => add(&mut found.touches, &value),
                "fixes-problem" => add(&mut found.solves, &value),
                "standard" => add(&mut found.applies, &value),
                "again" => add(&mut found.again, &value),
                _ => {}
            }
        }
        found.touches.retain(|id| !found.solves.contains(id));
        found
    }

    /// Whether nothing is named.
    pub fn is_empty(&self) -> bool {
        self.touches.is_empty()
            && self.solves.is_empty()
            && self.applies.is_empty()
            && self.again.is_empty()
    }
}

/// The keys and values of the last paragraph; none when it is text.
fn block(message: &str) -> Vec<(&str, String)> {
    let lines: Vec<&str> = message.lines().map(str::trim_end).collect();
    let end = lines
        .iter()
        .rposition(|line| !line.is_empty())
        .map_or(0, |last| last + 1);
    let Some(blank) = lines[..end].iter().rposition(|line| line.is_empty()) else {
        return Vec::new();
    };
    let mut pairs: Vec<(&str, String)> = Vec::new();
    let (mut trailers, mut others) = (0, 0);
    for line in &lines[blank + 1..end] {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = pairs.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            } else {
                others += 1;
            }
        } else if let Some((key, value)) = pair(line) {
            trailers += 1;
            pairs.push((key, value.to_owned()));
        } else {
            others += 1;
        }
    }
    // Git's own measure of a paragraph of trailers in which some line is none.
    if trailers * 3 < others {
        pairs.clear();
    }
    pairs
}

fn pair(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let key = key.trim_end();
    let plain = !key.is_empty()
        && key
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    plain.then_some((key, value.trim()))
}

/// Takes the ids out of a value: P-12, P-13 (and words about them), or the address of its page.
fn add<T: std::str::FromStr + PartialEq>(to: &mut Vec<T>, value: &str) {
    let around = |c: char| !c.is_ascii_alphanumeric();
    for word in value.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';')) {
        let word = word.trim_matches(around);
        let word = word.rsplit('/').next().unwrap_or(word);
        if let Ok(id) = word.parse()
            && !to.contains(&id)
        {
            to.push(id);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn problems(numbers: &[i64]) -> Vec<ProblemId> {
        numbers.iter().copied().map(ProblemId::new).collect()
    }

    #[test]
    fn the_last_paragraph_names_what_a_commit_is_about() {
        let found = Trailers::parse(
            "Store times in UTC\n\nProblem: P-99 is only told of here.\n\nproblem: P-3, P-4\nFixes-Problem : p-12\nSTANDARD: S-4 S-7\nAgain: P-5 (see\n  P-6)\nSigned-off-by: Ada <ada@example.org>\n\n",
        );
        assert_eq!(found.touches, problems(&[3, 4]));
        assert_eq!(found.solves, problems(&[12]));
        assert_eq!(found.applies, [StandardId::new(4), StandardId::new(7)]);
        assert_eq!(found.again, problems(&[5, 6]));
    }

    #[test]
    fn what_is_no_trailer_is_not_read() {
        for message in [
            "",
            "Problem: P-12",
            "Title\nProblem: P-12",
            "Title\n\nProblem: P-12\n\nThe end.",
            "Title\n\nA long text\nthat goes on\nand on\nfor a while, with\nProblem: P-12\nin its middle, and\nmore",
            "Title\n\n  Problem: P-12",
            "Title\n\nProblem of the day: P-12",
            "Title\n\nProblem: S-12, 12, P-0, P-, P-1x",
        ] {
            assert!(Trailers::parse(message).is_empty(), "{message}");
        }
    }

    #[test]
    fn lines_that_git_adds_itself_do_not_hide_the_others() {
        let message =
            "Title\r\n\r\nFixes-Problem: P-12\r\n(cherry picked from commit 3f9c2d1e)\r\n";
        assert_eq!(Trailers::parse(message).solves, problems(&[12]));
        let address = "Title\n\nProblem: <https://cahier.example.org/problems/P-12>.";
        assert_eq!(Trailers::parse(address).touches, problems(&[12]));
    }

    #[test]
    fn what_solves_a_problem_does_not_only_touch_it() {
        let found = Trailers::parse("Title\n\nProblem: P-1 P-2\nFixes-Problem: P-2, P-2\n");
        assert_eq!(
            (found.touches, found.solves),
            (problems(&[1]), problems(&[2]))
        );
    }

    proptest! {
        #[test]
        fn no_message_is_too_odd(message in "(?s).{0,400}") {
            Trailers::parse(&message);
        }

        #[test]
        fn every_trailer_written_is_read(
            text in "[a-zA-Z ,.\n]{0,120}",
            touches in prop::collection::btree_set(1_i64..1_000, 0..4),
            applies in prop::collection::btree_set(1_i64..1_000, 1..4),
            again in prop::collection::btree_set(1_i64..1_000, 0..4),
        ) {
            let mut message = format!("Title\n\n{text}\n\n");
            for id in &touches {
                message.push_str(&format!("Problem: P-{id}\n"));
            }
            let ids: Vec<String> = applies.iter().map(|id| format!("S-{id}")).collect();
            message.push_str(&format!("standard: {}\n", ids.join(", ")));
            for id in &again {
                message.push_str(&format!("Again: P-{id}\n"));
            }
            let found = Trailers::parse(&message);
            prop_assert_eq!(found.touches, problems(&touches.into_iter().collect::<Vec<_>>()));
            prop_assert_eq!(found.applies, applies.into_iter().map(StandardId::new).collect::<Vec<_>>());
            prop_assert_eq!(found.again, problems(&again.into_iter().collect::<Vec<_>>()));
            prop_assert!(found.solves.is_empty());
        }
    }
}
