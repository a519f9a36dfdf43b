//! The clauses of a plan with their terms looked up: what they count, and which documents they find.

use std::sync::Arc;

use tantivy::DocId;
use tantivy::postings::{BlockSegmentPostings, SegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;

use super::board::Board;
use super::plan::{Clause, Shape};
use super::postings::{Lists, expand};
use super::view::{K1, Part, Spot, View};

/// A clause with its terms looked up in every segment, and its rarity over the whole index.
pub(super) struct Ready {
    pub(super) spot: Spot,
    pub(super) weight: f32,
    pub(super) rarity: f32,
    /// Whether it makes the word found, or only adds to what is found otherwise.
    finds: bool,
    shape: ReadyShape,
}

/// By segment.
enum ReadyShape {
    /// Any of these spellings.
    Any(Vec<Vec<TermInfo>>),
    /// All of these words, each in any of its spellings.
    Every {
        words: Vec<Vec<Vec<TermInfo>>>,
        in_a_row: bool,
    },
}

impl Ready {
    /// Looks a clause up. None when nothing can be found by it.
    pub(super) fn of(clause: &Clause, view: &View) -> tantivy::Result<Option<Self>> {
        let spot = clause.spot;
        if !view.has_any(spot) {
            return Ok(None);
        }
        let found = match &clause.shape {
            Shape::Any(texts) => {
                let terms = look_up(view, spot, texts)?;
                let rarity = match (spot, view.rarity_of(spot, &terms)?) {
                    (_, Some(_)) if spot.is_of_some() => {
                        view.rarity_of(Spot::All, &look_up(view, Spot::All, texts)?)?
                    }
                    (_, rarity) => rarity,
                };
                rarity.map(|rarity| (ReadyShape::Any(terms), rarity))
            }
            Shape::Prefix(prefix) => {
                let terms = expand(view, spot, prefix)?;
                view.rarity_of(spot, &terms)?
                    .map(|rarity| (ReadyShape::Any(terms), rarity))
            }
            Shape::Every {
                spellings,
                in_a_row,
            } => {
                let mut words: Vec<Vec<Vec<TermInfo>>> = view
                    .parts
                    .iter()
                    .map(|_| Vec::with_capacity(spellings.len()))
                    .collect();
                let mut rarity = Some(0.0);
                for texts in spellings {
                    let terms = look_up(view, spot, texts)?;
                    rarity = rarity
                        .zip(view.rarity_of(spot, &terms)?)
                        .map(|(sum, next)| sum + next);
                    for (words, terms) in words.iter_mut().zip(terms) {
                        words.push(terms);
                    }
                }
                let in_a_row = *in_a_row;
                rarity.map(|rarity| (ReadyShape::Every { words, in_a_row }, rarity))
            }
        };
        Ok(found.map(|(shape, rarity)| Self {
            spot,
            weight: clause.weight,
            finds: clause.finds,
            rarity,
            shape,
        }))
    }

    /// What it counts in a document of usual length that has it once.
    pub(super) fn worth(&self) -> f32 {
        self.weight * self.rarity
    }

    /// Adds what it counts in every document of a segment that matches.
    pub(super) fn add_to(
        &self,
        view: &View,
        ordinal: usize,
        board: &mut Board,
    ) -> tantivy::Result<()> {
        // Which of the two is settled here, not for each document.
        if self.finds {
            self.each(view, ordinal, board, Board::add)
        } else {
            self.each(view, ordinal, board, Board::add_besides)
        }
    }

    /// The spellings in a segment, when it is a plain word.
    pub(super) fn spellings(&self, part: usize) -> Option<&[TermInfo]> {
        match &self.shape {
            ReadyShape::Any(terms) => Some(&terms[part]),
            ReadyShape::Every { .. } => None,
        }
    }

    /// Gives every document of a segment that matches, once, with its score.
    pub(super) fn each(
        &self,
        view: &View,
        ordinal: usize,
        board: &mut Board,
        mut give: impl FnMut(&mut Board, DocId, f32),
    ) -> tantivy::Result<()> {
        let part = &view.parts[ordinal];
        let (norms, lengths) = (part.norms(self.spot), view.lengths(self.spot));
        let worth = self.worth() * (K1 + 1.0);
        let score = |doc: DocId, frequency: u32| {
            let frequency = frequency as f32;
            worth * frequency / (frequency + lengths[usize::from(norms.fieldnorm_id(doc))])
        };
        let index = part.index(self.spot);
        match &self.shape {
            ReadyShape::Any(terms) => match terms[ordinal].as_slice() {
                [] => {}
                [only] => {
                    let mut list = index
                        .read_block_postings_from_terminfo(only, IndexRecordOption::WithFreqs)?;
                    each_in(&mut list, |doc, count| give(board, doc, score(doc, count)));
                }
                [first, others @ ..] => {
                    let mut list = index
                        .read_block_postings_from_terminfo(first, IndexRecordOption::WithFreqs)?;
                    each_in(&mut list, |doc, count| board.sum(doc, count));
                    for other in others {
                        index.reset_block_postings_from_terminfo(other, &mut list)?;
                        each_in(&mut list, |doc, count| board.sum(doc, count));
                    }
                    board.take_sums(|board, doc, count| give(board, doc, score(doc, count)));
                }
            },
            ReadyShape::Every { words, in_a_row } => {
                let groups = words[ordinal]
                    .iter()
                    .map(|terms| lists(part, self.spot, terms, *in_a_row))
                    .collect::<tantivy::Result<Vec<_>>>()?;
                Lists::meet(groups, *in_a_row, &mut |doc, count| {
                    give(board, doc, score(doc, count));
                });
            }
        }
        Ok(())
    }

    /// Gives those of these documents, which are in order, that match a plain word, with their scores.
    pub(super) fn each_among(
        &self,
        view: &View,
        ordinal: usize,
        documents: &[DocId],
        mut give: impl FnMut(DocId, f32),
    ) -> tantivy::Result<()> {
        let ReadyShape::Any(terms) = &self.shape else {
            return Ok(());
        };
        let part = &view.parts[ordinal];
        let (norms, lengths) = (part.norms(self.spot), view.lengths(self.spot));
        let worth = self.worth() * (K1 + 1.0);
        let mut lists = lists(part, self.spot, &terms[ordinal], false)?;
        for &doc in documents {
            let at = lists.seek(doc);
            if at == tantivy::TERMINATED {
                break;
            }
            if at == doc {
                let frequency = lists.frequency() as f32;
                let length = lengths[usize::from(norms.fieldnorm_id(doc))];
                give(doc, worth * frequency / (frequency + length));
            }
        }
        Ok(())
    }
}

impl View {
    /// How rare the words of one group are together; none when none of them is there.
    fn rarity_of(&self, spot: Spot, terms: &[Vec<TermInfo>]) -> tantivy::Result<Option<f32>> {
        let frequency = self.having(spot, terms)?;
        Ok((frequency > 0).then(|| self.rarity(frequency)))
    }
}

/// The lists of one word's spellings in a segment, with positions when asked.
pub(super) fn lists(
    part: &Part,
    spot: Spot,
    terms: &[TermInfo],
    positions: bool,
) -> tantivy::Result<Lists> {
    let record = if positions {
        IndexRecordOption::WithFreqsAndPositions
    } else {
        IndexRecordOption::WithFreqs
    };
    let index = part.index(spot);
    let open = |term| -> tantivy::Result<SegmentPostings> {
        Ok(index.read_postings_from_terminfo(term, record)?)
    };
    Ok(Lists::new(
        terms.iter().map(open).collect::<tantivy::Result<_>>()?,
    ))
}

/// The spellings of a word that are there, by segment.
fn look_up(view: &View, spot: Spot, texts: &[String]) -> tantivy::Result<Vec<Vec<TermInfo>>> {
    let in_part = |part: &Arc<Part>| -> tantivy::Result<Vec<TermInfo>> {
        let words = part.index(spot).terms();
        let mut found = Vec::with_capacity(texts.len());
        for text in texts {
            found.extend(words.get(text.as_bytes())?);
        }
        Ok(found)
    };
    view.parts.iter().map(in_part).collect()
}

/// How many documents have any of these words, counted once a word.
pub(super) fn documents_with(view: &View, spot: Spot, texts: &[String]) -> tantivy::Result<u64> {
    view.having(spot, &look_up(view, spot, texts)?)
}

fn each_in(list: &mut BlockSegmentPostings, mut give: impl FnMut(DocId, u32)) {
    loop {
        let documents = list.docs();
        if documents.is_empty() {
            return;
        }
        for (doc, count) in documents.iter().zip(list.freqs()) {
            give(*doc, *count);
        }
        list.advance();
    }
}
