//! The sentence that matters: a text's best stretch for a query, its matches marked. It gives segments and leaves markup to the doors.

use super::analysis::{parts, stems_of};
use super::entry::Segment;
use super::fold::{folded, lower_into, plain_into};
use super::language::Language;

/// Bytes in which the matches of a snippet stand.
const WINDOW: usize = 160;
/// Bytes of a snippet, about.
const LENGTH: usize = 220;
/// Bytes before the first match in which a sentence may begin.
const LEAD: usize = 60;
/// After so many matches a text is not read further.
const ENOUGH: usize = 60;

/// A match is not looked for further down than this once there is one.
const FAR: usize = 6_000;

/// What a byte is for whoever looks for words.
#[derive(Clone, Copy)]
enum Class {
    Break,
    Small,
    Capital,
    Beyond,
}

static CLASSES: [Class; 256] = {
    let mut classes = [Class::Break; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'0'..=b'9' => Class::Small,
            b'A'..=b'Z' => Class::Capital,
            0x80.. => Class::Beyond,
            _ => Class::Break,
        };
        byte += 1;
    }
    classes
};

/// What is marked: the words of a query in every spelling.
#[derive(Debug, Default)]
pub(super) struct Marks {
    stems: Vec<(String, u8)>,
    forms: Vec<(String, u8)>,
    prefix: Option<(String, u8)>,
    first_letters: FirstLetters,
    words: u8,
}

/// The letters with which a marked word can begin; anything beyond ASCII is looked at.
#[derive(Debug, Clone, Copy)]
struct FirstLetters([bool; 128]);

impl Default for FirstLetters {
    fn default() -> Self {
        Self([false; 128])
    }
}

/// A match in a text: where, and which word of the query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark {
    start: usize,
    end: usize,
    word: u8,
}

impl Marks {
    /// Marks one more word, every word that begins so when it is unfinished.
    pub(super) fn add(&mut self, text: &str, unfinished: Option<&String>) {
        let word = self.words;
        self.words = self.words.saturating_add(1).min(63);
        let whole = folded(text);
        for part in parts(text) {
            self.stems
                .extend(stems_of(part).into_iter().map(|stem| (stem, word)));
            self.forms.push((folded(part), word));
        }
        self.forms.push((whole, word));
        self.prefix = unfinished
            .map(|prefix| (prefix.clone(), word))
            .or(self.prefix.take());
        let known = self.stems.iter().chain(&self.forms).chain(&self.prefix);
        for letter in known
            .filter_map(|(text, _)| text.bytes().next())
            .filter(u8::is_ascii)
        {
            self.first_letters.0[usize::from(letter)] = true;
        }
    }

    /// A short text in full, its matches marked.
    pub(super) fn mark(&self, text: &str, language: Language) -> Vec<Segment> {
        let marks = self.find(text, language);
        segments(text, 0, text.len(), &marks)
    }

    /// The best stretch of a long text, its matches marked; its beginning when nothing matches.
    pub(super) fn snippet(&self, text: &str, language: Language) -> Vec<Segment> {
        let marks = self.find(text, language);
        let first = best_window(&marks);
        let (start, end) = stretch(text, marks.get(first).map(|mark| mark.start));
        let mut found = segments(text, start, end, &marks);
        if start > 0 {
            found.insert(
                0,
                Segment {
                    text: "… ".to_owned(),
                    marked: false,
                },
            );
        }
        if end < text.trim_end().len() {
            found.push(Segment {
                text: " …".to_owned(),
                marked: false,
            });
        }
        found
    }

    fn word_of(&self, stem: &str) -> Option<u8> {
        self.stems
            .iter()
            .find(|(known, _)| known == stem)
            .map(|(_, word)| *word)
    }

    fn find(&self, text: &str, language: Language) -> Vec<Mark> {
        let mut marks = Vec::new();
        if self.words == 0 {
            return marks;
        }
        let mut reader = Reader {
            marks: self,
            language,
            lower: String::new(),
            plain: String::new(),
            stem: String::new(),
        };
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() && marks.len() < ENOUGH && (at < FAR || marks.is_empty()) {
            let start = at;
            let mut humps = false;
            while let Some(&byte) = bytes.get(at) {
                match CLASSES[usize::from(byte)] {
                    Class::Break => break,
                    Class::Small => at += 1,
                    Class::Capital => {
                        humps |= at > start;
                        at += 1;
                    }
                    Class::Beyond => {
                        let Some(letter) = text[at..].chars().next() else { break };
                        if !letter.is_alphanumeric() && !matches!(letter, '\u{300}'..='\u{36f}') {
                            break;
                        }
                        at += letter.len_utf8();
                    }
                }
            }
            if at == start {
                at += text[at..].chars().next().map_or(1, char::len_utf8);
                continue;
            }
            // Most words of a text begin with another letter than those looked for.
            let first = bytes[start].to_ascii_lowercase();
            if !humps && first.is_ascii() && !self.first_letters.0[usize::from(first)] {
                continue;
            }
            let run = &text[start..at];
            if let Some(word) = reader.word(run) {
                marks.push(Mark {
                    start,
                    end: at,
                    word,
                });
            } else if humps {
                let mut from = start;
                for hump in parts(run) {
                    let to = from + hump.len();
                    if let Some(word) = reader.word(hump) {
                        marks.push(Mark {
                            start: from,
                            end: to,
                            word,
                        });
                    }
                    from = to;
                }
            }
        }
        marks
    }
}

/// Compares words of a text with the marks, without new memory a word.
struct Reader<'a> {
    marks: &'a Marks,
    language: Language,
    lower: String,
    plain: String,
    stem: String,
}

impl Reader<'_> {
    fn word(&mut self, run: &str) -> Option<u8> {
        let first = run.as_bytes()[0].to_ascii_lowercase();
        if first.is_ascii() && !self.marks.first_letters.0[usize::from(first)] {
            return None;
        }
        self.lower.clear();
        self.plain.clear();
        lower_into(run, &mut self.lower);
        plain_into(&self.lower, &mut self.plain);
        let plain = self.plain.as_str();
        let same = |known: &&(String, u8)| known.0 == plain;
        if let Some((_, word)) = self
            .marks
            .forms
            .iter()
            .find(same)
            .or_else(|| self.marks.stems.iter().find(same))
        {
            return Some(*word);
        }
        if let Some((prefix, word)) = &self.marks.prefix
            && plain.starts_with(prefix.as_str())
        {
            return Some(*word);
        }
        // Endings change the end of a word: only what begins alike is worth taking apart.
        let alike = |stem: &str| {
            let shared = stem.len().min(3);
            plain.len() >= shared && plain.as_bytes()[..shared] == stem.as_bytes()[..shared]
        };
        if plain.len() < 3 || !self.marks.stems.iter().any(|(stem, _)| alike(stem)) {
            return None;
        }
        self.language.stem_into(plain, &mut self.stem);
        let found = self.marks.word_of(&self.stem);
        if found.is_some() || self.language == Language::English || self.lower == self.plain {
            return found;
        }
        self.language.stem_into(&self.lower, &mut self.stem);
        self.marks.word_of(&self.stem)
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
    let sentence = before
        .rfind(['\n', '.', '!', '?', ';', ':'])
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

fn segments(text: &str, start: usize, end: usize, marks: &[Mark]) -> Vec<Segment> {
    let mut found: Vec<Segment> = Vec::new();
    let mut add = |from: usize, to: usize, marked: bool| {
        if from < to {
            found.push(Segment {
                text: one_line(&text[from..to]),
                marked,
            });
        }
    };
    let end = start + text[start..end].trim_end().len();
    let mut at = start;
    for mark in marks
        .iter()
        .filter(|mark| mark.start >= start && mark.end <= end)
    {
        add(at, mark.start, false);
        add(mark.start, mark.end, true);
        at = mark.end;
    }
    add(at, end, false);
    found
}

/// The text with every run of blanks as one space.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for letter in text.chars() {
        let letter = if letter.is_whitespace() || letter.is_control() {
            ' '
        } else {
            letter
        };
        if letter != ' ' || !line.ends_with(' ') {
            line.push(letter);
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(segments: &[Segment]) -> String {
        segments
            .iter()
            .map(|segment| {
                if segment.marked {
                    format!("[{}]", segment.text)
                } else {
                    segment.text.clone()
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
            shown(&marks.mark("Testing: the tests deploy", Language::English)),
            "[Testing]: the [tests] [deploy]"
        );
        assert_eq!(
            shown(&marks.mark("Le déploiement testé", Language::French)),
            "Le [déploiement] [testé]"
        );
    }

    #[test]
    fn a_part_of_an_identifier_is_marked() {
        assert_eq!(
            shown(&marks(&["case"], None).mark("camelCase and snake_case", Language::English)),
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
        let snippet = shown(&marks(&["zone", "column"], None).snippet(&text, Language::English));
        assert!(
            snippet.starts_with("… Store the [zone] of each time in one [column]."),
            "{snippet}"
        );
        assert!(snippet.ends_with(" …"), "{snippet}");
    }

    #[test]
    fn a_text_that_does_not_match_shows_its_beginning() {
        assert_eq!(
            shown(&marks(&["zone"], None).snippet("First line.\nSecond line.", Language::English)),
            "First line. Second line."
        );
    }
}
