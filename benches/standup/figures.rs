//! What was measured, in a line.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use crate::acts::Act;
use crate::listener::{Hearing, lock};

/// The figures of one run.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    /// From an act's being sent to its event's arrival, at each listener.
    arrivals: Vec<Duration>,
    /// The same at the last listener of each act.
    last: Vec<Duration>,
    answers: Vec<Duration>,
    fetches: Vec<Duration>,
    bytes: usize,
    missed: usize,
    failed: usize,
    idle_kb: f64,
    after_kb: f64,
}

impl Figures {
    pub(crate) const HEAD: &str = "| stand-ups × listeners | acts | arrival p50, p99, max (ms) | at the last p50, p99 | answer p50, p99 | fetches | fetch p50, p99 (ms) | bytes | kB a listener: idle, after | missed, failed |\n|---|---|---|---|---|---|---|---|---|---|";

    pub(crate) fn of(acts: &[Vec<Act>], hearings: &[Arc<Hearing>], listeners: usize) -> Self {
        let mut figures = Self::default();
        for (acts, hearing) in acts.iter().zip(hearings) {
            let arrivals = lock(&hearing.arrivals);
            for (at, act) in acts.iter().enumerate() {
                let heard = arrivals.iter().filter_map(|arrivals| arrivals.get(at));
                let took: Vec<Duration> = heard.map(|at| at.duration_since(act.sent)).collect();
                figures.missed += listeners - took.len();
                figures.last.extend(took.iter().max());
                figures.arrivals.extend(took);
                figures.answers.push(act.took);
            }
            let fetches = lock(&hearing.fetches);
            figures.bytes = fetches.last().map_or(figures.bytes, |(_, bytes)| *bytes);
            figures
                .fetches
                .extend(fetches.iter().map(|(took, _)| *took));
            figures.failed += hearing.failed.load(Ordering::Relaxed);
        }
        for some in [
            &mut figures.arrivals,
            &mut figures.last,
            &mut figures.answers,
            &mut figures.fetches,
        ] {
            some.sort_unstable();
        }
        figures
    }

    /// Notes what the server held before, with all listeners there, and after the acts.
    pub(crate) fn memory(&mut self, listeners: usize, before: u64, idle: u64, after: u64) {
        let each = |kb: u64| (kb as f64 - before as f64) / listeners as f64;
        (self.idle_kb, self.after_kb) = (each(idle), each(after));
    }

    pub(crate) fn line(&self, name: &str) -> String {
        format!(
            "| {name} | {} | {}, {}, {} | {}, {} | {}, {} | {} | {}, {} | {} | {:.0}, {:.0} | {}, {} |",
            self.answers.len(),
            at(&self.arrivals, 0.5),
            at(&self.arrivals, 0.99),
            at(&self.arrivals, 1.0),
            at(&self.last, 0.5),
            at(&self.last, 0.99),
            at(&self.answers, 0.5),
            at(&self.answers, 0.99),
            self.fetches.len(),
            at(&self.fetches, 0.5),
            at(&self.fetches, 0.99),
            self.bytes,
            self.idle_kb,
            self.after_kb,
            self.missed,
            self.failed,
        )
    }
}

/// A share of what is sorted, in milliseconds.
fn at(sorted: &[Duration], share: f64) -> String {
    let last = sorted.len().saturating_sub(1);
    let place = (last as f64 * share).round() as usize;
    match sorted.get(place) {
        Some(took) => format!("{:.1}", took.as_secs_f64() * 1_000.0),
        None => "–".to_owned(),
    }
}
