//! Whoever was away: what was decided is told on the wall for one working day, and a problem that they see in it comes back on
//! the agenda, also where the card has left the wall.

use cahier::id::StandupId;
use serde_json::{Value, json};

use super::room::shown;
use super::{act, next, place, posted, started};
use crate::support::{Person, Site};

async fn state(who: &Person, problem: &str) -> String {
    let problem = who.get(&format!("/api/v1/problems/{problem}")).await.json();
    problem["state"].as_str().unwrap().to_owned()
}

/// A stand-up that sets its one problem aside, without whoever is away.
async fn sets_aside(site: &Site, ada: &Person) -> StandupId {
    posted(site, "Deploys lock the orders table").await;
    let id = started(ada).await;
    next(ada, id).await;
    let aside = json!({"reason": "not_ours", "why": "The platform’s"});
    let decided = json!({"problem": "P-1", "do": "set_aside", "set_aside": aside});
    act(ada, id, "decision", decided, 200).await;
    act(ada, id, "end", json!({}), 200).await;
    id
}

async fn objects(who: &Person, id: StandupId, text: &str) -> Value {
    let object = json!({"problem": "P-1", "text": text});
    let path = format!("/api/v1/standups/{id}/objections");
    let reply = who.post_json(&path, object).await;
    assert!(reply.status.is_success(), "{}", reply.text);
    state(who, "P-1").await.into()
}

/// The next stand-up, with the card of the first in the floor.
async fn comes_up(ada: &Person) -> StandupId {
    let id = started(ada).await;
    let card = &shown(ada, id).await["agenda"][0];
    assert_eq!(
        (&card["problem"], &card["reason"]),
        (&json!("P-1"), &json!("questioned"))
    );
    assert_eq!(place(&next(ada, id).await), ("news", "P-1"));
    id
}

#[tokio::test]
async fn the_wall_tells_for_one_working_day_what_was_decided_without_somebody() {
    let site = Site::new().await;
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    let reader = site.reader("Nina").await;
    let id = sets_aside(&site, &ada).await;
    let told = "U-1 decided one thing while you were away";
    let wall = karim.get("/").await.is(200);
    wall.says(told).says(&format!("href=\"/standups/{id}\""));
    for who in [&ada, &reader] {
        who.get("/").await.says_nothing_of("while you were away");
    }
    site.clock.advance(60);
    let late = site.member("Léa").await;
    let wall = late.get("/").await;
    wall.says_nothing_of("while you were away");
    let french = karim.with_header("accept-language", "fr");
    french
        .get("/")
        .await
        .says("une décision à relire, du stand-up manqué U-1");
    site.days_pass(1);
    karim.get("/").await.says(told);
    site.days_pass(1);
    karim.get("/").await.says_nothing_of("while you were away");
}

#[tokio::test]
async fn what_was_set_aside_without_somebody_comes_up_and_is_brought_back_by_the_team() {
    let site = Site::new().await;
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    let id = sets_aside(&site, &ada).await;
    karim
        .get(&format!("/standups/{id}"))
        .await
        .says("I see a problem");
    let after = objects(&karim, id, "It is our own migration").await;
    assert_eq!(after, "set_aside", "the team decides, not one alone");
    let again = comes_up(&ada).await;
    ada.get(&format!("/standups/{again}"))
        .await
        .says("Karim was away and sees a problem: It is our own migration")
        .says("Bring it back to the wall")
        .says("It stays as it is");
    let back = [("problem", "P-1"), ("taken_up", "yes")];
    let path = format!("/standups/{again}/decision");
    ada.post(&path, &back).await.is(303);
    assert_eq!(state(&ada, "P-1").await, "posted");
    let room = ada.get(&format!("/standups/{again}")).await;
    room.says("Brought back to the wall.")
        .says("Decide: do it")
        .says_nothing_of("It stays as it is");
    let twice = json!({"problem": "P-1", "taken_up": true});
    act(&ada, again, "decision", twice, 409).await;
    act(&ada, again, "end", json!({}), 200).await;
    let third = started(&ada).await;
    let reason = &shown(&ada, third).await["agenda"][0]["reason"];
    assert_ne!(*reason, "questioned", "asked once");
}

#[tokio::test]
async fn the_team_leaves_it_where_it_is() {
    let site = Site::new().await;
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    let id = sets_aside(&site, &ada).await;
    objects(&karim, id, "It is our own migration").await;
    let again = comes_up(&ada).await;
    let stays = json!({"problem": "P-1", "taken_up": false});
    let said = act(&ada, again, "decision", stays, 200).await;
    assert_eq!(said["agenda"][0]["outcome"], "decided");
    assert_eq!(said["decisions"][0]["kind"], "stays");
    let ended = act(&ada, again, "end", json!({}), 200).await;
    assert_eq!(ended["undecided"], json!([]));
    assert_eq!(state(&ada, "P-1").await, "set_aside");
    let minutes = ada.get(&format!("/api/v1/standups/{again}/minutes")).await;
    minutes.says("It stays off the wall, as was decided.");
}

#[tokio::test]
async fn what_was_closed_without_somebody_comes_back_as_it_would_by_hand() {
    let site = Site::new().await;
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    let (ada, karim) = (
        site.by_token(&ada, cahier::members::Scope::Write).await,
        site.by_token(&karim, cahier::members::Scope::Write).await,
    );
    posted(&site, "Deploys lock the orders table").await;
    let first = started(&ada).await;
    next(&ada, first).await;
    let work = json!([{"text": "Lock in batches", "owner": ada.id.to_string()}]);
    let decided = json!({"problem": "P-1", "do": "now", "countermeasures": work});
    act(&ada, first, "decision", decided, 200).await;
    act(&ada, first, "end", json!({}), 200).await;
    let problem = ada.get("/api/v1/problems/P-1").await.json();
    let work = problem["countermeasures"][0]["id"].as_str().unwrap();
    let done = json!({"done": true});
    ada.patch_json(&format!("/api/v1/countermeasures/{work}"), done)
        .await
        .is(200);
    ada.post_json("/api/v1/problems/P-1/book", json!({"no": "Once"}))
        .await
        .is(200);
    assert_eq!(state(&ada, "P-1").await, "checking");
    site.days_pass(35);
    let second = started(&ada).await;
    next(&ada, second).await;
    let held = json!({"problem": "P-1", "check": {"answer": "yes", "evidence": "Nothing"}});
    act(&ada, second, "decision", held, 200).await;
    act(&ada, second, "end", json!({}), 200).await;
    assert_eq!(state(&ada, "P-1").await, "closed");
    let after = objects(&karim, second, "It locked again on Sunday").await;
    assert_eq!(after, "closed");
    let third = comes_up(&ada).await;
    ada.get(&format!("/standups/{third}"))
        .await
        .says("It is closed.")
        .says("It did come back");
    let back = json!({"problem": "P-1", "taken_up": true});
    let said = act(&ada, third, "decision", back, 200).await;
    assert_eq!(said["decisions"][0]["kind"], "happened");
    let problem = ada.get("/api/v1/problems/P-1").await.json();
    assert_eq!(problem["state"], "posted");
    assert_eq!(problem["recurrences"], 1);
}
