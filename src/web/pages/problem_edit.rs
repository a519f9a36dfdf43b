//! Changing what is written about a problem. Two people who change one thing see both texts; nothing typed is lost.

use std::collections::BTreeMap;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::problem::{FaultView, fault_views};
use super::problem_post::{ImpactChoice, TeamChoice, impact_of, impacts, teams};
use crate::db::Tx;
use crate::error::{Error, Fault, Result, Value, keep, say};
use crate::id::ProblemId;
use crate::markdown::{self, Side};
use crate::members::{self, Deed};
use crate::problems::{self, Edit, Problem, Tags, Title};
use crate::web::failure::Answer;
use crate::web::form::{Fields, Path};
use crate::web::page::{Page, Shell};
use crate::web::routes::Routes;
use crate::web::visit::Visit;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get(Deed::TakePart, "/problems/{id}/edit", edit)
        .post(Deed::TakePart, "/problems/{id}/edit", save)
}

/// The texts of the form, each with its label.
const TEXTS: [(&str, &str); 8] = [
    ("title", "problem-title"),
    ("should_be", "problem-should-be"),
    ("is", "problem-is"),
    ("description", "problem-description"),
    ("tags", "problem-tags"),
    ("containment", "problem-containment"),
    ("where", "problem-where"),
    ("where_not", "problem-where-not"),
];

#[derive(Debug, Template)]
#[template(path = "problems/edit.html")]
struct EditPage {
    shell: Shell,
    id: String,
    heading: String,
    version: i64,
    values: BTreeMap<&'static str, String>,
    /// The values that the form began with, so that only what this person changed is sent.
    was: BTreeMap<&'static str, String>,
    faults: Vec<FaultView>,
    clashes: Vec<ClashView>,
    impacts: Vec<ImpactChoice>,
    teams: Vec<TeamChoice>,
    more_open: bool,
}

/// A text that somebody else changed meanwhile: theirs beside yours.
#[derive(Debug)]
struct ClashView {
    label: &'static str,
    lines: Vec<LineView>,
}

/// A line of the difference.
#[derive(Debug)]
struct LineView {
    kind: &'static str,
    pieces: Vec<Piece>,
}

/// A part of a line.
#[derive(Debug)]
struct Piece {
    text: String,
    changed: bool,
}

impl EditPage {
    fn value(&self, name: &str) -> &str {
        self.values.get(name).map_or("", String::as_str)
    }

    fn error(&self, field: &str) -> &str {
        let fault = self.faults.iter().find(|fault| fault.field == field);
        fault.map_or("", |fault| &fault.text)
    }
}

async fn edit(visit: Visit, Path(id): Path<ProblemId>) -> Answer<Response> {
    let mut tx = visit.read().await?;
    let problem = problems::get(&mut tx, id).await?;
    let team = members::team(&mut tx, &problem.team).await?;
    let values = stored(&problem, &team.key);
    Ok(Page(page(&mut tx, &visit, &problem, values, &[]).await?).into_response())
}

async fn save(visit: Visit, Path(id): Path<ProblemId>, fields: Fields) -> Answer<Response> {
    let version = fields.get("version").parse::<i64>().ok();
    let done = async {
        let mut tx = visit.write().await?;
        let problem = problems::get(&mut tx, id).await?;
        let team = members::team(&mut tx, &problem.team).await?;
        let touched = touched(&fields);
        let moved_on = version.is_some_and(|version| version != problem.version);
        if moved_on && !clashing(&touched, &fields, &stored(&problem, &team.key)).is_empty() {
            return Err(Error::Outdated(say!("problem-changed-meanwhile", id = id)));
        }
        let edit = read(&mut tx, &Fields::of(touched)).await?;
        problems::change(&mut tx, id, edit, None).await?;
        tx.commit().await
    };
    match done.await {
        Ok(_) => Ok(Redirect::to(&format!("/problems/{id}")).into_response()),
        Err(Error::Invalid(faults)) => {
            let mut tx = visit.read().await?;
            let problem = problems::get(&mut tx, id).await?;
            let mut page = page(&mut tx, &visit, &problem, typed(&fields), &faults).await?;
            page.version = version.unwrap_or(page.version);
            page.was = before(&fields, page.was);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
        Err(Error::Outdated(_)) => clash(&visit, id, &fields).await,
        Err(error) => Err(error.into()),
    }
}

/// Both texts, and the form as it was typed on top of the version that stands now.
async fn clash(visit: &Visit, id: ProblemId, fields: &Fields) -> Answer<Response> {
    let mut tx = visit.read().await?;
    let problem = problems::get(&mut tx, id).await?;
    let team = members::team(&mut tx, &problem.team).await?;
    let theirs = stored(&problem, &team.key);
    let touched = touched(fields);
    let clashing = clashing(&touched, fields, &theirs);
    // What this person left as it was keeps what stands there now.
    let mut yours = theirs.clone();
    yours.extend(typed(fields).into_iter().filter(|(name, _)| {
        let mut names = touched.iter();
        names.any(|(touched, _)| touched == name)
    }));
    let mut page = page(&mut tx, visit, &problem, yours, &[]).await?;
    for (name, label) in TEXTS {
        let (theirs, yours) = (
            theirs.get(name).map_or("", String::as_str),
            page.value(name),
        );
        if clashing.iter().any(|clash| clash == name) {
            let lines = difference(theirs, yours);
            page.clashes.push(ClashView {
                label: page.shell.say(label),
                lines,
            });
        }
    }
    Ok((StatusCode::CONFLICT, Page(page)).into_response())
}

async fn page(
    tx: &mut Tx,
    visit: &Visit,
    problem: &Problem,
    values: BTreeMap<&'static str, String>,
    faults: &[Fault],
) -> Result<EditPage> {
    let shell = visit.shell("wall");
    let rarer = [
        "containment",
        "where",
        "where_not",
        "since_when",
        "minutes_lost",
    ];
    let value = |name: &str| values.get(name).cloned().unwrap_or_default();
    let team = members::team(tx, &problem.team).await?;
    Ok(EditPage {
        was: stored(problem, &team.key),
        id: problem.id.to_string(),
        heading: shell.with("problem-edit-title", &[("id", Value::from(problem.id))]),
        version: problem.version,
        faults: fault_views(&shell, faults),
        clashes: Vec::new(),
        impacts: impacts(&shell, &value("impact")),
        teams: teams(tx, &value("team")).await?,
        more_open: rarer.iter().any(|name| !value(name).is_empty()),
        values,
        shell,
    })
}

/// What stands there now beside what was typed, line by line.
fn difference(theirs: &str, yours: &str) -> Vec<LineView> {
    let lines = markdown::diff(theirs, yours)
        .hunks
        .into_iter()
        .flat_map(|hunk| hunk.lines);
    let view = |line: markdown::DiffLine| LineView {
        kind: match line.side {
            Side::Both => "same",
            Side::Old => "old",
            Side::New => "new",
        },
        pieces: line
            .words
            .into_iter()
            .map(|word| Piece {
                text: word.text,
                changed: word.marked,
            })
            .collect(),
    };
    lines.map(view).collect()
}

/// The fields as they stand.
fn stored(problem: &Problem, team: &str) -> BTreeMap<&'static str, String> {
    let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    BTreeMap::from([
        ("title", problem.title.clone()),
        ("should_be", problem.should_be.clone()),
        ("is", problem.actual.clone()),
        ("description", problem.description.clone()),
        ("impact", number(problem.impact)),
        ("tags", problem.tags.iter().collect::<Vec<_>>().join(", ")),
        ("team", team.to_owned()),
        ("containment", problem.containment.clone()),
        ("where", problem.place.clone()),
        ("where_not", problem.place_not.clone()),
        ("since_when", problem.since_when.clone()),
        ("minutes_lost", number(problem.minutes_lost)),
    ])
}

/// The names of all fields.
const NAMES: [&str; 12] = [
    "title",
    "should_be",
    "is",
    "description",
    "impact",
    "tags",
    "team",
    "containment",
    "where",
    "where_not",
    "since_when",
    "minutes_lost",
];

/// What a field held when the form was opened, where the form says it.
fn began_with(fields: &Fields, name: &str) -> Option<String> {
    let was = format!("was-{name}");
    fields
        .ticked(&was)
        .then(|| fields.get(&was).replace("\r\n", "\n"))
}

fn before(fields: &Fields, now: BTreeMap<&'static str, String>) -> BTreeMap<&'static str, String> {
    now.into_iter()
        .map(|(name, now)| (name, began_with(fields, name).unwrap_or(now)))
        .collect()
}

/// The fields that this person changed.
fn touched(fields: &Fields) -> Vec<(String, String)> {
    NAMES
        .into_iter()
        .filter(|name| fields.ticked(name))
        .map(|name| (name, fields.get(name).replace("\r\n", "\n")))
        .filter(|(name, typed)| began_with(fields, name).is_none_or(|was| was != *typed))
        .map(|(name, typed)| (name.to_owned(), typed))
        .collect()
}

/// Those of them that somebody else has changed to something else meanwhile.
fn clashing(
    touched: &[(String, String)],
    fields: &Fields,
    now: &BTreeMap<&'static str, String>,
) -> Vec<String> {
    let clashes = touched.iter().filter(|(name, typed)| {
        let now = now.get(name.as_str()).map_or("", String::as_str);
        now != typed && began_with(fields, name).is_none_or(|was| was != now)
    });
    clashes.map(|(name, _)| name.clone()).collect()
}

/// The fields as they were typed.
fn typed(fields: &Fields) -> BTreeMap<&'static str, String> {
    NAMES
        .into_iter()
        .map(|name| (name, fields.get(name).replace("\r\n", "\n")))
        .collect()
}

async fn read(tx: &mut Tx, fields: &Fields) -> Result<Edit> {
    let mut faults = Vec::new();
    let mut long = |name: &'static str| -> Result<Option<String>> {
        if !fields.ticked(name) {
            return Ok(None);
        }
        keep(problems::long_text(name, fields.get(name)), &mut faults)
    };
    let mut edit = Edit {
        description: long("description")?,
        should_be: long("should_be")?,
        actual: long("is")?,
        containment: long("containment")?,
        place: long("where")?,
        place_not: long("where_not")?,
        since_when: long("since_when")?,
        ..Edit::default()
    };
    if fields.ticked("title") {
        edit.title = keep(Title::parse(fields.get("title")), &mut faults)?;
    }
    if fields.ticked("tags") {
        edit.tags = keep(Tags::of_field(fields.get("tags")), &mut faults)?;
    }
    if fields.ticked("impact") {
        edit.impact = keep(impact_of(fields.get("impact")), &mut faults)?;
    }
    if fields.ticked("minutes_lost") {
        edit.minutes_lost = keep(minutes(fields.get("minutes_lost")), &mut faults)?;
    }
    if !fields.get("team").is_empty() {
        edit.team = Some(members::team_by_key(tx, fields.get("team")).await?.id);
    }
    if faults.is_empty() {
        Ok(edit)
    } else {
        Err(Error::Invalid(faults))
    }
}

fn minutes(text: &str) -> Result<Option<i64>> {
    match text.trim() {
        "" => Ok(None),
        text => match text.parse::<i64>() {
            Ok(minutes) if (0..=100_000_000).contains(&minutes) => Ok(Some(minutes)),
            _ => Err(Error::invalid(
                "minutes_lost",
                say!("problem-minutes-unknown"),
            )),
        },
    }
}
