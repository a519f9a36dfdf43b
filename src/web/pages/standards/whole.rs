//! `/standards/all`: the book on one page, to be read through or printed.

use std::sync::Arc;

use askama::Template;

use super::mark::{Mark, marks};
use super::narrowed::Narrowed;
use crate::error::{Error, Result};
use crate::id::StandardId;
use crate::markdown::{Headings, Links, Rendered, View};
use crate::problems;
use crate::standards::{self, Standard};
use crate::web::failure::Answer;
use crate::web::form::Query;
use crate::web::page::{Page, Shell};
use crate::web::visit::Visit;

/// Standards on the page; a book that has more is narrowed down to a team or a tag, or exported.
const MOST: i64 = 500;

struct Article {
    id: StandardId,
    url: String,
    title: String,
    lang: String,
    signs: Vec<Mark>,
    /// The standard that took its place.
    successor: Option<StandardId>,
    /// Those whose place it took.
    replaces: Vec<StandardId>,
    rendered: Arc<Rendered>,
}

/// What is said of a standard beside its text.
struct Around {
    signs: Vec<Mark>,
    /// The standards whose place it took, with their titles.
    replaces: Vec<(StandardId, String)>,
}

impl Article {
    /// Whether the text has its title as a heading; else it comes from elsewhere.
    fn has_title(&self) -> bool {
        self.rendered
            .contents
            .iter()
            .any(|heading| heading.level == 2)
    }
}

/// The book on one page.
#[derive(Template)]
#[template(path = "standards/whole.html")]
pub(super) struct WholePage {
    shell: Shell,
    articles: Vec<Article>,
    more: bool,
}

/// `GET /standards/all`
pub(super) async fn show(visit: Visit, Query(query): Query<Narrowed>) -> Answer<Page<WholePage>> {
    let shell = visit.shell("book");
    let member = visit.visitor()?.member.as_ref();
    let filter = query.filter(shell.words().today(), member);
    let mut tx = visit.read().await?;
    let mut shown = standards::in_order(&mut tx, &filter, MOST + 1, 0).await?;
    let more = shown.len() as i64 > MOST;
    shown.truncate(MOST as usize);
    let ids: Vec<StandardId> = shown.iter().map(|standard| standard.id).collect();
    let challenged = problems::challenged(&mut tx, &ids).await?;
    let mut texts = Vec::with_capacity(shown.len());
    for standard in shown {
        let around = Around {
            signs: marks(&shell, &standard, challenged.contains(&standard.id)),
            replaces: standards::replaced_by(&mut tx, standard.id).await?,
        };
        let text = standards::text(&mut tx, standard.id).await?;
        let links = standards::led(&mut tx, standard.id, &text).await?.links;
        texts.push((standard, text, links, around));
    }
    drop(tx);
    let app = Arc::clone(&visit.app);
    let language = visit.language;
    // Hundreds of texts take longer than anybody else who asks should wait.
    let rendering = tokio::task::spawn_blocking(move || {
        let article = |(standard, text, links, around): (Standard, String, Links, Around)| {
            article(&app.renderer, language, standard, &text, &links, around)
        };
        texts
            .into_iter()
            .map(article)
            .collect::<Result<Vec<Article>>>()
    });
    let articles = rendering.await.map_err(Error::internal)??;
    Ok(Page(WholePage {
        shell,
        articles,
        more,
    }))
}

fn article(
    renderer: &crate::markdown::Renderer,
    language: crate::i18n::Language,
    standard: Standard,
    text: &str,
    links: &Links,
    around: Around,
) -> Result<Article> {
    let document = standards::examine(text.as_bytes())?;
    let scope = standard.id.to_string().to_lowercase().replace('-', "");
    let view = View {
        language,
        headings: Headings::Below,
        scope: &scope,
        links: Some(links),
    };
    Ok(Article {
        rendered: renderer.render(document.body(text), view),
        url: format!("/standards/{}", standard.id),
        signs: around.signs,
        successor: standard.successor,
        replaces: around.replaces.into_iter().map(|(id, _)| id).collect(),
        id: standard.id,
        title: standard.title,
        lang: standard.lang,
    })
}
