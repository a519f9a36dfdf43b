//! How many documents have a word. In a small index what was taken away is not counted, and a word is the same word in whichever part it
//! stands: an index that was brought in step answers as one that was built anew.

use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;

use super::view::{Part, Spot, View};

/// Of more documents, those that were taken away are counted along until they are merged away: leaving them out would cost a look at
/// every one that has the word.
pub(super) const SMALL: u32 = 10_000;

impl View {
    /// How many documents have any of these words of each part, counted once a word.
    pub(super) fn having(&self, spot: Spot, words: &[Vec<TermInfo>]) -> tantivy::Result<u64> {
        let mut documents = 0;
        for (part, words) in self.parts.iter().zip(words) {
            for word in words {
                documents += part.having(spot, word)?;
            }
        }
        Ok(documents)
    }

    /// Whether it is small and has traces of how it came about: several parts, or something that was taken away.
    pub(super) fn has_traces(&self) -> bool {
        let documents = |part: &Part| u64::from(part.segment.max_doc());
        self.parts.iter().map(|part| documents(part)).sum::<u64>() <= u64::from(SMALL)
            && (self.parts.len() > 1 || self.parts.iter().any(|part| part.segment.has_deletes()))
    }
}

impl Part {
    /// How many documents have a word.
    pub(super) fn having(&self, spot: Spot, word: &TermInfo) -> tantivy::Result<u64> {
        let here = match self.segment.alive_bitset() {
            Some(here) if self.segment.max_doc() <= SMALL => here,
            _ => return Ok(u64::from(word.doc_freq)),
        };
        let index = self.index(spot);
        let mut list = index.read_block_postings_from_terminfo(word, IndexRecordOption::Basic)?;
        let mut documents = 0;
        while !list.docs().is_empty() {
            let alive = list.docs().iter().filter(|doc| here.is_alive(**doc));
            documents += alive.count() as u64;
            list.advance();
        }
        Ok(documents)
    }
}
