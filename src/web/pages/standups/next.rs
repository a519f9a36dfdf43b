//! `/standups/next/web`: what the next stand-up of a team would talk about, and who leads it and those after it.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use crate::clock::Day;
use crate::db::Tx;
use crate::error::{Error, Result, say};
use crate::i18n;
use crate::id::{MemberId, ProblemId};
use crate::members::{self, Team};
use crate::problems;
use crate::standups::{self, Exchange, Proposed, Rota, WEEKS_AHEAD, Week};
use crate::web::failure::Answer;
use crate::web::form::{Form, Path};
use crate::web::page::{Page, Shell};
use crate::web::pages::problem_pin;
use crate::web::visit::Visit;

use super::acts::Sent;
use super::otherwise::Otherwise;
use super::room::Choice;
use super::typed::Typed;
use super::words;

/// So many weeks are shown.
const WEEKS: usize = 6;
/// So many cards are shown; the rest is a number.
const CARDS: usize = 30;

/// What is to come.
#[derive(Debug, Template)]
#[template(path = "standups/next.html")]
pub(super) struct NextPage {
    shell: Shell,
    refused: String,
    team: String,
    team_key: String,
    at: String,
    leads: String,
    /// The stand-up that runs now, in place of starting one.
    running: String,
    may: bool,
    otherwise: Otherwise,
    agenda: Vec<AgendaRow>,
    more: String,
    weeks: Vec<WeekRow>,
    version: String,
    /// Where forms of other pages lead back to.
    here: String,
}

/// A card that would be talked about.
#[derive(Debug)]
struct AgendaRow {
    id: String,
    title: String,
    why: String,
    /// Somebody asks to bring it up.
    pinned: bool,
    url: String,
}

/// A week.
#[derive(Debug)]
struct WeekRow {
    monday: String,
    when: String,
    exact: String,
    name: String,
    /// Whoever looks leads it.
    mine: bool,
    note: String,
    /// The weeks of others that it can be exchanged with.
    others: Vec<Choice>,
}

impl NextPage {
    fn rota_path(&self) -> String {
        format!("/standups/next/{}/rota", self.team_key)
    }
}

/// The page.
pub(super) async fn show(visit: Visit, Path(key): Path<String>) -> Answer<Response> {
    Ok(Page(read(&visit, &key, String::new()).await?).into_response())
}

/// Swaps or skips a week.
pub(super) async fn exchange(
    visit: Visit,
    Path(key): Path<String>,
    Form(fields): Sent,
) -> Answer<Response> {
    let typed = Typed::of(fields);
    let (status, why) = match exchanged(&visit, &key, &typed).await {
        Ok(()) => return Ok(Redirect::to(&format!("/standups/next/{key}#leads")).into_response()),
        Err(Error::Conflict(conflict)) => (StatusCode::CONFLICT, vec![conflict.message]),
        Err(Error::Invalid(faults)) => {
            let why = faults.into_iter().map(|fault| fault.message).collect();
            (StatusCode::UNPROCESSABLE_ENTITY, why)
        }
        Err(error) => return Err(error.into()),
    };
    let shell = visit.shell("standups");
    let why: Vec<String> = why.iter().map(|message| shell.tell(message)).collect();
    let page = read(&visit, &key, why.join(" ")).await?;
    Ok((status, Page(page)).into_response())
}

async fn exchanged(visit: &Visit, key: &str, typed: &Typed) -> Result<()> {
    let who = visit.takes_part()?;
    let mut tx = visit.write().await?;
    let team = members::team_by_key(&mut tx, key).await?;
    if standups::rota(&mut tx, &team).await?.tag() != typed.get("version") {
        return Err(Error::conflict(say!("rota-changed-meanwhile")));
    }
    let monday: Day = typed.need("monday", say!("standup-bad-day"))?;
    let with = match typed.read("swap", say!("standup-bad-day"))? {
        Some(with) => Exchange::Week(with),
        None => Exchange::Skip,
    };
    standups::exchange(&mut tx, &who, &team, monday, with).await?;
    tx.commit().await?;
    Ok(())
}

async fn read(visit: &Visit, key: &str, refused: String) -> Result<NextPage> {
    let mut tx = visit.read().await?;
    let team = members::team_by_key(&mut tx, key).await?;
    let shell = visit.shell("standups").of_team(&team.name);
    let (cards, left) = standups::proposed(&mut tx, &team).await?;
    let left = left + cards.len().saturating_sub(CARDS);
    let rota = standups::rota(&mut tx, &team).await?;
    let weeks = week_rows(&mut tx, &shell, &team, &rota).await?;
    let running = standups::running(&mut tx, &team.id).await?;
    Ok(NextPage {
        refused,
        at: match &team.standup_time {
            Some(time) => shell.with("rota-at", &[("time", time.as_str().into())]),
            None => shell.say("rota-no-time").to_owned(),
        },
        leads: weeks.first().map_or_else(
            || shell.say("standup-nobody-leads").to_owned(),
            |week| week.name.clone(),
        ),
        running: running.map_or_else(String::new, |id| format!("/standups/{id}")),
        may: shell.takes_part(),
        otherwise: Otherwise::of(&team),
        agenda: agenda(&mut tx, &shell, &cards[..cards.len().min(CARDS)]).await?,
        more: match left {
            0 => String::new(),
            count => shell.count("rota-more-cards", count),
        },
        weeks,
        version: rota.tag(),
        here: format!("/standups/next/{}", team.key),
        team: team.name,
        team_key: team.key,
        shell,
    })
}

async fn agenda(tx: &mut Tx, shell: &Shell, cards: &[Proposed]) -> Result<Vec<AgendaRow>> {
    let ids: Vec<ProblemId> = cards.iter().map(|card| card.card.problem).collect();
    let problems = problems::several(tx, &ids).await?;
    let names = members::names_in(tx, shell.language()).await?;
    let row = |card: &Proposed| {
        let id = card.card.problem;
        let problem = problems.iter().find(|problem| problem.id == id)?;
        Some(AgendaRow {
            id: id.to_string(),
            title: problem.title.clone(),
            why: match problem.pin {
                Some(_) => problem_pin::asked_by(shell, problem, &names),
                None => shell.say(words::reason(card.reason)).to_owned(),
            },
            pinned: problem.pin.is_some(),
            url: format!("/problems/{id}/pin"),
        })
    };
    Ok(cards.iter().filter_map(row).collect())
}

async fn week_rows(tx: &mut Tx, shell: &Shell, team: &Team, rota: &Rota) -> Result<Vec<WeekRow>> {
    let names = members::names_in(tx, shell.language()).await?;
    let name = |member: &MemberId| names.get(member).map_or("", String::as_str);
    let first = rota.this_week().map(|week| week.monday);
    let when = |week: &Week| {
        let weeks = first.map_or(0, |first| week.monday.days_since(first) / 7);
        match weeks {
            0 => shell.say("rota-this-week").to_owned(),
            1 => shell.say("rota-next-week").to_owned(),
            _ => shell.with(
                "rota-week-of",
                &[("day", shell.day(week.monday).text.into())],
            ),
        }
    };
    // Everybody has a week to give, in a large team too.
    let people = members::of_team(tx, &team.id).await?.len();
    let ahead = rota.weeks(WEEKS.max(people + 1).min(WEEKS_AHEAD));
    let others = |week: &Week| {
        let of_others = ahead.iter().filter(|one| one.member != week.member);
        of_others
            .map(|one| Choice {
                value: one.monday.to_string(),
                name: shell.with(
                    "rota-week-of-whom",
                    &[
                        ("name", name(&one.member).into()),
                        ("week", when(one).into()),
                    ],
                ),
            })
            .collect()
    };
    let row = |week: &Week| WeekRow {
        monday: week.monday.to_string(),
        when: when(week),
        exact: i18n::date(shell.language(), week.monday),
        name: name(&week.member).to_owned(),
        mine: week.member.as_str() == shell.member(),
        note: week.instead_of.as_ref().map_or_else(String::new, |one| {
            shell.with("rota-instead-of", &[("name", name(one).into())])
        }),
        others: others(week),
    };
    Ok(ahead.iter().take(WEEKS).map(row).collect())
}
