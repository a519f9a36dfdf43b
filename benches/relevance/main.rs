//! How well search finds, on judged sets of queries and documents, through the product's own operations.
//!
//!     cargo bench --bench relevance -- [OPTIONS] [FOLDER…]
//!
//! Each FOLDER has `corpus.jsonl` {id, title, text}, `queries.jsonl` {id, text} and `qrels.tsv` (query, document, relevance); without
//! one, those below `CAHIER_BENCH_DATA/search` (`../shared/data/search` unless set). The documents are imported into a data folder as
//! problems are, indexed from its tables, and each query is asked as it stands, two hundred hits at most. It prints the mean average
//! precision, the mean reciprocal rank, the first hit right, one right among the first five, and nDCG@10: of all queries, of the half
//! on which weights may be chosen, and of the other half, on which they are reported. The half follows from the query's id.
//!
//! - `--as standards` imports the documents as standards instead;
//! - `--with-own` keeps the document that has the query's own id among the answers; it is left out otherwise;
//! - `--learning` takes the documents as standards, logs one query of each after the other as a problem that the standard solves, and
//!   asks the others: the figures by how many are known, among the standards and among everything (a problem leads to its standard);
//! - `--why` asks what is known of each query as of an error, and how sure that is: precision and recall by threshold;
//! - `--similar` asks what looks alike instead: precision and recall by threshold;
//! - `--typing` measures words typed badly: titles of `til/`, `tldr-fr/` and `problems.jsonl` in `CAHIER_BENCH_DATA` with one error,
//!   the last word cut short, or both, found in the first five where the right title is.

mod alike;
mod data;
mod figures;
mod instance;
mod learning;
mod slips;
mod sure;
mod typing;
mod why;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use cahier::search::{Query, Wanted};

use data::{Judged, is_for_tuning};
use figures::Figures;
use instance::{Instance, Kind};

/// As many as one request gives.
const HITS: usize = 200;

/// What to measure.
struct Options {
    folders: Vec<PathBuf>,
    kind: Kind,
    with_own: bool,
    similar: bool,
    learning: bool,
    typing: bool,
    why: bool,
}

fn main() -> anyhow::Result<()> {
    let data =
        PathBuf::from(variable("CAHIER_BENCH_DATA").unwrap_or_else(|| "../shared/data".to_owned()));
    let options = options(&data)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(run(&data, options))
}

async fn run(data: &Path, options: Options) -> anyhow::Result<()> {
    if options.typing {
        return typing::run(data).await;
    }
    if options.folders.is_empty() {
        println!(
            "left out: no folders in {} (set CAHIER_BENCH_DATA)",
            data.join("search").display()
        );
    }
    if !options.similar && !options.learning {
        println!("{:<24} {}", "", Figures::HEAD);
    }
    for folder in &options.folders {
        let judged = Judged::read(folder)?;
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        if options.similar {
            alike::run(&name, &judged, options.kind).await?;
        } else if options.learning {
            learning::run(&name, &judged).await?;
        } else if options.why {
            why::run(&name, &judged, options.kind).await?;
        } else {
            search(&name, &judged, &options).await?;
        }
    }
    Ok(())
}

async fn search(name: &str, judged: &Judged, options: &Options) -> anyhow::Result<()> {
    let mut instance = Instance::new().await?;
    instance.take(&judged.documents, options.kind).await?;
    instance.index().await?;
    let (mut all, mut tuned, mut reported) =
        (Figures::default(), Figures::default(), Figures::default());
    for query in &judged.queries {
        let wanted = Wanted {
            limit: HITS,
            facets: false,
            marked_titles: true,
        };
        let hits = instance
            .app
            .search
            .find(Query::parse(&query.text), wanted)
            .await
            .hits;
        let ranking: Vec<&str> = hits
            .iter()
            .map(|hit| instance.document(&hit.id))
            .filter(|document| options.with_own || *document != query.id)
            .collect();
        let answers = &judged.answers[&query.id];
        let half = if is_for_tuning(&query.id) {
            &mut tuned
        } else {
            &mut reported
        };
        for figures in [&mut all, half] {
            figures.add(ranking.iter().copied(), answers);
        }
    }
    println!(
        "{name:<24} {all}\n{:<24} {tuned}\n{:<24} {reported}",
        "  tuned on", "  reported"
    );
    Ok(())
}

fn options(data: &Path) -> anyhow::Result<Options> {
    let mut options = Options {
        folders: Vec::new(),
        kind: Kind::Problems,
        with_own: false,
        similar: false,
        learning: false,
        typing: false,
        why: false,
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            // What cargo itself adds.
            "--bench" => {}
            "--as" => {
                options.kind = match words.next().as_deref() {
                    Some("problems") => Kind::Problems,
                    Some("standards") => Kind::Standards,
                    _ => bail!("--as takes problems or standards"),
                }
            }
            "--with-own" => options.with_own = true,
            "--similar" => options.similar = true,
            "--learning" => options.learning = true,
            "--typing" => options.typing = true,
            "--why" => options.why = true,
            flag if flag.starts_with('-') => bail!(
                "there is no {flag}; the head of benches/relevance/main.rs says what there is"
            ),
            folder => options.folders.push(PathBuf::from(folder)),
        }
    }
    if options.folders.is_empty() && data.join("search").is_dir() {
        for entry in std::fs::read_dir(data.join("search"))? {
            options
                .folders
                .push(entry.context("a folder that cannot be listed")?.path());
        }
        options.folders.sort();
    }
    Ok(options)
}

#[allow(
    clippy::disallowed_methods,
    reason = "a bench has settings of its own, which the program does not know"
)]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
