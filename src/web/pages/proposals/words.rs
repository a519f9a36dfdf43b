//! The words around a proposal: where it stands, the ways to look at it, and what is said back after an act.

use super::lines::Looking;
use crate::proposals::{Proposal, State};
use crate::web::page::Shell;

/// A way to look at the text.
pub(super) struct Way {
    pub(super) url: String,
    pub(super) text: &'static str,
    pub(super) chosen: bool,
}

pub(super) fn ways(shell: &Shell, url: &str, looking: &Looking, as_text: bool) -> Vec<Way> {
    let way = |url: String, key: &'static str, chosen: bool| Way {
        url,
        text: shell.say(key),
        chosen,
    };
    let in_parts = as_text && !looking.whole;
    vec![
        way(url.to_owned(), "proposal-as-read", !as_text),
        way(looking.url.clone(), "proposal-as-text", in_parts),
        way(
            format!("{}&whole=yes", looking.url),
            "proposal-whole",
            looking.whole && as_text,
        ),
    ]
}

/// The key of the word for where a proposal stands.
pub(super) fn state_key(state: State, retires: bool) -> &'static str {
    match state {
        State::Open => "proposal-state-open",
        State::Published if retires => "standard-status-retired",
        State::Published => "proposal-state-published",
        State::Withdrawn => "proposal-state-withdrawn",
    }
}

/// What is said back after an act, by its word in the address.
pub(super) fn said(shell: &Shell, proposal: &Proposal, word: Option<&str>) -> Option<String> {
    let key = match word? {
        "opened" => {
            return Some(shell.with(
                "proposal-said-opened",
                &[("needed", proposal.needed.into())],
            ));
        }
        "amended" => "proposal-said-amended",
        "agreed" => "proposal-said-agreed",
        "objected" => "proposal-said-objected",
        "withdrawn" => "proposal-said-withdrawn",
        "brought-up" => "proposal-said-brought-up",
        "reopened" => "proposal-said-reopened",
        _ => return None,
    };
    Some(shell.say(key).to_owned())
}
