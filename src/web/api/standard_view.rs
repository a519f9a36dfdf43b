//! Standards as the API shows them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use utoipa::ToSchema;

use super::fixes::{self, FixView};
use super::standard_living::{self as living, ShownLife};
use crate::db::Tx;
use crate::error::{Message, Result, say};
use crate::folder::State;
use crate::i18n;
use crate::id::StandardId;
use crate::problems;
use crate::proposals;
use crate::standards::{self, Agreement, Committed, Revision, Standard};
use crate::web::visit::Visit;

/// A standard in a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct ListedStandard {
    #[schema(example = "S-4")]
    id: String,
    title: String,
    /// `active`, `superseded` or `retired`.
    status: String,
    /// Whether a problem came back that it was to solve, and nobody has said why.
    challenged: bool,
    /// Whether people have agreed to the text in force, or nobody else was there to be asked.
    agreed: bool,
    /// Whether nobody else was there to be asked.
    self_checked: bool,
    /// The key of the team it is for; null: everyone's.
    team: Option<String>,
    tags: Vec<String>,
    /// The number of the revision in force.
    revision: i64,
    /// SHA-256 of its bytes.
    hash: String,
    /// The standard that took its place.
    successor: Option<String>,
    /// The problems that its text says it solves.
    solves: Vec<String>,
    /// Patterns of the files it is about, as in `.gitignore`.
    applies_to: Vec<String>,
    /// When it is to be looked at again, YYYY-MM-DD.
    review_by: Option<String>,
    /// Its place in the newcomers' path.
    reading: Option<i64>,
    /// `en`, `fr`, …; null when unsure.
    lang: Option<String>,
    /// Its file, below the standards' folder.
    path: String,
    created_at: String,
    revised_at: String,
    url: String,
}

/// A standard with its text.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct ShownStandard {
    #[serde(flatten)]
    listed: ListedStandard,
    /// The exact text in force.
    markdown: String,
    enforced_by: Option<String>,
    /// The problems linked to it, in its file or by hand.
    problems: Vec<String>,
    #[serde(flatten)]
    life: ShownLife,
    /// Open proposals to change it.
    proposals: Vec<String>,
    /// The commits, pull requests and tickets linked to it: the newest 200, all of them at `/fixes?standard=`.
    fixes: Vec<FixView>,
    /// How its file stands to the text in force.
    file: ShownFile,
    /// Where links and images lead that only the book can tell, by what is written in the text: a page or an image of this server.
    links: BTreeMap<String, String>,
    /// The images that lie beside the text, by their paths below the standards' folder.
    images: BTreeMap<String, String>,
}

/// How a standard's file stands to the text in force.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct ShownFile {
    /// `in_step`; `waiting`: not written yet; `missing`: no longer in the folder; `unreadable`: it holds a text that cannot be taken in;
    /// `away`: the whole folder is; `unknown`: not looked at yet.
    state: &'static str,
    /// Why, unless it is in step.
    why: Option<String>,
}

/// One revision of a standard.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct ListedRevision {
    revision: i64,
    hash: String,
    /// `review`, `standup`, `correction` or `file`.
    source: String,
    agreed: bool,
    /// How many agreed to exactly this text, and how many must.
    approvals: i64,
    needed: i64,
    /// A member's id; null: it was found in the folder.
    proposed_by: Option<String>,
    agreed_by: Vec<String>,
    /// The earlier revision whose text it brings back.
    restores: Option<i64>,
    at: String,
    /// The commit of git that it came with, or that was made of it; null where none is known.
    commit: Option<ShownCommit>,
}

/// A commit of git in which a text stands.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct ShownCommit {
    /// Its whole name, in hexadecimal.
    sha: String,
    /// Who wrote it, as git has it; null: the program made it of what was published, or it is a member.
    author: Option<String>,
    /// That author's id, when it is a member.
    member: Option<String>,
    /// When it was written.
    at: String,
}

impl From<Committed> for ShownCommit {
    fn from(commit: Committed) -> Self {
        Self {
            sha: commit.name,
            // A member's name is that of the member, as long as they are one.
            author: commit.author.filter(|_| commit.member.is_none()),
            member: commit.member.map(|member| member.to_string()),
            at: commit.at.to_string(),
        }
    }
}

/// Standards as a list shows them.
pub(super) async fn listed(
    tx: &mut Tx,
    visit: &Visit,
    standards: &[Standard],
) -> Result<Vec<ListedStandard>> {
    let ids: Vec<StandardId> = standards.iter().map(|standard| standard.id).collect();
    let challenged = problems::challenged(tx, &ids).await?;
    Ok(standards
        .iter()
        .map(|standard| ListedStandard::new(visit, standard, &challenged))
        .collect())
}

/// A standard with its text.
pub(super) async fn shown(tx: &mut Tx, visit: &Visit, standard: Standard) -> Result<ShownStandard> {
    let id = standard.id;
    let mut asks = standards::text_asks(id);
    asks.extend(problems::standard_asks(id));
    asks.extend(living::asks(id));
    asks.extend([proposals::open_ask(id), fixes::ask_of_standard(id)]);
    tx.foresee(asks).await?;
    let challenged = problems::challenged(tx, &[id]).await?;
    let solved = problems::solved_by(tx, id).await?;
    let open = proposals::open_about(tx, id).await?;
    let markdown = standards::text(tx, id).await?;
    let document = standards::examine(markdown.as_bytes())?;
    let led = standards::led(tx, id, document.body(&markdown)).await?;
    let owned = |(written, address): (&str, &str)| (written.to_owned(), address.to_owned());
    let images = led.images.iter();
    Ok(ShownStandard {
        links: led.links.iter().map(owned).collect(),
        images: images
            .map(|(path, name)| (path.clone(), name.to_string()))
            .collect(),
        listed: ListedStandard::new(visit, &standard, &challenged),
        life: living::life(tx, id, &document).await?,
        markdown,
        enforced_by: standard.enforced_by,
        fixes: fixes::of_standard(tx, id).await?,
        file: file(visit, id),
        problems: solved
            .iter()
            .map(|problem| problem.id.to_string())
            .collect(),
        proposals: open
            .iter()
            .map(|proposal| proposal.id.to_string())
            .collect(),
    })
}

impl ListedStandard {
    fn new(visit: &Visit, standard: &Standard, challenged: &BTreeSet<StandardId>) -> Self {
        Self {
            id: standard.id.to_string(),
            title: standard.title.clone(),
            status: standard.status.to_string(),
            challenged: challenged.contains(&standard.id),
            agreed: standard.agreed(),
            self_checked: standard.agreement == Agreement::SelfChecked,
            team: standard.team.clone(),
            tags: standard.tags.clone(),
            revision: standard.revision,
            hash: standard.hash.clone(),
            successor: standard.successor.map(|id| id.to_string()),
            solves: standard.solves.iter().map(ToString::to_string).collect(),
            applies_to: standard.applies_to.clone(),
            review_by: standard.review_by.map(|day| day.to_string()),
            reading: standard.reading,
            lang: Some(standard.lang.clone()).filter(|lang| !lang.is_empty()),
            path: standard.path.clone(),
            created_at: standard.created_at.to_string(),
            revised_at: standard.revised_at.to_string(),
            url: format!("{}/standards/{}", visit.app.config.base_url, standard.id),
        }
    }
}

impl ListedRevision {
    /// A revision, and the commit that it stands in.
    pub(super) fn new(revision: Revision, commit: Option<Committed>) -> Self {
        Self {
            revision: revision.number,
            hash: revision.hash,
            source: revision.source.to_string(),
            agreed: revision.agreement != Agreement::NotYet,
            approvals: i64::try_from(revision.agreed_by.len()).unwrap_or(i64::MAX),
            needed: revision.needed,
            proposed_by: revision.proposed_by.map(|member| member.to_string()),
            agreed_by: revision.agreed_by.iter().map(ToString::to_string).collect(),
            restores: revision.restores,
            at: revision.at.to_string(),
            commit: commit.map(ShownCommit::from),
        }
    }
}

fn file(visit: &Visit, id: StandardId) -> ShownFile {
    let report = visit.app.folder.report();
    let (state, why): (_, Option<Message>) = if let Some(why) = report.why_waiting(id) {
        ("waiting", Some(why.clone()))
    } else if report.is_missing(id) {
        ("missing", Some(say!("folder-file-missing")))
    } else if let Some(flaw) = report.unreadable(id) {
        ("unreadable", Some(flaw.message.clone()))
    } else {
        match &report.state {
            State::Here => ("in_step", None),
            State::Unknown => ("unknown", None),
            State::Gone => ("away", Some(say!("folder-gone"))),
            State::Emptied => ("away", Some(say!("folder-emptied"))),
            State::Closed(why) => ("away", Some(why.clone())),
        }
    };
    ShownFile {
        state,
        why: why.map(|why| i18n::tell(visit.language, &why)),
    }
}
