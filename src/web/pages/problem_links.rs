//! What a problem is tied to: standards that solve it, texts being agreed to.

use crate::db::Tx;
use crate::error::Result;
use crate::markdown::Status;
use crate::problems::{self, Problem};
use crate::proposals;
use crate::standards;
use crate::web::page::Shell;

/// One link.
#[derive(Debug)]
pub(super) struct LinkView {
    pub(super) id: String,
    pub(super) url: String,
    pub(super) title: String,
    pub(super) note: &'static str,
    pub(super) tone: &'static str,
    /// The standard that can be unlinked; empty for what cannot.
    pub(super) unlink: String,
    pub(super) unlink_url: String,
}

/// Reads the links of a problem.
pub(super) async fn read(tx: &mut Tx, shell: &Shell, problem: &Problem) -> Result<Vec<LinkView>> {
    let mut links = Vec::new();
    let ids: Vec<_> = problem.standards.iter().collect();
    if !ids.is_empty() {
        let challenged = problems::challenged(tx, &ids).await?;
        for standard in standards::several(tx, &ids).await?.into_values() {
            let (note, tone) = match standard.status {
                Status::Superseded => (shell.say("problem-standard-superseded"), ""),
                Status::Retired => (shell.say("problem-standard-is-retired"), ""),
                Status::Active if challenged.contains(&standard.id) => {
                    (shell.say("problem-standard-challenged"), "red")
                }
                Status::Active => (shell.say("problem-standard-in-force"), "green"),
            };
            links.push(LinkView {
                id: standard.id.to_string(),
                url: format!("/standards/{}", standard.id),
                title: standard.title,
                note,
                tone,
                unlink: standard.id.to_string(),
                unlink_url: format!("/problems/{}/standards/unlink", problem.id),
            });
        }
    }
    for proposal in proposals::of_problem(tx, problem.id).await? {
        if proposal.state == proposals::State::Open {
            links.push(LinkView {
                id: String::new(),
                url: format!("/proposals/{}", proposal.id),
                title: proposal.title,
                note: shell.say("problem-text-being-agreed"),
                tone: "blue",
                unlink: String::new(),
                unlink_url: String::new(),
            });
        }
    }
    Ok(links)
}
