//! One search over one state of the index: plan, rank, count, show.

use super::at_hand::Text;
use super::entry::{Facets, Hit, Hits};
use super::facets::Tally;
use super::kept::Kept;
use super::marked::Marked;
use super::marks::{Marks, Reader};
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
        hits: hits(view, &plan.marks, &ranking.best, wanted.marked_titles)?,
        total: ranking.total,
        complete: ranking.complete,
        counts_words: plan.counts_words(),
        corrected,
        facets: tally.map_or_else(Facets::default, |tally| tally.facets(view)),
    })
}

/// What was found as it is shown.
pub(super) fn shown(view: &View, marks: &Marks, found: &[Found]) -> tantivy::Result<Vec<Hit>> {
    hits(view, marks, found, true)
}

fn hits(
    view: &View,
    marks: &Marks,
    found: &[Found],
    marked_titles: bool,
) -> tantivy::Result<Vec<Hit>> {
    // All are fetched before any is read: what is far away in memory comes together.
    let kept = found.iter().map(|found| view.kept(found.address));
    let kept = kept.collect::<tantivy::Result<Vec<_>>>()?;
    let mut reader = marks.reader();
    let hit = |(kept, found): (&Text<'_>, &Found)| hit(&mut reader, kept, found, marked_titles);
    Ok(kept.iter().zip(found).map(hit).collect())
}

fn hit(reader: &mut Reader<'_>, kept: &Kept, found: &Found, marked_title: bool) -> Hit {
    let language = kept.language();
    let title = match marked_title {
        true => reader.mark(kept.title(), language),
        false => Marked::plain(kept.title()),
    };
    Hit {
        id: kept.id().to_owned(),
        kind: kept.kind(),
        title,
        snippet: reader.snippet(kept.body(), language, usize::from(found.has)),
        score: found.score,
        status: kept.status(),
        team: kept.team().map(str::to_owned),
        standards: kept.standards(),
        successor: kept.successor().map(str::to_owned),
    }
}
