//! What comes back: occurrences, duplicates, accepted risks, and two people at once.

use cahier::members::Scope;
use serde_json::json;

use crate::support::Site;

#[tokio::test]
async fn an_occurrence_is_taken_back_for_a_day() {
    let site = Site::new().await;
    let (ada, rosa) = (site.member("Ada").await, site.reader("Rosa").await);
    let id = site.solved(&ada, "Deploys fail").await;
    let before = ada.problem(&id).await;
    let path = format!("/api/v1/problems/{id}/occurrences");
    let told = rosa.post_json(&path, json!({})).await.is(201).json();
    assert_eq!(
        (told["confirmed"].as_bool(), told["recurrence"].as_bool()),
        (Some(true), Some(true))
    );
    let karim = site.reader("Karim").await;
    let one = format!("/api/v1/occurrences/{}", told["id"].as_str().unwrap());
    karim.delete(&one).await.is(403);
    rosa.delete(&one).await.is(204);
    let after = ada.problem(&id).await;
    for field in ["state", "round", "recurrences", "check", "seen"] {
        assert_eq!(after[field], before[field], "{field}");
    }
    let again = ada.post_json(&path, json!({})).await.is(201).json();
    site.days_pass(2);
    ada.delete(&format!(
        "/api/v1/occurrences/{}",
        again["id"].as_str().unwrap()
    ))
    .await
    .is(409);
}

#[tokio::test]
async fn an_agent_waits_for_a_member() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let agent = site.by_token(&ada, Scope::Propose).await;
    let id = site.solved(&ada, "Deploys fail").await;
    let told = agent
        .post_json(
            &format!("/api/v1/problems/{id}/occurrences"),
            json!({ "note": "from the log" }),
        )
        .await
        .is(201)
        .json();
    assert_eq!(told["status"], "waiting");
    assert_eq!(ada.problem(&id).await["state"], "checking");
    ada.get("/").await.is(200).says("1 occurrence to confirm");
    let one = format!("/api/v1/occurrences/{}", told["id"].as_str().unwrap());
    agent
        .patch_json(&one, json!({ "confirmed": true }))
        .await
        .is(403);
    ada.patch_json(&one, json!({ "confirmed": true }))
        .await
        .is(200);
    assert_eq!(ada.problem(&id).await["state"], "posted");
    let answered = ada
        .patch_json(&one, json!({ "answer": "not_applied" }))
        .await
        .is(200)
        .json();
    assert_eq!(answered["answer"], "not_applied");
    agent
        .post_json(
            &format!("/api/v1/problems/{id}/countermeasures"),
            json!({ "text": "x" }),
        )
        .await
        .is(403);
}

#[tokio::test]
async fn duplicates_lead_to_the_end_of_their_chain() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let (first, second, third) = (
        ada.posts("One").await,
        ada.posts("Two").await,
        ada.posts("Three").await,
    );
    let aside = |id: &str| format!("/api/v1/problems/{id}/set-aside");
    let same = |of: &str| json!({ "reason": "duplicate", "of": of });
    ada.post_json(&aside(&second), same(&second)).await.is(422);
    ada.post_json(&aside(&second), same(&first)).await.is(200);
    ada.post_json(&aside(&first), same(&second)).await.is(422);
    ada.post_json(&aside(&third), same(&second)).await.is(200);
    assert_eq!(ada.problem(&first).await["occurrence_count"], 2);
    let told = ada
        .post_json(&format!("/api/v1/problems/{third}/occurrences"), json!({}))
        .await
        .is(201)
        .json();
    assert_eq!(
        (told["problem"].as_str(), told["via"].as_str()),
        (Some("P-1"), Some("P-3"))
    );
    ada.post_json(&format!("/api/v1/problems/{third}/posting"), json!({}))
        .await
        .is(200);
    assert_eq!(ada.problem(&first).await["occurrence_count"], 2);
    assert_eq!(ada.problem(&third).await["state"], "posted");
}

#[tokio::test]
async fn an_accepted_risk_returns_on_its_date() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let id = ada.posts("The certificate is renewed by hand").await;
    let aside = format!("/api/v1/problems/{id}/set-aside");
    ada.post_json(
        &aside,
        json!({ "reason": "accepted_risk", "why": "twice a year" }),
    )
    .await
    .is(422);
    ada.post_json(
        &aside,
        json!({ "reason": "accepted_risk", "why": "twice a year", "until": "2026-03-04" }),
    )
    .await
    .is(200);
    ada.post_json(
        &format!("/api/v1/problems/{id}/causes"),
        json!({ "text": "nobody wrote the script" }),
    )
    .await
    .is(201);
    ada.post_json(
        &format!("/api/v1/problems/{id}/countermeasures"),
        json!({ "text": "x" }),
    )
    .await
    .is(409);
    let mut tx = site.write().await;
    assert!(cahier::problems::wake(&mut tx).await.unwrap().is_empty());
    drop(tx);
    site.days_pass(2);
    let mut tx = site.write().await;
    assert_eq!(cahier::problems::wake(&mut tx).await.unwrap().len(), 1);
    tx.commit().await.unwrap();
    assert_eq!(ada.problem(&id).await["state"], "posted");
}

#[tokio::test]
async fn two_people_change_one_thing() {
    let site = Site::new().await;
    let (ada, karim) = (site.member("Ada").await, site.member("Karim").await);
    let id = ada.posts("Deploys fail").await;
    let path = format!("/api/v1/problems/{id}");
    let tag = ada.get(&path).await.is(200).header("etag").to_owned();
    karim
        .patch_json(&path, json!({ "should_be": "They succeed", "impact": 3 }))
        .await
        .is(200);
    let late = ada
        .with_header("if-match", &tag)
        .patch_json(&path, json!({ "title": "x" }))
        .await
        .is(412)
        .json();
    assert_eq!(late["present"]["should_be"], "They succeed");
    ada.patch_json(&path, json!({ "should_be": "Two minutes", "impact": null }))
        .await
        .is(200);
    let now = ada.problem(&id).await;
    assert_eq!(
        (now["should_be"].as_str(), now["impact"].as_i64()),
        (Some("Two minutes"), None)
    );
    ada.get(&format!("/problems/{id}"))
        .await
        .says("They succeed")
        .says("Two minutes");

    let edit = format!("/problems/{id}/edit");
    ada.get(&edit).await.is(200).says("Two minutes");
    let fields = [
        ("version", "1"),
        ("title", "Deploys fail on Fridays"),
        ("should_be", "Ten minutes"),
    ];
    let clash = ada.post(&edit, &fields).await.is(409);
    let clash = clash
        .says("Two")
        .says("Ten")
        .says("minutes")
        .says("Deploys fail on Fridays");
    let version = now["version"].as_i64().unwrap().to_string();
    assert!(
        clash
            .text
            .contains(&format!("name=\"version\" value=\"{version}\""))
    );
    let fields = [
        ("version", version.as_str()),
        ("title", ""),
        ("should_be", "Ten minutes"),
    ];
    ada.post(&edit, &fields).await.is(422).says("Ten minutes");
    let fields = [
        ("version", version.as_str()),
        ("title", "Deploys fail on Fridays"),
        ("should_be", "Ten minutes"),
    ];
    ada.post(&edit, &fields).await.is(303);
    assert_eq!(ada.problem(&id).await["is"], "Deploys fail on Fridays");
}

#[tokio::test]
async fn two_people_who_change_different_fields_both_keep_theirs() {
    let site = Site::new().await;
    let (ada, bo) = (site.member("Ada").await, site.member("Bo").await);
    ada.post_json(
        "/api/v1/problems",
        json!({"title": "Builds are slow", "should_be": "Two minutes", "tags": ["ci"]}),
    )
    .await
    .is(201);
    let page = ada.get("/problems/P-1/edit").await.is(200);
    page.says("name=\"was-should_be\" value=\"Two minutes\"");
    let version = ada.get("/api/v1/problems/P-1").await.json()["version"].to_string();
    // Both opened the form at the same version; each field says what it held then.
    let form = |should_be: &'static str, tags: &'static str| {
        [
            ("version", version.clone()),
            ("was-title", "Builds are slow".to_owned()),
            ("title", "Builds are slow".to_owned()),
            ("was-should_be", "Two minutes".to_owned()),
            ("should_be", should_be.to_owned()),
            ("was-tags", "ci".to_owned()),
            ("tags", tags.to_owned()),
        ]
    };
    let sends = |who: &crate::support::Person, fields: [(&'static str, String); 7]| {
        let who = who.clone();
        async move {
            let fields: Vec<(&str, &str)> = fields
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            who.post("/problems/P-1/edit", &fields).await
        }
    };
    sends(&bo, form("One minute", "ci")).await.is(303);
    sends(&ada, form("Two minutes", "ci, slow")).await.is(303);
    let now = ada.get("/api/v1/problems/P-1").await.json();
    assert_eq!(now["should_be"], "One minute", "Bo's text stays");
    assert_eq!(now["tags"], json!(["ci", "slow"]));
    let clash = sends(&ada, form("Ten minutes", "ci")).await.is(409);
    clash
        .says("Ten minutes")
        .says("name=\"was-should_be\" value=\"One minute\"")
        .says("value=\"ci, slow\"");
}
