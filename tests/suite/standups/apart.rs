//! A stand-up over the day: each acts in their own time, a step ends once everybody has done their part or at its deadline,
//! and what is sealed stays so until then.

use serde_json::{Value, json};

use super::silent::{go_to, note, shown};
use super::{act, next, place, posted};
use crate::support::{Person, Site};

/// Starts one over the day with one problem, which goes to a step of its full round.
async fn over_the_day(site: &Site, leader: &Person, step: &str) -> cahier::id::StandupId {
    posted(site, "Deploys lock the orders table").await;
    let new = json!({"team": "web", "mode": "async", "hours": 4});
    let begun = leader.post_json("/api/v1/standups", new).await.is(201);
    let id = begun.json()["id"].as_str().unwrap().parse().unwrap();
    next(leader, id).await;
    let round = json!({"problem": "P-1", "do": "round"});
    act(leader, id, "decision", round, 200).await;
    go_to(leader, id, step).await;
    id
}

fn until(standup: &Value) -> &str {
    standup["clock"]["step"].as_str().unwrap()
}

#[tokio::test]
async fn each_acts_in_their_own_time_and_a_step_ends_once_everybody_has() {
    let site = Site::new().await;
    let [ada, karim, lea] = site.members(["Ada", "Karim", "Léa"]).await;
    let id = over_the_day(&site, &ada, "silence").await;
    let begun = shown(&lea, id).await;
    assert_eq!(
        begun["present"].as_array().unwrap().len(),
        3,
        "the whole team is waited for"
    );
    let batches = note(&ada, id, "Lock in batches").await;
    note(&karim, id, "Read replicas").await;
    let sealed = shown(&lea, id).await;
    assert_eq!(place(&sealed).0, "silence");
    assert_eq!(sealed["ideas"], json!([]));
    let page = format!("/standups/{id}");
    lea.get(&page).await.is(200).says("I have nothing to add");
    lea.get("/").await.says("Your part of U-1, over the day");
    karim.get("/").await.says_nothing_of("Your part of U-1");
    act(&lea, id, "turn", json!({"action": "done"}), 200).await;
    let shown_now = shown(&lea, id).await;
    assert_eq!(
        place(&shown_now).0,
        "round",
        "two have written, the third has nothing to add"
    );
    assert_eq!(shown_now["ideas"].as_array().unwrap().len(), 2);
    assert!(
        shown_now["floor"]["speaker"].is_null(),
        "everybody has the floor"
    );
    lea.get(&page)
        .await
        .says("Everybody has the floor, each in their own time");
    // In any order, and changed one's mind in between.
    for (who, action) in [
        (&lea, "done"),
        (&ada, "pass"),
        (&lea, "back"),
        (&lea, "done"),
    ] {
        act(who, id, "turn", json!({"action": action}), 200).await;
        assert_eq!(place(&shown(&ada, id).await).0, "round");
    }
    act(&karim, id, "turn", json!({"action": "done"}), 200).await;
    assert_eq!(place(&shown(&ada, id).await).0, "dots");
    let give = |dots: i64| json!({"idea": batches, "dots": dots});
    act(&ada, id, "dots", give(3), 200).await;
    act(&karim, id, "dots", give(3), 200).await;
    act(&lea, id, "dots", give(1), 200).await;
    let sealed = shown(&ada, id).await;
    assert!(
        sealed["ideas"]
            .as_array()
            .unwrap()
            .iter()
            .all(|idea| idea["dots"].is_null())
    );
    act(&lea, id, "turn", json!({"action": "done"}), 200).await;
    let decided = shown(&ada, id).await;
    assert_eq!(place(&decided).0, "decision");
    let dots = |idea: &Value| idea["dots"].as_i64().unwrap();
    let all: i64 = decided["ideas"].as_array().unwrap().iter().map(dots).sum();
    assert_eq!(all, 7);
}

#[tokio::test]
async fn at_its_deadline_a_step_goes_on_without_those_who_did_not_come() {
    let site = Site::new().await;
    let [ada, karim, lea] = site.members(["Ada", "Karim", "Léa"]).await;
    let id = over_the_day(&site, &ada, "silence").await;
    note(&karim, id, "Read replicas").await;
    site.clock.advance(4 * 3_600 - 1);
    site.app.mind_dates().await.unwrap();
    let before = shown(&lea, id).await;
    assert_eq!(
        (place(&before).0, &before["ideas"]),
        ("silence", &json!([]))
    );
    site.clock.advance(1);
    site.app.mind_dates().await.unwrap();
    let after = shown(&lea, id).await;
    assert_eq!(place(&after).0, "round");
    assert_eq!(after["ideas"][0]["text"], "Read replicas");
    let deadline = until(&after).to_owned();
    act(&ada, id, "time", json!({"minutes": 1_440}), 200).await;
    assert!(
        until(&shown(&ada, id).await) > deadline.as_str(),
        "one more day"
    );
    act(&ada, id, "step", json!({"to": "back"}), 200).await;
    site.app.mind_dates().await.unwrap();
    assert_eq!(
        place(&shown(&ada, id).await).0,
        "silence",
        "what was gone back to has its whole time again"
    );
    next(&ada, id).await;
    site.clock.advance(28 * 3_600);
    site.app.mind_dates().await.unwrap();
    site.clock.advance(4 * 3_600);
    site.app.mind_dates().await.unwrap();
    site.clock.advance(9 * 3_600);
    site.app.mind_dates().await.unwrap();
    assert_eq!(
        place(&shown(&ada, id).await).0,
        "decision",
        "a decision waits for somebody to take it"
    );
    // Whoever led has not been seen for longer than a step has: another one takes over.
    act(&lea, id, "facilitator", json!({}), 200).await;
    act(&lea, id, "end", json!({}), 200).await;
    let minutes = ada.get(&format!("/api/v1/standups/{id}/minutes")).await;
    minutes
        .says("over the day")
        .says("Present: Ada, Karim, Léa.");
}

#[tokio::test]
async fn a_deadline_does_not_fall_on_a_day_on_which_nobody_works() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    // Friday at nine, where the team is; a day later is a Saturday.
    site.days_pass(4);
    posted(&site, "Deploys lock the orders table").await;
    let new = json!({"team": "web", "mode": "async"});
    let begun = ada.post_json("/api/v1/standups", new).await.is(201);
    let id = begun.json()["id"].as_str().unwrap().parse().unwrap();
    let there = next(&ada, id).await;
    assert!(
        until(&there).starts_with("2026-03-09T"),
        "{}",
        until(&there)
    );
}

#[tokio::test]
async fn only_those_who_acted_were_there() {
    let site = Site::new().await;
    let [ada, karim, _lea] = site.members(["Ada", "Karim", "Léa"]).await;
    let id = over_the_day(&site, &ada, "silence").await;
    note(&karim, id, "Read replicas").await;
    act(&ada, id, "turn", json!({"action": "done"}), 200).await;
    let minutes = format!("/api/v1/standups/{id}/minutes");
    ada.get(&minutes).await.says("Léa");
    act(&ada, id, "end", json!({}), 200).await;
    ada.get(&minutes)
        .await
        .says("Present: Ada, Karim.")
        .says_nothing_of("Léa");
    let feed = ada.get("/api/v1/changes?after=0&limit=200").await.json();
    for kind in ["standup.idea_noted", "standup.turned"] {
        let said = feed["items"].as_array().unwrap().iter();
        let told: Vec<&Value> = said.filter(|one| one["kind"] == kind).collect();
        assert!(!told.is_empty(), "{kind} is told");
        let unnamed = told.iter().all(|one| one["actor"].is_null());
        assert!(unnamed, "who acts when is nobody's business: {kind}");
    }
}

#[tokio::test]
async fn a_step_that_was_gone_back_to_is_left_by_whoever_leads() {
    let site = Site::new().await;
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    let id = over_the_day(&site, &ada, "silence").await;
    note(&ada, id, "Lock in batches").await;
    note(&karim, id, "Read replicas").await;
    assert_eq!(place(&shown(&ada, id).await).0, "round");
    act(&ada, id, "step", json!({"to": "back"}), 200).await;
    note(&karim, id, "Another one").await;
    assert_eq!(
        place(&shown(&ada, id).await).0,
        "silence",
        "everybody had written before: the next idea moves nothing"
    );
    next(&ada, id).await;
    assert_eq!(place(&shown(&ada, id).await).0, "round");
}

#[tokio::test]
async fn nobody_agrees_over_the_day_to_a_text_they_never_saw() {
    let site = Site::new().await;
    let [ada, _karim] = site.members(["Ada", "Karim"]).await;
    let id = over_the_day(&site, &ada, "writeup").await;
    ada.get(&format!("/standups/{id}"))
        .await
        .says("Not for the book")
        .says_nothing_of("Agree and publish");
    let book = json!({"problem": "P-1", "book": {"markdown": "# Lock in batches\n"}});
    act(&ada, id, "decision", book, 422).await;
    ada.get("/api/v1/standards/S-1").await.is(404);
}

#[tokio::test]
async fn a_deadline_far_away_is_waited_for() {
    let site = Site::new().await;
    let [ada, _karim] = site.members(["Ada", "Karim"]).await;
    posted(&site, "Deploys lock the orders table").await;
    let new = json!({"team": "web", "mode": "async", "hours": 168});
    let begun = ada.post_json("/api/v1/standups", new).await.is(201);
    let id = begun.json()["id"].as_str().unwrap().parse().unwrap();
    next(&ada, id).await;
    act(&ada, id, "time", json!({"minutes": 1_440}), 200).await;
    site.days_pass(8);
    site.app.mind_dates().await.unwrap();
    assert_eq!(
        place(&shown(&ada, id).await).0,
        "news",
        "its deadline is today"
    );
    site.days_pass(8);
    site.app.mind_dates().await.unwrap();
    assert_eq!(place(&shown(&ada, id).await).0, "ended");
}

#[tokio::test]
async fn nobody_gives_dots_for_others_over_the_day_and_hours_have_bounds() {
    let site = Site::new().await;
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    for hours in [0, 169] {
        let new = json!({"team": "web", "mode": "async", "hours": hours});
        let refused = ada.post_json("/api/v1/standups", new).await.is(422);
        assert_eq!(refused.json()["errors"][0]["pointer"], "/hours");
    }
    let typed = [("team", "web"), ("mode", "async"), ("hours", "many")];
    ada.post("/standups", &typed)
        .await
        .is(422)
        .says("a whole number of hours, from 1 to 168");
    let id = over_the_day(&site, &ada, "silence").await;
    let idea = note(&ada, id, "Lock in batches").await;
    go_to(&ada, id, "dots").await;
    let theirs = json!({"idea": idea, "dots": 3, "member": karim.id.to_string()});
    act(&ada, id, "dots", theirs, 403).await;
    act(&karim, id, "facilitator", json!({}), 409).await;
}

#[tokio::test]
async fn the_room_changes_to_over_the_day_only_while_people_gather() {
    let site = Site::new().await;
    let [ada, _karim] = site.members(["Ada", "Karim"]).await;
    posted(&site, "Deploys lock the orders table").await;
    let id = super::started(&ada).await;
    let changed = act(&ada, id, "mode", json!({"mode": "async"}), 200).await;
    assert_eq!(changed["present"].as_array().unwrap().len(), 2);
    let back = act(&ada, id, "mode", json!({"mode": "spoken"}), 200).await;
    assert_eq!(
        back["present"].as_array().unwrap().len(),
        1,
        "who never came is not there"
    );
    next(&ada, id).await;
    act(&ada, id, "mode", json!({"mode": "async"}), 409).await;
}
