//! `/standards/S-4`: one standard as a page of the book, and the exact file behind it.

use std::sync::Arc;

use askama::Template;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};

use super::asked::{AskedPart, CameBy};
use super::file;
use super::files::{self, FileNotice};
use super::history::who;
use super::living::{self, Life};
use super::proposed::{Proposed, proposed};
use super::waiting::Waiting;
use crate::clock::Day;
use crate::db::Tx;
use crate::error::{Error, Result, say};
use crate::id::{ProblemId, StandardId};
use crate::markdown::{Headings, Rendered, View};
use crate::members::{self, Deed};
use crate::problems::{self, Problem, State};
use crate::proposals;
use crate::standards::{self, Agreement, Revision, Source, Standard, Status};
use crate::web::accept;
use crate::web::failure::Answer;
use crate::web::form::{Path, Query};
use crate::web::page::{Page, Shell};
use crate::web::pages::fixes::FixesPart;
use crate::web::steps;
use crate::web::visit::Visit;
use crate::web::words::When;

/// A problem as it is linked to.
pub(in crate::web) struct Linked {
    pub(in crate::web) id: ProblemId,
    pub(in crate::web) url: String,
    pub(in crate::web) title: String,
    pub(in crate::web) label: String,
}

impl From<&Problem> for Linked {
    fn from(problem: &Problem) -> Self {
        Self {
            id: problem.id,
            url: format!("/problems/{}", problem.id),
            title: problem.title.clone(),
            label: format!("{} {}", problem.id, problem.title),
        }
    }
}

/// A problem that the standard is to solve, and where it stands unless it is solved.
struct Solved {
    problem: Linked,
    state: String,
}

impl Solved {
    fn new(shell: &Shell, problem: &Problem) -> Self {
        Self {
            problem: Linked::from(problem),
            state: match problem.state {
                State::Closed => String::new(),
                state => shell.tell(&steps::state(state)),
            },
        }
    }
}

/// A standard as it is linked to.
pub(super) struct Successor {
    pub(super) id: StandardId,
    pub(super) url: String,
    pub(super) title: String,
}

/// What the address asks beside the standard.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    revision: Option<i64>,
    said: Option<String>,
    /// Sections with nothing but their hint were taken out.
    shorter: Option<String>,
    /// The search whose hit it is.
    q: String,
}

/// `GET /standards/S-4`, and its files
pub(super) async fn show(
    visit: Visit,
    Path(name): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Answer<Response> {
    let mut tx = visit.read().await?;
    let file = match standard_id(&name) {
        Ok(id) if accept::wants_markdown(&headers) => format!("{id}.md"),
        _ => name.clone(),
    };
    if let Some(file) = file::of(&visit, &mut tx, &file, asked.revision).await? {
        return Ok(accept::varied(file));
    }
    let id = standard_id(&name)?;
    let mut asks = vec![standards::one_ask(id)];
    asks.extend(standards::text_asks(id));
    asks.extend(standards::reading_asks(
        visit.visitor()?.member.as_ref(),
        id,
    ));
    asks.extend(problems::standard_asks(id));
    asks.extend(problems::asked_asks(id));
    asks.extend([members::names_ask(), proposals::open_ask(id)]);
    asks.push(FixesPart::ask_of_standard(id));
    asks.extend(living::asks(id));
    tx.foresee(asks).await?;
    let standard = standards::get(&mut tx, id).await?;
    let came_by = CameBy::of(&asked.q, &headers);
    let page = StandardPage::read(&mut tx, &visit, standard, &asked, &came_by).await?;
    Ok(accept::varied(Page(page).into_response()))
}

/// The id in an address; what is none leads nowhere.
pub(super) fn standard_id(name: &str) -> Result<StandardId> {
    name.parse()
        .map_err(|_| Error::NotFound(say!("standard-no-such-address")))
}

/// A standard.
#[derive(Template)]
#[template(path = "standards/standard.html")]
pub(super) struct StandardPage {
    shell: Shell,
    id: StandardId,
    url: String,
    title: String,
    path: String,
    hash: String,
    revision: i64,
    status: &'static str,
    retired: bool,
    may_succeed: bool,
    since: When,
    agreement: String,
    team: String,
    tags: Vec<String>,
    life: Life,
    solves: Vec<Solved>,
    enforced_by: String,
    applies_to: Vec<String>,
    lang: String,
    rendered: Arc<Rendered>,
    successor: Option<Successor>,
    not_yet_agreed: Option<Waiting>,
    proposals: Vec<Proposed>,
    files: Vec<FileNotice>,
    fixes: FixesPart,
    asked: AskedPart,
    said: Vec<String>,
    read: bool,
    read_url: String,
    may_log: bool,
    may_propose: bool,
    takes_part: bool,
}

impl StandardPage {
    async fn read(
        tx: &mut Tx,
        visit: &Visit,
        standard: Standard,
        asked: &Asked,
        came_by: &CameBy,
    ) -> Result<Self> {
        let (visitor, shell) = (visit.visitor()?, visit.shell("book"));
        let id = standard.id;
        let url = format!("/standards/{id}");
        let text = standards::text(tx, id).await?;
        let document = standards::examine(text.as_bytes())?;
        let links = standards::led(tx, id, document.body(&text)).await?.links;
        let view = View {
            language: shell.language(),
            headings: Headings::WithoutTitle,
            scope: "",
            links: Some(&links),
        };
        let rendered = visit.app.renderer.render(document.body(&text), view);
        let revisions = standards::revisions(tx, id).await?;
        let (revision, _) = Waiting::parted(&revisions, standard.revision)?;
        let solved = problems::solved_by(tx, id).await?;
        let life = Life::read(tx, visit, &shell, &standard, &document).await?;
        let said = said(&shell, &standard, &life, asked);
        let names = members::names_in(tx, shell.language()).await?;
        let by = who(&shell, &names, revision);
        let not_yet_agreed = Waiting::of(tx, &shell, visitor, &standard, &by, &revisions).await?;
        let read = match &visitor.member {
            Some(member) => standards::has_read(tx, member, id).await?,
            None => false,
        };
        let successor = match standard.status {
            Status::Superseded => {
                Some(standards::successor(tx, id).await?).filter(|next| next.id != id)
            }
            Status::Active | Status::Retired => None,
        };
        let fixes = FixesPart::of_standard(tx, visit, &shell, id).await?;
        let asked = AskedPart::read(tx, visit, &shell, id, &standard.title, came_by).await?;
        Ok(Self {
            status: shell.say(status_key(standard.status)),
            retired: standard.status == Status::Retired,
            may_succeed: standard.in_force() && visitor.may(Deed::Propose),
            since: shell.day(Day::of(standard.created_at, shell.words().zone())),
            agreement: agreement(&shell, &standard, revision, &by),
            life,
            solves: solved.iter().map(|one| Solved::new(&shell, one)).collect(),
            successor: successor.map(|next| Successor {
                id: next.id,
                url: format!("/standards/{}", next.id),
                title: next.title,
            }),
            files: files::of_standard(visit, &shell, id),
            not_yet_agreed,
            proposals: proposed(tx, &shell, &names, id, visitor.member.as_ref()).await?,
            read,
            read_url: format!("{url}/reading"),
            fixes,
            asked,
            may_log: visitor.member.is_some() && visitor.may(Deed::Log),
            may_propose: visitor.may(Deed::Propose),
            takes_part: visitor.may(Deed::TakePart),
            id,
            title: standard.title,
            path: standard.path,
            hash: standard.hash,
            revision: standard.revision,
            team: standard.team.unwrap_or_default(),
            tags: standard.tags,
            enforced_by: standard.enforced_by.unwrap_or_default(),
            applies_to: standard.applies_to,
            lang: standard.lang,
            rendered,
            said,
            url,
            shell,
        })
    }

    fn revision_word(&self) -> String {
        self.shell
            .with("standard-revision", &[("revision", self.revision.into())])
    }

    fn act(&self, noun: &str) -> String {
        format!("{}/{noun}", self.url)
    }

    fn finds_url(&self) -> String {
        format!("{}/finds", self.url)
    }

    fn asked_more(&self) -> String {
        self.shell.count("asked-more", self.asked.rest().len())
    }

    fn enforced_is_link(&self) -> bool {
        self.enforced_by.starts_with("https://") || self.enforced_by.starts_with("http://")
    }
}

/// The key of the word for a status.
pub(super) fn status_key(status: Status) -> &'static str {
    match status {
        Status::Active => "standard-status-active",
        Status::Superseded => "standard-status-superseded",
        Status::Retired => "standard-status-retired",
    }
}

fn agreement(shell: &Shell, standard: &Standard, revision: &Revision, by: &str) -> String {
    let count = revision.agreed_by.len();
    let counts = [
        ("who", by.into()),
        ("approvals", count.into()),
        ("needed", revision.needed.into()),
    ];
    match revision.agreement {
        Agreement::Agreed if revision.source == Source::Standup => {
            shell.with("standard-agreed-standup", &[("count", count.into())])
        }
        Agreement::Agreed => shell.with("standard-agreed-by", &[("count", count.into())]),
        Agreement::SelfChecked => shell.say("standard-self-checked").to_owned(),
        Agreement::NotYet
            if standard.status == Status::Retired && revision.proposed_by.is_some() =>
        {
            shell.with("standard-taken-out", &counts)
        }
        Agreement::NotYet if standard.in_force() => shell.with("standard-not-yet", &counts[1..]),
        Agreement::NotYet => shell.with("standard-not-agreed", &counts[1..]),
    }
}

/// What is said back after an act. What was agreed to may have taken a standard out of force.
fn said(shell: &Shell, standard: &Standard, life: &Life, asked: &Asked) -> Vec<String> {
    let told = asked.said.as_deref().and_then(said_key).map(|key| {
        let replaced: Vec<String> = life.replaces.iter().map(|one| one.id.to_string()).collect();
        match (key, standard.status) {
            ("standard-published-now", Status::Retired) => {
                shell.with("standard-retired-now", &[("id", standard.id.into())])
            }
            ("standard-published-now", Status::Active) if !replaced.is_empty() => {
                let ids = replaced.join(", ");
                shell.with("standard-published-replacing", &[("ids", ids.into())])
            }
            _ => shell.say(key).to_owned(),
        }
    });
    let shorter = asked.shorter.as_ref().map(|_| shell.say("edit-hints-out"));
    told.into_iter().chain(shorter.map(str::to_owned)).collect()
}

/// The key of what is said back after an act, by its word in the address.
pub(super) fn said_key(word: &str) -> Option<&'static str> {
    match word {
        "published" => Some("standard-published-now"),
        "corrected" => Some("standard-corrected-now"),
        "agreed" => Some("standard-agreed-now"),
        "undone" => Some("standard-undone"),
        "out" => Some("standard-undone-first"),
        "asked" => Some("standard-asked"),
        "clear" => Some("standard-clear-now"),
        "learnt" => Some("asked-learnt"),
        "wording" => Some("asked-added"),
        "unworded" => Some("asked-removed"),
        _ => None,
    }
}
