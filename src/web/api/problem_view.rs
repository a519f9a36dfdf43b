//! Problems as the API shows them.

use std::collections::HashMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::fixes::{self, FixView};
use super::problem_parts::{
    ShownCause, ShownComment, ShownOccurrence, ShownWork, cause_view, comment_view,
    occurrence_view, work_view,
};
use crate::clock::Day;
use crate::db::Tx;
use crate::error::Result;
use crate::i18n;
use crate::id::TeamId;
use crate::members::{self, Team};
use crate::problems::{self, Comment, Dossier, Problem, WorkKind};
use crate::web::steps;
use crate::web::visit::Visit;

/// A problem in a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct ListedProblem {
    #[schema(example = "P-12")]
    id: String,
    title: String,
    /// `tray`, `posted`, `analysing`, `acting`, `checking`, `closed` or `set_aside`.
    state: &'static str,
    /// The key of the team on whose wall it hangs.
    team: String,
    tags: Vec<String>,
    /// 1 nuisance, 2 slows us, 3 stops us.
    impact: Option<i64>,
    /// Whether its next date has passed.
    late: bool,
    /// By how many of the team's working days.
    late_days: i64,
    /// The date against which lateness is told.
    next_date: Option<String>,
    /// How often it came back after it was done or closed.
    recurrences: i64,
    /// The standards that solve it.
    standards: Vec<String>,
    /// Occurrences that were confirmed.
    occurrence_count: i64,
    /// Who does what is due first: a member's id.
    owner: Option<String>,
    /// A member's id; null: the team, an alert, an import.
    posted_by: Option<String>,
    posted_at: String,
    changed_at: String,
    /// Raised by every change; the ETag.
    version: i64,
    url: String,
}

/// A problem with everything about it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct ShownProblem {
    #[serde(flatten)]
    listed: ListedProblem,
    description: String,
    should_be: String,
    is: String,
    containment: String,
    #[serde(rename = "where")]
    place: String,
    where_not: String,
    since_when: String,
    minutes_lost: Option<i64>,
    channel: String,
    /// Each return to posted begins a new one.
    round: i64,
    /// Whether a stand-up of this round saw it.
    seen: bool,
    /// What it takes to move on, in words.
    missing: Vec<String>,
    /// The state to which that leads.
    towards: Option<&'static str>,
    occurrences: Vec<ShownOccurrence>,
    causes: Vec<ShownCause>,
    investigations: Vec<ShownWork>,
    countermeasures: Vec<ShownWork>,
    comments: Vec<ShownComment>,
    /// The commits, pull requests and tickets linked to it: the newest 200, all of them at `/fixes?problem=`.
    fixes: Vec<FixView>,
    book: ShownBook,
    check: ShownCheck,
    set_aside: Option<ShownAside>,
    closed_at: Option<String>,
    /// Days without return when it was closed.
    held_days: Option<i64>,
    /// Whether somebody asks to bring it up at the next stand-up.
    pinned: bool,
    /// Who does: a member's id.
    pinned_by: Option<String>,
}

/// The answer to *for the book?*.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct ShownBook {
    /// `no`, `in_force`, `waiting` or `gone` (asked again); null: not answered in this round.
    answer: Option<&'static str>,
    no: Option<String>,
    standard: Option<String>,
    proposal: Option<String>,
}

/// The check.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct ShownCheck {
    due: Option<String>,
    /// The last answer: `yes`, `partly` or `no`.
    answer: Option<&'static str>,
    evidence: Option<String>,
    self_checked: bool,
}

/// Why it is set aside.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct ShownAside {
    reason: &'static str,
    of: Option<String>,
    why: Option<String>,
    until: Option<String>,
}

/// Shows problems in a list.
pub(super) async fn listed(
    tx: &mut Tx,
    visit: &Visit,
    rows: &[Problem],
) -> Result<Vec<ListedProblem>> {
    let teams: HashMap<TeamId, Team> = members::teams(tx)
        .await?
        .into_iter()
        .map(|team| (team.id.clone(), team))
        .collect();
    let shown = rows
        .iter()
        .filter_map(|row| Some(list_one(visit, row, teams.get(&row.team)?)));
    Ok(shown.collect())
}

/// Shows one problem with everything about it.
pub(super) async fn shown(
    tx: &mut Tx,
    visit: &Visit,
    id: crate::id::ProblemId,
) -> Result<ShownProblem> {
    let mut asks = problems::dossier_asks(id);
    let home = visit.guest().and_then(|guest| guest.home_team.as_ref());
    asks.extend(home.map(members::team_ask));
    asks.extend([problems::comments_ask(id), fixes::ask_of_problem(id)]);
    tx.foresee(asks).await?;
    let dossier = problems::dossier(tx, id).await?;
    let comments = problems::comments(tx, id).await?;
    let fixes = fixes::of_problem(tx, id).await?;
    Ok(show(visit, &dossier, &comments, fixes))
}

/// A problem that was posted just now, as [`shown`] would show it.
pub(super) fn shown_new(visit: &Visit, dossier: &Dossier) -> ShownProblem {
    show(visit, dossier, &[], Vec::new())
}

fn show(
    visit: &Visit,
    dossier: &Dossier,
    comments: &[Comment],
    fixes: Vec<FixView>,
) -> ShownProblem {
    let case = &dossier.case;
    let problem = &case.problem;
    let checklist = case.facts.checklist();
    let missing = checklist
        .missing()
        .map(|step| i18n::tell(visit.language, &steps::missing(case, step)))
        .collect();
    let work = |kind| {
        case.work
            .iter()
            .filter(move |row| row.kind == kind)
            .map(work_view)
            .collect()
    };
    let aside = problem.state == problems::State::SetAside;
    ShownProblem {
        listed: list_one(visit, problem, &case.team),
        description: problem.description.clone(),
        should_be: problem.should_be.clone(),
        is: problem.actual.clone(),
        containment: problem.containment.clone(),
        place: problem.place.clone(),
        where_not: problem.place_not.clone(),
        since_when: problem.since_when.clone(),
        minutes_lost: problem.minutes_lost,
        channel: problem.channel.clone(),
        round: problem.round,
        seen: problem.seen(),
        missing,
        towards: checklist.towards.map(problems::State::as_str),
        occurrences: case.occurrences.iter().map(occurrence_view).collect(),
        causes: dossier.causes.iter().map(cause_view).collect(),
        investigations: work(WorkKind::Investigation),
        countermeasures: work(WorkKind::Countermeasure),
        comments: comments.iter().map(comment_view).collect(),
        fixes,
        book: book_view(problem),
        check: ShownCheck {
            due: problem.check_due.map(text),
            answer: problem.check_said().map(problems::Held::as_str),
            evidence: problem
                .check_said()
                .and_then(|_| problem.check_evidence.clone()),
            self_checked: problem.check_said().is_some() && problem.check_self,
        },
        set_aside: problem
            .aside_reason
            .filter(|_| aside)
            .map(|reason| ShownAside {
                reason: reason.as_str(),
                of: problem.aside_of.map(text),
                why: problem.aside_why.clone(),
                until: problem.aside_until.map(text),
            }),
        closed_at: problem.closed_at.map(text),
        held_days: problem.held_days,
        pinned: problem.pin.is_some(),
        pinned_by: problem.pinned_by.as_ref().map(text),
    }
}

fn list_one(visit: &Visit, problem: &Problem, team: &Team) -> ListedProblem {
    let today: Day = team.today(visit.now());
    let lateness = problem.pace().lateness(today, team.week);
    ListedProblem {
        id: problem.id.to_string(),
        title: problem.title.clone(),
        state: problem.state.as_str(),
        team: team.key.clone(),
        tags: problem.tags.iter().map(str::to_owned).collect(),
        impact: problem.impact,
        late: lateness.is_late(),
        late_days: lateness.days(),
        next_date: lateness.date().map(text),
        recurrences: problem.recurrences,
        standards: problem.standards.iter().map(text).collect(),
        occurrence_count: problem.occurrences,
        owner: problem.hand.as_ref().map(text),
        posted_by: problem.posted_by.as_ref().map(text),
        posted_at: text(problem.posted_at),
        changed_at: text(problem.changed_at),
        version: problem.version,
        url: format!("{}/problems/{}", visit.app.config.base_url, problem.id),
    }
}

fn book_view(problem: &Problem) -> ShownBook {
    let answer = problem
        .book_answer
        .filter(|_| problem.book_round == Some(problem.round));
    let given = answer.is_some();
    ShownBook {
        answer: answer.map(problems::BookWord::as_str),
        no: problem.book_why.clone().filter(|_| given),
        standard: problem.book_standard.map(text).filter(|_| given),
        proposal: problem.book_proposal.as_ref().map(text).filter(|_| given),
    }
}

fn text(value: impl ToString) -> String {
    value.to_string()
}
