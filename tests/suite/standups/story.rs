//! A stand-up told from its start to its minutes, and again after a restart at every step.

use cahier::problems::State;
use serde_json::json;

use super::{act, case, next, place, posted, started};
use crate::support::{Person, Site};

#[tokio::test]
async fn a_team_goes_through_its_wall_and_leaves_with_decisions() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let karim = site.member("Karim").await;
    let deploys = posted(&site, "Deploys lock the orders table").await;
    let tests = posted(&site, "Tests fail at midnight").await;
    let coffee = posted(&site, "The coffee machine leaks").await;

    let id = started(&ada).await;
    let gathering = ada
        .get(&format!("/api/v1/standups/{id}"))
        .await
        .is(200)
        .json();
    assert_eq!(place(&gathering), ("gathering", ""));
    assert_eq!(gathering["leader"]["name"], "Ada");
    assert_eq!(gathering["mode"], "spoken");
    let agenda: Vec<_> = gathering["agenda"]
        .as_array()
        .unwrap()
        .iter()
        .map(|card| card["problem"].clone())
        .collect();
    assert_eq!(agenda, [json!(deploys), json!(tests), json!(coffee)]);
    assert_eq!(gathering["agenda"][0]["reason"], "new");
    act(&karim, id, "presence", json!({}), 200).await;

    let news = next(&ada, id).await;
    assert_eq!(place(&news), ("news", "P-1"));
    let now = json!({"problem": "P-1", "do": "now", "countermeasures": [
        {"text": "Set a lock timeout", "owner": "karim@example.org", "due": "2026-03-09"},
    ]});
    act(&ada, id, "decision", now, 200).await;
    let work = case(&site, deploys).await;
    assert_eq!(work.problem.state, State::Acting);
    assert_eq!(
        work.work[0].standup,
        Some(id),
        "the work names the stand-up"
    );
    assert_eq!(work.work[0].owner.as_ref(), Some(&karim.id));

    assert_eq!(place(&next(&ada, id).await), ("news", "P-2"));
    assert_eq!(
        case(&site, deploys).await.problem.look_standup,
        Some(id),
        "it moved on: seen"
    );
    act(
        &ada,
        id,
        "decision",
        json!({"problem": "P-2", "do": "round"}),
        200,
    )
    .await;
    assert_eq!(place(&next(&ada, id).await), ("news", "P-3"));
    let facts = next(&ada, id).await;
    assert_eq!(place(&facts), ("facts", "P-2"));
    assert_eq!(
        facts["undecided"],
        json!(["P-3"]),
        "going on says what stays undecided"
    );

    next(&ada, id).await;
    act(
        &ada,
        id,
        "covered",
        json!({"problem": "P-2", "answer": "none"}),
        200,
    )
    .await;
    let round = next(&ada, id).await;
    assert_eq!(place(&round), ("round", "P-2"));
    let first = round["floor"]["speaker"]["name"].clone();
    act(
        &ada,
        id,
        "ideas",
        json!({"text": "They read the clock", "kind": "cause"}),
        201,
    )
    .await;
    let turned = act(&ada, id, "turn", json!({"action": "done"}), 200).await;
    assert_ne!(turned["floor"]["speaker"]["name"], first);
    let turned = act(&ada, id, "turn", json!({"action": "pass"}), 200).await;
    assert!(
        turned["floor"]["speaker"].is_null(),
        "everybody has had the floor"
    );
    let back = act(&ada, id, "turn", json!({"action": "back"}), 200).await;
    assert!(!back["floor"]["speaker"].is_null());
    let idea = act(
        &karim,
        id,
        "ideas",
        json!({"text": "Give tests a clock", "kind": "countermeasure"}),
        201,
    )
    .await;

    assert_eq!(place(&next(&ada, id).await), ("decision", "P-2"));
    let look = json!({"problem": "P-2", "do": "investigate",
        "investigation": {"question": "Which tests read the clock?", "owner": ada.id.to_string()}});
    act(&ada, id, "decision", look, 200).await;
    assert_eq!(place(&next(&ada, id).await), ("writeup", "P-2"));
    let fates = json!({"problem": "P-2", "fates": [{"idea": idea["id"], "fate": "once we know"}]});
    act(&ada, id, "decision", fates, 200).await;
    let ended = next(&ada, id).await;
    assert_eq!(place(&ended), ("ended", ""));
    assert_eq!(ended["undecided"], json!(["P-3"]));
    assert_eq!(case(&site, tests).await.problem.state, State::Analysing);

    let minutes = karim
        .get(&format!("/api/v1/standups/{id}/minutes"))
        .await
        .is(200);
    assert!(minutes.header("content-type").starts_with("text/markdown"));
    insta::assert_snapshot!(minutes.text, @r"
    # Stand-up U-1: Web, 2 March 2026

    Led by Ada, 09:00 to 09:00, 0 minutes of 15.
    Present: Ada, Karim.

    ## Decided

    ### P-1 Deploys lock the orders table

    - Set a lock timeout (Karim, by 9 March 2026)

    ### P-2 Tests fail at midnight

    No standard covered it.

    - Look into: Which tests read the clock? (Ada, by 9 March 2026)
    - Why: They read the clock
    - Idea: Give tests a clock (once we know)

    ## Undecided, comes first next time

    ### P-3 The coffee machine leaks

    - Nothing was decided yet.
    ");
    let next_one = started(&karim).await;
    let agenda = karim
        .get(&format!("/api/v1/standups/{next_one}"))
        .await
        .json()["agenda"]
        .clone();
    assert_eq!(
        agenda[0]["problem"],
        json!(coffee),
        "undecided comes first next time"
    );
    assert_eq!(agenda[0]["reason"], "undecided");
    assert_eq!(agenda[0]["undecided_before"], 1);
}

#[tokio::test]
async fn it_goes_on_after_a_restart_at_every_step() {
    let mut site = Site::new().await;
    let ada = site.member("Ada").await;
    let karim = site.member("Karim").await;
    posted(&site, "Deploys lock the orders table").await;
    posted(&site, "Tests fail at midnight").await;
    let id = started(&ada).await;
    act(&karim, id, "presence", json!({}), 200).await;
    let mut went = Vec::new();
    loop {
        let ada = again(&site, &ada);
        let here = ada
            .get(&format!("/api/v1/standups/{id}"))
            .await
            .is(200)
            .json();
        went.push(here["step"].as_str().unwrap().to_owned());
        match place(&here) {
            ("ended", _) => break,
            ("news", problem) => {
                act(
                    &ada,
                    id,
                    "decision",
                    json!({"problem": problem, "do": "round"}),
                    200,
                )
                .await;
            }
            ("round", _) => {
                act(&ada, id, "turn", json!({"action": "done"}), 200).await;
                act(
                    &ada,
                    id,
                    "ideas",
                    json!({"text": "Somebody said so", "kind": "cause"}),
                    201,
                )
                .await;
            }
            _ => {}
        }
        let before = ada.get(&format!("/api/v1/standups/{id}")).await.json();
        site = site.restarted().await;
        let ada = again(&site, &ada);
        let after = ada.get(&format!("/api/v1/standups/{id}")).await.json();
        assert_eq!(before, after, "nothing is lost in {}", went.join(" "));
        next(&ada, id).await;
    }
    let steps = "gathering news news facts covered round decision writeup facts covered round decision writeup ended";
    assert_eq!(went.join(" "), steps);
    let ended = again(&site, &ada)
        .get(&format!("/api/v1/standups/{id}"))
        .await
        .json();
    assert_eq!(ended["ideas"].as_array().unwrap().len(), 2);
}

/// The same person before the instance as it is now.
fn again(site: &Site, person: &Person) -> Person {
    site.stranger().with_header("cookie", person.cookie())
}
