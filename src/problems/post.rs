//! Posting: putting problems on the wall, importing them into the tray, and undoing a posting.

use super::case::{self, Case};
use super::problem::{Aside, Facts};
use super::read::Dossier;
use super::store::{self, Problem};
use super::store_occurrences;
use super::texts::{self, Standards, Tags, Title};
use super::words::{AsideReason, State};
use crate::clock::Timestamp;
use crate::db::{Change, Tx};
use crate::error::{Error, Result, say};
use crate::id::ProblemId;
use crate::members::{TakesPart, Team};

/// How long a posting can be undone.
pub const UNDO_SECONDS: i64 = 600;

/// A problem that somebody is about to post. Everything but the title may be missing.
#[derive(Debug, Clone)]
pub struct Draft {
    /// What is in the way.
    pub title: Title,
    /// More about it, in markdown.
    pub description: String,
    /// What it should be like.
    pub should_be: String,
    /// What it is like; the title when nothing is written.
    pub actual: String,
    /// 1 nuisance · 2 slows us · 3 stops us.
    pub impact: Option<i64>,
    /// Words to file it under.
    pub tags: Tags,
    /// Of the form it came from, so that sending it twice posts it once.
    pub posting_key: Option<String>,
    /// When it was met, for an import; now when absent.
    pub posted_at: Option<Timestamp>,
}

impl Draft {
    /// A problem of which only the title is known.
    pub fn titled(title: Title) -> Self {
        Self {
            title,
            description: String::new(),
            should_be: String::new(),
            actual: String::new(),
            impact: None,
            tags: Tags::default(),
            posting_key: None,
            posted_at: None,
        }
    }

    /// A line of the wall's field: what is over a title's length goes into the description.
    ///
    /// # Errors
    /// `Invalid` when nothing is written.
    pub fn of_line(line: &str) -> Result<Self> {
        let (title, rest) = Title::cut(line)?;
        let mut draft = Self::titled(title);
        draft.description = texts::long_text("description", &rest)?;
        Ok(draft)
    }
}

/// A problem that was posted.
#[derive(Debug)]
pub enum Posted {
    /// By this very write: all there is to know of it.
    Now(Box<Dossier>),
    /// By the same form, sent before.
    Before(ProblemId),
}

impl Posted {
    /// Its number.
    pub fn id(&self) -> ProblemId {
        match self {
            Self::Now(dossier) => dossier.case.problem.id,
            Self::Before(id) => *id,
        }
    }
}

/// Posts a problem on a team's wall. The same form sent twice with the same title posts it once.
pub async fn post(tx: &mut Tx, team: &Team, draft: Draft) -> Result<Posted> {
    if let Some(key) = &draft.posting_key
        && let Some(id) = store::posted_before(tx, key, draft.title.as_str()).await?
    {
        return Ok(Posted::Before(id));
    }
    let problem = enter(tx, team, draft, State::Posted).await?;
    Ok(Posted::Now(Box::new(Dossier {
        case: Case::new(problem, team.clone(), tx.now()),
        causes: Vec::new(),
    })))
}

/// Takes a problem into a team's tray, where it waits until somebody posts it, adds work, or it happens. None when the
/// same one was imported before.
pub async fn take_in(tx: &mut Tx, team: &Team, draft: Draft) -> Result<Option<ProblemId>> {
    if let Some(key) = &draft.posting_key
        && store::posted_before(tx, key, draft.title.as_str())
            .await?
            .is_some()
    {
        return Ok(None);
    }
    let problem = enter(tx, team, draft, State::Tray).await?;
    Ok(Some(problem.id))
}

/// Puts a problem on the wall: from the tray, or back from being set aside.
pub async fn put_on_the_wall(tx: &mut Tx, _: &TakesPart, id: ProblemId) -> Result<()> {
    let mut case = case::open(tx, id).await?;
    let kind = if case.facts.state == State::Tray {
        "problem.put_up"
    } else {
        "problem.brought_back"
    };
    let moves = case.facts.post(case.today)?;
    let change = Change::new(kind, id).with("title", case.problem.title.as_str());
    if kind == "problem.brought_back" {
        withdraw_from_original(tx, &case).await?;
    }
    case.save(tx, change, moves).await
}

/// Undoes a posting: within ten minutes, while nobody else has touched it, by whoever posted it.
pub async fn undo(tx: &mut Tx, id: ProblemId) -> Result<()> {
    let mut case = case::open(tx, id).await?;
    if tx.actor().member != case.problem.posted_by {
        return Err(Error::Forbidden(say!("problem-undo-not-yours")));
    }
    if case.facts.state == State::SetAside
        && case.problem.aside_reason == Some(AsideReason::NoLonger)
    {
        return Ok(());
    }
    if case.problem.touched {
        return Err(Error::conflict(say!("problem-undo-touched")));
    }
    if tx.now().seconds_since(case.problem.posted_at) > UNDO_SECONDS {
        return Err(Error::conflict(say!("problem-undo-too-late")));
    }
    let aside = Aside {
        reason: AsideReason::NoLonger,
        until: None,
    };
    let moves = case.facts.set_aside(aside, case.today)?;
    case.problem.aside_of = None;
    case.problem.aside_why = None;
    case.problem.aside_at = Some(tx.now());
    let change = Change::new("problem.undone", id).with("title", case.problem.title.as_str());
    case.save(tx, change, moves).await
}

async fn enter(tx: &mut Tx, team: &Team, draft: Draft, state: State) -> Result<Problem> {
    let id = ProblemId::new(tx.next_number("problem").await?);
    let now = tx.now();
    let today = team.today(now);
    let facts = Facts::new(state, today);
    let title = draft.title.as_str().to_owned();
    let actual = if draft.actual.is_empty() {
        title.clone()
    } else {
        draft.actual
    };
    let problem = Problem {
        id,
        team: team.id.clone(),
        title,
        description: draft.description,
        should_be: draft.should_be,
        actual,
        impact: draft.impact,
        tags: draft.tags,
        containment: String::new(),
        place: String::new(),
        place_not: String::new(),
        since_when: String::new(),
        minutes_lost: None,
        posted_by: tx.actor().member.clone(),
        posted_at: draft.posted_at.unwrap_or(now),
        channel: tx.actor().channel.as_str().to_owned(),
        posting_key: draft.posting_key,
        touched: false,
        version: 1,
        changed_at: now,
        state: facts.state,
        round: facts.round,
        round_began: facts.round_began,
        began_by: facts.began_by,
        recurrences: 0,
        look_round: 0,
        look_count: 0,
        look_standup: None,
        book_round: None,
        book_answer: None,
        book_why: None,
        book_standard: None,
        book_proposal: None,
        book_by: None,
        check_due: None,
        check_answer: None,
        check_evidence: None,
        check_by: None,
        check_self: false,
        checking_since: None,
        closed_at: None,
        held_days: None,
        aside_reason: None,
        aside_of: None,
        aside_why: None,
        aside_until: None,
        aside_at: None,
        open_countermeasures: 0,
        earliest_due: None,
        hand: None,
        last_done: None,
        occurrences: 0,
        last_occurrence: None,
        waiting_occurrences: 0,
        standards: Standards::default(),
        pin: None,
        pinned_by: None,
    };
    store::insert(tx, &problem).await?;
    let kind = if state == State::Tray {
        "problem.imported"
    } else {
        "problem.posted"
    };
    tx.record(
        Change::new(kind, id)
            .with("title", problem.title.as_str())
            .with("team", team.key.as_str()),
    );
    Ok(problem)
}

/// A duplicate that comes back takes its occurrence back from the problem it stood for.
async fn withdraw_from_original(tx: &mut Tx, duplicate: &Case) -> Result<()> {
    if duplicate.problem.aside_reason != Some(AsideReason::Duplicate) {
        return Ok(());
    }
    let Some(row) = store_occurrences::standing_for(tx, duplicate.problem.id).await? else {
        return Ok(());
    };
    let mut original = case::open(tx, row.problem).await?;
    let Some(at) = original.occurrences.iter().position(|it| it.id == row.id) else {
        return Ok(());
    };
    let moves = original.facts.withdraw(at);
    let change = Change::new("problem.occurrence_taken_back", row.problem)
        .also(duplicate.problem.id)
        .with("duplicate", duplicate.problem.id.to_string());
    original.save(tx, change, moves).await
}
