//! Links to code as the pages of a problem and of a standard show them.

use serde::Deserialize;

use super::Topic;
use crate::db::{Ask, Tx};
use crate::error::{Error, Result};
use crate::fixes::{self, Filter, Fix, Kind};
use crate::id::{ProblemId, StandardId};
use crate::members::Deed;
use crate::web::page::Shell;
use crate::web::pages::set_up::{Wrong, wrong_with};
use crate::web::visit::Visit;
use crate::web::words::When;

/// Links shown on the page of a problem or standard; the others are a link away.
const SHOWN: usize = 12;
/// One more tells whether there are others.
const SHOWN_AND_ONE: i64 = SHOWN as i64 + 1;

/// What was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(in crate::web::pages) struct Typed {
    /// An address, or the hash of a commit.
    pub(in crate::web::pages) url: String,
    pub(in crate::web::pages) title: String,
    pub(in crate::web::pages) problem: String,
    pub(in crate::web::pages) standard: String,
    /// The page it was typed on: P-12, S-4.
    pub(in crate::web::pages) from: String,
}

/// Links to code as a page shows them, for `templates/fixes/list.html`.
#[derive(Debug)]
pub(in crate::web::pages) struct FixesPart {
    /// The problem or standard whose page it is.
    pub(in crate::web::pages) topic: String,
    pub(in crate::web::pages) lines: Vec<FixLine>,
    /// What is said when there is no link.
    pub(in crate::web::pages) none: &'static str,
    pub(in crate::web::pages) more_url: String,
    pub(in crate::web::pages) may_link: bool,
    pub(in crate::web::pages) may_unlink: bool,
    pub(in crate::web::pages) asks_problem: bool,
    pub(in crate::web::pages) asks_standard: bool,
    pub(in crate::web::pages) open: bool,
    pub(in crate::web::pages) typed: Typed,
    pub(in crate::web::pages) faults: Vec<Wrong>,
}

/// A link.
#[derive(Debug)]
pub(in crate::web::pages) struct FixLine {
    pub(in crate::web::pages) title: String,
    pub(in crate::web::pages) sha: String,
    pub(in crate::web::pages) url: String,
    pub(in crate::web::pages) kind: &'static str,
    pub(in crate::web::pages) note: &'static str,
    pub(in crate::web::pages) others: Vec<Other>,
    pub(in crate::web::pages) when: When,
    pub(in crate::web::pages) unlink_url: String,
}

/// What else a link belongs to.
#[derive(Debug)]
pub(in crate::web::pages) struct Other {
    pub(in crate::web::pages) id: String,
    pub(in crate::web::pages) url: String,
}

impl FixesPart {
    /// The links of a problem.
    pub(in crate::web::pages) async fn of_problem(
        tx: &mut Tx,
        visit: &Visit,
        shell: &Shell,
        id: ProblemId,
    ) -> Result<Self> {
        Self::shown_at(tx, visit, shell, Topic::Problem(id)).await
    }

    /// The links of a standard.
    pub(in crate::web::pages) async fn of_standard(
        tx: &mut Tx,
        visit: &Visit,
        shell: &Shell,
        id: StandardId,
    ) -> Result<Self> {
        Self::shown_at(tx, visit, shell, Topic::Standard(id)).await
    }

    /// What the links of a standard ask first, to be asked ahead.
    pub(in crate::web::pages) fn ask_of_standard(id: StandardId) -> Ask {
        fixes::list_ask(&Topic::Standard(id).filter(), SHOWN_AND_ONE)
    }

    /// What the links of a problem ask first, to be asked ahead.
    pub(in crate::web::pages) fn ask_of_problem(id: ProblemId) -> Ask {
        fixes::list_ask(&Topic::Problem(id).filter(), SHOWN_AND_ONE)
    }

    async fn shown_at(tx: &mut Tx, visit: &Visit, shell: &Shell, topic: Topic) -> Result<Self> {
        let (found, more) = some(tx, &topic.filter(), SHOWN).await?;
        let mut part = Self::new(visit, shell, topic, &found);
        if more {
            part.more_url = topic.list_url();
        }
        Ok(part)
    }

    pub(super) fn new(visit: &Visit, shell: &Shell, topic: Topic, found: &[Fix]) -> Self {
        let may = |deed| visit.guest().is_some_and(|visitor| visitor.may(deed));
        let mut typed = Typed {
            from: topic.name(),
            ..Typed::default()
        };
        match topic {
            Topic::Problem(id) => typed.problem = id.to_string(),
            Topic::Standard(id) => typed.standard = id.to_string(),
            Topic::Nothing => {}
        }
        Self {
            topic: topic.name(),
            lines: found.iter().map(|fix| line(shell, fix, topic)).collect(),
            none: shell.say(match topic {
                Topic::Problem(_) => "fix-none-of-problem",
                Topic::Standard(_) => "fix-none-of-standard",
                Topic::Nothing => "fix-none",
            }),
            more_url: String::new(),
            may_link: may(Deed::Link),
            may_unlink: may(Deed::TakePart),
            asks_problem: !matches!(topic, Topic::Problem(_)),
            asks_standard: !matches!(topic, Topic::Standard(_)),
            open: false,
            typed,
            faults: Vec::new(),
        }
    }

    pub(in crate::web::pages) fn wrong(&self, field: &str) -> &str {
        wrong_with(&self.faults, field)
    }
}

/// The first links of a list, and whether there are more.
pub(super) async fn some(tx: &mut Tx, filter: &Filter, limit: usize) -> Result<(Vec<Fix>, bool)> {
    let asked = i64::try_from(limit + 1).map_err(Error::internal)?;
    let mut found = fixes::list(tx, filter, asked).await?;
    let more = found.len() > limit;
    found.truncate(limit);
    Ok((found, more))
}

fn line(shell: &Shell, fix: &Fix, topic: Topic) -> FixLine {
    let problems = fix.problems.iter().map(|(id, _)| Topic::Problem(*id));
    let standards = fix.standards.iter().map(|id| Topic::Standard(*id));
    let others = problems.chain(standards).filter(|other| *other != topic);
    let sha = fix.short_sha().unwrap_or_default();
    let named = fix.label();
    let note = match topic {
        Topic::Problem(id) if fix.solves(id) => shell.say("fix-solves"),
        Topic::Problem(_) => shell.say("fix-touches"),
        Topic::Standard(_) | Topic::Nothing => "",
    };
    FixLine {
        // A commit that nobody named is called by its hash, which stands there already.
        title: if named == sha {
            String::new()
        } else {
            named.to_owned()
        },
        sha: sha.to_owned(),
        url: fix.url.clone().unwrap_or_default(),
        kind: shell.say(match fix.kind {
            Kind::Commit => "fix-kind-commit",
            Kind::PullRequest => "fix-kind-pull-request",
            Kind::Ticket => "fix-kind-ticket",
            Kind::Other => "fix-kind-other",
        }),
        note,
        others: others
            .map(|other| Other {
                id: other.name(),
                url: other.url(),
            })
            .collect(),
        when: shell.ago(fix.at),
        unlink_url: format!("/fixes/{}/removal", fix.id),
    }
}
