//! The letters of a title in 256 bits: three in a row, of every word. Titles that are written alike share bits, in whatever form their
//! words stand, and comparing them takes a few numbers a document.

use super::fold::folded;
use super::language::is_small;
use super::rank::Found;
use super::view::{K1, View};

/// Numbers of 64 bits in a signature.
pub(super) const NUMBERS: usize = 4;
/// What three letters that a title shares count.
const SHARED: f32 = 0.21;
/// Letters of a title of usual length, in bits, and how much a longer one costs.
const USUAL: f32 = 35.0;
const B: f32 = 0.75;

/// The signature of a title.
pub(super) fn of(title: &str) -> [u64; NUMBERS] {
    let mut numbers = [0; NUMBERS];
    let title = folded(title);
    let words = title.split(|letter: char| !letter.is_alphanumeric());
    for word in words.filter(|word| !is_small(word)) {
        each(word, |bit| {
            numbers[usize::from(bit / 64)] |= 1 << (bit % 64)
        });
    }
    numbers
}

/// Gives the bit of every three letters in a row of a folded word, with the blank before it and the one after it.
pub(super) fn each(word: &str, mut give: impl FnMut(u8)) {
    let plain = |letter: char| {
        if letter.is_alphanumeric() {
            letter
        } else {
            ' '
        }
    };
    let (mut before, mut last) = (None, ' ');
    for letter in word.chars().map(plain).chain([' ']) {
        if let Some(before) = before.filter(|_| last != ' ') {
            give(bit([before, last, letter]));
        }
        before = Some(last);
        last = letter;
    }
}

fn bit(letters: [char; 3]) -> u8 {
    let mixed = letters
        .into_iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, letter| {
            (hash ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3)
        });
    ((mixed ^ (mixed >> 29)).wrapping_mul(0xff51_afd7_ed55_8ccd) >> 56) as u8
}

/// Adds what letters count that titles share with the query.
pub(super) fn add(view: &View, letters: &[u8], found: &mut [Found]) {
    if letters.is_empty() {
        return;
    }
    for found in found {
        let part = &view.parts[found.address.segment_ord as usize];
        let doc = found.address.doc_id;
        let numbers: [u64; NUMBERS] =
            std::array::from_fn(|at| part.signature[at].first(doc).unwrap_or_default());
        let length: u32 = numbers.iter().map(|number| number.count_ones()).sum();
        let has = |bit: &&u8| numbers[usize::from(**bit / 64)] >> (**bit % 64) & 1 == 1;
        let shared = letters.iter().filter(has).count() as f32;
        let cost = 1.0 + K1 * (1.0 - B + B * length as f32 / USUAL);
        found.score += SHARED * (K1 + 1.0) * shared / cost * part.worth(doc);
    }
}
