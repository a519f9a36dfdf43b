//! What a text points to: standards by their id, and files beside it, each with its place.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::document::Document;
use super::events::{events, placed};
use super::front_matter::key_of;
use super::inline::{Piece, pieces};
use super::lines::lines;
use crate::id::{AttachmentName, StandardId};

/// Something that a text points to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The line in the file, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// What it points to.
    pub what: Mentioned,
}

/// What is pointed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mentioned {
    /// A standard, by its id or its page.
    Standard(StandardId),
    /// A standard whose place this one takes.
    Superseded(StandardId),
    /// A file, by a path from the folder of the text.
    File(String),
}

/// What the text of this document points to, in order.
pub fn mentions(text: &str, document: &Document) -> Vec<Mention> {
    let mut found = superseded(text, document);
    let body = document.body(text);
    let places = Places::of(body, document.lines_before_body);
    let mut in_code = false;
    let mut in_link = 0_usize;
    for (event, range) in placed(body) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Start(Tag::Link {
                dest_url,
                link_type,
                ..
            }) => {
                in_link += 1;
                if link_type != LinkType::Email {
                    found.extend(pointed(&dest_url).map(|what| places.mention(range.start, what)));
                }
            }
            Event::End(TagEnd::Link) => in_link -= 1,
            Event::Start(Tag::Image { dest_url, .. }) => {
                found.extend(pointed(&dest_url).map(|what| places.mention(range.start, what)));
            }
            Event::Text(_) if !in_code && in_link == 0 => {
                let mut at = range.start;
                for piece in pieces(&body[range]) {
                    let part = match piece {
                        Piece::Text(part) | Piece::Address(part) | Piece::Reference(part, _) => {
                            part
                        }
                    };
                    let standard = matches!(piece, Piece::Reference(..))
                        .then(|| part.parse().ok())
                        .flatten();
                    found.extend(standard.map(|id| places.mention(at, Mentioned::Standard(id))));
                    at += part.len();
                }
            }
            _ => {}
        }
    }
    found
}

/// The images that a text shows or links to, each once.
pub fn images(body: &str) -> Vec<AttachmentName> {
    let mut found: Vec<AttachmentName> = Vec::new();
    if !body.contains(AttachmentName::FOLDER) {
        return found;
    }
    for event in events(body) {
        if let Event::Start(Tag::Image { dest_url, .. } | Tag::Link { dest_url, .. }) = event
            && let Some(name) = AttachmentName::in_text(&dest_url)
            && !found.contains(&name)
        {
            found.push(name);
        }
    }
    found
}

/// What a link's destination points to, when that is a standard or a file.
pub(super) fn pointed(destination: &str) -> Option<Mentioned> {
    let path = destination.split(['#', '?']).next().unwrap_or_default();
    let head = path.split('/').next().unwrap_or_default();
    if path.is_empty() || head.contains(':') {
        return None;
    }
    if let Some(page) = path.strip_prefix('/') {
        return page
            .strip_prefix("standards/")?
            .parse()
            .ok()
            .map(Mentioned::Standard);
    }
    if let Ok(id) = path.parse() {
        return Some(Mentioned::Standard(id));
    }
    let is_other_id = super::inline::page_of(path).is_some();
    (!is_other_id).then(|| Mentioned::File(super::anchor::decoded(path)))
}

/// The standards in `supersedes`, at the line of the key.
fn superseded(text: &str, document: &Document) -> Vec<Mention> {
    let Some(yaml) = &document.front_matter else {
        return Vec::new();
    };
    let mut all = lines(&text[yaml.clone()]);
    let line = all.find(|line| key_of(line.text).is_some_and(|(key, _)| key == "supersedes"));
    let line = line.map_or(1, |line| line.number + 1);
    let mention = |id: &StandardId| Mention {
        line,
        column: 1,
        what: Mentioned::Superseded(*id),
    };
    document.meta.supersedes.iter().map(mention).collect()
}

/// Turns offsets of a body into lines and columns of its file.
struct Places<'a> {
    body: &'a str,
    starts: Vec<usize>,
    before: usize,
}

impl<'a> Places<'a> {
    fn of(body: &'a str, before: usize) -> Self {
        Self {
            body,
            starts: lines(body).map(|line| line.start).collect(),
            before,
        }
    }

    fn mention(&self, at: usize, what: Mentioned) -> Mention {
        let index = self
            .starts
            .partition_point(|start| *start <= at)
            .saturating_sub(1);
        let start = self.starts.get(index).copied().unwrap_or(0);
        Mention {
            line: self.before + index + 1,
            column: self.body[start..at].chars().count() + 1,
            what,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::read;

    #[test]
    fn links_and_ids_are_found_with_their_places() {
        let text = "---\r\nsupersedes: [S-1]\r\n---\r\n# A\r\n\r\nSee S-4, `S-5` and [b](../x/0002-b.md#c).\r\n![p](p%20q.png) <https://e.example> [up](#a) [s](/standards/S-9)\r\n";
        let document = read(text.as_bytes()).expect("readable");
        let found = mentions(text, &document);
        let told: Vec<_> = found
            .iter()
            .map(|mention| (mention.line, mention.column, mention.what.clone()))
            .collect();
        assert_eq!(
            told,
            [
                (2, 1, Mentioned::Superseded(StandardId::new(1))),
                (6, 5, Mentioned::Standard(StandardId::new(4))),
                (6, 20, Mentioned::File("../x/0002-b.md".to_owned())),
                (7, 1, Mentioned::File("p q.png".to_owned())),
                (7, 46, Mentioned::Standard(StandardId::new(9))),
            ]
        );
    }
}
