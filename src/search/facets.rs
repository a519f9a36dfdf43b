//! How often each property occurs among everything that was found.

use std::collections::BTreeMap;

use tantivy::DocId;

use super::entry::{Counts, Facets};
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
        let tags = |part: &super::view::Part| part.tags.as_ref().map_or(0, |tags| tags.num_terms());
        Self {
            traits: view
                .parts
                .iter()
                .map(|part| vec![0; part.traits.len()])
                .collect(),
            tags: view.parts.iter().map(|part| vec![0; tags(part)]).collect(),
        }
    }

    /// Counts a document.
    pub(super) fn count(&mut self, view: &View, ordinal: usize, doc: DocId) {
        let part = &view.parts[ordinal];
        if let Some(traits) = part.traits_of(doc) {
            self.traits[ordinal][traits] += 1;
        }
        for tag in part.tags.iter().flat_map(|tags| tags.term_ords(doc)) {
            self.tags[ordinal][tag as usize] += 1;
        }
    }

    /// What was counted, by property.
    pub(super) fn facets(&self, view: &View) -> tantivy::Result<Facets> {
        let [mut kind, mut status, mut team, mut tag, mut language]: [BTreeMap<String, u64>; 5] =
            Default::default();
        let mut value = String::new();
        for (at, part) in view.parts.iter().enumerate() {
            for (traits, count) in part.traits.iter().zip(&self.traits[at]) {
                let Some(traits) = traits.as_ref().filter(|_| *count > 0) else {
                    continue;
                };
                *kind.entry(traits.kind.to_string()).or_default() += count;
                *language.entry(traits.language.to_string()).or_default() += count;
                for word in &traits.status {
                    *status.entry(word.clone()).or_default() += count;
                }
                if let Some(key) = &traits.team {
                    *team.entry(key.clone()).or_default() += count;
                }
            }
            let Some(tags) = &part.tags else { continue };
            let counted = self.tags[at].iter().enumerate();
            for (ordinal, count) in counted.filter(|(_, count)| **count > 0) {
                value.clear();
                if tags.ord_to_str(ordinal as u64, &mut value)? {
                    *tag.entry(value.clone()).or_default() += count;
                }
            }
        }
        Ok(Facets {
            kind: sorted(kind),
            status: sorted(status),
            team: sorted(team),
            tag: sorted(tag),
            language: sorted(language),
        })
    }
}

fn sorted(values: BTreeMap<String, u64>) -> Counts {
    let mut counts: Counts = values.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts.truncate(MOST);
    counts
}
