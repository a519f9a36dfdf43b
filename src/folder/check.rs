//! Looks over a bare folder of standards, as a hook or a build does: what keeps a file from being read, what points nowhere, what could be
//! better. It needs no database and changes nothing.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use super::adopt::is_empty;
use super::applies::is_pattern;
use super::led_on::led_on;
use super::scan::{Scan, Seen, Sight, bytes_of, place, reason, scan};
use super::wanted::{self, Wanted, shown};
use crate::clock::Day;
use crate::error::{Error, Message, Result, say};
use crate::id::StandardId;
use crate::markdown::{self, Document, Mentioned, Meta, Status};
use crate::standards::{self, Edges};

/// The parts that a standard has, as the two languages of the interface head them.
const PARTS: [(&str, &[&str]); 2] = [
    (
        "the problem it prevents",
        &["the problem it prevents", "le problème évité"],
    ),
    (
        "what we do",
        &["what we do", "ce qu’on fait", "ce qu'on fait"],
    ),
];

/// Something to say about a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The file, as the path that was given leads to it.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// How grave it is.
    pub weight: Weight,
    /// What it is.
    pub message: Message,
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// The book cannot take the file as it is, or a link leads nowhere.
    Fault,
    /// It could be better.
    Warning,
}

/// What was found, and how much was looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// In the order of files and lines.
    pub findings: Vec<Finding>,
    /// How many files were looked at.
    pub files: usize,
    /// Files whose names give no number.
    pub without_number: Vec<PathBuf>,
    /// A number above all in use.
    pub next_number: i64,
}

/// Checks the standards of `book` that lie at or below the given paths; all of them when none is given.
///
/// # Errors
/// A path that does not exist or cannot be looked into.
pub fn check(book: &Path, paths: &[PathBuf], today: Day) -> Result<Checked> {
    let mut checked = Checked::default();
    let folders = wanted::folders(book, paths)?;
    for (folder, wanted) in folders {
        match scan(&folder, &Scan::default()) {
            Sight::Open(found) => one_folder(&folder, &found, &wanted, today, &mut checked),
            Sight::Gone => {
                return Err(Error::NotFound(say!(
                    "check-no-path",
                    path = folder.display().to_string()
                )));
            }
            Sight::Closed(why) => return Err(Error::Unavailable(why)),
        }
    }
    checked.findings.sort_by(|one, other| {
        (&one.path, one.line, one.column).cmp(&(&other.path, other.line, other.column))
    });
    Ok(checked)
}

/// A file that could be read.
struct Text {
    path: String,
    text: String,
    document: Document,
}

fn one_folder(folder: &Path, found: &Scan, wanted: &Wanted, today: Day, checked: &mut Checked) {
    let name = |path: &str| wanted.name(folder, path);
    let mut desk = Desk {
        checked,
        file: PathBuf::new(),
    };
    for (path, why) in found.ignored.iter().chain(&found.closed) {
        if let Some(name) = name(path) {
            desk.file = name;
            desk.fault(1, 1, why.clone());
        }
    }
    let mut texts = Vec::new();
    let mut numbers: HashMap<StandardId, String> = HashMap::new();
    for path in found.files.keys() {
        let named = name(path);
        let wanted = named.is_some();
        desk.file = named.unwrap_or_default();
        desk.checked.files += usize::from(wanted);
        match standards::number_in(path) {
            Some(id) => {
                desk.checked.next_number = desk.checked.next_number.max(id.number() + 1);
                if let Some(first) = numbers.get(&id).filter(|_| wanted) {
                    let first = name(first).unwrap_or_else(|| shown(folder, first));
                    let first = first.display().to_string();
                    desk.fault(1, 1, say!("check-number-twice", id = id, path = first));
                }
                numbers.entry(id).or_insert_with(|| path.clone());
            }
            None if wanted => desk.checked.without_number.push(desk.file.clone()),
            None => {}
        }
        let bytes = match bytes_of(&place(folder, path)) {
            Ok(bytes) if !is_empty(&bytes) => bytes,
            Ok(_) if wanted => {
                desk.fault(1, 1, say!("folder-file-empty"));
                continue;
            }
            Err(error) if wanted => {
                desk.fault(1, 1, reason(&error));
                continue;
            }
            _ => continue,
        };
        match markdown::read(&bytes) {
            Ok(document) => texts.push(Text {
                path: path.clone(),
                text: String::from_utf8(bytes).unwrap_or_default(),
                document,
            }),
            Err(flaws) if wanted => flaws
                .into_iter()
                .for_each(|flaw| desk.fault(flaw.line, flaw.column, flaw.message)),
            Err(_) => {}
        }
    }
    let metas = texts
        .iter()
        .map(|text| (text.path.as_str(), &text.document.meta));
    let replaced = replaced(metas);
    let edges = edges(&texts);
    for text in &texts {
        let Some(name) = name(&text.path) else {
            continue;
        };
        desk.file = name;
        desk.links(folder, text, &numbers, &replaced, &found.files);
        desk.circle(text, &edges);
        desk.warnings(text, today);
    }
}

/// Standards that another one, still in force, took the place of, or that say so themselves.
pub(super) fn replaced<'t>(
    texts: impl Iterator<Item = (&'t str, &'t Meta)>,
) -> BTreeSet<StandardId> {
    let mut replaced = BTreeSet::new();
    for (path, meta) in texts {
        if meta.status == Status::Superseded {
            replaced.extend(standards::number_in(path));
        }
        if meta.status == Status::Active {
            replaced.extend(meta.supersedes.iter().copied());
        }
    }
    replaced
}

/// Which standard takes the place of which, as all the texts tell it.
fn edges(texts: &[Text]) -> Edges {
    let mut edges = Edges::new();
    for text in texts {
        let Some(own) = standards::number_in(&text.path) else {
            continue;
        };
        let meta = &text.document.meta;
        for other in &meta.supersedes {
            edges.entry(own).or_default().insert(*other);
        }
        for successor in &meta.superseded_by {
            edges.entry(*successor).or_default().insert(own);
        }
    }
    edges
}

/// Takes down what is found in one file after the other.
struct Desk<'a> {
    checked: &'a mut Checked,
    file: PathBuf,
}

impl Desk<'_> {
    fn fault(&mut self, line: usize, column: usize, message: Message) {
        self.note(line, column, Weight::Fault, message);
    }

    fn warn(&mut self, line: usize, column: usize, message: Message) {
        self.note(line, column, Weight::Warning, message);
    }

    fn note(&mut self, line: usize, column: usize, weight: Weight, message: Message) {
        self.checked.findings.push(Finding {
            path: self.file.clone(),
            line,
            column,
            weight,
            message,
        });
    }

    fn links(
        &mut self,
        folder: &Path,
        text: &Text,
        numbers: &HashMap<StandardId, String>,
        replaced: &BTreeSet<StandardId>,
        files: &BTreeMap<String, Seen>,
    ) {
        let own = standards::number_in(&text.path);
        for mention in markdown::mentions(&text.text, &text.document) {
            let (line, column) = (mention.line, mention.column);
            let id = match mention.what {
                Mentioned::File(path) => {
                    let beside = place(folder, &text.path)
                        .parent()
                        .map(|above| above.join(&path));
                    let mut path = path;
                    if !beside.is_some_and(|file| file.exists()) {
                        let Some((file, written)) = led_on(&text.path, &path, files) else {
                            self.fault(line, column, say!("check-no-file", path = path));
                            continue;
                        };
                        self.warn(
                            line,
                            column,
                            say!("check-file-moved", path = path, file = written),
                        );
                        path = file;
                    }
                    match standards::number_in(&path).filter(|id| numbers.contains_key(id)) {
                        Some(id) => id,
                        None => continue,
                    }
                }
                // Where no file has a number, S-3 means something else.
                Mentioned::Standard(_) | Mentioned::Superseded(_) if numbers.is_empty() => continue,
                Mentioned::Superseded(id) => {
                    if !numbers.contains_key(&id) {
                        self.fault(line, column, say!("check-no-standard", id = id));
                    }
                    continue;
                }
                Mentioned::Standard(id) if !numbers.contains_key(&id) => {
                    self.fault(line, column, say!("check-no-standard", id = id));
                    continue;
                }
                Mentioned::Standard(id) => id,
            };
            if replaced.contains(&id) && own != Some(id) {
                self.warn(line, column, say!("check-superseded-target", id = id));
            }
        }
    }

    /// A standard that takes its own place, by way of others: the book takes none of them in after the first.
    fn circle(&mut self, text: &Text, edges: &Edges) {
        let way = standards::number_in(&text.path).and_then(|own| standards::circle(edges, own));
        let Some(way) = way else {
            return;
        };
        let meta = &text.document.meta;
        let key = match meta.supersedes.contains(&way[1]) {
            true => "supersedes",
            false if meta.superseded_by.contains(&way[way.len() - 2]) => "superseded_by",
            // Another file says it.
            false => return,
        };
        let way: Vec<String> = way.iter().map(ToString::to_string).collect();
        let message = say!("standard-supersedes-circle", way = way.join(" → "));
        let line = self.line_of(text, key);
        self.fault(line, 1, message);
    }

    fn warnings(&mut self, text: &Text, today: Day) {
        let document = &text.document;
        if let Some(day) = document.meta.review_by.filter(|day| *day < today) {
            let line = self.line_of(text, "review_by");
            self.warn(line, 1, say!("check-review-past", day = day));
        }
        for pattern in &document.meta.applies_to {
            if !is_pattern(pattern) {
                let line = self.line_of(text, "applies_to");
                self.warn(
                    line,
                    1,
                    say!("check-no-pattern", pattern = pattern.as_str()),
                );
            }
        }
        if document.front_matter.is_none() {
            self.warn(1, 1, say!("check-no-front-matter"));
            return;
        }
        if document.meta.status != Status::Active {
            return;
        }
        let headings = markdown::plain(document.body(&text.text))
            .headings
            .to_lowercase();
        for (part, names) in PARTS {
            if !headings
                .lines()
                .any(|heading| names.contains(&heading.trim()))
            {
                let line = document
                    .heading_line
                    .unwrap_or(document.lines_before_body + 1);
                self.warn(line, 1, say!("check-missing-part", part = part));
            }
        }
    }

    /// The line of a key of the front matter.
    fn line_of(&self, text: &Text, key: &str) -> usize {
        let found = text
            .text
            .lines()
            .position(|line| line.trim_start_matches(['"', '\'']).starts_with(key));
        found.map_or(1, |index| index + 1)
    }
}
