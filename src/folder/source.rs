//! Looks at a folder that is to be brought in: a folder of notes, decision records, the unpacked export of a wiki, the clone of one. It
//! tells texts from what they show, and says of everything else that looks like a page why it is no text. Links are not followed.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, DirEntry};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::scan::reason;
use crate::attachments::place_of;
use crate::error::{Error, Message, Result, say};
use crate::markdown;

/// Folders within folders that are looked into.
const DEEPEST: usize = 32;
/// So many files that are no texts are kept in mind, for texts that show them.
const MOST_OTHERS: usize = 100_000;
/// The longest list of settings of a clone that is read, in bytes.
const MOST_SETTINGS: u64 = 64 * 1024;
/// Pages of wikis that stand around every page and are none.
const AROUND_PAGES: [&str; 3] = ["_sidebar", "_footer", "_header"];
/// Pages in other languages than markdown.
const OTHER_PAGES: [&str; 14] = [
    "adoc",
    "asc",
    "asciidoc",
    "creole",
    "docx",
    "htm",
    "html",
    "mediawiki",
    "odt",
    "org",
    "rdoc",
    "rst",
    "textile",
    "wiki",
];

/// What lies in a folder that is to be brought in.
#[derive(Debug, Default)]
pub(super) struct Source {
    /// Where it is.
    pub(super) root: PathBuf,
    /// The texts, by path below it.
    pub(super) texts: Vec<String>,
    /// What looks like a page and is none, and why.
    pub(super) left: BTreeMap<String, Message>,
    /// Where it is read on the web, when it is the clone of a wiki.
    pub(super) address: Option<String>,
    /// Everything else, by its path in plain letters.
    others: HashMap<String, Vec<String>>,
    others_count: usize,
}

/// Looks at a folder, or at one file of markdown.
///
/// # Errors
/// There is nothing, it may not be looked into, or it is a file of another kind.
pub(super) fn look(path: &Path) -> Result<Source> {
    let shown = path.display().to_string();
    let found = match fs::metadata(path) {
        Ok(found) => found,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Err(Error::NotFound(say!("import-no-folder", path = shown)));
        }
        Err(error) => return Err(Error::Unavailable(reason(&error))),
    };
    let whole = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if found.is_dir() {
        return Source::of_folder(whole);
    }
    let name = path.file_name().and_then(|name| name.to_str());
    let (Some(name), Some(root)) = (name, whole.parent()) else {
        return Err(Error::invalid("path", say!("import-no-text", path = shown)));
    };
    if ending(name) == "zip" {
        return Err(Error::invalid("path", say!("import-unpack", path = shown)));
    }
    if !is_text(name) || !found.is_file() {
        return Err(Error::invalid("path", say!("import-no-text", path = shown)));
    }
    // What it shows lies beside it.
    let mut source = Source::of_folder(root.to_owned())?;
    source.texts.retain(|text| text == name);
    source.left.retain(|left, _| left == name);
    Ok(source)
}

impl Source {
    fn of_folder(root: PathBuf) -> Result<Self> {
        let mut source = Self {
            root: root.clone(),
            ..Self::default()
        };
        let mut open = vec![(root.clone(), String::new(), 0)];
        while let Some((folder, prefix, depth)) = open.pop() {
            let entries = fs::read_dir(&folder)
                .and_then(|entries| entries.collect::<std::io::Result<Vec<_>>>());
            let entries = match entries {
                Ok(entries) => entries,
                Err(error) if prefix.is_empty() => return Err(Error::Unavailable(reason(&error))),
                Err(error) => {
                    source.left.insert(prefix, reason(&error));
                    continue;
                }
            };
            for entry in entries {
                let Some(name) = entry.file_name().to_str().map(str::to_owned) else {
                    let shown = entry.file_name().to_string_lossy().into_owned();
                    let left = format!("{prefix}{shown}");
                    source.left.insert(left, say!("folder-name-not-utf8"));
                    continue;
                };
                // Hidden ones are other programs' own.
                if name.starts_with('.') {
                    continue;
                }
                let path = format!("{prefix}{name}");
                match seen(&entry, &name) {
                    Seen::Text => source.texts.push(path),
                    Seen::Other => source.add_other(path),
                    Seen::Folder if depth < DEEPEST => {
                        open.push((entry.path(), format!("{path}/"), depth + 1));
                    }
                    Seen::Folder => {
                        let why = say!("folder-too-deep");
                        source.left.insert(format!("{path}/"), why);
                    }
                    Seen::Left(why) => {
                        source.left.insert(path, why);
                    }
                    Seen::Nothing => {}
                }
            }
        }
        source.texts.sort_unstable();
        source.address = wiki_address(&root, source.texts.iter().any(|text| text == "Home.md"));
        Ok(source)
    }

    fn add_other(&mut self, path: String) {
        if self.others_count < MOST_OTHERS {
            self.others_count += 1;
            self.others.entry(place_of(&path)).or_default().push(path);
        }
    }

    /// The file that is no text and lies at this path, however it is spelled.
    pub(super) fn other(&self, path: &str) -> Option<&str> {
        let alike = self.others.get(&place_of(path))?;
        let exact = alike.iter().find(|other| *other == path);
        let same = |other: &&String| other.to_lowercase() == path.to_lowercase();
        let found = exact.or_else(|| alike.iter().find(same));
        found.or_else(|| alike.first()).map(String::as_str)
    }
}

enum Seen {
    Text,
    Other,
    Folder,
    Left(Message),
    Nothing,
}

fn seen(entry: &DirEntry, name: &str) -> Seen {
    let is_text = is_text(name);
    let found = match entry.metadata() {
        Ok(found) => found,
        Err(error) if error.kind() == ErrorKind::NotFound => return Seen::Nothing,
        Err(error) => return Seen::Left(reason(&error)),
    };
    let kind = found.file_type();
    if kind.is_symlink() {
        let says_so = is_text || !name.contains('.');
        return match says_so {
            true => Seen::Left(say!("folder-link")),
            false => Seen::Nothing,
        };
    }
    match (kind.is_dir(), is_text) {
        (true, true) => return Seen::Left(say!("folder-named-like-a-file")),
        (true, false) => return Seen::Folder,
        (false, _) if !kind.is_file() && is_text => {
            return Seen::Left(say!("folder-no-plain-file"));
        }
        (false, _) if !kind.is_file() => return Seen::Nothing,
        (false, true) => {}
        (false, false) => {
            return match ending(name).as_str() {
                "zip" => Seen::Left(say!("import-unpack-it")),
                page if OTHER_PAGES.contains(&page) => Seen::Left(say!("import-no-markdown")),
                _ => Seen::Other,
            };
        }
    }
    let stem = name.split('.').next().unwrap_or(name).to_lowercase();
    if AROUND_PAGES.contains(&stem.as_str()) {
        return Seen::Left(say!("import-around-pages"));
    }
    if found.len() > markdown::MAX_BYTES as u64 {
        return Seen::Left(say!("folder-too-long", max = markdown::MAX_BYTES / 1024));
    }
    Seen::Text
}

/// Whether a name is that of a file of markdown.
pub(super) fn is_text(name: &str) -> bool {
    ["md", "markdown"].contains(&ending(name).as_str())
}

fn ending(name: &str) -> String {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ending.to_lowercase()
}

/// Where the clone of a wiki is read on the web, as the settings of the clone tell.
fn wiki_address(root: &Path, has_home: bool) -> Option<String> {
    let settings = root.join(".git/config");
    let is_plain = fs::symlink_metadata(&settings)
        .is_ok_and(|found| found.is_file() && found.len() <= MOST_SETTINGS);
    // What is no plain file may never end.
    let settings = is_plain.then(|| fs::read_to_string(settings).ok())??;
    let mut of_origin = false;
    for line in settings.lines().map(str::trim) {
        if line.starts_with('[') {
            of_origin = line == "[remote \"origin\"]";
        } else if let Some(url) = line.strip_prefix("url").filter(|_| of_origin) {
            return address_of(url.trim().strip_prefix('=')?.trim(), has_home);
        }
    }
    None
}

/// `git@github.com:team/notes.wiki.git` is read at `https://github.com/team/notes/wiki`.
fn address_of(clone: &str, has_home: bool) -> Option<String> {
    let (is_path, rest) = match clone.split_once("://") {
        Some(("https" | "http" | "ssh", rest)) => (true, rest),
        Some(_) => return None,
        None => (false, clone),
    };
    let (host, path) = rest.split_once(if is_path { '/' } else { ':' })?;
    let host = host.rsplit('@').next()?;
    let host = match clone.starts_with("ssh") {
        true => host.split(':').next()?,
        false => host,
    };
    let path = path.trim_start_matches('/').trim_end_matches('/');
    let project = path
        .strip_suffix(".git")
        .unwrap_or(path)
        .strip_suffix(".wiki")?;
    let plain = !host.is_empty() && !project.is_empty() && !clone.contains(char::is_whitespace);
    // GitHub and Forgejo begin at Home, GitLab at home.
    let wiki = if has_home { "wiki" } else { "-/wikis" };
    plain.then(|| format!("https://{host}/{project}/{wiki}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clone_tells_where_its_wiki_is_read() {
        let read = |clone, has_home| address_of(clone, has_home).unwrap_or_default();
        let github = "https://github.com/team/notes/wiki";
        assert_eq!(read("git@github.com:team/notes.wiki.git", true), github);
        assert_eq!(
            read("https://ada@github.com/team/notes.wiki.git", true),
            github
        );
        let gitlab = "https://gitlab.example.org/a/b/notes/-/wikis";
        let clone = "ssh://git@gitlab.example.org:2222/a/b/notes.wiki.git";
        assert_eq!(read(clone, false), gitlab);
        for none in [
            "https://github.com/team/notes.git",
            "/srv/notes.wiki.git",
            "",
            "file:///x.wiki.git",
        ] {
            assert_eq!(address_of(none, true), None, "{none}");
        }
    }
}
