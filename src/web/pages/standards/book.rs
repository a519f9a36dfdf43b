//! `/standards`: the book's contents, by chapter, in reading order.

use std::collections::BTreeSet;

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};

use super::facets::{Facet, facets};
use super::files::{self, FileNotice};
use super::mark::{Mark, marks};
use super::narrowed::Narrowed;
use super::reviews::{self, ToReview};
use crate::clock::Timestamp;
use crate::db::Tx;
use crate::error::Result;
use crate::id::{MemberId, StandardId};
use crate::members::Deed;
use crate::problems;
use crate::proposals::{self, Asking, Proposal};
use crate::standards::{self, Filter, Reading, Standard, Status};
use crate::web::failure::Answer;
use crate::web::form::Query;
use crate::web::page::{Page, Shell};
use crate::web::proposal_words::short;
use crate::web::visit::Visit;
use crate::web::words::When;

/// Standards on one page.
const PAGE: i64 = 100;
/// Proposals shown that ask for agreement.
const ASKING: i64 = 12;
/// Texts in force named one by one that ask for agreement; more are a line that leads to them.
const IN_FORCE_NAMED: i64 = 5;
/// Standards shown that changed of late.
const RECENT: i64 = 8;
/// How far back *this month* goes.
const MONTH_SECONDS: i64 = 30 * 24 * 60 * 60;

/// One line of the contents.
struct Line {
    id: StandardId,
    url: String,
    title: String,
    facts: String,
    at: When,
    signs: Vec<Mark>,
}

/// What the signs of the standards are told from.
struct Signs {
    challenged: BTreeSet<StandardId>,
    unclear: BTreeSet<StandardId>,
    readings: Vec<Reading>,
}

impl Signs {
    fn of(&self, shell: &Shell, standard: &Standard) -> Vec<Mark> {
        let id = standard.id;
        let mut marks = marks(shell, standard, self.challenged.contains(&id));
        let sign = |tone, key| Mark {
            tone,
            text: shell.say(key),
        };
        if self.unclear.contains(&id) {
            marks.push(sign("amber", "book-unclear-one"));
        }
        let mine = self.readings.iter().find(|one| one.standard == id);
        if mine.is_some_and(|mine| mine.revision != standard.revision) {
            marks.push(sign("blue", "book-changed-since"));
        }
        marks
    }
}

struct Part {
    title: String,
    lines: Vec<Line>,
}

/// A text that asks for agreement.
struct Ask {
    url: String,
    title: String,
    about: String,
    at: Option<When>,
}

/// `GET /standards`; what is not yet agreed has a page of its own.
pub(super) async fn show(visit: Visit, Query(query): Query<Narrowed>) -> Answer<Response> {
    if query.status.as_deref() == Some("not-yet") {
        return Ok(Redirect::to(super::NOT_YET).into_response());
    }
    let mut tx = visit.read().await?;
    Ok(Page(BookPage::read(&mut tx, &visit, &query).await?).into_response())
}

/// The book.
#[derive(Template)]
#[template(path = "standards/book.html")]
pub(super) struct BookPage {
    shell: Shell,
    in_force: i64,
    /// Whether there are standards at all, also such as apply no longer.
    has_any: bool,
    files: Vec<FileNotice>,
    asking: Vec<Ask>,
    asking_count: i64,
    to_review: Vec<ToReview>,
    facets: Vec<Facet>,
    recent: Vec<Line>,
    parts: Vec<Part>,
    takes_part: bool,
    narrowed: bool,
    whole: String,
    newer: String,
    older: String,
}

impl BookPage {
    async fn read(tx: &mut Tx, visit: &Visit, query: &Narrowed) -> Result<Self> {
        let (visitor, shell) = (visit.visitor()?, visit.shell("book"));
        let today = shell.words().today();
        let filter = query.filter(today, visitor.member.as_ref());
        let skip = (query.page() - 1) * PAGE;
        let mut shown = standards::in_order(tx, &filter, PAGE + 1, skip).await?;
        let more = shown.len() as i64 > PAGE;
        shown.truncate(PAGE as usize);
        let first = query.page() == 1 && !query.narrowed();
        let recent = match first {
            true => recent(tx, tx.now()).await?,
            false => Vec::new(),
        };
        let (asking, asking_count) = match (first, &visitor.member) {
            (true, Some(member)) if visitor.may(Deed::TakePart) => {
                asking(tx, visit, &shell, member).await?
            }
            _ => (Vec::new(), 0),
        };
        let to_review = match first {
            true => reviews::read(tx, &shell, today).await?,
            false => Vec::new(),
        };
        let ids: Vec<StandardId> = shown
            .iter()
            .chain(&recent)
            .map(|standard| standard.id)
            .collect();
        let signs = Signs {
            challenged: problems::challenged(tx, &ids).await?,
            unclear: standards::unclear(tx).await?,
            readings: match &visitor.member {
                Some(member) => standards::readings(tx, member).await?,
                None => Vec::new(),
            },
        };
        let in_force = standards::count(
            tx,
            &Filter {
                status: Some(Status::Active),
                ..Filter::default()
            },
        )
        .await?;
        let page = |number: i64| query.address("page", Some(&number.to_string()));
        Ok(Self {
            files: files::of_book(visit, &shell),
            has_any: in_force > 0 || standards::count(tx, &Filter::default()).await? > 0,
            in_force,
            asking,
            asking_count,
            to_review,
            facets: facets(tx, &shell, query, visitor.member.is_some()).await?,
            recent: recent
                .iter()
                .map(|standard| line(&shell, standard, &signs))
                .collect(),
            parts: parts(&shell, &shown, &signs),
            takes_part: visitor.may(Deed::TakePart),
            narrowed: query.narrowed(),
            whole: query
                .address("page", None)
                .replacen("/standards", "/standards/all", 1),
            newer: if query.page() > 1 {
                page(query.page() - 1)
            } else {
                String::new()
            },
            older: if more {
                page(query.page() + 1)
            } else {
                String::new()
            },
            shell,
        })
    }

    fn lede(&self) -> String {
        self.shell
            .with("book-lede", &[("count", self.in_force.into())])
    }

    fn nothing_at_all(&self) -> bool {
        !self.has_any && !self.narrowed
    }

    fn nothing_in_force(&self) -> bool {
        self.in_force == 0 && self.parts.is_empty() && !self.narrowed
    }
}

async fn recent(tx: &mut Tx, now: Timestamp) -> Result<Vec<Standard>> {
    standards::revised_since(tx, now.plus_seconds(-MONTH_SECONDS), RECENT).await
}

/// The texts that ask a member for agreement, and how many there are: proposals first, then what is in force already.
async fn asking(
    tx: &mut Tx,
    visit: &Visit,
    shell: &Shell,
    member: &MemberId,
) -> Result<(Vec<Ask>, i64)> {
    let app = &visit.app;
    let counting = proposals::count_asking(tx, member);
    let counts = app
        .asking
        .get(app.db.known_head(), member.clone(), counting);
    let Asking {
        proposed,
        changed,
        in_force,
    } = counts.await?;
    let mut asks = Vec::new();
    if proposed > 0 {
        let had_agreed = match changed {
            0 => BTreeSet::new(),
            _ => proposals::fallen_of(tx, member).await?,
        };
        for one in proposals::asking(tx, member, ASKING).await? {
            let what = short(shell.language(), &proposals::does(tx, &one).await?);
            asks.push(asks_as_proposal(
                shell,
                &one,
                &what,
                had_agreed.contains(&one.id),
            ));
        }
    }
    if in_force > IN_FORCE_NAMED {
        asks.push(Ask {
            url: super::NOT_YET.to_owned(),
            title: shell.count("book-asks-in-force", in_force),
            about: shell.say("book-agree-all-hint").to_owned(),
            at: None,
        });
    } else if in_force > 0 {
        let standards = standards::asking(tx, member, IN_FORCE_NAMED).await?;
        asks.extend(standards.iter().map(|one| asks_in_force(shell, one)));
    }
    Ok((asks, proposed + in_force))
}

fn asks_as_proposal(shell: &Shell, proposal: &Proposal, what: &str, had_agreed: bool) -> Ask {
    let approvals = ("approvals", proposal.approvals().into());
    let needed = ("needed", proposal.needed.into());
    let about = shell.with("book-asks", &[("what", what.into()), approvals, needed]);
    Ask {
        url: format!("/proposals/{}", proposal.id),
        title: proposal.title.clone(),
        about: match had_agreed {
            true => format!("{} · {about}", shell.say("book-asks-changed")),
            false => about,
        },
        at: Some(shell.ago(proposal.changed_at)),
    }
}

fn asks_in_force(shell: &Shell, standard: &Standard) -> Ask {
    let revision = ("revision", standard.revision.into());
    let key = match standard.status {
        Status::Retired => "book-asks-out",
        Status::Active | Status::Superseded => "book-asks-revision",
    };
    Ask {
        url: format!("/standards/{}", standard.id),
        title: standard.title.clone(),
        about: shell.with(key, &[("id", standard.id.into()), revision]),
        at: Some(shell.ago(standard.revised_at)),
    }
}

fn parts(shell: &Shell, shown: &[Standard], signs: &Signs) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut chapter: Option<&str> = None;
    for standard in shown {
        let mine = standard.tags.first().map_or("", String::as_str);
        if chapter != Some(mine) {
            let title = if mine.is_empty() {
                shell.say("book-chapter-rest").to_owned()
            } else {
                mine.to_owned()
            };
            parts.push(Part {
                title,
                lines: Vec::new(),
            });
            chapter = Some(mine);
        }
        if let Some(part) = parts.last_mut() {
            part.lines.push(line(shell, standard, signs));
        }
    }
    parts
}

fn line(shell: &Shell, standard: &Standard, signs: &Signs) -> Line {
    let mut facts: Vec<String> = standard.team.iter().cloned().collect();
    facts.extend(standard.solves.iter().take(3).map(ToString::to_string));
    if standard.revision > 1 {
        facts.push(shell.with("book-revision", &[("revision", standard.revision.into())]));
    }
    if let (Status::Superseded, Some(next)) = (standard.status, standard.successor) {
        facts.push(shell.with("book-successor", &[("id", next.into())]));
    }
    Line {
        id: standard.id,
        url: format!("/standards/{}", standard.id),
        title: standard.title.clone(),
        facts: facts.join(" · "),
        at: shell.ago(standard.revised_at),
        signs: signs.of(shell, standard),
    }
}
