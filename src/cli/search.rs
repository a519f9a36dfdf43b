//! `cahier search` and `cahier reindex`. A search reaches a server, a data folder, or a bare folder of markdown.

use std::path::Path;

use clap::Args;
use serde_json::{Value, json};

use crate::app::{App, DataLock, HeldBy};
use crate::config::Config;
use crate::error::say;
use crate::search::{Indexer, Kind, Query, Wanted};

use super::complaint::{Complaint, Outcome};
use super::reach::{Needs, Reach, is_watched, open};
use super::shown::{self, Colours};
use super::{Common, bare, out};

/// As many as one request gives.
const MOST: usize = 200;

/// What `cahier search` takes.
#[derive(Debug, Args)]
pub(super) struct SearchArgs {
    /// Words, "phrases" and filters such as tag:database; what begins with a dash goes into quotation marks: 'deploy -docker'
    #[arg(required_unless_present = "open")]
    words: Vec<String>,
    /// Only these: standard or problem
    #[arg(long)]
    kind: Option<Kind>,
    /// So many hits, at most 200
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..=200))]
    limit: u16,
    /// Words as they are typed: no other spelling is looked for
    #[arg(long)]
    exact: bool,
    /// Open the first hit, or the one of this number: a file in $VISUAL or $EDITOR, else with what the system has for it; a page in the
    /// browser
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "1")]
    open: Option<String>,
}

impl SearchArgs {
    /// What was typed, and which hit is to be opened: a word after `--open` that is no number is one of the words.
    fn read(&self) -> Outcome<(String, Option<usize>)> {
        let mut words = self.words.clone();
        let open = self.open.as_ref().map(|open| {
            open.parse().unwrap_or_else(|_| {
                words.insert(0, open.clone());
                1
            })
        });
        match words.is_empty() {
            true => Err(Complaint::misused(&say!("search-no-words"))),
            false => Ok((words.join(" "), open)),
        }
    }
}

pub(super) async fn search(common: &Common, args: SearchArgs) -> Outcome {
    let (typed, open_number) = args.read()?;
    // Whoever opens the twelfth needs twelve.
    let wanted = usize::from(args.limit)
        .max(open_number.unwrap_or_default())
        .min(MOST);
    let found = match reach(common).await? {
        Some(reach) => {
            let kind = args
                .kind
                .map(|kind| format!("&kind={kind}"))
                .unwrap_or_default();
            let exact = if args.exact { "&exact=true" } else { "" };
            reach
                .get(&format!(
                    "/search?q={}&limit={}{kind}{exact}",
                    out::encoded(&typed),
                    wanted
                ))
                .await?
        }
        None => in_folder(&bare::folder_around(common)?, &typed, &args, wanted)?,
    };
    if let Some(number) = open_number {
        return open_hit(&found, number);
    }
    if common.json {
        return out::json(&found);
    }
    show(&found)
}

pub(super) async fn reindex(common: &Common) -> Outcome {
    let app = open(common, Needs::Existing).await?;
    let lock = DataLock::hold(&app.config.data)?;
    let bar = if is_watched() {
        indicatif::ProgressBar::new(0)
    } else {
        indicatif::ProgressBar::hidden()
    };
    let mut indexer = Indexer::new(app.search.clone());
    indexer
        .rebuild(&app.db, |done, of| {
            bar.set_length(of);
            bar.set_position(done);
        })
        .await?;
    bar.finish_and_clear();
    drop(lock);
    let documents = app.search.status().documents;
    if common.json {
        return out::json(&json!({ "documents": documents }));
    }
    out::talk(&say!(
        "search-reindexed",
        count = i64::try_from(documents).unwrap_or(i64::MAX)
    ));
    Ok(())
}

/// The instance to ask; none when there is neither a server nor a data folder.
pub(super) async fn reach(common: &Common) -> Outcome<Option<Reach>> {
    let config = Config::read(&common.given())?;
    let is_there = match &config.engine {
        crate::db::Engine::Sqlite(path) => path.exists(),
        crate::db::Engine::Postgres(_) => true,
    };
    if !is_there && !config.data_was_named && super::sign_in::server()?.is_none() {
        return Ok(None);
    }
    let reach = Reach::find(common).await?;
    if let Reach::Folder { app, .. } = &reach {
        bring_in_step(app).await?;
    }
    Ok(Some(reach))
}

/// Where no server keeps the index in step, this command does.
async fn bring_in_step(app: &App) -> Outcome {
    if let HeldBy::Us(lock) = DataLock::try_hold(&app.config.data)? {
        Indexer::new(app.search.clone()).catch_up(&app.db).await?;
        drop(lock);
    }
    Ok(())
}

fn in_folder(folder: &Path, typed: &str, args: &SearchArgs, wanted: usize) -> Outcome<Value> {
    let mut query = Query::parse(typed).among(args.kind);
    if args.exact {
        query = query.to_the_letter();
    }
    let wanted = Wanted {
        limit: wanted,
        facets: false,
        marked_titles: true,
    };
    let hits = bare::ask(folder, |search| search.find_here(&query, wanted))?;
    let shown: Vec<Value> = hits
        .hits
        .iter()
        .map(|hit| bare::view(folder, hit))
        .collect();
    let mut found = json!({ "hits": shown, "total": hits.total });
    if let Some(corrected) = hits.corrected {
        found["corrected"] = corrected.to_string().into();
    }
    Ok(found)
}

fn show(found: &Value) -> Outcome {
    let hits = hits(found);
    let colours = Colours::of_output();
    let text: String = hits.iter().map(|hit| shown::hit(hit, colours)).collect();
    shown::page(&text)?;
    let corrected = out::text(found, "corrected");
    if !corrected.is_empty() {
        out::talk(&say!("search-corrected-terminal", query = corrected));
    }
    if hits.is_empty() {
        out::talk(&say!("search-none"));
    }
    let total = found
        .get("total")
        .and_then(Value::as_i64)
        .unwrap_or_default();
    let shown = i64::try_from(hits.len()).unwrap_or(i64::MAX);
    if total > shown {
        out::talk(&say!("search-more", shown = shown, total = total));
    }
    Ok(())
}

/// Opens the hit of this number, and says on standard output which it is.
fn open_hit(found: &Value, number: usize) -> Outcome {
    let hits = hits(found);
    let Some(hit) = number.checked_sub(1).and_then(|at| hits.get(at)) else {
        return Err(Complaint::refused(&match hits.len() {
            0 => say!("search-none"),
            count => say!("search-no-such-hit", count = count as i64),
        }));
    };
    out::exact(&shown::hit(hit, Colours::of_output()))?;
    shown::open(hit)
}

fn hits(found: &Value) -> &[Value] {
    let hits = found.get("hits").and_then(Value::as_array);
    hits.map(Vec::as_slice).unwrap_or_default()
}
