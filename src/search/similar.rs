//! What looks like a problem that somebody is about to post. It says nothing rather than something unlikely.

use tantivy::schema::{IndexRecordOption, Term};
use tantivy::{DocAddress, DocId, DocSet, TERMINATED};

use super::board::Board;
use super::entry::{Hit, Kind};
use super::find::shown;
use super::marks::Marks;
use super::plan::Plan;
use super::rank::{Best, Found, ReadyWord, ordered, ready_words};
use super::view::{K1, View};

/// The share of its own best possible score that a title must reach before anything is said. Chosen on one half of three judged sets
/// and reported on the other: see `benches/README.md`.
const SURE: f32 = 0.65;
/// What a share of a whole text counts as a share of a title: texts say the same thing in more and other words.
const OF_TEXT: f32 = 1.2;
/// So many successors are followed.
const STEPS: usize = 8;
/// So many are offered.
const OFFERED: usize = 5;

/// Problems and standards that look like this title and description, the standards that solve them first. A hit's score is how sure
/// it is: the share of the best possible score, of the title or of the whole, 1 for a text of usual length that has every word.
pub(super) fn similar(view: &View, title: &str, description: &str) -> tantivy::Result<Vec<Hit>> {
    let alike = likeness(view, title, description, SURE, OFFERED)?;
    with_their_standards_first(view, alike)
}

/// So many of what looks like this, as sure as this at least, the surest first.
pub(super) fn likeness(
    view: &View,
    title: &str,
    description: &str,
    least_share: f32,
    limit: usize,
) -> tantivy::Result<Vec<Hit>> {
    let has_text = !description.trim().is_empty();
    let unfinished = !has_text && !title.ends_with(char::is_whitespace);
    let mut sure = shares(view, &Plan::of_text(title, unfinished), least_share, limit)?;
    if has_text {
        let plan = Plan::of_text(&format!("{title}\n{description}"), false);
        for found in shares(view, &plan, least_share / OF_TEXT, limit)? {
            let share = (found.score * OF_TEXT).min(1.0);
            match sure.iter_mut().find(|known| known.address == found.address) {
                Some(known) => known.score = known.score.max(share),
                None => sure.push(Found::new(found.address, share)),
            }
        }
    }
    shown(view, &Marks::default(), &ordered(view, sure, limit))
}

/// What reaches a share of the best possible score, with the share as its score.
fn shares(view: &View, plan: &Plan, least_share: f32, limit: usize) -> tantivy::Result<Vec<Found>> {
    let mut words = ready_words(view, plan)?;
    let best_possible: f32 = words.iter().map(|word| word.worth).sum();
    if best_possible <= 0.0 {
        return Ok(Vec::new());
    }
    words.sort_by(|a, b| b.worth.total_cmp(&a.worth));
    let least = best_possible * least_share;
    let mut best = Best::of(limit);
    for ordinal in 0..view.parts.len() {
        Board::with(view.parts[ordinal].segment.max_doc(), |board| {
            alike(view, ordinal, board, &words, least, &mut best)
        })?;
    }
    let mut found = ordered(view, best.ended(), limit);
    for found in &mut found {
        found.score = (found.score / best_possible).min(1.0);
    }
    Ok(found)
}

/// Offers what is alike enough in one segment. As soon as the words that are left, the frequent ones, cannot make anything alike
/// enough that has none of the words before, they are looked up only where something was found.
fn alike(
    view: &View,
    ordinal: usize,
    board: &mut Board,
    words: &[ReadyWord],
    least: f32,
    best: &mut Best,
) -> tantivy::Result<()> {
    let part = &view.parts[ordinal];
    let most = |word: &ReadyWord| (K1 + 1.0) * word.at_most;
    let mut left: f32 = words.iter().map(most).sum();
    let mut worth_a_look: Option<Vec<DocId>> = None;
    for word in words {
        if left < least {
            let documents = worth_a_look.get_or_insert_with(|| {
                let may_be = |doc: &DocId| board.place(*doc).score + left >= least;
                let mut documents: Vec<DocId> =
                    board.touched().iter().copied().filter(may_be).collect();
                documents.sort_unstable();
                documents
            });
            documents.retain(|doc| board.place(*doc).score + left >= least);
            for ready in &word.clauses {
                ready.each_among(view, ordinal, documents, |doc, score| {
                    board.add_to_found(doc, score);
                })?;
            }
        } else {
            for ready in &word.clauses {
                ready.add_to(view, ordinal, board)?;
            }
        }
        left -= most(word);
    }
    let documents = worth_a_look.as_deref().unwrap_or(board.touched());
    for &doc in documents {
        let matches = board.place(doc).score;
        if matches * part.most_worth < least {
            continue;
        }
        let score = matches * part.worth(doc);
        if score >= least && !part.segment.is_deleted(doc) {
            best.offer(Found::new(DocAddress::new(ordinal as u32, doc), score));
        }
    }
    Ok(())
}

/// The standards that solve what is alike, each once and as it is in force now, then the standards that are alike themselves, then
/// the problems.
pub(super) fn with_their_standards_first(
    view: &View,
    alike: Vec<Hit>,
) -> tantivy::Result<Vec<Hit>> {
    let mut ordered: Vec<Hit> = Vec::with_capacity(alike.len() + 1);
    let solving = alike
        .iter()
        .flat_map(|hit| hit.standards.iter().map(|id| (id.as_str(), hit.score)));
    let themselves = alike
        .iter()
        .filter(|hit| hit.kind == Kind::Standard)
        .map(|hit| (hit.id.as_str(), hit.score));
    for (id, score) in solving.chain(themselves) {
        let Some(standard) = in_force(view, &alike, id, score)? else {
            continue;
        };
        if !ordered.iter().any(|known| known.id == standard.id) {
            ordered.push(standard);
        }
    }
    ordered.extend(alike.into_iter().filter(|hit| hit.kind == Kind::Problem));
    Ok(ordered)
}

/// The standard of this number, or the one that took its place.
fn in_force(view: &View, known: &[Hit], id: &str, score: f32) -> tantivy::Result<Option<Hit>> {
    let look = |id: &str| match known.iter().find(|hit| hit.id == id) {
        Some(hit) => Ok(Some(hit.clone())),
        None => by_id(view, id, score),
    };
    let mut standard = look(id)?;
    // A book has no circle of successors, but an index half written may.
    for _ in 0..STEPS {
        let Some(successor) = standard.as_ref().and_then(|hit| hit.successor.clone()) else {
            break;
        };
        match look(&successor)? {
            Some(next) => standard = Some(next),
            None => break,
        }
    }
    Ok(standard)
}

fn by_id(view: &View, id: &str, score: f32) -> tantivy::Result<Option<Hit>> {
    let term = Term::from_field_text(view.fields.id, id);
    for (ordinal, part) in view.parts.iter().enumerate() {
        let index = part.segment.inverted_index(view.fields.id)?;
        let Some(mut list) = index.read_postings(&term, IndexRecordOption::Basic)? else {
            continue;
        };
        while list.doc() != TERMINATED {
            if !part.segment.is_deleted(list.doc()) {
                let address = DocAddress::new(ordinal as u32, list.doc());
                let found = [Found::new(address, score)];
                return Ok(shown(view, &Marks::default(), &found)?.pop());
            }
            list.advance();
        }
    }
    Ok(None)
}
