//! A standard's text as it lies on disk: what its front matter and its first heading say, and every place that keeps it from being
//! read. It only reads; the bytes stay as they are.

use std::collections::BTreeMap;
use std::ops::Range;

use super::front_matter;
use super::lines::lines;
use super::{record, title};
use crate::clock::Day;
use crate::error::{Message, say};
use crate::id::{ProblemId, StandardId};

/// The longest text that is read, in bytes.
pub const MAX_BYTES: usize = 1 << 20;

/// What a standard's own file says about its being in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Status {
    /// How we do it; also where nothing is said.
    #[default]
    Active,
    /// Another one took its place.
    Superseded,
    /// Nobody needs it any more.
    Retired,
}

impl Status {
    /// As it is spelt in a head.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Superseded => "superseded",
            Self::Retired => "retired",
        }
    }
}

/// What the front matter says, or a decision record in its own words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Meta {
    /// In force or not.
    pub status: Status,
    /// Whether a decision record says that it is only proposed. In the book's own folder that says nothing: what lies there is in force.
    pub is_proposed: bool,
    /// Each once, in the order written.
    pub tags: Vec<String>,
    /// The team's key; everyone's where absent.
    pub team: Option<String>,
    /// The problems it solves.
    pub solves: Vec<ProblemId>,
    /// The standards whose place it takes.
    pub supersedes: Vec<StandardId>,
    /// The standards that a decision record names as its successors.
    pub superseded_by: Vec<StandardId>,
    /// Which of these are named by the number of a file, which may be another one in the book, with the file's name where it is told.
    pub records: BTreeMap<StandardId, String>,
    /// When a decision record says that it was decided.
    pub decided: Option<Day>,
    /// Patterns of the files it is about.
    pub applies_to: Vec<String>,
    /// The lint, test or hook that makes it unavoidable.
    pub enforced_by: Option<String>,
    /// Why it was retired.
    pub retired_because: Option<String>,
    /// When the team wants to look at it again.
    pub review_by: Option<Day>,
    /// Its language as a short code; told from the text where absent.
    pub lang: Option<String>,
    /// Its place in the newcomers' path; not on it where absent.
    pub reading: Option<u32>,
    /// A title for texts without a heading.
    pub title: Option<String>,
    /// Keys that nobody reads and that are nearly one of the above, each with that one.
    pub misspelt: Vec<(String, &'static str)>,
}

/// A text that could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What it says about itself.
    pub meta: Meta,
    /// The first heading without its markup.
    pub heading: Option<String>,
    /// The line of the first heading.
    pub heading_line: Option<usize>,
    /// Where the lines between the two `---` stand, in bytes.
    pub front_matter: Option<Range<usize>>,
    /// Where the text after the front matter begins, in bytes.
    pub body_offset: usize,
    /// How many lines stand before the body.
    pub lines_before_body: usize,
}

/// A place in a text that keeps it from being read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// Counted from 1.
    pub line: usize,
    /// Counted from 1, in characters.
    pub column: usize,
    /// What is wrong there, and what to do.
    pub message: Message,
}

impl Flaw {
    pub(super) fn new(line: usize, column: usize, message: Message) -> Self {
        Self {
            line,
            column,
            message,
        }
    }
}

impl Document {
    /// The title: the first heading, else the `title` key, else the file's name.
    pub fn title(&self, path: &str) -> String {
        self.heading
            .clone()
            .or_else(|| self.meta.title.clone())
            .unwrap_or_else(|| title::from_path(path))
    }

    /// The text after the front matter.
    pub fn body<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.body_offset..).unwrap_or_default()
    }
}

/// Reads the exact bytes of a standard. All flaws at once, in the order of the lines.
pub fn read(bytes: &[u8]) -> Result<Document, Vec<Flaw>> {
    let text = text_of(bytes).map_err(|flaw| vec![flaw])?;
    let mut flaws = merge_markers(text);
    if !flaws.is_empty() {
        return Err(flaws);
    }
    let found = front_matter::read(text, &mut flaws);
    if !flaws.is_empty() {
        flaws.sort_by_key(|flaw| (flaw.line, flaw.column));
        return Err(flaws);
    }
    let status_given = found.as_ref().is_some_and(|found| found.status_given);
    let (mut meta, place) = match found {
        Some(found) => (found.meta, Some(found.place)),
        None => (Meta::default(), None),
    };
    let body_offset = match &place {
        Some(place) => place.body_offset,
        None => front_matter::byte_order_mark(text),
    };
    let lines_before_body = place.as_ref().map_or(0, |place| place.lines);
    let body = &text[body_offset..];
    if !status_given {
        record::read(body, &mut meta);
    } else if meta.decided.is_none() {
        // Whoever takes a record out of force by its head changes nothing about when it was decided.
        meta.decided = record::decided(body);
    }
    let heading = title::first_heading(body);
    Ok(Document {
        meta,
        heading_line: heading
            .as_ref()
            .map(|heading| lines_before_body + heading.line),
        heading: heading.map(|heading| heading.text),
        front_matter: place.map(|place| place.yaml),
        body_offset,
        lines_before_body,
    })
}

/// The bytes as text, or the line that is none.
pub fn text_of(bytes: &[u8]) -> Result<&str, Flaw> {
    if bytes.len() > MAX_BYTES {
        return Err(Flaw::new(
            1,
            1,
            say!("markdown-too-long", max = MAX_BYTES / 1024),
        ));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default();
        place_after(before, say!("markdown-not-utf8"))
    })?;
    match text.find('\0') {
        Some(at) => Err(place_after(&text[..at], say!("markdown-nul"))),
        None => Ok(text),
    }
}

/// A flaw right after this text.
fn place_after(before: &str, message: Message) -> Flaw {
    match lines(before).last() {
        None => Flaw::new(1, 1, message),
        Some(line) if line.ending.is_empty() => {
            Flaw::new(line.number, line.text.chars().count() + 1, message)
        }
        Some(line) => Flaw::new(line.number + 1, 1, message),
    }
}

/// Lines that a merge left behind, also where somebody took the last of them away. A set inside one fenced block of code is an example and
/// no flaw.
fn merge_markers(text: &str) -> Vec<Flaw> {
    let mut fence: Option<(char, usize)> = None;
    let mut open: Option<usize> = None;
    let mut middle = false;
    let mut flaws = Vec::new();
    for line in lines(text) {
        match fence {
            None => fence = fence_at(line.text),
            Some(opened) if closes(line.text, opened) => fence = None,
            Some(_) => continue,
        }
        if line.text.starts_with("<<<<<<< ") {
            left(open, &mut flaws);
            open = Some(line.number);
            middle = false;
        } else if line.text == "=======" && open.is_some() {
            middle = true;
        } else if line.text.starts_with(">>>>>>> ") && middle {
            left(open.take(), &mut flaws);
            middle = false;
        }
    }
    left(open, &mut flaws);
    flaws
}

fn left(line: Option<usize>, flaws: &mut Vec<Flaw>) {
    flaws.extend(line.map(|line| Flaw::new(line, 1, say!("markdown-merge-markers"))));
}

/// The fence that this line opens: its character and length.
fn fence_at(line: &str) -> Option<(char, usize)> {
    let inner = line.trim_start_matches(' ');
    let mark = inner.chars().next().filter(|mark| "`~".contains(*mark))?;
    let length = inner.chars().take_while(|next| *next == mark).count();
    let info = &inner[length..];
    let fence =
        length >= 3 && line.len() - inner.len() <= 3 && !(mark == '`' && info.contains('`'));
    fence.then_some((mark, length))
}

/// Whether this line closes that fence.
fn closes(line: &str, (mark, length): (char, usize)) -> bool {
    let inner = line.trim();
    inner.len() >= length && inner.chars().all(|next| next == mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_no_text_are_named_by_place() {
        let flaws = read(b"# A\n\nb\xff\n").expect_err("a flaw");
        assert_eq!((flaws[0].line, flaws[0].column), (3, 2));
        let flaws = read(b"# A\r\n\0").expect_err("a flaw");
        assert_eq!((flaws[0].line, flaws[0].column), (2, 1));
    }

    #[test]
    fn merge_markers_are_a_flaw_unless_shown_as_code() {
        let left = "# A\n\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n";
        let flaws = read(left.as_bytes()).expect_err("a flaw");
        assert_eq!((flaws.len(), flaws[0].line), (1, 3));
        let shown = format!("# A\n\n```diff\n{}```\n", &left[5..]);
        assert!(read(shown.as_bytes()).is_ok());
        assert!(read(b"A\n=======\n\n>>>>>>> quoted\n").is_ok());
        let half = read(b"# A\n\n<<<<<<< HEAD\na\n=======\nb\n").expect_err("a flaw");
        assert_eq!((half.len(), half[0].line), (1, 3));
    }

    #[test]
    fn plain_markdown_is_active_and_has_its_heading_for_title() {
        let document =
            read(b"\xef\xbb\xbf# Use `git` *well* ##\r\n\r\nText\r\n").expect("readable");
        assert_eq!(document.meta, Meta::default());
        assert_eq!(document.heading.as_deref(), Some("Use git well"));
        assert_eq!((document.body_offset, document.heading_line), (3, Some(1)));
    }
}
