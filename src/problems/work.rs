//! Countermeasures and investigations: adding them, taking them over, and ending them.

use super::case::{self, Case};
use super::problem::{End, Ending, Move, Work};
use super::store_work::{self, WorkRow};
use super::texts;
use super::words::{Purpose, Strength, WorkKind};
use crate::clock::Day;
use crate::db::{Change, Tx};
use crate::error::{Error, Result, say};
use crate::id::{CountermeasureId, InvestigationId, MemberId, ProblemId, StandupId};
use crate::members::{self, TakesPart};

/// Work that somebody is about to add.
#[derive(Debug, Clone, Default)]
pub struct NewWork {
    /// What is done, or the question.
    pub text: String,
    /// Who does it.
    pub owner: Option<MemberId>,
    /// By when; the team's limit fills it in.
    pub due: Option<Day>,
    /// What a countermeasure is for.
    pub purpose: Option<Purpose>,
    /// What is expected of it.
    pub effect: String,
    /// How unavoidable it makes the right way.
    pub strength: Option<Strength>,
    /// The stand-up that decided it.
    pub standup: Option<StandupId>,
}

/// Work as it was entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Its id, of a countermeasure or of an investigation.
    pub id: String,
    /// By when it is to be done.
    pub due: Day,
}

/// What to change of work; what is absent stays.
#[derive(Debug, Clone, Default)]
pub struct WorkEdit {
    /// What is done, or the question.
    pub text: Option<String>,
    /// Who does it.
    pub owner: Option<MemberId>,
    /// By when.
    pub due: Option<Day>,
    /// Done, or taken up again.
    pub done: Option<bool>,
    /// Why it is given up.
    pub dropped_because: Option<String>,
    /// What an investigation found; writing it ends it.
    pub finding: Option<String>,
    /// What shows that it was done.
    pub evidence: Option<String>,
    /// What a countermeasure is for.
    pub purpose: Option<Purpose>,
    /// What is expected of it.
    pub effect: Option<String>,
    /// How unavoidable it makes the right way.
    pub strength: Option<Strength>,
}

impl WorkEdit {
    /// Reads the texts, as [`texts`] does.
    fn read(&mut self) -> Result<()> {
        if let Some(text) = &mut self.text {
            *text = texts::line_text("text", text)?;
        }
        if let Some(why) = &mut self.dropped_because {
            *why = texts::line_text("dropped_because", why)?;
        }
        let long = [
            ("finding", &mut self.finding),
            ("evidence", &mut self.evidence),
            ("effect", &mut self.effect),
        ];
        for (field, text) in long {
            if let Some(text) = text {
                *text = texts::long_text(field, text)?;
            }
        }
        Ok(())
    }
}

/// Adds a countermeasure to a problem.
///
/// # Errors
/// `Conflict` on what is closed or set aside; `Invalid` for an owner who cannot take it.
pub async fn add_countermeasure(
    tx: &mut Tx,
    _: &TakesPart,
    id: ProblemId,
    new: NewWork,
) -> Result<Made> {
    add_work(tx, id, WorkKind::Countermeasure, new).await
}

/// Adds an investigation to a problem; its text is the question.
///
/// # Errors
/// As [`add_countermeasure`].
pub async fn add_investigation(
    tx: &mut Tx,
    _: &TakesPart,
    id: ProblemId,
    new: NewWork,
) -> Result<Made> {
    add_work(tx, id, WorkKind::Investigation, new).await
}

async fn add_work(tx: &mut Tx, id: ProblemId, kind: WorkKind, new: NewWork) -> Result<Made> {
    let field = if kind == WorkKind::Countermeasure {
        "text"
    } else {
        "question"
    };
    let text = texts::line_text(field, &new.text)?;
    let effect = texts::long_text("effect", &new.effect)?;
    let mut case = case::open(tx, id).await?;
    check_owner(tx, new.owner.as_ref()).await?;
    let due = new.due.unwrap_or_else(|| usual_due(&case, kind));
    let fact = Work {
        kind,
        owner: new.owner.clone(),
        due,
        added_round: 0,
        end: None,
    };
    let moves = case.facts.add_work(fact, case.today)?;
    let (key, told) = match kind {
        WorkKind::Countermeasure => (
            CountermeasureId::generate().to_string(),
            "countermeasure.added",
        ),
        WorkKind::Investigation => (
            InvestigationId::generate().to_string(),
            "investigation.added",
        ),
    };
    let mut change = Change::new(told, id)
        .with("id", key.as_str())
        .with("text", text.as_str());
    change = change.with("due", due.to_string());
    if let Some(owner) = &new.owner {
        change = change.with("owner", owner.as_str());
    }
    if let Some(standup) = new.standup {
        change = change.also(standup);
    }
    let row = WorkRow {
        id: key.clone(),
        problem: id,
        kind,
        text,
        owner: new.owner,
        due,
        purpose: new.purpose,
        effect,
        strength: new.strength,
        evidence: String::new(),
        finding: String::new(),
        dropped_because: String::new(),
        standup: new.standup,
        // A problem in the tray is posted by its first work: the round is that of the posting.
        added_round: case.facts.work.last().map_or(1, |work| work.added_round),
        added_at: tx.now(),
        added_by: tx.actor().member.clone(),
        ended: None,
        ended_round: None,
        ended_on: None,
    };
    store_work::insert(tx, &row).await?;
    case.work.push(row);
    case.save(tx, change, moves).await?;
    Ok(Made { id: key, due })
}

/// The problem to which a countermeasure or an investigation belongs.
///
/// # Errors
/// `NotFound` when there is none of that kind and id.
pub async fn problem_of_work(tx: &mut Tx, kind: WorkKind, id: &str) -> Result<ProblemId> {
    let found = store_work::problem_of(tx, kind, id).await?;
    found.ok_or_else(|| {
        Error::NotFound(match kind {
            WorkKind::Countermeasure => say!("problem-countermeasure-unknown"),
            WorkKind::Investigation => say!("problem-investigation-unknown"),
        })
    })
}

/// Changes work: who, by when, done, dropped, found.
pub async fn change_work(
    tx: &mut Tx,
    _: &TakesPart,
    kind: WorkKind,
    id: &str,
    mut edit: WorkEdit,
) -> Result<ProblemId> {
    edit.read()?;
    let problem = problem_of_work(tx, kind, id).await?;
    let mut case = case::open(tx, problem).await?;
    case.facts.refuse_when_at_rest()?;
    check_owner(tx, edit.owner.as_ref()).await?;
    let at = case.work.iter().position(|work| work.id == id);
    let at = at.ok_or_else(|| Error::internal("work that is not among its problem's"))?;
    let mut changes = Changes {
        told: Vec::new(),
        moves: Vec::new(),
    };
    rewrite(&mut case, at, &edit, &mut changes);
    reschedule(&mut case, at, &edit, &mut changes)?;
    end(tx, &mut case, at, &edit, &mut changes)?;
    if changes.told.is_empty() {
        return Ok(problem);
    }
    case.save_work(tx, at).await?;
    // The last thing told carries the moves; what else was changed is told before it.
    let last = changes
        .told
        .pop()
        .ok_or_else(|| Error::internal("nothing to tell"))?;
    for change in changes.told {
        tx.record(change);
    }
    case.save(tx, last, changes.moves).await?;
    Ok(problem)
}

/// The date that the team's limit gives to new work.
pub fn usual_due(case: &Case, kind: WorkKind) -> Day {
    let days = match kind {
        WorkKind::Countermeasure => case.team.countermeasure_days,
        WorkKind::Investigation => case.team.investigation_days,
    };
    case.team.week.plus_working_days(case.today, days)
}

struct Changes {
    told: Vec<Change>,
    moves: Vec<Move>,
}

fn rewrite(case: &mut Case, at: usize, edit: &WorkEdit, changes: &mut Changes) {
    let row = &mut case.work[at];
    let mut change = about("changed", row);
    let texts = [
        ("text", &mut row.text, &edit.text),
        ("evidence", &mut row.evidence, &edit.evidence),
        ("effect", &mut row.effect, &edit.effect),
    ];
    let mut any = false;
    for (name, old, new) in texts {
        if let Some(new) = new
            && new != old
        {
            change = if name == "text" {
                change.replaced("was", old.as_str(), new.as_str())
            } else {
                change.replaced(name, old.as_str(), new.as_str())
            };
            old.clone_from(new);
            any = true;
        }
    }
    if edit.purpose.is_some() && edit.purpose != row.purpose {
        row.purpose = edit.purpose;
        change = change.with("purpose", row.purpose.map(Purpose::as_str));
        any = true;
    }
    if edit.strength.is_some() && edit.strength != row.strength {
        row.strength = edit.strength;
        change = change.with("strength", row.strength.map(Strength::as_str));
        any = true;
    }
    if any {
        changes.told.push(change);
    }
}

fn reschedule(case: &mut Case, at: usize, edit: &WorkEdit, changes: &mut Changes) -> Result<()> {
    let was = case.facts.work[at].clone();
    if let Some(owner) = edit.owner.clone()
        && was.owner.as_ref() != Some(&owner)
    {
        let change = about("assigned", &case.work[at]).with("owner", owner.as_str());
        changes
            .moves
            .extend(case.facts.assign(at, owner, case.today)?);
        changes.told.push(change);
    }
    if let Some(due) = edit.due
        && was.due != due
    {
        case.facts.set_due(at, due)?;
        let change = about("postponed", &case.work[at]);
        changes
            .told
            .push(change.replaced("due", was.due.to_string(), due.to_string()));
    }
    Ok(())
}

fn end(tx: &Tx, case: &mut Case, at: usize, edit: &WorkEdit, changes: &mut Changes) -> Result<()> {
    let was_open = case.facts.work[at].is_open();
    if edit.done == Some(true) && edit.dropped_because.is_some() {
        return Err(Error::invalid(
            "dropped_because",
            say!("problem-work-done-or-dropped"),
        ));
    }
    if let Some(why) = &edit.dropped_because {
        changes.moves.extend(case.facts.drop_work(at, case.today)?);
        case.work[at].dropped_because.clone_from(why);
        if was_open {
            changes
                .told
                .push(about("dropped", &case.work[at]).with("why", why.as_str()));
        }
        return Ok(());
    }
    let found = edit.finding.as_ref().filter(|finding| !finding.is_empty());
    if let Some(finding) = found {
        case.work[at].finding.clone_from(finding);
    }
    let is_investigation = case.work[at].kind == WorkKind::Investigation;
    if found.is_some() && !is_investigation {
        return Err(Error::invalid("finding", say!("problem-finding-not-here")));
    }
    if is_investigation && edit.done == Some(true) && case.work[at].finding.is_empty() {
        return Err(Error::invalid("finding", say!("problem-finding-missing")));
    }
    let done = edit.done.unwrap_or(found.is_some() && was_open);
    if done || (found.is_some() && edit.done.is_none()) {
        let by = tx.actor().member.clone();
        changes.moves.extend(case.facts.finish(at, by, case.today)?);
        if was_open || found.is_some() {
            let mut change = about("done", &case.work[at]);
            if let Some(finding) = found {
                change = change.with("finding", finding.as_str());
            }
            changes.told.push(change);
        }
    } else if edit.done == Some(false) && !was_open {
        let dropped = matches!(
            case.facts.work[at].end,
            Some(End {
                how: Ending::Dropped,
                ..
            })
        );
        changes
            .moves
            .extend(case.facts.reopen_work(at, case.today)?);
        if dropped {
            case.work[at].dropped_because.clear();
        }
        changes.told.push(about("reopened", &case.work[at]));
    }
    Ok(())
}

fn about(what: &str, row: &WorkRow) -> Change {
    let kind = match (row.kind, what) {
        (WorkKind::Countermeasure, "assigned") => "countermeasure.assigned",
        (WorkKind::Countermeasure, "postponed") => "countermeasure.postponed",
        (WorkKind::Countermeasure, "dropped") => "countermeasure.dropped",
        (WorkKind::Countermeasure, "done") => "countermeasure.done",
        (WorkKind::Countermeasure, "reopened") => "countermeasure.reopened",
        (WorkKind::Countermeasure, _) => "countermeasure.changed",
        (WorkKind::Investigation, "assigned") => "investigation.assigned",
        (WorkKind::Investigation, "postponed") => "investigation.postponed",
        (WorkKind::Investigation, "dropped") => "investigation.dropped",
        (WorkKind::Investigation, "done") => "investigation.done",
        (WorkKind::Investigation, "reopened") => "investigation.reopened",
        (WorkKind::Investigation, _) => "investigation.changed",
    };
    Change::new(kind, row.problem)
        .with("id", row.id.as_str())
        .with("text", row.text.as_str())
}

/// Only members and administrators who are still there can take work: a reader only reads and logs.
async fn check_owner(tx: &mut Tx, owner: Option<&MemberId>) -> Result<()> {
    let Some(owner) = owner else { return Ok(()) };
    match members::by_id(tx, owner).await? {
        Some(member) if member.left_at.is_none() && member.role > members::Role::Reader => Ok(()),
        Some(_) => Err(Error::invalid("owner", say!("problem-owner-cannot"))),
        None => Err(Error::invalid("owner", say!("problem-owner-unknown"))),
    }
}
