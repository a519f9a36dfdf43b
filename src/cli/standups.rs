//! `cahier standup`.

use clap::Subcommand;
use serde_json::Value;

use super::complaint::Outcome;
use super::reach::Reach;
use super::{Common, out};

#[derive(Debug, Subcommand)]
pub(super) enum StandupCommand {
    /// List the stand-ups, the newest first
    List {
        /// Of this team only
        #[arg(long, value_name = "KEY")]
        team: Option<String>,
    },
    /// Show where a stand-up is, or its minutes
    Show {
        /// U-7
        id: String,
        /// The minutes, as one pastes them into a mail
        #[arg(long)]
        markdown: bool,
    },
}

pub(super) async fn run(common: &Common, command: StandupCommand) -> Outcome {
    let reach = Reach::find(common).await?;
    match command {
        StandupCommand::List { team } => list(common, &reach, team.as_deref()).await,
        StandupCommand::Show { id, markdown: true } if !common.json => minutes(&reach, &id).await,
        StandupCommand::Show { id, .. } => show(common, &reach, &id).await,
    }
}

async fn list(common: &Common, reach: &Reach, team: Option<&str>) -> Outcome {
    let mut items: Vec<Value> = Vec::new();
    let mut cursor: Option<String> = None;
    loop {
        let mut path = "/standups?limit=200".to_owned();
        if let Some(team) = team {
            path.push_str(&format!("&team={}", in_query(team)));
        }
        if let Some(cursor) = &cursor {
            path.push_str(&format!("&cursor={cursor}"));
        }
        let mut page = reach.get(&path).await?;
        if let Some(Value::Array(some)) = page.get_mut("items").map(Value::take) {
            items.extend(some);
        }
        cursor = page.get("next").and_then(Value::as_str).map(str::to_owned);
        if cursor.is_none() {
            break;
        }
    }
    if common.json {
        return out::json(&items.into());
    }
    let rows: Vec<Vec<String>> = items.iter().map(row).collect();
    out::table(&rows)
}

fn row(standup: &Value) -> Vec<String> {
    let day = out::text(standup, "started_at").chars().take(10).collect();
    let leader = standup
        .get("leader")
        .map_or("", |leader| out::text(leader, "name"));
    let count = |name| standup.get(name).and_then(Value::as_i64).unwrap_or(0);
    let tally = match standup.get("ended_at").and_then(Value::as_str) {
        Some(_) => format!("+{} -{}", count("decided"), count("open")),
        None => "…".to_owned(),
    };
    let text = |name| out::text(standup, name).to_owned();
    vec![text("id"), day, text("team"), leader.to_owned(), tally]
}

async fn show(common: &Common, reach: &Reach, id: &str) -> Outcome {
    let standup = reach.get(&format!("/standups/{}", in_query(id))).await?;
    if common.json {
        return out::json(&standup);
    }
    let leader = standup
        .get("leader")
        .map_or("", |leader| out::text(leader, "name"));
    let names: Vec<&str> = list_of(&standup, "present")
        .map(|person| out::text(person, "name"))
        .collect();
    let head = [
        out::text(&standup, "id"),
        out::text(&standup, "team"),
        out::text(&standup, "step"),
        leader,
    ];
    out::line(&head.join("  "))?;
    out::line(&names.join(", "))?;
    let here = out::text(&standup, "problem");
    let rows: Vec<Vec<String>> = list_of(&standup, "agenda")
        .map(|card| {
            let text = |name| out::text(card, name).to_owned();
            let mark = if text("problem") == here && !here.is_empty() {
                ">"
            } else {
                " "
            };
            vec![
                mark.to_owned(),
                text("problem"),
                text("outcome"),
                text("reason"),
                text("title"),
            ]
        })
        .collect();
    out::table(&rows)
}

async fn minutes(reach: &Reach, id: &str) -> Outcome {
    let text = reach
        .text(
            &format!("/standups/{}/minutes", in_query(id)),
            "text/markdown",
        )
        .await?;
    out::line(text.trim_end())
}

fn list_of<'v>(value: &'v Value, field: &str) -> impl Iterator<Item = &'v Value> {
    value
        .get(field)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

/// What somebody typed, as a part of an address: a key or a number has nothing else.
fn in_query(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
        .collect()
}
