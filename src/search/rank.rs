//! The ranking: a plan evaluated over one segment after the other, term by term into one score a document. Everything that matches is
//! counted along, so that totals and facets are exact and long queries cost what their postings cost.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocId, DocSet, Searcher, SegmentReader, TERMINATED, Term};

use super::plan::{CARRIED, Clause, Plan, Shape, WordPlan};
use super::postings::{Lists, expand};
use super::schema::{Fields, WORTH};
use super::sieve::Sieve;

/// The constants of BM25.
const K1: f32 = 1.2;
const B: f32 = 0.75;

/// A document that was found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    /// Where it is.
    pub(super) address: DocAddress,
    /// How well it matches.
    pub(super) score: f32,
    /// How many of the words it has, when they count.
    pub(super) words: u8,
    /// When it last changed.
    pub(super) updated: i64,
}

/// Everything that was found, unsorted.
#[derive(Debug, Default)]
pub(super) struct Ranking {
    pub(super) found: Vec<Found>,
    /// How many words there were to be found.
    pub(super) words: u8,
    /// The score of an imaginary document of usual length that has every word once.
    pub(super) best_possible: f32,
}

impl Ranking {
    /// The best ones, best first.
    pub(super) fn best(&mut self, limit: usize) -> &[Found] {
        let order = |a: &Found, b: &Found| {
            b.words
                .cmp(&a.words)
                .then(b.score.total_cmp(&a.score))
                .then(b.updated.cmp(&a.updated))
                .then(a.address.cmp(&b.address))
        };
        if limit == 0 {
            return &[];
        }
        if self.found.len() > limit {
            self.found.select_nth_unstable_by(limit - 1, order);
        }
        let best = self.found.len().min(limit);
        self.found[..best].sort_unstable_by(order);
        &self.found[..best]
    }

    /// How many have every word.
    pub(super) fn complete(&self) -> u64 {
        self.found
            .iter()
            .filter(|found| found.words == self.words)
            .count() as u64
    }
}

/// Evaluates a plan.
pub(super) fn rank(searcher: &Searcher, fields: &Fields, plan: &Plan) -> tantivy::Result<Ranking> {
    let documents = searcher.num_docs().max(1);
    let mut words = Vec::with_capacity(plan.words.len());
    for word in &plan.words {
        let mut clauses = Vec::with_capacity(word.clauses.len());
        for clause in &word.clauses {
            if let Some(ready) = Ready::of(clause, searcher)? {
                clauses.push(ready);
            }
        }
        let worth = worth_of(word, &clauses, documents);
        words.push((worth, clauses));
    }
    // Of a long text only the rarest words are carried.
    if words.len() > CARRIED {
        words.sort_by(|a, b| {
            a.1.is_empty()
                .cmp(&b.1.is_empty())
                .then(b.0.total_cmp(&a.0))
        });
        words.truncate(CARRIED);
    }
    let ready = |clauses: &[Clause]| -> tantivy::Result<Vec<Option<Ready>>> {
        clauses
            .iter()
            .map(|clause| Ready::of(clause, searcher))
            .collect()
    };
    let (required, excluded) = (ready(&plan.required)?, ready(&plan.excluded)?);
    let mut ranking = Ranking {
        found: Vec::new(),
        words: if plan.counts_words() {
            words.len() as u8
        } else {
            0
        },
        best_possible: words.iter().map(|(worth, _)| worth).sum(),
    };
    if required.iter().any(Option::is_none) {
        return Ok(ranking);
    }
    let every = words.is_empty() && required.is_empty();
    for (ordinal, segment) in searcher.segment_readers().iter().enumerate() {
        let mut board = Board::new(segment.max_doc());
        for (_, clauses) in &words {
            board.next_word();
            for ready in clauses {
                ready.each(segment, |doc, score| board.add(doc, score))?;
            }
        }
        for ready in required.iter().flatten() {
            ready.each(segment, |doc, score| board.require(doc, score))?;
        }
        for ready in excluded.iter().flatten() {
            ready.each(segment, |doc, _| board.exclude(doc))?;
        }
        let sieve = Sieve::new(segment, fields, &plan.filters)?;
        let standing = segment.fast_fields().u64("standing")?;
        let updated = segment.fast_fields().i64("updated")?;
        let mut take = |doc: DocId| {
            let place = &board.places[doc as usize];
            if place.out
                || usize::from(place.required) != required.len()
                || segment.is_deleted(doc)
                || !sieve.lets_through(doc)
            {
                return;
            }
            let worth = standing
                .first(doc)
                .and_then(|standing| WORTH.get(standing as usize))
                .copied()
                .unwrap_or(1.0);
            ranking.found.push(Found {
                address: DocAddress::new(ordinal as u32, doc),
                score: place.score * worth,
                words: if ranking.words > 0 { place.words } else { 0 },
                updated: updated.first(doc).unwrap_or_default(),
            });
        };
        if every {
            (0..segment.max_doc()).for_each(&mut take);
        } else {
            board.touched.iter().copied().for_each(&mut take);
        }
    }
    Ok(ranking)
}

/// What one document has gathered so far.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    score: f32,
    words: u8,
    last_word: u8,
    required: u8,
    out: bool,
    touched: bool,
}

/// One segment's scores.
struct Board {
    places: Vec<Place>,
    touched: Vec<DocId>,
    word: u8,
}

impl Board {
    fn new(documents: u32) -> Self {
        Self {
            places: vec![Place::default(); documents as usize],
            touched: Vec::new(),
            word: 0,
        }
    }

    fn next_word(&mut self) {
        self.word = self.word.saturating_add(1);
    }

    fn touch(&mut self, doc: DocId) -> &mut Place {
        let place = &mut self.places[doc as usize];
        if !place.touched {
            place.touched = true;
            self.touched.push(doc);
        }
        place
    }

    fn add(&mut self, doc: DocId, score: f32) {
        let word = self.word;
        let place = self.touch(doc);
        place.score += score;
        if place.last_word != word {
            place.last_word = word;
            place.words += 1;
        }
    }

    fn require(&mut self, doc: DocId, score: f32) {
        let place = self.touch(doc);
        place.score += score;
        place.required += 1;
    }

    fn exclude(&mut self, doc: DocId) {
        self.places[doc as usize].out = true;
    }
}

/// A clause with its terms looked up and its rarity known over the whole index.
struct Ready {
    field: Field,
    weight: f32,
    rarity: f32,
    norms: [f32; 256],
    shape: ReadyShape,
}

enum ReadyShape {
    Any(Vec<Term>),
    Every {
        spellings: Vec<Vec<Term>>,
        in_a_row: bool,
    },
}

/// What a word counts in a document of usual length that has it once. A word that is nowhere is the rarest of all.
fn worth_of(word: &WordPlan, found: &[Ready], documents: u64) -> f32 {
    if found.is_empty() {
        let weights = word
            .clauses
            .iter()
            .filter(|clause| !matches!(clause.shape, Shape::Prefix(_)));
        idf(0, documents) * weights.map(|clause| clause.weight).sum::<f32>()
    } else {
        found.iter().map(|ready| ready.weight * ready.rarity).sum()
    }
}

impl Ready {
    /// None when none of its terms is in the index.
    fn of(clause: &Clause, searcher: &Searcher) -> tantivy::Result<Option<Self>> {
        let field = clause.field;
        let documents = searcher.num_docs().max(1);
        let mut tokens = 0;
        for segment in searcher.segment_readers() {
            tokens += segment.inverted_index(field)?.total_num_tokens();
        }
        let rarity = |terms: &[Term]| -> tantivy::Result<Option<f32>> {
            let mut frequency = 0;
            for term in terms {
                frequency += searcher.doc_freq(term)?;
            }
            Ok((frequency > 0).then(|| idf(frequency.min(documents), documents)))
        };
        let terms = |texts: &[String]| {
            texts
                .iter()
                .map(|text| Term::from_field_text(field, text))
                .collect::<Vec<_>>()
        };
        let (shape, found) = match &clause.shape {
            Shape::Any(texts) => {
                let terms = terms(texts);
                let found = rarity(&terms)?;
                (ReadyShape::Any(terms), found)
            }
            Shape::Prefix(prefix) => {
                let terms = expand(searcher, field, prefix)?;
                let found = rarity(&terms)?;
                (ReadyShape::Any(terms), found)
            }
            Shape::Every {
                spellings,
                in_a_row,
            } => {
                let spellings: Vec<Vec<Term>> =
                    spellings.iter().map(|texts| terms(texts)).collect();
                let mut sum = Some(0.0);
                for group in &spellings {
                    sum = sum.zip(rarity(group)?).map(|(sum, found)| sum + found);
                }
                (
                    ReadyShape::Every {
                        spellings,
                        in_a_row: *in_a_row,
                    },
                    sum,
                )
            }
        };
        let average = (tokens as f32 / documents as f32).max(1.0);
        Ok(found.map(|rarity| Self {
            field,
            weight: clause.weight,
            rarity,
            norms: norms(average),
            shape,
        }))
    }

    fn score(&self, norm: u8, frequency: u32) -> f32 {
        let frequency = frequency as f32;
        self.weight * self.rarity * (K1 + 1.0) * frequency
            / (frequency + self.norms[usize::from(norm)])
    }

    /// Gives every document of the segment that matches, once, with its score.
    fn each(
        &self,
        segment: &SegmentReader,
        mut give: impl FnMut(DocId, f32),
    ) -> tantivy::Result<()> {
        let lengths = segment.get_fieldnorms_reader(self.field)?;
        let mut give = |doc: DocId, frequency: u32| {
            give(doc, self.score(lengths.fieldnorm_id(doc), frequency))
        };
        let index = segment.inverted_index(self.field)?;
        let open = |term: &Term, record| -> tantivy::Result<Option<SegmentPostings>> {
            Ok(index.read_postings(term, record)?)
        };
        match &self.shape {
            ReadyShape::Any(terms) => {
                let mut lists = Vec::with_capacity(terms.len());
                for term in terms {
                    lists.extend(open(term, IndexRecordOption::WithFreqs)?);
                }
                if let [list] = lists.as_mut_slice() {
                    while list.doc() != TERMINATED {
                        give(list.doc(), list.term_freq());
                        list.advance();
                    }
                } else if !lists.is_empty() {
                    Lists::together(lists, segment.max_doc(), &mut give);
                }
            }
            ReadyShape::Every {
                spellings,
                in_a_row,
            } => {
                let record = if *in_a_row {
                    IndexRecordOption::WithFreqsAndPositions
                } else {
                    IndexRecordOption::WithFreqs
                };
                let mut groups = Vec::with_capacity(spellings.len());
                for terms in spellings {
                    let mut lists = Vec::with_capacity(terms.len());
                    for term in terms {
                        lists.extend(open(term, record)?);
                    }
                    if lists.is_empty() {
                        return Ok(());
                    }
                    groups.push(Lists::new(lists));
                }
                Lists::meet(groups, *in_a_row, &mut give);
            }
        }
        Ok(())
    }
}

fn idf(frequency: u64, documents: u64) -> f32 {
    let (frequency, documents) = (frequency as f32, documents as f32);
    (1.0 + (documents - frequency + 0.5) / (frequency + 0.5)).ln()
}

fn norms(average: f32) -> [f32; 256] {
    std::array::from_fn(|id| {
        K1 * (1.0 - B + B * FieldNormReader::id_to_fieldnorm(id as u8) as f32 / average)
    })
}
