//! How often each property occurs among everything that was found.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Display;

use tantivy::DocId;

use super::entry::{Counts, Facets, Kind};
use super::language::Language;
use super::view::View;

/// Of long facets only the most frequent values are given.
const MOST: usize = 20;

/// Counts by segment: of each combination of traits, and of each tag.
pub(super) struct Tally {
    traits: Vec<Vec<u64>>,
    tags: Vec<Vec<u64>>,
}

impl Tally {
    /// Nothing counted yet.
    pub(super) fn new(view: &View) -> Self {
        Self {
            traits: view
                .parts
                .iter()
                .map(|part| vec![0; part.traits.len()])
                .collect(),
            tags: view
                .parts
                .iter()
                .map(|part| vec![0; part.tags.len()])
                .collect(),
        }
    }

    /// Counts a document.
    pub(super) fn count(&mut self, view: &View, ordinal: usize, doc: DocId) {
        let part = &view.parts[ordinal];
        if let Some(traits) = part.traits_of(doc) {
            self.traits[ordinal][traits] += 1;
        }
        for tag in part.tags_of(doc) {
            self.tags[ordinal][*tag as usize] += 1;
        }
    }

    /// What was counted, by property.
    pub(super) fn facets(&self, view: &View) -> Facets {
        let [mut status, mut team, mut tag]: [BTreeMap<&str, u64>; 3] = Default::default();
        let mut kind: BTreeMap<Kind, u64> = BTreeMap::new();
        let mut language: BTreeMap<Language, u64> = BTreeMap::new();
        for (at, part) in view.parts.iter().enumerate() {
            for (traits, count) in part.traits.iter().zip(&self.traits[at]) {
                let Some(traits) = traits.as_ref().filter(|_| *count > 0) else {
                    continue;
                };
                *kind.entry(traits.kind).or_default() += count;
                *language.entry(traits.language).or_default() += count;
                for word in &traits.status {
                    *status.entry(word).or_default() += count;
                }
                if let Some(key) = &traits.team {
                    *team.entry(key).or_default() += count;
                }
            }
            let tags = part.tags.iter().zip(&self.tags[at]);
            for (name, count) in tags.filter(|(_, count)| **count > 0) {
                *tag.entry(name).or_default() += count;
            }
        }
        Facets {
            kind: sorted(kind),
            status: sorted(status),
            team: sorted(team),
            tag: sorted(tag),
            language: sorted(language),
        }
    }
}

/// The most frequent first; of those as frequent in the order of their names.
fn sorted<T: Display>(values: BTreeMap<T, u64>) -> Counts {
    let mut counts: Vec<(T, u64)> = values.into_iter().collect();
    counts.sort_by_key(|(_, count)| Reverse(*count));
    counts.truncate(MOST);
    counts
        .into_iter()
        .map(|(value, count)| (value.to_string(), count))
        .collect()
}
