//! From text to what is looked up: words with their stems, and identifiers (`camelCase`, `snake_case`, `std::sync`, paths, versions,
//! `E0308`) whole and by part. It is pure: documents and queries go through it alike, so that they meet.

use super::fold::{folded, lower_into, plain_into};
use super::language::Language;

/// The longest word that is worth an entry of its own; longer ones are keys, hashes and pictures in text.
const LONGEST: usize = 64;

/// A stretch of text without a break: one plain word, or an identifier of several parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Chunk<'a> {
    /// The characters as they were written.
    pub(super) text: &'a str,
    /// Where they begin in the text, in bytes.
    pub(super) start: usize,
}

/// What a document's field gets for one chunk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A stem, for the fields that are searched by meaning.
    Stem,
    /// The word as it is written, folded: for unfinished words.
    Form,
}

/// The chunks of a text, in order.
pub(super) fn chunks(text: &str) -> impl Iterator<Item = Chunk<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphanumeric)?;
        let end = chunk_end(text, start);
        at = end;
        Some(Chunk {
            text: without_elision(&text[start..end]),
            start,
        })
        .map(|chunk| Chunk {
            start: if text[start..].starts_with(chunk.text) {
                start
            } else {
                end - chunk.text.len()
            },
            ..chunk
        })
    })
}

/// The parts of a chunk: what stands between its signs, and the humps of camel case. A plain word is its own part.
pub(super) fn parts(chunk: &str) -> impl Iterator<Item = &str> {
    chunk
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|run| !run.is_empty())
        .flat_map(humps)
}

/// Whether the chunk is an identifier of several parts.
pub(super) fn is_compound(chunk: &str) -> bool {
    parts(chunk).nth(1).is_some()
}

/// Gives every token of a text to `give` with its position, and returns the position after the last one.
pub(super) fn analyse(
    text: &str,
    language: Language,
    from: usize,
    mut give: impl FnMut(Role, &str, usize),
) -> usize {
    let mut position = from;
    let mut words = Words::default();
    for chunk in chunks(text) {
        if chunk.text.len() <= LONGEST && is_compound(chunk.text) {
            let whole = folded(chunk.text);
            give(Role::Form, &whole, position);
            give(Role::Stem, &whole, position);
        }
        for part in parts(chunk.text) {
            words.of(part);
            if words.plain.len() <= LONGEST {
                give(Role::Form, &words.plain, position);
                words.stems(language, |stem| give(Role::Stem, stem, position));
            }
            position += 1;
        }
    }
    position
}

/// Every stem under which a document of either language may hold the word.
pub(super) fn stems_of(part: &str) -> Vec<String> {
    let mut words = Words::default();
    words.of(part);
    let mut found: Vec<String> = Vec::with_capacity(2);
    for language in Language::ALL {
        words.stems(language, |stem| {
            if !found.iter().any(|known| known == stem) {
                found.push(stem.to_owned());
            }
        });
    }
    found
}

/// One word in lower case, with and without its accents; reused, so that a text is read without new memory a word.
#[derive(Default)]
struct Words {
    lower: String,
    plain: String,
    stem: String,
    accented: String,
}

impl Words {
    fn of(&mut self, part: &str) {
        self.lower.clear();
        self.plain.clear();
        lower_into(part, &mut self.lower);
        plain_into(&self.lower, &mut self.plain);
    }

    /// The stem by the word as written and, when accents change it, by the word without them: both ways of typing it meet.
    fn stems(&mut self, language: Language, mut give: impl FnMut(&str)) {
        if self.plain.bytes().any(|byte| byte.is_ascii_digit()) || self.plain.len() < 3 {
            give(&self.plain);
            return;
        }
        language.stem_into(&self.plain, &mut self.stem);
        give(&self.stem);
        if language == Language::French && self.lower != self.plain {
            language.stem_into(&self.lower, &mut self.accented);
            if self.accented != self.stem {
                give(&self.accented);
            }
        }
    }
}

fn chunk_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = start;
    loop {
        end += text[end..]
            .find(|letter: char| !letter.is_alphanumeric())
            .unwrap_or(text.len() - end);
        let rest = &text[end..];
        // C++ and C# are words of one letter with signs that matter.
        if end - start == 1 && bytes[start].is_ascii_alphabetic() {
            if rest.starts_with("++") {
                return end + 2;
            }
            if rest.starts_with('#') {
                return end + 1;
            }
        }
        let joint = if rest.starts_with("::") {
            2
        } else {
            match rest.chars().next() {
                Some(sign @ ('_' | '-' | '.' | '/' | ':' | '\\' | '@' | '\'' | '’')) => {
                    sign.len_utf8()
                }
                _ => return end,
            }
        };
        // `__init__` and `foo__bar` are joined by more than one underscore.
        let joint = if rest.starts_with('_') {
            rest.len() - rest.trim_start_matches('_').len()
        } else {
            joint
        };
        if !rest[joint..].starts_with(char::is_alphanumeric) {
            return end;
        }
        end += joint;
    }
}

/// The chunk without what French elides before it (`l'index`) and English hangs on it (`team's`).
fn without_elision(chunk: &str) -> &str {
    let Some((at, mark)) = chunk
        .char_indices()
        .find(|(_, letter)| matches!(letter, '\'' | '’'))
    else {
        return chunk;
    };
    let (before, after) = (&chunk[..at], &chunk[at + mark.len_utf8()..]);
    let elided = [
        "l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu",
    ];
    let hung = ["s", "t", "re", "ve", "ll", "d", "m"];
    if elided
        .iter()
        .any(|known| known.eq_ignore_ascii_case(before))
    {
        after
    } else if hung.iter().any(|known| known.eq_ignore_ascii_case(after)) {
        before
    } else {
        chunk
    }
}

/// `camelCase` is camel, Case; `HTTPServer` is HTTP, Server; `APIs` stays one.
fn humps(run: &str) -> impl Iterator<Item = &str> {
    let mut rest = run;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (hump, after) = rest.split_at(hump_end(rest));
        rest = after;
        Some(hump)
    })
}

fn hump_end(run: &str) -> usize {
    let mut before: Option<char> = None;
    let mut letters = run.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if let Some(previous) = before {
            let next = letters.peek().map(|(_, next)| *next);
            let rises = previous.is_lowercase() && letter.is_uppercase();
            let falls = previous.is_uppercase()
                && letter.is_uppercase()
                && next.is_some_and(char::is_lowercase)
                && &run[at + letter.len_utf8()..] != "s";
            if rises || falls {
                return at;
            }
        }
        before = Some(letter);
    }
    run.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str, language: Language) -> Vec<(String, usize)> {
        let mut found = Vec::new();
        analyse(text, language, 0, |role, token, position| {
            if role == Role::Stem {
                found.push((token.to_owned(), position));
            }
        });
        found
    }

    fn words(text: &str, language: Language) -> Vec<String> {
        tokens(text, language)
            .into_iter()
            .map(|(token, _)| token)
            .collect()
    }

    #[test]
    fn identifiers_are_found_whole_and_by_part() {
        assert_eq!(
            words("camelCase", Language::English),
            ["camelcase", "camel", "case"]
        );
        assert_eq!(
            words("snake_case", Language::English),
            ["snake_case", "snake", "case"]
        );
        assert_eq!(
            words("std::sync::Arc", Language::English),
            ["std::sync::arc", "std", "sync", "arc"]
        );
        assert_eq!(
            words("HTTPServer APIs", Language::English),
            ["httpserver", "http", "server", "api"]
        );
        assert_eq!(words("E0308", Language::English), ["e0308"]);
        assert_eq!(
            words("v1.2.3", Language::English),
            ["v1.2.3", "v1", "2", "3"]
        );
        assert_eq!(
            words("src/index.rs.", Language::English),
            ["src/index.rs", "src", "index", "rs"]
        );
        assert_eq!(words("C++ and C#", Language::English), ["c", "and", "c"]);
        assert_eq!(words("P-12", Language::English), ["p-12", "p", "12"]);
    }

    #[test]
    fn words_of_one_family_share_a_stem() {
        assert_eq!(
            words("tests testing tested", Language::English),
            ["test", "test", "test"]
        );
        assert_eq!(
            words("l'index d’un problème", Language::French),
            ["index", "un", "problem"]
        );
        assert_eq!(words("the team's", Language::English), ["the", "team"]);
        for typed in ["déployé", "deploye", "déployer", "deployer"] {
            let stems = stems_of(typed);
            assert!(
                stems
                    .iter()
                    .any(|stem| words("déployées", Language::French).contains(stem)),
                "{typed}: {stems:?}"
            );
        }
    }

    #[test]
    fn parts_of_an_identifier_stand_in_a_row() {
        assert_eq!(
            tokens("use std::sync now", Language::English),
            [
                ("use", 0),
                ("std::sync", 1),
                ("std", 1),
                ("sync", 2),
                ("now", 3)
            ]
            .map(|(token, position)| (token.to_owned(), position))
        );
    }

    #[test]
    fn chunks_know_where_they_stand() {
        let text = "« l’été » d'abord: naïve";
        for chunk in chunks(text) {
            assert!(text[chunk.start..].starts_with(chunk.text), "{chunk:?}");
        }
    }
}
