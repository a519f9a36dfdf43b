//! The lines between two `---` at the head of a standard: finds them, reads them as YAML within tight limits, and takes from them what
//! it knows. Unknown keys are left alone; nothing is ever written back.

use std::ops::Range;

use serde_saphyr::{Location, Options, Spanned};

use super::document::{Flaw, Meta};
use super::lines::{Line, lines};
use super::record::{self, Way};
use super::yaml::{Entry, Node, Root};
use crate::clock::Day;
use crate::error::{Message, say};

/// The longest front matter, in bytes.
const MAX_BYTES: usize = 64 * 1024;

/// Where the front matter stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FrontMatter {
    /// The bytes between the two lines of dashes.
    pub(super) yaml: Range<usize>,
    /// Where the text after it begins.
    pub(super) body_offset: usize,
    /// How many lines stand before the body.
    pub(super) lines: usize,
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Read {
    /// Where it stands.
    pub(super) place: FrontMatter,
    /// What it says.
    pub(super) meta: Meta,
    /// Whether it says a status at all.
    pub(super) status_given: bool,
}

/// The bytes of a byte order mark at the head of a text.
pub(super) fn byte_order_mark(text: &str) -> usize {
    if text.starts_with('\u{feff}') { 3 } else { 0 }
}

/// The front matter, or nothing where the text begins at once. What keeps it from being read goes to `flaws`.
pub(super) fn read(text: &str, flaws: &mut Vec<Flaw>) -> Option<Read> {
    let place = match find(text) {
        Ok(place) => place?,
        Err(flaw) => {
            flaws.push(flaw);
            return None;
        }
    };
    let yaml = &text[place.yaml.clone()];
    if yaml.len() > MAX_BYTES {
        flaws.push(Flaw::new(
            1,
            1,
            say!("markdown-front-matter-too-long", max = MAX_BYTES / 1024),
        ));
        return None;
    }
    let entries = match serde_saphyr::from_str_with_options::<Root>(yaml, options()) {
        Ok(Root::Entries(entries)) => entries,
        Ok(Root::Empty) => Vec::new(),
        Ok(Root::Other) => return None,
        Err(_) if !lines(yaml).any(|line| is_key(line.text)) => return None,
        Err(error) => {
            let place = error.location();
            let detail = error.without_snippet().to_string();
            let message = say!(
                "markdown-yaml",
                detail = without_place(&first_line(&detail))
            );
            let line = place.map_or(1, |place| line_of(&place));
            flaws.push(Flaw::new(
                line,
                place.map_or(1, |place| column_of(&place)),
                message,
            ));
            return None;
        }
    };
    let mut reader = Reader {
        yaml,
        meta: Meta::default(),
        status_given: false,
        day: None,
        flaws,
    };
    for entry in &entries {
        reader.take(entry);
    }
    let (mut meta, status_given) = (reader.meta, reader.status_given);
    meta.decided = reader.day.filter(|_| status_given);
    Some(Read {
        place,
        meta,
        status_given,
    })
}

/// What is wrong, without the place: the reader counts lines from below the dashes, and its settings are not the writer's.
fn without_place(detail: &str) -> &str {
    let ends = [" at line ", ", set "];
    let end = ends.iter().filter_map(|end| detail.find(end)).min();
    &detail[..end.unwrap_or(detail.len())]
}

/// Whether this line begins a key of the outermost mapping.
pub(super) fn is_key(line: &str) -> bool {
    key_of(line).is_some()
}

/// The key that this line begins at its first column, and where its colon stands.
pub(super) fn key_of(line: &str) -> Option<(&str, usize)> {
    let (key, colon) = match line.chars().next()? {
        quote @ ('"' | '\'') => {
            let end = line[1..].find(quote)? + 1;
            let colon = end + 1 + line[end + 1..].find(':')?;
            line[end + 1..colon]
                .trim()
                .is_empty()
                .then_some((&line[1..end], colon))?
        }
        first if first.is_whitespace() || "#-[]{}&*!|>%@`".contains(first) => return None,
        _ => {
            let colon = line.find(": ").or_else(|| line.find(":\t")).or_else(|| {
                let end = line.trim_end();
                end.ends_with(':').then(|| end.len() - 1)
            })?;
            (line[..colon].trim_end(), colon)
        }
    };
    let ends = line[colon + 1..]
        .chars()
        .next()
        .is_none_or(char::is_whitespace);
    (ends && !key.is_empty()).then_some((key, colon))
}

/// Where the front matter stands; a flaw when it is opened and never closed.
fn find(text: &str) -> Result<Option<FrontMatter>, Flaw> {
    let mark = byte_order_mark(text);
    let mut all = lines(&text[mark..]);
    let opens = all.next().filter(|line| line.text.trim_end() == "---");
    let Some(first) = opens.filter(|line| !line.ending.is_empty()) else {
        return Ok(None);
    };
    let mut second: Option<Line<'_>> = None;
    for line in all {
        if matches!(line.text.trim_end(), "---" | "...") {
            return Ok(Some(FrontMatter {
                yaml: mark + first.end()..mark + line.start,
                body_offset: mark + line.end(),
                lines: line.number,
            }));
        }
        second.get_or_insert(line);
    }
    match second {
        Some(line) if is_key(line.text) => Err(Flaw::new(1, 1, say!("markdown-front-matter-open"))),
        _ => Ok(None),
    }
}

/// Tight limits: a front matter is a few lines that a person wrote.
fn options() -> Options {
    serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_events: 20_000,
            max_aliases: 64,
            max_anchors: 64,
            max_depth: 32,
        },
        alias_limits: serde_saphyr::alias_limits! {
            max_total_replayed_events: 5_000,
            max_replay_stack_depth: 8,
            max_alias_expansions_per_anchor: 64,
        },
        strict_booleans: true,
        with_snippet: false,
    }
}

/// The keys that a text can say something under.
const KEYS: [&str; 12] = [
    "status",
    "tags",
    "team",
    "solves",
    "supersedes",
    "applies_to",
    "enforced_by",
    "retired_because",
    "review_by",
    "lang",
    "reading",
    "title",
];

/// Takes the keys it knows, one after the other.
struct Reader<'a> {
    yaml: &'a str,
    meta: Meta,
    status_given: bool,
    day: Option<Day>,
    flaws: &'a mut Vec<Flaw>,
}

impl Reader<'_> {
    fn take(&mut self, entry: &Entry) {
        let value = &entry.value;
        match entry.key.as_str() {
            "status" => self.status(value),
            "tags" => self.meta.tags = unique(self.words(value, true)),
            "team" => self.meta.team = self.text(value),
            "solves" => {
                for (word, at) in self.placed_words(value) {
                    match word.parse() {
                        Ok(id) if self.meta.solves.contains(&id) => {}
                        Ok(id) => self.meta.solves.push(id),
                        Err(_) => self.flaw(at, say!("markdown-no-problem", text = word)),
                    }
                }
            }
            "supersedes" => {
                for (word, at) in self.placed_words(value) {
                    match record::named(&word) {
                        Some(named) => record::note(&mut self.meta, Way::Supersedes, named),
                        None => self.flaw(at, say!("markdown-no-standard", text = word)),
                    }
                }
            }
            "applies_to" => self.meta.applies_to = unique(self.words(value, false)),
            "enforced_by" => self.meta.enforced_by = self.text(value),
            "retired_because" => self.meta.retired_because = self.text(value),
            "review_by" => {
                if let Some(text) = self.text(value) {
                    match text.parse() {
                        Ok(day) => self.meta.review_by = Some(day),
                        Err(_) => self.flaw(value.referenced, say!("markdown-no-day", text = text)),
                    }
                }
            }
            // Other programs mean other days by it: only a record's is taken, and none is a flaw.
            "date" => {
                if let Node::Text(_) | Node::Plain(_) = &value.value {
                    self.day = record::day(&self.scalar(value));
                }
            }
            "lang" => self.meta.lang = self.text(value).map(|text| text.to_lowercase()),
            "reading" => {
                if let Some(text) = self.text(value) {
                    match text.parse() {
                        Ok(place) if place <= 99_999 => self.meta.reading = Some(place),
                        _ => self.flaw(value.referenced, say!("markdown-no-place", text = text)),
                    }
                }
            }
            "title" => self.meta.title = self.text(value),
            other => self.meta.misspelt.extend(nearly(other)),
        }
    }

    fn status(&mut self, value: &Spanned<Node>) {
        let Some(text) = self.text(value) else { return };
        self.status_given = true;
        match record::status(&text) {
            Some((status, by)) => {
                self.meta.status = status;
                self.meta.is_proposed = record::is_proposed(&text);
                if let Some(by) = by {
                    record::note(&mut self.meta, Way::SupersededBy, by);
                }
            }
            None => self.flaw(
                value.referenced,
                say!("markdown-unknown-status", text = text),
            ),
        }
    }

    /// One text; nothing where the value is empty, a flaw where it is a list or a mapping.
    fn text(&mut self, value: &Spanned<Node>) -> Option<String> {
        match &value.value {
            Node::Null => None,
            Node::List(_) | Node::Mapping => {
                self.flaw(value.referenced, say!("markdown-one-text"));
                None
            }
            Node::Text(_) | Node::Plain(_) => {
                let text = self.scalar(value);
                let text = text.trim();
                (!text.is_empty()).then(|| text.to_owned())
            }
        }
    }

    /// A list, however it is written; one text where `commas` divide it.
    fn words(&mut self, value: &Spanned<Node>, commas: bool) -> Vec<String> {
        let placed = self.placed_words(value);
        let words = placed.into_iter().map(|(word, _)| word);
        if !commas || matches!(value.value, Node::List(_)) {
            return words.collect();
        }
        words
            .flat_map(|word| {
                word.split(',')
                    .map(|part| part.trim().to_owned())
                    .collect::<Vec<_>>()
            })
            .filter(|word| !word.is_empty())
            .collect()
    }

    fn placed_words(&mut self, value: &Spanned<Node>) -> Vec<(String, Location)> {
        let Node::List(items) = &value.value else {
            let word = self.text(value);
            return word
                .map(|word| (word, value.referenced))
                .into_iter()
                .collect();
        };
        items
            .iter()
            .filter_map(|item| self.text(item).map(|word| (word, item.referenced)))
            .collect()
    }

    /// A scalar as it was written: numbers keep their zeros.
    fn scalar(&self, value: &Spanned<Node>) -> String {
        match &value.value {
            Node::Text(text) => text.clone(),
            Node::Plain(shown) => {
                let span = value.defined.span();
                let start = span.byte_offset().and_then(|at| usize::try_from(at).ok());
                let length = span.byte_len().and_then(|at| usize::try_from(at).ok());
                let written = start
                    .zip(length)
                    .and_then(|(start, length)| self.yaml.get(start..start + length));
                written
                    .filter(|text| !text.is_empty())
                    .unwrap_or(shown)
                    .to_owned()
            }
            Node::Null | Node::List(_) | Node::Mapping => String::new(),
        }
    }

    fn flaw(&mut self, at: Location, message: Message) {
        self.flaws
            .push(Flaw::new(line_of(&at), column_of(&at), message));
    }
}

/// The key that may be meant by another one; what other programs write is rarely so near.
fn nearly(written: &str) -> Option<(String, &'static str)> {
    let lower = written.to_lowercase();
    let known = KEYS.iter().find(|known| {
        let near = if known.len() < 6 { 1 } else { 2 };
        strsim::osa_distance(&lower, known) <= near
    });
    known.map(|known| (written.to_owned(), *known))
}

/// The line in the file: the dashes are its first.
fn line_of(at: &Location) -> usize {
    usize::try_from(at.line()).unwrap_or(0).max(1) + 1
}

fn column_of(at: &Location) -> usize {
    usize::try_from(at.column()).unwrap_or(0).max(1)
}

fn first_line(text: &str) -> String {
    text.lines()
        .next()
        .unwrap_or_default()
        .chars()
        .take(200)
        .collect()
}

fn unique(words: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::with_capacity(words.len());
    for word in words {
        if !kept.contains(&word) {
            kept.push(word);
        }
    }
    kept
}
