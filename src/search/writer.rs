//! Writes the index: one writer at a time, made when there is something to write and let go when there is not, so that an idle
//! instance holds no memory for it. Everything here blocks and is called from a thread that may.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::IndexWriter;
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy, NoMergePolicy};

use super::entry::Entry;
use super::index::{Opened, Search, State, folder};
use super::schema::Fields;

/// Above so many segments a quiet moment is used to make one of them.
const MANY_SEGMENTS: usize = 4;
/// Larger indexes are left to the library's own policy.
const SMALL: u64 = 100_000;

/// So large an index is not made one segment when it is built.
const LARGE: u64 = 400_000;

/// The one writer of an index.
pub(super) struct Writer {
    search: Search,
    opened: Arc<Opened>,
    writer: Option<IndexWriter>,
}

impl Writer {
    /// The writer of the index that is in service.
    pub(super) fn new(search: &Search) -> Self {
        Self {
            search: search.clone(),
            opened: search.opened(),
            writer: None,
        }
    }

    /// Whether it writes to what is in service.
    pub(super) fn is_current(&self) -> bool {
        Arc::ptr_eq(&self.opened, &self.search.opened())
    }

    /// Whether it holds memory for writing.
    pub(super) fn is_awake(&self) -> bool {
        self.writer.is_some()
    }

    /// Puts entries in the place of what had their ids, takes others away, and commits up to a place in the feed.
    pub(super) fn put(
        &mut self,
        entries: Vec<Entry>,
        gone: &[String],
        position: i64,
    ) -> tantivy::Result<()> {
        let fields = self.search.fields();
        let writer = self.wake()?;
        for id in gone {
            writer.delete_term(fields.id_term(id));
        }
        add(writer, &fields, entries, true)?;
        commit(writer, Some(position))?;
        self.opened.reload()?;
        self.search.announce(position, State::Ready);
        Ok(())
    }

    /// Uses a quiet moment: makes one segment of many, and lets the writer go.
    pub(super) fn rest(&mut self) -> tantivy::Result<()> {
        let Some(writer) = self.writer.take() else {
            return Ok(());
        };
        let searcher = self.opened.searcher();
        let segments = searcher.segment_readers();
        let deleted: u64 = segments
            .iter()
            .map(|segment| u64::from(segment.num_deleted_docs()))
            .sum();
        let worth_it = searcher.num_docs() < SMALL
            && (segments.len() > MANY_SEGMENTS || deleted * 5 > searcher.num_docs());
        writer.garbage_collect_files().wait()?;
        writer.wait_merging_threads()?;
        if worth_it {
            into_one(&self.opened)?;
        }
        self.opened.reload()
    }

    fn wake(&mut self) -> tantivy::Result<&mut IndexWriter> {
        let writer = match self.writer.take() {
            Some(writer) => writer,
            None => writer_of(&self.opened)?,
        };
        Ok(self.writer.insert(writer))
    }
}

/// A new index being built beside the one in service, or in service itself while it grows when there is no other.
pub(super) struct Builder {
    search: Search,
    opened: Arc<Opened>,
    writer: IndexWriter,
    folder: Option<PathBuf>,
    in_service: bool,
    done: u64,
    of: u64,
}

impl Builder {
    /// Begins anew with so many things to come.
    pub(super) fn begin(search: &Search, of: u64) -> tantivy::Result<Self> {
        let place = search.data().map(|data| data.join(BUILDING));
        let opened = match &place {
            Some(place) => {
                remove(place)?;
                Opened::create(place)?
            }
            None => Opened::empty(),
        };
        let opened = Arc::new(opened);
        let writer = writer_of(&opened)?;
        let in_service = search.status().state != State::Ready;
        if in_service {
            search.serve(opened.clone());
        }
        let builder = Self {
            search: search.clone(),
            opened,
            writer,
            folder: place,
            in_service,
            done: 0,
            of,
        };
        builder.tell();
        Ok(builder)
    }

    /// Takes more.
    pub(super) fn add(&mut self, entries: Vec<Entry>) -> tantivy::Result<()> {
        self.done += entries.len() as u64;
        add(&self.writer, &self.search.fields(), entries, false)?;
        if self.in_service {
            commit(&mut self.writer, None)?;
            self.opened.reload()?;
        }
        self.tell();
        Ok(())
    }

    /// Puts the new index in the place of the old one. It holds everything up to a place in the feed.
    pub(super) fn finish(mut self, position: i64) -> tantivy::Result<()> {
        commit(&mut self.writer, Some(position))?;
        self.writer.wait_merging_threads()?;
        // Every search looks into each segment: one is quickest.
        if self.done < LARGE {
            into_one(&self.opened)?;
        }
        let opened = match (&self.folder, self.search.data()) {
            (Some(built), Some(data)) => {
                let place = folder(data);
                drop(self.opened);
                remove(&place)?;
                fs::rename(built, &place)?;
                sync(data)?;
                remove_other_versions(data)?;
                Arc::new(Opened::open(&place)?)
            }
            _ => {
                self.opened.reload()?;
                self.opened
            }
        };
        self.search.serve(opened);
        self.search.announce(position, State::Ready);
        Ok(())
    }

    fn tell(&self) {
        if self.in_service {
            self.search.announce(
                0,
                State::Building {
                    done: self.done,
                    of: self.of,
                },
            );
        }
    }
}

/// Puts a damaged folder aside, so that whoever wants to can look at it; the last one only.
pub(super) fn set_aside(data: &Path) -> io::Result<()> {
    let place = folder(data);
    if !place.is_dir() {
        return Ok(());
    }
    let aside = data.join(DAMAGED);
    remove(&aside)?;
    fs::rename(&place, &aside)
}

/// Where an index is built before it takes the place of the one that is used.
const BUILDING: &str = "index.building";
/// Where a damaged one lies aside.
const DAMAGED: &str = "index.damaged";

/// Segments of fewer documents are of one size when it is asked which to merge.
const SMALLEST_LAYER: u32 = 128;

pub(super) fn writer_of(opened: &Opened) -> tantivy::Result<IndexWriter> {
    let options = IndexWriterOptions::builder()
        .num_worker_threads(1)
        .num_merge_threads(1)
        .memory_budget_per_thread(20_000_000)
        .build();
    let writer = opened.index.writer_with_options(options)?;
    // By default everything below ten thousand documents counts as of one size, and the whole index would be written anew after
    // every eighth small commit.
    let mut policy = LogMergePolicy::default();
    policy.set_min_layer_size(SMALLEST_LAYER);
    writer.set_merge_policy(Box::new(policy));
    Ok(writer)
}

/// Makes one segment of all, with a writer that merges nothing by itself: no segment may be in two merges at once.
fn into_one(opened: &Opened) -> tantivy::Result<()> {
    let segments = opened.index.searchable_segment_ids()?;
    if segments.is_empty() {
        return Ok(());
    }
    let mut writer = writer_of(opened)?;
    writer.set_merge_policy(Box::new(NoMergePolicy));
    writer.merge(&segments).wait()?;
    writer.garbage_collect_files().wait()?;
    writer.wait_merging_threads()
}

pub(super) fn add(
    writer: &IndexWriter,
    fields: &Fields,
    entries: Vec<Entry>,
    replacing: bool,
) -> tantivy::Result<()> {
    for entry in entries {
        if replacing {
            writer.delete_term(fields.id_term(&entry.id));
        }
        writer.add_document(fields.document(entry))?;
    }
    Ok(())
}

pub(super) fn commit(writer: &mut IndexWriter, position: Option<i64>) -> tantivy::Result<()> {
    let mut prepared = writer.prepare_commit()?;
    if let Some(position) = position {
        prepared.set_payload(&position.to_string());
    }
    prepared.commit()?;
    Ok(())
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Takes away every index of a data folder that nobody has open: of all versions, half built and damaged ones.
///
/// # Errors
/// A folder cannot be removed.
pub fn forget(data: &Path) -> io::Result<()> {
    for name in [BUILDING, DAMAGED] {
        remove(&data.join(name))?;
    }
    remove(&folder(data))?;
    remove_other_versions(data)
}

/// Takes away the folders of other versions of the program.
fn remove_other_versions(data: &Path) -> io::Result<()> {
    let ours = folder(data);
    for entry in fs::read_dir(data)? {
        let path = entry?.path();
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        let is_version = name
            .strip_prefix("index-")
            .is_some_and(|number| number.parse::<u32>().is_ok());
        if is_version && path != ours {
            remove(&path)?;
        }
    }
    Ok(())
}

/// Makes the names in a folder durable.
fn sync(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}
