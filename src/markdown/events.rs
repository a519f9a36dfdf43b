//! The one way by which a text is taken apart, and the bound on what that costs.
//!
//! The parser makes a small record of every mark and of every stretch of text between two marks, for the whole text at once. Where marks
//! stand close together that is many times the text's own size, so a text of that kind is taken apart up to a line and is plain from there.

use std::iter::Chain;
use std::ops::Range;

use pulldown_cmark::{
    CodeBlockKind, Event, OffsetIter, Options, Parser, Tag, TagEnd, TextMergeStream,
};

/// A record of the parser takes so many bytes: four numbers, and what the record says.
const RECORD: usize = 56;
/// So many times a text's own size its records may take.
const TIMES: usize = 16;
/// So many records every text may have, whatever its size.
const MOST: usize = 40_000;
/// No byte makes more records than this.
const EACH: usize = 2;

type Plain<'a> = std::vec::IntoIter<Event<'a>>;

/// What a text consists of, in order.
pub(super) struct Events<'a> {
    parts: Chain<TextMergeStream<'a, Parser<'a>>, Plain<'a>>,
    is_cut: bool,
}

impl Events<'_> {
    /// Whether the text has too many marks: the rest of it is one block of code, as it is written.
    pub(super) fn is_cut(&self) -> bool {
        self.is_cut
    }
}

impl<'a> Iterator for Events<'a> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        self.parts.next()
    }
}

/// Takes a text apart.
pub(super) fn events(text: &str) -> Events<'_> {
    let (marked, plain) = text.split_at(marked_part(text));
    let is_cut = !plain.is_empty();
    let plain = if is_cut { block(plain) } else { Vec::new() };
    Events {
        parts: TextMergeStream::new(Parser::new_ext(marked, dialect())).chain(plain),
        is_cut,
    }
}

/// The marked part of a text, taken apart with the places where each part stands.
pub(super) fn placed(text: &str) -> OffsetIter<'_> {
    Parser::new_ext(&text[..marked_part(text)], dialect()).into_offset_iter()
}

/// The markdown that is understood: CommonMark with tables, footnotes, task lists, strikethrough and callouts.
fn dialect() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
}

fn block(text: &str) -> Vec<Event<'_>> {
    vec![
        Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)),
        Event::Text(text.into()),
        Event::End(TagEnd::CodeBlock),
    ]
}

/// How much of a text may be taken apart: all of it, or its lines as far as the records allowed to every text go.
fn marked_part(text: &str) -> usize {
    if text.len() * EACH <= MOST {
        return text.len();
    }
    let mut records = 0;
    let mut allowed = None;
    for line in places(text) {
        records += records_of(&text.as_bytes()[line.clone()]);
        if records > MOST {
            allowed.get_or_insert(line.start);
        }
    }
    match allowed {
        Some(end) if records * RECORD > text.len() * TIMES => end,
        _ => text.len(),
    }
}

/// The lines, each with its end.
fn places(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let place = start..start + line.len();
        start = place.end;
        place
    })
}

/// How many records a line makes, or a few more.
fn records_of(line: &[u8]) -> usize {
    let begins = line
        .iter()
        .position(|byte| !b" \t>-+*0123456789.)#".contains(byte))
        .unwrap_or(line.len());
    // A list and its item, a quote, a heading: each of their signs may open two.
    let (opening, rest) = line.split_at(begins);
    let opens = opening
        .iter()
        .filter(|byte| b">-+*.)#".contains(byte))
        .count();
    let mut records = 2 + opens * EACH;
    let mut was_mark = false;
    for byte in rest {
        let is_mark = b"\\*_~[]!<>&`|^".contains(byte);
        records += usize::from(is_mark) + usize::from(was_mark && !is_mark);
        was_mark = is_mark;
    }
    records
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_with_too_many_marks_is_plain_from_some_line_on() {
        let written = "# Title\n\n".to_owned() + &"*a* _b_ `c`\n".repeat(20_000);
        let events = events(&written);
        assert!(events.is_cut());
        let mut plain = String::new();
        let mut headings = 0;
        let mut in_code = false;
        for event in events {
            match event {
                Event::Start(Tag::CodeBlock(_)) => in_code = true,
                Event::Start(Tag::Heading { .. }) => headings += 1,
                Event::Text(text) if in_code => plain.push_str(&text),
                _ => {}
            }
        }
        assert_eq!(headings, 1);
        assert!(plain.starts_with("*a* _b_ `c`\n"), "{}", &plain[..30]);
        assert!(written.ends_with(&plain));
    }

    #[test]
    fn what_people_write_is_taken_apart_whole() {
        let prose =
            "A sentence with *stress*, a [link](https://example.org/a/b) and `code` in it.\n";
        let list = "- [x] Ask **Ada** whether the certificate is renewed, see P-12 and S-4\n";
        let table = "| the name of the thing | what it is for | `code` | since which year |\n";
        for line in [prose, list, table] {
            let text = line.repeat((1 << 20) / line.len());
            assert!(!events(&text).is_cut(), "{line}");
        }
    }
}
