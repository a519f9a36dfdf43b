//! What the API answers with: enough to go on, in words that say what to do.

use cahier::members::Scope;
use serde_json::{Value, json};

use crate::fixes::SHA;
use crate::standups::{act, next, posted, started};
use crate::support::Site;

#[tokio::test]
async fn an_objection_has_a_text_and_a_withdrawal_makes_nothing() {
    let site = Site::new().await;
    let (ada, bo) = (site.member("Ada").await, site.member("Bo").await);
    let made = ada.proposes(json!({ "markdown": "# A\n\nDo it.\n" })).await;
    let path = format!("/api/v1/proposals/{}", made["id"].as_str().unwrap());
    let objected = bo
        .post_json(&format!("{path}/objections"), json!({ "text": "too soon" }))
        .await
        .is(201)
        .json();
    assert_eq!(objected["objections"][0]["reason"], "too soon");
    let empty = bo
        .post_json(&format!("{path}/objections"), json!({ "text": " " }))
        .await
        .is(422)
        .json();
    assert_eq!(empty["errors"][0]["pointer"], "/text");
    ada.post_json(&format!("{path}/withdrawal"), json!({}))
        .await
        .is(200);
}

#[tokio::test]
async fn a_link_that_stands_in_the_file_goes_with_the_file_only() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let problem = ada.posts("Times are an hour off").await;
    let text = format!("---\nsolves: [{problem}]\n---\n\n# Store times in UTC\n\nAlways.\n");
    ada.post_json("/api/v1/proposals", json!({ "markdown": text }))
        .await
        .is(201);
    let path = format!("/api/v1/problems/{problem}/standards/S-1");
    ada.put_json(&path, json!({})).await.is(200);
    for _ in 0..2 {
        let refused = ada.delete(&path).await.is(409).json();
        assert!(refused["detail"].as_str().unwrap().contains("solves"));
    }
    assert_eq!(ada.problem(&problem).await["standards"], json!(["S-1"]));
}

#[tokio::test]
async fn a_problem_and_a_standard_are_shown_with_their_links_to_code_and_the_standard_with_its_file()
 {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let problem = ada.posts("Times are an hour off").await;
    ada.post_json(
        "/api/v1/proposals",
        json!({ "markdown": "# Store times in UTC\n\nAlways.\n" }),
    )
    .await
    .is(201);
    let fix =
        json!({ "sha": SHA, "title": "Store instants", "problem": problem, "standard": "S-1" });
    let fix = ada.post_json("/api/v1/fixes", fix).await.is(201).json();
    assert_eq!(ada.problem(&problem).await["fixes"], json!([fix]));
    site.app.folder.sync().await.unwrap();
    site.app.tasks.stop().await;
    let shown = async || -> Value { ada.get("/api/v1/standards/S-1").await.is(200).json() };
    let standard = shown().await;
    assert_eq!(standard["fixes"], json!([fix]));
    assert_eq!(standard["file"], json!({ "state": "in_step", "why": null }));
    let file = site.standards().join(standard["path"].as_str().unwrap());
    std::fs::write(site.standards().join("0009-b.md"), "# B\n").unwrap();
    site.app.folder.sync().await.unwrap();
    std::fs::remove_file(file).unwrap();
    site.app.folder.sync().await.unwrap();
    assert_eq!(shown().await["file"]["state"], "missing");
    std::fs::rename(site.standards(), site.data().join("away")).unwrap();
    site.app.folder.sync().await.unwrap();
    let file = shown().await["file"].clone();
    assert_eq!(file["state"], "away");
    assert!(file["why"].as_str().unwrap().contains("bring it back"));
}

#[tokio::test]
async fn an_answer_that_is_given_again_says_where_too() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let keyed = ada.with_header("idempotency-key", "once");
    for replayed in ["", "true"] {
        let posted = keyed
            .post_json("/api/v1/problems", json!({ "title": "Deploys fail" }))
            .await
            .is(201);
        assert_eq!(posted.header("idempotent-replayed"), replayed);
        assert_eq!(posted.location(), "/api/v1/problems/P-1");
    }
}

#[tokio::test]
async fn an_address_or_a_method_that_there_is_not_is_told_apart_in_words() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let nowhere = ada.get("/api/v1/nowhere").await.is(404).json();
    let method = ada.delete("/api/v1/problems").await.is(405);
    assert!(!method.header("allow").is_empty());
    let method = method.json();
    assert_ne!(nowhere["type"], method["type"]);
    for refused in [nowhere, method] {
        assert!(refused["detail"].as_str().unwrap().contains("address"));
        assert_ne!(refused["detail"], refused["title"]);
    }
}

#[tokio::test]
async fn a_closed_problem_says_what_to_do_before_it_is_checked_again() {
    let site = Site::new().await;
    let (ada, bo) = (site.member("Ada").await, site.member("Bo").await);
    let id = site.solved(&ada, "Deploys fail").await;
    site.days_pass(40);
    // A session does not last so long.
    let bo = site.by_token(&bo, Scope::Write).await;
    let path = format!("/api/v1/problems/{id}/check");
    bo.post_json(&path, json!({ "answer": "yes" }))
        .await
        .is(200);
    let refused = bo
        .post_json(&path, json!({ "due": "2026-12-01" }))
        .await
        .is(409)
        .json();
    assert!(
        refused["detail"]
            .as_str()
            .unwrap()
            .contains("it happened again"),
        "{refused}"
    );
}

#[tokio::test]
async fn a_fault_within_a_list_points_at_it_and_names_the_words() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let problem = posted(&site, "Deploys fail").await;
    let id = started(&ada).await;
    next(&ada, id).await;
    let good = json!({ "text": "Pin it", "owner": ada.id.as_str() });
    let tries = [
        (
            json!({ "text": "Look", "owner": "nobody@example.org" }),
            "/countermeasures/1/owner",
            "nobody@example.org",
        ),
        (
            json!({ "text": "Look", "owner": ada.id.as_str(), "kind": "magic" }),
            "/countermeasures/1/kind",
            "containment, temporary, permanent, detection, experiment",
        ),
        (
            json!({ "text": " ", "owner": ada.id.as_str() }),
            "/countermeasures/1/text",
            "",
        ),
    ];
    for (bad, pointer, says) in tries {
        let decided = json!({ "problem": problem, "do": "now", "countermeasures": [good, bad] });
        let refused = act(&ada, id, "decision", decided, 422).await;
        assert_eq!(refused["errors"][0]["pointer"], pointer);
        assert!(
            refused["detail"].as_str().unwrap().contains(says),
            "{refused}"
        );
    }
    let decided = json!({ "problem": problem, "do": "sleep" });
    let refused = act(&ada, id, "decision", decided, 422).await;
    assert!(
        refused["detail"]
            .as_str()
            .unwrap()
            .contains("now, investigate, round, set_aside, later")
    );
}

#[tokio::test]
async fn a_reader_in_the_room_agrees_to_no_text() {
    let site = Site::new().await;
    let (ada, karim) = (site.member("Ada").await, site.member("Karim").await);
    let nina = site.reader("Nina").await;
    let problem = posted(&site, "Deploys lock the orders table").await;
    let id = started(&ada).await;
    for person in [&karim, &nina] {
        let here = json!({ "member": person.id.as_str() });
        act(&ada, id, "presence", here, 200).await;
    }
    next(&ada, id).await;
    let decided = json!({ "problem": problem, "do": "now",
        "countermeasures": [{ "text": "Set it", "owner": ada.id.as_str() }],
        "book": { "markdown": "# Set a lock timeout\n\nOn every migration.\n" } });
    act(&ada, id, "decision", decided, 200).await;
    let revisions = ada.get("/api/v1/standards/S-1/revisions").await.json();
    let agreed_by = revisions["items"][0]["agreed_by"].as_array().unwrap();
    assert!(agreed_by.contains(&json!(karim.id.as_str())));
    assert!(
        !agreed_by.contains(&json!(nina.id.as_str())),
        "{agreed_by:?}"
    );
}

#[tokio::test]
async fn a_text_that_cannot_be_read_is_refused_with_the_line_of_the_text() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let text = "---\nstatus: [active\nteam: web\n---\n\n# A\n";
    let refused = ada
        .post_json("/api/v1/proposals", json!({ "markdown": text }))
        .await
        .is(422)
        .json();
    let detail = refused["errors"][0]["detail"].as_str().unwrap();
    assert!(detail.starts_with("Line 3: "), "{detail}");
    assert_eq!(detail.matches("ine ").count(), 1, "{detail}");
}

#[tokio::test]
async fn the_answer_to_a_posting_is_the_problem_as_it_is_kept() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let whole = json!({
        "title": "Dates jump a day \u{0} at night", "description": "Only\r\nafter \u{0} ten", "should_be": "The day stays",
        "is": "It is tomorrow", "tags": ["Time Zones", "ci", "ci"], "impact": 3, "team": "web",
    });
    for new in [json!({ "title": "Tests take forty minutes" }), whole] {
        let mut answered = ada.post_json("/api/v1/problems", new).await.is(201).json();
        let id = answered["id"].as_str().unwrap().to_owned();
        assert_eq!(
            answered.as_object_mut().unwrap().remove("similar"),
            Some(json!([]))
        );
        assert_eq!(answered, ada.problem(&id).await);
    }
}
