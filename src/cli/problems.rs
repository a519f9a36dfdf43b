//! `cahier log` and `cahier problem`: posting from wherever one stands, looking, and saying that it happened again.

use std::io::Read as _;

use clap::{Args, Subcommand};
use serde_json::{Map, Value, json};

use crate::error::{Error, say};
use crate::i18n;
use crate::id::ProblemId;

use super::complaint::{Outcome, language};
use super::reach::Reach;
use super::{Common, out};

/// What `cahier log` takes.
#[derive(Debug, Args)]
pub(super) struct Log {
    /// What is in the way, in a few words
    title: String,
    /// The team on whose wall it goes; the only one when absent
    #[arg(long, value_name = "KEY")]
    team: Option<String>,
    /// A word to find it by; may come several times
    #[arg(long = "tag", value_name = "TAG")]
    tags: Vec<String>,
    /// 1 nuisance, 2 slows us, 3 stops us
    #[arg(long, value_parser = clap::value_parser!(i64).range(1..=3))]
    impact: Option<i64>,
    /// What it should be like
    #[arg(long, value_name = "TEXT")]
    should_be: Option<String>,
    /// What it is like; the title when absent
    #[arg(long, value_name = "TEXT")]
    is: Option<String>,
    /// More about it, in markdown; - reads standard input
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(super) enum ProblemCommand {
    /// List problems, newest first
    List {
        /// tray, posted, analysing, acting, checking, closed or set_aside
        #[arg(long)]
        state: Option<String>,
        /// A team's key
        #[arg(long, value_name = "KEY")]
        team: Option<String>,
        /// A tag
        #[arg(long)]
        tag: Option<String>,
    },
    /// Show a problem and what it takes to move on
    Show {
        /// P-12
        id: ProblemId,
    },
    /// It happened again
    Again {
        /// P-12
        id: ProblemId,
        /// What was different this time; - reads standard input
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
    },
}

pub(super) async fn log(common: &Common, log: Log) -> Outcome {
    let reach = Reach::find(common).await?;
    if log.team.is_none() {
        reach.need_one_team().await?;
    }
    let mut body = Map::new();
    body.insert("title".to_owned(), log.title.into());
    body.insert("tags".to_owned(), log.tags.into());
    let fields = [
        ("team", log.team.map(Value::from)),
        ("impact", log.impact.map(Value::from)),
        ("should_be", log.should_be.map(Value::from)),
        ("is", log.is.map(Value::from)),
        ("description", text(log.description)?.map(Value::from)),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            body.insert(name.to_owned(), value);
        }
    }
    let posted = reach.post("/problems", Value::Object(body)).await?;
    if common.json {
        return out::json(&posted);
    }
    out::line(out::text(&posted, "id"))?;
    for alike in posted
        .get("similar")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        let solved = alike
            .get("solved_by")
            .and_then(Value::as_array)
            .into_iter()
            .flatten();
        let solved: Vec<&str> = solved.filter_map(Value::as_str).collect();
        let (id, title) = (out::text(alike, "id"), out::text(alike, "title"));
        out::talk(&match solved.is_empty() {
            true => say!("cli-looks-like", id = id, title = title),
            false => say!(
                "cli-looks-like-solved",
                id = id,
                title = title,
                by = solved.join(", ")
            ),
        });
    }
    Ok(())
}

pub(super) async fn run(common: &Common, command: ProblemCommand) -> Outcome {
    let reach = Reach::find(common).await?;
    match command {
        ProblemCommand::List { state, team, tag } => {
            let mut filter = String::new();
            for (name, value) in [("state", state), ("team", team), ("tag", tag)] {
                if let Some(value) = value {
                    filter.push_str(&format!("&{name}={}", super::out::encoded(&value)));
                }
            }
            let items = reach.every("/problems", &filter).await?;
            if common.json {
                return out::json(&json!({ "items": items, "next": null }));
            }
            let rows: Vec<Vec<String>> = items.iter().map(row).collect();
            out::table(&rows)
        }
        ProblemCommand::Show { id } => {
            let problem = reach.get(&format!("/problems/{id}")).await?;
            if common.json {
                out::json(&problem)
            } else {
                show(&problem)
            }
        }
        ProblemCommand::Again { id, note } => {
            let note = text(note)?.unwrap_or_default();
            let told = reach
                .post(
                    &format!("/problems/{id}/occurrences"),
                    json!({ "note": note }),
                )
                .await?;
            if common.json {
                out::json(&told)
            } else {
                out::line(out::text(&told, "problem"))
            }
        }
    }
}

fn row(problem: &Value) -> Vec<String> {
    let late = problem
        .get("late_days")
        .and_then(Value::as_i64)
        .unwrap_or(0);
    let late = match late {
        0 => String::new(),
        days => i18n::with(language(), "words-late", &[("count", days.into())]),
    };
    ["id", "team", "state"]
        .iter()
        .map(|field| out::text(problem, field).to_owned())
        .chain([late, out::text(problem, "title").to_owned()])
        .collect()
}

fn show(problem: &Value) -> Outcome {
    let text = |field: &str| out::text(problem, field);
    out::line(&format!("{}  {}", text("id"), text("title")))?;
    let stands = [text("state"), text("team"), text("next_date")];
    let stands: Vec<&str> = stands.into_iter().filter(|part| !part.is_empty()).collect();
    out::line(&stands.join(" · "))?;
    let tell = |key: &'static str, value: &str| match value {
        "" => Ok(()),
        value => out::line(&format!("\n{}\n{value}", i18n::say(language(), key))),
    };
    tell("problem-should-be", text("should_be"))?;
    tell("problem-is", text("is"))?;
    tell("problem-description", text("description"))?;
    let list = |field: &str| {
        problem
            .get(field)
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default()
    };
    let work: Vec<String> = list("countermeasures")
        .iter()
        .chain(&list("investigations"))
        .map(work_line)
        .collect();
    tell("problem-doing", &work.join("\n"))?;
    let missing: Vec<String> = list("missing")
        .iter()
        .filter_map(Value::as_str)
        .map(|line| format!("- {line}"))
        .collect();
    tell("cli-to-move-on", &missing.join("\n"))?;
    let standards: Vec<String> = list("standards")
        .iter()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect();
    tell("problem-links", &standards.join(", "))
}

fn work_line(work: &Value) -> String {
    let done = work.get("done").and_then(Value::as_bool).unwrap_or(false);
    let mark = match (done, out::text(work, "dropped_because").is_empty()) {
        (true, _) => "[x]",
        (false, false) => "[-]",
        (false, true) => "[ ]",
    };
    let text = [out::text(work, "text"), out::text(work, "question")].concat();
    format!("{mark} {text} ({})", out::text(work, "due"))
}

/// A text of the command line; `-` reads standard input.
fn text(given: Option<String>) -> Outcome<Option<String>> {
    if given.as_deref() != Some("-") {
        return Ok(given);
    }
    let mut text = String::new();
    std::io::stdin()
        .lock()
        .read_to_string(&mut text)
        .map_err(Error::from)?;
    Ok(Some(text))
}
