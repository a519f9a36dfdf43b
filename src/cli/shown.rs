//! Hits as a person reads them: coloured on a terminal, in a pager when they do not fit, opened on demand.

use std::ffi::OsString;
use std::io::{IsTerminal as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::config::variable;
use crate::error::{Error, say};

use super::complaint::{Complaint, Outcome};
use super::out;

/// What shows what does not fit, unless `PAGER` names another: it leaves colours alone, and the text on the screen.
const PAGER: &str = "less -FRX";
/// Editors that take the line as `+12`.
const TAKE_LINES: [&str; 9] = [
    "vi",
    "vim",
    "nvim",
    "gvim",
    "nano",
    "emacs",
    "emacsclient",
    "kak",
    "micro",
];

/// The colours of a terminal; none into a pipe or with `NO_COLOR`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Colours {
    place: &'static str,
    matched: &'static str,
    off: &'static str,
}

impl Colours {
    /// No colours.
    pub(super) const NONE: Self = Self {
        place: "",
        matched: "",
        off: "",
    };

    /// Those of standard output.
    pub(super) fn of_output() -> Self {
        let is_dumb = variable("TERM").is_some_and(|terminal| terminal == "dumb");
        if std::io::stdout().is_terminal() && variable("NO_COLOR").is_none() && !is_dumb {
            Self {
                place: "\u{1b}[36m",
                matched: "\u{1b}[1m",
                off: "\u{1b}[0m",
            }
        } else {
            Self::NONE
        }
    }
}

/// A hit in two lines: where it is and what it is called, then the sentence that matters.
pub(super) fn hit(hit: &Value, colours: Colours) -> String {
    let Colours { place, off, .. } = colours;
    let line = hit.get("line").and_then(Value::as_u64);
    let line = line.map(|line| format!(":{line}")).unwrap_or_default();
    let (id, title) = (tame(out::text(hit, "id")), tame(out::text(hit, "title")));
    let mut text = format!("{place}{id}{line}{off}  {title}\n");
    let snippet = plain(out::text(hit, "snippet"), colours);
    if !snippet.is_empty() {
        text.push_str(&format!("    {snippet}\n"));
    }
    text
}

/// Writes a text; a person at a terminal reads it in a pager when it does not fit.
pub(super) fn page(text: &str) -> Outcome {
    if !does_not_fit(text) {
        return out::exact(text);
    }
    let command = variable("PAGER").unwrap_or_else(|| PAGER.to_owned());
    let mut words = command.split_whitespace();
    let pager = words.next().and_then(|program| {
        let mut pager = Command::new(program);
        pager.args(words).stdin(Stdio::piped());
        pager.spawn().ok()
    });
    let Some(mut pager) = pager else {
        return out::exact(text);
    };
    if let Some(mut input) = pager.stdin.take() {
        // Whoever leaves the pager early has read enough.
        input.write_all(text.as_bytes()).ok();
    }
    pager.wait().map_err(Error::from)?;
    Ok(())
}

/// Opens what a hit is: a file in the editor, at its line, or with what the system opens such files with; a page in the browser.
pub(super) fn open(hit: &Value) -> Outcome {
    let address = out::text(hit, "url");
    let is_page = address.starts_with("https://") || address.starts_with("http://");
    let editor = variable("VISUAL").or_else(|| variable("EDITOR"));
    let mut command = match editor.filter(|_| !is_page) {
        Some(editor) => {
            let mut words = editor.split_whitespace();
            let mut command = Command::new(words.next().unwrap_or_default());
            command.args(words);
            let name = Path::new(command.get_program()).file_stem();
            let takes_lines =
                name.is_some_and(|name| TAKE_LINES.iter().any(|known| name == *known));
            if let (true, Some(line)) = (takes_lines, hit.get("line").and_then(Value::as_u64)) {
                command.arg(format!("+{line}"));
            }
            command
        }
        None if cfg!(target_os = "macos") => Command::new("open"),
        None if cfg!(windows) => Command::new("explorer"),
        None => Command::new("xdg-open"),
    };
    // A whole path is no flag, whatever the file is called.
    let target = match is_page {
        true => OsString::from(address),
        false => Path::new(address)
            .canonicalize()
            .map_err(Error::from)?
            .into_os_string(),
    };
    let program = command.get_program().to_string_lossy().into_owned();
    let refused = |why: String| {
        Complaint::refused(&say!(
            "search-not-opened",
            program = program.as_str(),
            why = why
        ))
    };
    let status = command.arg(target).status();
    let status = status.map_err(|error| refused(error.to_string()))?;
    if status.success() {
        Ok(())
    } else {
        Err(refused(status.to_string()))
    }
}

/// Whether a person reads it at a terminal that has fewer lines than it takes.
fn does_not_fit(text: &str) -> bool {
    if !std::io::stdout().is_terminal() {
        return false;
    }
    let Ok(size) = rustix::termios::tcgetwinsize(std::io::stdout()) else {
        return false;
    };
    let (columns, rows) = (usize::from(size.ws_col), usize::from(size.ws_row));
    if columns == 0 || rows == 0 {
        return false;
    }
    let taken = text
        .lines()
        .map(|line| width(line).div_ceil(columns).max(1));
    taken.sum::<usize>() >= rows
}

/// The letters of a line that are seen.
fn width(line: &str) -> usize {
    let mut letters = line.chars();
    let mut width = 0;
    while let Some(letter) = letters.next() {
        if letter == '\u{1b}' {
            letters.by_ref().find(char::is_ascii_alphabetic);
        } else {
            width += 1;
        }
    }
    width
}

/// The text of a snippet, its matches marked when a person watches.
fn plain(snippet: &str, colours: Colours) -> String {
    let text = tame(snippet)
        .replace("<mark>", colours.matched)
        .replace("</mark>", colours.off);
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'");
    text.replace("&amp;", "&")
}

/// The text without what a terminal would obey: a file's name or words may hold anything.
pub(super) fn tame(text: &str) -> String {
    text.chars()
        .map(|letter| {
            if letter.is_control() {
                '\u{fffd}'
            } else {
                letter
            }
        })
        .collect()
}
