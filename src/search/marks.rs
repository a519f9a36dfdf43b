//! The words of a query, recognised in a text in every spelling: fast, since whole texts are read for each hit that is shown.

use super::analysis::{parts, stems_of};
use super::beginnings::{Beginnings, Room, between_words};
use super::fold::{folded, lower_into, plain_into};
use super::language::Language;

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
    beginnings: Beginnings,
    words: u8,
}

/// A match in a text: where, and which word of the query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Which of the words, by number.
    pub(super) word: u8,
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
        for (stem, _) in &self.stems {
            self.beginnings.add(stem, true);
        }
        for (form, _) in &self.forms {
            self.beginnings.add(form, false);
        }
        if let Some((prefix, _)) = &self.prefix {
            self.beginnings.add(prefix, true);
        }
    }

    /// Marks a word's other spellings too.
    pub(super) fn add_spellings<'a>(
        &mut self,
        word: usize,
        spellings: impl Iterator<Item = &'a str>,
    ) {
        let word = u8::try_from(word).unwrap_or(63).min(63);
        for spelling in spellings {
            for stem in stems_of(spelling) {
                self.beginnings.add(&stem, true);
                self.stems.push((stem, word));
            }
            self.beginnings.add(spelling, false);
            self.forms.push((spelling.to_owned(), word));
        }
    }

    fn word_of(&self, stem: &str) -> Option<u8> {
        self.stems
            .iter()
            .find(|(known, _)| known == stem)
            .map(|(_, word)| *word)
    }

    /// Somebody who looks for them.
    pub(super) fn reader(&self) -> Reader<'_> {
        Reader {
            marks: self,
            found: Vec::new(),
            room: Room::default(),
            words: Words::default(),
        }
    }
}

/// Looks for marked words in one text after the other, without new memory for each.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    marks: &'a Marks,
    found: Vec<Mark>,
    room: Room,
    words: Words,
}

/// Room to compare words in.
#[derive(Debug, Default)]
struct Words {
    lower: String,
    plain: String,
    stem: String,
}

impl Reader<'_> {
    /// Where a text has marked words, in order.
    pub(super) fn find(&mut self, text: &str, language: Language) -> &[Mark] {
        self.find_until(text, language, |_| None)
    }

    /// Where a text has marked words, read no further than `length` bytes from the first `window` bytes that have as many
    /// of the words as the text is known to have, all when nobody knows: nothing better follows.
    pub(super) fn find_best(
        &mut self,
        text: &str,
        language: Language,
        has: usize,
        window: usize,
        length: usize,
    ) -> &[Mark] {
        let asked = usize::from(self.marks.words);
        let needed = if has == 0 { asked } else { has.min(asked) } as u32;
        self.find_until(text, language, |marks| {
            let last = marks.last()?;
            let within = marks
                .iter()
                .rev()
                .take_while(|mark| mark.start + window >= last.end);
            let (words, first) = within.fold((0_u64, last.start), |(words, _), mark| {
                (words | 1 << mark.word, mark.start)
            });
            (words.count_ones() >= needed).then_some(first + length)
        })
    }

    /// Where a text has marked words, read up to where `enough` says once it knows.
    fn find_until(
        &mut self,
        text: &str,
        language: Language,
        enough: impl Fn(&[Mark]) -> Option<usize>,
    ) -> &[Mark] {
        let known_words = self.marks;
        let marks = &mut self.found;
        marks.clear();
        if known_words.words == 0 {
            return marks;
        }
        let bytes = text.as_bytes();
        let (mut at, mut end, mut known) = (0, bytes.len(), 0);
        // Where to read the first part of the text, and from where on it is read in full.
        let near = between_words(text, FAR);
        let mut places = known_words.beginnings.places(text, near, &mut self.room);
        while at < end && marks.len() < ENOUGH && (at < near || marks.is_empty()) {
            if let Some(places) = places.as_mut().filter(|_| at < near) {
                at = places.next_from(at).unwrap_or(near);
                if at >= end || at == near {
                    continue;
                }
            }
            if marks.len() > known && end == bytes.len() {
                known = marks.len();
                end = enough(marks).map_or(end, |to| to.min(end));
            }
            // Most words of a text are none of those looked for, and plain.
            if !matches!(
                CLASSES[usize::from(bytes[at])],
                Class::Break | Class::Beyond
            ) && !known_words.beginnings.may_be(&bytes[at..])
            {
                let plain = bytes[at + 1..]
                    .iter()
                    .position(|byte| !matches!(CLASSES[usize::from(*byte)], Class::Small));
                let over = plain.map_or(bytes.len(), |length| at + 1 + length);
                let next = bytes.get(over).map(|byte| CLASSES[usize::from(*byte)]);
                if matches!(next, None | Some(Class::Break)) {
                    at = over + 1;
                    continue;
                }
            }
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
                        let Some(letter) = text[at..].chars().next() else {
                            break;
                        };
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
            let run = &text[start..at];
            if let Some(word) = self.words.word(known_words, language, run) {
                marks.push(Mark {
                    start,
                    end: at,
                    word,
                });
            } else if humps {
                let mut from = start;
                for hump in parts(run) {
                    let to = from + hump.len();
                    if let Some(word) = self.words.word(known_words, language, hump) {
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

impl Words {
    /// Which of the marked words a run of letters is.
    fn word(&mut self, marks: &Marks, language: Language, run: &str) -> Option<u8> {
        if !marks.beginnings.may_be(run.as_bytes()) {
            return None;
        }
        self.lower.clear();
        self.plain.clear();
        lower_into(run, &mut self.lower);
        plain_into(&self.lower, &mut self.plain);
        let plain = self.plain.as_str();
        let same = |known: &&(String, u8)| known.0 == plain;
        if let Some((_, word)) = marks
            .forms
            .iter()
            .find(same)
            .or_else(|| marks.stems.iter().find(same))
        {
            return Some(*word);
        }
        if let Some((prefix, word)) = &marks.prefix
            && plain.starts_with(prefix.as_str())
        {
            return Some(*word);
        }
        // Endings change the end of a word, and of its stem two letters at most: only what begins alike is worth taking apart.
        let alike = |stem: &str| {
            let shared = stem.len().min(3).max(stem.len().saturating_sub(2));
            plain.as_bytes().get(..shared) == Some(&stem.as_bytes()[..shared])
        };
        if plain.len() < 3 || !marks.stems.iter().any(|(stem, _)| alike(stem)) {
            return None;
        }
        language.stem_into(plain, &mut self.stem);
        let found = marks.word_of(&self.stem);
        if found.is_some() || language == Language::English || self.lower == self.plain {
            return found;
        }
        language.stem_into(&self.lower, &mut self.stem);
        marks.word_of(&self.stem)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// A word of two letters among those that are marked makes the text be read word by word.
        #[test]
        fn a_text_looked_through_as_a_whole_has_the_marks_of_one_read_word_by_word(
            text in "([a-bA-B]{1,5}|[0-1]|[ _./-]|[éÀ“…]){0,60}",
            words in prop::collection::vec("[a-b]{3,5}", 1..3),
        ) {
            let mut marks = Marks::default();
            words.iter().for_each(|word| marks.add(word, None));
            let whole = marks.reader().find(&text, Language::English).to_vec();
            marks.add("zz", None);
            let mut reader = marks.reader();
            prop_assert_eq!(whole, reader.find(&text, Language::English));
        }
    }
}
