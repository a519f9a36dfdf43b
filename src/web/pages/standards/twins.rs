//! `/standards/S-4/file`: the files of the folder that bear the number of a standard beside its own, to be read before one of them gets
//! another number.

use std::sync::Arc;

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};

use super::standard::standard_id;
use crate::folder::Twin;
use crate::id::StandardId;
use crate::markdown::{Headings, Rendered, View};
use crate::standards;
use crate::web::failure::Answer;
use crate::web::form::Path;
use crate::web::page::{Page, Shell};
use crate::web::visit::Visit;

/// A file that is not in the book.
struct Other {
    path: String,
    command: String,
    lang: &'static str,
    rendered: Option<Arc<Rendered>>,
    faults: Vec<String>,
}

/// The files that bear one number.
#[derive(Template)]
#[template(path = "standards/twins.html")]
pub(super) struct TwinsPage {
    shell: Shell,
    id: StandardId,
    url: String,
    title: String,
    path: String,
    others: Vec<Other>,
}

impl TwinsPage {
    fn heading(&self) -> String {
        self.shell.with("twins-title", &[("id", self.id.into())])
    }
}

/// `GET /standards/S-4/file`; a standard whose number stands once has nothing to show here.
pub(super) async fn show(visit: Visit, Path(name): Path<String>) -> Answer<Response> {
    let id = standard_id(&name)?;
    let standard = standards::find(&mut visit.read().await?, id).await?;
    let twins = visit.app.folder.twins(id).await?;
    if twins.is_empty() {
        return Ok(Redirect::to(&format!("/standards/{id}")).into_response());
    }
    let shell = visit.shell("book");
    let others = twins
        .into_iter()
        .map(|twin| other(&visit, &shell, twin))
        .collect();
    let (title, path) = standard.map_or_else(Default::default, |one| (one.title, one.path));
    let page = TwinsPage {
        url: format!("/standards/{id}"),
        others,
        id,
        title,
        path,
        shell,
    };
    Ok(Page(page).into_response())
}

fn other(visit: &Visit, shell: &Shell, Twin { path, text }: Twin) -> Other {
    let command = format!("cahier standard renumber {}", quoted(&path));
    let (text, faults) = match text {
        Ok(text) => (Some(text), Vec::new()),
        Err(flaws) => {
            let told = flaws.iter().map(|flaw| shell.tell(&flaw.message));
            (None, told.collect())
        }
    };
    let view = View {
        language: visit.language,
        headings: Headings::Below,
        scope: "twin",
        links: None,
    };
    let shown = text.as_deref().map(|text| {
        let document = standards::examine(text.as_bytes()).ok();
        let body = document.as_ref().map_or(text, |found| found.body(text));
        let lang = standards::told_from(body);
        (visit.app.renderer.render(body, view), lang)
    });
    let (rendered, lang) = shown.unzip();
    Other {
        lang: lang.unwrap_or_default(),
        rendered,
        command,
        path,
        faults,
    }
}

/// A path as a shell takes it.
fn quoted(path: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "/._-".contains(letter);
    match path.chars().all(is_plain) {
        true => path.to_owned(),
        false => format!("'{}'", path.replace('\'', "'\\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_path_is_quoted_for_the_shell_where_it_has_to_be() {
        assert_eq!(quoted("sub/0006-é.md"), "sub/0006-é.md");
        assert_eq!(quoted("0006 it's.md"), "'0006 it'\\''s.md'");
    }
}
