//! `/standards/S-4/lines`: which revision brought each line, when, by whom it was written and agreed to, and by which proposal.

use std::collections::{BTreeMap, HashMap};

use askama::Template;

use super::history::{how, who};
use super::standard::standard_id;
use crate::db::Tx;
use crate::error::Result;
use crate::id::{MemberId, ProposalId, StandardId};
use crate::members;
use crate::proposals;
use crate::standards::{self, Committed, Passage, Revision, Standard};
use crate::web::commit_words;
use crate::web::failure::Answer;
use crate::web::form::{Path, Query};
use crate::web::page::{Page, Shell};
use crate::web::visit::Visit;
use crate::web::words::When;

/// Which revision's lines; absent: those of the text in force.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    revision: Option<i64>,
}

/// `GET /standards/S-4/lines`
pub(super) async fn show(
    visit: Visit,
    Path(name): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Answer<Page<LinesPage>> {
    let mut tx = visit.read().await?;
    let standard = standards::get(&mut tx, standard_id(&name)?).await?;
    Ok(Page(
        LinesPage::read(&mut tx, visit.shell("book"), standard, &wanted).await?,
    ))
}

struct Line {
    number: usize,
    text: String,
}

/// Lines that came together, and what is known of how they came.
struct Part {
    name: String,
    url: String,
    how: String,
    who: String,
    agreed_by: Vec<String>,
    at: When,
    /// Of the proposal that brought them; empty where none did.
    proposal: String,
    /// The same page before that revision; empty for the first.
    before: String,
    lines: Vec<Line>,
}

/// Where the lines of a standard come from.
#[derive(Template)]
#[template(path = "standards/lines.html")]
pub(super) struct LinesPage {
    shell: Shell,
    id: StandardId,
    url: String,
    title: String,
    revision: i64,
    numbers: Vec<i64>,
    parts: Vec<Part>,
}

impl LinesPage {
    async fn read(tx: &mut Tx, shell: Shell, standard: Standard, wanted: &Wanted) -> Result<Self> {
        let id = standard.id;
        let revision = wanted.revision.unwrap_or(standard.revision);
        let passages = standards::passages(tx, id, revision).await?;
        let revisions = standards::revisions(tx, id).await?;
        let known = Known {
            names: members::names_in(tx, shell.language()).await?,
            proposals: proposals::that_became(tx, id).await?,
            commits: standards::committed(tx, id).await?,
            by_number: revisions.iter().map(|one| (one.number, one)).collect(),
            url: format!("/standards/{id}"),
            shell: &shell,
        };
        let parts = passages
            .into_iter()
            .filter_map(|passage| known.part(passage))
            .collect();
        let url = known.url;
        Ok(Self {
            numbers: revisions.iter().rev().map(|one| one.number).collect(),
            title: standard.title,
            url,
            id,
            revision,
            parts,
            shell,
        })
    }

    fn heading(&self) -> String {
        self.shell.with("lines-title", &[("id", self.id.into())])
    }

    fn is_shown(&self, number: &i64) -> bool {
        *number == self.revision
    }

    fn revision_word(&self, number: &i64) -> String {
        self.shell
            .with("history-revision", &[("revision", (*number).into())])
    }
}

/// What the parts of the page are made from.
struct Known<'a> {
    shell: &'a Shell,
    url: String,
    names: HashMap<MemberId, String>,
    proposals: BTreeMap<i64, ProposalId>,
    commits: BTreeMap<i64, Committed>,
    by_number: BTreeMap<i64, &'a Revision>,
}

impl Known<'_> {
    fn part(&self, passage: Passage) -> Option<Part> {
        let Passage {
            first,
            lines,
            since,
        } = passage;
        let revision = *self.by_number.get(&since)?;
        let name = |member: &MemberId| self.names.get(member).cloned();
        let number = ("revision", since.into());
        Some(Part {
            name: self.shell.with("history-revision", &[number]),
            url: format!("{}/history?to={since}", self.url),
            how: how(self.shell, revision),
            who: match (&revision.proposed_by, self.commits.get(&since)) {
                (None, Some(commit)) => commit_words::told(self.shell, &self.names, commit),
                _ => who(self.shell, &self.names, revision),
            },
            agreed_by: revision.agreed_by.iter().filter_map(name).collect(),
            at: self.shell.ago(revision.at),
            proposal: match self.proposals.get(&since) {
                Some(proposal) => format!("/proposals/{proposal}"),
                None => String::new(),
            },
            before: match since {
                ..=1 => String::new(),
                since => format!("{}/lines?revision={}", self.url, since - 1),
            },
            lines: lines
                .into_iter()
                .enumerate()
                .map(|(step, text)| Line {
                    number: first + step,
                    text,
                })
                .collect(),
        })
    }
}
