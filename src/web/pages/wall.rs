//! The wall of a team: one line for you, one field, the columns, what held.

use std::sync::Arc;

use askama::Template;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::wall_card::{self, CardView};
use super::wall_top;
use crate::clock::Day;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::id::ProblemId;
use crate::members::{self, Deed, Team};
use crate::problems::{self, Card, State, Wall};
use crate::standups;
use crate::web::failure::Answer;
use crate::web::form::{Path, Query};
use crate::web::page::{Page, Shell};
use crate::web::problem_fields::{Alike, alike};
use crate::web::routes::Routes;
use crate::web::steps;
use crate::web::visit::Visit;

/// Cards that a column shows.
pub(super) const COLUMN_SHOWS: usize = 50;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get(Deed::Read, "/", home)
        .get(Deed::Read, "/wall/{team}", team_wall)
}

/// What the address asks of the wall.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// What was just posted.
    posted: String,
    /// What was just undone.
    undone: String,
    tag: String,
    /// Only what I do.
    mine: String,
    /// Only what is late.
    late: String,
    impact: String,
    /// One column alone, whole.
    pub(super) column: String,
    pub(super) page: String,
}

/// The page.
#[derive(Debug, Template)]
#[template(path = "problems/wall.html", blocks = ["main"])]
struct WallPage {
    shell: Shell,
    team_key: String,
    team_name: String,
    may_take_part: bool,
    for_you: Vec<wall_top::Line>,
    in_work: String,
    over_limit: bool,
    late: String,
    lead: String,
    running: String,
    said: Vec<wall_top::Said>,
    alike: Vec<AlikeView>,
    key: String,
    filters: Vec<Filter>,
    teams: Vec<wall_top::Line>,
    columns: Vec<Column>,
    is_empty: bool,
    rest: Vec<wall_top::Line>,
    held: Vec<wall_top::Held>,
}

/// A way to narrow the wall.
#[derive(Debug)]
struct Filter {
    url: String,
    text: String,
    on: bool,
}

/// One column.
#[derive(Debug)]
struct Column {
    state: &'static str,
    word: String,
    count: usize,
    cards: Vec<CardView>,
    none: &'static str,
    more: String,
    more_url: String,
}

/// What looks like a problem that was just posted.
#[derive(Debug)]
struct AlikeView {
    id: String,
    url: String,
    title: String,
    solved_by: Vec<String>,
    /// Where to say that the posted one is a duplicate; empty where that may not be said.
    same: String,
}

async fn home(visit: Visit, Query(asked): Query<Asked>) -> Answer<Response> {
    let mut tx = visit.read().await?;
    let home = visit.visitor()?.home_team.clone();
    let teams = visit.app.all_teams(members::teams(&mut tx)).await?;
    let team = teams.iter().find(|team| Some(&team.id) == home.as_ref());
    let team = match team {
        Some(team) => team.clone(),
        None => members::home_team(&mut tx, visit.visitor()?).await?,
    };
    show(tx, &visit, team, &teams, asked).await
}

async fn team_wall(
    visit: Visit,
    Path(key): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer<Response> {
    let mut tx = visit.read().await?;
    let teams = visit.app.all_teams(members::teams(&mut tx)).await?;
    let team = match teams.iter().find(|team| team.key == key) {
        Some(team) => team.clone(),
        None => members::team_by_key(&mut tx, &key).await?,
    };
    show(tx, &visit, team, &teams, asked).await
}

async fn show(
    mut tx: Tx,
    visit: &Visit,
    team: Team,
    teams: &[Team],
    asked: Asked,
) -> Answer<Response> {
    if let Ok(state) = asked.column.parse::<State>() {
        return super::wall_column::show(&mut tx, visit, &team, state, &asked).await;
    }
    let page = build(&mut tx, visit, team, teams, &asked).await?;
    if visit.part.is_some() {
        return Ok(Page(page.as_main()).into_response());
    }
    Ok(Page(page).into_response())
}

async fn build(
    tx: &mut Tx,
    visit: &Visit,
    team: Team,
    teams: &[Team],
    asked: &Asked,
) -> Result<WallPage> {
    let shell = visit.shell("wall").of_team(&team.name);
    let today = team.today(visit.now());
    let member = visit.guest().and_then(|guest| guest.member.as_ref());
    let mut asks = vec![
        members::of_team_ask(&team.id),
        standups::running_ask(&team.id),
        standups::leads_this_week_ask(&team, today),
    ];
    asks.extend(member.map(|member| problems::for_member_ask(member, &team, today)));
    asks.extend(member.map(|member| standups::missed_ask(member, &team, today)));
    tx.foresee(asks).await?;
    let read = async { Ok(Arc::new(problems::wall(tx, &team, today).await?)) };
    let app = &visit.app;
    let wall = app
        .walls
        .get(app.db.known_head(), (team.id.clone(), today), read);
    let wall = wall.await?;
    let top = wall_top::read(tx, visit, &shell, &team, teams, &wall).await?;
    let (said, alike) = just_posted(tx, visit, &shell, asked).await?;
    let is_empty = wall.cards.is_empty() && wall.counts.is_empty();
    Ok(WallPage {
        may_take_part: shell.takes_part(),
        for_you: top.for_you,
        in_work: top.in_work,
        over_limit: top.over_limit,
        late: late(&shell, &wall, &team, today),
        lead: top.lead,
        running: top.running,
        said,
        alike,
        key: uuid::Uuid::new_v4().to_string(),
        filters: filters(&shell, &team, asked),
        teams: top.teams,
        columns: columns(&shell, &wall, &team, today, &|card| {
            asked.wants(card, visit, &team, today)
        }),
        is_empty,
        rest: wall_top::rest(&shell, &wall, &team),
        held: wall_top::held(&shell, &wall),
        team_key: team.key,
        team_name: team.name,
        shell,
    })
}

impl Asked {
    /// Whether a card is among those asked for.
    fn wants(&self, card: &Card, visit: &Visit, team: &Team, today: Day) -> bool {
        let me = visit.guest().and_then(|visitor| visitor.member.as_ref());
        let mine = self.mine.is_empty() || (card.hand.is_some() && card.hand.as_ref() == me);
        let late = self.late.is_empty() || card.pace().lateness(today, team.week).is_late();
        let tag = self.tag.is_empty() || card.tags.iter().any(|tag| tag == self.tag);
        let impact = self
            .impact
            .parse()
            .ok()
            .is_none_or(|level| card.impact == Some(level));
        mine && late && tag && impact
    }
}

fn columns(
    shell: &Shell,
    wall: &Wall,
    team: &Team,
    today: Day,
    wanted: &dyn Fn(&Card) -> bool,
) -> Vec<Column> {
    let column = |state: &State| {
        let cards: Vec<&Card> = wall
            .cards
            .iter()
            .filter(|card| card.state == *state && wanted(card))
            .collect();
        let left = cards.len().saturating_sub(COLUMN_SHOWS);
        let shown = cards.iter().take(COLUMN_SHOWS);
        Column {
            state: state.as_str(),
            word: shell.tell(&steps::column(*state)),
            count: cards.len(),
            cards: shown
                .map(|card| wall_card::view(shell, card, today, team.week))
                .collect(),
            none: shell.say("wall-column-none"),
            more: if left > 0 {
                shell.count("wall-more", left)
            } else {
                String::new()
            },
            more_url: format!("/wall/{}?column={state}&page=2", team.key),
        }
    };
    State::ON_THE_WALL.iter().map(column).collect()
}

fn late(shell: &Shell, wall: &Wall, team: &Team, today: Day) -> String {
    let late = wall
        .cards
        .iter()
        .filter(|card| card.pace().lateness(today, team.week).is_late());
    match late.count() {
        0 => String::new(),
        count => shell.count("wall-late", count),
    }
}

fn filters(shell: &Shell, team: &Team, asked: &Asked) -> Vec<Filter> {
    let wall = format!("/wall/{}", team.key);
    let any = [&asked.tag, &asked.mine, &asked.late, &asked.impact];
    let mut filters = vec![
        Filter {
            url: wall.clone(),
            text: shell.say("wall-filter-all").to_owned(),
            on: any.iter().all(|filter| filter.is_empty()),
        },
        Filter {
            url: format!("{wall}?mine=1"),
            text: shell.say("wall-filter-mine").to_owned(),
            on: !asked.mine.is_empty(),
        },
        Filter {
            url: format!("{wall}?late=1"),
            text: shell.say("wall-filter-late").to_owned(),
            on: !asked.late.is_empty(),
        },
        Filter {
            url: format!("{wall}?impact=3"),
            text: shell.say("wall-filter-stops").to_owned(),
            on: asked.impact == "3",
        },
    ];
    if !asked.tag.is_empty() {
        filters.push(Filter {
            url: format!("{wall}?tag={}", wall_top::in_address(&asked.tag)),
            text: format!("#{}", asked.tag),
            on: true,
        });
    }
    filters
}

/// "Posted P-1 · add facts · undo", and what looks like it.
async fn just_posted(
    tx: &mut Tx,
    visit: &Visit,
    shell: &Shell,
    asked: &Asked,
) -> Result<(Vec<wall_top::Said>, Vec<AlikeView>)> {
    let mut said = wall_top::undone(shell, &asked.undone);
    let ids: Vec<ProblemId> = asked
        .posted
        .split(',')
        .filter_map(|id| id.parse().ok())
        .take(100)
        .collect();
    let posted = problems::several(tx, &ids).await?;
    said.extend(wall_top::posted(shell, visit, &posted));
    let [one] = &posted[..] else {
        return Ok((said, Vec::new()));
    };
    let may_say = shell.takes_part() && one.state == State::Posted;
    let alike: Vec<Alike> = alike(visit, &one.title, &one.description, Some(one.id)).await;
    let view = |hit: Alike| {
        let is_problem = hit.id.parse::<ProblemId>().is_ok();
        AlikeView {
            same: match may_say && is_problem {
                true => format!("/problems/{}/set-aside", one.id),
                false => String::new(),
            },
            url: hit.url,
            title: hit.title,
            solved_by: hit.solved_by,
            id: hit.id,
        }
    };
    Ok((said, alike.into_iter().take(3).map(view).collect()))
}

/// The number of a page in the address, the first when it cannot be read.
pub(super) fn page_number(text: &str) -> usize {
    text.parse()
        .ok()
        .filter(|page| (1..=10_000).contains(page))
        .unwrap_or(1)
}

/// A count that fits.
pub(super) fn small(count: usize) -> Result<i64> {
    i64::try_from(count).map_err(Error::internal)
}
