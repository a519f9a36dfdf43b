//! Brings in what a team already has, a folder of markdown: every file keeps its sub-folder and its bytes, gets a number, and is remembered,
//! so that bringing it in again doubles nothing, also when files were renamed or the folder was moved. The images that the texts show
//! come with them. The folder it comes from is only read.

use std::collections::BTreeSet;
use std::path::Path;

use super::beside::{self, Pictured, Wanted};
use super::desk::{Decided, Desk, Piece};
use super::scan::{bytes_of, place};
use super::source::{Source, look};
use super::sync::blocking;
use crate::clock::Day;
use crate::db::{Actor, Db, Tx};
use crate::error::{Error, Message, Result, say};
use crate::id::{ProposalId, StandardId};
use crate::markdown::{self, Document, Meta, Status};
use crate::proposals::{self, Adopted, Found};
use crate::standards::{self, Origin};

/// Files that enter in one transaction.
const BATCH: usize = 200;

/// What became of the files of a folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// The texts, those that bring a number first.
    pub texts: Vec<Brought>,
    /// The images that they show.
    pub images: Vec<Pictured>,
}

/// A file, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brought {
    /// Below the folder.
    pub path: String,
    /// What became of it.
    pub what: Became,
    /// Its standard; in a dry run only where it has one, or brings its number.
    pub standard: Option<StandardId>,
    /// Its file in the book.
    pub file: Option<String>,
    /// What it was called when it was brought in before.
    pub before: Option<String>,
    /// What a decision record says of itself.
    pub record: Option<Record>,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Became {
    /// A standard of its own.
    New,
    /// A new revision of its standard.
    Changed,
    /// A proposal, since its standard went on in the book.
    Proposed(Option<ProposalId>),
    /// What it was, under another name.
    Moved,
    /// What it was.
    Same,
    /// It stays where it is: why, each with its line where it is about one.
    LeftOut(Vec<(Option<usize>, Message)>),
}

/// What a decision record says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// In force or not.
    pub status: Status,
    /// When it was decided.
    pub decided: Option<Day>,
    /// The numbers of the records that took its place, and of those whose place it takes: as its own folder counts.
    pub superseded_by: Vec<i64>,
    /// The same the other way round.
    pub supersedes: Vec<i64>,
}

impl Record {
    fn of(meta: &Meta) -> Option<Self> {
        let is_one =
            meta.decided.is_some() || meta.status != Status::Active || !meta.records.is_empty();
        let numbers = |ids: &[StandardId]| ids.iter().map(|id| id.number()).collect();
        is_one.then(|| Self {
            status: meta.status,
            decided: meta.decided,
            superseded_by: numbers(&meta.superseded_by),
            supersedes: numbers(&meta.supersedes),
        })
    }
}

impl Imported {
    /// How many files became this.
    pub fn count(&self, is: impl Fn(&Became) -> bool) -> usize {
        self.texts.iter().filter(|text| is(&text.what)).count()
    }

    /// The standards whose texts show an image that came with this run.
    pub fn standards_with_images(&self) -> BTreeSet<StandardId> {
        let came: BTreeSet<&str> = self
            .images
            .iter()
            .filter(|image| image.why().is_none())
            .map(|image| image.shown_by.as_str())
            .collect();
        let shows = self
            .texts
            .iter()
            .filter(|text| came.contains(text.path.as_str()));
        shows.filter_map(|text| text.standard).collect()
    }
}

/// Whether the book is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Run {
    /// Files enter the book.
    Real,
    /// Nothing is written; the answer says what would happen.
    Dry,
}

/// Brings in every markdown file of a folder, or one file; `told` hears how many of how many are done.
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
    let path = folder.to_owned();
    let source = blocking(move || look(&path)).await??;
    let mut imported = Imported::default();
    for (path, why) in &source.left {
        imported.leave_out(path, vec![(None, why.clone())]);
    }
    let mut desk = Desk::open(db, &source).await?;
    let mut files = source.texts.clone();
    // Those that bring their number come first, so that no other is given it.
    files.sort_by_cached_key(|path| {
        let number = standards::number_in(path);
        (number.is_none(), number, path.clone())
    });
    let (count, mut met, mut records) = (files.len(), BTreeSet::new(), Vec::new());
    for (round, some) in files.chunks(BATCH).enumerate() {
        told(round * BATCH, count);
        let (texts, wanted) = read_all(&source, some.to_vec(), &mut imported).await?;
        // The images first and each by itself: a text is never in force before an image that came with it.
        let mut pictures = beside::find(&source, &wanted, &mut met);
        beside::take(db, &source, &desk.folder, run == Run::Dry, &mut pictures).await?;
        imported.images.extend(pictures);
        match run {
            Run::Dry => {
                for text in texts {
                    let decided = desk.decide(&text.piece);
                    imported.texts.push(desk.rehearse(text, decided));
                }
            }
            Run::Real => {
                let mut tx = db.write(actor.clone()).await?;
                for text in texts {
                    let brought = take(&mut tx, &mut desk, text).await?;
                    if let (Some(id), Some(record)) = (brought.standard, &brought.record)
                        && !(record.superseded_by.is_empty() && record.supersedes.is_empty())
                    {
                        records.push((imported.texts.len(), id));
                    }
                    imported.texts.push(brought);
                }
                tx.commit().await?;
            }
        }
    }
    if run == Run::Real {
        finish(db, actor, &source, &desk, records, &mut imported).await?;
    }
    told(count, count);
    Ok(imported)
}

impl Imported {
    fn leave_out(&mut self, path: &str, why: Vec<(Option<usize>, Message)>) {
        self.texts.push(Brought {
            path: path.to_owned(),
            what: Became::LeftOut(why),
            standard: None,
            file: None,
            before: None,
            record: None,
        });
    }
}

/// A text that can be read as a standard.
pub(super) struct Text {
    pub(super) piece: Piece,
    pub(super) bytes: Vec<u8>,
    pub(super) record: Option<Record>,
}

/// Reads some files: those that can be standards, and what their texts want to show.
async fn read_all(
    source: &Source,
    paths: Vec<String>,
    imported: &mut Imported,
) -> Result<(Vec<Text>, Wanted)> {
    let root = source.root.clone();
    let read = blocking(move || {
        let read = |path: String| {
            let bytes = bytes_of(&place(&root, &path));
            let told = bytes.map(|bytes| {
                let document = markdown::read(&bytes);
                document.map(|document| {
                    let text = std::str::from_utf8(&bytes).unwrap_or_default();
                    if let Some(why) = unfit(&document, text) {
                        return Err(why);
                    }
                    let wanted = markdown::destinations(document.body(text));
                    let piece = Piece::new(path.clone(), standards::hash_of(&bytes));
                    let record = Record::of(&document.meta);
                    let text = Text {
                        piece,
                        bytes,
                        record,
                    };
                    Ok((text, wanted))
                })
            });
            (path, told)
        };
        paths.into_iter().map(read).collect::<Vec<_>>()
    });
    let (mut texts, mut wanted) = (Vec::new(), Wanted::new());
    for (path, told) in read.await? {
        match told {
            Ok(Ok(Ok((text, destinations)))) => {
                texts.push(text);
                wanted.push((path, destinations));
            }
            Ok(Ok(Err(why))) => imported.leave_out(&path, vec![(None, why)]),
            Ok(Err(flaws)) => {
                let flaws = flaws
                    .into_iter()
                    .map(|flaw| (Some(flaw.line), flaw.message));
                imported.leave_out(&path, flaws.collect());
            }
            Err(error) => imported.leave_out(&path, vec![(None, super::scan::reason(&error))]),
        }
    }
    Ok((texts, wanted))
}

/// Why a text that can be read is no standard that the team follows.
fn unfit(document: &Document, text: &str) -> Option<Message> {
    let is_blank = document.body(text).trim().is_empty();
    match (is_blank, document.meta.is_proposed) {
        (true, _) => Some(say!("import-empty")),
        (false, true) => Some(say!("import-not-accepted")),
        (false, false) => None,
    }
}

/// Takes one text into the book, as it was decided.
async fn take(tx: &mut Tx, desk: &mut Desk, text: Text) -> Result<Brought> {
    let decided = desk.decide(&text.piece);
    let mut brought = desk.rehearse_as(&text, &decided);
    let (path, base) = match &decided {
        Decided::Same(id) | Decided::Moved(id, _) => {
            desk.note(tx, &text.piece, *id, brought.before.as_deref())
                .await?;
            return Ok(brought);
        }
        Decided::Changed(origin, _) => {
            let path = match desk.file(origin.standard) {
                Some(path) => path,
                None => standards::get(tx, origin.standard).await?.path,
            };
            (path, Some(origin.hash.as_str()))
        }
        Decided::New => (desk.path_in_the_book(tx, &text.piece.path).await?, None),
    };
    let found = Found {
        path: &path,
        bytes: &text.bytes,
        base,
    };
    let (what, id) = match proposals::adopt_from(tx, found, Some(&desk.folder)).await {
        Ok(Adopted::Same(id)) => (Became::Same, id),
        Ok(Adopted::Revision(revised)) => (brought.what.clone(), revised.standard),
        Ok(Adopted::Proposal(proposal)) => match &decided {
            Decided::Changed(origin, _) => (Became::Proposed(Some(proposal)), origin.standard),
            _ => return Err(Error::internal("a new file became a proposal")),
        },
        Err(Error::Invalid(faults)) => {
            let why = faults.into_iter().map(|fault| (None, fault.message));
            brought.what = Became::LeftOut(why.collect());
            brought.standard = None;
            return Ok(brought);
        }
        Err(error) => return Err(error),
    };
    desk.entered(id, &path, &text.piece.hash);
    desk.note(tx, &text.piece, id, brought.before.as_deref())
        .await?;
    brought.what = what;
    brought.standard = Some(id);
    brought.file = Some(path);
    Ok(brought)
}

/// Once all files are there: which record took the place of which, and where the folder is read on the web.
async fn finish(
    db: &Db,
    actor: Actor,
    source: &Source,
    desk: &Desk,
    records: Vec<(usize, StandardId)>,
    imported: &mut Imported,
) -> Result<()> {
    let mut tx = db.write(actor).await?;
    if let Some(address) = &source.address {
        standards::put_source_address(&mut tx, &desk.folder, address).await?;
    }
    for (at, id) in records {
        match standards::retell(&mut tx, id).await {
            Ok(_) => {}
            // The text is in the book; only what it says of others goes round in a circle.
            Err(Error::Invalid(faults)) => {
                let why = faults.into_iter().map(|fault| (None, fault.message));
                let left = why.collect();
                let path = imported.texts[at].path.clone();
                imported.leave_out(&path, left);
            }
            Err(error) => return Err(error),
        }
    }
    tx.commit().await?;
    Ok(())
}

/// What a file became, and the hash of what was taken of it, for the next time.
pub(super) fn origin(standard: StandardId, hash: &str) -> Origin {
    Origin {
        standard,
        hash: hash.to_owned(),
    }
}
