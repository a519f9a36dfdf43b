//! What was said about a proposal: reasons against it, and remarks on the whole or on one of its lines.

use std::collections::HashMap;
use std::sync::Arc;

use super::author::withdrawer;
use crate::db::Tx;
use crate::error::Result;
use crate::id::MemberId;
use crate::markdown::{Headings, Rendered, View};
use crate::proposals::{self, AboutLine, Comment, Objection, Proposal};
use crate::web::page::Shell;
use crate::web::visit::Visit;
use crate::web::words::When;

/// A reason against a text.
pub(super) struct Objected {
    pub(super) says: String,
    pub(super) who: String,
    pub(super) reason: Arc<Rendered>,
    pub(super) at: When,
    /// Whether it is about the present text.
    pub(super) is_present: bool,
}

/// That it was taken back.
pub(super) struct Withdrawn {
    pub(super) says: String,
    pub(super) at: When,
    pub(super) reason: Option<Arc<Rendered>>,
}

/// A remark.
pub(super) struct Said {
    pub(super) rendered: Arc<Rendered>,
    pub(super) who: String,
    pub(super) at: When,
    /// The line that it is about.
    pub(super) on: Option<OnLine>,
}

/// The line that a remark is about.
pub(super) struct OnLine {
    /// Its number in the present text; none when it is no longer there as it was.
    pub(super) now: Option<usize>,
    pub(super) says: String,
    pub(super) quote: String,
    /// Where it is shown among the others; empty when it is not there any more.
    pub(super) url: String,
}

/// The reasons, to the present text and to earlier ones.
pub(super) async fn objections(
    tx: &mut Tx,
    visit: &Visit,
    shell: &Shell,
    names: &HashMap<MemberId, String>,
    proposal: &Proposal,
) -> Result<Vec<Objected>> {
    let show = |(place, objection): (usize, Objection)| {
        let who = names.get(&objection.member).cloned().unwrap_or_default();
        let is_present = objection.hash == proposal.hash;
        let key = match (is_present, proposal.open()) {
            (true, true) => "proposal-objects",
            (true, false) => "proposal-objected",
            (false, _) => "proposal-objected-earlier",
        };
        let scope = format!("objection{place}");
        Objected {
            says: shell.with(key, &[("name", who.as_str().into())]),
            at: shell.ago(objection.at),
            reason: rendered(visit, shell, &scope, &objection.reason),
            who,
            is_present,
        }
    };
    let objections = proposals::objections(tx, &proposal.id).await?;
    Ok(objections.into_iter().enumerate().map(show).collect())
}

/// Who took it back, when, and why; none while it stands.
pub(super) async fn withdrawn(
    tx: &mut Tx,
    visit: &Visit,
    shell: &Shell,
    names: &HashMap<MemberId, String>,
    proposal: &Proposal,
) -> Result<Option<Withdrawn>> {
    let withdrawal = proposals::withdrawal(tx, &proposal.id).await?;
    Ok(withdrawal.map(|one| {
        let who = withdrawer(shell, names, one.member.as_ref());
        let reason = one.reason.as_deref();
        Withdrawn {
            says: shell.with("proposal-withdrawn-by", &[("who", who.into())]),
            at: shell.ago(one.at),
            reason: reason.map(|reason| rendered(visit, shell, "withdrawal", reason)),
        }
    }))
}

/// What somebody wrote, as markdown with its links.
fn rendered(visit: &Visit, shell: &Shell, scope: &str, text: &str) -> Arc<Rendered> {
    let view = View {
        language: shell.language(),
        headings: Headings::Below,
        scope,
        links: None,
    };
    visit.app.renderer.render(text, view)
}

/// The remarks, oldest first.
pub(super) async fn remarks(
    tx: &mut Tx,
    visit: &Visit,
    shell: &Shell,
    names: &HashMap<MemberId, String>,
    proposal: &Proposal,
) -> Result<Vec<Said>> {
    let comments = proposals::comments(tx, &proposal.id).await?;
    let show = |(place, comment): (usize, Comment)| {
        let scope = format!("remark{place}");
        Said {
            rendered: rendered(visit, shell, &scope, &comment.text),
            who: names.get(&comment.member).cloned().unwrap_or_default(),
            at: shell.ago(comment.at),
            on: comment.about.map(|about| on_line(shell, proposal, about)),
        }
    };
    Ok(comments.into_iter().enumerate().map(show).collect())
}

fn on_line(shell: &Shell, proposal: &Proposal, about: AboutLine) -> OnLine {
    let (says, url) = match about.now {
        Some(line) => (
            shell.with("proposal-on-line", &[("line", line.into())]),
            format!("/proposals/{}?view=text&whole=yes#line-{line}", proposal.id),
        ),
        None => (
            shell.say("proposal-on-earlier-line").to_owned(),
            String::new(),
        ),
    };
    OnLine {
        now: about.now,
        says,
        quote: about.quote,
        url,
    }
}
