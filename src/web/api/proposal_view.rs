//! Proposals as the API shows them.

use serde::Serialize;
use utoipa::ToSchema;

use super::proposal_does::ShownDoes;
use super::standard_view::ShownCommit;
use crate::db::Tx;
use crate::error::Result;
use crate::proposals::{self, Proposal};
use crate::web::visit::Visit;

/// A proposal.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct ShownProposal {
    id: String,
    title: String,
    /// SHA-256 of the text: what one agrees to.
    hash: String,
    /// How many have agreed to exactly this text.
    approvals: i64,
    needed: i64,
    /// `open`, `published` or `withdrawn`.
    state: String,
    /// The standard it changes, or became.
    #[serde(skip_serializing_if = "Option::is_none")]
    standard: Option<String>,
    /// The revision that its text starts from.
    base: Option<i64>,
    /// The revision it became.
    revision: Option<i64>,
    /// Raised by every change of the text.
    version: i64,
    markdown: String,
    solves: Vec<String>,
    team: Option<String>,
    /// A member's id; null: the text came through the folder, or from the terminal.
    author: Option<String>,
    /// The commit of git that its text came with, where it was found in the folder; null otherwise.
    commit: Option<ShownCommit>,
    agreed_by: Vec<String>,
    /// Who took it back; null while it stands.
    withdrawn: Option<ShownWithdrawal>,
    /// What it does beside what one reads in it.
    does: ShownDoes,
    /// Whether its text starts from the revision in force; false: bring it up before it can be agreed to, see `…/merge`.
    up_to_date: bool,
    objections: Vec<ShownObjection>,
    /// Agreements that fell away with a change of the text or of the revision that it starts from, until whoever had agreed answers again.
    fallen: Vec<ShownFallen>,
    comments: Vec<ShownRemark>,
    opened_at: String,
    changed_at: String,
    closed_at: Option<String>,
    url: String,
}

/// That a proposal was taken back.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct ShownWithdrawal {
    /// A member's id; null: from the terminal.
    by: Option<String>,
    reason: Option<String>,
    at: String,
}

/// A reason against exactly one text.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct ShownObjection {
    by: String,
    hash: String,
    /// Whether it is about the present text.
    present: bool,
    reason: String,
    at: String,
}

/// A remark.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct ShownRemark {
    pub(super) id: String,
    pub(super) by: String,
    pub(super) text: String,
    pub(super) at: String,
    /// The line that it is about; null: the whole.
    pub(super) about: Option<ShownLine>,
}

/// The line that a remark is about.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct ShownLine {
    /// Its number in the text with this hash, from 1.
    line: usize,
    hash: String,
    /// What it said there.
    quote: String,
    /// Its number in the present text; null when it is no longer there as it was.
    now: Option<usize>,
}

/// An agreement that fell away.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct ShownFallen {
    by: String,
    /// The text that they had agreed to; `…/texts` has it.
    hash: String,
    /// The revision that it started from then.
    base: Option<i64>,
    at: String,
}

/// A proposal with all that was said about it.
pub(super) async fn proposal(
    tx: &mut Tx,
    visit: &Visit,
    proposal: Proposal,
) -> Result<ShownProposal> {
    let objections = proposals::objections(tx, &proposal.id).await?;
    let comments = proposals::comments(tx, &proposal.id).await?;
    let fallen = proposals::fallen(tx, &proposal.id).await?;
    let up_to_date = proposals::is_up_to_date(tx, &proposal).await?;
    let commit = proposals::committed(tx, &proposal.id).await?;
    let does = proposals::does(tx, &proposal).await?;
    let withdrawal = proposals::withdrawal(tx, &proposal.id).await?;
    Ok(ShownProposal {
        withdrawn: withdrawal.map(|one| ShownWithdrawal {
            by: one.member.map(|member| member.to_string()),
            reason: one.reason,
            at: one.at.to_string(),
        }),
        does: ShownDoes::new(visit, does),
        up_to_date,
        fallen: fallen
            .into_iter()
            .map(|fallen| ShownFallen {
                by: fallen.member.to_string(),
                hash: fallen.hash,
                base: fallen.base,
                at: fallen.at.to_string(),
            })
            .collect(),
        approvals: proposal.approvals(),
        state: proposal.state.to_string(),
        standard: proposal.standard.map(|id| id.to_string()),
        solves: proposal.solves.iter().map(ToString::to_string).collect(),
        author: proposal.author.map(|member| member.to_string()),
        commit: commit.map(ShownCommit::from),
        agreed_by: proposal.agreed_by.iter().map(ToString::to_string).collect(),
        objections: objections
            .into_iter()
            .map(|objection| ShownObjection {
                by: objection.member.to_string(),
                present: objection.hash == proposal.hash,
                hash: objection.hash,
                reason: objection.reason,
                at: objection.at.to_string(),
            })
            .collect(),
        comments: comments.into_iter().map(ShownRemark::from).collect(),
        opened_at: proposal.opened_at.to_string(),
        changed_at: proposal.changed_at.to_string(),
        closed_at: proposal.closed_at.map(|at| at.to_string()),
        url: format!("{}/proposals/{}", visit.app.config.base_url, proposal.id),
        id: proposal.id.to_string(),
        title: proposal.title,
        hash: proposal.hash,
        needed: proposal.needed,
        base: proposal.base,
        revision: proposal.revision,
        version: proposal.version,
        markdown: proposal.text,
        team: proposal.team,
    })
}

impl From<proposals::Comment> for ShownRemark {
    fn from(comment: proposals::Comment) -> Self {
        Self {
            id: comment.id.to_string(),
            by: comment.member.to_string(),
            text: comment.text,
            at: comment.at.to_string(),
            about: comment.about.map(|about| ShownLine {
                line: about.line,
                hash: about.hash,
                quote: about.quote,
                now: about.now,
            }),
        }
    }
}
