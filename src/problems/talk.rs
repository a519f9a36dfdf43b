//! What people say about a problem: remarks, and the tree of whys.

use super::case;
use super::store_work::{self, Cause, Comment};
use super::texts;
use super::words::CauseStatus;
use crate::db::{Change, Tx};
use crate::error::{Error, Result, say};
use crate::id::{CauseId, CommentId, ProblemId};

/// Adds a remark.
pub async fn comment(tx: &mut Tx, id: ProblemId, text: &str) -> Result<Comment> {
    let text = texts::long_text("text", text)?;
    if text.trim().is_empty() {
        return Err(Error::invalid("text", say!("problem-text-missing")));
    }
    let case = case::open(tx, id).await?;
    let comment = Comment {
        id: CommentId::generate(),
        problem: id,
        member: tx.actor().member.clone(),
        text,
        at: tx.now(),
    };
    store_work::insert_comment(tx, &comment).await?;
    let change = Change::new("problem.commented", id).with("text", comment.text.as_str());
    case.save(tx, change, Vec::new()).await?;
    Ok(comment)
}

/// Adds a why, below another one when given.
///
/// # Errors
/// `Invalid` for a parent that is no why of this problem.
pub async fn add_cause(
    tx: &mut Tx,
    id: ProblemId,
    text: &str,
    parent: Option<CauseId>,
) -> Result<Cause> {
    let text = texts::line_text("text", text)?;
    let case = case::open(tx, id).await?;
    if let Some(parent) = &parent {
        let known = store_work::cause(tx, parent).await?;
        if known.is_none_or(|cause| cause.problem != id) {
            return Err(Error::invalid("parent", say!("problem-cause-unknown")));
        }
    }
    let cause = Cause {
        id: CauseId::generate(),
        problem: id,
        parent,
        text,
        evidence: String::new(),
        status: CauseStatus::Hypothesis,
        at: tx.now(),
    };
    store_work::insert_cause(tx, &cause).await?;
    let change = Change::new("problem.cause_added", id).with("id", cause.id.as_str());
    case.save(tx, change.with("text", cause.text.as_str()), Vec::new())
        .await?;
    Ok(cause)
}

/// A why by its id.
///
/// # Errors
/// `NotFound` when there is none.
pub async fn cause(tx: &mut Tx, id: &CauseId) -> Result<Cause> {
    let known = store_work::cause(tx, id).await?;
    known.ok_or_else(|| Error::NotFound(say!("problem-cause-unknown")))
}

/// What to change of a why; what is absent stays.
#[derive(Debug, Clone, Default)]
pub struct CauseEdit {
    /// The why itself.
    pub text: Option<String>,
    /// What shows it.
    pub evidence: Option<String>,
    /// What is known about it.
    pub status: Option<CauseStatus>,
}

/// Changes a why.
pub async fn change_cause(tx: &mut Tx, id: &CauseId, edit: CauseEdit) -> Result<ProblemId> {
    let text = edit
        .text
        .as_deref()
        .map(|text| texts::line_text("text", text))
        .transpose()?;
    let evidence = edit
        .evidence
        .as_deref()
        .map(|text| texts::long_text("evidence", text))
        .transpose()?;
    let mut cause = cause(tx, id).await?;
    let case = case::open(tx, cause.problem).await?;
    let mut change = Change::new("problem.cause_changed", cause.problem);
    if let Some(text) = text.filter(|text| *text != cause.text) {
        change = change.replaced("was", cause.text.as_str(), text.as_str());
        cause.text = text;
    }
    if let Some(evidence) = evidence.filter(|evidence| *evidence != cause.evidence) {
        change = change.replaced("evidence", cause.evidence.as_str(), evidence.as_str());
        cause.evidence = evidence;
    }
    if let Some(status) = edit.status.filter(|status| *status != cause.status) {
        change = change.replaced("status", cause.status.as_str(), status.as_str());
        cause.status = status;
    }
    let problem = cause.problem;
    if !change.has_data() {
        return Ok(problem);
    }
    store_work::update_cause(tx, &cause).await?;
    let change = change
        .with("id", cause.id.as_str())
        .with("text", cause.text.as_str());
    case.save(tx, change, Vec::new()).await?;
    Ok(problem)
}
