//! `/standups`: the one that runs, the next one, and the minutes of those that were.

use std::collections::HashMap;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::error::{Error, Result};
use crate::id::{StandupId, TeamId};
use crate::members::{self, Team};
use crate::standups::{self, Head, Tally};
use crate::web::failure::Answer;
use crate::web::form::Query;
use crate::web::page::{Page, Shell};
use crate::web::visit::Visit;
use crate::web::words::When;

use super::otherwise::Otherwise;

/// So many are listed at once.
const AT_ONCE: i64 = 30;

/// The list of stand-ups.
#[derive(Debug, Template)]
#[template(path = "standups/list.html")]
pub(super) struct ListPage {
    shell: Shell,
    refused: String,
    running: Vec<RunningRow>,
    next: Vec<NextRow>,
    may_start: bool,
    past: Vec<PastRow>,
    older: String,
}

#[derive(Debug)]
struct RunningRow {
    id: String,
    url: String,
    team: String,
    since: String,
}

#[derive(Debug)]
struct NextRow {
    key: String,
    team: String,
    cards: String,
    leads: String,
    at: String,
    style: String,
    otherwise: Otherwise,
}

#[derive(Debug)]
struct PastRow {
    id: String,
    url: String,
    team: String,
    decided: String,
    open: String,
    leader: String,
    when: When,
}

/// Which page of the list.
#[derive(Debug, Clone, Default, serde::Deserialize)]
pub(super) struct Before {
    before: Option<StandupId>,
}

/// The list.
pub(super) async fn list(visit: Visit, Query(at): Query<Before>) -> Answer<Response> {
    Ok(Page(read(&visit, at.before, String::new()).await?).into_response())
}

/// The list again, saying why none was started.
pub(super) async fn refused(visit: &Visit, error: Error) -> Answer<Response> {
    let shell = visit.shell("standups");
    let (status, text) = match &error {
        Error::Conflict(conflict) => (StatusCode::CONFLICT, shell.tell(&conflict.message)),
        Error::Invalid(faults) => {
            let texts: Vec<String> = faults
                .iter()
                .map(|fault| shell.tell(&fault.message))
                .collect();
            (StatusCode::UNPROCESSABLE_ENTITY, texts.join("; "))
        }
        _ => return Err(error.into()),
    };
    let page = read(visit, None, text).await?;
    Ok((status, Page(page)).into_response())
}

async fn read(visit: &Visit, before: Option<StandupId>, refused: String) -> Result<ListPage> {
    let shell = visit.shell("standups");
    let mut tx = visit.read().await?;
    let teams = members::teams(&mut tx).await?;
    let names = members::names_in(&mut tx, shell.language()).await?;
    let home = visit.visitor()?.home_team.clone();
    let mut running = Vec::new();
    let mut next = Vec::new();
    for team in &teams {
        if let Some(id) = standups::running(&mut tx, &team.id).await? {
            let head = standups::session(&mut tx, id).await?.head;
            let leader = names.get(&head.leader).map_or("", String::as_str);
            running.push(running_row(&shell, team, &head, leader));
            continue;
        }
        let (cards, left) = standups::proposed(&mut tx, team).await?;
        let members = members::of_team(&mut tx, &team.id).await?;
        let leads = standups::leads_this_week(&mut tx, team, &members).await?;
        let name = leads.as_ref().map(|member| member.name.as_str());
        let is_home = home.as_ref() == Some(&team.id) || teams.len() == 1;
        next.push((
            !is_home,
            next_row(&shell, team, cards.len() + left, name, is_home),
        ));
    }
    next.sort_by_key(|(elsewhere, _)| *elsewhere);
    let ended = standups::list(&mut tx, None, before, AT_ONCE + 1).await?;
    let older = ended
        .get(30)
        .map(|_| format!("/standups?before={}", ended[29].0.id))
        .unwrap_or_default();
    let by_id: HashMap<&TeamId, &Team> = teams.iter().map(|team| (&team.id, team)).collect();
    let past = ended
        .iter()
        .take(30)
        .filter(|(head, _)| head.ended_at.is_some());
    let past = past.map(|(head, tally)| {
        let team = by_id.get(&head.team).map_or("", |team| &team.name);
        past_row(
            &shell,
            head,
            *tally,
            team,
            names.get(&head.leader).map_or("", String::as_str),
        )
    });
    Ok(ListPage {
        refused,
        running,
        next: next.into_iter().map(|(_, row)| row).collect(),
        may_start: shell.takes_part(),
        past: past.collect(),
        older,
        shell,
    })
}

fn running_row(shell: &Shell, team: &Team, head: &Head, leader: &str) -> RunningRow {
    let (hour, minute) = team.zone.hour_and_minute(head.started_at);
    let time = format!("{hour:02}:{minute:02}");
    RunningRow {
        id: head.id.to_string(),
        url: format!("/standups/{}", head.id),
        team: team.name.clone(),
        since: shell.with(
            "standup-running-since",
            &[("leader", leader.into()), ("time", time.into())],
        ),
    }
}

fn next_row(
    shell: &Shell,
    team: &Team,
    cards: usize,
    leads: Option<&str>,
    is_home: bool,
) -> NextRow {
    NextRow {
        key: team.key.clone(),
        otherwise: Otherwise::of(team),
        team: team.name.clone(),
        cards: shell.count("standup-next-cards", cards),
        leads: match leads {
            Some(name) => shell.with("standup-leads-this-week", &[("name", name.into())]),
            None => shell.say("standup-nobody-leads").to_owned(),
        },
        at: match &team.standup_time {
            Some(time) => shell.with(
                "standup-at",
                &[
                    ("time", time.as_str().into()),
                    ("minutes", team.standup_minutes.into()),
                ],
            ),
            None => String::new(),
        },
        style: if is_home {
            "button-main"
        } else {
            "button-plain"
        }
        .to_owned(),
    }
}

fn past_row(shell: &Shell, head: &Head, tally: Tally, team: &str, leader: &str) -> PastRow {
    PastRow {
        id: head.id.to_string(),
        url: format!("/standups/{}", head.id),
        team: team.to_owned(),
        decided: shell.count("standup-list-decided", tally.decided),
        open: shell.count("standup-list-open", tally.open),
        leader: leader.to_owned(),
        when: shell.ago(head.started_at),
    }
}
