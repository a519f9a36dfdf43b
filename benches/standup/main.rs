//! How quickly what is done in a stand-up reaches everybody who has it open, what they fetch then, and what each costs in
//! memory.
//!
//!     cargo bench --bench standup -- [LISTENERS…] [many]
//!
//! A server in a process of its own is asked over the network of this machine, each listener by a connection of its own, a
//! spectator of the one stand-up: half of them in English, half in French, members and readers. Whoever leads acts: ideas,
//! turns, steps. It prints how long it takes
//!
//! - from an act's being sent to its event's arrival, at each listener and at the last of them,
//! - for the part of the page that each then fetches, a moment later, as an open page does,
//!
//! and how much the server's memory grew for each listener; for each number of listeners (100, 300, 1000, 3000) listening
//! only, and fetching, at a human pace (an act in two seconds) and briskly (four in one); and for `many`: fifty stand-ups with ten
//! listeners each, all of which act at that pace. Without words it measures all. `CAHIER_BENCH_SECONDS` (12) says how long each is measured;
//! `CAHIER_BENCH_PROGRAM` names another program to measure than the one of this tree.

mod acts;
mod figures;
mod instance;
mod line;
mod listener;

use std::sync::Arc;
use std::time::Duration;

use acts::{Act, lead};
use figures::Figures;
use instance::{Instance, Room};
use listener::{Hearing, Listener};

/// Acts a second of one stand-up.
const PACES: [(&str, f64); 2] = [("human", 0.5), ("brisk", 4.0)];
const TEAMS: usize = 50;
const LISTENERS_EACH: usize = 10;

fn main() -> anyhow::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let mut counts: Vec<usize> = words.iter().filter_map(|word| word.parse().ok()).collect();
    let mut many = words.iter().any(|word| word == "many");
    if counts.is_empty() && !many {
        (counts, many) = (vec![100, 300, 1_000, 3_000], true);
    }
    let seconds = variable("CAHIER_BENCH_SECONDS")
        .and_then(|seconds| seconds.parse().ok())
        .unwrap_or(12);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(run(&counts, many, Duration::from_secs(seconds)))
}

async fn run(counts: &[usize], many: bool, time: Duration) -> anyhow::Result<()> {
    line::check_limits(counts.iter().max().copied().unwrap_or(0))?;
    println!("{}", Figures::HEAD);
    for &count in counts {
        for (fetches, paces) in [(false, &PACES[..1]), (true, &PACES[..])] {
            // A server anew for each, so that what one leaves in memory is not counted to the next.
            let instance = Instance::start(1).await?;
            for (name, pace) in paces {
                let kind = if fetches { "fetch" } else { "listen" };
                let name = format!("1 × {count}, {kind}, {name}");
                let figures = measure(&instance, count, fetches, *pace, time).await?;
                println!("{}", figures.line(&name));
            }
        }
    }
    if !many {
        return Ok(());
    }
    let instance = Instance::start(TEAMS).await?;
    for (name, pace) in PACES {
        let name = format!("{TEAMS} × {LISTENERS_EACH}, fetch, {name}");
        let figures = measure(&instance, LISTENERS_EACH, true, pace, time).await?;
        println!("{}", figures.line(&name));
    }
    Ok(())
}

/// Lets so many listen to each stand-up of the instance while those who lead them act.
async fn measure(
    instance: &Instance,
    listeners: usize,
    fetches: bool,
    pace: f64,
    time: Duration,
) -> anyhow::Result<Figures> {
    instance.warm_up().await?;
    let before = instance.settled_kb().await?;
    let mut hearings = Vec::new();
    for room in &instance.rooms {
        let hearing = Arc::new(Hearing::default());
        Listener::open(instance, room, listeners, fetches, &hearing).await?;
        hearings.push(hearing);
    }
    let idle = instance.settled_kb().await?;
    let leading = instance.rooms.iter().zip(&hearings);
    let leading = leading.map(|(room, hearing)| lead(instance, room, hearing, pace, time));
    let acts: Vec<Vec<Act>> = futures_util::future::try_join_all(leading).await?;
    // What the last act led to is still on its way, too.
    let after = instance.settled_kb().await?;
    let all = listeners * instance.rooms.len();
    let mut figures = Figures::of(&acts, &hearings, listeners);
    figures.memory(all, before, idle, after);
    for hearing in hearings {
        hearing.end();
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    Ok(figures)
}

#[allow(
    clippy::disallowed_methods,
    reason = "a bench has settings of its own, which the program does not know"
)]
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// The address of a stand-up's API.
pub(crate) fn at(room: &Room, act: &str) -> String {
    format!("/api/v1/standups/{}{act}", room.id)
}
