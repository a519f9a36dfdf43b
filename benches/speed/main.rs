//! How quick search is, and how that grows, beside SQLite's own full-text index.
//!
//!     cargo bench --bench speed -- [DOCUMENTS…]
//!
//! For each number of documents (10,000 and 100,000 unless said) it makes so many from the real texts in `CAHIER_BENCH_DATA`
//! (`../shared/data` unless set: `til/`, `tldr-fr/`, `problems.jsonl` and the corpora below `search/`), indexes them, and asks on one
//! thread what people ask. It prints the median and the ninetieth of a hundred in milliseconds, and beside them the same words asked of
//! FTS5 over the same texts in the same run: ranked, ten rows, with their snippets. Where the data is absent it says so.

mod fts;
mod texts;

use std::path::PathBuf;
use std::time::Instant;

use cahier::search::{Query, Search, Wanted};

use fts::Fts;
use texts::Texts;

/// Searches of each kind.
const ASKED: usize = 500;
/// Of these FTS5 is asked so many: among a million texts it takes its time.
const ASKED_OF_FTS: usize = 50;
/// Hits of each search.
const HITS: usize = 10;

fn main() -> anyhow::Result<()> {
    let data =
        PathBuf::from(variable("CAHIER_BENCH_DATA").unwrap_or_else(|| "../shared/data".to_owned()));
    if !data.join("til").is_dir() || !data.join("problems.jsonl").is_file() {
        println!(
            "left out: no til/ and problems.jsonl in {} (set CAHIER_BENCH_DATA)",
            data.display()
        );
        return Ok(());
    }
    let mut sizes: Vec<usize> = std::env::args()
        .skip(1)
        .filter_map(|word| word.parse().ok())
        .collect();
    if sizes.is_empty() {
        sizes = vec![10_000, 100_000];
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    for size in sizes {
        runtime.block_on(measure(&Texts::read(&data)?, size))?;
    }
    Ok(())
}

async fn measure(texts: &Texts, size: usize) -> anyhow::Result<()> {
    let documents = texts.documents(size);
    let bytes: usize = documents
        .iter()
        .map(|entry| entry.title.len() + entry.body.len() + entry.headings.len() + entry.code.len())
        .sum();
    let mut fts = Fts::fill(&documents).await?;
    let started = Instant::now();
    let search = Search::holding(documents)?;
    let rate = size as f64 / started.elapsed().as_secs_f64();
    println!(
        "{size} documents of {} bytes, indexed at {rate:.0} a second",
        bytes / size
    );
    println!(
        "{:<36} {:>9} {:>9} {:>12} {:>7}",
        "", "median ms", "90th ms", "FTS5 median", "ratio"
    );

    let wanted = Wanted {
        limit: HITS,
        facets: false,
        marked_titles: true,
    };
    let find = |typed: &str| search.find_here(&Query::parse(typed), wanted).hits.len();
    let two = texts.two_words(ASKED);
    let in_two = fts.times(&two[..ASKED_OF_FTS], false).await?;
    report("two words, ten snippets", &times(&two, find), Some(&in_two));
    let begun = texts.word_and_three_letters(ASKED);
    let in_begun = fts.times(&begun[..ASKED_OF_FTS], true).await?;
    report(
        "a word and three letters",
        &times(&begun, find),
        Some(&in_begun),
    );
    report(
        "two words, one misspelt",
        &times(&texts.misspelt(ASKED), find),
        None,
    );
    report("a whole title", &times(&texts.titles(ASKED), find), None);
    let counted = Wanted {
        limit: 50,
        facets: true,
        marked_titles: true,
    };
    let with_facets = |typed: &str| search.find_here(&Query::parse(typed), counted).hits.len();
    report(
        "two words, fifty hits, facets",
        &times(&two, with_facets),
        None,
    );
    let similar: Vec<f64> = texts
        .wholes(ASKED)
        .iter()
        .map(|(title, body)| timed(|| search.similar_here(title, body).len()))
        .collect();
    report("similar to a whole text", &similar, None);
    println!();
    Ok(())
}

fn times(asked: &[String], find: impl Fn(&str) -> usize) -> Vec<f64> {
    // The first ones meet cold caches.
    asked.iter().take(20).for_each(|typed| {
        std::hint::black_box(find(typed));
    });
    asked.iter().map(|typed| timed(|| find(typed))).collect()
}

/// How long it took, in milliseconds.
fn timed<T>(work: impl FnOnce() -> T) -> f64 {
    let started = Instant::now();
    std::hint::black_box(work());
    started.elapsed().as_secs_f64() * 1_000.0
}

fn report(name: &str, times: &[f64], beside: Option<&[f64]>) {
    let (median, ninetieth) = (at(times, 0.5), at(times, 0.9));
    let beside = beside.map_or(String::new(), |times| {
        let other = at(times, 0.5);
        format!("{other:>12.3} {:>7.1}", other / median)
    });
    println!("{name:<36} {median:>9.3} {ninetieth:>9.3} {beside}");
}

/// The time below which this share of all lies.
fn at(times: &[f64], share: f64) -> f64 {
    let mut times = times.to_vec();
    times.sort_by(f64::total_cmp);
    times
        .get((times.len() as f64 * share) as usize)
        .copied()
        .unwrap_or_default()
}

#[allow(
    clippy::disallowed_methods,
    reason = "a bench has settings of its own, which the program does not know"
)]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
