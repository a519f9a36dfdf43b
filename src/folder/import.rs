//! Brings a folder of markdown that somebody already has into the book: every file keeps its sub-folder and its bytes, gets a number, and is
//! remembered, so that bringing it in again doubles nothing. The folder it comes from is only read.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use super::scan::{Scan, Sight, bytes_of, place, scan};
use super::store::{Origin, origins, put_origin};
use super::sync::blocking;
use crate::db::{Actor, Db, Tx};
use crate::error::{Error, Message, Result, say};
use crate::id::StandardId;
use crate::markdown;
use crate::proposals::{self, Adopted, Found};
use crate::standards;

/// Files that enter in one transaction.
const BATCH: usize = 200;

/// What became of the files of a folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// New in the book: the file and its number; in a dry run the number it brings, if any.
    pub taken: Vec<(String, Option<StandardId>)>,
    /// Taken earlier and changed since: a revision, or a proposal where the book went on.
    pub renewed: Vec<(String, StandardId)>,
    /// In the book already.
    pub known: usize,
    /// What could not be taken, and why.
    pub skipped: Vec<Skipped>,
}

/// A file that was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Below the folder.
    pub path: String,
    /// The line, from 1; absent when it is about the whole.
    pub line: Option<usize>,
    /// Why.
    pub why: Message,
}

/// Whether the book is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Run {
    /// Files enter the book.
    Real,
    /// Nothing is written; the answer says what would happen.
    Dry,
}

/// Brings in every markdown file of a folder; `told` hears how many of how many are done.
///
/// # Errors
/// There is no such folder, or the database cannot be written.
pub async fn import(
    db: &Db,
    actor: Actor,
    folder: &Path,
    run: Run,
    mut told: impl FnMut(usize, usize) + Send,
) -> Result<Imported> {
    let (root, found) = looked(folder).await?;
    let mut imported = Imported::default();
    for (path, why) in found.ignored {
        imported.skipped.push(Skipped {
            path,
            line: None,
            why,
        });
    }
    let folder = root.to_string_lossy().into_owned();
    let mut desk = Desk::open(db, &folder).await?;
    let mut files: Vec<(String, String)> = found
        .files
        .into_iter()
        .map(|(path, seen)| (path, seen.hash))
        .collect();
    // Those that bring their number come first, so that no other is given it.
    files.sort_by_cached_key(|(path, _)| {
        (
            standards::number_in(path).is_none(),
            standards::number_in(path),
            path.clone(),
        )
    });
    let count = files.len();
    for (round, some) in files.chunks(BATCH).enumerate() {
        told(round * BATCH, count);
        let pieces = desk.sorted(some, &mut imported);
        let read = read_all(&root, pieces, &mut imported).await?;
        match run {
            Run::Dry => desk.rehearse(read, &mut imported),
            Run::Real => {
                let mut tx = db.write(actor.clone()).await?;
                desk.take(&mut tx, read, &mut imported).await?;
                tx.commit().await?;
            }
        }
    }
    told(count, count);
    imported
        .skipped
        .sort_by(|one, other| (&one.path, one.line).cmp(&(&other.path, other.line)));
    Ok(imported)
}

async fn looked(folder: &Path) -> Result<(PathBuf, Scan)> {
    let shown = folder.display().to_string();
    let folder = folder.to_owned();
    let sight = blocking(move || {
        let root = std::fs::canonicalize(&folder).unwrap_or(folder);
        let sight = scan(&root, &Scan::default());
        (root, sight)
    });
    match sight.await? {
        (root, Sight::Open(scan)) => Ok((root, scan)),
        (_, Sight::Gone) => Err(Error::NotFound(say!("import-no-folder", path = shown))),
        (_, Sight::Closed(why)) => Err(Error::Unavailable(why)),
    }
}

/// A file to take.
struct Piece {
    path: String,
    hash: String,
    /// What it became when it was taken before.
    before: Option<Origin>,
}

/// What is known while files are taken.
struct Desk<'a> {
    folder: &'a str,
    origins: HashMap<String, Origin>,
    /// Texts in force by hash.
    texts: HashMap<String, StandardId>,
    /// Where each standard's file is.
    paths: HashMap<StandardId, String>,
    /// Numbers that a file of this run brought.
    claimed: BTreeSet<StandardId>,
}

impl<'a> Desk<'a> {
    async fn open(db: &Db, folder: &'a str) -> Result<Self> {
        let mut tx = db.read().await?;
        let files = standards::files(&mut tx).await?;
        Ok(Self {
            folder,
            origins: origins(&mut tx, folder).await?,
            texts: files
                .iter()
                .map(|file| (file.hash.clone(), file.id))
                .collect(),
            paths: files.into_iter().map(|file| (file.id, file.path)).collect(),
            claimed: BTreeSet::new(),
        })
    }

    /// Those of some files that are new or changed.
    fn sorted(&self, some: &[(String, String)], imported: &mut Imported) -> Vec<Piece> {
        let mut pieces = Vec::with_capacity(some.len());
        for (path, hash) in some {
            let before = self.origins.get(path);
            let taken = before.is_some_and(|origin| origin.hash == *hash);
            let same_text = before.is_none() && self.texts.contains_key(hash);
            if taken || same_text {
                imported.known += 1;
                continue;
            }
            pieces.push(Piece {
                path: path.clone(),
                hash: hash.clone(),
                before: before.cloned(),
            });
        }
        pieces
    }

    /// Says what would be taken.
    fn rehearse(&mut self, read: Vec<(Piece, Vec<u8>)>, imported: &mut Imported) {
        for (piece, _) in read {
            match piece.before {
                Some(origin) => imported.renewed.push((piece.path, origin.standard)),
                None => {
                    let number = self.free_number(&piece.path);
                    imported.taken.push((piece.path, number));
                }
            }
        }
    }

    async fn take(
        &mut self,
        tx: &mut Tx,
        read: Vec<(Piece, Vec<u8>)>,
        imported: &mut Imported,
    ) -> Result<()> {
        for (piece, bytes) in read {
            match self.take_one(tx, &piece, &bytes).await {
                Ok(standard) => {
                    let origin = Origin {
                        standard,
                        hash: piece.hash,
                    };
                    put_origin(tx, self.folder, &piece.path, &origin).await?;
                    self.texts.insert(origin.hash, standard);
                    match piece.before {
                        Some(_) => imported.renewed.push((piece.path, standard)),
                        None => imported.taken.push((piece.path, Some(standard))),
                    }
                }
                Err(Error::Invalid(faults)) => {
                    let why = faults.into_iter().next().map(|fault| fault.message);
                    let why =
                        why.ok_or_else(|| Error::internal("a text was refused without a reason"))?;
                    imported.skipped.push(Skipped {
                        path: piece.path,
                        line: None,
                        why,
                    });
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    async fn take_one(&mut self, tx: &mut Tx, piece: &Piece, bytes: &[u8]) -> Result<StandardId> {
        if let Some(origin) = &piece.before {
            let path = match self.paths.get(&origin.standard) {
                Some(path) => path.clone(),
                None => standards::get(tx, origin.standard).await?.path,
            };
            let base = Some(origin.hash.as_str());
            proposals::adopt(
                tx,
                Found {
                    path: &path,
                    bytes,
                    base,
                },
            )
            .await?;
            return Ok(origin.standard);
        }
        let path = self.path_in_the_book(tx, &piece.path).await?;
        let found = Found {
            path: &path,
            bytes,
            base: None,
        };
        match proposals::adopt(tx, found).await? {
            Adopted::Same(id) => Ok(id),
            Adopted::Revision(revised) => {
                self.paths.insert(revised.standard, path);
                Ok(revised.standard)
            }
            Adopted::Proposal(_) => Err(Error::internal("a new file became a proposal")),
        }
    }

    /// `git/sign-commits.md` becomes `git/0012-sign-commits.md`; a number that nobody has is kept.
    async fn path_in_the_book(&mut self, tx: &mut Tx, path: &str) -> Result<String> {
        if let Some(id) = self.free_number(path) {
            self.claimed.insert(id);
            return Ok(path.to_owned());
        }
        let (folder, name) = path
            .rsplit_once('/')
            .map_or(("", path), |(folder, name)| (folder, name));
        let stem = Path::new(name)
            .file_stem()
            .and_then(|stem| stem.to_str())
            .unwrap_or(name);
        let words = match standards::number_in(path) {
            Some(_) => stem.trim_start_matches(|next: char| next.is_ascii_digit()),
            None => stem,
        };
        let id = StandardId::new(tx.next_number("standard").await?);
        let name = standards::file_name(id, words);
        Ok(if folder.is_empty() {
            name
        } else {
            format!("{folder}/{name}")
        })
    }

    /// The number that a file brings, when nobody has it.
    fn free_number(&self, path: &str) -> Option<StandardId> {
        standards::number_in(path)
            .filter(|id| !self.paths.contains_key(id) && !self.claimed.contains(id))
    }
}

/// The bytes of the files that can be read as standards.
async fn read_all(
    root: &Path,
    pieces: Vec<Piece>,
    imported: &mut Imported,
) -> Result<Vec<(Piece, Vec<u8>)>> {
    let root = root.to_owned();
    let read = blocking(move || {
        let read = |piece: Piece| {
            let bytes = bytes_of(&place(&root, &piece.path));
            (
                piece,
                bytes.map(|bytes| markdown::read(&bytes).map(|_| bytes)),
            )
        };
        pieces.into_iter().map(read).collect::<Vec<_>>()
    });
    let mut texts = Vec::new();
    for (mut piece, bytes) in read.await? {
        match bytes {
            Ok(Ok(bytes)) => {
                piece.hash = standards::hash_of(&bytes);
                texts.push((piece, bytes));
            }
            Ok(Err(flaws)) => imported
                .skipped
                .extend(flaws.into_iter().map(|flaw| Skipped {
                    path: piece.path.clone(),
                    line: Some(flaw.line),
                    why: flaw.message,
                })),
            Err(error) => imported.skipped.push(Skipped {
                path: piece.path,
                line: None,
                why: super::scan::reason(&error),
            }),
        }
    }
    Ok(texts)
}
