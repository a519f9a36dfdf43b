//! What hits show, kept at hand: reading it from the index anew for each search would take longer than finding it.

use std::ops::Deref;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use quick_cache::Weighter;
use quick_cache::sync::Cache;
use tantivy::DocId;

use super::kept::Kept;

/// So many bytes of texts are held by each of the two ways of holding them, and about so many texts.
const BYTES: u64 = 4_000_000;
const TEXTS: usize = 4_000;
/// Only where there are no more documents than this has each a place of its own.
const FEW: u32 = 10_000;

/// The texts of one segment that were shown. Of a small segment the first ones that fit stay where they are, so that nobody who reads
/// them waits for anybody else; of all others, those shown lately.
pub(super) struct AtHand {
    places: Vec<OnceLock<Box<Kept>>>,
    held: AtomicU64,
    lately: Cache<DocId, Arc<Kept>, Size>,
}

/// What a text takes in memory.
#[derive(Clone)]
struct Size;

impl Weighter<DocId, Arc<Kept>> for Size {
    fn weight(&self, _: &DocId, kept: &Arc<Kept>) -> u64 {
        kept.bytes() as u64
    }
}

/// A text at hand.
pub(super) enum Text<'a> {
    /// It stays for as long as its segment.
    Held(&'a Kept),
    /// It was shown lately.
    Lately(Arc<Kept>),
}

impl Deref for Text<'_> {
    type Target = Kept;

    fn deref(&self) -> &Kept {
        match self {
            Self::Held(kept) => kept,
            Self::Lately(kept) => kept,
        }
    }
}

impl AtHand {
    /// Nothing yet, of a segment with so many documents.
    pub(super) fn of(documents: u32) -> Self {
        let places = if documents > FEW { 0 } else { documents };
        Self {
            places: (0..places).map(|_| OnceLock::new()).collect(),
            held: AtomicU64::new(0),
            lately: Cache::with_weighter(TEXTS, BYTES, Size),
        }
    }

    /// A document's text, read where it is not at hand.
    pub(super) fn text(
        &self,
        doc: DocId,
        read: impl FnOnce() -> tantivy::Result<Kept>,
    ) -> tantivy::Result<Text<'_>> {
        if let Some(place) = self.places.get(doc as usize) {
            if let Some(kept) = place.get() {
                return Ok(Text::Held(kept));
            }
            // Two who read the same one at once count it twice: then there is a little less room.
            if self.held.load(Ordering::Relaxed) < BYTES {
                let kept = Box::new(read()?);
                self.held.fetch_add(kept.bytes() as u64, Ordering::Relaxed);
                return Ok(Text::Held(place.get_or_init(|| kept)));
            }
        }
        let lately = self
            .lately
            .get_or_insert_with(&doc, || read().map(Arc::new));
        lately.map(Text::Lately)
    }
}
