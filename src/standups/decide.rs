//! Deciding about the card that has the floor. What is decided exists at once: countermeasures, investigations,
//! check dates, settings aside, answers and texts are made in the same transaction, by the problems' and the book's
//! own operations, and name the stand-up.

use sha2::{Digest, Sha256};

use crate::db::{Change, Tx};
use crate::error::{Error, Result, say};
use crate::id::StandupId;
use crate::members::TakesPart;
use crate::problems::{self, State};

use super::decision::Decision;
use super::ideas::give_fates;
use super::make;
use super::place::Moved;
use super::run::{self, Session, refused, session, tell_move};
use super::store_said::{self, Line};
use super::words::Verdict;

/// Decides, and makes what was decided. In the news, deciding about another card of the agenda gives it the floor.
///
/// # Errors
/// `Forbidden` for whoever does not lead; `Invalid` for a card without the floor, a verdict that is no longer offered,
/// or work without anybody who does it; whatever the operations refuse that make it.
pub async fn decide(
    tx: &mut Tx,
    who: &TakesPart,
    id: StandupId,
    decision: Decision,
) -> Result<(Session, Vec<Line>)> {
    let mut session = session(tx, id).await?;
    session.led_by(tx, who).await?;
    let key = decision.form_key.as_ref().map(|_| sent_once(&decision));
    if let Some(key) = &key
        && store_said::is_decided(tx, id, key).await?
    {
        return Ok((session, Vec::new()));
    }
    if !decision.says_something() {
        return Err(Error::invalid("do", say!("standup-nothing-decided")));
    }
    let before = session.standup.clone();
    let problem = decision.problem;
    let moved: Result<Moved, _> = match decision.verdict {
        Some(verdict) => session.standup.decide(problem, verdict),
        None => session.standup.give_floor(problem),
    };
    let moved = moved.map_err(|refusal| refused(refusal, &before))?;
    let noted = tx.noted();
    let lines = make::all(tx, who, &session, &decision).await?;
    tx.concern(noted, id);
    give_fates(tx, id, &decision.fates).await?;
    if decision.verdict.is_none() && decision.answers() {
        settle(tx, &mut session, &decision).await?;
    }
    let mut change = Change::new("standup.decided", id).also(problem);
    if let Some(verdict) = decision.verdict {
        change = change.with("do", verdict.as_str());
    }
    for line in &lines {
        store_said::add_line(tx, id, line, key.as_deref()).await?;
        if let Some(standard) = &line.reference
            && line.kind.names_a_standard()
        {
            change = change.also(standard);
        }
    }
    run::keep(tx, &before, &mut session).await?;
    tell_move(tx, &session, before.place(), &moved).await?;
    tx.record(change);
    Ok((session, lines))
}

/// What a decision is known by when it is sent again: the key of its page, and all that it says. Another decision from the
/// same page is another one.
fn sent_once(decision: &Decision) -> String {
    let digest = Sha256::digest(format!("{decision:?}"));
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A card whose question is answered needs nothing more, unless that left it without anybody who does something.
async fn settle(tx: &mut Tx, session: &mut Session, decision: &Decision) -> Result<()> {
    let problem = decision.problem;
    let settled = session.standup.card(problem).and_then(|card| card.verdict);
    let state = problems::get(tx, problem).await?.state;
    if !settled.is_some_and(Verdict::settles) && !matches!(state, State::Tray | State::Posted) {
        let before = session.standup.clone();
        let said = session.standup.decide(problem, Verdict::Answered);
        said.map_err(|refusal| refused(refusal, &before))?;
    }
    Ok(())
}
