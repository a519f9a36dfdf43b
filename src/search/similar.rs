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

/// The share of the query's own best possible score below which a likeness is not worth a word. Set by hand on a few hundred
/// paraphrased questions, and not yet chosen on one half of a set and measured on the other.
const SURE: f32 = 0.45;
/// So many are offered.
const OFFERED: usize = 5;

/// Problems and standards that look like this title and description, the standards that solve them first.
pub(super) fn similar(view: &View, title: &str, description: &str) -> tantivy::Result<Vec<Hit>> {
    let unfinished = description.trim().is_empty() && !title.ends_with(char::is_whitespace);
    let plan = if unfinished {
        Plan::of_text(title, true)
    } else {
        Plan::of_text(&format!("{title}\n{description}"), false)
    };
    let mut words = ready_words(view, &plan)?;
    let best_possible: f32 = words.iter().map(|word| word.worth).sum();
    if best_possible <= 0.0 {
        return Ok(Vec::new());
    }
    words.sort_by(|a, b| b.worth.total_cmp(&a.worth));
    let least = best_possible * SURE;
    let mut best = Best::of(OFFERED);
    for ordinal in 0..view.parts.len() {
        Board::with(view.parts[ordinal].segment.max_doc(), |board| {
            alike(view, ordinal, board, &words, least, &mut best)
        })?;
    }
    let found = ordered(view, best.found, OFFERED);
    let alike = shown(view, &Marks::default(), &found)?;
    with_their_standards_first(view, alike)
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
    let most = |word: &ReadyWord| (K1 + 1.0) * word.worth;
    let mut left: f32 = words.iter().map(most).sum();
    let mut worth_a_look: Option<Vec<DocId>> = None;
    for word in words {
        if left < least {
            let documents = worth_a_look.get_or_insert_with(|| {
                let mut touched = board.touched().to_vec();
                touched.sort_unstable();
                touched
            });
            documents.retain(|doc| board.place(*doc).score + left >= least);
            for ready in &word.clauses {
                ready.each_among(view, ordinal, documents, |doc, score| {
                    board.add_to_found(doc, score);
                })?;
            }
        } else {
            for ready in &word.clauses {
                ready.each(view, ordinal, board, Board::add)?;
            }
        }
        left -= most(word);
    }
    let documents = worth_a_look.as_deref().unwrap_or(board.touched());
    for &doc in documents {
        let score = board.place(doc).score * part.worth(doc);
        if score >= least && !part.segment.is_deleted(doc) {
            best.offer(Found::new(DocAddress::new(ordinal as u32, doc), score));
        }
    }
    Ok(())
}

fn with_their_standards_first(view: &View, alike: Vec<Hit>) -> tantivy::Result<Vec<Hit>> {
    let mut ordered: Vec<Hit> = Vec::with_capacity(alike.len());
    for hit in &alike {
        for standard in &hit.standards {
            if ordered.iter().any(|known| known.id == *standard) {
                continue;
            }
            let known = alike.iter().find(|known| known.id == *standard).cloned();
            let standard = match known {
                Some(known) => Some(known),
                None => by_id(view, standard, hit.score)?,
            };
            ordered.extend(standard);
        }
    }
    let (standards, problems): (Vec<Hit>, Vec<Hit>) = alike
        .into_iter()
        .partition(|hit| hit.kind == Kind::Standard);
    for hit in standards.into_iter().chain(problems) {
        if !ordered.iter().any(|known| known.id == hit.id) {
            ordered.push(hit);
        }
    }
    Ok(ordered)
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
