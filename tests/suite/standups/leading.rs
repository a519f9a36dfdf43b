//! Who leads, who has the floor, and what happens once.

use serde_json::json;

use super::{act, next, place, posted, started};
use crate::support::Site;

#[tokio::test]
async fn whoever_leads_drives_and_anybody_may_take_over() {
    let site = Site::new().await;
    let (ada, karim) = (site.member("Ada").await, site.member("Karim").await);
    let reader = site.reader("Nina").await;
    posted(&site, "Deploys lock the orders table").await;
    let id = started(&ada).await;
    for (act_name, body) in [
        ("step", json!({"to": "next"})),
        ("end", json!({})),
        ("decision", json!({"problem": "P-1", "do": "later"})),
        ("presence", json!({"member": ada.id.to_string()})),
    ] {
        let refused = act(&karim, id, act_name, body.clone(), 403).await;
        assert!(refused["detail"].as_str().unwrap().len() > 5);
        act(&reader, id, act_name, body, 403).await;
    }
    reader.get(&format!("/api/v1/standups/{id}")).await.is(200);
    let led = act(&karim, id, "facilitator", json!({}), 200).await;
    assert_eq!(led["leader"]["name"], "Karim");
    assert_eq!(
        led["present"].as_array().unwrap().len(),
        2,
        "whoever leads is in the room"
    );
    assert_eq!(place(&next(&karim, id).await), ("news", "P-1"));
    act(&ada, id, "step", json!({"to": "next"}), 403).await;
}

#[tokio::test]
async fn people_without_a_device_have_their_turn_and_those_who_manage_speak_last() {
    let site = Site::new().await;
    let (ada, boss) = (site.member("Ada").await, site.member("Bruno").await);
    let (karim, lea) = (site.member("Karim").await, site.member("Léa").await);
    manages(&site, &boss.id).await;
    posted(&site, "Deploys lock the orders table").await;
    let id = started(&ada).await;
    for person in [&boss, &karim, &lea] {
        act(
            &ada,
            id,
            "presence",
            json!({"member": person.id.to_string()}),
            200,
        )
        .await;
    }
    next(&ada, id).await;
    act(
        &ada,
        id,
        "decision",
        json!({"problem": "P-1", "do": "round"}),
        200,
    )
    .await;
    for _ in 0..3 {
        next(&ada, id).await;
    }
    let shown = ada.get(&format!("/api/v1/standups/{id}")).await.json();
    let order: Vec<&str> = shown["floor"]["turns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|turn| turn["member"]["name"].as_str().unwrap())
        .collect();
    assert_eq!(order.len(), 4);
    assert_eq!(order[3], "Bruno");
    let mut sorted = order.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, ["Ada", "Bruno", "Karim", "Léa"]);

    let gone = act(&karim, id, "presence", json!({"here": false}), 200).await;
    assert_eq!(
        gone["floor"]["turns"].as_array().unwrap().len(),
        3,
        "nobody waits for whoever left"
    );
    let back = act(&karim, id, "presence", json!({}), 200).await;
    let turns = back["floor"]["turns"].as_array().unwrap();
    assert_eq!(turns.len(), 4);
    assert_eq!(
        turns[3]["member"]["name"], "Bruno",
        "whoever manages still comes last"
    );
}

#[tokio::test]
async fn whoever_left_cahier_is_taken_out_of_the_room() {
    let site = Site::new().await;
    let ada = site.administrator("Ada").await;
    let karim = site.member("Karim").await;
    posted(&site, "Deploys lock the orders table").await;
    let id = started(&ada).await;
    let whom = json!({"member": karim.id.to_string()});
    act(&ada, id, "presence", whom.clone(), 200).await;
    ada.post(&format!("/members/{}/leave", karim.id), &[])
        .await
        .is(303);
    let out = json!({"member": karim.id.to_string(), "here": false});
    act(&ada, id, "presence", out, 200).await;
    act(&ada, id, "presence", whom, 422).await;
}

#[tokio::test]
async fn two_people_doing_the_same_step_do_it_once() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    posted(&site, "One").await;
    posted(&site, "Two").await;
    let id = started(&ada).await;
    let here = ada.get(&format!("/api/v1/standups/{id}")).await;
    let (tag, at) = (here.header("etag").to_owned(), here.json()["at"].clone());
    let step = json!({"to": "next", "at": at});
    act(&ada, id, "step", step.clone(), 200).await;
    let again = act(&ada, id, "step", step, 200).await;
    assert_eq!(
        place(&again),
        ("news", "P-1"),
        "the same step is taken once"
    );
    ada.with_header("if-match", &tag)
        .post_json(
            &format!("/api/v1/standups/{id}/step"),
            json!({"to": "next"}),
        )
        .await
        .is(412);
    let keyed = ada.with_header("idempotency-key", "a-step-of-a-bot");
    for _ in 0..2 {
        let stepped = act(&keyed, id, "step", json!({"to": "next"}), 200).await;
        assert_eq!(place(&stepped), ("news", "P-2"));
    }
}

#[tokio::test]
async fn a_step_is_taken_back_and_a_problem_is_called_up() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let ids = [posted(&site, "One").await, posted(&site, "Two").await];
    let start = json!({"team": "web", "problems": [ids[0]]});
    let id = ada
        .post_json("/api/v1/standups", start)
        .await
        .is(201)
        .json()["id"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    act(&ada, id, "step", json!({"to": "back"}), 409).await;
    next(&ada, id).await;
    let back = act(&ada, id, "step", json!({"to": "back"}), 200).await;
    assert_eq!(place(&back), ("gathering", ""));
    next(&ada, id).await;
    let called = act(
        &ada,
        id,
        "step",
        json!({"to": "problem", "problem": "P-2"}),
        200,
    )
    .await;
    assert_eq!(place(&called), ("news", "P-2"));
    assert_eq!(called["agenda"].as_array().unwrap().len(), 2);
    assert_eq!(called["undecided"], json!(["P-1"]));
    act(
        &ada,
        id,
        "step",
        json!({"to": "problem", "problem": "P-99"}),
        422,
    )
    .await;
    act(&ada, id, "step", json!({"to": "problem"}), 422).await;
    act(&ada, id, "step", json!({"to": "sideways"}), 422).await;
    assert_eq!(place(&next(&ada, id).await), ("ended", ""));
    act(&ada, id, "step", json!({"to": "next"}), 200).await;
    act(&ada, id, "step", json!({"to": "back"}), 409).await;
    act(
        &ada,
        id,
        "ideas",
        json!({"text": "Too late", "kind": "cause"}),
        409,
    )
    .await;
    act(&ada, id, "facilitator", json!({}), 409).await;
}

#[tokio::test]
async fn one_stand_up_runs_at_a_time() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let reply = ada
        .post_json("/api/v1/standups", json!({"team": "web", "mode": "loud"}))
        .await
        .is(422);
    assert_eq!(reply.json()["errors"][0]["pointer"], "/mode");
    ada.post_json("/api/v1/standups", json!({"team": "nowhere"}))
        .await
        .is(422);
    ada.post_json(
        "/api/v1/standups",
        json!({"team": "web", "problems": ["P-7"]}),
    )
    .await
    .is(422);
    let id = started(&ada).await;
    ada.post_json("/api/v1/standups", json!({"team": "web"}))
        .await
        .is(409);
    act(&ada, id, "dots", json!({"idea": "x", "dots": 2}), 422).await;
    ada.get("/api/v1/standups/U-99").await.is(404);
    next(&ada, id).await;
    let ended = next(&ada, id).await;
    assert_eq!(
        place(&ended),
        ("ended", ""),
        "an empty wall makes a short stand-up"
    );
    started(&ada).await;
    let list = ada
        .get("/api/v1/standups?team=web&limit=1")
        .await
        .is(200)
        .json();
    assert_eq!(list["items"][0]["id"], "U-2");
    assert_eq!(list["next"], "U-2");
    let rest = ada.get("/api/v1/standups?team=web&cursor=U-2").await.json();
    assert_eq!(rest["items"][0]["id"], "U-1");
    assert!(rest["next"].is_null());
}

async fn manages(site: &Site, member: &cahier::id::MemberId) {
    use cahier::members;
    let mut tx = site.write().await;
    let administrator = members::Administrator::of_the_data_folder();
    let teams = [site.team.id.clone()];
    members::change_role(
        &mut tx,
        &administrator,
        member,
        members::Role::Member,
        true,
        &teams,
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
}
