//! The page of a problem: the gap, what it takes to move on, whys, what is being done, links, the story.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::fixes::FixesPart;
use super::problem_checklist::{Act, ItemView};
use super::problem_links::{self, LinkView};
use super::problem_parts::{
    self as parts, CauseView, Choice, Fact, OccurrenceView, Person, Tag, WorkView,
};
use super::problem_story::{self, StoryEntry};
use super::problem_typed::Typed;
use super::{problem_checklist, problem_facts};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n;
use crate::id::ProblemId;
use crate::members::{self, Deed, Role};
use crate::problems::{self, Dossier, Purpose, State, Strength, WorkKind};
use crate::proposals;
use crate::web::failure::Answer;
use crate::web::form::{Fields, Path, Query};
use crate::web::page::{Page, Shell};
use crate::web::routes::Routes;
use crate::web::steps;
use crate::web::visit::Visit;
use crate::web::words::When;

pub(super) fn routes(routes: Routes) -> Routes {
    routes.get(Deed::Read, "/problems/{id}", show)
}

/// How much of the story is shown at once.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    story: String,
    said: String,
}

/// What is wrong with something that was sent.
#[derive(Debug, Clone)]
pub(super) struct FaultView {
    pub(super) field: String,
    pub(super) text: String,
}

/// The page.
#[derive(Debug, Template)]
#[template(path = "problems/problem.html", blocks = ["main"])]
pub(super) struct ProblemPage {
    shell: Shell,
    id: String,
    title: String,
    state_key: &'static str,
    state_word: String,
    stamp: String,
    held: String,
    team_key: String,
    team_name: String,
    posted: When,
    posted_by: String,
    impact: i64,
    impact_word: String,
    happened: Option<When>,
    dates: Vec<Fact>,
    tags: Vec<Tag>,
    more_facts: Vec<Fact>,
    said: Vec<String>,
    faults: Vec<FaultView>,
    typed: Typed,
    should_be: String,
    is: String,
    containment: String,
    description_html: String,
    may_take_part: bool,
    may_log: bool,
    again_url: String,
    aside: String,
    aside_of: String,
    towards: String,
    checklist: Vec<ItemView>,
    people: Vec<Person>,
    write_url: String,
    may_pin: bool,
    asked_by: String,
    evidence: String,
    check_due: String,
    today: String,
    occurrences: Vec<OccurrenceView>,
    work: Vec<WorkView>,
    at_rest: bool,
    add_open: bool,
    countermeasure_due: String,
    investigation_due: String,
    purposes: Vec<Choice>,
    strengths: Vec<Choice>,
    causes: Vec<CauseView>,
    links: Vec<LinkView>,
    fixes: FixesPart,
    may_set_aside: bool,
    story: Vec<StoryEntry>,
    story_more: String,
}

impl ProblemPage {
    fn pin_url(&self) -> String {
        format!("/problems/{}/pin", self.id)
    }
}

async fn show(
    visit: Visit,
    Path(id): Path<ProblemId>,
    Query(asked): Query<Asked>,
) -> Answer<Response> {
    let mut tx = visit.read().await?;
    let mut page = build(&mut tx, &visit, id, asked.story == "all").await?;
    if asked.said == "again" {
        page.said
            .push(page.shell.say("problem-said-again").to_owned());
    }
    if visit.part.is_some() {
        return Ok(Page(page.as_main()).into_response());
    }
    Ok(Page(page).into_response())
}

/// Shows the page again after a form on it was refused: what is wrong on top, and what was typed where it was typed.
pub(super) async fn refused(
    visit: &Visit,
    id: ProblemId,
    error: Error,
    fields: &Fields,
) -> Answer<Response> {
    let (status, faults) = match &error {
        Error::Invalid(faults) => (StatusCode::UNPROCESSABLE_ENTITY, faults.clone()),
        Error::Conflict(conflict) => {
            let fault = crate::error::Fault::new("", conflict.message.clone());
            (StatusCode::CONFLICT, vec![fault])
        }
        _ => return Err(error.into()),
    };
    let mut tx = visit.read().await?;
    let mut page = build(&mut tx, visit, id, false).await?;
    let faults = fault_views(&page.shell, &faults);
    let is_gone = status == StatusCode::CONFLICT;
    page.typed = Typed::of(&visit.address, fields, faults, is_gone);
    page.faults = page.typed.summary();
    Ok((status, Page(page)).into_response())
}

/// Faults in the reader's words.
pub(super) fn fault_views(shell: &Shell, faults: &[crate::error::Fault]) -> Vec<FaultView> {
    let view = |fault: &crate::error::Fault| FaultView {
        field: fault.field.to_string(),
        text: shell.tell(&fault.message),
    };
    faults.iter().map(view).collect()
}

async fn build(
    tx: &mut Tx,
    visit: &Visit,
    id: ProblemId,
    whole_story: bool,
) -> Result<ProblemPage> {
    let mut asks = problems::dossier_asks(id);
    asks.extend([members::names_ask(), members::all_ask()]);
    asks.push(proposals::of_problem_ask(id));
    asks.push(FixesPart::ask_of_problem(id));
    asks.push(problem_story::ask(id, whole_story));
    // Most problems one looks at are of one's own team.
    let home = visit.guest().and_then(|guest| guest.home_team.as_ref());
    asks.extend(home.map(members::team_ask));
    tx.foresee(asks).await?;
    let dossier = problems::dossier(tx, id).await?;
    let names = members::names_in(tx, visit.language).await?;
    let shell = visit.shell("wall").of_team(&dossier.case.team.name);
    let people = people(tx, visit).await?;
    let links = problem_links::read(tx, &shell, &dossier.case.problem).await?;
    let fixes = FixesPart::of_problem(tx, visit, &shell, id).await?;
    let (story, more) = problem_story::read(tx, &shell, id, &names, whole_story).await?;
    let Dossier { case, causes, .. } = &dossier;
    let problem = &case.problem;
    let checklist = case.facts.checklist();
    let usual = |kind| problems::usual_due(case, kind).to_string();
    Ok(ProblemPage {
        id: id.to_string(),
        title: problem.title.clone(),
        state_key: problem.state.as_str(),
        state_word: shell.tell(&steps::state(problem.state)),
        stamp: super::wall_card::stamp(&shell, problem.recurrences),
        held: problem_facts::held(&shell, problem),
        team_key: case.team.key.clone(),
        team_name: case.team.name.clone(),
        posted: shell.ago(problem.posted_at),
        posted_by: problem_facts::posted_by(&shell, problem, &names),
        impact: problem.impact.unwrap_or(0),
        impact_word: problem
            .impact
            .map(|level| shell.tell(&steps::impact(level)))
            .unwrap_or_default(),
        happened: problem_facts::happened(&shell, problem),
        dates: problem_facts::dates(&shell, case),
        tags: problem_facts::tags(problem, &case.team.key),
        more_facts: problem_facts::more(&shell, problem),
        said: Vec::new(),
        faults: Vec::new(),
        typed: Typed::default(),
        should_be: problem.should_be.clone(),
        is: problem.actual.clone(),
        containment: problem.containment.clone(),
        description_html: visit
            .app
            .renderer
            .render(&problem.description, problem_facts::described(&shell))
            .html
            .clone(),
        may_take_part: shell.takes_part(),
        may_log: visit.guest().is_some_and(|visitor| visitor.may(Deed::Log)),
        again_url: format!("/problems/{id}/again"),
        aside: problem_facts::aside(&shell, problem),
        aside_of: problem_facts::aside_of(problem),
        towards: checklist
            .towards
            .map(|state| shell.tell(&steps::towards(state)))
            .unwrap_or_default(),
        checklist: problem_checklist::view(&shell, case, &checklist),
        people,
        may_pin: problem.state.on_the_wall(),
        asked_by: super::problem_pin::asked_by(&shell, problem, &names),
        write_url: format!("/standards/new?solves={id}"),
        evidence: problem_facts::evidence(&shell, case),
        check_due: problem
            .check_due
            .map(|day| day.to_string())
            .unwrap_or_default(),
        today: case.today.to_string(),
        occurrences: parts::occurrences(&shell, visit, case, &names),
        work: parts::work(&shell, case, &names),
        at_rest: matches!(problem.state, State::Closed | State::SetAside),
        add_open: problem.state == State::Posted && case.work.is_empty(),
        countermeasure_due: usual(WorkKind::Countermeasure),
        investigation_due: usual(WorkKind::Investigation),
        purposes: parts::choices(&shell, Purpose::ALL, parts::purpose),
        strengths: parts::choices(&shell, Strength::ALL, parts::strength),
        causes: parts::causes(&shell, causes),
        links,
        fixes,
        may_set_aside: !matches!(problem.state, State::Closed | State::SetAside),
        story,
        story_more: if more {
            format!("/problems/{id}?story=all")
        } else {
            String::new()
        },
        shell,
    })
}

/// Those who can take work on, whoever looks first.
async fn people(tx: &mut Tx, visit: &Visit) -> Result<Vec<Person>> {
    let me = visit.guest().and_then(|visitor| visitor.member.as_ref());
    let members = members::all(tx)
        .await?
        .into_iter()
        .filter(|member| member.role > Role::Reader);
    let mut people: Vec<Person> = members
        .map(|member| Person {
            me: Some(&member.id) == me,
            id: member.id.to_string(),
            name: member.name,
        })
        .collect();
    people.sort_by_key(|person| !person.me);
    Ok(people)
}

/// A message with arguments in the reader's language.
pub(super) fn told(shell: &Shell, message: &crate::error::Message) -> String {
    i18n::tell(shell.language(), message)
}
