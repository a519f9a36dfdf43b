//! `cahier standard …`: the book from the terminal.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde_json::{Map, Value, json};

use crate::config::Config;
use crate::error::{Error, say};
use crate::id::{ProblemId, StandardId};

use super::complaint::{Complaint, Outcome};
use super::reach::Reach;
use super::{Common, asked, becoming, history, out, renumber};

/// What `cahier standard` takes.
#[derive(Debug, Subcommand)]
pub(super) enum StandardCommand {
    /// List the standards
    List(ListArgs),
    /// Print the exact text of a standard
    Show {
        /// Which, like S-4
        id: StandardId,
        /// An earlier revision
        #[arg(long, value_name = "N")]
        revision: Option<i64>,
    },
    /// Print a text to start from, filled in with what the problems say
    New {
        /// How we do it from now on
        title: String,
        /// A problem that it is to solve, like P-12
        #[arg(long, value_name = "PROBLEM")]
        solves: Vec<ProblemId>,
    },
    /// Propose a text to the team
    Propose(ProposeArgs),
    /// Agree to exactly the present text of a proposal; needs a server and a member's own token
    Agree {
        /// Its key
        proposal: String,
    },
    /// List the revisions of a standard, what differs between two of them, or which of them brought each line
    History(history::HistoryArgs),
    /// List how people ask for a standard; words given teach it one more way
    Asked(asked::AskedArgs),
    /// Propose the text of an earlier revision
    Restore(becoming::RestoreArgs),
    /// Propose that a standard is retired, and why
    Retire(becoming::RetireArgs),
    /// Propose a new standard that takes the place of another
    Supersede(becoming::SupersedeArgs),
    /// Give a file of the standards' folder a number of its own
    Renumber {
        /// The file
        file: PathBuf,
    },
}

/// What `cahier standard list` takes.
#[derive(Debug, Args)]
pub(super) struct ListArgs {
    /// Only these: active, superseded or retired
    #[arg(long)]
    status: Option<String>,
    /// Only those of this team
    #[arg(long)]
    team: Option<String>,
    /// Only those with this tag
    #[arg(long)]
    tag: Option<String>,
    /// Only those in force that are to be looked at again by this day, like 2027-05-01
    #[arg(long, value_name = "DAY")]
    review_by: Option<String>,
    /// Only those that are unclear to somebody
    #[arg(long)]
    unclear: bool,
}

/// What `cahier standard propose` takes.
#[derive(Debug, Args)]
pub(super) struct ProposeArgs {
    /// The file; - reads standard input
    file: PathBuf,
    /// The standard that it changes, like S-4; a new one unless said
    #[arg(long)]
    standard: Option<StandardId>,
    /// The revision that it starts from; the present one unless said
    #[arg(long, value_name = "N", requires = "standard")]
    base: Option<i64>,
    /// A problem that it was born from, like P-12
    #[arg(long, value_name = "PROBLEM")]
    solves: Vec<ProblemId>,
    /// A few words or links only: in force at once, listed for agreement
    #[arg(long, requires = "standard")]
    correction: bool,
}

pub(super) async fn run(common: &Common, command: StandardCommand) -> Outcome {
    match command {
        StandardCommand::List(args) => list(common, args).await,
        StandardCommand::Show { id, revision } => show(common, id, revision).await,
        StandardCommand::New { title, solves } => new(common, &title, &solves).await,
        StandardCommand::Propose(args) => propose(common, args).await,
        StandardCommand::Agree { proposal } => agree(common, &proposal).await,
        StandardCommand::History(args) => history::history(common, args).await,
        StandardCommand::Asked(args) => asked::asked(common, args).await,
        StandardCommand::Restore(args) => becoming::restore(common, args).await,
        StandardCommand::Retire(args) => becoming::retire(common, args).await,
        StandardCommand::Supersede(args) => becoming::supersede(common, args).await,
        StandardCommand::Renumber { file } => renumber::renumber(common, &file).await,
    }
}

async fn list(common: &Common, args: ListArgs) -> Outcome {
    let reach = Reach::find(common).await?;
    let narrowed = [
        ("status", args.status),
        ("team", args.team),
        ("tag", args.tag),
        ("review_by", args.review_by),
        ("unclear", args.unclear.then(|| "true".to_owned())),
    ];
    let mut filter = String::new();
    for (name, value) in narrowed {
        if let Some(value) = value {
            filter.push_str(&format!("&{name}={}", out::encoded(&value)));
        }
    }
    let standards = reach.every("/standards", &filter).await?;
    if common.json {
        return out::json(&json!({ "items": standards, "next": null }));
    }
    let rows: Vec<Vec<String>> = standards
        .iter()
        .map(|standard| {
            ["id", "status", "title"]
                .map(|field| out::text(standard, field).to_owned())
                .to_vec()
        })
        .collect();
    if rows.is_empty() {
        out::talk(&say!("cli-no-standards"));
    }
    out::table(&rows)
}

async fn show(common: &Common, id: StandardId, revision: Option<i64>) -> Outcome {
    let reach = Reach::find(common).await?;
    if common.json && revision.is_none() {
        return out::json(&reach.get(&format!("/standards/{id}")).await?);
    }
    let path = match revision {
        Some(number) => format!("/standards/{id}/revisions/{number}"),
        None => format!("/standards/{id}"),
    };
    let text = reach.text(&path, "text/markdown").await?;
    if common.json {
        return out::json(&json!({ "id": id.to_string(), "revision": revision, "markdown": text }));
    }
    out::exact(&text)
}

async fn new(common: &Common, title: &str, solves: &[ProblemId]) -> Outcome {
    let reach = Reach::find(common).await?;
    let names: Vec<String> = solves.iter().map(ToString::to_string).collect();
    let query = format!("?title={}&solves={}", out::encoded(title), names.join(","));
    let text = reach
        .text(&format!("/standards/draft{query}"), "text/markdown")
        .await?;
    if common.json {
        return out::json(&json!({ "markdown": text }));
    }
    out::exact(&text)?;
    out::talk(&say!("cli-standard-new-next"));
    Ok(())
}

async fn propose(common: &Common, args: ProposeArgs) -> Outcome {
    let markdown = read(&args.file)?;
    let mut body = Map::new();
    body.insert("markdown".to_owned(), markdown.into());
    if let Some(standard) = args.standard {
        body.insert("standard".to_owned(), standard.to_string().into());
    }
    if let Some(base) = args.base {
        body.insert("base".to_owned(), base.into());
    }
    let solves: Vec<String> = args.solves.iter().map(ToString::to_string).collect();
    body.insert("solves".to_owned(), solves.into());
    if args.correction {
        body.insert("correction".to_owned(), true.into());
    }
    let reach = Reach::find(common).await?;
    tell(
        common,
        &reach.post("/proposals", Value::Object(body)).await?,
    )
}

async fn agree(common: &Common, key: &str) -> Outcome {
    let reach = Reach::find(common).await?;
    if let Reach::Folder { .. } = reach {
        return Err(Complaint::refused(&say!("cli-agree-needs-server")));
    }
    let path = format!("/proposals/{}", out::encoded(key));
    let proposal = reach.get(&path).await?;
    let hash = out::text(&proposal, "hash");
    tell(
        common,
        &reach
            .put(&format!("{path}/approval"), json!({ "hash": hash }))
            .await?,
    )
}

/// A proposal as it is now: its key, its state and how many agree; the standard once it is in force.
pub(super) fn tell(common: &Common, proposal: &Value) -> Outcome {
    if common.json {
        return out::json(proposal);
    }
    let number = |field: &str| {
        proposal
            .get(field)
            .and_then(Value::as_i64)
            .unwrap_or_default()
    };
    let does = proposal.get("does");
    let retires = does.and_then(|does| does.get("retires")) == Some(&Value::Bool(true));
    if out::text(proposal, "state") == "published" {
        out::line(out::text(proposal, "standard"))?;
        let (id, title) = (
            out::text(proposal, "standard"),
            out::text(proposal, "title"),
        );
        out::talk(&match retires {
            true => say!("cli-standard-retired", id = id, title = title),
            false => say!("cli-standard-published", id = id, title = title),
        });
        return Ok(());
    }
    out::line(out::text(proposal, "id"))?;
    if let Some(does) = does {
        out::talk(&say!(
            "cli-standard-does",
            what = out::text(does, "summary"),
            title = out::text(proposal, "title")
        ));
    }
    let url = out::text(proposal, "url");
    out::talk(&say!(
        "cli-standard-asks",
        approvals = number("approvals"),
        needed = number("needed"),
        url = url
    ));
    Ok(())
}

/// The text of a file, or of standard input.
pub(super) fn read(file: &Path) -> Outcome<String> {
    let mut bytes = Vec::new();
    if file == Path::new("-") {
        std::io::stdin()
            .read_to_end(&mut bytes)
            .map_err(Error::from)?;
    } else {
        bytes = std::fs::read(file).map_err(|error| {
            let path = file.display().to_string();
            Complaint::refused(&say!(
                "cli-file-unreadable",
                path = path,
                why = error.to_string()
            ))
        })?;
    }
    String::from_utf8(bytes).map_err(|_| {
        let path = file.display().to_string();
        Complaint::refused(&say!("cli-file-not-text", path = path))
    })
}

/// Whether there is an instance to ask: a server, or a data folder with its database.
pub(super) async fn within_reach(common: &Common) -> Outcome<Option<Reach>> {
    let config = Config::read(&common.given())?;
    let is_there = match &config.engine {
        crate::db::Engine::Sqlite(path) => path.exists(),
        crate::db::Engine::Postgres(_) => true,
    };
    if !is_there && (config.data_was_named || super::sign_in::server()?.is_none()) {
        return Ok(None);
    }
    Reach::find(common).await.map(Some)
}
