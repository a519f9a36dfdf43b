//! Typing errors: a word that is found (almost) nowhere is taken for words that are written almost like it. One error is forgiven from
//! four letters, two from nine, none in words with digits.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};
use tantivy_fst::{Automaton, IntoStreamer as _, Streamer as _};

use super::analysis::stems_of;
use super::fold::folded;
use super::plan::Plan;
use super::ready::documents_with;
use super::view::{Misspelt, Spot, View};
use super::words::Query;

/// From so many letters one error is forgiven, and from so many two.
const ONE_FROM: usize = 4;
const TWO_FROM: usize = 9;
/// A word that more documents have is right.
const ALMOST_NONE: u64 = 2;
/// A word that is there is taken for another one that so many times as many documents have.
const FAR_MORE: u64 = 20;
/// So many words are taken for what was meant, the most likely ones.
const TAKEN: usize = 8;
/// What was meant by a longer word, in bytes, is not kept.
const LONGEST_KEPT: usize = 64;
/// So many are looked at in each segment.
const LOOKED_AT: usize = 4_000;

static WITHIN_ONE: LazyLock<LevenshteinAutomatonBuilder> =
    LazyLock::new(|| LevenshteinAutomatonBuilder::new(1, true));
static WITHIN_TWO: LazyLock<LevenshteinAutomatonBuilder> =
    LazyLock::new(|| LevenshteinAutomatonBuilder::new(2, true));

/// A word that may have been meant.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Meant {
    errors: u8,
    other_first_letter: bool,
    /// Fewer sort first: how many documents do not have it.
    rarity: u64,
    word: String,
}

/// Looks for other spellings of the words that are found almost nowhere and adds them to the plan. The query as it was taken, when
/// that is another one.
pub(super) fn forgive(
    view: &View,
    query: &Query,
    plan: &mut Plan,
) -> tantivy::Result<Option<Query>> {
    let mut taken: Option<Query> = None;
    for at in 0..plan.words.len() {
        let word = &plan.words[at];
        let Some(typed) = word.typed.clone() else {
            continue;
        };
        let (letters, unfinished) = (folded(&typed.text), typed.unfinished);
        let errors = forgiven(&letters);
        if errors == 0 {
            continue;
        }
        let own = documents_with(view, Spot::All, &stems_of(&typed.text))?.max(documents_with(
            view,
            Spot::Forms,
            std::slice::from_ref(&letters),
        )?);
        if own > ALMOST_NONE || unfinished && goes_on(view, &letters)? {
            continue;
        }
        let word = Misspelt {
            letters,
            unfinished,
        };
        let meant = if word.letters.len() > LONGEST_KEPT {
            meant(view, &word, errors, own)?
        } else {
            view.taken
                .get_or_insert_with(&word, || meant(view, &word, errors, own))?
        };
        let Some(best) = meant.first() else { continue };
        let corrected = taken.get_or_insert_with(|| query.clone());
        if let Some(word) = corrected.words.get_mut(typed.at) {
            *word = word.replacen(&typed.text, best, 1);
        }
        let mut stems: Vec<String> = meant.iter().flat_map(|meant| stems_of(meant)).collect();
        stems.sort_unstable();
        stems.dedup();
        plan.marks
            .add_spellings(at, meant.iter().map(String::as_str));
        plan.words[at].respell(stems, query.scope());
    }
    Ok(taken)
}

/// How many errors are forgiven in a word.
fn forgiven(word: &str) -> u8 {
    let letters = word.chars().count();
    if letters < ONE_FROM || !word.chars().all(char::is_alphabetic) {
        0
    } else if letters < TWO_FROM {
        1
    } else {
        2
    }
}

/// Whether there are words that begin so.
fn goes_on(view: &View, beginning: &str) -> tantivy::Result<bool> {
    for part in &view.parts {
        let words = part.index(Spot::Forms).terms();
        let mut stream = words.range().ge(beginning.as_bytes()).into_stream()?;
        while stream.advance() && stream.key().starts_with(beginning.as_bytes()) {
            if part.having(Spot::Forms, stream.value())? > 0 {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// The words that may have been meant, the most likely one first.
fn meant(view: &View, typed: &Misspelt, errors: u8, own: u64) -> tantivy::Result<Arc<[String]>> {
    let word = typed.letters.as_str();
    for within in 1..=errors {
        for goes_on in [false, true] {
            if goes_on && !typed.unfinished {
                continue;
            }
            let builder = if within == 1 {
                &WITHIN_ONE
            } else {
                &WITHIN_TWO
            };
            let automaton = if goes_on {
                builder.build_prefix_dfa(word)
            } else {
                builder.build_dfa(word)
            };
            let enough = own.saturating_mul(FAR_MORE).max(1);
            let mut meant = if own == 0 {
                alike(view, word, &automaton)?
            } else {
                frequent_and_alike(view, word, &automaton)?
            };
            meant.retain(|meant| view.documents.saturating_sub(meant.rarity) >= enough);
            if !meant.is_empty() {
                meant.sort_unstable();
                meant.truncate(TAKEN);
                return Ok(meant.into_iter().map(|meant| meant.word).collect());
            }
        }
    }
    Ok(Arc::default())
}

/// Every word that the automaton takes.
fn alike(view: &View, word: &str, automaton: &DFA) -> tantivy::Result<Vec<Meant>> {
    let mut found: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
    for part in &view.parts {
        let words = part.index(Spot::Forms).terms();
        let mut stream = words.search(Spelled(automaton)).into_stream()?;
        let mut looked_at = 0;
        while looked_at < LOOKED_AT && stream.advance() {
            let documents = part.having(Spot::Forms, stream.value())?;
            if documents > 0 {
                *found.entry(stream.key().to_vec()).or_default() += documents;
                looked_at += 1;
            }
        }
    }
    let found = found.into_iter().take(LOOKED_AT).collect();
    Ok(meant_by(view, word, automaton, found))
}

/// Every word that the automaton takes, of those that many documents have: there are few of these, and no other is taken for a word
/// that is there.
fn frequent_and_alike(view: &View, word: &str, automaton: &DFA) -> tantivy::Result<Vec<Meant>> {
    let mut found: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
    for part in &view.parts {
        let mut stream = part.frequent()?.search(Spelled(automaton)).into_stream();
        while let Some((key, _)) = stream.next() {
            found.entry(key.to_vec()).or_default();
        }
    }
    for (key, frequency) in &mut found {
        for part in &view.parts {
            if let Some(known) = part.index(Spot::Forms).terms().get(key)? {
                *frequency += part.having(Spot::Forms, &known)?;
            }
        }
    }
    Ok(meant_by(view, word, automaton, found))
}

/// What may have been meant among these words, each with how many documents have it.
fn meant_by(view: &View, word: &str, automaton: &DFA, found: BTreeMap<Vec<u8>, u64>) -> Vec<Meant> {
    let meant = found.into_iter().filter_map(|(key, frequency)| {
        let errors = match automaton.eval(&key) {
            Distance::Exact(errors) => errors,
            Distance::AtLeast(_) => return None,
        };
        let candidate = String::from_utf8(key).ok()?;
        // An identifier is no other spelling of a word.
        candidate.chars().all(char::is_alphabetic).then_some(())?;
        (candidate != word).then(|| Meant {
            errors,
            other_first_letter: candidate.chars().next() != word.chars().next(),
            rarity: view.documents.saturating_sub(frequency),
            word: candidate,
        })
    });
    meant.collect()
}

/// Lets the dictionary be walked by what is written almost alike.
struct Spelled<'a>(&'a DFA);

impl Automaton for Spelled<'_> {
    type State = u32;

    fn start(&self) -> u32 {
        self.0.initial_state()
    }

    fn is_match(&self, state: &u32) -> bool {
        matches!(self.0.distance(*state), Distance::Exact(_))
    }

    fn can_match(&self, state: &u32) -> bool {
        *state != SINK_STATE
    }

    fn accept(&self, state: &u32, byte: u8) -> u32 {
        self.0.transition(*state, byte)
    }
}
