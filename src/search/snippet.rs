//! The sentence that matters: a text's best stretch for a query, its matches marked.

use super::language::Language;
use super::marked::Marked;
use super::marks::{Mark, Reader};

/// Bytes in which the matches of a snippet stand.
const WINDOW: usize = 160;
/// Bytes of a snippet, about.
const LENGTH: usize = 220;
/// Bytes before the first match in which a sentence may begin.
const LEAD: usize = 60;

impl Reader<'_> {
    /// A short text in full, its matches marked.
    pub(super) fn mark(&mut self, text: &str, language: Language) -> Marked {
        let marks = self.find(text, language);
        let mut marked = Marked::with_capacity(text.len());
        push(&mut marked, text, 0, text.len(), marks);
        marked
    }

    /// The best stretch of a long text that is known to have so many of the words (0: nobody knows), its matches marked; its
    /// beginning when nothing matches.
    pub(super) fn snippet(&mut self, text: &str, language: Language, has: usize) -> Marked {
        let marks = self.find_best(text, language, has, WINDOW, LENGTH);
        let first = best_window(marks);
        let (start, end) = stretch(text, marks.get(first).map(|mark| mark.start));
        let mut marked = Marked::with_capacity(end - start + 8);
        if start > 0 {
            marked.push("… ", false);
        }
        push(&mut marked, text, start, end, marks);
        if end < text.trim_end().len() {
            marked.push(" …", false);
        }
        marked
    }
}

/// The first match of the window with the most different words, then the most matches, then the earliest.
fn best_window(marks: &[Mark]) -> usize {
    let mut best = (0, 0, 0);
    for (first, mark) in marks.iter().enumerate() {
        let within = marks[first..]
            .iter()
            .take_while(|other| other.end <= mark.start + WINDOW);
        let (words, count) = within.fold((0_u64, 0), |(words, count), other| {
            (words | 1 << other.word, count + 1)
        });
        if (words.count_ones(), count) > (best.0, best.1) {
            best = (words.count_ones(), count, first);
        }
    }
    best.2
}

/// From where to where the snippet goes: from the beginning of a sentence or a word before the match to the end of a word.
fn stretch(text: &str, first: Option<usize>) -> (usize, usize) {
    let first = first.unwrap_or(0);
    let floor = boundary(text, first.saturating_sub(LEAD));
    let before = &text[floor..first];
    let ends_one = |byte: &u8| matches!(byte, b'\n' | b'.' | b'!' | b'?' | b';' | b':');
    let sentence = before
        .as_bytes()
        .iter()
        .rposition(ends_one)
        .map(|at| at + 1)
        .filter(|at| {
            before[*at..].starts_with(char::is_whitespace) || before.as_bytes()[at - 1] == b'\n'
        });
    let start = match sentence {
        Some(at) => floor + at,
        None if floor == 0 => 0,
        None => floor + before.find(char::is_whitespace).unwrap_or(before.len()),
    };
    let start = start + (text[start..].len() - text[start..].trim_start().len());
    let ceiling = boundary(text, start + LENGTH);
    let end = if ceiling == text.len() {
        ceiling
    } else {
        text[start..ceiling]
            .rfind(char::is_whitespace)
            .map_or(ceiling, |at| start + at)
    };
    (start, end.max(start))
}

/// The nearest place at or before `at` where a letter begins.
fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn push(marked: &mut Marked, text: &str, start: usize, end: usize, marks: &[Mark]) {
    let end = start + text[start..end].trim_end().len();
    let mut at = start;
    let within = |mark: &&Mark| mark.start >= start && mark.end <= end;
    for mark in marks.iter().filter(within) {
        marked.push(&text[at..mark.start], false);
        marked.push(&text[mark.start..mark.end], true);
        at = mark.end;
    }
    marked.push(&text[at..end], false);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fold::folded;
    use crate::search::marks::Marks;

    fn shown(marked: &Marked) -> String {
        marked
            .segments()
            .map(|segment| {
                if segment.marked {
                    format!("[{}]", segment.text)
                } else {
                    segment.text.to_owned()
                }
            })
            .collect()
    }

    fn marks(words: &[&str], unfinished: Option<&str>) -> Marks {
        let mut marks = Marks::default();
        words.iter().for_each(|word| marks.add(word, None));
        if let Some(word) = unfinished {
            marks.add(word, Some(&folded(word)));
        }
        marks
    }

    #[test]
    fn every_form_of_a_word_is_marked() {
        let marks = marks(&["test"], Some("déplo"));
        assert_eq!(
            shown(
                &marks
                    .reader()
                    .mark("Testing: the tests deploy", Language::English)
            ),
            "[Testing]: the [tests] [deploy]"
        );
        assert_eq!(
            shown(
                &marks
                    .reader()
                    .mark("Le déploiement testé", Language::French)
            ),
            "Le [déploiement] [testé]"
        );
    }

    #[test]
    fn a_part_of_an_identifier_is_marked() {
        assert_eq!(
            shown(
                &marks(&["case"], None)
                    .reader()
                    .mark("camelCase and snake_case", Language::English)
            ),
            "camel[Case] and snake_[case]"
        );
    }

    #[test]
    fn the_stretch_with_the_most_words_is_shown() {
        let text = format!(
            "{} zone is set here. {}. Store the zone of each time in one column. {}",
            "x ".repeat(200),
            "y ".repeat(200),
            "z ".repeat(200)
        );
        let snippet = shown(&marks(&["zone", "column"], None).reader().snippet(
            &text,
            Language::English,
            0,
        ));
        assert!(
            snippet.starts_with("… Store the [zone] of each time in one [column]."),
            "{snippet}"
        );
        assert!(snippet.ends_with(" …"), "{snippet}");
    }

    #[test]
    fn a_text_that_does_not_match_shows_its_beginning() {
        assert_eq!(
            shown(&marks(&["zone"], None).reader().snippet(
                "First line.\nSecond line.",
                Language::English,
                0
            )),
            "First line. Second line."
        );
    }
}
