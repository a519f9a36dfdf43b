//! Lists of documents: spellings of one word merged, words met in one document or in a row, unfinished words finished.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use tantivy::postings::{Postings, SegmentPostings, TermInfo};
use tantivy::{DocId, DocSet, TERMINATED};

use super::view::{Part, Spot, View};

/// So many ways of finishing a word are looked up in each segment, the most frequent ones.
const WAYS: usize = 64;
/// So many are looked at.
const LOOKED_AT: usize = 2_000;

/// The lists of one word's spellings, read side by side.
pub(super) struct Lists {
    lists: Vec<SegmentPostings>,
    doc: DocId,
}

impl Lists {
    /// At the first document of any of them.
    pub(super) fn new(lists: Vec<SegmentPostings>) -> Self {
        let doc = lists.iter().map(DocSet::doc).min().unwrap_or(TERMINATED);
        Self { lists, doc }
    }

    /// Gives every document in which all the words occur, in a row when asked, with how often.
    pub(super) fn meet(mut words: Vec<Self>, in_a_row: bool, give: &mut impl FnMut(DocId, u32)) {
        let mut at = 0;
        let mut rows = Rows::default();
        loop {
            // Every word moves to the furthest one until they stand in the same document.
            let mut together = true;
            for word in &mut words {
                let doc = word.seek(at);
                if doc == TERMINATED {
                    return;
                }
                if doc > at {
                    at = doc;
                    together = false;
                }
            }
            if !together {
                continue;
            }
            let frequency = if in_a_row {
                rows.count(&mut words)
            } else {
                words.iter().map(Self::frequency).min().unwrap_or(0)
            };
            if frequency > 0 {
                give(at, frequency);
            }
            at += 1;
        }
    }

    /// Moves to the first document at or after this one.
    pub(super) fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            self.doc = TERMINATED;
            for list in &mut self.lists {
                let doc = if list.doc() < target {
                    list.seek(target)
                } else {
                    list.doc()
                };
                self.doc = self.doc.min(doc);
            }
        }
        self.doc
    }

    /// How often the word occurs in the document where it stands.
    pub(super) fn frequency(&self) -> u32 {
        self.lists
            .iter()
            .filter(|list| list.doc() == self.doc)
            .map(Postings::term_freq)
            .sum()
    }

    /// Where the word stands in the document, in order.
    pub(super) fn positions(&mut self, into: &mut Vec<u32>) {
        into.clear();
        for list in &mut self.lists {
            if list.doc() == self.doc {
                list.append_positions_with_offset(0, into);
            }
        }
        into.sort_unstable();
        into.dedup();
    }
}

/// Two lists of positions, reused.
#[derive(Default)]
struct Rows {
    ends: Vec<u32>,
    next: Vec<u32>,
}

impl Rows {
    /// How often the words stand in a row in the document where they all are.
    fn count(&mut self, words: &mut [Lists]) -> u32 {
        let Some((first, others)) = words.split_first_mut() else {
            return 0;
        };
        first.positions(&mut self.ends);
        for word in others {
            word.positions(&mut self.next);
            let next = &self.next;
            self.ends.retain_mut(|end| {
                *end += 1;
                next.binary_search(end).is_ok()
            });
            if self.ends.is_empty() {
                return 0;
            }
        }
        self.ends.len() as u32
    }
}

/// The words of a field that begin so, by segment, the most frequent ones.
pub(super) fn expand(view: &View, spot: Spot, prefix: &str) -> tantivy::Result<Vec<Vec<TermInfo>>> {
    let end = after(prefix.as_bytes());
    if view.has_traces() {
        return expand_together(view, spot, prefix.as_bytes(), &end);
    }
    let in_part = |part: &Arc<Part>| -> tantivy::Result<Vec<TermInfo>> {
        let words = part.index(spot).terms();
        let mut stream = words.range().ge(prefix.as_bytes()).lt(&end).into_stream()?;
        let mut ways: Vec<TermInfo> = Vec::new();
        let mut looked_at = 0;
        while looked_at < LOOKED_AT && stream.advance() {
            ways.push(stream.value().clone());
            looked_at += 1;
        }
        if ways.len() > WAYS {
            // Of those as frequent the first by their letters, which is how their lists follow each other.
            ways.select_nth_unstable_by_key(WAYS - 1, |word| {
                (Reverse(word.doc_freq), word.postings_range.start)
            });
            ways.truncate(WAYS);
        }
        Ok(ways)
    };
    view.parts.iter().map(in_part).collect()
}

/// A way of finishing a word: how many documents have it, and where it is in each part that has it.
#[derive(Default)]
struct Way {
    documents: u64,
    by_part: Vec<(usize, TermInfo)>,
}

/// The same of all parts together: a word counts by how many documents have it in any of them.
fn expand_together(
    view: &View,
    spot: Spot,
    from: &[u8],
    to: &[u8],
) -> tantivy::Result<Vec<Vec<TermInfo>>> {
    let mut together: BTreeMap<Vec<u8>, Way> = BTreeMap::new();
    for (ordinal, part) in view.parts.iter().enumerate() {
        let words = part.index(spot).terms();
        let mut stream = words.range().ge(from).lt(to).into_stream()?;
        let mut looked_at = 0;
        while looked_at < LOOKED_AT && stream.advance() {
            let documents = part.having(spot, stream.value())?;
            if documents == 0 {
                continue;
            }
            looked_at += 1;
            let way = together.entry(stream.key().to_vec()).or_default();
            way.documents += documents;
            way.by_part.push((ordinal, stream.value().clone()));
        }
    }
    let mut ways: Vec<Way> = together.into_values().take(LOOKED_AT).collect();
    if ways.len() > WAYS {
        ways.sort_by_key(|way| Reverse(way.documents));
        ways.truncate(WAYS);
    }
    let mut by_part = vec![Vec::new(); view.parts.len()];
    for (ordinal, word) in ways.into_iter().flat_map(|way| way.by_part) {
        by_part[ordinal].push(word);
    }
    Ok(by_part)
}

/// The first bytes after everything that begins so. A prefix is never empty and never only `0xff`: it is text.
fn after(prefix: &[u8]) -> Vec<u8> {
    let mut end = prefix.to_vec();
    while let Some(last) = end.pop() {
        if last < u8::MAX {
            end.push(last + 1);
            break;
        }
    }
    end
}
