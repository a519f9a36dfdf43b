//! The letters of a title: three in a row, of every word, as numbers. Titles that are written alike share them in whatever form their
//! words stand, and the rarer the letters the more that says. Comparing them takes a few numbers a document.

use tantivy::SegmentReader;
use tantivy::columnar::Column;

use super::fold::folded;
use super::language::is_small;
use super::rank::Found;
use super::view::View;

/// What three letters of a word can be: letters that fall together are taken for the same. No letters are 0.
const KINDS: usize = 1 << BITS;
const BITS: u32 = 12;
/// So many are kept in one number.
const TOGETHER: usize = 5;
/// What the letters count that a title shares with a word, beside the word anywhere.
const SHARED: f32 = 0.32;
/// The constants of BM25 for letters.
const K1: f32 = 2.0;
const B: f32 = 0.75;
/// How frequent letters are is told from so many titles of a segment.
const LOOKED_AT: usize = 20_000;

/// The letters of words, three in a row, by word.
#[derive(Debug, Default)]
pub(super) struct Letters {
    all: Vec<u16>,
    /// Where those of each word end.
    ends: Vec<usize>,
}

impl Letters {
    /// Adds those of a folded word; the parts of an identifier are words.
    pub(super) fn add(&mut self, word: &str) {
        for part in words(word) {
            each(part, |three| self.all.push(three));
            self.ends.push(self.all.len());
        }
    }

    /// Those of one word after the other.
    pub(super) fn each(&self) -> impl Iterator<Item = &[u16]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts
            .zip(&self.ends)
            .map(|(start, end)| &self.all[start..*end])
    }
}

/// The letters of a title, a few in a number.
pub(super) fn of(title: &str) -> Vec<u64> {
    let mut letters: Vec<u16> = Vec::with_capacity(64);
    let title = folded(title);
    for word in words(&title).filter(|word| !is_small(word)) {
        each(word, |three| letters.push(three));
    }
    letters.sort_unstable();
    letters.dedup();
    let number = |letters: &[u16]| {
        let add = |number: u64, three: &u16| number << BITS | u64::from(*three);
        letters.iter().fold(0, add)
    };
    letters.chunks(TOGETHER).map(number).collect()
}

/// The letters that such a number keeps.
fn apart(number: u64) -> impl Iterator<Item = usize> {
    (0..TOGETHER as u32)
        .map(move |at| (number >> (BITS * at)) as usize % KINDS)
        .take_while(|three| *three != 0)
}

/// What stands between signs.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty())
}

/// Gives every three letters in a row of a folded word, with the blank before it and the one after it.
fn each(word: &str, mut give: impl FnMut(u16)) {
    let (mut before, mut last) = (None, ' ');
    for letter in word.chars().chain([' ']) {
        if let Some(before) = before {
            give(three([before, last, letter]));
        }
        before = Some(last);
        last = letter;
    }
}

fn three(letters: [char; 3]) -> u16 {
    let mixed = letters
        .into_iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, letter| {
            (hash ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3)
        });
    let mixed = (mixed ^ (mixed >> 29)).wrapping_mul(0xff51_afd7_ed55_8ccd) >> (64 - BITS);
    mixed.max(1) as u16
}

/// The letters of a segment's titles.
pub(super) struct Titles {
    letters: Column<u64>,
    /// How many titles have each three letters, of those that were looked at.
    with: Vec<u32>,
    looked_at: u32,
}

impl Titles {
    /// Opens those of a segment.
    pub(super) fn of(segment: &SegmentReader, letters: Column<u64>) -> Self {
        let (mut with, mut looked_at) = (vec![0; KINDS], 0);
        for doc in segment.doc_ids_alive().take(LOOKED_AT) {
            looked_at += 1;
            for three in letters.values_for_doc(doc).flat_map(apart) {
                with[three] += 1;
            }
        }
        Self {
            letters,
            with,
            looked_at,
        }
    }

    /// How many three letters the titles that were looked at have, and how many titles these are.
    pub(super) fn told(&self) -> (u64, u64) {
        let letters = self.with.iter().map(|count| u64::from(*count)).sum();
        (letters, u64::from(self.looked_at))
    }
}

/// How rare three letters are in titles.
fn rarity(view: &View, three: u16) -> f32 {
    let with = |titles: &Titles| u64::from(titles.with[usize::from(three)]);
    let parts = view.parts.iter().map(|part| &part.titles);
    let (with, of) = parts.fold((0, 0), |(sum, of), titles| {
        (sum + with(titles), of + u64::from(titles.looked_at))
    });
    view.rarity(with * view.documents / of.max(1))
}

/// Adds what letters count that titles share with the query.
pub(super) fn add(view: &View, words: &Letters, found: &mut [Found]) {
    let mut worth: Vec<f32> = Vec::new();
    for letters in words.each() {
        worth.resize(KINDS, 0.0);
        // A long word has more letters, not as much more to say.
        let each = SHARED * (K1 + 1.0) / (letters.len() as f32).sqrt();
        for &three in letters {
            let worth = &mut worth[usize::from(three)];
            if *worth == 0.0 {
                *worth = each * rarity(view, three);
            }
        }
    }
    if worth.is_empty() {
        return;
    }
    for found in found {
        let part = &view.parts[found.address.segment_ord as usize];
        let doc = found.address.doc_id;
        let (mut shared, mut length) = (0.0, 0_u32);
        for number in part.titles.letters.values_for_doc(doc) {
            for three in apart(number) {
                shared += worth[three];
                length += 1;
            }
        }
        let cost = 1.0 + K1 * (1.0 - B + B * length as f32 / view.letters_of_a_title);
        found.score += shared / cost * part.worth(doc);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_kept_a_few_in_a_number() {
        let mut letters = Letters::default();
        for word in ["restore", "backups"] {
            letters.add(word);
        }
        let mut asked: Vec<usize> = letters
            .each()
            .flatten()
            .map(|three| usize::from(*three))
            .collect();
        assert_eq!(letters.each().map(<[u16]>::len).collect::<Vec<_>>(), [7, 7]);
        let mut kept: Vec<usize> = of("Restore the backups")
            .into_iter()
            .flat_map(apart)
            .collect();
        asked.sort_unstable();
        asked.dedup();
        kept.sort_unstable();
        assert_eq!(asked, kept);
        assert!(of("").is_empty());
    }
}
