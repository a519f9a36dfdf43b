//! What is known of an error: the problem or the standard that has its words, with the sentence that matters.

use super::analysis::chunks;
use super::entry::Hit;
use super::find::shown;
use super::fold::folded;
use super::index::Search;
use super::language::is_small;
use super::plan::{Plan, Scope, WordPlan, ways};
use super::rank::{Found, ReadyWord, ordered, rank, ready_words};
use super::similar::with_their_standards_first;
use super::trace::{Stretch, Trace};
use super::view::View;

/// The share of its own best possible score that an error must reach before something is said to be it: more than a problem must reach
/// to look like another, as letters that a title shares count here too. What it finds and misses is measured in `benches/README.md`.
const SURE: f32 = 0.75;
/// What is so far from sure is worth a look.
const WORTH_A_LOOK: f32 = 0.4;
/// What a share of an error with all that follows counts as a share of its first line.
const OF_CONTEXT: f32 = 1.2;
/// So many words of which half a share is believed: a line of one word says little, even where it is found.
const BELIEVED: f32 = 0.5;
/// What a word that nobody ever wrote here counts beside the rarest: names in errors are those of the moment.
const UNHEARD: f32 = 0.5;
/// What every error says.
const SAID_BY_ALL: [&str; 20] = [
    "error",
    "errors",
    "erreur",
    "err",
    "fatal",
    "warning",
    "warn",
    "info",
    "debug",
    "panic",
    "panicked",
    "thread",
    "main",
    "caused",
    "cause",
    "note",
    "help",
    "traceback",
    "stderr",
    "severe",
];

impl Search {
    /// What is known of an error: what is sure, else what is worth a look.
    pub async fn why(&self, trace: Trace, limit: usize) -> Vec<Hit> {
        self.apart(move |search| search.why_here(&trace, limit))
            .await
    }

    /// What is known of an error, found on this very thread.
    pub fn why_here(&self, trace: &Trace, limit: usize) -> Vec<Hit> {
        self.ask(|view| why(view, trace, limit))
    }

    /// So many of what is known of an error, as sure as this at least, found on this very thread: for choosing what is sure enough.
    pub fn known_here(&self, trace: &Trace, least: f32, limit: usize) -> Vec<Hit> {
        self.ask(|view| known(view, trace, least, limit))
    }
}

impl Hit {
    /// Whether what is known of an error is sure enough to be called the answer.
    pub fn is_sure(&self) -> bool {
        self.score >= SURE
    }
}

/// What is known of an error, the standards that solve it first. A hit's score is how sure it is.
fn why(view: &View, trace: &Trace, limit: usize) -> tantivy::Result<Vec<Hit>> {
    let known = known(view, trace, SURE * WORTH_A_LOOK, limit)?;
    let sure: Vec<Hit> = known.iter().filter(|hit| hit.is_sure()).cloned().collect();
    let said = if sure.is_empty() { known.clone() } else { sure };
    let mut hits = with_their_standards_first(view, said)?;
    hits.truncate(limit);
    for hit in &mut hits {
        // A standard that came with its problem may have the words of the error too.
        if let Some(known) = known.iter().find(|known| known.id == hit.id) {
            hit.title = known.title.clone();
            hit.snippet = known.snippet.clone();
        }
    }
    Ok(hits)
}

/// So many of what is known of an error, as sure as this at least, the surest first.
fn known(view: &View, trace: &Trace, least: f32, limit: usize) -> tantivy::Result<Vec<Hit>> {
    let plans: Vec<(Plan, f32)> = trace.stretches().flat_map(plans).collect();
    let mut best: Vec<(Found, usize)> = Vec::new();
    for (at, (plan, counts)) in plans.iter().enumerate() {
        for mut found in shares(view, plan, limit)? {
            found.score *= counts;
            match best
                .iter_mut()
                .find(|(known, _)| known.address == found.address)
            {
                Some((known, _)) if known.score >= found.score => {}
                Some(known) => *known = (found, at),
                None => best.push((found, at)),
            }
        }
    }
    let founds = best.iter().map(|(found, _)| *found);
    let founds = founds.filter(|found| found.score >= least).collect();
    let mut hits = Vec::new();
    for found in ordered(view, founds, limit) {
        let at = best
            .iter()
            .find(|(known, _)| known.address == found.address)
            .map_or(0, |(_, at)| *at);
        let sure = Found::new(found.address, found.score.min(1.0));
        hits.extend(shown(view, &plans[at].0.marks, &[sure])?);
    }
    Ok(hits)
}

/// The line alone, and with what follows.
fn plans(stretch: &Stretch) -> Vec<(Plan, f32)> {
    let mut plans = vec![(plan(&stretch.headline), 1.0)];
    if !stretch.context.is_empty() {
        let whole = format!("{}\n{}", stretch.headline, stretch.context);
        plans.push((plan(&whole), OF_CONTEXT));
    }
    plans
}

/// The best matches of a plan, with the share of the best possible score as their score.
fn shares(view: &View, plan: &Plan, limit: usize) -> tantivy::Result<Vec<Found>> {
    let words = ready_words(view, plan)?;
    let worth = |word: &ReadyWord| match word.clauses.is_empty() {
        true => word.worth * UNHEARD,
        false => word.worth,
    };
    let best_possible: f32 = words.iter().map(worth).sum();
    if best_possible <= 0.0 {
        return Ok(Vec::new());
    }
    let count = words.len() as f32;
    let believed = count / (count + BELIEVED);
    let mut found = rank(view, plan, limit, None)?.best;
    for found in &mut found {
        found.score = found.score / best_possible * believed;
    }
    Ok(found)
}

/// The plan of an error: its words, none unfinished, whatever signs stand between them.
fn plan(text: &str) -> Plan {
    let mut plan = Plan::default();
    let mut told: Vec<String> = Vec::new();
    for all_too in [false, true] {
        for chunk in chunks(text) {
            let whole = folded(chunk.text);
            let says_nothing = is_small(&whole) || SAID_BY_ALL.contains(&whole.as_str());
            if says_nothing && !all_too || told.contains(&whole) {
                continue;
            }
            let clauses = ways(chunk.text, &whole, false, Scope::Alike);
            plan.words.push(WordPlan {
                clauses,
                typed: None,
            });
            plan.letters.add(&whole);
            plan.marks.add(chunk.text, None);
            told.push(whole);
        }
        // What every error says is looked for only when there is nothing else.
        if !plan.words.is_empty() {
            break;
        }
    }
    plan
}
