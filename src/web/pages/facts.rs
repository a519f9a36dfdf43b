//! What stands at the head of a text, as the pages show it beside a change: each key with what it said and what it says.

use crate::markdown::FactChange;
use crate::web::page::Shell;
use crate::web::proposal_words;

/// A key, and what became of it.
pub(in crate::web) struct Fact {
    /// Its name in words; the key itself where nobody knows it.
    pub(in crate::web) name: String,
    /// Whether the values are lines as they are written.
    pub(in crate::web) is_source: bool,
    pub(in crate::web) before: Vec<String>,
    pub(in crate::web) after: Vec<String>,
}

/// The keys in words.
pub(in crate::web) fn facts(shell: &Shell, changes: Vec<FactChange>) -> Vec<Fact> {
    let changes = changes.into_iter();
    let told = changes.map(|change| {
        let word = proposal_words::fact(&change.key);
        Fact {
            is_source: word.is_none(),
            name: word.map_or_else(|| change.key.clone(), |word| shell.say(word).to_owned()),
            before: change.before,
            after: change.after,
        }
    });
    told.collect()
}
