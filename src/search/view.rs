//! One state of the index, opened for ranking: what every query asks of it is looked up once, when it is loaded.

use std::sync::{Arc, OnceLock};

use quick_cache::sync::Cache;
use tantivy::columnar::Column;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::Field;
use tantivy::{DocAddress, DocId, InvertedIndexReader, Searcher, SegmentReader, TantivyError};
use tantivy_fst::{Map, MapBuilder};

use super::at_hand::{AtHand, Text};
use super::schema::Fields;
use super::signature::Titles;
use super::traits::Traits;

/// The constants of BM25.
pub(super) const K1: f32 = 1.2;
/// How much a longer text costs, a longer title, more ways of asking, more headings and more code.
const B: f32 = 0.85;
const B_OF_TITLES: f32 = 0.75;
const B_OF_WORDINGS: f32 = 0.75;
const B_OF_HEADINGS: f32 = 0.75;
const B_OF_CODE: f32 = 0.75;

/// A field in which words are ranked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    /// Everything.
    All,
    /// The title.
    Title,
    /// Words as written.
    Forms,
    /// How people ask for it.
    Asked,
    /// The headings.
    Headings,
    /// The code.
    Code,
}

/// How many spots there are.
const SPOTS: usize = 6;

impl Spot {
    const ALL: [Self; SPOTS] = [
        Self::All,
        Self::Title,
        Self::Forms,
        Self::Asked,
        Self::Headings,
        Self::Code,
    ];

    /// Whether only some documents have anything there: how rare a word is in it tells nothing, and a document that has it there is
    /// better than what is asked for needs to be.
    pub(super) fn is_of_some(self) -> bool {
        matches!(self, Self::Asked | Self::Headings | Self::Code)
    }

    fn field(self, fields: &Fields) -> Field {
        match self {
            Self::All => fields.all,
            Self::Title => fields.title,
            Self::Forms => fields.forms,
            Self::Asked => fields.asked,
            Self::Headings => fields.headings,
            Self::Code => fields.code,
        }
    }
}

/// The index as it is now.
pub(super) struct View {
    pub(super) searcher: Searcher,
    pub(super) fields: Fields,
    pub(super) parts: Vec<Arc<Part>>,
    /// How many documents there are, at least one.
    pub(super) documents: u64,
    /// What a document's length costs, by the number that stands for it, for each [`Spot`].
    lengths: [[f32; 256]; SPOTS],
    /// How many three letters in a row a title has, on average.
    pub(super) letters_of_a_title: f32,
    /// The words that were taken for others lately: as one types on, the same word is met at each key.
    pub(super) taken: Cache<Misspelt, Arc<[String]>>,
}

/// A word as it was typed, that is found almost nowhere.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Misspelt {
    pub(super) letters: String,
    pub(super) unfinished: bool,
}

/// So many words that were taken for others are kept.
const TAKEN_AT_HAND: usize = 1_000;

/// One segment of it.
pub(super) struct Part {
    pub(super) segment: SegmentReader,
    pub(super) traits: Vec<Option<Traits>>,
    /// What a match counts, by its traits.
    worth: Vec<f32>,
    /// What the match counts at most.
    pub(super) most_worth: f32,
    /// The number of each document's traits: asked of everything that is found.
    traits_of: Vec<u32>,
    pub(super) updated: Column<i64>,
    /// The numbers of all documents' tags, one document after the other, and where those of each end.
    tags_of: Vec<u32>,
    tags_end: Vec<u32>,
    /// The tags, by number.
    pub(super) tags: Vec<String>,
    pub(super) titles: Titles,
    words: [(Arc<InvertedIndexReader>, FieldNormReader); SPOTS],
    /// How many words its documents have in each field, and how many documents have any.
    tokens: [(u64, u64); SPOTS],
    /// What hits showed.
    shown: AtHand,
    frequent: OnceLock<Map<Vec<u8>>>,
}

/// Stands for a document without traits.
const NONE: u32 = u32::MAX;

/// What so many documents of a segment have is frequent in it.
const FREQUENT: u32 = 10;

impl View {
    /// Opens a state of the index; segments that stood in the state before are not opened again.
    pub(super) fn of(
        searcher: Searcher,
        fields: Fields,
        before: Option<&Self>,
    ) -> tantivy::Result<Self> {
        let documents = searcher.num_docs().max(1);
        let part = |segment: &SegmentReader| {
            // Documents are only ever taken out of a segment: as many gone are the same ones.
            let is_same = |part: &&Arc<Part>| {
                part.segment.segment_id() == segment.segment_id()
                    && part.segment.num_deleted_docs() == segment.num_deleted_docs()
            };
            let known = before.and_then(|before| before.parts.iter().find(is_same));
            known.map_or_else(
                || Part::of(segment, &fields).map(Arc::new),
                |part| Ok(part.clone()),
            )
        };
        let parts = searcher
            .segment_readers()
            .iter()
            .map(part)
            .collect::<tantivy::Result<Vec<_>>>()?;
        let lengths = Spot::ALL.map(|spot| {
            let tokens = parts.iter().map(|part| part.tokens[spot as usize]);
            let (tokens, having) =
                tokens.fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
            let (having, b) = match spot {
                Spot::All | Spot::Forms => (documents, B),
                Spot::Title => (documents, B_OF_TITLES),
                Spot::Asked => (having, B_OF_WORDINGS),
                Spot::Headings => (having, B_OF_HEADINGS),
                Spot::Code => (having, B_OF_CODE),
            };
            let average = (tokens as f32 / having.max(1) as f32).max(1.0);
            std::array::from_fn(|id| {
                let length = FieldNormReader::id_to_fieldnorm(id as u8) as f32;
                K1 * (1.0 - b + b * length / average)
            })
        });
        let told = parts.iter().map(|part| part.titles.told());
        let (letters, titles) = told.fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
        Ok(Self {
            searcher,
            fields,
            parts,
            documents,
            lengths,
            letters_of_a_title: (letters as f32 / titles.max(1) as f32).max(1.0),
            taken: Cache::new(TAKEN_AT_HAND),
        })
    }

    /// What lengths cost in a field.
    pub(super) fn lengths(&self, spot: Spot) -> &[f32; 256] {
        &self.lengths[spot as usize]
    }

    /// What a hit shows.
    pub(super) fn kept(&self, address: DocAddress) -> tantivy::Result<Text<'_>> {
        let shown = &self.parts[address.segment_ord as usize].shown;
        shown.text(address.doc_id, || self.searcher.doc(address))
    }

    /// Whether any document has a word there.
    pub(super) fn has_any(&self, spot: Spot) -> bool {
        self.parts
            .iter()
            .any(|part| part.tokens[spot as usize].1 > 0)
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
        let (mut traits, mut traits_of) = (Vec::new(), Vec::new());
        if let Some(column) = fast.str("traits")? {
            let mut word = String::new();
            for ordinal in 0..column.num_terms() as u64 {
                word.clear();
                column.ord_to_str(ordinal, &mut word)?;
                traits.push(Traits::read(&word));
            }
            let number = |doc| {
                column
                    .ords()
                    .first(doc)
                    .and_then(|it| u32::try_from(it).ok())
            };
            let documents = 0..segment.max_doc();
            traits_of = documents.map(|doc| number(doc).unwrap_or(NONE)).collect();
        }
        let (mut tags, mut tags_of, mut tags_end) = (Vec::new(), Vec::new(), Vec::new());
        if let Some(column) = fast.str("tag")? {
            let mut names = column.dictionary().stream()?;
            while names.advance() {
                tags.push(String::from_utf8_lossy(names.key()).into_owned());
            }
            for doc in 0..segment.max_doc() {
                tags_of.extend(
                    column
                        .ords()
                        .values_for_doc(doc)
                        .map(|number| number as u32),
                );
                tags_end.push(tags_of.len() as u32);
            }
        }
        let open = |spot: Spot| -> tantivy::Result<_> {
            let field = spot.field(fields);
            Ok((
                segment.inverted_index(field)?,
                segment.get_fieldnorms_reader(field)?,
            ))
        };
        let words = [
            open(Spot::All)?,
            open(Spot::Title)?,
            open(Spot::Forms)?,
            open(Spot::Asked)?,
            open(Spot::Headings)?,
            open(Spot::Code)?,
        ];
        let worth = |traits: &Option<Traits>| traits.as_ref().map_or(1.0, Traits::worth);
        let worth: Vec<f32> = traits.iter().map(worth).collect();
        Ok(Self {
            // What has no traits counts as it matches.
            most_worth: worth.iter().copied().fold(1.0, f32::max),
            worth,
            traits,
            traits_of,
            updated: fast.i64("updated")?,
            tags_of,
            tags_end,
            tags,
            titles: Titles::of(segment, fast.u64("letters")?),
            tokens: std::array::from_fn(|at| tokens(segment, &words[at].1)),
            words,
            segment: segment.clone(),
            shown: AtHand::of(segment.max_doc()),
            frequent: OnceLock::new(),
        })
    }

    /// The words of a field.
    pub(super) fn index(&self, spot: Spot) -> &InvertedIndexReader {
        &self.words[spot as usize].0
    }

    /// The frequent words, as written, with how many documents have each; gathered by the first who asks.
    pub(super) fn frequent(&self) -> tantivy::Result<&Map<Vec<u8>>> {
        if let Some(frequent) = self.frequent.get() {
            return Ok(frequent);
        }
        let unreadable = |error| TantivyError::InternalError(format!("frequent words: {error}"));
        let mut words = MapBuilder::memory();
        let mut stream = self.index(Spot::Forms).terms().stream()?;
        while stream.advance() {
            let documents = stream.value().doc_freq;
            if documents >= FREQUENT {
                words
                    .insert(stream.key(), u64::from(documents))
                    .map_err(|error| unreadable(error.to_string()))?;
            }
        }
        let bytes = words
            .into_inner()
            .map_err(|error| unreadable(error.to_string()))?;
        let words = Map::from_bytes(bytes).map_err(|error| unreadable(error.to_string()))?;
        Ok(self.frequent.get_or_init(|| words))
    }

    /// The lengths of documents in a field.
    pub(super) fn norms(&self, spot: Spot) -> &FieldNormReader {
        &self.words[spot as usize].1
    }

    /// The number of a document's traits.
    pub(super) fn traits_of(&self, doc: DocId) -> Option<usize> {
        let number = self.traits_of.get(doc as usize)?;
        (*number != NONE).then_some(*number as usize)
    }

    /// The numbers of a document's tags.
    pub(super) fn tags_of(&self, doc: DocId) -> &[u32] {
        let end = |doc: u32| {
            self.tags_end
                .get(doc as usize)
                .map_or(0, |end| *end as usize)
        };
        let start = doc.checked_sub(1).map_or(0, end);
        &self.tags_of[start..end(doc)]
    }

    /// What a match of the document counts.
    pub(super) fn worth(&self, doc: DocId) -> f32 {
        let worth = self
            .traits_of(doc)
            .and_then(|traits| self.worth.get(traits));
        worth.copied().unwrap_or(1.0)
    }
}

/// How many words the documents of a segment have in a field, told from their lengths as they are kept, and how many have any: what was
/// deleted and merged before makes no difference.
fn tokens(segment: &SegmentReader, norms: &FieldNormReader) -> (u64, u64) {
    let mut documents = [0_u64; 256];
    for doc in segment.doc_ids_alive() {
        documents[usize::from(norms.fieldnorm_id(doc))] += 1;
    }
    let length = |id: usize| u64::from(FieldNormReader::id_to_fieldnorm(id as u8));
    let counts = documents.iter().enumerate();
    let words = counts.map(|(id, count)| count * length(id)).sum();
    (words, documents[1..].iter().sum())
}
