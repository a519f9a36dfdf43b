//! Writing: a new standard, a change of one, a change of a proposed text. The text and its preview stand side by side; whoever
//! was quicker is shown beside what was typed.

use std::sync::Arc;

use askama::Template;

use crate::error::{Conflict, Error, Fault};
use crate::id::{ProblemId, ProposalId, StandardId};
use crate::markdown::{Headings, Rendered, Renderer, View};
use crate::standards;
use crate::web::page::Shell;
use crate::web::pages::diff::{DiffLine, difference};

/// What is being written.
#[derive(Debug, Clone)]
pub(in crate::web::pages) enum Writing {
    /// A standard that there is not yet.
    New,
    /// A change of this one, and whether a small correction may be made of it.
    Change(StandardId),
    /// A change of a proposed text.
    Amendment(ProposalId),
}

/// A text on its way.
#[derive(Debug, Clone)]
pub(in crate::web::pages) struct Sheet {
    pub(in crate::web::pages) writing: Writing,
    pub(in crate::web::pages) markdown: String,
    /// The text that stands there now; empty for a new standard.
    pub(in crate::web::pages) present: String,
    /// The revision it starts from; empty for a new standard.
    pub(in crate::web::pages) base: String,
    /// The hash of the text that is being changed.
    pub(in crate::web::pages) hash: String,
    pub(in crate::web::pages) solves: Vec<ProblemId>,
    pub(in crate::web::pages) takes_part: bool,
}

struct Meanwhile {
    message: String,
    theirs: String,
    lines: Vec<DiffLine>,
}

struct Wrong {
    field: String,
    text: String,
}

/// The page on which one writes.
#[derive(Template)]
#[template(path = "standards/edit.html")]
pub(in crate::web::pages) struct EditPage {
    shell: Shell,
    heading: String,
    lede: &'static str,
    action: String,
    back: String,
    send: &'static str,
    base: String,
    hash: String,
    solves: Vec<ProblemId>,
    markdown: String,
    preview: Arc<Rendered>,
    lines: Vec<DiffLine>,
    faults: Vec<Wrong>,
    conflict: Option<Meanwhile>,
    may_correct: bool,
}

impl EditPage {
    /// The page as it is first seen, or looked at again.
    pub(in crate::web::pages) fn new(shell: Shell, renderer: &Renderer, sheet: Sheet) -> Self {
        let lines = match sheet.present.is_empty() {
            true => Vec::new(),
            false => difference(&shell, &sheet.present, &sheet.markdown).0,
        };
        let (heading, lede, send, action, back) = words(&shell, &sheet.writing);
        Self {
            preview: preview(renderer, &shell, &sheet.markdown),
            heading,
            lede,
            send,
            action,
            back,
            base: sheet.base,
            hash: sheet.hash,
            solves: sheet.solves,
            lines,
            faults: Vec::new(),
            conflict: None,
            may_correct: sheet.takes_part && matches!(sheet.writing, Writing::Change(_)),
            markdown: sheet.markdown,
            shell,
        }
    }

    /// The same with what kept the text from being taken; gives the error back when it is not about the text.
    pub(in crate::web::pages) fn refused(mut self, error: Error) -> Result<Self, Error> {
        match error {
            Error::Invalid(faults) => {
                self.faults = faults
                    .iter()
                    .map(|fault| wrong(&self.shell, fault))
                    .collect();
                Ok(self)
            }
            Error::Conflict(conflict) if !conflict.theirs.is_empty() => {
                self.meet(*conflict);
                Ok(self)
            }
            other => Err(other),
        }
    }

    /// Shows what somebody else wrote meanwhile; what is sent next starts from that.
    fn meet(&mut self, conflict: Conflict) {
        self.lines = Vec::new();
        self.conflict = Some(Meanwhile {
            message: self.shell.tell(&conflict.message),
            lines: difference(&self.shell, &conflict.theirs, &self.markdown).0,
            theirs: conflict.theirs,
        });
        self.hash = conflict.version;
    }

    /// The revision that what is sent next starts from.
    pub(in crate::web::pages) fn starting_from(mut self, base: i64) -> Self {
        self.base = base.to_string();
        self
    }

    fn fault_of(&self, field: &str) -> String {
        let mine = self.faults.iter().filter(|fault| fault.field == field);
        mine.map(|fault| fault.text.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// A text as it will be read: without its front matter, the first heading below the page's own.
pub(in crate::web::pages) fn preview(
    renderer: &Renderer,
    shell: &Shell,
    text: &str,
) -> Arc<Rendered> {
    let body = match standards::examine(text.as_bytes()) {
        Ok(document) => document.body(text).to_owned(),
        Err(_) => text.to_owned(),
    };
    let view = View {
        language: shell.language(),
        headings: Headings::Below,
        scope: "preview",
    };
    renderer.render(&body, view)
}

fn wrong(shell: &Shell, fault: &Fault) -> Wrong {
    let text = shell.tell(&fault.message);
    let line = fault.message.args.iter().find(|(name, _)| *name == "line");
    Wrong {
        field: match fault.field.as_ref() {
            "base" | "correction" | "standard" | "solves" => "markdown".to_owned(),
            field => field.to_owned(),
        },
        text: match line {
            Some((_, line)) => shell.with(
                "edit-fault-line",
                &[("line", line.clone()), ("text", text.into())],
            ),
            None => text,
        },
    }
}

fn words(shell: &Shell, writing: &Writing) -> (String, &'static str, &'static str, String, String) {
    match writing {
        Writing::New => (
            shell.say("edit-new-title").to_owned(),
            shell.say("edit-new-lede"),
            shell.say("edit-send"),
            "/standards/new".to_owned(),
            "/standards".to_owned(),
        ),
        Writing::Change(id) => (
            shell.with("edit-change-title", &[("id", (*id).into())]),
            shell.say("edit-change-lede"),
            shell.say("edit-send-change"),
            format!("/standards/{id}/edit"),
            format!("/standards/{id}"),
        ),
        Writing::Amendment(id) => (
            shell.say("edit-proposal-title").to_owned(),
            shell.say("edit-proposal-lede"),
            shell.say("edit-send-amended"),
            format!("/proposals/{id}/edit"),
            format!("/proposals/{id}"),
        ),
    }
}

/// What a form sent, with the line endings of the text that it changes: a browser sends CRLF whatever it was given.
pub(in crate::web::pages) fn as_written(sent: &str, present: &str) -> String {
    let plain = sent.replace("\r\n", "\n");
    let mut text = if present.contains("\r\n") {
        plain.replace('\n', "\r\n")
    } else {
        plain
    };
    let ends = present.ends_with('\n') || present.is_empty();
    if ends && !text.is_empty() && !text.ends_with('\n') {
        text.push_str(if present.contains("\r\n") {
            "\r\n"
        } else {
            "\n"
        });
    }
    if present.starts_with('\u{feff}') && !text.starts_with('\u{feff}') {
        text.insert(0, '\u{feff}');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::as_written;

    #[test]
    fn what_a_browser_sends_keeps_the_endings_of_the_text() {
        assert_eq!(as_written("# A\r\n\r\nb", "# A\n"), "# A\n\nb\n");
        assert_eq!(as_written("# A\r\nb\r\n", "# A\r\n"), "# A\r\nb\r\n");
        assert_eq!(as_written("# A\r\nb", "# A\nb"), "# A\nb");
        assert_eq!(as_written("# A\r\n", ""), "# A\n");
        assert_eq!(as_written("# A", "\u{feff}# B\n"), "\u{feff}# A\n");
    }
}
