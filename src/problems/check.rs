//! The check: when to ask whether it held, and what the answer does. Also the look that a stand-up gives a card.

use super::again::{self, Again};
use super::case;
use super::texts;
use super::words::Held;
use crate::clock::Day;
use crate::db::{Change, Tx};
use crate::error::Result;
use crate::id::{ProblemId, StandupId};
use crate::members::TakesPart;

/// Chooses the day on which to ask whether it held.
pub async fn set_check(tx: &mut Tx, _: &TakesPart, id: ProblemId, due: Day) -> Result<()> {
    let mut case = case::open(tx, id).await?;
    let before = case.facts.check;
    case.facts.set_check(due, case.today)?;
    if before == Some(due) {
        return Ok(());
    }
    let change = Change::new("problem.check_set", id);
    let change = change.replaced("due", before.map(|day| day.to_string()), due.to_string());
    case.save(tx, change, Vec::new()).await
}

/// Answers *did it hold?*. By a stand-up, or by a member: one who owns a countermeasure has checked their own work, and
/// the story says so.
pub async fn answer_check(
    tx: &mut Tx,
    _: &TakesPart,
    id: ProblemId,
    answer: Held,
    evidence: &str,
    standup: Option<StandupId>,
) -> Result<()> {
    let evidence = texts::long_text("evidence", evidence)?;
    let mut case = case::open(tx, id).await?;
    case.facts.may_answer(answer, case.today)?;
    let by = tx.actor().member.clone();
    let owns = by
        .as_ref()
        .is_some_and(|member| case.facts.owns_countermeasure(member));
    let self_checked = standup.is_none() && owns;
    let now = tx.now();
    let moves = match answer {
        Held::Yes => case.facts.held(now, case.today)?,
        Held::Partly => case.facts.held_partly(case.today)?,
        // The occurrence below brings it back.
        Held::No => Vec::new(),
    };
    case.problem.check_answer = Some(answer);
    case.problem.check_evidence = Some(evidence.clone());
    case.problem.check_by = by;
    case.problem.check_self = self_checked;
    let mut change = Change::new("problem.checked", id).with("answer", answer.as_str());
    if !evidence.is_empty() {
        change = change.with("evidence", evidence.as_str());
    }
    if self_checked {
        change = change.with("self_checked", true);
    }
    if answer == Held::Yes {
        for standard in case.problem.standards.iter() {
            change = change.also(standard);
        }
    }
    if let Some(standup) = standup {
        change = change.also(standup);
    }
    case.save(tx, change, moves).await?;
    if answer == Held::No {
        let again = Again {
            evidence,
            ..Again::now(String::new())
        };
        again::enter(tx, id, None, again).await?;
    }
    Ok(())
}

/// A stand-up gave the card the floor and moved on, whatever was decided.
pub async fn see(tx: &mut Tx, id: ProblemId, standup: StandupId) -> Result<()> {
    let mut case = case::open(tx, id).await?;
    let moves = case.facts.see(case.today);
    case.problem.look_standup = Some(standup);
    case.unpin();
    let change = Change::new("problem.seen", id)
        .also(standup)
        .with("standup", standup.to_string());
    case.save(tx, change, moves).await
}
