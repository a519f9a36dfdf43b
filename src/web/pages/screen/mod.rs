//! The wall on a television, to be read from across the room: the cards that are late first, six at a time, how many there
//! are of each state, when the stand-up is, who leads, and the way to post from one's phone.

mod clock;
mod live;
mod turn;

use std::sync::Arc;

use askama::Template;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use serde::Deserialize;

use self::clock::Clock;
use self::turn::Turn;
use super::wall::page_number;
use super::wall_card::{self, CardView};
use crate::db::{Actor, Channel};
use crate::error::Result;
use crate::members::{self, Deed, Team};
use crate::problems::{self, Card, State, Wall};
use crate::standups;
use crate::web::failure::Answer;
use crate::web::form::{Path, Query};
use crate::web::page::{Page, Shell};
use crate::web::qr::{self, Qr};
use crate::web::routes::Routes;
use crate::web::screen_link::ScreenLink;
use crate::web::steps;
use crate::web::visit::Visit;

/// How long a page is shown when there are more cards than fit.
const TURN_SECONDS: u32 = 20;
/// How often a screen without scripts looks again when all cards fit.
const LOOK_AGAIN_SECONDS: u32 = 60;
/// Letters in which a calm card says how it stands beside who does it.
const CALM_WORDS: usize = 18;
/// No address of ours is told to anybody from here, since the first one carries the key.
const NO_REFERRER: (HeaderName, HeaderValue) = (
    header::REFERRER_POLICY,
    HeaderValue::from_static("no-referrer"),
);

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get(Deed::Watch, "/wall/{team}/screen", show)
        .get(Deed::Watch, "/wall/{team}/screen/live", live::live)
        .get(Deed::Log, "/post/{team}", post)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    /// The key of a screen's link, on its first visit.
    key: String,
    page: String,
}

/// The page.
#[derive(Debug, Template)]
#[template(path = "screen/screen.html", blocks = ["live"])]
struct ScreenPage {
    shell: Shell,
    team_key: String,
    team_name: String,
    clock: Option<Clock>,
    lead: String,
    counts: Vec<Count>,
    late: String,
    cards: Vec<CardView>,
    turn: Turn,
    /// Which page of how many; empty when all cards fit.
    page: String,
    /// The address of the page after this one, the same when there is but one.
    next: String,
    post: Option<Qr>,
    post_label: String,
    post_host: String,
    post_path: String,
}

/// How many cards are in a state.
#[derive(Debug)]
struct Count {
    state: &'static str,
    word: String,
    count: usize,
}

impl ScreenPage {
    /// How long this page is shown where no script turns it.
    fn seconds(&self) -> u32 {
        match self.turn.count {
            0 | 1 => LOOK_AGAIN_SECONDS,
            _ => TURN_SECONDS,
        }
    }

    fn turns_every(&self) -> u32 {
        TURN_SECONDS
    }

    /// Whether there is room to say how a card stands: a calm one whose words are long says who does it instead.
    fn shows_when(&self, card: &CardView) -> bool {
        let is_calm = card.tone.is_empty();
        !is_calm || card.who.is_empty() || card.when.chars().count() <= CALM_WORDS
    }
}

async fn show(
    visit: Visit,
    Path(team): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer<Response> {
    if !asked.key.is_empty() {
        let link = ScreenLink::new(&team, &asked.key);
        if visit.screen().is_none() {
            link.screen(&visit.app).await?;
        }
        let jar = CookieJar::new().add(link.cookie(&visit.app));
        let clean = Redirect::to(&format!("/wall/{team}/screen"));
        return Ok(([NO_REFERRER], jar, clean).into_response());
    }
    note(&visit).await?;
    let page = build(&visit, &team, page_number(&asked.page)).await?;
    let page = match visit.part.is_some() {
        true => Page(page.as_live()).into_response(),
        false => Page(page).into_response(),
    };
    Ok(([NO_REFERRER], page).into_response())
}

/// The address on the screen, short enough to be typed: the form that posts to that team's wall.
async fn post(visit: Visit, Path(team): Path<String>) -> Answer<Redirect> {
    let team = members::team_by_key(&mut visit.read().await?, &team).await?;
    let form = format!("/problems/new?team={}", team.key);
    Ok(Redirect::to(&form))
}

/// Notes that the screen shows the wall, so that administrators see which links are in use.
async fn note(visit: &Visit) -> Result<()> {
    let Some(screen) = visit.screen() else {
        return Ok(());
    };
    if screen.is_worth_noting(visit.now()) {
        let mut tx = visit.app.db.write(Actor::nobody(Channel::Web)).await?;
        members::note_screen(&mut tx, screen).await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn build(visit: &Visit, key: &str, asked: usize) -> Result<ScreenPage> {
    let app = &visit.app;
    let mut tx = visit.read().await?;
    let teams = app.all_teams(members::teams(&mut tx)).await?;
    let team = match teams.iter().find(|team| team.key == key) {
        Some(team) => team.clone(),
        None => members::team_by_key(&mut tx, key).await?,
    };
    let today = team.today(visit.now());
    let asks = vec![
        members::of_team_ask(&team.id),
        standups::running_ask(&team.id),
        standups::last_start_ask(&team.id),
        standups::leads_this_week_ask(&team, today),
    ];
    tx.foresee(asks).await?;
    let read = async { Ok(Arc::new(problems::wall(&mut tx, &team, today).await?)) };
    let wall = app
        .walls
        .get(app.db.known_head(), (team.id.clone(), today), read);
    let wall = wall.await?;
    let members = members::of_team(&mut tx, &team.id).await?;
    let running = standups::running(&mut tx, &team.id).await?;
    let last_start = standups::last_start(&mut tx, &team.id).await?;
    let leads = standups::leads_this_week(&mut tx, &team, &members).await?;

    let shell = visit.shell("wall").of_team(&team.name).in_zone(&team.zone);
    let is_late = |card: &Card| card.pace().lateness(today, team.week).is_late();
    let (late, rest): (Vec<&Card>, Vec<&Card>) = wall.cards.iter().partition(|card| is_late(card));
    let turn = Turn::of(late.len(), rest.len(), asked);
    let shown = turn.of_both(&late, &rest);
    let path = format!("/post/{}", team.key);
    let post = shell.from_afar(&path);
    Ok(ScreenPage {
        clock: match running {
            Some(id) => Some(Clock::running(&shell, id)),
            None => standups::next_standup(&team, visit.now(), last_start)
                .map(|next| Clock::until(&shell, &team, next)),
        },
        // Whoever leads the one that runs may be somebody else.
        lead: leads
            .filter(|_| running.is_none())
            .map_or_else(String::new, |member| {
                shell.with("screen-leads", &[("name", member.name.as_str().into())])
            }),
        counts: counts(&shell, &wall),
        late: match late.len() {
            0 => String::new(),
            count => shell.count("wall-late", count),
        },
        cards: shown
            .map(|card| wall_card::view(&shell, card, today, team.week))
            .collect(),
        page: match turn.count {
            0 | 1 => String::new(),
            count => shell.with(
                "screen-page",
                &[("at", turn.at.into()), ("count", count.into())],
            ),
        },
        next: address(&team, turn.next()),
        turn,
        post: Qr::of(&post),
        post_label: shell.with("screen-post-code", &[("team", team.name.as_str().into())]),
        post_host: qr::as_read(&shell.from_afar("")).to_owned(),
        post_path: path,
        team_key: team.key,
        team_name: team.name,
        shell,
    })
}

fn counts(shell: &Shell, wall: &Wall) -> Vec<Count> {
    let count = |state: &State| Count {
        state: state.as_str(),
        word: shell.tell(&steps::column(*state)),
        count: wall
            .cards
            .iter()
            .filter(|card| card.state == *state)
            .count(),
    };
    State::ON_THE_WALL.iter().map(count).collect()
}

fn address(team: &Team, page: usize) -> String {
    match page {
        1 => format!("/wall/{}/screen", team.key),
        page => format!("/wall/{}/screen?page={page}", team.key),
    }
}
