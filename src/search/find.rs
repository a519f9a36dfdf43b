//! One search over one state of the index: plan, rank, count, show.

use tantivy::{Searcher, TantivyDocument};

use super::entry::{Hit, Hits};
use super::facets::facets;
use super::language::Language;
use super::plan::Plan;
use super::rank::{Found, Ranking, rank};
use super::schema::{Fields, kind_of, text_of, texts_of};
use super::words::Query;

/// How much of an answer is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// So many hits, at most.
    pub limit: usize,
    /// Whether facets are counted too.
    pub facets: bool,
}

/// Answers a query.
pub(super) fn find(
    searcher: &Searcher,
    fields: &Fields,
    query: &Query,
    wanted: Wanted,
) -> tantivy::Result<Hits> {
    let plan = Plan::of(query, fields);
    if plan.is_empty() {
        return Ok(Hits::default());
    }
    let mut ranking = rank(searcher, fields, &plan)?;
    let facets = if wanted.facets {
        facets(searcher, &ranking.found)?
    } else {
        Default::default()
    };
    let (total, complete) = (ranking.found.len() as u64, ranking.complete());
    let hits = shown(searcher, fields, &plan, &mut ranking, wanted.limit)?;
    Ok(Hits {
        hits,
        total,
        complete,
        counts_words: plan.counts_words(),
        facets,
    })
}

/// The best of a ranking as they are shown.
pub(super) fn shown(
    searcher: &Searcher,
    fields: &Fields,
    plan: &Plan,
    ranking: &mut Ranking,
    limit: usize,
) -> tantivy::Result<Vec<Hit>> {
    ranking
        .best(limit)
        .iter()
        .map(|found| hit(searcher, fields, plan, found))
        .collect()
}

fn hit(searcher: &Searcher, fields: &Fields, plan: &Plan, found: &Found) -> tantivy::Result<Hit> {
    let document: TantivyDocument = searcher.doc(found.address)?;
    let segment = searcher.segment_reader(found.address.segment_ord);
    let kind = segment
        .fast_fields()
        .u64("kind")?
        .first(found.address.doc_id)
        .unwrap_or_default();
    let language = text_of(&document, fields.language)
        .and_then(|text| text.parse().ok())
        .unwrap_or(Language::English);
    let text = |field| text_of(&document, field).unwrap_or_default();
    Ok(Hit {
        id: text(fields.id).to_owned(),
        kind: kind_of(kind),
        title: plan.marks.mark(text(fields.shown_title), language),
        snippet: plan.marks.snippet(text(fields.shown_body), language),
        score: found.score,
        status: texts_of(&document, fields.status),
        team: text_of(&document, fields.team).map(str::to_owned),
        standards: texts_of(&document, fields.standards),
    })
}
