//! The room: its clock, who leads it and is there, its agenda by hand, and an end when everybody has left.

use serde_json::{Value, json};

use super::{act, next, place, posted, started};
use crate::support::{Person, Site};

pub(super) async fn shown(who: &Person, id: cahier::id::StandupId) -> Value {
    who.get(&format!("/api/v1/standups/{id}"))
        .await
        .is(200)
        .json()
}

/// How many seconds a clock of the stand-up has left.
fn left(standup: &Value, which: &str) -> i64 {
    let at = |name: &str| {
        let text = standup["clock"][name].as_str().unwrap();
        text.parse::<jiff::Timestamp>().unwrap().as_second()
    };
    at(which) - at("now")
}

#[tokio::test]
async fn a_card_has_a_minute_and_a_turn_half_of_one() {
    let site = Site::new().await;
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    posted(&site, "Deploys lock the orders table").await;
    let id = started(&ada).await;
    act(&karim, id, "presence", json!({}), 200).await;
    assert!(shown(&ada, id).await["clock"]["step"].is_null());
    let news = next(&ada, id).await;
    assert_eq!((left(&news, "step"), left(&news, "budget")), (60, 900));
    site.clock.advance(20);
    let round = json!({"problem": "P-1", "do": "round"});
    let later = act(&ada, id, "decision", round, 200).await;
    assert_eq!(
        (left(&later, "step"), left(&later, "budget")),
        (40, 880),
        "an instant, whenever one looks"
    );
    let mut there = Value::Null;
    for _ in 0..3 {
        there = next(&ada, id).await;
    }
    assert_eq!(place(&there), ("round", "P-1"));
    assert_eq!((left(&there, "turn"), left(&there, "step")), (30, 60));
    site.clock.advance(12);
    assert_eq!(left(&shown(&karim, id).await, "turn"), 18);
    let passed_on = act(&ada, id, "turn", json!({"action": "done"}), 200).await;
    assert_eq!(
        left(&passed_on, "turn"),
        30,
        "the next one has a turn of their own"
    );
    let all = act(&ada, id, "turn", json!({"action": "done"}), 200).await;
    assert!(all["clock"]["turn"].is_null());
}

#[tokio::test]
async fn a_page_that_missed_an_idea_is_told_by_the_version() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    posted(&site, "Deploys lock the orders table").await;
    let id = started(&ada).await;
    next(&ada, id).await;
    let version = async || shown(&ada, id).await["version"].as_i64();
    let before = version().await.unwrap();
    let idea = json!({"text": "Migrations wait", "kind": "cause"});
    act(&ada, id, "ideas", idea, 201).await;
    assert_eq!(version().await, Some(before + 1));
}

#[tokio::test]
async fn a_step_that_is_taken_back_has_left_what_it_had() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    posted(&site, "One").await;
    posted(&site, "Two").await;
    let id = started(&ada).await;
    next(&ada, id).await;
    site.clock.advance(25);
    next(&ada, id).await;
    site.clock.advance(50);
    let back = act(&ada, id, "step", json!({"to": "back"}), 200).await;
    assert_eq!(left(&back, "step"), 35);
}

#[tokio::test]
async fn when_the_time_is_over_the_team_stops_or_goes_on() {
    let site = Site::new().await;
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    posted(&site, "Deploys lock the orders table").await;
    let id = started(&ada).await;
    next(&ada, id).await;
    let room = format!("/standups/{id}");
    ada.get(&room)
        .await
        .says_nothing_of("Go on for five minutes");
    site.clock.advance(16 * 60);
    ada.get(&room)
        .await
        .says("Stop here")
        .says("Go on for five minutes");
    karim
        .get(&room)
        .await
        .says_nothing_of("Go on for five minutes");
    act(&karim, id, "time", json!({"minutes": 5}), 403).await;
    act(&ada, id, "time", json!({"minutes": 0}), 422).await;
    // Sent again, because its answer was lost, it counts once.
    for _ in 0..2 {
        ada.post(&format!("{room}/time"), &[("minutes", "5"), ("more", "0")])
            .await
            .is(303);
    }
    let on = shown(&ada, id).await;
    assert_eq!(
        (left(&on, "budget"), on["clock"]["more"].as_i64()),
        (240, Some(5))
    );
    ada.get(&room).await.says("4 minutes left of 20");
}

#[tokio::test]
async fn the_lead_is_taken_from_nobody_who_is_there() {
    let site = Site::new().await;
    let [ada, karim, lea] = site.members(["Ada", "Karim", "Léa"]).await;
    posted(&site, "Deploys lock the orders table").await;
    let id = started(&ada).await;
    let at = |act: &str| format!("/api/v1/standups/{id}/{act}");
    let before = shown(&ada, id).await["version"].clone();
    let pulse = ada.post_json(&at("pulse"), json!({})).await.is(200).json();
    assert_eq!(pulse["led"], true);
    assert_eq!(pulse["version"], before, "being there is no change");
    let refused = karim.post_json(&at("facilitator"), json!({})).await.is(409);
    refused.says("Ada leads and is here");
    let hidden = karim.get(&format!("/standups/{id}")).await;
    hidden.says("class=\"room-lost\" hidden");
    site.clock.advance(10);
    karim.post_json(&at("facilitator"), json!({})).await.is(409);
    site.clock.advance(3);
    let gone = karim
        .post_json(&at("pulse"), json!({}))
        .await
        .is(200)
        .json();
    assert_eq!(gone["led"], false);
    let led = act(&karim, id, "facilitator", json!({}), 200).await;
    assert_eq!(led["leader"]["name"], "Karim");
    karim.post_json(&at("pulse"), json!({})).await.is(200);
    act(&ada, id, "facilitator", json!({}), 409).await;

    let to = |person: &Person| json!({"to": person.id.to_string()});
    act(&karim, id, "facilitator", to(&lea), 422).await;
    act(&ada, id, "facilitator", to(&ada), 409).await;
    act(&ada, id, "facilitator", to(&karim), 403).await;
    let handed = act(&karim, id, "facilitator", to(&ada), 200).await;
    assert_eq!(handed["leader"]["name"], "Ada");
    act(&ada, id, "end", json!({}), 200).await;
    let minutes = lea.get(&format!("/standups/{id}")).await.is(200);
    minutes
        .says("Led by Ada, then Karim, ")
        .says("<dd>Ada, Karim</dd>");
}

#[tokio::test]
async fn the_agenda_is_put_in_order_by_hand() {
    let site = Site::new().await;
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    for title in ["One", "Two", "Three", "Four"] {
        posted(&site, title).await;
    }
    let id = started(&ada).await;
    let order = |standup: &Value| -> Vec<String> {
        let cards = standup["agenda"].as_array().unwrap();
        let ids = cards.iter().map(|card| card["problem"].as_str().unwrap());
        ids.map(str::to_owned).collect()
    };
    let put = |problem: &str, at: &str| json!({"problem": problem, "place": at});
    act(&karim, id, "agenda", put("P-3", "first"), 403).await;
    let first = act(&ada, id, "agenda", put("P-3", "first"), 200).await;
    assert_eq!(order(&first), ["P-3", "P-1", "P-2", "P-4"]);
    next(&ada, id).await;
    let last = act(&ada, id, "agenda", put("P-1", "last"), 200).await;
    assert_eq!(order(&last), ["P-3", "P-2", "P-4", "P-1"]);
    act(&ada, id, "agenda", put("P-3", "last"), 422).await;
    act(&ada, id, "agenda", put("P-9", "first"), 422).await;
    act(&ada, id, "agenda", put("P-2", "middle"), 422).await;
    let at = format!("/standups/{id}/agenda");
    ada.post(&at, &[("problem", "P-4"), ("place", "first")])
        .await
        .is(303);
    assert_eq!(place(&next(&ada, id).await), ("news", "P-4"));
}

#[tokio::test]
async fn whoever_passed_can_ask_for_the_floor_after_all() {
    let site = Site::new().await;
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    posted(&site, "Deploys lock the orders table").await;
    let id = started(&ada).await;
    act(&karim, id, "presence", json!({}), 200).await;
    next(&ada, id).await;
    let round = json!({"problem": "P-1", "do": "round"});
    act(&ada, id, "decision", round, 200).await;
    for _ in 0..3 {
        next(&ada, id).await;
    }
    act(&karim, id, "turn", json!({"action": "back"}), 403).await;
    for _ in 0..2 {
        act(&ada, id, "turn", json!({"action": "pass"}), 200).await;
    }
    let room = format!("/standups/{id}");
    karim
        .get(&room)
        .await
        .says("I have something to say after all");
    let there = act(&karim, id, "turn", json!({"action": "back"}), 200).await;
    assert_eq!(there["floor"]["speaker"]["name"], "Karim");
    ada.get(&room).await.says("Karim has not spoken yet.");
}

#[tokio::test]
async fn a_standup_that_everybody_has_left_ends_by_itself() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    posted(&site, "Deploys lock the orders table").await;
    let id = started(&ada).await;
    next(&ada, id).await;
    site.clock.advance(59 * 60);
    let idea = json!({"text": "Lock in batches", "kind": "cause"});
    act(&ada, id, "ideas", idea, 201).await;
    site.clock.advance(59 * 60);
    site.app.mind_dates().await.unwrap();
    assert_eq!(
        place(&shown(&ada, id).await).0,
        "news",
        "noting an idea is acting"
    );
    site.clock.advance(2 * 60);
    site.app.mind_dates().await.unwrap();
    let ended = shown(&ada, id).await;
    assert_eq!(place(&ended).0, "ended");
    ada.get(&format!("/api/v1/standups/{id}/minutes"))
        .await
        .says("Lock in batches");
    let feed = ada.get("/api/v1/changes?after=0&limit=200").await.json();
    let entries = feed["items"].as_array().unwrap();
    let over = entries.iter().find(|one| one["kind"] == "standup.ended");
    assert!(over.unwrap()["actor"].is_null());
}

#[tokio::test]
async fn whoever_was_away_sees_a_problem_and_it_comes_back() {
    let site = Site::new().await;
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    let reader = site.reader("Nina").await;
    for title in ["Deploys lock the orders table", "The export fails"] {
        posted(&site, title).await;
    }
    let id = started(&ada).await;
    next(&ada, id).await;
    let due = site.app.clock().now().plus_seconds(8 * 86_400);
    let due = due.to_string()[..10].to_owned();
    let work = json!([{"text": "Lock in batches", "owner": ada.id.to_string(), "due": due}]);
    let decided = json!({"problem": "P-1", "do": "now", "countermeasures": work});
    act(&ada, id, "decision", decided, 200).await;
    let object = |text: &str| json!({"problem": "P-1", "text": text});
    act(&karim, id, "objections", object("The index"), 409).await;
    act(&ada, id, "end", json!({}), 200).await;
    act(&ada, id, "objections", object("The index"), 409).await;
    act(&reader, id, "objections", object("The index"), 403).await;
    act(&karim, id, "objections", object("  "), 422).await;
    let other = json!({"problem": "P-2", "text": "The index"});
    act(&karim, id, "objections", other, 422).await;
    let minutes = format!("/standups/{id}");
    ada.get(&minutes).await.says_nothing_of("I see a problem");
    reader
        .get(&minutes)
        .await
        .says_nothing_of("I see a problem");
    karim.get(&minutes).await.says("I see a problem");
    let blank = [("problem", "P-1"), ("what", " ")];
    let at = format!("/standups/{id}/objections");
    karim.post(&at, &blank).await.is(422);
    let said = [
        ("problem", "P-1"),
        ("what", "The index is rebuilt each night"),
    ];
    karim.post(&at, &said).await.is(303);
    ada.get("/problems/P-1")
        .await
        .says("The index is rebuilt each night");
    let again = started(&ada).await;
    let shown = shown(&ada, again).await;
    assert_eq!(shown["agenda"][0]["problem"], "P-1");
    assert_eq!(shown["agenda"][0]["reason"], "questioned");
    act(&ada, again, "end", json!({}), 200).await;
    let third = started(&ada).await;
    let reasons = super::room::shown(&ada, third).await["agenda"].to_string();
    assert!(!reasons.contains("questioned"), "asked once: {reasons}");
}

#[tokio::test]
async fn a_working_day_later_it_is_too_late_to_see_a_problem() {
    let site = Site::new().await;
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    posted(&site, "Deploys lock the orders table").await;
    let id = started(&ada).await;
    next(&ada, id).await;
    let aside = json!({"reason": "no_longer", "why": "Gone"});
    let decided = json!({"problem": "P-1", "do": "set_aside", "set_aside": aside});
    act(&ada, id, "decision", decided, 200).await;
    act(&ada, id, "end", json!({}), 200).await;
    site.days_pass(7);
    let object = json!({"problem": "P-1", "text": "The index"});
    act(&karim, id, "objections", object, 409).await;
    karim
        .get(&format!("/standups/{id}"))
        .await
        .says_nothing_of("I see a problem");
}
