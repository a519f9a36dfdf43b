//! Lists of documents: spellings of one word merged, words met in one document or in a row, unfinished words finished.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::Field;
use tantivy::{DocId, DocSet, Searcher, TERMINATED, Term};

/// So many ways of finishing a word are looked up, the most frequent ones.
const WAYS: usize = 48;
/// So many are looked at in each segment.
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

    /// Gives every document of any list once, with how often the words occur in it together. Not in order.
    pub(super) fn together(
        lists: Vec<SegmentPostings>,
        documents: u32,
        give: &mut impl FnMut(DocId, u32),
    ) {
        let mut frequencies = vec![0_u32; documents as usize];
        let mut touched: Vec<DocId> =
            Vec::with_capacity(lists.iter().map(|list| list.doc_freq() as usize).sum());
        for mut list in lists {
            while list.doc() != TERMINATED {
                let frequency = &mut frequencies[list.doc() as usize];
                if *frequency == 0 {
                    touched.push(list.doc());
                }
                *frequency += list.term_freq();
                list.advance();
            }
        }
        for doc in touched {
            give(doc, frequencies[doc as usize]);
        }
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

    fn seek(&mut self, target: DocId) -> DocId {
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

    fn frequency(&self) -> u32 {
        self.lists
            .iter()
            .filter(|list| list.doc() == self.doc)
            .map(Postings::term_freq)
            .sum()
    }

    fn positions(&mut self, into: &mut Vec<u32>) {
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

/// The words of a field that begin so, the most frequent ones.
pub(super) fn expand(
    searcher: &Searcher,
    field: Field,
    prefix: &str,
) -> tantivy::Result<Vec<Term>> {
    let mut ways: Vec<(Vec<u8>, u32)> = Vec::new();
    let end = after(prefix.as_bytes());
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let mut stream = index
            .terms()
            .range()
            .ge(prefix.as_bytes())
            .lt(&end)
            .into_stream()?;
        let mut looked_at = 0;
        while looked_at < LOOKED_AT && stream.advance() {
            ways.push((stream.key().to_vec(), stream.value().doc_freq));
            looked_at += 1;
        }
    }
    if searcher.segment_readers().len() > 1 {
        ways.sort_unstable();
        ways.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
    }
    if ways.len() > WAYS {
        ways.select_nth_unstable_by(WAYS - 1, |a, b| {
            b.1.cmp(&a.1).then_with(|| a.0.len().cmp(&b.0.len()))
        });
        ways.truncate(WAYS);
    }
    Ok(ways
        .into_iter()
        .filter_map(|(word, _)| String::from_utf8(word).ok())
        .map(|word| Term::from_field_text(field, &word))
        .collect())
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
