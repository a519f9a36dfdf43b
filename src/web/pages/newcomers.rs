//! `/newcomers`: the standards in reading order, each opening with the story of the problem it came from.

use std::collections::BTreeSet;

use askama::Template;

use super::standards::mark::{Mark, marks};
use super::standards::standard::Linked;
use crate::db::Tx;
use crate::error::Result;
use crate::id::{ProblemId, StandardId};
use crate::markdown;
use crate::members::Deed;
use crate::problems::{self, Problem};
use crate::standards::{self, Reading, Standard};
use crate::web::failure::Answer;
use crate::web::page::{Page, Shell};
use crate::web::routes::Routes;
use crate::web::visit::Visit;

/// How much of a story is told before one opens the standard, in characters.
const STORY: usize = 420;

pub(super) fn routes(routes: Routes) -> Routes {
    routes.get(Deed::Read, "/newcomers", show)
}

/// `GET /newcomers`
async fn show(visit: Visit) -> Answer<Page<NewcomersPage>> {
    let mut tx = visit.read().await?;
    Ok(Page(NewcomersPage::read(&mut tx, &visit).await?))
}

struct Step {
    id: StandardId,
    url: String,
    title: String,
    story: String,
    lang: String,
    problems: Vec<Linked>,
    signs: Vec<Mark>,
    read: bool,
    read_url: String,
}

/// The path.
#[derive(Template)]
#[template(path = "newcomers/newcomers.html")]
struct NewcomersPage {
    shell: Shell,
    problems: usize,
    steps: Vec<Step>,
    may_log: bool,
}

impl NewcomersPage {
    async fn read(tx: &mut Tx, visit: &Visit) -> Result<Self> {
        let (visitor, shell) = (visit.visitor()?, visit.shell("newcomers"));
        let path = standards::path(tx).await?;
        let ids: Vec<StandardId> = path.iter().map(|standard| standard.id).collect();
        let challenged = problems::challenged(tx, &ids).await?;
        let readings = match &visitor.member {
            Some(member) => standards::readings(tx, member).await?,
            None => Vec::new(),
        };
        let mut spared: BTreeSet<ProblemId> = BTreeSet::new();
        let mut steps = Vec::with_capacity(path.len());
        for standard in path {
            let solved = problems::solved_by(tx, standard.id).await?;
            spared.extend(solved.iter().map(|problem| problem.id));
            let story = story(&shell, &standards::text(tx, standard.id).await?, &solved)?;
            let mut signs = marks(&shell, &standard, challenged.contains(&standard.id));
            signs.extend(changed_since(&shell, &readings, &standard));
            steps.push(Step {
                url: format!("/standards/{}", standard.id),
                read: is_read(&readings, &standard),
                read_url: format!("/standards/{}/reading", standard.id),
                problems: solved.iter().map(Linked::from).collect(),
                id: standard.id,
                title: standard.title,
                lang: standard.lang,
                story,
                signs,
            });
        }
        let without = steps.iter().filter(|step| step.problems.is_empty()).count();
        Ok(Self {
            problems: spared.len() + without,
            may_log: visitor.member.is_some() && visitor.may(Deed::Log),
            steps,
            shell,
        })
    }

    fn heading(&self) -> String {
        self.shell.count("newcomers-heading", self.problems)
    }

    fn read_so_far(&self) -> usize {
        self.steps.iter().filter(|step| step.read).count()
    }

    fn progress(&self) -> String {
        let (read, count) = (self.read_so_far(), self.steps.len());
        self.shell.with(
            "newcomers-read",
            &[("read", read.into()), ("count", count.into())],
        )
    }
}

/// What happened before there was a standard: its own first section, else what the problem's page says; then how often.
fn story(shell: &Shell, text: &str, solved: &[Problem]) -> Result<String> {
    let document = standards::examine(text.as_bytes())?;
    let plain = markdown::plain(document.body(text));
    let mut story = plain
        .body
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty())
        .unwrap_or_default()
        .to_owned();
    if story.is_empty() {
        let told = solved
            .first()
            .map(|problem| markdown::plain(&problem.description).body);
        story = told
            .unwrap_or_default()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
    }
    let mut story = cut(&story);
    let happened = solved
        .iter()
        .map(|problem| problem.occurrences + 1)
        .max()
        .unwrap_or(0);
    if happened > 0 {
        story = format!("{story} {}", shell.count("newcomers-happened", happened));
    }
    Ok(story.trim().to_owned())
}

/// The text up to the end of a word.
fn cut(text: &str) -> String {
    match text.char_indices().nth(STORY) {
        None => text.to_owned(),
        Some((limit, _)) => {
            let end = text[..limit].rfind(' ').unwrap_or(limit);
            format!("{}…", text[..end].trim_end_matches([',', ';', ':']))
        }
    }
}

fn is_read(readings: &[Reading], standard: &Standard) -> bool {
    let mine = readings
        .iter()
        .find(|reading| reading.standard == standard.id);
    mine.is_some_and(|reading| reading.revision == standard.revision)
}

fn changed_since(shell: &Shell, readings: &[Reading], standard: &Standard) -> Option<Mark> {
    let mine = readings
        .iter()
        .find(|reading| reading.standard == standard.id)?;
    (mine.revision != standard.revision).then(|| Mark {
        tone: "blue",
        text: shell.say("newcomers-changed"),
    })
}
