//! What somebody asks to bring up at the next stand-up.

use serde_json::{Value, json};

use super::{act, next, posted, started};
use crate::support::{Person, Site};

async fn pin(who: &Person, problem: &str, body: Value, status: u16) {
    let path = format!("/api/v1/problems/{problem}/pin");
    who.put_json(&path, body).await.is(status);
}

/// The agenda of a stand-up: each problem with the reason.
fn agenda(standup: &Value) -> Vec<(&str, &str)> {
    let cards = standup["agenda"].as_array().unwrap().iter();
    cards
        .map(|card| {
            (
                card["problem"].as_str().unwrap(),
                card["reason"].as_str().unwrap(),
            )
        })
        .collect()
}

async fn shown(who: &Person, id: cahier::id::StandupId) -> Value {
    who.get(&format!("/api/v1/standups/{id}"))
        .await
        .is(200)
        .json()
}

#[tokio::test]
async fn what_is_asked_for_comes_first_until_a_stand_up_has_seen_it() {
    let site = Site::new().await;
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    for title in ["Deploys hang", "Tests flake", "Builds wait", "Mails bounce"] {
        posted(&site, title).await;
    }
    for (who, problem) in [(&karim, "P-4"), (&ada, "P-3"), (&karim, "P-4")] {
        pin(who, problem, json!({}), 200).await;
    }
    pin(&karim, "P-4", json!({"place": "middle"}), 422).await;
    let problem = ada.get("/api/v1/problems/P-4").await.json();
    assert_eq!(problem["pinned"], true);
    assert_eq!(problem["pinned_by"], karim.id.as_str());
    ada.get("/standups/next/web")
        .await
        .says("asked for by Karim")
        .says("Bring it up first");
    ada.get("/").await.says("at the next stand-up");

    let first = started(&ada).await;
    let reasons = shown(&ada, first).await;
    assert_eq!(
        agenda(&reasons),
        [
            ("P-4", "pinned"),
            ("P-3", "pinned"),
            ("P-1", "new"),
            ("P-2", "new")
        ]
    );
    next(&ada, first).await;
    let later = json!({"problem": "P-4", "do": "later"});
    act(&ada, first, "decision", later, 200).await;
    act(&ada, first, "end", json!({}), 200).await;
    let seen = ada.get("/api/v1/problems/P-4").await.json();
    assert_eq!(seen["pinned"], false);
    let second = started(&ada).await;
    let reasons = shown(&ada, second).await;
    assert_eq!(
        agenda(&reasons)[..2],
        [("P-3", "pinned"), ("P-4", "undecided")],
        "the one that had no floor is still asked for"
    );
    ada.get("/problems/P-4")
        .await
        .says("Karim asked to bring it up at the next stand-up");
}

#[tokio::test]
async fn it_is_asked_for_moved_first_and_taken_back_on_the_pages() {
    let site = Site::new().await;
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    let reader = site.reader("Nina").await;
    for title in ["Deploys hang", "Tests flake", "Builds wait"] {
        posted(&site, title).await;
    }
    reader
        .get("/problems/P-2")
        .await
        .says_nothing_of("Bring it up");
    reader.post("/problems/P-2/pin", &[]).await.is(403);
    ada.get("/problems/P-2")
        .await
        .says("Bring it up at the next stand-up");
    let there = ada.post("/problems/P-2/pin", &[]).await.is(303);
    assert_eq!(there.location(), "/problems/P-2");
    ada.get("/problems/P-2")
        .await
        .says("asked for by Ada")
        .says("No longer ask for it")
        .says_nothing_of("Bring it up at");
    let back = ("back", "/standups/next/web");
    let there = karim.post("/problems/P-3/pin", &[back]).await.is(303);
    assert_eq!(there.location(), "/standups/next/web#agenda");
    let first = [("place", "first"), back];
    karim.post("/problems/P-3/pin", &first).await.is(303);
    let page = ada.get("/standups/next/web").await.text;
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words}"));
    assert!(at("Builds wait") < at("Tests flake") && at("Tests flake") < at("Deploys hang"));
    let away = ("back", "https://evil.example/standups/next/web");
    let none = [("place", "none"), away];
    let there = karim.post("/problems/P-3/pin", &none).await.is(303);
    assert_eq!(there.location(), "/problems/P-3");
    let page = ada.get("/standups/next/web").await;
    page.says("asked for by Ada")
        .says_nothing_of("asked for by Karim");
    let french = ada.with_header("accept-language", "fr");
    french
        .get("/problems/P-2")
        .await
        .says("demandé par Ada")
        .says("Ne plus le demander");
}

#[tokio::test]
async fn what_leaves_the_wall_is_asked_for_no_longer() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    posted(&site, "Deploys hang").await;
    pin(&ada, "P-1", json!({}), 200).await;
    let stale = ada.with_header("if-match", "\"past\"");
    pin(&stale, "P-1", json!({}), 412).await;
    stale.delete("/api/v1/problems/P-1/pin").await.is(412);
    let aside = json!({"reason": "no_longer", "why": "gone"});
    ada.post_json("/api/v1/problems/P-1/set-aside", aside)
        .await
        .is(200);
    pin(&ada, "P-1", json!({}), 409).await;
    ada.post("/problems/P-1/pin", &[]).await.is(409);
    ada.post_json("/api/v1/problems/P-1/posting", json!({}))
        .await
        .is(200);
    let back = ada.get("/api/v1/problems/P-1").await.json();
    assert_eq!(back["pinned"], false);
    assert!(back["pinned_by"].is_null());
    pin(&ada, "P-1", json!({}), 200).await;
    for _ in 0..2 {
        ada.delete("/api/v1/problems/P-1/pin").await.is(204);
    }
    let story = ada.get("/problems/P-1").await;
    story.says("Ada no longer asks to bring it up");
}
