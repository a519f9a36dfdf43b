//! What a proposal does, as the API shows it.

use serde::Serialize;
use utoipa::ToSchema;

use crate::markdown::FactChange;
use crate::proposals::Does;
use crate::web::proposal_words::short;
use crate::web::visit::Visit;

/// What a proposal does beside what one reads in it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct ShownDoes {
    /// All of it in one line, in the language asked for: "Retire S-4".
    summary: String,
    /// Whether it takes its standard out of force.
    retires: bool,
    /// Why.
    because: Option<String>,
    /// The standards whose place it takes that the text before did not name.
    supersedes: Vec<String>,
    /// The revision whose text it brings back to the byte.
    restores: Option<i64>,
    /// The title before, where it is another one.
    title_before: Option<String>,
    /// What its head says that the text before did not.
    facts: Vec<ShownFact>,
    /// Whether nothing but its head changes.
    only_head: bool,
}

/// A key at the head of a text that says something else.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct ShownFact {
    key: String,
    /// What it said; empty where it was absent.
    before: Vec<String>,
    /// What it says; empty where it is absent.
    after: Vec<String>,
}

impl ShownDoes {
    /// The same in the language of the visit.
    pub(super) fn new(visit: &Visit, does: Does) -> Self {
        let fact = |fact: FactChange| ShownFact {
            key: fact.key,
            before: fact.before,
            after: fact.after,
        };
        Self {
            summary: short(visit.language, &does),
            retires: does.retires,
            because: does.because,
            supersedes: does.supersedes.iter().map(ToString::to_string).collect(),
            restores: does.restores,
            title_before: does.title_before,
            facts: does.facts.into_iter().map(fact).collect(),
            only_head: does.only_head,
        }
    }
}
