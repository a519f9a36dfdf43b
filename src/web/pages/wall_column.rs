//! One column of a wall alone, fifty at a time: the rest of a long one, the tray, what was closed or set aside.

use askama::Template;
use axum::response::{IntoResponse, Response};

use super::wall::{Asked, COLUMN_SHOWS, page_number, small};
use super::wall_card::{self, CardView};
use crate::db::Tx;
use crate::members::Team;
use crate::problems::{self, Resting, State};
use crate::web::failure::Answer;
use crate::web::page::{Page, Shell};
use crate::web::steps;
use crate::web::visit::Visit;
use crate::web::words::When;

#[derive(Debug, Template)]
#[template(path = "problems/column.html", blocks = ["main"])]
struct ColumnPage {
    shell: Shell,
    team_key: String,
    team_name: String,
    may_take_part: bool,
    heading: String,
    hint: &'static str,
    here: String,
    cards: Vec<CardView>,
    rows: Vec<RowView>,
    newer: String,
    older: String,
}

/// A problem off the wall.
#[derive(Debug)]
struct RowView {
    id: String,
    title: String,
    note: String,
    when: When,
    act: &'static str,
    act_url: String,
}

pub(super) async fn show(
    tx: &mut Tx,
    visit: &Visit,
    team: &Team,
    state: State,
    asked: &Asked,
) -> Answer<Response> {
    let shell = visit.shell("wall").of_team(&team.name);
    let page = page_number(&asked.page);
    let skip = (page - 1) * COLUMN_SHOWS;
    let today = team.today(visit.now());
    let (mut cards, mut rows, more) = (Vec::new(), Vec::new(), &mut false);
    if state.on_the_wall() {
        let on_the_wall = problems::cards(tx, team, today).await?;
        let column = on_the_wall
            .iter()
            .filter(|card| card.state == state)
            .skip(skip);
        cards = column
            .take(COLUMN_SHOWS + 1)
            .map(|card| wall_card::view(&shell, card, today, team.week))
            .collect();
        *more = cards.len() > COLUMN_SHOWS;
        cards.truncate(COLUMN_SHOWS);
    } else {
        let resting =
            problems::resting(tx, team, state, small(COLUMN_SHOWS + 1)?, small(skip)?).await?;
        *more = resting.len() > COLUMN_SHOWS;
        rows = resting
            .iter()
            .take(COLUMN_SHOWS)
            .map(|row| row_view(&shell, row, state))
            .collect();
    }
    let address = |page: usize| format!("/wall/{}?column={state}&page={page}", team.key);
    let page = ColumnPage {
        team_key: team.key.clone(),
        team_name: team.name.clone(),
        may_take_part: shell.takes_part(),
        heading: shell.tell(&steps::column(state)),
        hint: if state == State::Tray {
            shell.say("wall-tray-hint")
        } else {
            ""
        },
        here: address(page),
        cards,
        rows,
        newer: if page > 1 {
            address(page - 1)
        } else {
            String::new()
        },
        older: if *more {
            address(page + 1)
        } else {
            String::new()
        },
        shell,
    };
    if visit.part.is_some() {
        return Ok(Page(page.as_main()).into_response());
    }
    Ok(Page(page).into_response())
}

fn row_view(shell: &Shell, row: &Resting, state: State) -> RowView {
    let act = match state {
        State::Tray => shell.say("wall-tray-post"),
        State::SetAside => shell.say("problem-bring-back"),
        _ => "",
    };
    RowView {
        id: row.id.to_string(),
        title: row.title.clone(),
        note: wall_card::stamp(shell, row.recurrences),
        when: shell.ago(
            row.closed_at
                .filter(|_| state == State::Closed)
                .unwrap_or(row.posted_at),
        ),
        act,
        act_url: format!("/problems/{}/posting", row.id),
    }
}
