//! What was found, by its properties: each value with the address that narrows the search to it, or widens it again.

use crate::search::{Asks, Counts, Facets, Query};
use crate::web::page::Shell;

use super::{encoded, kind_word, status_word};

/// One property with its values.
pub(super) struct FacetView {
    pub(super) name: &'static str,
    pub(super) values: Vec<ValueView>,
}

/// One value, with the address that narrows the search to it, or widens it again.
pub(super) struct ValueView {
    pub(super) word: String,
    pub(super) count: u64,
    pub(super) url: String,
    pub(super) chosen: bool,
}

/// The facets that have values.
pub(super) fn facets(shell: &Shell, query: &Query, facets: Facets) -> Vec<FacetView> {
    let kinds = |value: &str| value.parse().ok().map(Asks::Kind);
    let tags = |value: &str| Some(Asks::tag(value));
    let teams = |value: &str| Some(Asks::team(value));
    let views = [
        facet(
            query,
            shell.say("search-facet-kind"),
            facets.kind,
            kinds,
            |value| {
                value.parse().map_or_else(
                    |_| value.to_owned(),
                    |kind| kind_word(shell, kind).to_owned(),
                )
            },
        ),
        facet(
            query,
            shell.say("search-facet-status"),
            facets.status,
            Asks::status,
            |value| status_word(shell, value),
        ),
        facet(
            query,
            shell.say("search-facet-team"),
            facets.team,
            teams,
            str::to_owned,
        ),
        facet(
            query,
            shell.say("search-facet-tag"),
            facets.tag,
            tags,
            str::to_owned,
        ),
    ];
    views
        .into_iter()
        .filter(|facet| !facet.values.is_empty())
        .collect()
}

fn facet(
    query: &Query,
    name: &'static str,
    counts: Counts,
    asks: impl Fn(&str) -> Option<Asks>,
    word: impl Fn(&str) -> String,
) -> FacetView {
    let values = counts.into_iter().filter_map(|(value, count)| {
        let asks = asks(&value)?;
        let chosen = query
            .filters
            .iter()
            .any(|filter| !filter.not && filter.asks == asks);
        let other = if chosen {
            query.clone().without(&asks)
        } else {
            query.clone().with(asks)
        };
        Some(ValueView {
            word: word(&value),
            count,
            url: format!("/search?q={}", encoded(&other.to_string())),
            chosen,
        })
    });
    FacetView {
        name,
        values: values.collect(),
    }
}
