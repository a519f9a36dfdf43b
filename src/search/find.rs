//! One search over one state of the index: plan, rank, count, show.

use super::entry::{Facets, Hit, Hits};
use super::facets::Tally;
use super::marked::Marked;
use super::marks::Marks;
use super::plan::Plan;
use super::rank::{Found, rank};
use super::spelling::forgive;
use super::view::View;
use super::words::Query;

/// How much of an answer is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// So many hits, at most.
    pub limit: usize,
    /// Whether facets are counted too.
    pub facets: bool,
    /// Whether matches are marked in titles too, not in the sentence that matters alone.
    pub marked_titles: bool,
}

/// Answers a query.
pub(super) fn find(view: &View, query: &Query, wanted: Wanted) -> tantivy::Result<Hits> {
    let mut plan = Plan::of(query);
    if plan.is_empty() {
        return Ok(Hits::default());
    }
    let corrected = match query.to_the_letter {
        true => None,
        false => forgive(view, query, &mut plan)?,
    };
    let mut tally = wanted.facets.then(|| Tally::new(view));
    let ranking = rank(view, &plan, wanted.limit, tally.as_mut())?;
    Ok(Hits {
        hits: ranking
            .best
            .iter()
            .map(|found| hit(view, &plan.marks, found, wanted.marked_titles))
            .collect::<tantivy::Result<_>>()?,
        total: ranking.total,
        complete: ranking.complete,
        counts_words: plan.counts_words(),
        corrected,
        facets: tally.map_or_else(Facets::default, |tally| tally.facets(view)),
    })
}

/// What was found as it is shown.
pub(super) fn shown(view: &View, marks: &Marks, found: &[Found]) -> tantivy::Result<Vec<Hit>> {
    let hit = |found| hit(view, marks, found, true);
    found.iter().map(hit).collect()
}

fn hit(view: &View, marks: &Marks, found: &Found, marked_title: bool) -> tantivy::Result<Hit> {
    let kept = view.kept(found.address)?;
    let language = kept.language();
    let title = match marked_title {
        true => marks.mark(kept.title(), language),
        false => Marked::plain(kept.title()),
    };
    Ok(Hit {
        id: kept.id().to_owned(),
        kind: kept.kind(),
        title,
        snippet: marks.snippet(kept.body(), language, usize::from(found.has)),
        score: found.score,
        status: kept.status(),
        team: kept.team().map(str::to_owned),
        standards: kept.standards(),
        successor: kept.successor().map(str::to_owned),
    })
}
