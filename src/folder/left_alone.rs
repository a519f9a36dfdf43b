//! What stands in the folder and is not read, told beside what cannot be: a text of the book that something hides, and files nobody can open.

use super::plan::Plan;
use super::report::Unreadable;
use super::scan::Scan;
use crate::error::{Message, say};
use crate::id::StandardId;
use crate::standards::{self, File};

/// Why this file cannot be written: what stands in its place.
pub(super) fn why_blocked(scan: &Scan, file: &File) -> Message {
    let why = scan.left_alone(&file.path).cloned();
    why.unwrap_or(say!("folder-in-the-way"))
}

/// The texts in force that something hides, and the files that may be texts and cannot be read. Links, devices and folders in no text's place
/// are nobody's concern.
pub(super) fn unread(scan: &Scan, plan: &Plan) -> Vec<Unreadable> {
    let hidden = plan.hidden.iter().map(|file| Unreadable {
        in_force: true,
        ..unreadable(&file.path, Some(file.id), why_blocked(scan, file))
    });
    let is_of_a_text = |path: &str| {
        let mut texts = plan.hidden.iter().chain(&plan.blocked);
        texts.any(|file| file.path == path || (path.ends_with('/') && file.path.starts_with(path)))
    };
    let others = scan.closed.iter().filter(|(path, _)| !is_of_a_text(path));
    let others =
        others.map(|(path, why)| unreadable(path, standards::number_in(path), why.clone()));
    hidden.chain(others).collect()
}

fn unreadable(path: &str, id: Option<StandardId>, message: Message) -> Unreadable {
    Unreadable {
        path: path.to_owned(),
        id,
        line: None,
        column: None,
        message,
        in_force: false,
    }
}
