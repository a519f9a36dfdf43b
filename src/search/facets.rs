//! How often each property occurs among everything that was found.

use std::collections::BTreeMap;

use tantivy::columnar::StrColumn;
use tantivy::{DocId, Searcher, SegmentReader};

use super::entry::{Counts, Facets};
use super::rank::Found;
use super::schema::kind_of;

/// Of long facets only the most frequent values are given.
const MOST: usize = 20;

/// Counts the properties of what was found.
pub(super) fn facets(searcher: &Searcher, found: &[Found]) -> tantivy::Result<Facets> {
    let mut documents: Vec<Vec<DocId>> = vec![Vec::new(); searcher.segment_readers().len()];
    for found in found {
        documents[found.address.segment_ord as usize].push(found.address.doc_id);
    }
    let mut kinds: BTreeMap<String, u64> = BTreeMap::new();
    let mut facets = Facets::default();
    for (segment, documents) in searcher.segment_readers().iter().zip(&documents) {
        let column = segment.fast_fields().u64("kind")?;
        for kind in documents.iter().filter_map(|doc| column.first(*doc)) {
            *kinds.entry(kind_of(kind).to_string()).or_default() += 1;
        }
    }
    facets.kind = sorted(kinds, MOST);
    for (name, counts) in [
        ("status", &mut facets.status),
        ("team", &mut facets.team),
        ("tag", &mut facets.tag),
        ("language", &mut facets.language),
    ] {
        let mut values = BTreeMap::new();
        for (segment, documents) in searcher.segment_readers().iter().zip(&documents) {
            count(segment, documents, name, &mut values)?;
        }
        *counts = sorted(values, MOST);
    }
    Ok(facets)
}

fn count(
    segment: &SegmentReader,
    documents: &[DocId],
    name: &str,
    values: &mut BTreeMap<String, u64>,
) -> tantivy::Result<()> {
    let Some(column): Option<StrColumn> = segment.fast_fields().str(name)? else {
        return Ok(());
    };
    let mut counts = vec![0_u64; column.num_terms()];
    for doc in documents {
        for ordinal in column.term_ords(*doc) {
            counts[ordinal as usize] += 1;
        }
    }
    let mut value = String::new();
    for (ordinal, count) in counts
        .into_iter()
        .enumerate()
        .filter(|(_, count)| *count > 0)
    {
        value.clear();
        if column.ord_to_str(ordinal as u64, &mut value)? {
            *values.entry(value.clone()).or_default() += count;
        }
    }
    Ok(())
}

fn sorted(values: BTreeMap<String, u64>, most: usize) -> Counts {
    let mut counts: Counts = values.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts.truncate(most);
    counts
}
