//! Two long texts compared: neither the answer nor whoever asks for something else meanwhile has to wait for every word of them.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde_json::json;
use tokio::task::JoinSet;

use crate::support::Site;

/// Ninety lines of 4,900 words of one letter, each of which changes in every revision, with a line between that stays.
fn long(letters: [&str; 2]) -> String {
    let line = format!("{} {} ", letters[0], letters[1]).repeat(2_450);
    format!(
        "# Long\n\n{}",
        format!("{line}\n\nIt stays.\n\n").repeat(90)
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_comparison_of_long_texts_is_short_and_holds_nobody_up() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let first = json!({ "markdown": long(["a", "b"]) });
    ada.proposes(first).await;
    let second = json!({ "markdown": long(["b", "c"]), "standard": "S-1" });
    ada.proposes(second).await;
    let path = "/api/v1/standards/S-1/differences?from=1&to=2";
    let told = ada.get(path).await.is(200);
    let size = told.text.len();
    let told = told.json();
    assert_eq!((&told["added"], &told["removed"]), (&json!(90), &json!(90)));
    assert_eq!(told["lines_without_words"], 180);
    assert_eq!(told["lines_left_out"], 0);
    assert!(size < 6_000_000, "{size} bytes");
    let html = told["html"].as_str().unwrap();
    assert!(html.contains("Too many words differ"), "it says so");

    // One worker: without help it would serve nobody else while it compares.
    let is_over = Arc::new(AtomicBool::new(false));
    let (over, probe) = (Arc::clone(&is_over), site.stranger());
    let mut meanwhile = JoinSet::new();
    meanwhile.spawn(async move {
        let mut longest = Duration::ZERO;
        while !over.load(Ordering::Relaxed) {
            let asked = Instant::now();
            tokio::task::yield_now().await;
            probe.get("/healthz").await.is(200);
            longest = longest.max(asked.elapsed());
        }
        longest
    });
    let reader = ada.clone();
    let mut history = JoinSet::new();
    history.spawn(async move {
        let asked = Instant::now();
        let page = reader.get("/standards/S-1/history?from=1&to=2").await;
        page.is(200).says("Too many words differ");
        asked.elapsed()
    });
    let took = history.join_next().await.unwrap().unwrap();
    is_over.store(true, Ordering::Relaxed);
    let longest = meanwhile.join_next().await.unwrap().unwrap();
    assert!(longest * 2 < took, "{longest:?} of {took:?}");
}

#[tokio::test]
async fn lines_that_are_too_many_are_counted_in_words() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    ada.proposes(json!({ "markdown": "# Long\n" })).await;
    let many = format!("# Long\n\n{}", "a\n".repeat(10_010));
    let body = json!({ "markdown": many, "standard": "S-1" });
    ada.proposes(body).await;
    let path = "/api/v1/standards/S-1/differences?from=1&to=2";
    let told = ada.get(path).await.is(200).json();
    assert_eq!(told["added"], 10_011);
    assert_eq!(told["lines_left_out"], 12);
    ada.get("/standards/S-1/history?from=1&to=2&view=text")
        .await
        .is(200)
        .says("12 more lines differ or stand around, too many to show.");
}
