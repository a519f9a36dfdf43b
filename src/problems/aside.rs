//! Setting aside: taking a problem off the wall for a reason, and its return when an accepted risk's date has come.

use super::again::{self, Again};
use super::case;
use super::problem::Aside;
use super::store;
use super::texts;
use super::words::{AsideReason, OccurrenceSource};
use crate::clock::Day;
use crate::db::{Change, Tx};
use crate::error::{Error, Fault, Result, say};
use crate::id::ProblemId;
use crate::members::TakesPart;

/// Why a problem is taken off the wall.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// The kind.
    pub reason: AsideReason,
    /// The problem that a duplicate is the same as.
    pub of: Option<ProblemId>,
    /// The reason in words; every kind but a duplicate needs it.
    pub why: Option<String>,
    /// Until when a risk is accepted.
    pub until: Option<Day>,
}

impl SetAside {
    /// Keeps what belongs to its kind, and refuses what that lacks.
    fn read(self) -> Result<Self> {
        let why = self.why.as_deref().unwrap_or_default();
        let mut faults = Vec::new();
        let mut read = Self {
            reason: self.reason,
            of: None,
            why: None,
            until: None,
        };
        match self.reason {
            AsideReason::Duplicate => {
                read.of = self.of;
                if self.of.is_none() {
                    faults.push(Fault::new("of", say!("problem-aside-of-missing")));
                }
                if !why.trim().is_empty() {
                    read.why = Some(texts::line_text("why", why)?);
                }
            }
            _ if why.trim().is_empty() => {
                faults.push(Fault::new("why", say!("problem-aside-why-missing")));
            }
            _ => read.why = Some(texts::line_text("why", why)?),
        }
        if self.reason == AsideReason::AcceptedRisk {
            read.until = self.until;
            if self.until.is_none() {
                faults.push(Fault::new("until", say!("problem-aside-until-missing")));
            }
        }
        if faults.is_empty() {
            Ok(read)
        } else {
            Err(Error::Invalid(faults))
        }
    }
}

/// Takes a problem off the wall. A duplicate happens to the problem it names, dated when it was posted.
///
/// # Errors
/// `Invalid` for a duplicate of itself, directly or by a chain, and for a kind that lacks its reason or date.
pub async fn set_aside(tx: &mut Tx, _: &TakesPart, id: ProblemId, how: SetAside) -> Result<()> {
    let mut case = case::open(tx, id).await?;
    let SetAside {
        reason,
        of,
        why,
        until,
    } = how.read()?;
    let original = match of {
        Some(of) => Some(original_of(tx, id, of).await?),
        None => None,
    };
    let moves = case.facts.set_aside(Aside { reason, until }, case.today)?;
    let mut change = Change::new("problem.set_aside", id).with("reason", reason.as_str());
    if let Some(why) = &why {
        change = change.with("why", why.as_str());
    }
    if let Some(until) = until {
        change = change.with("until", until.to_string());
    }
    if let Some(of) = of {
        change = change.also(of).with("of", of.to_string());
    }
    case.problem.aside_of = of;
    case.problem.aside_why = why;
    case.problem.aside_at = Some(tx.now());
    let posted_at = case.problem.posted_at;
    case.save(tx, change, moves).await?;
    if let Some(original) = original {
        let again = Again {
            at: Some(posted_at),
            source: OccurrenceSource::Duplicate,
            ..Again::now(String::new())
        };
        again::enter(tx, original, Some(id), again).await?;
    }
    Ok(())
}

/// Returns the accepted risks whose date has come, each where its team's day has begun. Doing it twice does no harm.
pub async fn wake(tx: &mut Tx) -> Result<Vec<ProblemId>> {
    // The furthest zone is a day ahead of UTC at most; each team's own day decides below.
    let latest = Day::of(tx.now(), &crate::clock::Zone::utc()).plus_days(1);
    let mut woken = Vec::new();
    for id in store::returning(tx, latest).await? {
        let mut case = case::open(tx, id).await?;
        let moves = case.facts.wake(case.today);
        if moves.is_empty() {
            continue;
        }
        let change = Change::new("problem.returned", id).with("title", case.problem.title.as_str());
        case.save(tx, change, moves).await?;
        woken.push(id);
    }
    Ok(woken)
}

/// Whether any accepted risk may be due to return, so that the clock opens a write only then.
pub async fn is_somebody_to_wake(tx: &mut Tx) -> Result<bool> {
    let latest = Day::of(tx.now(), &crate::clock::Zone::utc()).plus_days(1);
    for id in store::returning(tx, latest).await? {
        let case = case::open(tx, id).await?;
        if !case.facts.clone().wake(case.today).is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn original_of(tx: &mut Tx, id: ProblemId, of: ProblemId) -> Result<ProblemId> {
    if of == id {
        return Err(Error::invalid("of", say!("problem-duplicate-of-itself")));
    }
    let original = match again::original(tx, of).await {
        Err(Error::NotFound(_)) => {
            return Err(Error::invalid("of", say!("problem-unknown", id = of)));
        }
        other => other?,
    };
    if original == id {
        return Err(Error::invalid(
            "of",
            say!("problem-duplicate-circle", id = id, of = of),
        ));
    }
    Ok(original)
}
