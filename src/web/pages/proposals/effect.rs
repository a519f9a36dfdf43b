//! What a proposed text does beside what one reads in it, as its page says it, and what became meanwhile of the standards that it is about.

use crate::db::Tx;
use crate::error::Result;
use crate::id::StandardId;
use crate::proposals::{self, Does, Proposal};
use crate::standards::{self, Standard, Status};
use crate::web::page::Shell;
use crate::web::pages::facts::{Fact, facts};

/// A sentence, and where it leads.
pub(super) struct Told {
    pub(super) text: String,
    pub(super) links: Vec<Link>,
}

impl Told {
    fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            links: Vec::new(),
        }
    }
}

/// What is named in a sentence.
pub(super) struct Link {
    pub(super) url: String,
    pub(super) text: String,
}

impl Link {
    fn to(id: StandardId, title: &str) -> Self {
        Self {
            url: format!("/standards/{id}"),
            text: format!("{id} {title}").trim_end().to_owned(),
        }
    }
}

/// What a proposal does.
pub(super) struct Effect {
    pub(super) told: Vec<Told>,
    /// Why the standard is to be retired.
    pub(super) because: String,
    /// The word over the keys below.
    pub(super) over: &'static str,
    pub(super) facts: Vec<Fact>,
    /// The standard that it takes out of force.
    pub(super) retires: Option<StandardId>,
    /// What became meanwhile of the standards that it is about.
    pub(super) meanwhile: Vec<Told>,
}

impl Effect {
    pub(super) async fn read(tx: &mut Tx, shell: &Shell, proposal: &Proposal) -> Result<Self> {
        let mut does = proposals::does(tx, proposal).await?;
        if does.retires {
            // Both are said in words.
            does.facts
                .retain(|fact| !matches!(fact.key.as_str(), "status" | "retired_because"));
            does.only_head &= !does.facts.is_empty();
        }
        let mut about = does.supersedes.clone();
        about.extend(does.standard.filter(|_| !does.revives));
        let standards = standards::several(tx, &about).await?;
        let links = does.supersedes.iter().map(|&id| {
            let title = standards.get(&id).map(|one| one.title.as_str());
            Link::to(id, title.unwrap_or_default())
        });
        let told = told(shell, &does, links.collect(), proposal.base);
        let open = standards.values().filter(|_| proposal.open());
        Ok(Self {
            told,
            meanwhile: open.filter_map(|one| fell(shell, one)).collect(),
            retires: does.standard.filter(|_| does.retires),
            over: match does.standard {
                None => shell.say("facts-of-new"),
                Some(_) => shell.say("facts-changed"),
            },
            because: does.because.unwrap_or_default(),
            facts: facts(shell, does.facts),
        })
    }

    /// Whether there is nothing to say.
    pub(super) fn is_empty(&self) -> bool {
        self.told.is_empty() && self.facts.is_empty()
    }
}

fn told(shell: &Shell, does: &Does, supersedes: Vec<Link>, base: Option<i64>) -> Vec<Told> {
    let mut told = Vec::new();
    if let Some(id) = does.standard {
        let id = [("id", id.into())];
        if does.retires {
            told.push(Told::plain(shell.with("proposal-does-retire", &id)));
        }
        if does.revives {
            told.push(Told::plain(shell.with("proposal-does-revive", &id)));
        }
    }
    if !supersedes.is_empty() {
        told.push(Told {
            text: shell.say("proposal-does-supersede").to_owned(),
            links: supersedes,
        });
    }
    if let (Some(id), Some(base), Some(revision)) = (does.standard, base, does.restores) {
        let number = [("revision", revision.into())];
        told.push(Told {
            text: shell.say("proposal-does-restore").to_owned(),
            links: vec![Link {
                url: format!("/standards/{id}/history?from={base}&to={revision}"),
                text: shell.with("standard-revision", &number),
            }],
        });
    }
    if let Some(before) = &does.title_before {
        let before = [("title", before.as_str().into())];
        told.push(Told::plain(shell.with("proposal-does-retitle", &before)));
    }
    if does.only_head {
        told.push(Told::plain(shell.say("history-head-only")));
    }
    told
}

/// That a standard is not in force any more.
fn fell(shell: &Shell, standard: &Standard) -> Option<Told> {
    let id = [("id", standard.id.into())];
    match (standard.status, standard.successor) {
        (Status::Active, _) => None,
        (Status::Superseded, Some(next)) => Some(Told {
            text: shell.with("proposal-standard-superseded", &id),
            links: vec![Link::to(next, "")],
        }),
        (Status::Superseded | Status::Retired, _) => {
            Some(Told::plain(shell.with("proposal-standard-retired", &id)))
        }
    }
}
