//! A link to a file that has another number in the book: brought in from elsewhere, its text keeps the name that it had there.

use std::collections::BTreeMap;

use super::scan::Seen;
use crate::standards;

/// The file that a path in a text means where nothing lies: the one that differs by its number only. With it the path that leads there from
/// that text, for any program.
pub(super) fn led_on(
    text: &str,
    path: &str,
    files: &BTreeMap<String, Seen>,
) -> Option<(String, String)> {
    if !super::source::is_text(path) {
        return None;
    }
    let leads = standards::joined(text, path).unwrap_or_else(|| path.to_owned());
    let file = standards::renumbered(&leads, files.keys())?;
    Some((file.to_owned(), from(text, file)))
}

/// The path from one file to another, both told from the same folder.
fn from(text: &str, file: &str) -> String {
    let folders = |path: &'_ str| -> Vec<String> {
        let (folders, _) = path.rsplit_once('/').unwrap_or(("", ""));
        let parts = folders.split('/').filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect()
    };
    let (here, there) = (folders(text), folders(file));
    let shared = here
        .iter()
        .zip(&there)
        .take_while(|(one, other)| one == other);
    let shared = shared.count();
    let mut way = vec![".."; here.len() - shared];
    way.extend(file.split('/').skip(shared));
    way.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_from_one_file_to_another() {
        assert_eq!(from("a.md", "b.md"), "b.md");
        assert_eq!(from("sub/a.md", "b.md"), "../b.md");
        assert_eq!(from("sub/x/a.md", "sub/y/b.md"), "../y/b.md");
        assert_eq!(from("a.md", "sub/b.md"), "sub/b.md");
    }
}
