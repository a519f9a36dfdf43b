//! What was found, by its properties: each value with the address that narrows the search to it, or widens it again.

use crate::search::{Asks, Counts, Facets, Filter, Query};
use crate::web::page::Shell;

use super::{encoded, exact, kind_word, status_word};

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
    let narrowed = Narrowed::of(query);
    let views = [
        narrowed.facet(
            shell.say("search-facet-kind"),
            facets.kind,
            |value| value.parse().ok().map(Asks::Kind),
            |value| {
                value.parse().map_or_else(
                    |_| value.to_owned(),
                    |kind| kind_word(shell, kind).to_owned(),
                )
            },
        ),
        narrowed.facet(
            shell.say("search-facet-status"),
            facets.status,
            Asks::status,
            |value| status_word(shell, value),
        ),
        narrowed.facet(
            shell.say("search-facet-team"),
            facets.team,
            |value| Some(Asks::team(value)),
            str::to_owned,
        ),
        narrowed.facet(
            shell.say("search-facet-tag"),
            facets.tag,
            |value| Some(Asks::tag(value)),
            str::to_owned,
        ),
    ];
    views
        .into_iter()
        .filter(|facet| !facet.values.is_empty())
        .collect()
}

/// A search, and the addresses of the same with one condition more or less.
struct Narrowed<'a> {
    query: &'a Query,
    /// Its address, to which a condition can be added.
    address: String,
    exact: &'static str,
}

impl<'a> Narrowed<'a> {
    fn of(query: &'a Query) -> Self {
        Self {
            query,
            address: format!("/search?q={}", encoded(&query.to_string())),
            exact: exact(query),
        }
    }

    fn facet(
        &self,
        name: &'static str,
        counts: Counts,
        asks: impl Fn(&str) -> Option<Asks>,
        word: impl Fn(&str) -> String,
    ) -> FacetView {
        let values = counts.into_iter().filter_map(|(value, count)| {
            let filter = Filter {
                asks: asks(&value)?,
                not: false,
            };
            let chosen = self.query.filters.contains(&filter);
            let url = if chosen {
                let without = self.query.clone().without(&filter.asks).to_string();
                format!("/search?q={}{}", encoded(&without), self.exact)
            } else {
                let more = encoded(&filter.to_string());
                format!("{}+{more}{}", self.address, self.exact)
            };
            Some(ValueView {
                word: word(&value),
                count,
                url,
                chosen,
            })
        });
        FacetView {
            name,
            values: values.collect(),
        }
    }
}
