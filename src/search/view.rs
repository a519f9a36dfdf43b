//! One state of the index, opened for ranking: what every query asks of it is looked up once, when it is loaded.

use std::sync::Arc;

use tantivy::columnar::{Column, StrColumn};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::Field;
use tantivy::{DocId, InvertedIndexReader, Searcher, SegmentReader};

use super::schema::{Fields, SIGNATURE};
use super::traits::Traits;

/// The constants of BM25.
pub(super) const K1: f32 = 1.2;
/// How much a longer text costs, and a longer title.
const B: f32 = 0.85;
const B_OF_TITLES: f32 = 0.75;

/// A field in which words are ranked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    /// Everything.
    All,
    /// The title.
    Title,
    /// Words as written.
    Forms,
}

impl Spot {
    const ALL: [Self; 3] = [Self::All, Self::Title, Self::Forms];

    fn field(self, fields: &Fields) -> Field {
        match self {
            Self::All => fields.all,
            Self::Title => fields.title,
            Self::Forms => fields.forms,
        }
    }
}

/// The index as it is now.
pub(super) struct View {
    pub(super) searcher: Searcher,
    pub(super) fields: Fields,
    pub(super) parts: Vec<Part>,
    /// How many documents there are, at least one.
    pub(super) documents: u64,
    /// What a document's length costs, by the number that stands for it, for each [`Spot`].
    lengths: [[f32; 256]; 3],
}

/// One segment of it.
pub(super) struct Part {
    pub(super) segment: SegmentReader,
    pub(super) traits: Vec<Option<Traits>>,
    /// What a match counts, by its traits.
    worth: Vec<f32>,
    traits_of: Option<Column<u64>>,
    pub(super) updated: Column<i64>,
    pub(super) tags: Option<StrColumn>,
    /// The letters of titles.
    pub(super) signature: Vec<Column<u64>>,
    words: [(Arc<InvertedIndexReader>, FieldNormReader); 3],
}

impl View {
    pub(super) fn of(searcher: Searcher, fields: Fields) -> tantivy::Result<Self> {
        let documents = searcher.num_docs().max(1);
        let parts = searcher
            .segment_readers()
            .iter()
            .map(|segment| Part::of(segment, &fields))
            .collect::<tantivy::Result<Vec<_>>>()?;
        let lengths = Spot::ALL.map(|spot| {
            let tokens = |part: &Part| part.index(spot).total_num_tokens();
            let tokens: u64 = parts.iter().map(tokens).sum();
            let average = (tokens as f32 / documents as f32).max(1.0);
            let b = if spot == Spot::Title { B_OF_TITLES } else { B };
            std::array::from_fn(|id| {
                let length = FieldNormReader::id_to_fieldnorm(id as u8) as f32;
                K1 * (1.0 - b + b * length / average)
            })
        });
        Ok(Self {
            searcher,
            fields,
            parts,
            documents,
            lengths,
        })
    }

    /// What lengths cost in a field.
    pub(super) fn lengths(&self, spot: Spot) -> &[f32; 256] {
        &self.lengths[spot as usize]
    }

    /// How rare something is that so many documents have.
    pub(super) fn rarity(&self, frequency: u64) -> f32 {
        let frequency = frequency.min(self.documents) as f32;
        (1.0 + (self.documents as f32 - frequency + 0.5) / (frequency + 0.5)).ln()
    }
}

impl Part {
    fn of(segment: &SegmentReader, fields: &Fields) -> tantivy::Result<Self> {
        let fast = segment.fast_fields();
        let (mut traits, mut traits_of) = (Vec::new(), None);
        if let Some(column) = fast.str("traits")? {
            let mut word = String::new();
            for ordinal in 0..column.num_terms() as u64 {
                word.clear();
                column.ord_to_str(ordinal, &mut word)?;
                traits.push(Traits::read(&word));
            }
            traits_of = Some(column.ords().clone());
        }
        let open = |spot: Spot| -> tantivy::Result<_> {
            let field = spot.field(fields);
            Ok((
                segment.inverted_index(field)?,
                segment.get_fieldnorms_reader(field)?,
            ))
        };
        let worth = |traits: &Option<Traits>| traits.as_ref().map_or(1.0, Traits::worth);
        Ok(Self {
            worth: traits.iter().map(worth).collect(),
            traits,
            traits_of,
            updated: fast.i64("updated")?,
            tags: fast.str("tag")?,
            signature: SIGNATURE
                .into_iter()
                .map(|name| fast.u64(name))
                .collect::<tantivy::Result<_>>()?,
            words: [open(Spot::All)?, open(Spot::Title)?, open(Spot::Forms)?],
            segment: segment.clone(),
        })
    }

    /// The words of a field.
    pub(super) fn index(&self, spot: Spot) -> &InvertedIndexReader {
        &self.words[spot as usize].0
    }

    /// The lengths of documents in a field.
    pub(super) fn norms(&self, spot: Spot) -> &FieldNormReader {
        &self.words[spot as usize].1
    }

    /// The number of a document's traits.
    pub(super) fn traits_of(&self, doc: DocId) -> Option<usize> {
        self.traits_of
            .as_ref()?
            .first(doc)
            .map(|ordinal| ordinal as usize)
    }

    /// What a match of the document counts.
    pub(super) fn worth(&self, doc: DocId) -> f32 {
        let worth = self
            .traits_of(doc)
            .and_then(|traits| self.worth.get(traits));
        worth.copied().unwrap_or(1.0)
    }
}
