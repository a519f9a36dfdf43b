//! Teams: their days, limits and stand-up, for administrators to change and for everybody to read.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use crate::db::Tx;
use crate::error::{Error, Result, say};
use crate::folder::Committing;
use crate::i18n::{self, Language};
use crate::members::{self, Deed, Team, TeamChange, TeamKey};
use crate::web::failure::Answer;
use crate::web::form::{Fields, Path};
use crate::web::page::{Page, Shell};
use crate::web::routes::Routes;
use crate::web::visit::Visit;

use super::set_up::{Wrong, wrong_with, wrongs};
use super::team_screens::{self, ScreenRow};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get(Deed::Read, "/settings/teams/{key}", show)
        .post(Deed::Administer, "/settings/teams/{key}", change)
        .post(Deed::Administer, "/settings/teams", add)
}

#[derive(Template)]
#[template(path = "settings/team.html")]
pub(super) struct TeamPage {
    shell: Shell,
    team: Team,
    saved: bool,
    screens: Vec<ScreenRow>,
    /// The link of a screen that was just made: shown once.
    pub(super) link: String,
    /// How publications stand to git: empty where the team does not want them committed.
    git: Vec<String>,
    pub(super) faults: Vec<Wrong>,
}

impl TeamPage {
    /// Reads the page of a team.
    pub(super) async fn read(tx: &mut Tx, visit: &Visit, team: Team) -> Result<Self> {
        let shell = visit.shell("").of_team(&team.name);
        Ok(Self {
            screens: team_screens::rows(tx, &shell, &team).await?,
            git: commits_told(visit, &shell, &team),
            shell,
            team,
            saved: false,
            link: String::new(),
            faults: Vec::new(),
        })
    }

    fn wrong(&self, field: &str) -> &str {
        wrong_with(&self.faults, field)
    }

    fn works_on(&self, day: &i64) -> bool {
        self.team.week.bits() & (1 << day) != 0
    }

    fn day_word(&self, day: &i64) -> &'static str {
        const DAYS: [&str; 7] = [
            "team-monday",
            "team-tuesday",
            "team-wednesday",
            "team-thursday",
            "team-friday",
            "team-saturday",
            "team-sunday",
        ];
        let day = usize::try_from(*day).unwrap_or(0);
        self.shell.say(DAYS[day % 7])
    }

    fn time(&self) -> &str {
        self.team.standup_time.as_deref().unwrap_or("")
    }

    fn zone(&self) -> String {
        self.team.zone.to_string()
    }

    fn number(&self, number: &impl ToString) -> String {
        number.to_string()
    }

    fn commits(&self) -> bool {
        self.team.commits_from.is_some()
    }

    fn speaks(&self, tag: &str) -> bool {
        self.team.language.tag() == tag
    }
}

async fn show(visit: Visit, Path(key): Path<String>) -> Answer<Page<TeamPage>> {
    let mut tx = visit.read().await?;
    let team = members::team_by_key(&mut tx, &key).await?;
    Ok(Page(TeamPage::read(&mut tx, &visit, team).await?))
}

async fn change(visit: Visit, Path(key): Path<String>, fields: Fields) -> Answer<Response> {
    let administrator = visit.visitor()?.administers()?;
    let change = asked(&fields);
    let mut tx = visit.write().await?;
    let before = members::team_by_key(&mut tx, &key).await?;
    let outcome = members::change_team(&mut tx, &administrator, &before.id, change).await;
    let (status, team, faults) = match outcome {
        Ok(team) => {
            tx.commit().await?;
            (StatusCode::OK, team, Vec::new())
        }
        Err(Error::Invalid(faults)) => {
            let faults = wrongs(&visit.shell(""), &faults);
            (
                StatusCode::UNPROCESSABLE_ENTITY,
                typed(before, &fields),
                faults,
            )
        }
        Err(other) => return Err(other.into()),
    };
    let mut page = TeamPage::read(&mut visit.read().await?, &visit, team).await?;
    page.saved = faults.is_empty();
    page.faults = faults;
    Ok((status, Page(page)).into_response())
}

async fn add(visit: Visit, fields: Fields) -> Answer<Redirect> {
    let administrator = visit.visitor()?.administers()?;
    let name = fields.get("name");
    let key = match fields.get("key") {
        "" => TeamKey::suggested_by(name),
        key => TeamKey::parse(key)?,
    };
    let mut tx = visit.write().await?;
    let team = members::add_team(&mut tx, &administrator, &key, name, visit.language).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/settings/teams/{}", team.key)))
}

fn asked(fields: &Fields) -> TeamChange {
    let number = |name| fields.get(name).trim().parse::<i64>().ok().or(Some(-1));
    let text = |name| Some(fields.get(name).to_owned());
    TeamChange {
        name: text("team"),
        zone: text("zone"),
        working_days: Some(days(fields)),
        investigation_days: number("investigation_days"),
        countermeasure_days: number("countermeasure_days"),
        standup_time: text("standup_time"),
        standup_minutes: number("standup_minutes"),
        approvals: number("approvals"),
        language: fields.get("language").parse().ok(),
        commits: Some(fields.get("commits") == "yes"),
    }
}

/// How publications stand to git, where the team wants them committed.
fn commits_told(visit: &Visit, shell: &Shell, team: &Team) -> Vec<String> {
    if team.commits_from.is_none() {
        return Vec::new();
    }
    let commits = visit.app.folder.commits();
    let folder = visit.app.config.standards.display().to_string();
    let state = match &commits.state {
        Committing::Off => None,
        Committing::On { branch } => Some(say!(
            "git-setting-on",
            branch = branch.as_str(),
            folder = folder
        )),
        Committing::Hindered(why) => {
            let why = i18n::tell(shell.language(), why);
            Some(say!("git-setting-hindered", why = why))
        }
    };
    let count = commits.waiting.len();
    let waiting = (count > 0).then(|| say!("git-setting-waiting", count = count));
    let told = state.into_iter().chain(waiting);
    told.map(|message| i18n::tell(shell.language(), &message))
        .collect()
}

fn days(fields: &Fields) -> i64 {
    fields
        .all("day")
        .filter_map(|day| day.parse::<u32>().ok().filter(|day| *day < 7))
        .fold(0, |bits, day| bits | (1 << day))
}

/// The team with what was typed, so that nothing is lost when some of it cannot be taken.
fn typed(before: Team, fields: &Fields) -> Team {
    let number = |name, old| fields.get(name).trim().parse::<i64>().unwrap_or(old);
    Team {
        name: fields.get("team").to_owned(),
        standup_time: Some(fields.get("standup_time").to_owned()),
        standup_minutes: number("standup_minutes", before.standup_minutes),
        approvals: number("approvals", before.approvals),
        language: parsed_language(fields.get("language")).unwrap_or(before.language),
        commits_from: (fields.get("commits") == "yes").then_some(before.commits_from.unwrap_or(0)),
        ..before
    }
}

fn parsed_language(tag: &str) -> Result<Language, crate::i18n::BadLanguage> {
    tag.parse()
}
