//! One stand-up on two servers that share a database: whoever is at the one acts with whoever is at the other.

use cahier::id::StandupId;
use serde_json::{Value, json};

use super::silent::{go_to, in_silence, note, shown};
use super::{act, next, place};
use crate::support::{Node, Person, Site};

/// Another node, where the engine has any.
async fn other(site: &Site, test: &str) -> Option<Node> {
    let node = site.another_node().await;
    if node.is_none() {
        println!("{test}: left out, the embedded engine has one server; see tests/with-postgres");
    }
    node
}

fn live(id: StandupId) -> String {
    format!("/api/v1/standups/{id}/live")
}

/// The number of the newest entry that was heard.
fn newest(heard: &str) -> &str {
    let mut ids = heard.lines().rev();
    ids.find_map(|line| line.strip_prefix("id: ")).unwrap()
}

fn texts(standup: &Value) -> Vec<&str> {
    let ideas = standup["ideas"].as_array().unwrap().iter();
    let mut texts: Vec<&str> = ideas.map(|idea| idea["text"].as_str().unwrap()).collect();
    texts.sort_unstable();
    texts
}

#[tokio::test]
async fn what_is_done_on_one_node_is_heard_on_the_other_without_gap_or_repeat() {
    let site = Site::new().await;
    let Some(node) = other(&site, "hearing across nodes").await else {
        return;
    };
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    let far = karim.on(&node.router);
    let id = in_silence(&site, &[&ada, &karim], "round").await;
    let mut stream = far.listens(&live(id)).await;
    stream.until("begin").await;
    act(&ada, id, "turn", json!({"action": "done"}), 200).await;
    let heard = stream.until("standup.turned").await;
    assert_eq!(heard.matches("event: change").count(), 1, "{heard}");
    let seen = newest(&heard).to_owned();

    // Cut; then it goes on at the other door where it was.
    drop(stream);
    note(&ada, id, "Lock in batches").await;
    note(&far, id, "Read replicas").await;
    let resumed = karim.with_header("last-event-id", &seen);
    let mut stream = resumed.listens(&live(id)).await;
    next(&ada.on(&node.router), id).await;
    let heard = stream.until("standup.stepped").await;
    assert_eq!(heard.matches("standup.idea_noted").count(), 2, "{heard}");
    assert_eq!(heard.matches("event: change").count(), 3, "{heard}");
}

#[tokio::test]
async fn people_on_two_nodes_write_speak_give_dots_and_go_on_together() {
    let site = Site::new().await;
    let Some(node) = other(&site, "acting across nodes").await else {
        return;
    };
    let [ada, karim, lea] = site.members(["Ada", "Karim", "Léa"]).await;
    let max = site.reader("Max").await;
    let (far_karim, far_max) = (karim.on(&node.router), max.on(&node.router));
    let id = in_silence(&site, &[&ada, &karim, &lea], "silence").await;
    let part = |who: &Person| {
        let open = who.with_header("cahier-part", "room-talk");
        async move { open.get(&format!("/standups/{id}")).await.is(200).text }
    };
    let first = note(&ada, id, "Lock in batches").await;
    note(&far_karim, id, "Read replicas").await;
    note(&lea, id, "Fewer deploys").await;
    assert_eq!(texts(&shown(&karim, id).await), ["Read replicas"]);
    for onlooker in [&max, &far_max] {
        let part = part(onlooker).await;
        for sealed in ["Lock in batches", "Read replicas", "Fewer deploys"] {
            assert!(!part.contains(sealed), "{part}");
        }
        assert!(part.contains("3 ideas by 3 of 3"), "{part}");
    }

    // Whoever leads steps at the one door and then at the other.
    let far_ada = ada.on(&node.router);
    assert_eq!(place(&next(&far_ada, id).await).0, "round");
    for who in [&ada, &far_karim, &max, &far_max] {
        let all = ["Fewer deploys", "Lock in batches", "Read replicas"];
        assert_eq!(texts(&shown(who, id).await), all);
        assert!(part(who).await.contains("Fewer deploys"));
    }
    for (at, door) in [&ada, &far_ada, &ada].into_iter().enumerate() {
        let turned = act(door, id, "turn", json!({"action": "done"}), 200).await;
        assert_eq!(turned["floor"]["turns"][at]["state"], "done");
        let onlooker = shown(&far_max, id).await;
        assert_eq!(onlooker["floor"], turned["floor"]);
    }
    go_to(&ada, id, "dots").await;
    for (who, dots) in [(&ada, 3), (&far_karim, 3)] {
        let give = json!({"idea": first, "dots": dots});
        act(who, id, "dots", give, 200).await;
        let sealed = shown(&far_max, id).await;
        assert!(sealed["ideas"][0]["dots"].is_null(), "{sealed}");
    }
    let two = act(&lea, id, "dots", json!({"idea": first, "dots": 3}), 200).await;
    let far = shown(&far_max, id).await;
    assert_eq!(two["ideas"], far["ideas"], "counted on both");
    let counted = far["ideas"].as_array().unwrap().iter();
    let most = counted.map(|idea| idea["dots"].as_i64().unwrap()).max();
    assert_eq!(most, Some(9));
}

#[tokio::test]
async fn the_lead_is_taken_over_on_the_other_node_once_nobody_leads() {
    let site = Site::new().await;
    let Some(node) = other(&site, "taking over across nodes").await else {
        return;
    };
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    let far = karim.on(&node.router);
    let id = in_silence(&site, &[&ada, &karim], "facts").await;
    let pulse = |who: &Person| {
        let (who, path) = (who.clone(), format!("/api/v1/standups/{id}/pulse"));
        async move { who.post_json(&path, json!({})).await.is(200).json() }
    };
    assert_eq!(pulse(&ada).await["led"], true);
    assert_eq!(pulse(&far).await["led"], true, "heard of on the other node");
    act(&far, id, "facilitator", json!({}), 409).await;
    site.clock.advance(20);
    assert_eq!(pulse(&far).await["led"], false);
    let led = act(&far, id, "facilitator", json!({}), 200).await;
    assert_eq!(led["leader"]["name"], "Karim");
    act(&ada, id, "step", json!({"to": "next"}), 403).await;
    let before = shown(&ada, id).await;
    assert_eq!(before["leader"]["name"], "Karim");
    // Both take the same step at once, one at each door: it is taken once.
    let step = json!({"to": "next", "at": before["at"]});
    let (here, there) = tokio::join!(
        act(&karim, id, "step", step.clone(), 200),
        act(&far, id, "step", step.clone(), 200)
    );
    assert_eq!((place(&here).0, place(&there).0), ("covered", "covered"));
}
