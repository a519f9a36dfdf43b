//! What differs between two texts, by line and within the lines by word, as a structure that a page can show. Line endings alone are
//! said once and mark no line.

use std::time::{Duration, Instant};

use similar::{Change, ChangeTag, DiffOp, DiffTag, TextDiff};

/// Longer comparisons settle for a coarser answer: this is for all lines and all their words.
const PATIENCE: Duration = Duration::from_millis(400);
/// Changed lines that stand together are compared by word when they have at most so many words and signs, old and new.
const MOST_TOGETHER: usize = 10_000;
/// So many words and signs are compared in all.
const MOST_WORDS: usize = 100_000;
/// So many lines are shown.
pub const MOST_LINES: usize = 10_000;
/// Lines around a change that stay visible.
const CONTEXT: usize = 3;

/// The differences between an old and a new text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Diff {
    /// The places that differ, in order; none where the lines are the same.
    pub hunks: Vec<Hunk>,
    /// Whether line endings, or the byte order mark, were changed somewhere.
    pub endings_changed: bool,
    /// How many lines are new.
    pub added: usize,
    /// How many lines are gone.
    pub removed: usize,
    /// Changed lines that were not compared by word, because there are too many or they are too long.
    pub without_words: usize,
    /// Lines beyond the first [`MOST_LINES`], which are in no hunk.
    pub left_out: usize,
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
        self.same_lines() && !self.endings_changed
    }

    /// Whether no line was changed, whatever its ending.
    pub fn same_lines(&self) -> bool {
        self.added + self.removed == 0
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
    let deadline = Instant::now() + PATIENCE;
    let changes = TextDiff::configure()
        .deadline(deadline)
        .diff_lines(old_plain.as_str(), new_plain.as_str());
    let mut diff = Diff {
        endings_changed,
        ..Diff::default()
    };
    let mut room = Room {
        lines: MOST_LINES,
        words: MOST_WORDS,
        deadline,
    };
    for operations in changes.grouped_ops(context) {
        let mut hunk = Hunk { lines: Vec::new() };
        for operation in &operations {
            room.put(&changes, operation, &mut hunk, &mut diff);
        }
        let changes = operations.iter().any(|one| one.tag() != DiffTag::Equal);
        if changes && !hunk.lines.is_empty() {
            diff.hunks.push(hunk);
        }
    }
    diff
}

/// What may still be shown, and compared by word.
struct Room {
    lines: usize,
    words: usize,
    deadline: Instant,
}

impl Room {
    /// Puts the lines that stand together in a hunk, as far as there is room.
    fn put(
        &mut self,
        changes: &TextDiff<'_, '_, str>,
        operation: &DiffOp,
        hunk: &mut Hunk,
        diff: &mut Diff,
    ) {
        let all = || changes.iter_changes(operation);
        let on = |tag| all().filter(|change| change.tag() == tag).count();
        let (added, removed) = (on(ChangeTag::Insert), on(ChangeTag::Delete));
        diff.added += added;
        diff.removed += removed;
        let many = all().count();
        let shown = many.min(self.lines);
        diff.left_out += many - shown;
        self.lines -= shown;
        if shown == many && added > 0 && removed > 0 {
            let words = all().map(|change| words_in(change.value())).sum();
            if self.compares(words) {
                let inline = changes.iter_inline_changes_deadline(operation, Some(self.deadline));
                hunk.lines.extend(inline.map(|change| DiffLine {
                    side: side(change.tag()),
                    old: change.old_index().map(|index| index + 1),
                    new: change.new_index().map(|index| index + 1),
                    words: words_of(change.values()),
                }));
                return;
            }
            diff.without_words += many;
        }
        hunk.lines.extend(all().take(shown).map(plain_line));
    }

    /// Whether so many words and signs are compared too; they are taken off what is left.
    fn compares(&mut self, words: usize) -> bool {
        let may = words <= MOST_TOGETHER.min(self.words) && Instant::now() < self.deadline;
        if may {
            self.words -= words;
        }
        may
    }
}

fn side(tag: ChangeTag) -> Side {
    match tag {
        ChangeTag::Equal => Side::Both,
        ChangeTag::Delete => Side::Old,
        ChangeTag::Insert => Side::New,
    }
}

fn plain_line(change: Change<&str>) -> DiffLine {
    DiffLine {
        side: side(change.tag()),
        old: change.old_index().map(|index| index + 1),
        new: change.new_index().map(|index| index + 1),
        words: words_of(&[(false, change.value())]),
    }
}

/// At least as many words and signs as a text is compared by.
fn words_in(text: &str) -> usize {
    let mut in_word = false;
    let begins = |letter: char| {
        // A script without spaces has a word in every sign.
        let goes_on = letter.is_alphanumeric() && letter < '\u{2e80}';
        let begins = !(goes_on && in_word);
        in_word = goes_on;
        begins
    };
    text.chars().map(begins).filter(|begins| *begins).count()
}

/// The parts of a line without its ending, neighbours of a kind joined.
fn words_of(values: &[(bool, &str)]) -> Vec<Word> {
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
        assert_eq!((diff.added, diff.removed), (1, 1));
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
    fn long_lines_and_many_are_compared_as_far_as_it_goes() {
        // The long line is plain, whatever comes before and after is compared by word.
        let long = "a ".repeat(6_000);
        let old = format!("one two\n\n{long}\n\nthree four\n");
        let new = old
            .replace("one two", "one three")
            .replacen(" a ", " b ", 1)
            .replace("three four", "three five");
        let found = diff(&old, &new);
        assert_eq!((found.added, found.removed, found.without_words), (3, 3, 2));
        let lines = || found.hunks.iter().flat_map(|hunk| &hunk.lines);
        let is_marked = |line: &DiffLine| line.words.iter().any(|word| word.marked);
        assert_eq!(lines().filter(|line| is_marked(line)).count(), 4);
        let many = "a\n".repeat(MOST_LINES + 5);
        let found = diff("", &many);
        assert_eq!((found.added, found.left_out), (MOST_LINES + 5, 5));
        assert_eq!(found.hunks[0].lines.len(), MOST_LINES);
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
