//! How a large book goes: its start, its folder, its contents, and what it costs at rest.
//!
//!     cargo bench --bench book
//!
//! Of the markdown below `CAHIER_BENCH_DATA` (`../shared/data` unless set: `til/` and `tldr-fr/`) it makes a folder of ten thousand standards
//! (`CAHIER_BENCH_STANDARDS`), the texts one after the other and each with a last line of its own, has the program adopt it, and measures
//!
//! - the start with an index in place, until the folder is in step and everything can be found (asked: 2 s);
//! - two hundred files that change at once, as with `git checkout`, until the last is in force and can be found (asked: 2 s);
//! - the book's contents page and its neighbours as a member sees them, on one connection that is kept (asked: 50 ms);
//! - `cahier doctor`, which compares everything with everything;
//! - the processor's time in a minute in which nobody does anything (asked: none).
//!
//! The time of a change runs from before the first file is written. The machine's load is said beside, since other programs count too.

mod instance;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::ensure;
use instance::Instance;

/// So many files change at once.
const CHANGED: usize = 200;
/// How often each thing is measured.
const TIMES: usize = 3;
/// How often a page is asked for.
const ASKED: usize = 50;
/// How long nothing is done.
const REST: Duration = Duration::from_secs(60);

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let data =
        PathBuf::from(variable("CAHIER_BENCH_DATA").unwrap_or_else(|| "../shared/data".to_owned()));
    let texts = texts(&[data.join("til"), data.join("tldr-fr")])?;
    if texts.is_empty() {
        println!(
            "left out: no markdown in til/ and tldr-fr/ of {} (set CAHIER_BENCH_DATA)",
            data.display()
        );
        return Ok(());
    }
    let count = variable("CAHIER_BENCH_STANDARDS").and_then(|count| count.parse().ok());
    run(&texts, count.unwrap_or(10_000)).await
}

async fn run(texts: &[Vec<u8>], count: usize) -> anyhow::Result<()> {
    println!("load {}", load()?);
    let mut instance = Instance::prepare()?;
    for at in 0..count {
        instance.write(at, &texts[at % texts.len()])?;
    }
    let first = instance.start().await?;
    println!(
        "{count} standards adopted and found: {:.2} s after the start",
        first.in_step.as_secs_f64()
    );
    for _ in 0..TIMES {
        instance.stop()?;
        let start = instance.start().await?;
        println!(
            "start: answers after {} ms, in step and searchable after {} ms",
            start.answers.as_millis(),
            start.in_step.as_millis()
        );
    }
    for round in 0..TIMES {
        let before = instance.changes().await?;
        let started = Instant::now();
        for at in 0..CHANGED.min(count) {
            instance.append(
                at * (count / CHANGED.min(count)),
                &format!("Changed {round}.\n"),
            )?;
        }
        let wanted = CHANGED.min(count);
        instance.adopted(before, wanted).await?;
        println!(
            "{wanted} files changed: in force and found after {} ms",
            started.elapsed().as_millis()
        );
    }
    for path in [
        "/standards",
        "/standards?page=50",
        "/standards/not-yet",
        "/standards?tag=git",
        "/standards/S-1",
    ] {
        let times = instance.page(path, ASKED).await?;
        ensure!(!times.is_empty(), "nothing was measured");
        println!(
            "{path:<24} {:>6.1} ms, the slowest of {ASKED} {:.1}",
            times[times.len() / 2],
            times[times.len() - 1]
        );
    }
    let started = Instant::now();
    let told = instance.doctor()?;
    println!(
        "doctor: {:.2} s, {}",
        started.elapsed().as_secs_f64(),
        told.trim()
    );
    // What was opened for the pages is closed, and what waits a few seconds has waited.
    tokio::time::sleep(Duration::from_secs(10)).await;
    let before = instance.processor_time()?;
    tokio::time::sleep(REST).await;
    let spent = instance.processor_time()? - before;
    println!(
        "at rest for {} s: {:.2} s of the processor, {} MB in memory; load {}",
        REST.as_secs(),
        spent,
        instance.memory_mb()?,
        load()?
    );
    Ok(())
}

/// The markdown below these folders, in one order.
fn texts(folders: &[PathBuf]) -> anyhow::Result<Vec<Vec<u8>>> {
    let mut paths = Vec::new();
    let mut open: Vec<PathBuf> = folders
        .iter()
        .filter(|path| path.is_dir())
        .cloned()
        .collect();
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            let path = entry.path();
            if entry.file_type()?.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|ending| ending == "md") {
                paths.push(path);
            }
        }
    }
    paths.sort();
    let read = |path: &PathBuf| Ok(std::fs::read(Path::new(path))?);
    paths.iter().map(read).collect()
}

/// How busy the machine is: the average of the last minute.
fn load() -> anyhow::Result<String> {
    let said = std::fs::read_to_string("/proc/loadavg")?;
    Ok(said.split(' ').next().unwrap_or_default().to_owned())
}

#[allow(
    clippy::disallowed_methods,
    reason = "a bench has settings of its own, which the program does not know"
)]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
