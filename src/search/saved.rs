//! An index in memory as one run of bytes, and back: for an index that is kept in a file, read whole and checked, and replaced whole.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tantivy::directory::{RamDirectory, TerminatingWrite as _};
use tantivy::index::{SegmentId, SegmentMeta};
use tantivy::indexer::NoMergePolicy;
use tantivy::{Directory as _, Index, IndexWriter};

use super::bare_files::number_of;
use super::entry::Entry;
use super::frequency::SMALL;
use super::index::{Opened, Search, settings};
use super::schema::schema;
use super::writer::{add, commit, writer_of};

/// What an index consists of beside its segments.
const ABOUT: [&str; 2] = ["meta.json", ".managed.json"];

/// What is gone or stands beside the bulk of the texts is less than one in so many.
const BULK: u32 = 8;

/// An index in memory whose files are at hand.
pub(super) struct Portable {
    files: RamDirectory,
    pub(super) search: Search,
}

/// One of the files of an index, in the order in which their bytes follow each other.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Piece {
    name: String,
    size: usize,
    /// What stands for its bytes, where the index itself does not know whether they are sound.
    number: Option<u64>,
}

impl Portable {
    /// The index of these things.
    pub(super) fn of(entries: Vec<Entry>) -> tantivy::Result<Self> {
        Self::written(RamDirectory::create(), entries, &[])
    }

    /// The index with these things in the place of what had their ids, and without others. It answers as if there were no trace of them.
    pub(super) fn with(self, entries: Vec<Entry>, gone: &[String]) -> tantivy::Result<Self> {
        Self::written(self.files, entries, gone)
    }

    fn written(files: RamDirectory, entries: Vec<Entry>, gone: &[String]) -> tantivy::Result<Self> {
        let (shape, fields) = schema();
        let builder = Index::builder().schema(shape).settings(settings());
        let opened = Opened::of(builder.open_or_create(files.clone())?)?;
        let mut writer: IndexWriter = writer_of(&opened)?;
        writer.set_merge_policy(Box::new(NoMergePolicy));
        for id in gone {
            writer.delete_term(fields.id_term(id));
        }
        let replacing = opened.searcher().num_docs() > 0;
        add(&writer, &fields, entries, replacing)?;
        commit(&mut writer, Some(0))?;
        let parts = to_be_one(&opened.index.searchable_segment_metas()?);
        if !parts.is_empty() {
            writer.merge(&parts).wait()?;
        }
        writer.garbage_collect_files().wait()?;
        writer.wait_merging_threads()?;
        Self::opened(files)
    }

    /// The index that these files are.
    fn opened(files: RamDirectory) -> tantivy::Result<Self> {
        let opened = Opened::of(Index::open(files.clone())?)?;
        let search = Search::with(None, Some(opened));
        Ok(Self { files, search })
    }

    /// Its files, one after the other.
    pub(super) fn pack(&self) -> io::Result<(Vec<Piece>, Vec<u8>)> {
        let managed = self.search.opened().index.directory().list_managed_files();
        let is_of_a_segment = |path: &&PathBuf| ABOUT.iter().all(|name| !path.ends_with(name));
        let mut pieces = Vec::new();
        let mut bytes = Vec::new();
        for path in managed.iter().filter(is_of_a_segment) {
            let file = self.files.open_read(path).map_err(io::Error::other)?;
            let file = file.read_bytes()?;
            pieces.push(Piece {
                name: path.to_string_lossy().into_owned(),
                size: file.len(),
                number: None,
            });
            bytes.extend_from_slice(&file);
        }
        for name in ABOUT {
            let file = self.files.atomic_read(Path::new(name));
            let file = file.map_err(io::Error::other)?;
            pieces.push(Piece {
                name: name.to_owned(),
                size: file.len(),
                number: Some(number_of(&file)),
            });
            bytes.extend_from_slice(&file);
        }
        Ok((pieces, bytes))
    }

    /// The index of packed files; none when a byte is not as it was written.
    pub(super) fn unpack(pieces: &[Piece], mut bytes: &[u8]) -> Option<Self> {
        let files = RamDirectory::create();
        for piece in pieces {
            let (file, rest) = bytes.split_at_checked(piece.size)?;
            bytes = rest;
            let path = Path::new(&piece.name);
            match piece.number {
                Some(number) if number_of(file) != number => return None,
                Some(_) => files.atomic_write(path, file).ok()?,
                None => {
                    let mut writer = files.open_write(path).ok()?;
                    io::Write::write_all(&mut writer, file).ok()?;
                    writer.terminate().ok()?;
                }
            }
        }
        // Whether the files are sound is looked at before they are opened: the library may panic at one that is not.
        let damaged = Index::open(files.clone()).ok()?.validate_checksum().ok()?;
        if !bytes.is_empty() || !damaged.is_empty() {
            return None;
        }
        let index = Self::opened(files).ok()?;
        Some(index).filter(|index| index.search.status().is_ready())
    }
}

/// The parts that are made one. What has changed stands beside the bulk of the texts, which is written anew only when a good deal has:
/// that takes longer than anything else in a run.
fn to_be_one(parts: &[SegmentMeta]) -> Vec<SegmentId> {
    let Some(bulk) = parts.iter().max_by_key(|part| part.num_docs()) else {
        return Vec::new();
    };
    let sum = |count: fn(&SegmentMeta) -> u32| parts.iter().map(count).sum::<u32>();
    let (documents, all) = (sum(SegmentMeta::num_docs), sum(SegmentMeta::max_doc));
    let beside = all - bulk.num_docs();
    // A larger index would still count what is gone.
    let anew = all > SMALL || beside > documents / BULK;
    let is_one = |part: &&SegmentMeta| anew || part.id() != bulk.id();
    let made_one: Vec<&SegmentMeta> = parts.iter().filter(is_one).collect();
    match made_one.as_slice() {
        [only] if only.num_deleted_docs() == 0 => Vec::new(),
        parts => parts.iter().map(|part| part.id()).collect(),
    }
}
