//! Since when each line of a text has stood there, told from the texts before it alone. It knows neither who wrote them nor what for.

use std::time::{Duration, Instant};

use similar::{Algorithm, DiffOp, capture_diff_slices_deadline};

use super::front_matter::byte_order_mark;
use super::lines::lines;

/// How long comparing all the texts may take together; from then on lines between the first and the last change count as new.
const PATIENCE: Duration = Duration::from_secs(2);

/// A line, and the text in which it first stood without interruption.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin<T> {
    /// The line without its ending.
    pub line: String,
    /// The mark of that text.
    pub since: T,
}

/// Tells the lines of a text from the texts before it, the oldest first, one after the other: no more than two are held at a time.
#[derive(Debug)]
pub struct Origins<T> {
    standing: Vec<Origin<T>>,
    deadline: Instant,
}

impl<T: Copy> Origins<T> {
    /// Before the first text. The patience is counted from here.
    pub fn begin() -> Self {
        Self {
            standing: Vec::new(),
            deadline: Instant::now() + PATIENCE,
        }
    }

    /// Takes the next text with its mark. A line that was taken out and brought back stands since it was brought back; another line ending
    /// is no other line.
    pub fn add(&mut self, since: T, text: &str) {
        let old: Vec<&str> = self
            .standing
            .iter()
            .map(|origin| origin.line.as_str())
            .collect();
        let new: Vec<&str> = lines(&text[byte_order_mark(text)..])
            .map(|line| line.text)
            .collect();
        let kept = kept(&old, &new, self.deadline);
        let before = std::mem::take(&mut self.standing);
        let mut before: Vec<Option<Origin<T>>> = before.into_iter().map(Some).collect();
        let stand = |(line, kept): (&str, Option<usize>)| {
            let stood = kept.and_then(|at| before[at].take());
            stood.unwrap_or_else(|| Origin {
                line: line.to_owned(),
                since,
            })
        };
        self.standing = new.into_iter().zip(kept).map(stand).collect();
    }

    /// Every line of the last text, each with the mark of the text in which it came to stand where it stands.
    pub fn lines(self) -> Vec<Origin<T>> {
        self.standing
    }
}

/// For every new line the old one that it is, if it is one.
fn kept(old: &[&str], new: &[&str], deadline: Instant) -> Vec<Option<usize>> {
    let mut kept = vec![None; new.len()];
    for change in capture_diff_slices_deadline(Algorithm::Patience, old, new, Some(deadline)) {
        if let DiffOp::Equal {
            old_index,
            new_index,
            len,
        } = change
        {
            for step in 0..len {
                kept[new_index + step] = Some(old_index + step);
            }
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    fn since(texts: &[String]) -> Vec<(String, usize)> {
        let mut origins = Origins::begin();
        for (mark, text) in texts.iter().enumerate() {
            origins.add(mark, text);
        }
        let told = origins.lines().into_iter();
        told.map(|origin| (origin.line, origin.since)).collect()
    }

    fn numbers(texts: &[&str]) -> Vec<usize> {
        let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
        since(&texts).into_iter().map(|line| line.1).collect()
    }

    #[test]
    fn a_line_stands_since_the_text_that_brought_it() {
        assert_eq!(numbers(&["a\nb\n", "a\nx\nb\n", "a\nx\nc\n"]), [0, 1, 2]);
        assert_eq!(numbers(&["a\n"]), [0]);
        assert!(numbers(&[]).is_empty() && numbers(&["a\n", ""]).is_empty());
    }

    #[test]
    fn a_line_that_comes_back_stands_since_then() {
        assert_eq!(numbers(&["a\nb\n", "a\n", "a\nb\n"]), [0, 2]);
    }

    #[test]
    fn another_ending_is_no_other_line() {
        assert_eq!(
            numbers(&["a\nb", "\u{feff}a\r\nb\r\n", "a\rb\rc"]),
            [0, 0, 2]
        );
    }

    /// What one person does to a text: at a place, so many lines go and so many come.
    type Edit = (usize, usize, usize);

    /// The texts that these edits make, every line of them another, and since when each line of the last has stood there.
    fn played(edits: &[Edit], crlf: &[bool]) -> (Vec<String>, Vec<(String, usize)>) {
        let mut standing: Vec<(String, usize)> = Vec::new();
        let mut texts = Vec::new();
        let mut fresh = 0;
        for (at, &(place, gone, come)) in edits.iter().enumerate() {
            let place = place.min(standing.len());
            let end = (place + gone).min(standing.len());
            let new: Vec<_> = (0..come)
                .map(|step| (format!("line {}", fresh + step), at))
                .collect();
            fresh += come;
            standing.splice(place..end, new);
            let ending = if crlf[at % crlf.len()] { "\r\n" } else { "\n" };
            texts.push(
                standing
                    .iter()
                    .map(|line| format!("{}{ending}", line.0))
                    .collect(),
            );
        }
        (texts, standing)
    }

    /// The most lines that two texts have in common in one order.
    fn in_common(old: &[&str], new: &[&str]) -> usize {
        let mut row = vec![0; new.len() + 1];
        for line in old {
            let mut corner = 0;
            for (at, other) in new.iter().enumerate() {
                let above = row[at + 1];
                row[at + 1] = if line == other {
                    corner + 1
                } else {
                    above.max(row[at])
                };
                corner = above;
            }
        }
        row[new.len()]
    }

    fn text() -> impl Strategy<Value = String> {
        vec("[abc]?", 0..9).prop_map(|lines| lines.iter().map(|line| format!("{line}\n")).collect())
    }

    proptest! {
        #[test]
        fn every_line_is_told_to_stand_since_the_edit_that_brought_it(
            edits in vec((0usize..30, 0usize..6, 0usize..6), 1..25),
            crlf in vec(any::<bool>(), 1..4),
        ) {
            let (texts, expected) = played(&edits, &crlf);
            prop_assert_eq!(since(&texts), expected);
        }

        #[test]
        fn a_line_has_stood_in_every_text_since(texts in vec(text(), 1..9)) {
            let told = since(&texts);
            let last: Vec<&str> = texts.last().map(|text| text.lines().collect()).unwrap_or_default();
            prop_assert_eq!(told.iter().map(|line| line.0.as_str()).collect::<Vec<_>>(), last);
            for (line, first) in &told {
                for later in &texts[*first..] {
                    prop_assert!(later.lines().any(|other| other == line), "{line:?} since {first}");
                }
            }
            // As often as it stands there since then, in one and the same order.
            for first in 0..texts.len() {
                let old_enough: Vec<&str> = told
                    .iter()
                    .filter(|line| line.1 <= first)
                    .map(|line| line.0.as_str())
                    .collect();
                for later in &texts[first..] {
                    let lines: Vec<&str> = later.lines().collect();
                    prop_assert_eq!(in_common(&lines, &old_enough), old_enough.len());
                }
            }
        }

        #[test]
        fn a_text_saved_again_brings_no_line(texts in vec(text(), 1..6)) {
            let mut again = texts.clone();
            again.push(texts[texts.len() - 1].clone());
            prop_assert_eq!(since(&again), since(&texts));
        }
    }
}
