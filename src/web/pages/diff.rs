//! Differences between two texts as the pages show them: lines with their changed words marked, or the text as one reads it.

use crate::i18n::{self, Language};
use crate::markdown::{self, Headings, Links, Renderer, Side, View};
use crate::standards;
use crate::web::apart::apart;
use crate::web::page::Shell;

/// One line, or a gap of lines that are the same.
pub(in crate::web) struct DiffLine {
    pub(in crate::web) kind: &'static str,
    pub(in crate::web) pieces: Vec<Piece>,
}

/// A part of a line.
pub(in crate::web) struct Piece {
    pub(in crate::web) text: String,
    pub(in crate::web) changed: bool,
}

/// The lines that differ, and a sentence when there is nothing to mark.
pub(in crate::web) fn difference(
    shell: &Shell,
    old: &str,
    new: &str,
) -> (Vec<DiffLine>, &'static str) {
    let diff = apart(old.len() + new.len(), || markdown::diff(old, new));
    let note = match (diff.is_empty(), diff.same_lines()) {
        (true, _) => shell.say("history-same"),
        (false, true) => shell.say("history-endings"),
        (false, false) => "",
    };
    let mut lines = Vec::new();
    for (place, hunk) in diff.hunks.iter().enumerate() {
        if place > 0 {
            lines.push(gap(shell));
        }
        lines.extend(hunk.lines.iter().map(|line| {
            DiffLine {
                kind: match line.side {
                    Side::Both => "same",
                    Side::Old => "old",
                    Side::New => "new",
                },
                pieces: line
                    .words
                    .iter()
                    .map(|word| Piece {
                        text: word.text.clone(),
                        changed: word.marked,
                    })
                    .collect(),
            }
        }));
    }
    lines.extend(left_out(shell, &diff));
    (lines, note)
}

/// What is said in the place of lines that are too many.
pub(in crate::web) fn beyond(shell: &Shell, diff: &markdown::Diff) -> Option<String> {
    (diff.left_out > 0).then(|| shell.count("history-left-out", diff.left_out))
}

fn left_out(shell: &Shell, diff: &markdown::Diff) -> Option<DiffLine> {
    beyond(shell, diff).map(|text| DiffLine {
        kind: "gap",
        pieces: vec![Piece {
            text,
            changed: false,
        }],
    })
}

fn gap(shell: &Shell) -> DiffLine {
    DiffLine {
        kind: "gap",
        pieces: vec![Piece {
            text: shell.say("history-gap").to_owned(),
            changed: false,
        }],
    }
}

/// A change as one reads it.
pub(in crate::web) struct AsRead {
    /// The new text rendered, with the words marked that differ.
    pub(in crate::web) html: String,
    /// Whether both texts read the same, whatever stands at their heads.
    pub(in crate::web) is_same: bool,
}

/// The new text as one reads it, with the words marked that differ from the old one, where there is one; `links` of both.
pub(in crate::web) fn as_read(
    renderer: &Renderer,
    language: Language,
    old: Option<&str>,
    new: &str,
    links: &Links,
) -> AsRead {
    let view = View {
        language,
        headings: Headings::Below,
        scope: "read",
        links: Some(links),
    };
    let render = |text: &str| {
        let body = match standards::examine(text.as_bytes()) {
            Ok(document) => document.body(text).to_owned(),
            Err(_) => text.to_owned(),
        };
        renderer.render(&body, view)
    };
    let bytes = new.len() + old.map_or(0, str::len);
    apart(bytes, || match (old.map(render), render(new)) {
        (None, new) => AsRead {
            html: new.html.clone(),
            is_same: false,
        },
        (Some(old), new) => AsRead {
            html: marked(language, &old.html, &new.html),
            is_same: old.html == new.html,
        },
    })
}

/// The new text with what differs marked, both as they were rendered; where too much differs, the new one with a word about that.
pub(in crate::web) fn marked(language: Language, old: &str, new: &str) -> String {
    markdown::marked(old, new).unwrap_or_else(|| {
        let says = i18n::say(language, "history-too-different");
        format!("<p class=\"hint\">{says}</p>{new}")
    })
}
