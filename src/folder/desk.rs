//! What a file that is brought in is to the book: new, what it was, another text, or one that had another name.

use std::collections::{BTreeSet, HashMap};

use super::import::{Became, Brought, Text, origin};
use super::scan::{bytes_of, place};
use super::source::Source;
use super::sync::blocking;
use crate::db::{Db, Tx};
use crate::error::Result;
use crate::id::StandardId;
use crate::standards::{self, Origin};

/// A file that can be a standard.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) path: String,
    pub(super) hash: String,
}

impl Piece {
    pub(super) fn new(path: String, hash: String) -> Self {
        Self { path, hash }
    }
}

/// What a file is to the book.
#[derive(Debug, Clone)]
pub(super) enum Decided {
    New,
    Same(StandardId),
    /// The same text under another name than this earlier one.
    Moved(StandardId, String),
    /// Another text than was taken, and the earlier name when it had another one.
    Changed(Origin, Option<String>),
}

/// What is known while files are taken.
pub(super) struct Desk {
    /// The folder that they come from, as an absolute path.
    pub(super) folder: String,
    /// Whether what was taken was taken from here, not from where the folder lay before.
    is_here: bool,
    /// What was taken from there, by path.
    origins: HashMap<String, Origin>,
    /// What was taken from there by paths where there is nothing any more.
    vanished: HashMap<String, Origin>,
    /// Standards by the hash of their texts in force.
    texts: HashMap<String, Vec<StandardId>>,
    /// Standards that a file of the folder is already.
    claimed: BTreeSet<StandardId>,
    /// Each standard's file, and the hash of its text in force.
    files: HashMap<StandardId, (String, String)>,
    /// Numbers that a file of this run brought.
    numbers: BTreeSet<StandardId>,
}

impl Desk {
    pub(super) async fn open(db: &Db, source: &Source) -> Result<Self> {
        let folder = source.root.to_string_lossy().into_owned();
        let mut tx = db.read().await?;
        let mut texts: HashMap<String, Vec<StandardId>> = HashMap::new();
        let mut files = HashMap::new();
        for file in standards::files(&mut tx).await? {
            texts.entry(file.hash.clone()).or_default().push(file.id);
            files.insert(file.id, (file.path, file.hash));
        }
        let mut origins = standards::origins(&mut tx, &folder).await?;
        let is_here = !origins.is_empty();
        if !is_here {
            origins = elsewhere(&mut tx, source).await?;
        }
        drop(tx);
        let root = source.root.clone();
        let paths: Vec<String> = origins.keys().cloned().collect();
        let gone = blocking(move || {
            let gone = |path: &String| place(&root, path).symlink_metadata().is_err();
            paths.into_iter().filter(gone).collect::<Vec<_>>()
        });
        let mut vanished = HashMap::new();
        for path in gone.await? {
            if let Some(origin) = origins.remove(&path) {
                vanished.insert(path, origin);
            }
        }
        Ok(Self {
            folder,
            is_here,
            claimed: origins.values().map(|origin| origin.standard).collect(),
            origins,
            vanished,
            texts,
            files,
            numbers: BTreeSet::new(),
        })
    }

    /// What a file is to the book.
    pub(super) fn decide(&mut self, piece: &Piece) -> Decided {
        if let Some(origin) = self.origins.get(&piece.path) {
            return match origin.hash == piece.hash {
                true => Decided::Same(origin.standard),
                false => Decided::Changed(origin.clone(), None),
            };
        }
        if let Some((path, origin)) = self.was(piece) {
            self.vanished.remove(&path);
            self.claimed.insert(origin.standard);
            return match origin.hash == piece.hash {
                true => Decided::Moved(origin.standard, path),
                false => Decided::Changed(origin, Some(path)),
            };
        }
        // A text that is in force already, and that no other file of the folder is.
        let alike = self.texts.get(&piece.hash).into_iter().flatten();
        let free = alike.copied().find(|id| !self.claimed.contains(id));
        match free {
            Some(id) => {
                self.claimed.insert(id);
                Decided::Same(id)
            }
            None => Decided::New,
        }
    }

    /// The file that this one was when it was brought in before: the same text, else the same number, else the same name in another
    /// folder. Where several could be meant, none is.
    fn was(&self, piece: &Piece) -> Option<(String, Origin)> {
        let only = |is: &dyn Fn(&str, &Origin) -> bool| {
            let mut found = self
                .vanished
                .iter()
                .filter(|(path, origin)| is(path, origin));
            let (path, origin) = found.next()?;
            let is_only = found.next().is_none();
            is_only.then(|| (path.clone(), origin.clone()))
        };
        let number = numbered(&piece.path);
        let (folder, name) = parted(&piece.path);
        only(&|_, origin| origin.hash == piece.hash)
            .or_else(|| {
                only(&|path, _| {
                    number.is_some() && numbered(path) == number && parted(path).0 == folder
                })
            })
            .or_else(|| only(&|path, _| parted(path).1 == name))
    }

    /// What would become of a text.
    pub(super) fn rehearse(&mut self, text: Text, decided: Decided) -> Brought {
        let brought = self.rehearse_as(&text, &decided);
        if let (Decided::New, Some(id)) = (&decided, brought.standard) {
            self.numbers.insert(id);
        }
        brought
    }

    /// The same, and nothing is noted.
    pub(super) fn rehearse_as(&self, text: &Text, decided: &Decided) -> Brought {
        let (what, standard, before) = match decided {
            Decided::New => (Became::New, self.free_number(&text.piece.path), None),
            Decided::Same(id) => (Became::Same, Some(*id), None),
            Decided::Moved(id, before) => (Became::Moved, Some(*id), Some(before.clone())),
            Decided::Changed(origin, before) => {
                let present = self.files.get(&origin.standard).map(|(_, hash)| hash);
                let what = match present {
                    Some(hash) if *hash == text.piece.hash => Became::Same,
                    Some(hash) if *hash != origin.hash => Became::Proposed(None),
                    _ => Became::Changed,
                };
                (what, Some(origin.standard), before.clone())
            }
        };
        Brought {
            path: text.piece.path.clone(),
            file: standard.and_then(|id| self.file(id)),
            what,
            standard,
            before,
            record: text.record.clone(),
        }
    }

    /// A standard's file.
    pub(super) fn file(&self, id: StandardId) -> Option<String> {
        self.files.get(&id).map(|(path, _)| path.clone())
    }

    /// Notes what a file became.
    pub(super) async fn note(
        &mut self,
        tx: &mut Tx,
        piece: &Piece,
        id: StandardId,
        before: Option<&str>,
    ) -> Result<()> {
        let known = self.origins.get(&piece.path).filter(|_| self.is_here);
        if known.is_some_and(|origin| origin.hash == piece.hash && origin.standard == id) {
            return Ok(());
        }
        if let Some(before) = before {
            standards::forget_origin(tx, &self.folder, before).await?;
        }
        standards::put_origin(tx, &self.folder, &piece.path, &origin(id, &piece.hash)).await
    }

    /// Notes that a text is in the book.
    pub(super) fn entered(&mut self, id: StandardId, path: &str, hash: &str) {
        self.claimed.insert(id);
        self.files.insert(id, (path.to_owned(), hash.to_owned()));
    }

    /// `git/sign-commits.md` becomes `git/0012-sign-commits.md`; a number that nobody has is kept.
    pub(super) async fn path_in_the_book(&mut self, tx: &mut Tx, path: &str) -> Result<String> {
        let (folder, name) = parted(path);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let is_plain = name.to_lowercase().ends_with(".md");
        let name = match self.free_number(path) {
            Some(id) => {
                self.numbers.insert(id);
                match is_plain {
                    true => name.to_owned(),
                    false => format!("{stem}.md"),
                }
            }
            None => {
                let words = match numbered(path) {
                    Some(_) => stem.trim_start_matches(|next: char| next.is_ascii_digit()),
                    None => stem,
                };
                let id = StandardId::new(tx.next_number("standard").await?);
                standards::file_name(id, words)
            }
        };
        Ok(match folder {
            "" => name,
            folder => format!("{folder}/{name}"),
        })
    }

    /// The number that a file brings, when nobody has it.
    fn free_number(&self, path: &str) -> Option<StandardId> {
        let is_free = |id: &StandardId| !self.files.contains_key(id) && !self.numbers.contains(id);
        numbered(path).filter(is_free)
    }
}

/// The folder of a path, and the name in it.
fn parted(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

/// The number in a file's name, whatever its ending.
fn numbered(path: &str) -> Option<StandardId> {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    standards::number_in(&format!("{stem}.md"))
}

/// What was taken from the folder when it lay elsewhere: another one of which most files are here, to the byte.
async fn elsewhere(tx: &mut Tx, source: &Source) -> Result<HashMap<String, Origin>> {
    let mut likeliest: (usize, HashMap<String, Origin>) = Default::default();
    let mut hashes: HashMap<String, Option<String>> = HashMap::new();
    for folder in standards::sources(tx).await? {
        let origins = standards::origins(tx, &folder).await?;
        let here = source
            .texts
            .iter()
            .filter(|path| origins.contains_key(*path));
        let wanted: Vec<String> = here
            .filter(|path| !hashes.contains_key(*path))
            .cloned()
            .collect();
        let root = source.root.clone();
        let read = blocking(move || {
            let hash = |path: String| {
                let bytes = bytes_of(&place(&root, &path)).ok();
                (path, bytes.map(|bytes| standards::hash_of(&bytes)))
            };
            wanted.into_iter().map(hash).collect::<Vec<_>>()
        });
        hashes.extend(read.await?);
        let same = |(path, origin): &(&String, &Origin)| {
            hashes.get(*path).and_then(Option::as_ref) == Some(&origin.hash)
        };
        let count = origins.iter().filter(same).count();
        if count * 2 > origins.len().max(source.texts.len()) && count > likeliest.0 {
            likeliest = (count, origins);
        }
    }
    Ok(likeliest.1)
}
