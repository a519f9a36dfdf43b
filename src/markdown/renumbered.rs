//! A text in which a standard has another number: what points to that standard, by its file or by its id, is mended; every other byte
//! stays as it is.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::anchor::decoded;
use super::document::Document;
use super::events::placed;
use super::front_matter::key_of;
use super::inline::{Piece, pieces};
use super::lines::lines;
use super::mentions::{Mentioned, pointed};
use crate::id::StandardId;

/// The keys of a head that name standards.
const KEYS: [&str; 4] = ["supersedes", "superseded_by", "superseded-by", "status"];

/// What is renumbered.
pub struct Renumbering<'a> {
    /// The number that it has; none: its file gives none yet.
    pub from: Option<StandardId>,
    /// The number that it gets.
    pub to: StandardId,
    /// Whether a path from the folder of the text leads to its file.
    pub is_file: &'a dyn Fn(&str) -> bool,
    /// Whether its id in this line, from 1, means it; none where nobody can tell.
    pub means: &'a dyn Fn(usize) -> Option<bool>,
}

/// A text after that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renumbered {
    /// The text.
    pub text: String,
    /// How much of it was mended.
    pub mended: usize,
    /// Lines of which nobody can tell whether they mean this standard or another one of the same number: they stay.
    pub doubtful: Vec<usize>,
}

/// Mends what points to a standard that gets another number.
pub fn renumbered(text: &str, document: &Document, what: &Renumbering<'_>) -> Renumbered {
    let mut found = Found {
        text,
        what,
        edits: BTreeMap::new(),
        doubtful: BTreeSet::new(),
    };
    found.head(document);
    found.body(text.len() - document.body(text).len());
    let mut mended = text.to_owned();
    for (start, (end, new)) in found.edits.iter().rev() {
        mended.replace_range(start..end, new);
    }
    Renumbered {
        text: mended,
        mended: found.edits.len(),
        doubtful: found.doubtful.into_iter().collect(),
    }
}

/// What was found so far.
struct Found<'a> {
    text: &'a str,
    what: &'a Renumbering<'a>,
    /// Where each begins and ends, and what stands there from now on.
    edits: BTreeMap<usize, (usize, String)>,
    doubtful: BTreeSet<usize>,
}

/// A link that is being read.
struct Link {
    what: Option<Mentioned>,
    /// All of it.
    whole: Range<usize>,
    /// Where what it shows ends.
    shown: usize,
    /// Where it is defined, when that is elsewhere.
    defined: Option<Range<usize>>,
}

impl Found<'_> {
    fn head(&mut self, document: &Document) {
        let Some(yaml) = document.front_matter.clone() else {
            return;
        };
        let text = self.text;
        let mut is_one = false;
        for line in lines(&text[yaml.clone()]) {
            if let Some((key, _)) = key_of(line.text) {
                is_one = KEYS.contains(&key);
            }
            if is_one {
                self.ids(yaml.start + line.start, line.text);
            }
        }
    }

    fn body(&mut self, start: usize) {
        let text = self.text;
        let body = &text[start..];
        let mut parser = placed(body);
        let mut in_code = false;
        let mut open: Vec<Link> = Vec::new();
        while let Some((event, range)) = parser.next() {
            if !matches!(event, Event::End(TagEnd::Link)) {
                for link in &mut open {
                    link.shown = link.shown.max(range.end);
                }
            }
            match event {
                Event::Start(Tag::Link { dest_url, id, .. }) => {
                    let defined = parser.reference_definitions().get(&id);
                    open.push(Link {
                        what: pointed(&dest_url),
                        shown: range.start,
                        defined: defined.map(|defined| defined.span.clone()),
                        whole: range,
                    });
                }
                Event::End(TagEnd::Link) => {
                    if let Some(link) = open.pop() {
                        let place = link.defined.unwrap_or(link.shown..link.whole.end);
                        self.link(link.what, start + place.start..start + place.end);
                    }
                }
                Event::Start(Tag::CodeBlock(_)) => in_code = true,
                Event::End(TagEnd::CodeBlock) => in_code = false,
                Event::Text(_) if !in_code && open.is_empty() => {
                    self.ids(start + range.start, &body[range]);
                }
                _ => {}
            }
        }
    }

    /// A link whose destination stands somewhere in this place.
    fn link(&mut self, what: Option<Mentioned>, place: Range<usize>) {
        match what {
            Some(Mentioned::File(path)) if (self.what.is_file)(&path) => {
                let name = path.rsplit('/').next().unwrap_or(&path);
                let Some(at) = part(&self.text[place.clone()], |part| part == name) else {
                    self.doubtful.insert(self.line_at(place.start));
                    return;
                };
                let start = place.start + at.start;
                let number = format!("{:04}", self.what.to.number());
                let edit = match self.what.from {
                    Some(_) => {
                        let digits = self.text[start..].bytes();
                        let digits = digits.take_while(u8::is_ascii_digit).count();
                        (start + digits, number)
                    }
                    None => (start, format!("{number}-")),
                };
                self.edits.insert(start, edit);
            }
            Some(Mentioned::Standard(id)) if Some(id) == self.what.from => {
                let is_it = |part: &str| part.parse() == Ok(id);
                if let Some(at) = part(&self.text[place.clone()], is_it) {
                    self.id(place.start + at.start..place.start + at.end);
                }
            }
            _ => {}
        }
    }

    /// The ids in a running text.
    fn ids(&mut self, start: usize, text: &str) {
        let mut at = start;
        for piece in pieces(text) {
            let (Piece::Text(part) | Piece::Address(part) | Piece::Reference(part, _)) = piece;
            let is_reference = matches!(piece, Piece::Reference(..));
            if is_reference && part.parse().ok() == self.what.from && self.what.from.is_some() {
                self.id(at..at + part.len());
            }
            at += part.len();
        }
    }

    /// An id that stands exactly here.
    fn id(&mut self, place: Range<usize>) {
        let line = self.line_at(place.start);
        match (self.what.means)(line) {
            Some(true) => {
                let new = self.what.to.to_string();
                self.edits.insert(place.start, (place.end, new));
            }
            Some(false) => {}
            None => {
                self.doubtful.insert(line);
            }
        }
    }

    /// The line, from 1, in which a place stands.
    fn line_at(&self, at: usize) -> usize {
        let before = &self.text[..at];
        let whole = lines(before).filter(|line| !line.ending.is_empty()).count();
        whole + 1
    }
}

/// The part of an address, between its slashes and whatever ends it, that is the one wanted once it is read.
fn part(place: &str, is_it: impl Fn(&str) -> bool) -> Option<Range<usize>> {
    let within = |c: char| "/#?".contains(c);
    // Between angle brackets an address may hold white space.
    let bracketed = place.find('<').and_then(|open| {
        let start = open + 1;
        let end = start + place[start..].find('>')?;
        let found = part_of(&place[start..end], within, &is_it)?;
        Some(start + found.start..start + found.end)
    });
    let ends = |c: char| within(c) || "()<>\"'".contains(c) || c.is_whitespace();
    bracketed.or_else(|| part_of(place, ends, &is_it))
}

fn part_of(
    text: &str,
    ends: impl Fn(char) -> bool,
    is_it: impl Fn(&str) -> bool,
) -> Option<Range<usize>> {
    let mut start = 0;
    for piece in text.split_inclusive(&ends) {
        let part = piece.trim_end_matches(&ends);
        if is_it(&decoded(&part.replace('\\', ""))) {
            return Some(start..start + part.len());
        }
        start += piece.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::read;

    fn mended(text: &str, means: &dyn Fn(usize) -> Option<bool>) -> Renumbered {
        let document = read(text.as_bytes()).expect("readable");
        let what = Renumbering {
            from: Some(StandardId::new(7)),
            to: StandardId::new(12),
            is_file: &|path| path.trim_start_matches("./") == "0007-b c.md",
            means,
        };
        renumbered(text, &document, &what)
    }

    #[test]
    fn links_and_ids_follow_and_every_other_byte_stays() {
        let text = "\u{feff}---\r\nsupersedes: [S-70, S-7]\r\nmine: S-7\r\n---\r\n# A S-7\r\n\r\n[0007-b](./0007-b%20c.md#x \"S-7\") [r] `S-7` S-77\r\n\r\n\
                    ![S-7](x/0007-b%20c.md) <0007-b%20c.md> [s](/standards/S-7#a)\r\n\r\n    S-7\r\n\r\n[r]: <0007-b c.md> 'S-7'";
        let expected = "\u{feff}---\r\nsupersedes: [S-70, S-12]\r\nmine: S-7\r\n---\r\n# A S-12\r\n\r\n[0007-b](./0012-b%20c.md#x \"S-7\") [r] `S-7` S-77\r\n\r\n\
                        ![S-12](x/0007-b%20c.md) <0007-b%20c.md> [s](/standards/S-12#a)\r\n\r\n    S-7\r\n\r\n[r]: <0012-b c.md> 'S-7'";
        let done = mended(text, &|_| Some(true));
        assert_eq!(done.text, expected);
        assert_eq!((done.mended, done.doubtful.len()), (6, 0));
    }

    #[test]
    fn an_id_that_may_mean_another_stays_and_is_told() {
        let text = "# A\n\nS-7 is one\n\nS-7 is another\n\nS-7 who knows\n";
        let means = |line: usize| match line {
            3 => Some(true),
            5 => Some(false),
            _ => None,
        };
        let done = mended(text, &means);
        assert_eq!(
            done.text,
            "# A\n\nS-12 is one\n\nS-7 is another\n\nS-7 who knows\n"
        );
        assert_eq!((done.mended, done.doubtful), (1, vec![7]));
    }
}
