//! What looks like a problem that somebody is about to post. It says nothing rather than something unlikely.

use tantivy::Searcher;

use super::entry::{Hit, Kind};
use super::find::{Wanted, find, shown};
use super::plan::Plan;
use super::rank::rank;
use super::schema::Fields;
use super::words::Query;

/// The share of the query's own best possible score below which a likeness is not worth a word. Set by hand on a few hundred
/// paraphrased questions, and not yet chosen on one half of a set and measured on the other.
const SURE: f32 = 0.45;
/// So many are offered.
const OFFERED: usize = 5;

/// Problems and standards that look like this title and description, the standards that solve them first.
pub(super) fn similar(
    searcher: &Searcher,
    fields: &Fields,
    title: &str,
    description: &str,
) -> tantivy::Result<Vec<Hit>> {
    let unfinished = description.trim().is_empty() && !title.ends_with(char::is_whitespace);
    let text = if unfinished {
        title.to_owned()
    } else {
        format!("{title}\n{description}")
    };
    let plan = Plan::of_text(&text, unfinished, fields);
    if plan.words.is_empty() {
        return Ok(Vec::new());
    }
    let mut ranking = rank(searcher, fields, &plan)?;
    let least = ranking.best_possible * SURE;
    ranking.found.retain(|found| found.score >= least);
    let alike = shown(searcher, fields, &plan, &mut ranking, OFFERED)?;
    with_their_standards_first(searcher, fields, alike)
}

fn with_their_standards_first(
    searcher: &Searcher,
    fields: &Fields,
    alike: Vec<Hit>,
) -> tantivy::Result<Vec<Hit>> {
    let mut ordered: Vec<Hit> = Vec::with_capacity(alike.len());
    for hit in &alike {
        for standard in &hit.standards {
            if ordered.iter().any(|known| known.id == *standard) {
                continue;
            }
            let known = alike.iter().find(|known| known.id == *standard).cloned();
            let standard = match known {
                Some(known) => Some(known),
                None => by_id(searcher, fields, standard)?.map(|found| Hit {
                    score: hit.score,
                    ..found
                }),
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

fn by_id(searcher: &Searcher, fields: &Fields, id: &str) -> tantivy::Result<Option<Hit>> {
    let query = Query {
        words: vec![id.to_owned()],
        ..Query::default()
    }
    .among(Some(Kind::Standard));
    let hits = find(
        searcher,
        fields,
        &query,
        Wanted {
            limit: 5,
            facets: false,
        },
    )?
    .hits;
    Ok(hits.into_iter().find(|hit| hit.id == id))
}
