//! Words that stand beside each other in the query and near each other in a text: what that adds, for the best of what was found.

use tantivy::DocId;

use super::rank::{Found, ReadyWord};
use super::ready::lists;
use super::view::{K1, Spot, View};

/// How far apart two words may stand.
const WITHIN: u32 = 2;

/// What a pair counts beside its two words.
const PAIR: f32 = 0.25;

/// The positions of one word in the documents that are looked at.
#[derive(Default)]
struct Positions {
    all: Vec<u32>,
    /// Where those of each document end.
    ends: Vec<usize>,
}

impl Positions {
    fn of(&self, document: usize) -> &[u32] {
        let start = document
            .checked_sub(1)
            .map_or(0, |before| self.ends[before]);
        &self.all[start..self.ends[document]]
    }
}

/// Adds what pairs of neighbouring words count to the scores.
pub(super) fn add(view: &View, words: &[ReadyWord], found: &mut [Found]) -> tantivy::Result<()> {
    let plain = |word: &ReadyWord| {
        (word.clauses.iter())
            .position(|ready| ready.spot == Spot::All && ready.spellings(0).is_some())
    };
    let mut order: Vec<(&ReadyWord, usize)> = words
        .iter()
        .filter_map(|word| Some((word, plain(word)?)))
        .collect();
    order.sort_unstable_by_key(|(word, _)| word.at);
    if !order
        .windows(2)
        .any(|pair| pair[0].0.at + 1 == pair[1].0.at)
    {
        return Ok(());
    }
    found.sort_unstable_by_key(|found| found.address);
    let same = |a: &Found, b: &Found| a.address.segment_ord == b.address.segment_ord;
    let mut buffer = Vec::new();
    for found in found.chunk_by_mut(same) {
        let ordinal = found[0].address.segment_ord as usize;
        let part = &view.parts[ordinal];
        let documents: Vec<DocId> = found.iter().map(|found| found.address.doc_id).collect();
        let mut before: Option<(usize, f32, Positions)> = None;
        for (word, clause) in &order {
            let ready = &word.clauses[*clause];
            let mut list = lists(
                part,
                Spot::All,
                ready.spellings(ordinal).unwrap_or_default(),
                true,
            )?;
            let mut positions = Positions::default();
            for doc in &documents {
                if list.seek(*doc) == *doc {
                    list.positions(&mut buffer);
                    positions.all.extend_from_slice(&buffer);
                }
                positions.ends.push(positions.all.len());
            }
            if let Some((at, rarity, others)) = &before
                && at + 1 == word.at
            {
                for (number, found) in found.iter_mut().enumerate() {
                    let count = pairs(others.of(number), positions.of(number)) as f32;
                    if count > 0.0 {
                        let doc = found.address.doc_id;
                        let norm = part.norms(Spot::All).fieldnorm_id(doc);
                        let length = view.lengths(Spot::All)[usize::from(norm)];
                        found.score += PAIR * (rarity + ready.rarity) * (K1 + 1.0) * count
                            / (count + length)
                            * part.worth(doc);
                    }
                }
            }
            before = Some((word.at, ready.rarity, positions));
        }
    }
    Ok(())
}

/// How often a position of the one stands near one of the other.
fn pairs(one: &[u32], other: &[u32]) -> u32 {
    let (mut from, mut count) = (0, 0);
    for &position in one {
        while other
            .get(from)
            .is_some_and(|&next| next + WITHIN < position)
        {
            from += 1;
        }
        let near = other[from..]
            .iter()
            .take_while(|&&next| next <= position + WITHIN);
        count += u32::from(near.clone().any(|&next| next != position));
    }
    count
}
