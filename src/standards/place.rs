//! A file's path in plain letters, and paths that lead from one file to another.

use super::file::{number_in, slug};
use crate::attachments::place_of;
use crate::id::StandardId;

/// Names of files that stand for their folder.
pub(super) const OF_FOLDERS: [&str; 3] = ["readme", "index", "home"];

/// The one of these files that lies where this path leads but for its number, else the one anywhere that has its name but for its number.
/// None where there is none, or where several may be meant.
pub fn renumbered<'f>(path: &str, files: impl Iterator<Item = &'f String>) -> Option<&'f str> {
    let wanted = Spot::of(path);
    let alike = files.map(|file| (file.as_str(), Spot::of(file)));
    let alike: Vec<(&str, Spot)> = alike.filter(|(_, spot)| spot.name == wanted.name).collect();
    let mut there = alike.iter().filter(|(_, spot)| spot.place == wanted.place);
    let found = match (there.next(), there.next(), alike.as_slice()) {
        (Some(one), None, _) | (None, None, [one]) => one,
        _ => return None,
    };
    Some(found.0)
}

/// Where a file lies, so that it is found again however it is spelled and whatever its number has become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spot {
    /// `git/sign-commits`.
    pub(super) place: String,
    /// `sign-commits`.
    pub(super) name: String,
    /// The number that its name gives.
    pub(super) number: Option<StandardId>,
}

impl Spot {
    pub(super) fn of(path: &str) -> Self {
        let stem = without_ending(path);
        let (folder, stem) = stem.rsplit_once('/').unwrap_or(("", stem));
        let number = number_in(&format!("{stem}.md"));
        let words = match number {
            Some(_) => stem.trim_start_matches(|next: char| next.is_ascii_digit()),
            None => stem,
        };
        let name = slug(words);
        Self {
            place: match folder {
                "" => name.clone(),
                folder => format!("{}/{name}", place_of(folder)),
            },
            name,
            number,
        }
    }
}

/// A path without the ending of a file of markdown.
pub(super) fn without_ending(path: &str) -> &str {
    let endings = [".md", ".markdown"];
    let ending = endings.iter().find(|ending| {
        let from = path.len().checked_sub(ending.len());
        from.and_then(|from| path.get(from..))
            .is_some_and(|end| end.eq_ignore_ascii_case(ending))
    });
    &path[..path.len() - ending.map_or(0, |ending| ending.len())]
}

/// Where a path leads that is written in the file `from`; nowhere when it leaves the folder.
pub fn joined(from: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = match path.starts_with('/') {
        true => Vec::new(),
        false => from.split('/').collect(),
    };
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// How far a file is from the one that is meant: the same to the letter, the same but for case and spaces, the same in plain letters.
pub(super) fn distance(path: &str, meant: &str) -> u8 {
    let loose = |path: &str| without_ending(path).to_lowercase().replace(' ', "-");
    if path == meant || without_ending(path) == meant {
        0
    } else if loose(path) == loose(meant) {
        1
    } else {
        2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_keeps_its_place_when_it_is_numbered() {
        let spot = Spot::of("Git Notes/Sign Commits.md");
        assert_eq!(spot.place, "git-notes/sign-commits");
        assert_eq!(Spot::of("Git Notes/0012-sign-commits.md").place, spot.place);
        let number = Spot::of("0012-a.MARKDOWN").number;
        assert_eq!(number, Some(StandardId::new(12)));
    }

    #[test]
    fn paths_lead_from_file_to_file_and_never_out() {
        assert_eq!(joined("a/b.md", "../c.md").as_deref(), Some("c.md"));
        assert_eq!(joined("a/b.md", "./x/c").as_deref(), Some("a/x/c"));
        assert_eq!(joined("a/b.md", "/c.md").as_deref(), Some("c.md"));
        assert_eq!(joined("a/b.md", "../../c.md"), None);
        assert_eq!(joined("b.md", ".").as_deref(), Some(""));
    }

    #[test]
    fn the_same_to_the_letter_is_nearest() {
        assert_eq!(distance("a/Set Up.md", "a/Set Up"), 0);
        assert_eq!(distance("a/Set Up.md", "a/set-up.md"), 1);
        assert_eq!(distance("a/Sét-up.md", "a/set-up.md"), 2);
    }
}
