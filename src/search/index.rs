//! The handle on the index: opens it, answers from it, and says how it stands. It writes nothing; the writer does.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use tantivy::tokenizer::TextAnalyzer;
use tantivy::{Index, IndexReader, IndexSettings, ReloadPolicy, Searcher};
use tokio::sync::watch;

use crate::error::{Error, Result};

use super::entry::{Entry, Hit, Hits};
use super::files::{Files, tried};
use super::find::{Wanted, find};
use super::schema::{Fields, VERSION, schema};
use super::similar::{likeness, similar};
use super::told::{NAME, TakeApart};
use super::view::View;
use super::words::Query;
use super::writer::Builder;

/// Fewer things than these are searched in a fraction of a millisecond.
const FEW: u64 = 10_000;

/// How the index stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Status {
    /// The place in the feed up to which everything can be found.
    pub position: i64,
    /// How many things can be found.
    pub documents: u64,
    /// Whether that is all of them.
    pub state: State,
}

impl Status {
    /// Whether everything up to the position can be found.
    pub fn is_ready(&self) -> bool {
        self.state == State::Ready
    }
}

/// Whether everything can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Everything up to the position.
    Ready,
    /// It is missing, damaged or of another version, and will be built.
    Wanting,
    /// It is being built: so many things of so many.
    Building {
        /// Read so far.
        done: u64,
        /// To be read.
        of: u64,
    },
}

/// The index, for everybody who searches: cheap to clone.
#[derive(Debug, Clone)]
pub struct Search {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    /// The data folder; none when the index is in memory.
    data: Option<PathBuf>,
    fields: Fields,
    opened: RwLock<Arc<Opened>>,
    status: watch::Sender<Status>,
}

/// An index that can be searched.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) index: Index,
    reader: Reader,
    pub(super) position: Option<i64>,
}

/// What reads the index, and what it last saw.
struct Reader {
    reader: IndexReader,
    fields: Fields,
    view: RwLock<Option<Arc<View>>>,
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Reader")
    }
}

impl Search {
    /// Opens the index of a data folder. One that is missing, damaged or of another version is no fault: search then answers with
    /// nothing until the [`super::Indexer`] has built it.
    pub fn open(data: &Path) -> Self {
        let folder = folder(data);
        let opened = folder.is_dir().then(|| tried(|| Opened::open(&folder)));
        if let Some(Err(error)) = &opened {
            tracing::warn!(error, "the search index cannot be read and is built anew");
        }
        Self::with(Some(data.to_owned()), opened.and_then(|opened| opened.ok()))
    }

    /// An empty index in memory.
    pub fn in_memory() -> Self {
        Self::with(None, None)
    }

    /// An index in memory that holds these and follows nothing.
    ///
    /// # Errors
    /// The library could not take them: the machine is out of memory or threads.
    pub fn holding(entries: Vec<Entry>) -> Result<Self> {
        let search = Self::in_memory();
        let mut builder = Builder::begin(&search, entries.len() as u64).map_err(Error::internal)?;
        builder
            .add(entries)
            .and_then(|()| builder.finish(0))
            .map_err(Error::internal)?;
        Ok(search)
    }

    pub(super) fn with(data: Option<PathBuf>, opened: Option<Opened>) -> Self {
        let (_, fields) = schema();
        let opened = opened
            .filter(|opened| opened.position.is_some())
            .unwrap_or_else(Opened::empty);
        let status = Status {
            position: opened.position.unwrap_or_default(),
            documents: opened.searcher().num_docs(),
            state: if opened.position.is_some() {
                State::Ready
            } else {
                State::Wanting
            },
        };
        let shared = Shared {
            data,
            fields,
            opened: RwLock::new(Arc::new(opened)),
            status: watch::Sender::new(status),
        };
        Self {
            shared: Arc::new(shared),
        }
    }

    /// Answers a query. It never fails: an index that turns out to be damaged is taken out of service and built anew.
    pub async fn find(&self, query: Query, wanted: Wanted) -> Hits {
        self.apart(move |search| search.find_here(&query, wanted))
            .await
    }

    /// Answers a query on this very thread.
    pub fn find_here(&self, query: &Query, wanted: Wanted) -> Hits {
        self.ask(|view| find(view, query, wanted))
    }

    /// What looks like a problem with this title and description, the standards that solve it first; nothing rather than something
    /// unlikely.
    pub async fn similar(&self, title: &str, description: &str) -> Vec<Hit> {
        let (title, description) = (title.to_owned(), description.to_owned());
        self.apart(move |search| search.similar_here(&title, &description))
            .await
    }

    /// What looks alike, found on this very thread.
    pub fn similar_here(&self, title: &str, description: &str) -> Vec<Hit> {
        self.ask(|view| similar(view, title, description))
    }

    /// What looks alike as sure as `least_share` at least, the surest first, found on this very thread: for choosing what is sure
    /// enough.
    pub fn likeness_here(
        &self,
        title: &str,
        description: &str,
        least_share: f32,
        limit: usize,
    ) -> Vec<Hit> {
        self.ask(|view| likeness(view, title, description, least_share, limit))
    }

    /// How the index stands.
    pub fn status(&self) -> Status {
        *self.shared.status.borrow()
    }

    /// Waits until everything up to this place in the feed can be found.
    pub async fn reached(&self, position: i64) {
        let mut status = self.shared.status.subscribe();
        // The sender lives as long as `self`.
        status
            .wait_for(|status| status.state == State::Ready && status.position >= position)
            .await
            .ok();
    }

    pub(super) fn fields(&self) -> Fields {
        self.shared.fields
    }

    pub(super) fn data(&self) -> Option<&Path> {
        self.shared.data.as_deref()
    }

    pub(super) fn opened(&self) -> Arc<Opened> {
        self.shared
            .opened
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Answers from this index from now on.
    pub(super) fn serve(&self, opened: Arc<Opened>) {
        *self
            .shared
            .opened
            .write()
            .unwrap_or_else(PoisonError::into_inner) = opened;
    }

    pub(super) fn announce(&self, position: i64, state: State) {
        let documents = self.opened().searcher().num_docs();
        self.shared.status.send_replace(Status {
            position,
            documents,
            state,
        });
    }

    /// Takes the index out of service: it is damaged or gone.
    pub(super) fn give_up(&self) {
        self.serve(Arc::new(Opened::empty()));
        self.announce(0, State::Wanting);
    }

    /// Searches away from the threads that serve, unless there is so little to search that going there would take longer.
    pub(super) async fn apart<T: Default + Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> T + Send + 'static,
    ) -> T {
        if self.status().documents < FEW {
            return work(self);
        }
        let search = self.clone();
        tokio::task::spawn_blocking(move || work(&search))
            .await
            .unwrap_or_default()
    }

    /// Asks the index as it is now; one that is damaged answers with nothing and is taken out of service.
    pub(super) fn ask<T: Default>(&self, question: impl Fn(&View) -> tantivy::Result<T>) -> T {
        let opened = self.opened();
        let fault = match tried(|| question(&*opened.view()?)) {
            Ok(answer) => return answer,
            Err(fault) => fault,
        };
        tracing::error!(
            error = fault,
            "the search index is damaged and will be built anew"
        );
        if Arc::ptr_eq(&opened, &self.opened()) {
            self.give_up();
        }
        T::default()
    }
}

impl Opened {
    /// Opens a folder that has an index of this version.
    pub(super) fn open(folder: &Path) -> tantivy::Result<Self> {
        let index = Index::open(Files::of(folder)?)?;
        if index.schema() != schema().0 {
            return Err(tantivy::TantivyError::SchemaError(
                "another shape".to_owned(),
            ));
        }
        Self::of(index)
    }

    /// An empty index in a folder, which is made.
    pub(super) fn create(folder: &Path) -> tantivy::Result<Self> {
        std::fs::create_dir_all(folder)?;
        Self::of(Index::create(Files::of(folder)?, schema().0, settings())?)
    }

    /// An empty index in memory.
    pub(super) fn empty() -> Self {
        let builder = Index::builder().schema(schema().0).settings(settings());
        builder
            .create_in_ram()
            .and_then(Self::of)
            .expect("an empty index in memory depends on nothing")
    }

    /// An index that is there, with its reader.
    pub(super) fn of(index: Index) -> tantivy::Result<Self> {
        index
            .tokenizers()
            .register(NAME, TextAnalyzer::from(TakeApart));
        let position = index
            .load_metas()?
            .payload
            .and_then(|payload| payload.parse().ok());
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(BLOCKS_AT_HAND)
            .try_into()?;
        Ok(Self {
            index,
            reader: Reader {
                reader,
                fields: schema().1,
                view: RwLock::new(None),
            },
            position,
        })
    }

    pub(super) fn searcher(&self) -> Searcher {
        self.reader.reader.searcher()
    }

    /// What was opened last.
    fn seen(&self) -> Option<Arc<View>> {
        self.reader
            .view
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// What is to be searched, opened by the first who asks.
    fn view(&self) -> tantivy::Result<Arc<View>> {
        if let Some(view) = self.seen() {
            return Ok(view);
        }
        let mut place = self
            .reader
            .view
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(view) = &*place {
            return Ok(view.clone());
        }
        let view = Arc::new(View::of(self.searcher(), self.reader.fields, None)?);
        *place = Some(view.clone());
        Ok(view)
    }

    /// Sees what was committed. Whoever searches meanwhile is answered from what was seen before.
    pub(super) fn reload(&self) -> tantivy::Result<()> {
        self.reader.reader.reload()?;
        let before = self.seen();
        let view = View::of(self.searcher(), self.reader.fields, before.as_deref())?;
        *self
            .reader
            .view
            .write()
            .unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(view));
        Ok(())
    }

    /// Whether every file is as it was written.
    pub(super) fn is_sound(&self) -> bool {
        self.index
            .validate_checksum()
            .is_ok_and(|damaged| damaged.is_empty())
    }
}

/// So many blocks of texts are kept unpacked, in each part of the index: the view keeps the texts themselves.
const BLOCKS_AT_HAND: usize = 16;

/// Texts are kept in small blocks: a hit is shown by reading one of them, wherever it stands.
pub(super) fn settings() -> IndexSettings {
    IndexSettings {
        docstore_blocksize: 4_096,
        ..IndexSettings::default()
    }
}

/// Where the index of a data folder is.
pub(super) fn folder(data: &Path) -> PathBuf {
    data.join(format!("index-{VERSION}"))
}
