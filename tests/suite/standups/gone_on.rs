//! What is sent from a page that is older than the room: it is said that the room has gone on, what was typed comes back, and
//! nothing happens at a step that nobody read.

use serde_json::json;

use super::silent::{in_silence, note, shown};
use super::{act, next, posted, started};
use crate::support::Site;

#[tokio::test]
async fn an_idea_that_comes_while_dots_are_given_is_given_back() {
    let site = Site::new().await;
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    let id = in_silence(&site, &[&ada, &karim], "silence").await;
    let keyed = karim.with_header("idempotency-key", "sent-in-time");
    let sent = json!({"text": "Lock in batches", "kind": "countermeasure"});
    act(&keyed, id, "ideas", sent.clone(), 201).await;
    for _ in 0..2 {
        next(&ada, id).await;
    }
    act(&keyed, id, "ideas", sent, 201).await;
    let late = [
        ("problem", "P-1"),
        ("idea", "Written a step ago"),
        ("kind", "cause"),
    ];
    let ideas = format!("/standups/{id}/ideas");
    let room = karim.post(&ideas, &late).await.is(422);
    room.says("dots are being given")
        .says("Written a step ago")
        .says("Three dots each");
    let late = json!({"text": "Written a step ago", "kind": "cause"});
    let refused = act(&karim, id, "ideas", late.clone(), 422).await;
    assert_eq!(refused["errors"][0]["pointer"], "/text");
    let seen = shown(&ada, id).await;
    assert_eq!(
        seen["ideas"].as_array().unwrap().len(),
        1,
        "what is weighed stays as it was, and what arrived in time once"
    );
    next(&ada, id).await;
    act(&karim, id, "ideas", late, 201).await;
}

#[tokio::test]
async fn having_nothing_to_add_counts_for_the_step_that_was_read() {
    let site = Site::new().await;
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    let id = in_silence(&site, &[&ada, &karim], "silence").await;
    note(&ada, id, "Lock in batches").await;
    let page = karim.get(&format!("/standups/{id}")).await.text;
    let read = page.split("data-place=\"").nth(1).unwrap();
    let read = read.split('"').next().unwrap().to_owned();
    for _ in 0..2 {
        next(&ada, id).await;
    }
    let turn = format!("/standups/{id}/turn");
    let said = [("action", "done"), ("at", read.as_str())];
    let room = karim.post(&turn, &said).await.is(422);
    room.says("The stand-up has gone on meanwhile")
        .says("Three dots each")
        .says_nothing_of("I have something to add after all");
    act(&ada, id, "turn", json!({"action": "done"}), 200).await;
    ada.get(&format!("/standups/{id}"))
        .await
        .says("1 of 2 have given theirs");
}

#[tokio::test]
async fn what_was_typed_about_another_card_comes_back_and_not_into_the_form_of_this_one() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    posted(&site, "One").await;
    posted(&site, "Two").await;
    let id = started(&ada).await;
    let news = next(&ada, id).await;
    let first = news["problem"].as_str().unwrap().to_owned();
    let decision = format!("/standups/{id}/decision");
    act(
        &ada,
        id,
        "decision",
        json!({"problem": first, "do": "round"}),
        200,
    )
    .await;
    for _ in 0..2 {
        next(&ada, id).await;
    }
    let other = if first == "P-1" { "P-2" } else { "P-1" };
    let sent = [
        ("problem", other),
        ("do", "now"),
        ("text", "Typed before it went on"),
        ("owner", ada.id.as_str()),
    ];
    let room = ada.post(&decision, &sent).await.is(422);
    room.says("does not have the floor")
        .says("Typed before it went on")
        .says_nothing_of("value=\"Typed before it went on\"");
}

#[tokio::test]
async fn what_comes_too_late_is_answered_by_the_room_as_it_is() {
    let site = Site::new().await;
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    let id = in_silence(&site, &[&ada, &karim], "silence").await;
    let idea = note(&karim, id, "Lock in batches").await;
    next(&ada, id).await;
    let take = format!("/standups/{id}/ideas/{idea}");
    let room = karim.post(&take, &[("take_back", "yes")]).await.is(409);
    room.says("everybody has seen this idea")
        .says("Has the floor");
}
