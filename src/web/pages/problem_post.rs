//! Posting: the wall's one field, several lines at once, the form with facts, and undoing it.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::problem::{FaultView, fault_views};
use crate::db::Tx;
use crate::error::{Error, Fault, Result, keep};
use crate::gaps;
use crate::id::ProblemId;
use crate::members::{self, Deed, Team};
use crate::problems::{self, Draft, Tags, Title};
use crate::web::failure::Answer;
use crate::web::form::{Fields, Query};
use crate::web::page::{Page, Shell};
use crate::web::problem_fields::team_named;
use crate::web::routes::Routes;
use crate::web::steps;
use crate::web::visit::Visit;

/// So many lines are posted at once.
const LINES_MOST: usize = 100;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .post(Deed::Log, "/problems", post)
        .post(Deed::Log, "/problems/several", several)
        .post(Deed::Log, "/problems/undo", undo)
        .get(Deed::Log, "/problems/new", new)
}

/// A choice of the form.
#[derive(Debug)]
pub(super) struct ImpactChoice {
    pub(super) value: String,
    pub(super) word: String,
    pub(super) chosen: bool,
}

/// A team to post to.
#[derive(Debug)]
pub(super) struct TeamChoice {
    pub(super) key: String,
    pub(super) name: String,
    pub(super) chosen: bool,
}

#[derive(Debug, Template)]
#[template(path = "problems/new.html")]
struct NewPage {
    shell: Shell,
    faults: Vec<FaultView>,
    key: String,
    title: String,
    should_be: String,
    is: String,
    description: String,
    tags: String,
    impacts: Vec<ImpactChoice>,
    teams: Vec<TeamChoice>,
    /// The search in vain that it comes from.
    gap: String,
}

impl NewPage {
    fn error(&self, field: &str) -> &str {
        let fault = self.faults.iter().find(|fault| fault.field == field);
        fault.map_or("", |fault| &fault.text)
    }
}

#[derive(Debug, Template)]
#[template(path = "problems/several.html")]
struct SeveralPage {
    shell: Shell,
    team_key: String,
    key: String,
    heading: String,
    act: String,
    faults: Vec<FaultView>,
    lines: Vec<LineView>,
}

/// One line to look over.
#[derive(Debug)]
struct LineView {
    name: String,
    label: String,
    text: String,
}

/// What the address brings along, from a search that found nothing or from a team's screen.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    title: String,
    /// The team to post to.
    team: String,
    /// Not empty: the title is what was searched for in vain.
    gap: String,
}

/// The form with facts.
async fn new(visit: Visit, Query(asked): Query<Asked>) -> Answer<Response> {
    let gap = match asked.gap.is_empty() {
        true => String::new(),
        false => asked.title.clone(),
    };
    let sent = Fields::of(vec![
        ("title".to_owned(), asked.title),
        ("team".to_owned(), asked.team),
        ("gap".to_owned(), gap),
    ]);
    let page = new_page(&visit, &sent, &[]).await?;
    Ok(Page(page).into_response())
}

/// Posts what the wall's field or the form with facts sent. Several lines are looked over first.
async fn post(visit: Visit, fields: Fields) -> Answer<Response> {
    let typed = fields.get("title");
    let with_facts = fields.ticked("facts");
    if !with_facts && lines_of(typed).len() > 1 {
        return look_over(&visit, &fields, lines_of(typed), &[]).await;
    }
    let done = async {
        let team = team_of(&visit, &fields).await?;
        let draft = if with_facts {
            with_all(&fields)?
        } else {
            Draft::of_line(typed)?
        };
        let ids = post_all(&visit, &team, vec![draft], fields.get("key")).await?;
        if let Some(id) = ids.first().filter(|_| !fields.get("gap").is_empty()) {
            take_gap(&visit, fields.get("gap"), *id).await?;
        }
        Ok::<_, Error>((team, ids))
    };
    match done.await {
        Ok((team, ids)) => Ok(match ids.first().filter(|_| with_facts) {
            Some(id) => Redirect::to(&format!("/problems/{id}")).into_response(),
            None => to_wall(&team, "posted", &ids),
        }),
        Err(Error::Invalid(faults)) => {
            let page = new_page(&visit, &fields, &faults).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// What was searched for in vain is on the wall now.
async fn take_gap(visit: &Visit, text: &str, id: ProblemId) -> Result<()> {
    visit.app.write_searches_in_vain().await?;
    let mut tx = visit.write().await?;
    gaps::was_posted(&mut tx, text, id).await?;
    tx.commit().await.map(drop)
}

/// Several lines: shown as a list to edit, then posted in one transaction.
async fn several(visit: Visit, fields: Fields) -> Answer<Response> {
    if !fields.ticked("looked") {
        return look_over(&visit, &fields, lines_of(fields.get("lines")), &[]).await;
    }
    let lines: Vec<String> = fields
        .all("title")
        .map(str::trim)
        .map(str::to_owned)
        .collect();
    let lines: Vec<String> = lines
        .into_iter()
        .filter(|line| !line.is_empty())
        .take(LINES_MOST)
        .collect();
    let team = team_of(&visit, &fields).await?;
    let mut drafts = Vec::new();
    let mut faults = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        match Draft::of_line(line) {
            Ok(draft) => drafts.push(draft),
            Err(Error::Invalid(found)) => {
                let named = |fault: Fault| Fault::new(format!("line-{}", at + 1), fault.message);
                faults.extend(found.into_iter().map(named));
            }
            Err(error) => return Err(error.into()),
        }
    }
    if drafts.is_empty() && faults.is_empty() {
        return Ok(Redirect::to(&format!("/wall/{}", team.key)).into_response());
    }
    if !faults.is_empty() {
        return look_over(&visit, &fields, lines, &faults).await;
    }
    let ids = post_all(&visit, &team, drafts, fields.get("key")).await?;
    Ok(to_wall(&team, "posted", &ids))
}

/// Undoes a posting, of one problem or of several that were posted together.
async fn undo(visit: Visit, fields: Fields) -> Answer<Response> {
    let ids: Vec<ProblemId> = fields
        .all("id")
        .filter_map(|id| id.parse().ok())
        .take(LINES_MOST)
        .collect();
    let mut tx = visit.write().await?;
    for id in &ids {
        problems::undo(&mut tx, *id).await?;
    }
    tx.commit().await?;
    let team = team_of(&visit, &fields).await?;
    Ok(to_wall(&team, "undone", &ids))
}

async fn post_all(
    visit: &Visit,
    team: &Team,
    drafts: Vec<Draft>,
    key: &str,
) -> Result<Vec<ProblemId>> {
    let mut tx = visit.write().await?;
    let mut ids = Vec::with_capacity(drafts.len());
    let key = Some(key).filter(|key| (1..=100).contains(&key.len()) && !key.contains('\0'));
    for (at, mut draft) in drafts.into_iter().enumerate() {
        draft.posting_key = key.map(|key| format!("form:{key}:{at}"));
        ids.push(problems::post(&mut tx, team, draft).await?.id());
    }
    tx.commit().await?;
    Ok(ids)
}

async fn look_over(
    visit: &Visit,
    fields: &Fields,
    lines: Vec<String>,
    faults: &[Fault],
) -> Answer<Response> {
    let team = team_of(visit, fields).await?;
    let shell = visit.shell("wall").of_team(&team.name);
    let count = lines.len();
    let view = |(at, text): (usize, String)| LineView {
        name: format!("line-{}", at + 1),
        label: shell.count("several-line", at + 1),
        text,
    };
    let page = SeveralPage {
        team_key: team.key,
        key: key_of(fields),
        heading: shell.count("several-heading", count),
        act: shell.count("several-post", count),
        faults: fault_views(&shell, faults),
        lines: lines.into_iter().enumerate().map(view).collect(),
        shell,
    };
    let status = if faults.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    Ok((status, Page(page)).into_response())
}

async fn new_page(visit: &Visit, fields: &Fields, faults: &[Fault]) -> Result<NewPage> {
    let mut tx = visit.read().await?;
    let home = members::home_team(&mut tx, visit.visitor()?).await?;
    let shell = visit.shell("wall");
    let chosen = Some(fields.get("team"))
        .filter(|key| !key.is_empty())
        .unwrap_or(&home.key)
        .to_owned();
    Ok(NewPage {
        faults: fault_views(&shell, faults),
        key: key_of(fields),
        title: fields.get("title").to_owned(),
        should_be: fields.get("should_be").to_owned(),
        is: fields.get("is").to_owned(),
        gap: fields.get("gap").to_owned(),
        description: fields.get("description").to_owned(),
        tags: fields.get("tags").to_owned(),
        impacts: impacts(&shell, fields.get("impact")),
        teams: teams(&mut tx, &chosen).await?,
        shell,
    })
}

/// The impacts to choose from; the first says that it is not known.
pub(super) fn impacts(shell: &Shell, chosen: &str) -> Vec<ImpactChoice> {
    let known = (1..=3).map(|level: i64| ImpactChoice {
        value: level.to_string(),
        word: shell.tell(&steps::impact(level)),
        chosen: chosen == level.to_string(),
    });
    let unknown = ImpactChoice {
        value: String::new(),
        word: shell.say("problem-impact-unsaid").to_owned(),
        chosen: chosen.is_empty(),
    };
    std::iter::once(unknown).chain(known).collect()
}

/// The teams to choose from.
pub(super) async fn teams(tx: &mut Tx, chosen: &str) -> Result<Vec<TeamChoice>> {
    let teams = members::teams(tx).await?.into_iter();
    let choice = |team: Team| TeamChoice {
        chosen: team.key == chosen,
        key: team.key,
        name: team.name,
    };
    Ok(teams.map(choice).collect())
}

fn with_all(fields: &Fields) -> Result<Draft> {
    let mut faults = Vec::new();
    let long = |field, name| problems::long_text(field, fields.get(name));
    let title = keep(Title::parse(fields.get("title")), &mut faults)?;
    let description = keep(long("description", "description"), &mut faults)?;
    let should_be = keep(long("should_be", "should_be"), &mut faults)?;
    let actual = keep(long("is", "is"), &mut faults)?;
    let tags = keep(Tags::of_field(fields.get("tags")), &mut faults)?;
    let impact = keep(impact_of(fields.get("impact")), &mut faults)?;
    let Some(title) = title.filter(|_| faults.is_empty()) else {
        return Err(Error::Invalid(faults));
    };
    let mut draft = Draft::titled(title);
    draft.description = description.unwrap_or_default();
    draft.should_be = should_be.unwrap_or_default();
    draft.actual = actual.unwrap_or_default();
    draft.tags = tags.unwrap_or_default();
    draft.impact = impact.flatten();
    Ok(draft)
}

/// An impact as a form sends it; empty is not said.
pub(super) fn impact_of(text: &str) -> Result<Option<i64>> {
    match text.trim() {
        "" => Ok(None),
        text => problems::impact(text.parse().unwrap_or(0)).map(Some),
    }
}

async fn team_of(visit: &Visit, fields: &Fields) -> Result<Team> {
    team_named(visit, Some(fields.get("team"))).await
}

fn lines_of(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim).map(without_mark);
    let lines = lines.filter(|line| !line.is_empty());
    lines.take(LINES_MOST).map(str::to_owned).collect()
}

/// A line of a pasted list without the mark that made it one: "- ", "* ", "1. ", a box to tick.
fn without_mark(line: &str) -> &str {
    let number = line.trim_start_matches(|first: char| first.is_ascii_digit());
    let is_numbered = (1..=3).contains(&(line.len() - number.len()));
    let rest = match number.strip_prefix(['.', ')']) {
        Some(rest) if is_numbered => rest,
        _ => line.strip_prefix(['-', '*', '+', '•', '–']).unwrap_or(line),
    };
    if !rest.is_empty() && rest.len() < line.len() && !rest.starts_with(char::is_whitespace) {
        return line;
    }
    let rest = rest.trim_start();
    let boxes = ["[ ] ", "[x] ", "[X] "];
    let boxed = boxes.iter().find_map(|tick| rest.strip_prefix(tick));
    boxed
        .filter(|_| rest.len() < line.len())
        .unwrap_or(rest)
        .trim()
}

/// The key of a form that comes back is the one it had, so that it still posts once.
fn key_of(fields: &Fields) -> String {
    match fields.get("key") {
        "" => uuid::Uuid::new_v4().to_string(),
        key => key.chars().take(100).collect(),
    }
}

fn to_wall(team: &Team, word: &str, ids: &[ProblemId]) -> Response {
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    Redirect::to(&format!("/wall/{}?{word}={}", team.key, ids.join(","))).into_response()
}
