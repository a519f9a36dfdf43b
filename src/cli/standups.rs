//! `cahier standup`.

use clap::Subcommand;
use serde_json::{Value, json};

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
    /// List who leads in the weeks to come
    Rota {
        /// Of this team; the only one where it is not said
        #[arg(long, value_name = "KEY")]
        team: Option<String>,
    },
}

pub(super) async fn run(common: &Common, command: StandupCommand) -> Outcome {
    let reach = Reach::find(common).await?;
    match command {
        StandupCommand::List { team } => list(common, &reach, team.as_deref()).await,
        StandupCommand::Show { id, markdown: true } if !common.json => minutes(&reach, &id).await,
        StandupCommand::Show { id, .. } => show(common, &reach, &id).await,
        StandupCommand::Rota { team } => rota(common, &reach, team).await,
    }
}

async fn list(common: &Common, reach: &Reach, team: Option<&str>) -> Outcome {
    let filter = team.map_or_else(String::new, |team| format!("&team={}", out::encoded(team)));
    let items = reach.every("/standups", &filter).await?;
    if common.json {
        return out::json(&json!({ "items": items, "next": null }));
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
    let standup = reach
        .get(&format!("/standups/{}", out::encoded(id)))
        .await?;
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
            &format!("/standups/{}/minutes", out::encoded(id)),
            "text/markdown",
        )
        .await?;
    out::line(text.trim_end())
}

async fn rota(common: &Common, reach: &Reach, team: Option<String>) -> Outcome {
    let team = match team {
        Some(team) => team,
        None => reach.only_team().await?,
    };
    let path = format!("/teams/{}/rota", out::encoded(&team));
    let rota = reach.get(&path).await?;
    if common.json {
        return out::json(&rota);
    }
    let name = |week: &Value, field: &str| {
        let person = week.get(field).filter(|person| person.is_object());
        person.map_or(String::new(), |person| out::text(person, "name").to_owned())
    };
    let rows: Vec<Vec<String>> = list_of(&rota, "items")
        .map(|week| {
            let instead_of = name(week, "instead_of");
            let came = match instead_of.is_empty() {
                true => String::new(),
                false => format!("{} {instead_of}", out::text(week, "came")),
            };
            let monday = out::text(week, "monday").to_owned();
            vec![monday, name(week, "member"), came]
        })
        .collect();
    out::table(&rows)
}

fn list_of<'v>(value: &'v Value, field: &str) -> impl Iterator<Item = &'v Value> {
    value
        .get(field)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}
