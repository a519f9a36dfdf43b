//! Where in a file stands what a hit shows: the text that was searched is plain, the file is markdown.

use crate::markdown;

use super::entry::Hit;
use super::fold::folded;

/// Words of the sentence that are compared.
const COMPARED: usize = 8;

/// The line of a file, counted from 1, in which the first match of a hit stands; that of its title when only the title matches.
pub fn line_of(file: &[u8], hit: &Hit) -> usize {
    let said: String = hit
        .snippet
        .segments()
        .skip_while(|segment| !segment.marked)
        .map(|segment| segment.text)
        .collect();
    let said: Vec<String> = words(&said).take(COMPARED).collect();
    let text = String::from_utf8_lossy(file);
    let heading = markdown::read(file).ok().and_then(|read| read.heading_line);
    sentence(&text, &said).or(heading).unwrap_or(1)
}

/// The line in which most of these words begin to follow each other.
fn sentence(text: &str, said: &[String]) -> Option<usize> {
    let words: Vec<(usize, String)> = text
        .lines()
        .zip(1..)
        .flat_map(|(line, number)| words(line).map(move |word| (number, word)))
        .collect();
    let mut best = (0, None);
    for at in 0..words.len() {
        let same = words[at..].iter().zip(said);
        let same = same.take_while(|((_, word), said)| word == *said).count();
        if same > best.0 {
            best = (same, Some(words[at].0));
        }
    }
    best.1
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(folded)
}
