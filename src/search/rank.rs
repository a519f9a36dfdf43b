//! The ranking: a plan evaluated over one segment after the other, term by term into one score a document. Everything that matches is
//! counted along, so that totals and facets are exact and long queries cost what their postings cost.

use tantivy::{DocAddress, DocId};

use super::board::Board;
use super::facets::Tally;
use super::near;
use super::plan::{CARRIED, Clause, Plan, Shape, WordPlan};
use super::ready::Ready;
use super::sieve::Sieve;
use super::signature;
use super::view::View;

/// So many of the best are looked at once more, for words that stand near each other.
const LOOKED_AT_AGAIN: usize = 100;

/// A document that was found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    /// Where it is.
    pub(super) address: DocAddress,
    /// How well it matches.
    pub(super) score: f32,
    /// What comes before anything else: whether it has every word when few were typed, how many of the phrases when one may do.
    first: u8,
    /// How many of the words it has, counted or not.
    pub(super) has: u8,
}

impl Found {
    /// Something found, whatever words it has.
    pub(super) fn new(address: DocAddress, score: f32) -> Self {
        Self {
            address,
            score,
            first: 0,
            has: 0,
        }
    }
}

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Ranking {
    /// The best ones, best first.
    pub(super) best: Vec<Found>,
    /// How many there are.
    pub(super) total: u64,
    /// How many have every word.
    pub(super) complete: u64,
}

/// A word of the plan with its ways of being found looked up.
pub(super) struct ReadyWord {
    /// What it counts in a document of usual length that has it once.
    pub(super) worth: f32,
    /// The same, with what it counts where only some documents have anything.
    pub(super) at_most: f32,
    pub(super) clauses: Vec<Ready>,
    /// Its place in the query.
    pub(super) at: usize,
}

/// Evaluates a plan for so many of the best; the tally hears of everything that was found.
pub(super) fn rank(
    view: &View,
    plan: &Plan,
    limit: usize,
    mut tally: Option<&mut Tally>,
) -> tantivy::Result<Ranking> {
    let words = ready_words(view, plan)?;
    let ready = |clauses: &[Clause]| -> tantivy::Result<Vec<Option<Ready>>> {
        clauses
            .iter()
            .map(|clause| Ready::of(clause, view))
            .collect()
    };
    let (required, excluded) = (ready(&plan.required)?, ready(&plan.excluded)?);
    let mut ranking = Ranking::default();
    if !plan.a_part_may_do && required.iter().any(Option::is_none) {
        return Ok(ranking);
    }
    let every = words.is_empty() && required.is_empty();
    let counts = plan.counts_words();
    let mut best = Best::of(if limit == 0 {
        0
    } else {
        limit.max(LOOKED_AT_AGAIN)
    });
    for (ordinal, part) in view.parts.iter().enumerate() {
        let sieve = Sieve::new(&part.segment, &view.fields, &plan.filters)?;
        Board::with(part.segment.max_doc(), |board| -> tantivy::Result<()> {
            for word in &words {
                board.next_word();
                for ready in &word.clauses {
                    ready.add_to(view, ordinal, board)?;
                }
            }
            for ready in required.iter().flatten() {
                ready.each(view, ordinal, board, Board::require)?;
            }
            for ready in excluded.iter().flatten() {
                ready.each(view, ordinal, board, |board, doc, _| board.exclude(doc))?;
            }
            let mut take = |doc: DocId| {
                let place = board.place(doc);
                if place.is_out()
                    || !plan.a_part_may_do && usize::from(place.required) != required.len()
                    || part.segment.is_deleted(doc)
                    || !sieve.lets_through(doc)
                {
                    return;
                }
                ranking.total += 1;
                let complete = usize::from(place.words) == words.len();
                ranking.complete += u64::from(complete);
                if let Some(tally) = &mut tally {
                    tally.count(view, ordinal, doc);
                }
                let first = if counts {
                    u8::from(complete)
                } else {
                    place.required
                };
                // What a match counts by its traits is looked up only where it may be among the best.
                if best.is_above(first, place.score * part.most_worth) {
                    best.offer(Found {
                        address: DocAddress::new(ordinal as u32, doc),
                        score: place.score * part.worth(doc),
                        first,
                        has: place.words,
                    });
                }
            };
            if every {
                (0..part.segment.max_doc()).for_each(&mut take);
            } else {
                board.touched().iter().copied().for_each(&mut take);
            }
            Ok(())
        })?;
    }
    let mut found = best.ended();
    signature::add(view, &plan.letters, &mut found);
    near::add(view, &words, &mut found)?;
    ranking.best = ordered(view, found, limit);
    Ok(ranking)
}

/// The words of a plan that are carried: of a long text the rarest only.
pub(super) fn ready_words(view: &View, plan: &Plan) -> tantivy::Result<Vec<ReadyWord>> {
    let mut words = Vec::with_capacity(plan.words.len());
    for (at, word) in plan.words.iter().enumerate() {
        let mut clauses = Vec::with_capacity(word.clauses.len());
        for clause in &word.clauses {
            // What only finds adds nothing where nobody counts words.
            if clause.weight > 0.0 || plan.counts_words() {
                clauses.extend(Ready::of(clause, view)?);
            }
        }
        let worth = worth_of(view, word, &clauses);
        let besides = clauses.iter().filter(|ready| ready.spot.is_of_some());
        words.push(ReadyWord {
            worth,
            at_most: worth + besides.map(Ready::worth).sum::<f32>(),
            clauses,
            at,
        });
    }
    if words.len() > CARRIED {
        words.sort_by(|a, b| {
            (a.clauses.is_empty().cmp(&b.clauses.is_empty())).then(b.worth.total_cmp(&a.worth))
        });
        words.truncate(CARRIED);
    }
    Ok(words)
}

/// What a word counts in a document of usual length that has it once. A word that is nowhere is the rarest of all.
fn worth_of(view: &View, word: &WordPlan, found: &[Ready]) -> f32 {
    if found.is_empty() {
        let weights = word.clauses.iter().filter(|clause| {
            !matches!(clause.shape, Shape::Prefix(_)) && !clause.spot.is_of_some()
        });
        view.rarity(0) * weights.map(|clause| clause.weight).sum::<f32>()
    } else {
        let told = found.iter().filter(|ready| !ready.spot.is_of_some());
        told.map(Ready::worth).sum()
    }
}

/// The best so far, kept short.
pub(super) struct Best {
    limit: usize,
    found: Vec<Found>,
    /// What is not above this is not among the best.
    floor: (u8, f32),
}

impl Best {
    pub(super) fn of(limit: usize) -> Self {
        Self {
            limit,
            found: Vec::with_capacity(limit.min(400) * 4),
            floor: (0, f32::NEG_INFINITY),
        }
    }

    /// Whether something that matches so may be among the best.
    fn is_above(&self, first: u8, score: f32) -> bool {
        self.limit > 0 && (first, score) >= self.floor
    }

    pub(super) fn offer(&mut self, found: Found) {
        if !self.is_above(found.first, found.score) {
            return;
        }
        self.found.push(found);
        if self.found.len() >= self.limit * 4 {
            self.cut();
        }
    }

    /// What is among the best in the end, in no order.
    pub(super) fn ended(mut self) -> Vec<Found> {
        if self.found.len() > self.limit {
            self.cut();
        }
        self.found
    }

    fn cut(&mut self) {
        let by_match = |a: &Found, b: &Found| {
            (b.first.cmp(&a.first))
                .then(b.score.total_cmp(&a.score))
                .then(a.address.cmp(&b.address))
        };
        let (_, last, _) = self.found.select_nth_unstable_by(self.limit - 1, by_match);
        self.floor = (last.first, last.score);
        self.found.truncate(self.limit);
    }
}

/// The best first; of those that match as well the newest.
pub(super) fn ordered(view: &View, mut found: Vec<Found>, limit: usize) -> Vec<Found> {
    let by_match = |a: &Found, b: &Found| (b.first.cmp(&a.first)).then(b.score.total_cmp(&a.score));
    let updated = |found: &Found| {
        let part = &view.parts[found.address.segment_ord as usize];
        part.updated.first(found.address.doc_id).unwrap_or_default()
    };
    // When they were written is looked up where nothing else tells them apart.
    let by_all = |a: &Found, b: &Found| {
        by_match(a, b)
            .then_with(|| updated(b).cmp(&updated(a)))
            .then(a.address.cmp(&b.address))
    };
    found.sort_unstable_by(by_all);
    found.truncate(limit);
    found
}
