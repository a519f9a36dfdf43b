//! Whoever leads, acting at a pace.

use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::at;
use crate::instance::{Instance, Room, tell};
use crate::line::Line;
use crate::listener::Hearing;

/// A card has no more ideas than so many: the page stays one as it is in a real stand-up.
const IDEAS: usize = 24;

/// After so many acts the room is where it was, but for the ideas.
const ACTS: usize = 8;

/// One act.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Act {
    /// When it was sent.
    pub(crate) sent: Instant,
    /// How long its answer took.
    pub(crate) took: Duration,
}

/// Acts so many times a second for so long, each act with one event.
pub(crate) async fn lead(
    instance: &Instance,
    room: &Room,
    hearing: &Arc<Hearing>,
    pace: f64,
    time: Duration,
) -> anyhow::Result<Vec<Act>> {
    let mut line = Line::open(instance.address).await?;
    let (began, between) = (Instant::now(), Duration::from_secs_f64(1.0 / pace));
    // Not all at the same moment, where there are many.
    let number: u32 = room.id.trim_start_matches("U-").parse()?;
    tokio::time::sleep(between.mul_f64(f64::from(number % 16) / 16.0)).await;
    let mut pace = tokio::time::interval(between);
    pace.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut acts = Vec::new();
    hearing.count_from_here();
    // Whole rounds of acts only: the next measure begins where this one began.
    while began.elapsed() < time || !acts.len().is_multiple_of(ACTS) {
        pace.tick().await;
        let (path, body) = act(acts.len());
        let sent = Instant::now();
        tell(&mut line, &at(room, path), &room.leader, body).await?;
        let took = sent.elapsed();
        acts.push(Act { sent, took });
    }
    Ok(acts)
}

/// A round as it goes: ideas while one speaks, turns, a step back and on again.
fn act(number: usize) -> (&'static str, Value) {
    let turn = |action: &str| ("/turn", json!({"action": action}));
    let step = |to: &str| ("/step", json!({"to": to}));
    match number % ACTS {
        0 | 3 if number / 4 < IDEAS => (
            "/ideas",
            json!({"text": format!("Do it in batches, and say so beforehand ({number})"), "kind": "countermeasure"}),
        ),
        0 => turn("done"),
        3 => turn("back"),
        1 | 2 => turn("done"),
        4 | 5 => turn("back"),
        6 => step("back"),
        _ => step("next"),
    }
}
