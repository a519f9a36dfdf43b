//! The search page, and the search over every page.

mod facets;
mod gaps;

use askama::Template;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::error::Value;
use crate::members::Deed;
use crate::search::{Hit, Hits, Kind, Marked, Place, Query, State, Wanted};
use crate::standards::LONGEST_WORDING;
use crate::web::api::address;
use crate::web::failure::Answer;
use crate::web::form;
use crate::web::page::{Page, Shell};
use crate::web::routes::Routes;
use crate::web::sought;
use crate::web::visit::Visit;

use facets::{FacetView, facets};

/// Hits on a page: what is looked for is nearly always among the first five, and ten are read without turning on a phone too.
const ON_A_PAGE: usize = 10;
/// Pages that can be turned to.
const PAGES: usize = 20;
/// Hits in the search over the page.
const IN_THE_PALETTE: usize = 8;

pub(super) fn routes(routes: Routes) -> Routes {
    gaps::routes(routes.get(Deed::Read, "/search", search))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
    part: String,
    page: String,
    /// Not empty: words as they are typed.
    exact: String,
}

async fn search(
    visit: Visit,
    form::Query(asked): form::Query<Asked>,
    headers: HeaderMap,
) -> Answer<Response> {
    let mut query = Query::parse(&asked.q);
    if !asked.exact.is_empty() {
        query = query.to_the_letter();
    }
    let shell = visit.shell("search");
    let search = &visit.app.search;
    if asked.part == "palette" {
        let hits = search
            .find(
                query.clone(),
                Wanted {
                    limit: IN_THE_PALETTE,
                    facets: false,
                    marked_titles: true,
                },
            )
            .await;
        return Ok(Page(SearchPalette::new(shell, asked.q, &query, hits)).into_response());
    }
    match query.place() {
        Some(Place::Problem(id)) => {
            return Ok(Redirect::to(&format!("/problems/{id}")).into_response());
        }
        Some(Place::Standard(id)) => {
            return Ok(Redirect::to(&format!("/standards/{id}")).into_response());
        }
        None => {}
    }
    let page = asked.page.parse().unwrap_or(1).clamp(1, PAGES);
    let hits = search
        .find(
            query.clone(),
            Wanted {
                limit: page * ON_A_PAGE,
                facets: true,
                marked_titles: true,
            },
        )
        .await;
    let state = search.status().state;
    let keep = (hits.total == 0 && page == 1 && state == State::Ready)
        .then(|| in_vain(&visit, &query, &headers))
        .flatten();
    let page = Page(SearchPage::new(shell, asked.q, &query, hits, page, state));
    Ok((keep, page).into_response())
}

/// Notes a search that found nothing, once for whoever repeats it, and has their browser keep the words.
fn in_vain(visit: &Visit, query: &Query, headers: &HeaderMap) -> Option<sought::Keep> {
    let text = query.is_plain().then(|| query.text())?;
    let keep = sought::keep(visit, &text)?;
    if sought::of(headers).as_ref() != Some(&text) {
        visit.app.in_vain.note(&text, visit.now());
    }
    Some(keep)
}

/// A hit as both show it.
struct HitView {
    id: String,
    url: String,
    kind: &'static str,
    title: Marked,
    snippet: Marked,
    /// Key and word.
    status: Vec<(String, String)>,
    team: String,
    standards: Vec<String>,
    successor: Option<String>,
}

impl HitView {
    /// A standard is opened with the search that found it, so that it can learn the words.
    fn new(shell: &Shell, asked: &str, hit: Hit) -> Self {
        let mut url = address(hit.kind, &hit.id);
        if hit.kind == Kind::Standard {
            url.push_str(asked);
        }
        Self {
            url,
            id: hit.id,
            kind: kind_word(shell, hit.kind),
            title: hit.title,
            snippet: hit.snippet,
            status: hit
                .status
                .into_iter()
                .map(|status| (status.clone(), status_word(shell, &status)))
                .collect(),
            team: hit.team.unwrap_or_default(),
            standards: hit.standards,
            successor: hit.successor,
        }
    }
}

/// What is added to the address of a standard that was found: nothing where the search is too long to be learnt.
fn asked_by(query: &Query) -> String {
    let text = query.text();
    if text.is_empty() || text.len() > LONGEST_WORDING {
        return String::new();
    }
    format!("?q={}", encoded(&text))
}

/// What the search was taken to mean, and the way back.
struct Correction {
    said: String,
    way_back: String,
    url: String,
}

impl Correction {
    fn of(shell: &Shell, typed: &str, hits: &Hits) -> Option<Self> {
        let query = hits.corrected.as_ref()?.to_string();
        let typed = typed.trim();
        Some(Self {
            said: shell.with("search-corrected", &[("query", query.as_str().into())]),
            way_back: shell.with("search-as-typed", &[("query", typed.into())]),
            url: format!("/search?q={}&exact=1", encoded(typed)),
        })
    }
}

#[derive(Template)]
#[template(path = "search/page.html")]
struct SearchPage {
    shell: Shell,
    query: String,
    said: String,
    corrected: Option<Correction>,
    hits: Vec<HitView>,
    /// What the address of a standard carries.
    asked: String,
    facets: Vec<FacetView>,
    understood: Vec<String>,
    to_post: String,
    newer: String,
    older: String,
    state: State,
}

impl SearchPage {
    fn new(
        shell: Shell,
        typed: String,
        query: &Query,
        hits: Hits,
        page: usize,
        state: State,
    ) -> Self {
        let exact = exact(query);
        let turned = |page: usize| format!("/search?q={}&page={page}{exact}", encoded(&typed));
        let asked = asked_by(query);
        let has_more = hits.total > (page * ON_A_PAGE) as u64 && page < PAGES;
        Self {
            said: said(&shell, query, &hits),
            corrected: Correction::of(&shell, &typed, &hits),
            facets: facets(&shell, query, hits.facets),
            hits: hits
                .hits
                .into_iter()
                .skip((page - 1) * ON_A_PAGE)
                .map(|hit| HitView::new(&shell, &asked, hit))
                .collect(),
            asked,
            understood: understood(&shell, query),
            to_post: query.text(),
            newer: if page > 1 {
                turned(page - 1)
            } else {
                String::new()
            },
            older: if has_more {
                turned(page + 1)
            } else {
                String::new()
            },
            query: typed.trim().to_owned(),
            state,
            shell,
        }
    }

    fn nothing(&self) -> String {
        self.shell
            .with("search-nothing", &[("query", self.query.as_str().into())])
    }

    /// What is said while not everything can be found.
    fn building(&self) -> Option<String> {
        match self.state {
            State::Ready => None,
            State::Wanting => Some(self.shell.say("search-wanting").to_owned()),
            State::Building { done, of } => Some(self.shell.with(
                "search-building",
                &[("done", number(done)), ("of", number(of))],
            )),
        }
    }

    /// What can be typed, with what it means.
    fn help(&self) -> [(&'static str, &'static str); 9] {
        let say = |key| self.shell.say(key);
        [
            ("utc timest", say("search-help-words")),
            ("\"exit code 137\"", say("search-help-phrase")),
            ("deploy -docker -\"blue green\"", say("search-help-without")),
            ("tag:database team:web", say("search-help-tag")),
            ("kind:standard", say("search-help-kind")),
            ("status:active state:acting", say("search-help-status")),
            ("utc in:title", say("search-help-title-only")),
            ("updated:>2026-01-01", say("search-help-updated")),
            ("P-12", say("search-help-id")),
        ]
    }
}

#[derive(Template)]
#[template(path = "search/palette.html")]
struct SearchPalette {
    shell: Shell,
    query: String,
    said: String,
    corrected: Option<Correction>,
    hits: Vec<HitView>,
    to_post: String,
    more: bool,
}

impl SearchPalette {
    fn new(shell: Shell, typed: String, query: &Query, hits: Hits) -> Self {
        let asked = asked_by(query);
        Self {
            said: if hits.hits.is_empty() {
                shell.say("search-none").to_owned()
            } else {
                said(&shell, query, &hits)
            },
            corrected: Correction::of(&shell, &typed, &hits),
            more: hits.total > hits.hits.len() as u64,
            to_post: query.text(),
            hits: hits
                .hits
                .into_iter()
                .map(|hit| HitView::new(&shell, &asked, hit))
                .collect(),
            query: typed,
            shell,
        }
    }
}

/// How many were found, and how many have every word when there are several.
fn said(shell: &Shell, query: &Query, hits: &Hits) -> String {
    let total = ("total", number(hits.total));
    if query.words.len() > 1 && hits.complete < hits.total && hits.counts_words {
        shell.with(
            "search-found-complete",
            &[total, ("complete", number(hits.complete))],
        )
    } else {
        shell.with("search-found", &[total])
    }
}

fn number(number: u64) -> Value {
    i64::try_from(number).unwrap_or(i64::MAX).into()
}

/// What the search was taken to ask, beyond its words.
fn understood(shell: &Shell, query: &Query) -> Vec<String> {
    let words = query.words.iter().cloned();
    let phrases = query.phrases.iter().map(|phrase| {
        shell.with(
            "search-understood-phrase",
            &[("phrase", phrase.as_str().into())],
        )
    });
    let without = query.without.iter().map(|word| {
        shell.with(
            "search-understood-without",
            &[("word", word.as_str().into())],
        )
    });
    let filters = query.filters.iter().map(ToString::to_string);
    let title = query
        .in_title
        .then(|| shell.say("search-understood-title").to_owned());
    words
        .chain(phrases)
        .chain(without)
        .chain(filters)
        .chain(title)
        .collect()
}

/// What an address says of a search whose words stand as they were typed.
fn exact(query: &Query) -> &'static str {
    if query.to_the_letter { "&exact=1" } else { "" }
}

fn kind_word(shell: &Shell, kind: Kind) -> &'static str {
    shell.say(match kind {
        Kind::Standard => "search-kind-standard",
        Kind::Problem => "search-kind-problem",
    })
}

fn status_word(shell: &Shell, status: &str) -> String {
    let key = match status {
        "active" => "search-status-active",
        "challenged" => "search-status-challenged",
        "superseded" => "search-status-superseded",
        "retired" => "search-status-retired",
        "tray" => "search-status-tray",
        "posted" => "search-status-posted",
        "analysing" => "search-status-analysing",
        "acting" => "search-status-acting",
        "checking" => "search-status-checking",
        "closed" => "search-status-closed",
        "set_aside" => "search-status-set-aside",
        _ => return status.to_owned(),
    };
    shell.say(key).to_owned()
}

/// The text in an address.
fn encoded(text: &str) -> String {
    let mut address = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                address.push(char::from(byte))
            }
            b' ' => address.push('+'),
            _ => {
                address.push('%');
                address.push(char::from(b"0123456789ABCDEF"[usize::from(byte >> 4)]));
                address.push(char::from(b"0123456789ABCDEF"[usize::from(byte & 15)]));
            }
        }
    }
    address
}
