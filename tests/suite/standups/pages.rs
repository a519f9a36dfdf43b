//! The room and the minutes as people see them: plain forms, in both languages.

use serde_json::json;

use super::{act, case, next, posted, started};
use crate::support::Site;

#[tokio::test]
async fn a_stand_up_is_led_by_plain_forms_alone() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let karim = site.member("Karim").await;
    ada.get("/standups")
        .await
        .is(200)
        .says("No stand-up has been held yet")
        .says("Start the stand-up");
    let problem = posted(&site, "Deploys lock the <orders> table").await;
    posted(&site, "Tests fail at midnight").await;
    ada.get("/standups")
        .await
        .says("2 cards would be on the agenda")
        .says("leads this week");
    let sent = ada.post("/standups", &[("team", "web")]).await.is(303);
    assert_eq!(sent.location(), "/standups/U-1");
    let again = ada.post("/standups", &[("team", "web")]).await.is(409);
    again.says("U-1 is still running");

    let room = ada.get("/standups/U-1").await.is(200);
    let room = room
        .says("Gathering")
        .says("Begin the news round")
        .says("Deploys lock the &#60;orders&#62; table");
    room.says_nothing_of("<orders>");
    ada.post("/standups/U-1/presence", &[("member", karim.id.as_str())])
        .await
        .is(303);
    ada.post("/standups/U-1/step", &[("to", "next"), ("at", "0")])
        .await
        .is(303);
    let twice = ada
        .post("/standups/U-1/step", &[("to", "next"), ("at", "0")])
        .await
        .is(303);
    assert_eq!(twice.location(), "/standups/U-1");
    let room = ada.get("/standups/U-1").await;
    room.says("News round")
        .says("Card 1 of 2")
        .says("15 minutes left of 15")
        .says("Decide: do it");

    let without = [
        ("problem", "P-1"),
        ("do", "now"),
        ("text", "Set a lock timeout"),
        ("owner", ""),
    ];
    let refused = ada.post("/standups/U-1/decision", &without).await.is(422);
    refused
        .says("say who takes it")
        .says("value=\"Set a lock timeout\"");
    let doing = [
        ("problem", "P-1"),
        ("do", "now"),
        ("form_key", "01900000-0000-7000-8000-000000000001"),
        ("text", "Set a lock timeout"),
        ("owner", karim.id.as_str()),
        ("due", "2026-03-09"),
        ("kind", "permanent"),
    ];
    for _ in 0..2 {
        ada.post("/standups/U-1/decision", &doing).await.is(303);
    }
    assert_eq!(
        case(&site, problem).await.work.len(),
        1,
        "what is sent twice is decided once"
    );
    ada.get("/standups/U-1")
        .await
        .says("Set a lock timeout (Karim, by 9 March 2026)");

    ada.post("/standups/U-1/step", &[("to", "next")])
        .await
        .is(303);
    ada.post(
        "/standups/U-1/decision",
        &[("problem", "P-2"), ("do", "round")],
    )
    .await
    .is(303);
    ada.post("/standups/U-1/step", &[("to", "next")])
        .await
        .is(303);
    let version = case(&site, "P-2".parse().unwrap())
        .await
        .problem
        .version
        .to_string();
    let facts = [
        ("problem", "P-2"),
        ("version", version.as_str()),
        ("should_be", "They pass at any hour"),
        ("is", "They fail at midnight"),
        ("since_when", "March"),
    ];
    ada.post("/standups/U-1/facts", &facts).await.is(303);
    let stale = [
        ("problem", "P-2"),
        ("version", version.as_str()),
        ("should_be", "Mine"),
        ("is", ""),
    ];
    ada.post("/standups/U-1/facts", &stale)
        .await
        .is(409)
        .says("Mine")
        .says("They pass at any hour");
    ada.post("/standups/U-1/step", &[("to", "next")])
        .await
        .is(303);
    ada.post("/standups/U-1/covered", &[("problem", "P-2")])
        .await
        .is(422);
    ada.post(
        "/standups/U-1/covered",
        &[("problem", "P-2"), ("answer", "none")],
    )
    .await
    .is(303);
    ada.post("/standups/U-1/step", &[("to", "next")])
        .await
        .is(303);
    ada.get("/standups/U-1")
        .await
        .says("Has the floor")
        .says("Has spoken")
        .says("They pass at any hour");
    for _ in 0..2 {
        ada.post("/standups/U-1/turn", &[("action", "done"), ("turn", "0")])
            .await
            .is(303);
    }
    let key = "01900000-0000-7000-8000-000000000002";
    let idea = [
        ("key", key),
        ("kind", "cause"),
        ("idea", "They read the clock"),
    ];
    for _ in 0..2 {
        karim.post("/standups/U-1/ideas", &idea).await.is(303);
    }
    let watched = karim.get("/standups/U-1").await.is(200);
    let watched = watched
        .says("They read the clock")
        .says("Take over the lead")
        .says("Leads: Ada");
    watched.says_nothing_of("End the stand-up here");
    ada.post("/standups/U-1/step", &[("to", "next")])
        .await
        .is(303);
    ada.get("/standups/U-1")
        .await
        .says("What do we do, who takes it, by when?");
    ada.post(
        "/standups/U-1/decision",
        &[("problem", "P-2"), ("do", "later")],
    )
    .await
    .is(303);
    let left = ada
        .post("/standups/U-1/step", &[("to", "next")])
        .await
        .is(303);
    ada.get(left.location())
        .await
        .says("For the book?")
        .says("solves: [P-2]");
    let shown = ada.get("/api/v1/standups/U-1").await.json();
    let fate = format!("fate-{}", shown["ideas"][0]["id"].as_str().unwrap());
    ada.post(
        "/standups/U-1/decision",
        &[("problem", "P-2"), (fate.as_str(), "to be tried")],
    )
    .await
    .is(303);
    ada.post("/standups/U-1/step", &[("to", "next")])
        .await
        .is(303);

    let minutes = ada
        .get("/standups/U-1")
        .await
        .is(200)
        .says("Minutes of U-1")
        .says("Copy the minutes");
    let minutes = minutes
        .says("Set a lock timeout (Karim, by 9 March 2026)")
        .says("They read the clock (to be tried)");
    minutes.says_nothing_of("<orders>");
    let file = ada.get("/standups/U-1/minutes.md").await.is(200);
    assert!(file.header("content-type").starts_with("text/markdown"));
    file.says("# Stand-up U-1: Web, 2 March 2026");
    ada.get("/standups")
        .await
        .says("one decided")
        .says("one left open");
}

#[tokio::test]
async fn readers_watch_and_the_room_speaks_french() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let reader = site
        .reader("Nina")
        .await
        .with_header("accept-language", "fr");
    posted(&site, "Le déploiement bloque la table des commandes").await;
    let id = started(&ada).await;
    next(&ada, id).await;
    let room = reader.get(&format!("/standups/{id}")).await.is(200);
    let room = room
        .says("lang=\"fr\"")
        .says("Tour du neuf")
        .says("Animation\u{202f}: Ada");
    room.says_nothing_of("<form method=\"post\" action=\"/standups");
    reader
        .get("/standups")
        .await
        .says("Aller au stand-up")
        .says_nothing_of("Commencer le stand-up");
    act(&ada, id, "end", json!({}), 200).await;
    reader
        .get(&format!("/standups/{id}"))
        .await
        .says("Compte rendu de U-1")
        .says("lang=\"en\"");
    site.stranger()
        .get(&format!("/standups/{id}"))
        .await
        .is(303);
    ada.get("/standups/U-77").await.is(404);
    ada.get("/standups/nonsense").await.is(404);
}

#[tokio::test]
async fn when_the_time_is_over_the_room_is_asked_whether_to_go_on() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    posted(&site, "One").await;
    posted(&site, "Two").await;
    let id = started(&ada).await;
    ada.get(&format!("/standups/{id}"))
        .await
        .says("15 minutes, from the first card on");
    next(&ada, id).await;
    site.clock.advance(14 * 60 + 30);
    ada.get(&format!("/standups/{id}"))
        .await
        .says("one minute left of 15");
    site.clock.advance(3 * 60);
    ada.get(&format!("/standups/{id}"))
        .await
        .says("2 minutes over the 15. Stop here, or go on?");
    let ended = ada.post(&format!("/standups/{id}/end"), &[]).await.is(303);
    ada.get(ended.location())
        .await
        .says("17 minutes of 15")
        .says("Not reached");
}

#[tokio::test]
async fn a_card_put_off_to_a_full_round_says_so_and_is_not_left_open() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    posted(&site, "Deploys lock the orders table").await;
    posted(&site, "Tests fail at midnight").await;
    let id = started(&ada).await;
    next(&ada, id).await;
    let room = format!("/standups/{id}");
    ada.get(&room)
        .await
        .says("2 cards stay undecided")
        .says_nothing_of("Full round today, after the news");
    let round = [("problem", "P-1"), ("do", "round")];
    ada.post(&format!("{room}/decision"), &round).await.is(303);
    ada.get(&room)
        .await
        .says("Full round today, after the news")
        .says("One card stays undecided");
}

#[tokio::test]
async fn the_room_counts_lateness_as_the_wall_does() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    posted(&site, "Deploys lock the orders table").await;
    let work =
        json!({"text": "Set a lock timeout", "owner": ada.id.to_string(), "due": "2026-03-05"});
    ada.post_json("/api/v1/problems/P-1/countermeasures", work)
        .await
        .is(201);
    // From Thursday to Monday: one working day of two behind it.
    site.days_pass(7);
    ada.get("/").await.says("2 days late");
    let id = started(&ada).await;
    next(&ada, id).await;
    ada.get(&format!("/standups/{id}"))
        .await
        .says("2 days late")
        .says_nothing_of("4 days late");
}

#[tokio::test]
async fn minutes_keep_the_facts_of_the_day() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    posted(&site, "Deploys lock the orders table").await;
    let problem = "/api/v1/problems/P-1";
    let facts = json!({ "should_be": "Orders go on", "is": "Nobody can order" });
    ada.patch_json(problem, facts).await.is(200);
    let id = started(&ada).await;
    let minutes = format!("/api/v1/standups/{id}/minutes");
    let sooner = json!({ "title": "Deploys lock a table" });
    ada.patch_json(problem, sooner).await.is(200);
    next(&ada, id).await;
    ada.get(&minutes).await.says("P-1 Deploys lock a table");
    next(&ada, id).await;
    let later = json!({ "title": "Migrations wait", "should_be": "None waits", "is": "All wait" });
    ada.patch_json(problem, later).await.is(200);
    for path in [
        minutes.as_str(),
        "/standups/U-1",
        "/standups/U-1/minutes.md",
    ] {
        let told = ada.get(path).await.is(200);
        for words in ["Deploys lock a table", "Orders go on", "Nobody can order"] {
            assert!(told.text.contains(words), "{path}: {}", told.text);
        }
        for words in ["Migrations wait", "None waits", "All wait"] {
            assert!(!told.text.contains(words), "{path}: {}", told.text);
        }
    }
}

#[tokio::test]
async fn minutes_name_whoever_left_without_a_number() {
    let site = Site::new().await;
    let ada = site.administrator("Ada").await;
    let karim = site.member("Karim").await;
    posted(&site, "Deploys lock the orders table").await;
    let id = started(&karim).await;
    act(&karim, id, "end", json!({}), 200).await;
    ada.post(&format!("/members/{}/leave", karim.id), &[])
        .await
        .is(303);
    ada.get(&format!("/standups/{id}"))
        .await
        .says("a former member")
        .says_nothing_of("\u{2026}");
}
