//! Ideas in silence and dots: what is sealed is sealed in every channel, and what was written is shown and counted once.

use serde_json::{Value, json};

use super::{act, next, place, posted, started};
use crate::support::{Person, Site};

/// Starts a stand-up in silence with one problem, everybody in the room, and goes to a step of its full round.
pub(super) async fn in_silence(
    site: &Site,
    people: &[&Person],
    step: &str,
) -> cahier::id::StandupId {
    posted(site, "Deploys lock the orders table").await;
    let id = started(people[0]).await;
    act(people[0], id, "mode", json!({"mode": "silent"}), 200).await;
    for person in people {
        act(person, id, "presence", json!({}), 200).await;
    }
    next(people[0], id).await;
    act(
        people[0],
        id,
        "decision",
        json!({"problem": "P-1", "do": "round"}),
        200,
    )
    .await;
    go_to(people[0], id, step).await;
    id
}

/// Goes on until a step.
pub(super) async fn go_to(leader: &Person, id: cahier::id::StandupId, step: &str) {
    for _ in 0..9 {
        if place(&shown(leader, id).await).0 == step {
            return;
        }
        next(leader, id).await;
    }
    panic!("never came to {step}");
}

pub(super) async fn shown(who: &Person, id: cahier::id::StandupId) -> Value {
    who.get(&format!("/api/v1/standups/{id}"))
        .await
        .is(200)
        .json()
}

pub(super) async fn note(who: &Person, id: cahier::id::StandupId, text: &str) -> String {
    let idea = json!({"text": text, "kind": "countermeasure"});
    let noted = act(who, id, "ideas", idea, 201).await;
    noted["id"].as_str().unwrap().to_owned()
}

/// The texts of the ideas that somebody sees.
fn texts(standup: &Value) -> Vec<&str> {
    let ideas = standup["ideas"].as_array().unwrap();
    ideas
        .iter()
        .map(|idea| idea["text"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn what_is_written_in_silence_is_seen_by_nobody_else_in_any_channel() {
    let site = Site::new().await;
    let [ada, karim, lea] = site.members(["Ada", "Karim", "Léa"]).await;
    let id = in_silence(&site, &[&ada, &karim, &lea], "silence").await;
    let mut live = lea.listens(&format!("/api/v1/standups/{id}/live")).await;
    live.until("begin").await;
    note(&karim, id, "Zanzibar every night").await;
    let keyed = karim.with_header("idempotency-key", "one-idea-of-a-phone");
    let again = json!({"text": "Quetzal at noon", "kind": "cause"});
    act(&keyed, id, "ideas", again.clone(), 201).await;
    act(&keyed, id, "ideas", again, 201).await;
    let heard = live.until("idea_noted").await;
    for who in [&ada, &lea] {
        for path in [
            format!("/api/v1/standups/{id}"),
            format!("/standups/{id}"),
            format!("/api/v1/standups/{id}/minutes"),
            format!("/standups/{id}/minutes.md"),
            "/api/v1/changes?after=0&limit=200".to_owned(),
            "/api/v1/problems/P-1".to_owned(),
            "/problems/P-1".to_owned(),
            "/search?q=zanzibar".to_owned(),
            "/api/v1/search?q=zanzibar".to_owned(),
        ] {
            let reply = who.get(&path).await.is(200);
            let reply = match path.contains("zanzibar") {
                true => reply.says_nothing_of("every night"),
                false => reply.says_nothing_of("Zanzibar"),
            };
            reply.says_nothing_of("Quetzal");
        }
    }
    assert!(!heard.contains("Zanzibar") && !heard.contains("Quetzal"));
    let mine = shown(&karim, id).await;
    let mut own = texts(&mine);
    own.sort_unstable();
    assert_eq!(
        own,
        ["Quetzal at noon", "Zanzibar every night"],
        "sent again under its key, an idea is noted once; its author sees it"
    );
    let theirs = shown(&lea, id).await;
    assert_eq!(texts(&theirs), [""; 0]);
    assert_eq!(theirs["sealed"]["ideas"], 2);
    assert_eq!(theirs["sealed"]["writers"], 1);
    let page = lea.get(&format!("/standups/{id}")).await;
    page.says("2 ideas by 1 of 3 in the room");

    let there = next(&ada, id).await;
    assert_eq!(place(&there).0, "round");
    let mut seen = texts(&there);
    seen.sort_unstable();
    assert_eq!(seen, ["Quetzal at noon", "Zanzibar every night"]);
    assert!(
        there["ideas"][0].get("author").is_none() && !there.to_string().contains("\"author\""),
        "shown, an idea is nobody's"
    );
    act(&ada, id, "end", json!({}), 200).await;
    let mut tx = site.app.db.read().await.unwrap();
    let minutes = cahier::standups::minutes(&mut tx, id, None).await.unwrap();
    let mut ideas = minutes.cards.iter().flat_map(|card| &card.ideas);
    assert!(ideas.all(|idea| idea.author.is_none()));
}

#[tokio::test]
async fn ones_own_idea_can_be_worded_anew_and_taken_back_until_it_is_shown() {
    let site = Site::new().await;
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    let id = in_silence(&site, &[&ada, &karim], "silence").await;
    let (first, second) = (
        note(&karim, id, "Frist thought").await,
        note(&karim, id, "Second thought").await,
    );
    let at = |idea: &str| format!("/api/v1/standups/{id}/ideas/{idea}");
    karim
        .patch_json(&at(&first), json!({"text": "First thought"}))
        .await
        .is(200);
    ada.patch_json(&at(&first), json!({"text": "Mine now"}))
        .await
        .is(422);
    ada.delete(&at(&second)).await.is(422);
    karim.delete(&at(&second)).await.is(204);
    next(&ada, id).await;
    assert_eq!(texts(&shown(&ada, id).await), ["First thought"]);
    karim.delete(&at(&first)).await.is(409);
    karim
        .patch_json(&at(&first), json!({"text": "Other"}))
        .await
        .is(409);
}

#[tokio::test]
async fn ideas_that_say_the_same_are_put_together_by_whoever_leads_and_none_is_lost() {
    let site = Site::new().await;
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    let id = in_silence(&site, &[&ada, &karim], "silence").await;
    let (one, two) = (
        note(&ada, id, "Lock in batches").await,
        note(&karim, id, "Smaller batches").await,
    );
    let at = format!("/api/v1/standups/{id}/ideas/{two}");
    ada.patch_json(&at, json!({"same_as": one})).await.is(422);
    next(&ada, id).await;
    karim.patch_json(&at, json!({"same_as": one})).await.is(403);
    ada.patch_json(&at, json!({"same_as": two})).await.is(422);
    let joined = ada.patch_json(&at, json!({"same_as": one})).await.is(200);
    let ideas = joined.json()["ideas"].clone();
    let of = |id: &str| {
        let mut all = ideas.as_array().unwrap().iter();
        all.find(|idea| idea["id"] == id).unwrap().clone()
    };
    assert_eq!(of(&two)["same_as"], one.as_str());
    go_to(&ada, id, "dots").await;
    act(&karim, id, "dots", json!({"idea": two, "dots": 1}), 422).await;
    act(&karim, id, "dots", json!({"idea": one, "dots": 1}), 200).await;
    ada.patch_json(&at, json!({"same_as": null})).await.is(409);
    act(&ada, id, "end", json!({}), 200).await;
    let minutes = ada
        .get(&format!("/api/v1/standups/{id}/minutes"))
        .await
        .is(200);
    minutes.says("Lock in batches").says("Smaller batches");
}

#[tokio::test]
async fn an_answer_that_is_kept_for_its_key_has_nothing_sealed() {
    let site = Site::new().await;
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    let id = in_silence(&site, &[&ada, &karim], "silence").await;
    note(&karim, id, "Zanzibar every night").await;
    let keyed = karim.with_header("idempotency-key", "here-once-more");
    let kept = act(&keyed, id, "presence", json!({}), 200).await;
    assert_eq!(texts(&kept), [""; 0]);
    let again = act(&keyed, id, "presence", json!({}), 200).await;
    assert_eq!(kept, again);
}

#[tokio::test]
async fn an_ideas_key_tells_nothing_of_who_or_when() {
    let site = Site::new().await;
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    let id = in_silence(&site, &[&ada, &karim], "silence").await;
    let version = |key: &str| key.as_bytes()[14];
    let unkeyed = note(&karim, id, "Zanzibar every night").await;
    assert_ne!(
        version(&unkeyed),
        b'7',
        "no key that holds an instant: {unkeyed}"
    );
    let sent = json!({"text": "Quetzal at noon", "kind": "cause"});
    let keyed = karim.with_header("idempotency-key", "1");
    let first = act(&keyed, id, "ideas", sent.clone(), 201).await;
    act(&ada, id, "end", json!({}), 200).await;
    posted(&site, "Another").await;
    let other = in_silence(&site, &[&ada, &karim], "silence").await;
    let second = act(&keyed, other, "ideas", sent, 201).await;
    assert_ne!(first["id"], second["id"]);
    let session = cahier::standups::session(&mut site.app.db.read().await.unwrap(), id).await;
    assert_eq!(
        session.unwrap().head.lot,
        0,
        "what the key was made with is forgotten"
    );
}

#[tokio::test]
async fn an_idea_about_a_problem_that_waits_for_its_round_is_sealed() {
    let site = Site::new().await;
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    posted(&site, "The export fails").await;
    let id = in_silence(&site, &[&ada, &karim], "silence").await;
    let other = json!({"text": "Zanzibar", "kind": "cause", "problem": "P-2"});
    let other = match place(&shown(&ada, id).await).1 {
        "P-2" => json!({"text": "Zanzibar", "kind": "cause", "problem": "P-1"}),
        _ => other,
    };
    act(&karim, id, "ideas", other, 201).await;
    assert_eq!(texts(&shown(&ada, id).await), [""; 0]);
    act(&ada, id, "end", json!({}), 200).await;
    assert_eq!(texts(&shown(&ada, id).await), ["Zanzibar"]);
}

#[tokio::test]
async fn silence_is_one_key_away_until_somebody_writes() {
    let site = Site::new().await;
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    let id = in_silence(&site, &[&ada, &karim], "covered").await;
    act(&karim, id, "mode", json!({"mode": "spoken"}), 403).await;
    let spoken = act(&ada, id, "mode", json!({"mode": "spoken"}), 200).await;
    assert_eq!(spoken["mode"], "spoken");
    act(&ada, id, "mode", json!({"mode": "silent"}), 200).await;
    assert_eq!(place(&next(&ada, id).await).0, "silence");
    act(&ada, id, "mode", json!({"mode": "spoken"}), 409).await;
    act(&ada, id, "mode", json!({"mode": "loud"}), 422).await;
}

#[tokio::test]
async fn a_silent_session_goes_through_its_pages_forms() {
    let site = Site::new().await;
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    let id = in_silence(&site, &[&ada, &karim], "facts").await;
    let room = format!("/standups/{id}");
    let at = |act: &str| format!("/standups/{id}/{act}");
    ada.post(&at("mode"), &[("mode", "spoken")]).await.is(303);
    ada.post(&at("mode"), &[("mode", "silent")]).await.is(303);
    for _ in 0..2 {
        ada.post(&at("step"), &[("to", "next")]).await.is(303);
    }
    let idea = [("idea", "Lock in batches"), ("kind", "countermeasure")];
    karim.post(&at("ideas"), &idea).await.is(303);
    let page = karim.get(&room).await.says("Lock in batches");
    page.says("Take back");
    ada.get(&room).await.says_nothing_of("Lock in batches");
    let empty = [("idea", " "), ("kind", "cause")];
    karim
        .post(&at("ideas"), &empty)
        .await
        .is(422)
        .says("say the idea");
    ada.post(&at("step"), &[("to", "next")]).await.is(303);
    ada.get(&room).await.says("Lock in batches");
    ada.post(&at("step"), &[("to", "next")]).await.is(303);
    let idea = shown(&ada, id).await["ideas"][0]["id"].clone();
    let idea = idea.as_str().unwrap();
    let three = [("to_idea", idea), ("dots", "3")];
    karim.post(&at("dots"), &three).await.is(303);
    karim.get(&room).await.says("You have given all three.");
    let four = [("to_idea", idea), ("dots", "4")];
    karim
        .post(&at("dots"), &four)
        .await
        .is(422)
        .says("each has 3 dots");
    ada.post(&at("dots"), &three).await.is(303);
    ada.get(&room).await.says("6 dots");
}
