//! `/search/gaps`: what was searched for in vain, so that it can be put on the wall, or said to be none.

use askama::Template;
use axum::response::Redirect;

use super::encoded;
use crate::gaps;
use crate::id::GapId;
use crate::members::Deed;
use crate::search::{Query, Wanted};
use crate::web::failure::Answer;
use crate::web::form::Path;
use crate::web::page::{Page, Shell};
use crate::web::routes::Routes;
use crate::web::sought;
use crate::web::visit::Visit;
use crate::web::words::When;

/// So many gaps stand on the page, the most sought.
const SHOWN: i64 = 50;
/// So many of those on the wall.
const TAKEN: i64 = 10;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get(Deed::Read, "/search/gaps", show)
        .post(Deed::Log, "/search/gaps/{id}/problem", put_on_the_wall)
        .post(Deed::TakePart, "/search/gaps/{id}/dismissal", dismiss)
}

/// One gap.
struct GapView {
    text: String,
    times: String,
    last: When,
    search_url: String,
    /// How much is found by now; empty while it is nothing.
    found: String,
    post_url: String,
    dismiss_url: String,
}

/// One that is on the wall.
struct TakenView {
    text: String,
    times: String,
    problem: String,
}

#[derive(Template)]
#[template(path = "search/gaps.html")]
struct GapsPage {
    shell: Shell,
    gaps: Vec<GapView>,
    taken: Vec<TakenView>,
    may_log: bool,
    takes_part: bool,
}

/// `GET /search/gaps`
async fn show(visit: Visit) -> Answer<Page<GapsPage>> {
    visit.app.write_searches_in_vain().await?;
    let shell = visit.shell("search");
    let mut tx = visit.read().await?;
    let open = gaps::most_sought(&mut tx, SHOWN, 0).await?;
    let taken = gaps::taken(&mut tx, TAKEN).await?;
    drop(tx);
    let mut views = Vec::with_capacity(open.len());
    for gap in open {
        views.push(GapView {
            times: shell.count("gap-times", gap.times),
            last: shell.ago(gap.last_at),
            search_url: format!("/search?q={}", encoded(&gap.text)),
            found: found(&visit, &shell, &gap.text).await,
            post_url: format!("/search/gaps/{}/problem", gap.id),
            dismiss_url: format!("/search/gaps/{}/dismissal", gap.id),
            text: gap.text,
        });
    }
    let taken = taken.into_iter().filter_map(|gap| {
        Some(TakenView {
            times: shell.count("gap-times", gap.times),
            problem: gap.problem?.to_string(),
            text: gap.text,
        })
    });
    let visitor = visit.visitor()?;
    Ok(Page(GapsPage {
        gaps: views,
        taken: taken.collect(),
        may_log: visitor.may(Deed::Log),
        takes_part: visitor.may(Deed::TakePart),
        shell,
    }))
}

/// How much a search finds that found nothing before.
async fn found(visit: &Visit, shell: &Shell, text: &str) -> String {
    let wanted = Wanted {
        limit: 0,
        facets: false,
        marked_titles: true,
    };
    let total = visit
        .app
        .search
        .find(Query::parse(text), wanted)
        .await
        .total;
    if total == 0 {
        return String::new();
    }
    shell.count("gap-found-now", i64::try_from(total).unwrap_or(i64::MAX))
}

/// `POST /search/gaps/ID/problem`
async fn put_on_the_wall(visit: Visit, Path(id): Path<GapId>) -> Answer<Redirect> {
    let mut tx = visit.write().await?;
    let problem = sought::put_on_the_wall(&mut tx, &visit, &id).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/problems/{problem}")))
}

/// `POST /search/gaps/ID/dismissal`
async fn dismiss(visit: Visit, Path(id): Path<GapId>) -> Answer<Redirect> {
    let who = visit.takes_part()?;
    let mut tx = visit.write().await?;
    gaps::dismiss(&mut tx, &who, &id).await?;
    tx.commit().await?;
    Ok(Redirect::to("/search/gaps"))
}
