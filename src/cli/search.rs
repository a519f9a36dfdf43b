//! `cahier search` and `cahier reindex`. A search reaches a server, a data folder, or a bare folder of markdown.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use crate::app::{App, DataLock, HeldBy};
use crate::config::{Config, variable};
use crate::error::say;
use crate::search::{Hit, Indexer, Kind, Query, Search, Wanted};

use super::complaint::{Complaint, Outcome};
use super::reach::{Needs, Reach, is_watched, open};
use super::{Common, out};

/// What `cahier search` takes.
#[derive(Debug, Args)]
pub(super) struct SearchArgs {
    /// Words, "phrases" and filters such as tag:database; what begins with a dash goes into quotation marks: 'deploy -docker'
    #[arg(required = true)]
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
}

pub(super) async fn search(common: &Common, args: SearchArgs) -> Outcome {
    let typed = args.words.join(" ");
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
                    args.limit
                ))
                .await?
        }
        None => in_folder(&bare_folder(common)?, &typed, &args).await?,
    };
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
async fn reach(common: &Common) -> Outcome<Option<Reach>> {
    let config = Config::read(&common.given())?;
    let is_there = match &config.engine {
        crate::db::Engine::Sqlite(path) => path.exists(),
        crate::db::Engine::Postgres(_) => true,
    };
    if !is_there && !config.data_was_named && super::sign_in::server().is_none() {
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

/// The folder of markdown to search: the one that was named, else the first that is there.
pub(super) fn bare_folder(common: &Common) -> Outcome<PathBuf> {
    let named = common
        .standards
        .clone()
        .or_else(|| variable("CAHIER_STANDARDS").map(PathBuf::from));
    let usual = ["./standards", "./docs/adr", "."].map(PathBuf::from);
    let folder = named.unwrap_or_else(|| {
        usual
            .into_iter()
            .find(|folder| folder.is_dir())
            .unwrap_or_default()
    });
    if folder.is_dir() {
        Ok(folder)
    } else {
        Err(Complaint::refused(&say!(
            "search-no-folder",
            path = folder.display().to_string()
        )))
    }
}

async fn in_folder(folder: &Path, typed: &str, args: &SearchArgs) -> Outcome<Value> {
    let search = Search::over_folder(folder)?;
    let mut query = Query::parse(typed).among(args.kind);
    if args.exact {
        query = query.to_the_letter();
    }
    let hits = search
        .find(
            query,
            Wanted {
                limit: usize::from(args.limit),
                facets: false,
            },
        )
        .await;
    let shown: Vec<Value> = hits.hits.iter().map(view).collect();
    let mut found = json!({ "hits": shown, "total": hits.total });
    if let Some(corrected) = hits.corrected {
        found["corrected"] = corrected.to_string().into();
    }
    Ok(found)
}

fn view(hit: &Hit) -> Value {
    json!({
        "id": hit.id,
        "kind": hit.kind.to_string(),
        "title": hit.title.as_str(),
        "snippet": hit.snippet.html(),
        "url": hit.id,
        "score": hit.score,
    })
}

fn show(found: &Value) -> Outcome {
    let hits = found
        .get("hits")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default();
    let bold = std::io::stdout().is_terminal() && variable("NO_COLOR").is_none();
    for hit in hits {
        out::line(&format!(
            "{}  {}",
            out::text(hit, "id"),
            out::text(hit, "title")
        ))?;
        let snippet = plain(out::text(hit, "snippet"), bold);
        if !snippet.is_empty() {
            out::line(&format!("    {snippet}"))?;
        }
    }
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

/// The text of a snippet, its matches bold when a person watches.
fn plain(snippet: &str, bold: bool) -> String {
    let (on, off) = if bold {
        ("\u{1b}[1m", "\u{1b}[0m")
    } else {
        ("", "")
    };
    let text = snippet.replace("<mark>", on).replace("</mark>", off);
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'");
    text.replace("&amp;", "&")
}
