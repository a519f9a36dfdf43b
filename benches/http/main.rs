//! How quick Cahier is on real data, beside what the machine can do at all.
//!
//!     cargo bench --bench http
//!
//! In one run, on an instance filled from `CAHIER_BENCH_DATA` (`../shared/data` unless set: a folder `til/` of markdown and
//! `problems.jsonl`), with the same client and sixteen connections, it measures requests a second
//!
//! - of a problem's page, the wall, a standard's page and the search page, each with a session's cookie and another id or query every
//!   time, beside a bare axum handler that answers the very same bytes;
//! - of `/api/v1/search` and of the search over a page, with other words every time, beside the same server's `/healthz`;
//! - of `POST /api/v1/problems`, beside transactions of one row on one bare SQLite connection (WAL, FULL) on the same disk;
//!
//! and prints both with their ratio. What is asked: a tenth of the handler and of `/healthz`, half of the connection. `CAHIER_BENCH_SECONDS` (4) says how
//! long each is measured. Where the data is absent it says so and measures nothing.

mod bare;
mod client;
mod instance;
mod sqlite;

use std::path::PathBuf;
use std::time::Duration;

use client::{Request, measure};
use instance::Instance;

/// Connections at once.
pub(crate) const CONNECTIONS: usize = 16;
/// Different addresses of each kind of page.
const DIFFERENT: usize = 1_000;

fn main() -> anyhow::Result<()> {
    let mut words = std::env::args().skip(1);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    if words.next().as_deref() == Some("bare") {
        let pages = words
            .next()
            .ok_or_else(|| anyhow::anyhow!("bare needs the file of pages"))?;
        return runtime.block_on(bare::serve(PathBuf::from(pages)));
    }
    let data =
        PathBuf::from(variable("CAHIER_BENCH_DATA").unwrap_or_else(|| "../shared/data".to_owned()));
    if !data.join("til").is_dir() || !data.join("problems.jsonl").is_file() {
        println!(
            "left out: no til/ and problems.jsonl in {} (set CAHIER_BENCH_DATA)",
            data.display()
        );
        return Ok(());
    }
    let seconds = variable("CAHIER_BENCH_SECONDS")
        .and_then(|seconds| seconds.parse().ok())
        .unwrap_or(4);
    runtime.block_on(run(data, Duration::from_secs(seconds)))
}

async fn run(data: PathBuf, time: Duration) -> anyhow::Result<()> {
    let mut instance = Instance::fill(&data).await?;
    println!(
        "instance at {}: {} standards, {} problems",
        instance.address, instance.standards, instance.problems
    );
    let (ready, memory) = instance.restart().await?;
    println!(
        "started anew with the index in place: ready after {} ms, {memory} MB ten seconds later",
        ready.as_millis()
    );
    println!();
    println!(
        "{:<24} {:>12} {:>12} {:>8}   bytes of a page",
        "", "bare/s", "Cahier/s", "ratio"
    );

    for (name, paths) in instance.pages(DIFFERENT) {
        let asked: Vec<Request> = paths.iter().map(|path| instance.page(path)).collect();
        let pages = instance.fetch(&paths).await?;
        let bytes = pages.iter().map(|(_, body)| body.len()).sum::<usize>() / pages.len().max(1);
        let bare = bare::Bare::start(&instance.folder, &pages).await?;
        let bare_rate = measure(bare.address, &asked, CONNECTIONS, time).await?;
        let rate = measure(instance.address, &asked, CONNECTIONS, time).await?;
        report(name, bare_rate, rate, 0.1, &format!("{bytes}"));
    }

    let alive = Request::get("/healthz", "");
    let alive = measure(instance.address, &[alive], CONNECTIONS, time).await?;
    for (name, asked) in instance.searches(DIFFERENT) {
        let rate = measure(instance.address, &asked, CONNECTIONS, time).await?;
        report(name, alive, rate, 0.1, "(bare: /healthz)");
    }

    let connection = sqlite::transactions(instance.folder.path(), time).await?;
    let posts = measure(instance.address, &instance.posts(), CONNECTIONS, time).await?;
    report(
        "POST /api/v1/problems",
        connection,
        posts,
        0.5,
        "(bare: SQLite)",
    );
    Ok(())
}

fn report(name: &str, bare: f64, rate: f64, asked: f64, note: &str) {
    let ratio = rate / bare;
    let short = if ratio < asked {
        format!("   below {asked}")
    } else {
        String::new()
    };
    println!("{name:<24} {bare:>12.0} {rate:>12.0} {ratio:>8.3}   {note}{short}");
}

#[allow(
    clippy::disallowed_methods,
    reason = "a bench has settings of its own, which the program does not know"
)]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
