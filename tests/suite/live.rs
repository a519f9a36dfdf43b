//! What happens, as it happens: the streams that open pages and programs follow.

use serde_json::json;

use crate::standups::{act, next, started};
use crate::support::Site;

#[tokio::test]
async fn a_stream_tells_what_happens_resumes_after_a_cut_and_says_when_the_gap_is_too_old() {
    let site = Site::new().await;
    let (ada, karim) = (site.member("Ada").await, site.member("Karim").await);
    let mut live = ada.listens("/api/v1/live").await;
    live.until("begin").await;
    let problem = json!({"title": "The <secret> export stops"});
    karim.post_json("/api/v1/problems", problem).await.is(201);
    let heard = live.until("problem.posted").await;
    assert!(heard.contains("event: change"), "{heard}");
    assert!(heard.contains("\"subject\":\"P-1\""), "{heard}");
    assert!(
        !heard.contains("secret"),
        "a stream tells no texts: {heard}"
    );
    let seen = heard
        .lines()
        .rev()
        .find_map(|line| line.strip_prefix("id: "))
        .unwrap()
        .to_owned();

    drop(live);
    for title in ["Builds are slow", "Lights are out"] {
        karim
            .post_json("/api/v1/problems", json!({"title": title}))
            .await
            .is(201);
    }
    let resumed = ada.with_header("last-event-id", &seen);
    let heard = resumed.listens("/api/v1/live").await.until("P-3").await;
    assert!(heard.contains("P-2") && !heard.contains("P-1"), "{heard}");

    let future = ada.with_header("last-event-id", "999999");
    future
        .listens("/api/v1/live")
        .await
        .until("event: reload")
        .await;
    site.stranger().get("/api/v1/live").await.is(401);
}

#[tokio::test]
async fn a_stand_ups_stream_tells_of_that_stand_up_alone() {
    let site = Site::new().await;
    let (ada, karim) = (site.member("Ada").await, site.member("Karim").await);
    karim
        .post_json("/api/v1/problems", json!({"title": "Builds are slow"}))
        .await
        .is(201);
    let id = started(&ada).await;
    let mut live = karim.listens(&format!("/api/v1/standups/{id}/live")).await;
    live.until("begin").await;
    karim
        .post_json("/api/v1/problems", json!({"title": "Lights are out"}))
        .await
        .is(201);
    next(&ada, id).await;
    let heard = live.until("standup.").await;
    assert!(!heard.contains("problem.posted"), "{heard}");
    act(&ada, id, "end", json!({}), 200).await;
    live.until("standup.ended").await;
    karim.get("/api/v1/standups/U-9/live").await.is(404);
}
