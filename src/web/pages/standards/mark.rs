//! The small signs that a standard carries wherever it is listed.

use crate::standards::{Standard, Status};
use crate::web::page::Shell;

/// A word with its colour.
pub(in crate::web) struct Mark {
    pub(in crate::web) tone: &'static str,
    pub(in crate::web) text: &'static str,
}

/// What is worth knowing about a standard before one opens it.
pub(in crate::web) fn marks(shell: &Shell, standard: &Standard, challenged: bool) -> Vec<Mark> {
    let mut marks = Vec::new();
    if challenged {
        marks.push(Mark {
            tone: "red",
            text: shell.say("book-challenged"),
        });
    }
    if !standard.agreed() {
        marks.push(Mark {
            tone: "amber",
            text: shell.say("book-not-yet-one"),
        });
    }
    match standard.status {
        Status::Active => {}
        Status::Superseded => marks.push(Mark {
            tone: "amber",
            text: shell.say("standard-status-superseded"),
        }),
        Status::Retired => marks.push(Mark {
            tone: "amber",
            text: shell.say("standard-status-retired"),
        }),
    }
    marks
}
