//! What the index holds beside what the tables say, one thing after the other: for the doctor.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use tantivy::{SegmentReader, TantivyError};

use super::entry::Entry;
use super::files::tried;
use super::index::Opened;
use super::kept::Kept;
use super::schema::said_in;
use super::store;
use crate::db::Tx;
use crate::error::{Error, Result};

/// Things read at once.
const PAGE: i64 = 250;

/// How the index differs from the tables in one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// P-12 or S-4.
    pub id: String,
    /// In what.
    pub kind: DifferenceKind,
}

/// In what the index may differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DifferenceKind {
    /// It is not in the index.
    Lacks,
    /// It is in the index alone.
    Excess,
    /// It is in the index more than once.
    Twice,
    /// The index holds other words.
    Other,
}

/// What stands for the words that the index holds of each thing, by its id.
type Held = HashMap<String, Vec<u64>>;

/// Compares every document with what the tables say, as this transaction sees them.
pub(super) async fn compare(
    tx: &mut Tx,
    opened: std::sync::Arc<Opened>,
) -> Result<Vec<Difference>> {
    let reading = tokio::task::spawn_blocking(move || tried(|| held(&opened)));
    let mut held = reading
        .await
        .map_err(Error::internal)?
        .map_err(Error::internal)?;
    let mut differences = BTreeMap::new();
    let mut from = store::Page::default();
    while let Some((entries, next)) = store::page(tx, from, PAGE).await? {
        from = next;
        let said = tokio::task::spawn_blocking(move || said(entries));
        for (id, said) in said.await.map_err(Error::internal)? {
            let kind = match held.remove(&id).as_deref() {
                None | Some([]) => DifferenceKind::Lacks,
                Some([one]) if *one == said => continue,
                Some([_]) => DifferenceKind::Other,
                Some(_) => DifferenceKind::Twice,
            };
            differences.insert(id, kind);
        }
    }
    let excess = held.into_keys().map(|id| (id, DifferenceKind::Excess));
    differences.extend(excess);
    let told = differences.into_iter();
    Ok(told.map(|(id, kind)| Difference { id, kind }).collect())
}

/// What the index holds.
fn held(opened: &Opened) -> tantivy::Result<Held> {
    let mut held = Held::new();
    for segment in opened.searcher().segment_readers() {
        for kept in all_of(segment)? {
            let known: &mut Vec<u64> = held.entry(kept.id().to_owned()).or_default();
            known.push(number_of(kept.text()));
        }
    }
    Ok(held)
}

/// Every document of a segment that was not taken away.
fn all_of(segment: &SegmentReader) -> tantivy::Result<Vec<Kept>> {
    let texts = segment.get_store_reader(1)?;
    let all: std::result::Result<Vec<Kept>, TantivyError> =
        texts.iter::<Kept>(segment.alive_bitset()).collect();
    all
}

/// What the tables say, in the same form.
fn said(entries: Vec<Entry>) -> Vec<(String, u64)> {
    let number = |entry: Entry| {
        let text = Kept::write(&entry, said_in(&entry));
        (entry.id, number_of(&text))
    };
    entries.into_iter().map(number).collect()
}

fn number_of(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
