//! Anchors of headings: `h-` and the heading's words, so that no text can take the name of a part of the page.

use std::collections::HashMap;

/// Longest part of a heading that goes into its anchor, in characters.
const LONGEST: usize = 80;

/// Gives every heading of one text its own anchor.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    given: HashMap<String, usize>,
}

impl Anchors {
    /// The anchor of a heading with these words.
    pub(super) fn give(&mut self, words: &str, scope: &str) -> String {
        let base = of_words(words, scope);
        let mut times = self.given.get(&base).copied().unwrap_or(0);
        loop {
            times += 1;
            let anchor = match times {
                1 => base.clone(),
                _ => format!("{base}-{times}"),
            };
            // A heading "a 2" may already stand where the second "a" would go.
            if times == 1 || !self.given.contains_key(&anchor) {
                self.given.insert(base, times);
                if times > 1 {
                    self.given.insert(anchor.clone(), 1);
                }
                return anchor;
            }
        }
    }
}

/// The anchor that a link's fragment means; fragments are often written as another program would make them.
pub(super) fn of_fragment(fragment: &str, scope: &str) -> String {
    of_words(&decoded(fragment), scope)
}

/// A part of an address without its percent signs.
pub(super) fn decoded(part: &str) -> String {
    let bytes = part.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = part.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                decoded.push(byte);
                at += 3;
            }
            None => {
                decoded.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

fn of_words(words: &str, scope: &str) -> String {
    let words = match words.char_indices().nth(LONGEST) {
        Some((end, _)) => &words[..end],
        None => words,
    };
    let mut slug = slug::slugify(words);
    slug.truncate(LONGEST);
    let slug = match slug.trim_end_matches('-') {
        "" => "part",
        slug => slug,
    };
    match scope {
        "" => format!("h-{slug}"),
        scope => format!("h-{scope}-{slug}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_heading_has_its_own_anchor() {
        let mut anchors = Anchors::default();
        let given: Vec<_> = ["A", "A 2", "A", "A", "Été à l'aube", "!!"]
            .iter()
            .map(|words| anchors.give(words, ""))
            .collect();
        assert_eq!(
            given,
            ["h-a", "h-a-2", "h-a-3", "h-a-4", "h-ete-a-l-aube", "h-part"]
        );
        assert_eq!(of_fragment("%C3%A9t%C3%A9", "n1"), "h-n1-ete");
    }
}
