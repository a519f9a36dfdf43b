//! What differs between two texts, by line and within the lines by word, as a structure that a page can show. Line endings alone are
//! said once and mark no line.

use std::time::Duration;

use similar::{ChangeTag, TextDiff};

/// Longer comparisons settle for a coarser answer.
const PATIENCE: Duration = Duration::from_millis(400);
/// Lines around a change that stay visible.
const CONTEXT: usize = 3;

/// The differences between an old and a new text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Diff {
    /// The places that differ, in order; none where the lines are the same.
    pub hunks: Vec<Hunk>,
    /// Whether line endings, or the byte order mark, were changed somewhere.
    pub endings_changed: bool,
}

/// Lines that stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hunk {
    /// What stands there, old and new.
    pub lines: Vec<DiffLine>,
}

/// One line of a hunk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiffLine {
    /// Old, new or both.
    pub side: Side,
    /// Its number in the old text, from 1.
    pub old: Option<usize>,
    /// Its number in the new text, from 1.
    pub new: Option<usize>,
    /// Its text in parts, the changed words marked.
    pub words: Vec<Word>,
}

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// In both texts.
    Both,
    /// In the old text only.
    Old,
    /// In the new text only.
    New,
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The text.
    pub text: String,
    /// Whether this part changed.
    pub marked: bool,
}

impl Diff {
    /// Whether the two texts are the same bytes.
    pub fn is_empty(&self) -> bool {
        self.hunks.is_empty() && !self.endings_changed
    }

    /// How many lines are new, and how many are gone.
    pub fn count(&self) -> (usize, usize) {
        let lines = || self.hunks.iter().flat_map(|hunk| &hunk.lines);
        let on = |side: Side| lines().filter(|line| line.side == side).count();
        (on(Side::New), on(Side::Old))
    }
}

impl DiffLine {
    /// The whole text of the line.
    pub fn text(&self) -> String {
        self.words.iter().map(|word| word.text.as_str()).collect()
    }
}

/// What differs between these two texts.
pub fn diff(old: &str, new: &str) -> Diff {
    diff_within(old, new, CONTEXT)
}

/// The same with every line that both have.
pub fn whole_diff(old: &str, new: &str) -> Diff {
    diff_within(old, new, old.len() + new.len())
}

fn diff_within(old: &str, new: &str, context: usize) -> Diff {
    if old == new {
        return Diff::default();
    }
    let (old_plain, new_plain) = (plain(old), plain(new));
    let endings_changed = if old_plain == new_plain {
        true
    } else {
        has_carriage_returns(old) != has_carriage_returns(new)
            || old.starts_with('\u{feff}') != new.starts_with('\u{feff}')
    };
    let changes = TextDiff::configure()
        .timeout(PATIENCE)
        .diff_lines(old_plain.as_str(), new_plain.as_str());
    let hunks = changes
        .grouped_ops(context)
        .iter()
        .map(|operations| Hunk {
            lines: operations
                .iter()
                .flat_map(|operation| changes.iter_inline_changes(operation))
                .map(|change| DiffLine {
                    side: match change.tag() {
                        ChangeTag::Equal => Side::Both,
                        ChangeTag::Delete => Side::Old,
                        ChangeTag::Insert => Side::New,
                    },
                    old: change.old_index().map(|index| index + 1),
                    new: change.new_index().map(|index| index + 1),
                    words: words(change.values()),
                })
                .collect(),
        })
        .filter(|hunk: &Hunk| hunk.lines.iter().any(|line| line.side != Side::Both))
        .collect();
    Diff {
        hunks,
        endings_changed,
    }
}

/// The parts of a line without its ending, neighbours of a kind joined.
fn words(values: &[(bool, &str)]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for (marked, value) in values {
        let text = value.trim_end_matches('\n');
        match words.last_mut() {
            _ if text.is_empty() => {}
            Some(word) if word.marked == *marked => word.text.push_str(text),
            _ => words.push(Word {
                text: text.to_owned(),
                marked: *marked,
            }),
        }
    }
    words
}

fn has_carriage_returns(text: &str) -> bool {
    text.contains('\r')
}

/// The text with LF for every line ending and at its end, and without a byte order mark.
fn plain(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut plain = text.replace("\r\n", "\n").replace('\r', "\n");
    if !plain.is_empty() && !plain.ends_with('\n') {
        plain.push('\n');
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_word_is_marked_in_both_lines() {
        let diff = diff(
            "# A\n\nStore times locally, always.\n",
            "# A\n\nStore times in UTC, always.\n",
        );
        assert_eq!(diff.count(), (1, 1));
        let new = diff.hunks[0]
            .lines
            .iter()
            .find(|line| line.side == Side::New)
            .expect("a new line");
        assert_eq!((new.old, new.new), (None, Some(3)));
        assert_eq!(new.text(), "Store times in UTC, always.");
        let marked: Vec<_> = new
            .words
            .iter()
            .filter(|word| word.marked)
            .map(|word| word.text.as_str())
            .collect();
        assert!(marked.concat().contains("UTC"), "{marked:?}");
        assert!(!marked.concat().contains("Store"), "{marked:?}");
    }

    #[test]
    fn line_endings_alone_mark_no_line() {
        let diff = diff("a\r\nb\r\n", "a\nb\n");
        assert!(diff.hunks.is_empty() && diff.endings_changed && !diff.is_empty());
    }

    #[test]
    fn far_apart_changes_are_two_hunks() {
        let old: String = (0..40).map(|number| format!("line {number}\n")).collect();
        let new = old
            .replace("line 3\n", "line three\n")
            .replace("line 30\n", "line thirty\n");
        assert_eq!(diff(&old, &new).hunks.len(), 2);
        assert!(diff(&old, &old).is_empty());
    }
}
