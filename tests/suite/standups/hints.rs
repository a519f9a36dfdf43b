//! What the room's page says to whoever does not know it yet: what can be done here, by whom, and what became of what.

use serde_json::json;

use super::silent::{go_to, in_silence, note, shown};
use super::{act, next, posted, started};
use crate::support::Site;

#[tokio::test]
async fn an_idea_is_taken_over_into_the_decision_without_being_typed_again() {
    let site = Site::new().await;
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    let id = in_silence(&site, &[&ada, &karim], "silence").await;
    let idea = note(&karim, id, "Lock in batches").await;
    let room = format!("/standups/{id}");
    let take = format!("{room}?take={idea}");
    let filled = "value=\"Lock in batches\"";
    ada.get(&take).await.is(200).says_nothing_of("Lock in");
    go_to(&ada, id, "decision").await;
    let link = format!("href=\"?take={idea}#decide-do\"");
    ada.get(&room).await.says(&link).says_nothing_of(filled);
    karim.get(&room).await.says_nothing_of(&link);
    ada.get(&take).await.says(filled);
    ada.get(&format!("{room}?take=nothing")).await.is(200);
    go_to(&ada, id, "writeup").await;
    let page = ada.get(&room).await.says("What becomes of each idea");
    let told = page.text.matches("Lock in batches").count();
    assert_eq!(told, 1, "each idea stands there once, with its field");
}

#[tokio::test]
async fn what_is_decided_here_stands_there_once() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    posted(&site, "Deploys lock the orders table").await;
    let id = started(&ada).await;
    next(&ada, id).await;
    let doing = json!({"problem": "P-1", "do": "now",
        "countermeasures": [{"text": "Set a lock timeout", "owner": "ada@example.org"}]});
    act(&ada, id, "decision", doing, 200).await;
    let page = ada.get(&format!("/standups/{id}")).await;
    assert_eq!(page.text.matches("Set a lock timeout").count(), 1);
    page.says("somebody does it");
}

#[tokio::test]
async fn the_agenda_says_what_became_of_a_card_that_had_the_floor() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    posted(&site, "One").await;
    posted(&site, "Two").await;
    let id = started(&ada).await;
    let room = format!("/standups/{id}");
    next(&ada, id).await;
    ada.get(&room).await.says_nothing_of("left open");
    next(&ada, id).await;
    let page = ada.get(&room).await.says("agenda-why\">left open<");
    page.says("agenda-why\">new<");
}

#[tokio::test]
async fn only_a_step_that_left_something_is_marked_as_done() {
    let site = Site::new().await;
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    let id = in_silence(&site, &[&ada, &karim], "silence").await;
    note(&karim, id, "Lock in batches").await;
    go_to(&ada, id, "round").await;
    let page = ada.get(&format!("/standups/{id}")).await;
    page.says("<li class=\"over\">Silence</li>")
        .says("<li>Facts</li>")
        .says("<li>Is there a standard?</li>");
}

#[tokio::test]
async fn ones_own_page_says_that_one_has_the_floor_oneself() {
    let site = Site::new().await;
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    let id = in_silence(&site, &[&ada, &karim], "round").await;
    let there = shown(&ada, id).await;
    let first = there["floor"]["speaker"]["name"].as_str().unwrap();
    if first == "Ada" {
        act(&ada, id, "turn", json!({"action": "done"}), 200).await;
    }
    let room = format!("/standups/{id}");
    karim.get(&room).await.says("You have the floor");
    // The laptop of whoever leads is the room's screen.
    ada.get(&room).await.says_nothing_of("You have the floor");
    let mode = format!("{room}/mode");
    let refused = ada.post(&mode, &[("mode", "spoken")]).await.is(409);
    let refused = refused.says("Has the floor");
    refused.says("this can change before the next problem");
}

#[tokio::test]
async fn over_the_day_the_others_are_told_when_it_is_theirs() {
    let site = Site::new().await;
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    posted(&site, "Deploys lock the orders table").await;
    karim
        .get("/standups/next/web")
        .await
        .says("Another way")
        .says("value=\"async\"");
    let id = started(&ada).await;
    let room = format!("/standups/{id}");
    ada.get(&room).await.says("value=\"async\"");
    act(&ada, id, "mode", json!({"mode": "async"}), 200).await;
    ada.get(&room).await.says_nothing_of("value=\"async\"");
    next(&ada, id).await;
    karim
        .get(&room)
        .await
        .says("Ada goes through this step")
        .says_nothing_of("Decide: do it");
    ada.get(&room)
        .await
        .says_nothing_of("goes through this step");
}
