//! Search as JSON.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use super::lists;
use crate::error::{Error, Result, say};
use crate::members::Deed;
use crate::search::{Asks, Counts, Hit, Kind, Query, STATUSES, Trace, Wanted};
use crate::web::failure::Answer;
use crate::web::form::{self, Json};
use crate::web::problem_fields::word;
use crate::web::routes::Routes;
use crate::web::visit::Visit;

/// Hits that are given for an error, unless more are asked for, and the most.
const KNOWN: usize = 3;
const MOST_KNOWN: usize = 50;

pub(super) fn routes(api: Routes) -> Routes {
    api.add(Deed::Read, routes!(search))
        .add(Deed::Read, routes!(similar))
        .add(Deed::Read, routes!(why))
}

/// What to search for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// Words, phrases and filters as people type them; nothing typed is an error.
    q: String,
    /// `standard` or `problem`.
    kind: String,
    /// The key of a team.
    team: String,
    /// A tag.
    tag: String,
    /// Where it stands: `active`, `challenged`, `acting`, …
    status: String,
    /// Hits in the answer: 50, at most 200.
    limit: String,
    /// `true`: words as they are typed; no other spelling is looked for.
    exact: String,
}

/// One thing found.
#[derive(Debug, Serialize, ToSchema)]
struct HitView {
    /// P-12 or S-4.
    id: String,
    /// `standard` or `problem`.
    kind: &'static str,
    /// The title, plain.
    title: String,
    /// The sentence that matters as safe HTML, in which only `<mark>` is markup.
    snippet: String,
    /// Its page.
    url: String,
    /// How well it matches; for comparing hits of one answer.
    score: f32,
    /// Where it stands.
    status: Vec<String>,
    /// The key of its team.
    team: Option<String>,
    /// The standards that solve it, when it is a problem.
    standards: Vec<String>,
    /// The standard that took its place, when it is one that is superseded.
    #[serde(skip_serializing_if = "Option::is_none")]
    successor: Option<String>,
}

/// How often each value occurs among everything that was found.
#[derive(Debug, Serialize, ToSchema)]
struct FacetsView {
    /// Standards and problems.
    kind: Vec<CountView>,
    /// Where they stand.
    status: Vec<CountView>,
    /// Whose they are.
    team: Vec<CountView>,
    /// Their tags, the most frequent ones.
    tag: Vec<CountView>,
    /// What they are written in.
    language: Vec<CountView>,
}

/// A value and how often it occurs.
#[derive(Debug, Serialize, ToSchema)]
struct CountView {
    /// The value.
    value: String,
    /// How often.
    count: u64,
}

/// The answer to a search.
#[derive(Debug, Serialize, ToSchema)]
struct Found {
    /// The best ones, best first.
    hits: Vec<HitView>,
    /// How many there are.
    total: u64,
    /// How many of them have every word.
    complete: u64,
    /// What they are.
    facets: FacetsView,
    /// What the search was taken to mean, where a word as it was typed finds almost nothing; `exact=true` is the way back.
    #[serde(skip_serializing_if = "Option::is_none")]
    corrected: Option<String>,
    /// Whether everything can be found by now; false while the index is being built.
    ready: bool,
}

/// Finds problems and standards.
#[utoipa::path(get, path = "/search", tag = "search", params(Asked),
    responses((status = 200, body = Found), (status = 422, description = "a team, a kind or a place that there is not, or a limit that is no number")))]
async fn search(visit: Visit, form::Query(asked): form::Query<Asked>) -> Answer<Json<Found>> {
    let limit = usize::try_from(lists::limit(Some(&asked.limit))?).unwrap_or_default();
    let query = query(&asked)?;
    if lists::said(Some(&asked.team)).is_some() {
        lists::team_of_the_book(&mut visit.read().await?, Some(&asked.team)).await?;
    }
    let search = &visit.app.search;
    let plain = query.as_ref().filter(|query| query.is_plain());
    let in_vain = plain.map(Query::text);
    let hits = match query {
        Some(query) => {
            search
                .find(
                    query,
                    Wanted {
                        limit,
                        facets: true,
                        // They are given plain.
                        marked_titles: false,
                    },
                )
                .await
        }
        None => Default::default(),
    };
    if hits.total == 0
        && search.status().is_ready()
        && let Some(text) = &in_vain
    {
        visit.app.in_vain.note(text, visit.now());
    }
    let facets = hits.facets;
    Ok(Json(Found {
        hits: views(&visit, hits.hits),
        total: hits.total,
        complete: hits.complete,
        facets: FacetsView {
            kind: counts(facets.kind),
            status: counts(facets.status),
            team: counts(facets.team),
            tag: counts(facets.tag),
            language: counts(facets.language),
        },
        corrected: hits.corrected.map(|query| query.to_string()),
        ready: search.status().is_ready(),
    }))
}

/// What somebody is about to post.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct Draft {
    /// The title, as far as it is typed.
    title: String,
    /// The description.
    description: String,
}

/// What looks like a draft.
#[derive(Debug, Serialize, ToSchema)]
struct Alike {
    /// The standards that solve it first, then problems; nothing when unsure.
    hits: Vec<HitView>,
}

/// Says what looks like a problem that is about to be posted.
#[utoipa::path(get, path = "/similar", tag = "search", params(Draft), responses((status = 200, body = Alike)))]
async fn similar(visit: Visit, form::Query(draft): form::Query<Draft>) -> Answer<Json<Alike>> {
    let hits = visit
        .app
        .search
        .similar(&draft.title, &draft.description)
        .await;
    Ok(Json(Alike {
        hits: views(&visit, hits),
    }))
}

/// An error, as it was met.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
struct Met {
    /// A log, an error or a stack trace; of a long one the stretches that matter are found.
    text: String,
    /// Hits in the answer: 3, at most 50.
    limit: Option<usize>,
}

/// Something that is known of an error.
#[derive(Debug, Serialize, ToSchema)]
struct KnownView {
    #[serde(flatten)]
    hit: HitView,
    /// Whether it is sure enough to be called the answer; where nothing is, the nearest is given.
    sure: bool,
}

/// What is known of an error.
#[derive(Debug, Serialize, ToSchema)]
struct Known {
    /// The standards that solve it first, then problems.
    hits: Vec<KnownView>,
    /// What matters of the text, a line each, without what changes from run to run.
    text: String,
    /// What a problem could be called that is posted for it.
    title: String,
}

/// Says what is known of an error or a stack trace.
#[utoipa::path(post, path = "/why", tag = "search", request_body = Met,
    responses((status = 200, body = Known), (status = 422, description = "a field that there is not, or a body of more than four megabytes")))]
async fn why(visit: Visit, Json(met): Json<Met>) -> Answer<Json<Known>> {
    let limit = met.limit.unwrap_or(KNOWN).clamp(1, MOST_KNOWN);
    let trace = Trace::read(met.text.as_bytes());
    let (text, title) = (trace.text(), trace.title());
    let hits = visit.app.search.why(trace, limit).await;
    let base = &visit.app.config.base_url;
    let known = hits.into_iter().map(|hit| KnownView {
        sure: hit.is_sure(),
        hit: view(base, hit),
    });
    Ok(Json(Known {
        hits: known.collect(),
        text,
        title,
    }))
}

/// What was asked, the filters of the address with those in the words; none when there are no words. Unlike what is typed among
/// the words, a filter of the address that there is not is a fault: a program asks.
fn query(asked: &Asked) -> Result<Option<Query>> {
    let mut query = Query::parse(&asked.q);
    match asked.exact.as_str() {
        "" | "false" => {}
        "true" | "1" => query = query.to_the_letter(),
        other => {
            let unknown = say!("problem-word-unknown", word = other, words = "true, false");
            return Err(Error::invalid("exact", unknown));
        }
    }
    if let Some(kind) = lists::said(Some(&asked.kind)) {
        query = query.with(Asks::Kind(word(
            "kind",
            kind,
            &[Kind::Standard, Kind::Problem],
        )?));
    }
    if let Some(status) = lists::said(Some(&asked.status)) {
        let unknown = || {
            let words = STATUSES.join(", ");
            Error::invalid(
                "status",
                say!("problem-word-unknown", word = status, words = words),
            )
        };
        query = query.with(Asks::status(status).ok_or_else(unknown)?);
    }
    if let Some(team) = lists::said(Some(&asked.team)) {
        query = query.with(Asks::team(team));
    }
    if let Some(tag) = lists::said(Some(&asked.tag)) {
        query = query.with(Asks::tag(tag));
    }
    Ok(Some(query).filter(|_| !asked.q.trim().is_empty()))
}

fn views(visit: &Visit, hits: Vec<Hit>) -> Vec<HitView> {
    let base = &visit.app.config.base_url;
    hits.into_iter().map(|hit| view(base, hit)).collect()
}

fn view(base: &str, hit: Hit) -> HitView {
    HitView {
        url: [base, place(hit.kind), &hit.id].concat(),
        kind: hit.kind.word(),
        title: hit.title.into_text(),
        snippet: hit.snippet.html(),
        score: hit.score,
        status: hit.status,
        team: hit.team,
        standards: hit.standards,
        successor: hit.successor,
        id: hit.id,
    }
}

/// Where a hit is shown.
pub(in crate::web) fn address(kind: Kind, id: &str) -> String {
    [place(kind), id].concat()
}

fn place(kind: Kind) -> &'static str {
    match kind {
        Kind::Standard => "/standards/",
        Kind::Problem => "/problems/",
    }
}

fn counts(counts: Counts) -> Vec<CountView> {
    counts
        .into_iter()
        .map(|(value, count)| CountView { value, count })
        .collect()
}
