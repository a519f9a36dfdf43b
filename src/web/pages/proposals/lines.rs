//! A proposed text line by line: what changed, the number of each line that one may say something about, and what was said there.

use super::remarks::Said;
use crate::markdown::{self, Side, Word};
use crate::web::apart::apart;
use crate::web::page::Shell;
use crate::web::pages::diff::{Piece, beyond};

/// How the lines are looked at.
#[derive(Debug, Clone, Default)]
pub(super) struct Looking {
    /// The address of the text, to which a line is added.
    pub(super) url: String,
    /// With every line that did not change.
    pub(super) whole: bool,
    /// The line that something is about to be said about.
    pub(super) line: Option<usize>,
    /// Whether the visitor may say something.
    pub(super) may_log: bool,
}

impl Looking {
    /// What keeps every line shown.
    fn with_whole(&self) -> &'static str {
        match self.whole {
            true => "&whole=yes",
            false => "",
        }
    }
}

/// One line, or a gap of lines that are the same.
pub(super) struct TextLine {
    pub(super) kind: &'static str,
    pub(super) pieces: Vec<Piece>,
    /// Its number in the proposed text; none for a line that is gone.
    pub(super) number: Option<usize>,
    /// Where one says something about it; where the whole is shown, for a gap. Empty when there is nothing to do.
    pub(super) url: String,
    pub(super) label: String,
    /// What was said about it.
    pub(super) said: Vec<Said>,
    /// Whether the field to say something stands below it.
    pub(super) asks: bool,
}

/// The lines, with the remarks that stand at one of them; the others are left in `remarks`.
pub(super) fn lines(
    shell: &Shell,
    texts: (&str, &str),
    looking: &Looking,
    remarks: &mut Vec<Said>,
) -> (Vec<TextLine>, &'static str) {
    let (before, text) = texts;
    let diff = apart(before.len() + text.len(), || match looking.whole {
        true => markdown::whole_diff(before, text),
        false => markdown::diff(before, text),
    });
    let note = match (diff.is_empty(), diff.same_lines()) {
        (true, _) => shell.say("history-same"),
        (false, true) => shell.say("history-endings"),
        (false, false) => "",
    };
    let mut shown = Vec::new();
    for hunk in &diff.hunks {
        let first = hunk.lines.iter().find_map(|line| line.new);
        if !shown.is_empty() || (!looking.whole && first.is_some_and(|line| line > 1)) {
            shown.push(gap(shell, looking));
        }
        for line in &hunk.lines {
            shown.push(text_line(shell, line, looking, remarks));
        }
    }
    shown.extend(beyond(shell, &diff).map(|text| said_between(text, String::new())));
    (shown, note)
}

fn text_line(
    shell: &Shell,
    line: &markdown::DiffLine,
    looking: &Looking,
    remarks: &mut Vec<Said>,
) -> TextLine {
    let number = line.new;
    let said = match number {
        Some(_) => here(remarks, number),
        None => Vec::new(),
    };
    let (url, label) = match number {
        Some(number) if looking.may_log => (
            // Without the line's own anchor: a browser puts no cursor into the field where an address names a place.
            format!("{}{}&line={number}", looking.url, looking.with_whole()),
            shell.with("proposal-say-on-line", &[("line", number.into())]),
        ),
        _ => (String::new(), String::new()),
    };
    TextLine {
        kind: match line.side {
            Side::Both => "same",
            Side::Old => "old",
            Side::New => "new",
        },
        pieces: line.words.iter().map(piece).collect(),
        number,
        url,
        label,
        said,
        asks: looking.may_log && number.is_some() && looking.line == number,
    }
}

/// The remarks about this line, taken out of the others.
fn here(remarks: &mut Vec<Said>, number: Option<usize>) -> Vec<Said> {
    let at = |said: &Said| said.on.as_ref().and_then(|on| on.now) == number;
    let (here, others) = std::mem::take(remarks).into_iter().partition(at);
    *remarks = others;
    here
}

fn piece(word: &Word) -> Piece {
    Piece {
        text: word.text.clone(),
        changed: word.marked,
    }
}

fn gap(shell: &Shell, looking: &Looking) -> TextLine {
    let text = shell.say("proposal-show-whole").to_owned();
    said_between(text, format!("{}&whole=yes", looking.url))
}

fn said_between(text: String, url: String) -> TextLine {
    TextLine {
        kind: "gap",
        pieces: vec![Piece {
            text,
            changed: false,
        }],
        number: None,
        url,
        label: String::new(),
        said: Vec::new(),
        asks: false,
    }
}
