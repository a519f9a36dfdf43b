//! Differences between two texts as the pages show them: lines with their changed words marked.

use crate::markdown::{self, Side};
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
