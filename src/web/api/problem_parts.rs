//! The parts of a problem as the API shows them: occurrences, whys, work, remarks.

use serde::Serialize;
use utoipa::ToSchema;

use crate::problems::{self, Cause, Comment, OccurrenceRow, WorkKind, WorkRow};

/// One time that it happened.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct ShownOccurrence {
    id: String,
    problem: String,
    at: String,
    by: Option<String>,
    /// `hand`, `trailer`, `alert` or `duplicate`.
    source: &'static str,
    /// `waiting`, `confirmed`, `refused` or `taken_back`.
    status: &'static str,
    confirmed: bool,
    /// Whether it is a return, which asks its question.
    recurrence: bool,
    /// `none`, `not_applied` or `not_enough`.
    answer: Option<&'static str>,
    standard: Option<String>,
    note: String,
    evidence: String,
    /// The duplicate on which it was entered.
    via: Option<String>,
}

/// A why.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct ShownCause {
    id: String,
    problem: String,
    parent: Option<String>,
    text: String,
    evidence: String,
    /// `hypothesis`, `verified` or `rejected`.
    status: &'static str,
}

/// A countermeasure or an investigation.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct ShownWork {
    id: String,
    problem: String,
    /// Of a countermeasure: what is done.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    /// Of an investigation: what is asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<String>,
    /// A member's id; null: nobody yet.
    owner: Option<String>,
    due: String,
    done: bool,
    done_on: Option<String>,
    dropped_because: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    finding: Option<String>,
    /// `containment`, `temporary`, `permanent`, `detection` or `experiment`.
    kind: Option<&'static str>,
    effect: String,
    strength: Option<&'static str>,
    evidence: String,
    /// The stand-up that decided it.
    standup: Option<String>,
}

/// A remark.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct ShownComment {
    id: String,
    by: Option<String>,
    text: String,
    at: String,
}

/// Shows one countermeasure or investigation.
pub(super) fn work_view(row: &WorkRow) -> ShownWork {
    let is_investigation = row.kind == WorkKind::Investigation;
    let done = row.ended == Some(problems::EndWord::Done);
    ShownWork {
        id: row.id.clone(),
        problem: text(row.problem),
        text: (!is_investigation).then(|| row.text.clone()),
        question: is_investigation.then(|| row.text.clone()),
        owner: row.owner.as_ref().map(text),
        due: text(row.due),
        done,
        done_on: row.ended_on.filter(|_| done).map(text),
        dropped_because: Some(row.dropped_because.clone()).filter(|why| !why.is_empty()),
        finding: is_investigation.then(|| row.finding.clone()),
        kind: row.purpose.map(problems::Purpose::as_str),
        effect: row.effect.clone(),
        strength: row.strength.map(problems::Strength::as_str),
        evidence: row.evidence.clone(),
        standup: row.standup.map(text),
    }
}

/// Shows one occurrence.
pub(super) fn occurrence_view(row: &OccurrenceRow) -> ShownOccurrence {
    ShownOccurrence {
        id: text(&row.id),
        problem: text(row.problem),
        at: text(row.at),
        by: row.entered_by.as_ref().map(text),
        source: row.source.as_str(),
        status: row.status.as_str(),
        confirmed: row.status == problems::OccurrenceStatus::Confirmed,
        recurrence: row.recurrence,
        answer: row.answer.map(problems::Lesson::as_str),
        standard: row.standard.map(text),
        note: row.note.clone(),
        evidence: row.evidence.clone(),
        via: row.via.map(text),
    }
}

/// Shows one why.
pub(super) fn cause_view(cause: &Cause) -> ShownCause {
    ShownCause {
        id: text(&cause.id),
        problem: text(cause.problem),
        parent: cause.parent.as_ref().map(text),
        text: cause.text.clone(),
        evidence: cause.evidence.clone(),
        status: cause.status.as_str(),
    }
}

/// Shows one remark.
pub(super) fn comment_view(comment: &Comment) -> ShownComment {
    ShownComment {
        id: text(&comment.id),
        by: comment.member.as_ref().map(text),
        text: comment.text.clone(),
        at: text(comment.at),
    }
}

fn text(value: impl ToString) -> String {
    value.to_string()
}
