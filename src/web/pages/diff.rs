//! Differences between two texts as the pages show them: lines with their changed words marked, or the text as one reads it.

use crate::i18n::Language;
use crate::markdown::{self, Headings, Links, Renderer, Side, View};
use crate::standards;
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
    let diff = markdown::diff(old, new);
    let note = match (diff.is_empty(), diff.hunks.is_empty()) {
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
    (lines, note)
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
    let new = render(new);
    match old.map(render) {
        None => AsRead {
            html: new.html.clone(),
            is_same: false,
        },
        Some(old) => AsRead {
            html: markdown::marked(&old.html, &new.html),
            is_same: old.html == new.html,
        },
    }
}
