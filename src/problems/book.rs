//! *For the book?*: the answer that every solved problem gives once, and what becomes of it when texts change.

use super::case::{self, Case};
use super::links;
use super::problem::BookAnswer;
use super::store;
use super::texts;
use crate::db::{Change, Tx};
use crate::error::{Error, Result, say};
use crate::id::{ProblemId, ProposalId, StandardId};
use crate::members::TakesPart;
use crate::standards;

/// An answer to *for the book?*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ForTheBook {
    /// No, and why.
    No(String),
    /// Yes: this standard covers it.
    Standard(StandardId),
    /// Yes: this text, once it is agreed. Whoever calls has seen that the proposal is open.
    Proposal(ProposalId),
}

/// Answers *for the book?*; the last answer counts.
///
/// # Errors
/// `Invalid` for a standard that is not in force.
pub async fn answer_book(
    tx: &mut Tx,
    _: &TakesPart,
    id: ProblemId,
    answer: ForTheBook,
) -> Result<()> {
    if let ForTheBook::Standard(standard) = answer {
        let unknown =
            || Error::invalid("standard", say!("problem-standard-unknown", id = standard));
        standards::find(tx, standard).await?.ok_or_else(unknown)?;
        if standing(tx, standard).await? != BookAnswer::InForce {
            return Err(Error::invalid(
                "standard",
                say!("problem-standard-retired", id = standard),
            ));
        }
        links::link_standard(tx, id, standard).await?;
    }
    let mut case = case::open(tx, id).await?;
    let comes_to = match answer {
        ForTheBook::No(_) => BookAnswer::No,
        ForTheBook::Standard(_) => BookAnswer::InForce,
        ForTheBook::Proposal(_) => BookAnswer::Waiting,
    };
    let moves = case.facts.answer_book(comes_to, case.today)?;
    let mut change = Change::new("problem.book_answered", id);
    let problem = &mut case.problem;
    (
        problem.book_why,
        problem.book_standard,
        problem.book_proposal,
    ) = (None, None, None);
    problem.book_by = tx.actor().member.clone();
    match answer {
        ForTheBook::No(why) => {
            let why = texts::line_text("no", &why)?;
            change = change.with("no", why.as_str());
            problem.book_why = Some(why);
        }
        ForTheBook::Standard(standard) => {
            change = change.also(standard).with("standard", standard.to_string());
            problem.book_standard = Some(standard);
        }
        ForTheBook::Proposal(proposal) => {
            change = change.also(&proposal).with("proposal", proposal.as_str());
            problem.book_proposal = Some(proposal);
        }
    }
    case.save(tx, change, moves).await
}

/// A proposal came into force as this standard: the problems that waited for its text have it.
pub async fn proposal_published(
    tx: &mut Tx,
    proposal: &ProposalId,
    standard: StandardId,
) -> Result<()> {
    for id in store::waiting_for(tx, proposal).await? {
        links::link_standard(tx, id, standard).await?;
        let mut case = case::open(tx, id).await?;
        case.problem.book_standard = Some(standard);
        case.problem.book_proposal = None;
        text_changed(tx, case, BookAnswer::InForce, Some(standard)).await?;
    }
    Ok(())
}

/// A proposal was withdrawn: the problems that waited for its text ask again.
pub async fn proposal_withdrawn(tx: &mut Tx, proposal: &ProposalId) -> Result<()> {
    for id in store::waiting_for(tx, proposal).await? {
        let case = case::open(tx, id).await?;
        text_changed(tx, case, BookAnswer::Gone, None).await?;
    }
    Ok(())
}

/// Looks again at every problem whose answer names a standard, after texts came into force or retired.
pub(super) async fn look_again(tx: &mut Tx) -> Result<()> {
    for (id, standard) in store::naming_a_standard(tx).await? {
        let now = standing(tx, standard).await?;
        let case = case::open(tx, id).await?;
        if case.facts.book.is_some_and(|book| book.answer != now) {
            text_changed(tx, case, now, Some(standard)).await?;
        }
    }
    Ok(())
}

async fn text_changed(
    tx: &mut Tx,
    mut case: Case,
    answer: BookAnswer,
    standard: Option<StandardId>,
) -> Result<()> {
    let moves = case.facts.text_changed(answer, case.today);
    let kind = match answer {
        BookAnswer::Gone => "problem.book_asked_again",
        _ => "problem.text_in_force",
    };
    let mut change = Change::new(kind, case.problem.id);
    if let Some(standard) = standard {
        change = change.also(standard).with("standard", standard.to_string());
    }
    case.save(tx, change, moves).await
}

/// What naming a standard comes to today: a superseded one counts as its successor.
async fn standing(tx: &mut Tx, standard: StandardId) -> Result<BookAnswer> {
    let successor = standards::successor(tx, standard).await?;
    Ok(if successor.in_force() {
        BookAnswer::InForce
    } else {
        BookAnswer::Gone
    })
}
