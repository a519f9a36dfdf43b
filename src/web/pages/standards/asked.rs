//! How people ask for a standard, on its page: the wordings, adding and removing them, and *this was it* after a search.

use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};

use super::standard::standard_id;
use crate::db::Tx;
use crate::error::Result;
use crate::id::StandardId;
use crate::members::{self, Deed};
use crate::problems;
use crate::search::Query as Search;
use crate::standards::{self, Wording, WordingOrigin};
use crate::web::failure::Answer;
use crate::web::form::{Fields, Path};
use crate::web::page::Shell;
use crate::web::sought;
use crate::web::visit::Visit;
use crate::web::words::When;

/// So many wordings stand on the page at once; the rest is behind one line.
const AT_ONCE: usize = 6;
/// So many stand in the margin.
const IN_THE_MARGIN: usize = 3;
/// A search and one in vain before it.
const SEARCHES: usize = 2;

/// How people ask for a standard, as its page shows it.
pub(super) struct AskedPart {
    wordings: Vec<WordingView>,
    /// What one searched for, when this may have been it.
    pub(super) searched: Option<Searched>,
}

/// One wording.
pub(super) struct WordingView {
    pub(super) text: String,
    /// Where it comes from.
    pub(super) origin: String,
    /// The problem it comes from.
    pub(super) problem: Option<String>,
    pub(super) at: When,
}

/// What one searched for before one came here.
pub(super) struct Searched {
    /// What is asked.
    pub(super) says: String,
    /// The searches that the standard is to learn.
    pub(super) texts: Vec<String>,
}

impl AskedPart {
    /// Reads it for whoever came by a search for `q`, or searched in vain before.
    pub(super) async fn read(
        tx: &mut Tx,
        visit: &Visit,
        shell: &Shell,
        id: StandardId,
        title: &str,
        came_by: &CameBy,
    ) -> Result<Self> {
        let wordings = problems::asked_as(tx, &[id]).await?;
        let wordings = wordings.into_values().next().unwrap_or_default();
        let mut known: Vec<String> = Vec::with_capacity(wordings.len() + 1);
        known.extend(
            wordings
                .iter()
                .map(|wording| standards::words_of(&wording.text)),
        );
        known.push(standards::words_of(title));
        let may_log = visit.visitor()?.may(Deed::Log);
        let names = members::names_in(tx, shell.language()).await?;
        let view = |wording: Wording| {
            let (origin, problem) = match wording.origin {
                WordingOrigin::Problem(id) => {
                    (shell.say("asked-from-problem").to_owned(), Some(id))
                }
                WordingOrigin::Occurrence(id) => {
                    (shell.say("asked-from-occurrence").to_owned(), Some(id))
                }
                WordingOrigin::Same(id) => (shell.say("asked-from-same").to_owned(), Some(id)),
                WordingOrigin::Search => (shell.say("asked-from-search").to_owned(), None),
                WordingOrigin::Hand(member) => {
                    let by = |name: &String| {
                        shell.with("asked-from-hand-by", &[("who", name.as_str().into())])
                    };
                    let name = member.and_then(|member| names.get(&member));
                    let said = name.map_or_else(|| shell.say("asked-from-hand").to_owned(), by);
                    (said, None)
                }
            };
            WordingView {
                text: wording.text,
                origin,
                problem: problem.map(|id| id.to_string()),
                at: shell.ago(wording.at),
            }
        };
        Ok(Self {
            searched: may_log.then(|| came_by.searched(shell, &known)).flatten(),
            wordings: wordings.into_iter().map(view).collect(),
        })
    }

    pub(super) fn count(&self) -> usize {
        self.wordings.len()
    }

    pub(super) fn first(&self) -> &[WordingView] {
        &self.wordings[..self.wordings.len().min(AT_ONCE)]
    }

    pub(super) fn rest(&self) -> &[WordingView] {
        &self.wordings[self.wordings.len().min(AT_ONCE)..]
    }

    pub(super) fn in_the_margin(&self) -> &[WordingView] {
        &self.wordings[..self.wordings.len().min(IN_THE_MARGIN)]
    }

    pub(super) fn more_than_the_margin(&self) -> bool {
        self.wordings.len() > IN_THE_MARGIN
    }
}

/// The searches by which somebody came.
#[derive(Debug, Default)]
pub(super) struct CameBy {
    /// The one whose hit this is.
    found: String,
    /// One that found nothing a moment ago.
    in_vain: String,
}

impl CameBy {
    /// What the address and the browser say.
    pub(super) fn of(q: &str, headers: &HeaderMap) -> Self {
        Self {
            found: standards::as_wording(&Search::parse(q).text()),
            in_vain: sought::of(headers).unwrap_or_default(),
        }
    }

    /// What is asked about it; nothing where the standard is asked so already.
    fn searched(&self, shell: &Shell, known: &[String]) -> Option<Searched> {
        let is_new = |text: &&String| {
            let words = standards::words_of(text);
            !words.is_empty() && !known.contains(&words)
        };
        let found = Some(&self.found).filter(is_new);
        let in_vain = Some(&self.in_vain).filter(is_new);
        let same =
            |one: &String, other: &String| standards::words_of(one) == standards::words_of(other);
        let in_vain = in_vain.filter(|text| !same(text, &self.found));
        let says = match (found, in_vain) {
            (None, None) => return None,
            (Some(found), None) => {
                shell.with("asked-searched", &[("query", found.as_str().into())])
            }
            (None, Some(in_vain)) => {
                shell.with("asked-in-vain", &[("query", in_vain.as_str().into())])
            }
            (Some(found), Some(in_vain)) => shell.with(
                "asked-in-vain-then",
                &[
                    ("query", in_vain.as_str().into()),
                    ("then", found.as_str().into()),
                ],
            ),
        };
        Some(Searched {
            says,
            texts: found.into_iter().chain(in_vain).cloned().collect(),
        })
    }
}

/// `POST /standards/S-4/finds`: this was it. Nobody is named with what they searched for.
pub(super) async fn find(
    visit: Visit,
    Path(name): Path<String>,
    fields: Fields,
) -> Answer<Response> {
    let id = standard_id(&name)?;
    let mut tx = visit.write_unnamed().await?;
    for text in fields.all("q").take(SEARCHES) {
        standards::was_it(&mut tx, id, text).await?;
    }
    tx.commit().await?;
    let to = Redirect::to(&format!("/standards/{id}?said=learnt"));
    Ok((sought::forget(&visit), to).into_response())
}

/// `POST /standards/S-4/wordings`
pub(super) async fn add(
    visit: Visit,
    Path(name): Path<String>,
    fields: Fields,
) -> Answer<Redirect> {
    let id = standard_id(&name)?;
    let who = visit.takes_part()?;
    let mut tx = visit.write().await?;
    standards::add_wording(&mut tx, &who, id, fields.get("text")).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/standards/{id}?said=wording#asked")))
}

/// `POST /standards/S-4/wordings/removal`
pub(super) async fn remove(
    visit: Visit,
    Path(name): Path<String>,
    fields: Fields,
) -> Answer<Redirect> {
    let id = standard_id(&name)?;
    let who = visit.takes_part()?;
    let mut tx = visit.write().await?;
    standards::remove_wording(&mut tx, &who, id, fields.get("text")).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!(
        "/standards/{id}?said=unworded#asked"
    )))
}
