//! The newcomers' path: in reading order, each standard with the story of its problem, how far one has read one's own.

use serde_json::json;

use crate::standards::publish;
use crate::support::Site;

#[tokio::test]
async fn the_path_tells_the_problems_one_will_not_have() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    ada.get("/newcomers")
        .await
        .is(200)
        .says("Nothing to read first yet");
    ada.post_json("/api/v1/problems", json!({ "title": "Exports run twice" }))
        .await
        .is(201);
    let second = "---\nreading: 2\n---\n# Second\n\n## The problem it prevents\n\nNobody knew who was on call.\n";
    let first = "---\nreading: 1\nsolves: [P-1]\n---\n# First\n\n## The problem it prevents\n\nThe clocks change twice a year.\n";
    publish(&ada, &[&bo, &cy], json!({ "markdown": second })).await;
    publish(&ada, &[&bo, &cy], json!({ "markdown": first })).await;
    publish(
        &ada,
        &[&bo, &cy],
        json!({ "markdown": "# Beside the path\n" }),
    )
    .await;
    let page = ada
        .get("/newcomers")
        .await
        .is(200)
        .says("2 problems you will not have");
    let page = page
        .says("The clocks change twice a year. It happened once.")
        .says("Nobody knew who was on call.");
    let page = page
        .says("Exports run twice")
        .says_nothing_of("Beside the path")
        .says("0 of 2 read");
    assert!(page.text.find(">First<").unwrap() < page.text.find(">Second<").unwrap());
}

#[tokio::test]
async fn how_far_one_has_read_is_ones_own() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    let zelda = site.reader("Zelda").await;
    let text = "---\nreading: 1\n---\n# First\n\nThe clocks change.\n";
    publish(&ada, &[&bo, &cy], json!({ "markdown": text })).await;
    let read = zelda
        .post(
            "/standards/S-1/reading",
            &[("read", "yes"), ("back", "/newcomers")],
        )
        .await
        .is(303);
    assert_eq!(read.location(), "/newcomers#S-1");
    zelda
        .get("/newcomers")
        .await
        .says("1 of 1 read")
        .says("Mark as unread");
    ada.get("/newcomers").await.says("0 of 1 read");
    ada.get("/standards/S-1")
        .await
        .says("1 of 4")
        .says_nothing_of("Zelda");
    ada.get("/api/v1/changes?after=0")
        .await
        .says_nothing_of("read\"");
    publish(
        &ada,
        &[&bo, &cy],
        json!({ "markdown": text.replace("clocks", "days"), "standard": "S-1" }),
    )
    .await;
    zelda
        .get("/newcomers")
        .await
        .says("0 of 1 read")
        .says("changed since you read it");
    zelda
        .send_json("PUT", "/api/v1/standards/S-1/reading", json!({}))
        .await
        .is(204);
    zelda.get("/newcomers").await.says("1 of 1 read");
    zelda.delete("/api/v1/standards/S-1/reading").await.is(204);
    zelda.get("/newcomers").await.says("0 of 1 read");
}
