//! What stands above and below the columns of a wall: what waits for you, who leads, what was just posted, what held.

use crate::db::Tx;
use crate::error::Result;
use crate::id::ProblemId;
use crate::id::StandupId;
use crate::members::{self, Member, Team};
use crate::problems::{self, Problem, State, UNDO_SECONDS, Wall};
use crate::standups;
use crate::web::page::Shell;
use crate::web::visit::Visit;

/// A link with its words.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) url: String,
    pub(super) text: String,
}

/// What the program says back.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) text: String,
    /// Where facts are added; empty for none.
    pub(super) facts: String,
    /// The problems that can be undone together.
    pub(super) undo: Vec<String>,
}

/// A problem that was closed, with its stamp when it held.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) id: String,
    pub(super) url: String,
    pub(super) stamped: bool,
    pub(super) text: String,
    pub(super) standards: Vec<String>,
}

/// What stands above the columns.
#[derive(Debug)]
pub(super) struct Top {
    pub(super) for_you: Vec<Line>,
    pub(super) in_work: String,
    pub(super) over_limit: bool,
    pub(super) lead: String,
    pub(super) running: String,
    pub(super) teams: Vec<Line>,
}

/// Reads what stands above the columns.
pub(super) async fn read(
    tx: &mut Tx,
    visit: &Visit,
    shell: &Shell,
    team: &Team,
    all: &[Team],
    wall: &Wall,
) -> Result<Top> {
    let members = members::of_team(tx, &team.id).await?;
    let in_work = wall
        .cards
        .iter()
        .filter(|card| matches!(card.state, State::Analysing | State::Acting));
    let in_work = in_work.count();
    let limit = Team::work_limit(i64::try_from(members.len()).unwrap_or(0));
    let others = all.iter().filter(|other| other.id != team.id);
    let teams = others.map(|other| Line {
        url: format!("/wall/{}", other.key),
        text: other.name.clone(),
    });
    let teams = teams.collect();
    let running = standups::running(tx, &team.id).await?;
    let mut for_you = super::wall_for_you::read(tx, visit, shell, team).await?;
    for_you.extend(waiting(tx, visit, shell, running).await?);
    Ok(Top {
        for_you,
        in_work: shell.with(
            "wall-in-work",
            &[("count", in_work.into()), ("limit", limit.into())],
        ),
        over_limit: i64::try_from(in_work).is_ok_and(|count| count > limit),
        lead: lead(tx, shell, team, &members).await?,
        running: running.map_or_else(String::new, |id| format!("/standups/{id}")),
        teams,
    })
}

/// Who leads this week, and when the stand-up is.
async fn lead(tx: &mut Tx, shell: &Shell, team: &Team, members: &[Member]) -> Result<String> {
    let leads = standups::leads_this_week(tx, team, members).await?;
    let name = leads
        .as_ref()
        .map(|member| ("name", member.name.as_str().into()));
    let time = team
        .standup_time
        .as_ref()
        .map(|time| ("time", time.as_str().into()));
    Ok(match (name, time) {
        (Some(name), Some(time)) => shell.with("standup-leads-at", &[name, time]),
        (Some(name), None) => shell.with("standup-leads-this-week", &[name]),
        (None, Some(time)) => shell.with("wall-standup-at", &[time]),
        (None, None) => String::new(),
    })
}

/// The stand-up over the day that waits for whoever looks.
async fn waiting(
    tx: &mut Tx,
    visit: &Visit,
    shell: &Shell,
    running: Option<StandupId>,
) -> Result<Option<Line>> {
    let (Some(id), Some(member)) = (running, visit.member().filter(|_| shell.takes_part())) else {
        return Ok(None);
    };
    let waits = standups::waits_for(tx, member, id).await?;
    Ok(waits.map(|_| Line {
        url: format!("/standups/{id}"),
        text: shell.with("wall-for-you-apart", &[("id", id.into())]),
    }))
}

/// What is off the wall, as links with counts, and the wall as a screen.
pub(super) fn rest(shell: &Shell, wall: &Wall, team: &Team) -> Vec<Line> {
    let places = [
        (State::Tray, "wall-in-tray"),
        (State::Closed, "wall-closed"),
        (State::SetAside, "wall-set-aside"),
    ];
    let line = |(state, key): (State, &'static str)| {
        let count = wall
            .counts
            .get(&state)
            .copied()
            .filter(|count| *count > 0)?;
        Some(Line {
            url: format!("/wall/{}?column={state}", team.key),
            text: shell.count(key, count),
        })
    };
    let screen = Line {
        url: format!("/wall/{}/screen", team.key),
        text: shell.say("screens-open").to_owned(),
    };
    let places = places.into_iter().filter_map(line);
    places.chain([screen]).collect()
}

/// The last that were closed, with the quiet stamp.
pub(super) fn held(shell: &Shell, wall: &Wall) -> Vec<Held> {
    let view = |row: &problems::Resting| {
        let days = row.held_days.unwrap_or(0);
        let standards: Vec<String> = row.standards.iter().map(|id| id.to_string()).collect();
        let key = match (days, standards.is_empty()) {
            (0, _) => "wall-held-checked",
            (_, true) => "wall-held-days",
            (_, false) => "wall-held-thanks",
        };
        Held {
            id: row.id.to_string(),
            url: format!("/problems/{}", row.id),
            stamped: days > 0,
            text: shell.count(key, days),
            standards: if days > 0 { standards } else { Vec::new() },
        }
    };
    wall.held.iter().map(view).collect()
}

/// "Posted P-1 · add facts · undo".
pub(super) fn posted(shell: &Shell, visit: &Visit, posted: &[Problem]) -> Option<Said> {
    let (first, last) = (posted.first()?, posted.last()?);
    let me = visit.guest().and_then(|visitor| visitor.member.as_ref());
    let can_undo = |problem: &&Problem| {
        problem.posted_by.as_ref() == me
            && !problem.touched
            && problem.state == State::Posted
            && visit.now().seconds_since(problem.posted_at) < UNDO_SECONDS
    };
    let ids = |problems: Vec<&Problem>| problems.iter().map(|it| it.id.to_string()).collect();
    let text = match posted.len() {
        1 => shell.with("wall-posted", &[("id", first.id.to_string().into())]),
        count => shell.with(
            "wall-posted-several",
            &[
                ("count", count.into()),
                ("first", first.id.to_string().into()),
                ("last", last.id.to_string().into()),
            ],
        ),
    };
    Some(Said {
        text,
        facts: if posted.len() == 1 {
            format!("/problems/{}/edit", first.id)
        } else {
            String::new()
        },
        undo: ids(posted.iter().filter(can_undo).collect()),
    })
}

/// What was just undone, said once.
pub(super) fn undone(shell: &Shell, ids: &str) -> Vec<Said> {
    let ids: Vec<ProblemId> = ids
        .split(',')
        .filter_map(|id| id.parse().ok())
        .take(100)
        .collect();
    let Some(first) = ids.first() else {
        return Vec::new();
    };
    let text = match ids.len() {
        1 => shell.with("wall-undone", &[("id", first.to_string().into())]),
        count => shell.count("wall-undone-several", count),
    };
    vec![Said {
        text,
        facts: String::new(),
        undo: Vec::new(),
    }]
}

/// A text as it stands in the query of an address.
pub(super) fn in_address(text: &str) -> String {
    let mut address = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    address
}
