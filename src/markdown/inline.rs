//! What running text says without markup: ids that people say aloud (P-12, S-4, U-7) and bare web addresses.

use crate::id::{ProblemId, StandardId, StandupId};

/// A part of a running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Text as it is.
    Text(&'a str),
    /// An id, and the page it leads to.
    Reference(&'a str, String),
    /// A web address.
    Address(&'a str),
}

/// The parts of a text, in order; together they are all of it.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let bytes = text.as_bytes();
    let mut pieces = Vec::new();
    let (mut from, mut at) = (0, 0);
    while at < bytes.len() {
        let found = match bytes[at] {
            b'P' | b'S' | b'U' if stands_apart(text, at) => reference(&text[at..]),
            b'h' if stands_apart(text, at) => address(&text[at..]).map(|length| (length, None)),
            _ => None,
        };
        let Some((length, page)) = found else {
            at += 1;
            continue;
        };
        if from < at {
            pieces.push(Piece::Text(&text[from..at]));
        }
        let part = &text[at..at + length];
        pieces.push(match page {
            Some(page) => Piece::Reference(part, page),
            None => Piece::Address(part),
        });
        at += length;
        from = at;
    }
    if from < text.len() {
        pieces.push(Piece::Text(&text[from..]));
    }
    pieces
}

/// The page of an id that stands alone: `P-12` is `/problems/P-12`.
pub(super) fn page_of(id: &str) -> Option<String> {
    if let Ok(problem) = id.parse::<ProblemId>() {
        return Some(format!("/problems/{problem}"));
    }
    if let Ok(standard) = id.parse::<StandardId>() {
        return Some(format!("/standards/{standard}"));
    }
    let standup = id.parse::<StandupId>().ok()?;
    Some(format!("/standups/{standup}"))
}

/// Whether no word runs into this place.
fn stands_apart(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    before.is_none_or(|before| !before.is_alphanumeric() && !"-_/#.@&=".contains(before))
}

/// The length of the id at the head of a text, and its page.
fn reference(text: &str) -> Option<(usize, Option<String>)> {
    let digits = text
        .get(2..)?
        .bytes()
        .take_while(u8::is_ascii_digit)
        .count();
    let length = 2 + digits;
    let id = text.get(..length)?;
    let mut after = text[length..].chars();
    let runs_on = match after.next() {
        Some('-' | '.') => after.next().is_some_and(char::is_alphanumeric),
        Some(next) => next.is_alphanumeric() || next == '_',
        None => false,
    };
    if runs_on {
        return None;
    }
    page_of(id).map(|page| (length, Some(page)))
}

/// The length of the web address at the head of a text, without the punctuation that ends the sentence around it.
fn address(text: &str) -> Option<usize> {
    let scheme = ["https://", "http://"]
        .iter()
        .find(|scheme| text.starts_with(**scheme))?;
    let end = text
        .find(|next: char| next.is_whitespace() || next.is_control() || "<>\"`|".contains(next))
        .unwrap_or(text.len());
    let mut found = &text[..end];
    let opened = found.matches('(').count();
    let mut closed = found.matches(')').count();
    while let Some(last) = found.chars().next_back() {
        let belongs = match last {
            ')' => closed <= opened,
            _ => !".,;:!?'*_~]}»”’".contains(last),
        };
        if belongs {
            break;
        }
        closed -= usize::from(last == ')');
        found = &found[..found.len() - last.len_utf8()];
    }
    let host = found.get(scheme.len()..)?;
    host.starts_with(|next: char| next.is_alphanumeric() || next == '[')
        .then_some(found.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str) -> Vec<String> {
        let pieces = pieces(text);
        let whole: String = pieces
            .iter()
            .map(|piece| match piece {
                Piece::Text(part) | Piece::Reference(part, _) | Piece::Address(part) => *part,
            })
            .collect();
        assert_eq!(whole, text);
        pieces
            .into_iter()
            .filter_map(|piece| match piece {
                Piece::Text(_) => None,
                Piece::Reference(_, page) => Some(page),
                Piece::Address(address) => Some(address.to_owned()),
            })
            .collect()
    }

    #[test]
    fn ids_that_stand_alone_lead_to_their_pages() {
        let found = marked("P-12, solved by S-4 (see U-7). «P-3»");
        assert_eq!(
            found,
            [
                "/problems/P-12",
                "/standards/S-4",
                "/standups/U-7",
                "/problems/P-3"
            ]
        );
    }

    #[test]
    fn parts_of_other_words_are_no_ids() {
        for text in [
            "HTTP-12",
            "P-012",
            "S-4-b",
            "S-4x",
            "P-1.5",
            "a/P-12",
            "P-",
            "XP-1",
            "P-12345678901234567",
        ] {
            assert_eq!(marked(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn addresses_end_before_the_sentence_does() {
        let found = marked("See https://a.example/x_(y)?q=1&r=2, or (http://b.example/).");
        assert_eq!(
            found,
            ["https://a.example/x_(y)?q=1&r=2", "http://b.example/"]
        );
        assert_eq!(marked("https:// and http://"), Vec::<String>::new());
    }
}
