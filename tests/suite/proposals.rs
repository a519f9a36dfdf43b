//! Proposed texts: agreed to on exactly those bytes, asked again when they change, published by the last one needed.

use cahier::members::Scope;
use cahier::proposals;
use serde_json::{Value, json};

use crate::standards::publish;
use crate::support::{Person, Site};

const TEXT: &str = "# Review within a day\n\nWhoever is asked answers by the next morning.\n";

impl Person {
    /// Proposes a text; the proposal as it stands then.
    pub(crate) async fn proposes(&self, body: Value) -> Value {
        let made = self.post_json("/api/v1/proposals", body).await;
        made.is(201).json()
    }
}

#[tokio::test]
async fn the_last_one_needed_publishes() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    let made = ada.proposes(json!({ "markdown": TEXT })).await;
    assert_eq!(made["state"], "open");
    assert_eq!(
        (made["approvals"].clone(), made["needed"].clone()),
        (json!(0), json!(2))
    );
    let (id, hash) = (made["id"].as_str().unwrap(), made["hash"].as_str().unwrap());
    let path = format!("/proposals/{id}");
    bo.get(&path)
        .await
        .is(200)
        .says("Review within a day")
        .says("0 of 2")
        .says("I agree to exactly this");
    ada.get(&path).await.says("You wrote this text");
    ada.post(&format!("{path}/approval"), &[("hash", hash)])
        .await
        .is(403);
    bo.post(&format!("{path}/approval"), &[("hash", hash)])
        .await
        .is(303);
    bo.get(&path).await.says("1 of 2").says("I no longer agree");
    assert_eq!(
        bo.post(&format!("{path}/approval"), &[("hash", hash)])
            .await
            .is(303)
            .location(),
        format!("{path}?said=agreed")
    );
    let last = cy
        .post(&format!("{path}/approval"), &[("hash", hash)])
        .await
        .is(303);
    assert_eq!(last.location(), "/standards/S-1?said=published");
    cy.get(last.location())
        .await
        .is(200)
        .says("In force, and written to the book");
    assert_eq!(cy.get("/standards/S-1.md").await.text, TEXT);
    cy.post(&format!("{path}/approval"), &[("hash", hash)])
        .await
        .is(303);
    assert_eq!(cy.get("/api/v1/standards/S-1").await.json()["revision"], 1);
    let feed = cy.get("/api/v1/changes?after=0").await.is(200);
    feed.says("proposal.opened")
        .says("proposal.agreed")
        .says("standard.published");
}

#[tokio::test]
async fn a_changed_text_asks_again() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    let made = ada.proposes(json!({ "markdown": TEXT })).await;
    let path = format!("/api/v1/proposals/{}", made["id"].as_str().unwrap());
    let approval = format!("{path}/approval");
    bo.put_json(&approval, json!({ "hash": made["hash"] }))
        .await
        .is(200);
    let text = TEXT.replace("next morning", "next noon");
    let changed = ada
        .put_json(&path, json!({ "markdown": text, "hash": made["hash"] }))
        .await
        .is(200)
        .json();
    assert_eq!(
        (changed["approvals"].clone(), changed["version"].clone()),
        (json!(0), json!(2))
    );
    let refused = cy
        .put_json(&approval, json!({ "hash": made["hash"] }))
        .await
        .is(409)
        .json();
    assert_eq!(refused["yours"], TEXT);
    assert_eq!(refused["theirs"], text);
    cy.put_json(&approval, json!({ "hash": changed["hash"] }))
        .await
        .is(200);
    let done = bo
        .put_json(&approval, json!({ "hash": changed["hash"] }))
        .await
        .is(200)
        .json();
    assert_eq!(
        (done["state"].clone(), done["standard"].clone()),
        (json!("published"), json!("S-1"))
    );
}

#[tokio::test]
async fn objecting_takes_a_reason_and_the_agreement_back() {
    let site = Site::new().await;
    let (ada, bo) = (site.member("Ada").await, site.member("Bo").await);
    site.member("Cy").await;
    let rea = site.reader("Rea").await;
    let made = ada.proposes(json!({ "markdown": TEXT })).await;
    let (id, hash) = (made["id"].as_str().unwrap(), made["hash"].as_str().unwrap());
    let api = format!("/api/v1/proposals/{id}");
    bo.put_json(&format!("{api}/approval"), json!({ "hash": hash }))
        .await
        .is(200);
    bo.post_json(&format!("{api}/objections"), json!({ "reason": " " }))
        .await
        .is(422);
    let after = bo
        .post_json(
            &format!("{api}/objections"),
            json!({ "reason": "not on Fridays" }),
        )
        .await
        .is(201)
        .json();
    assert_eq!(after["approvals"], 0);
    assert_eq!(after["objections"][0]["reason"], "not on Fridays");
    rea.post_json(
        &format!("{api}/comments"),
        json!({ "text": "and *holidays*?" }),
    )
    .await
    .is(201);
    rea.post_json(&format!("{api}/objections"), json!({ "reason": "no" }))
        .await
        .is(403);
    let page = ada.get(&format!("/proposals/{id}")).await.is(200);
    page.says("Bo objects")
        .says("not on Fridays")
        .says("<em>holidays</em>");
    let stale = bo
        .post(
            &format!("/proposals/{id}/objections"),
            &[("hash", "old"), ("reason", "kept words")],
        )
        .await
        .is(409);
    stale.says("kept words");
    let agreed = bo
        .put_json(&format!("{api}/approval"), json!({ "hash": hash }))
        .await
        .is(200)
        .json();
    assert_eq!(agreed["objections"], json!([]));
}

#[tokio::test]
async fn a_withdrawn_proposal_can_be_opened_again() {
    let site = Site::new().await;
    let (ada, bo) = (site.member("Ada").await, site.member("Bo").await);
    let made = ada.proposes(json!({ "markdown": TEXT })).await;
    assert_eq!(made["needed"], 1);
    let id = made["id"].as_str().unwrap();
    ada.post(&format!("/proposals/{id}/withdrawal"), &[])
        .await
        .is(303);
    let approval = format!("/api/v1/proposals/{id}/approval");
    bo.put_json(&approval, json!({ "hash": made["hash"] }))
        .await
        .is(409);
    bo.get(&format!("/proposals/{id}"))
        .await
        .says("withdrawn")
        .says("Open it again");
    bo.post(&format!("/proposals/{id}/reopening"), &[])
        .await
        .is(303);
    let done = bo
        .put_json(&approval, json!({ "hash": made["hash"] }))
        .await
        .is(200)
        .json();
    assert_eq!(done["state"], "published");
    ada.post_json(&format!("/api/v1/proposals/{id}/withdrawal"), json!({}))
        .await
        .is(409);
}

#[tokio::test]
async fn nobody_else_to_ask_publishes_as_self_checked() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let made = ada.proposes(json!({ "markdown": TEXT })).await;
    assert_eq!(
        (made["needed"].clone(), made["state"].clone()),
        (json!(0), json!("published"))
    );
    let shown = ada.get("/api/v1/standards/S-1").await.json();
    assert_eq!(
        (shown["agreed"].clone(), shown["self_checked"].clone()),
        (json!(true), json!(true))
    );
    ada.get("/standards/S-1").await.says("self-checked");
}

#[tokio::test]
async fn fewer_are_needed_when_people_leave() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    let made = ada.proposes(json!({ "markdown": TEXT })).await;
    let path = format!("/api/v1/proposals/{}", made["id"].as_str().unwrap());
    bo.put_json(&format!("{path}/approval"), json!({ "hash": made["hash"] }))
        .await
        .is(200);
    let mut tx = site.write().await;
    let administrator = cahier::members::Administrator::of_the_data_folder();
    cahier::members::leave(&mut tx, &administrator, &cy.id)
        .await
        .unwrap();
    proposals::people_left(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    let now = ada.get(&path).await.json();
    assert_eq!(
        (now["needed"].clone(), now["state"].clone()),
        (json!(1), json!("published"))
    );
}

#[tokio::test]
async fn agents_propose_and_people_agree() {
    let site = Site::new().await;
    let (ada, bo) = (site.member("Ada").await, site.member("Bo").await);
    let agent = site.by_token(&bo, Scope::Propose).await;
    let made = agent.proposes(json!({ "markdown": TEXT })).await;
    let path = format!("/api/v1/proposals/{}", made["id"].as_str().unwrap());
    let hash = json!({ "hash": made["hash"] });
    site.by_token(&ada, Scope::Propose)
        .await
        .put_json(&format!("{path}/approval"), hash.clone())
        .await
        .is(403);
    site.by_token(&ada, Scope::Write)
        .await
        .put_json(&format!("{path}/approval"), hash)
        .await
        .is(200);
    agent
        .post_json("/api/v1/proposals", json!({ "markdown": "no heading" }))
        .await
        .is(422)
        .says("/markdown");
    agent
        .post_json(
            "/api/v1/proposals",
            json!({ "markdown": "# A\n", "standard": "S-9" }),
        )
        .await
        .is(404);
    agent
        .post_json(
            "/api/v1/proposals",
            json!({ "markdown": "# A\n", "solves": ["X"] }),
        )
        .await
        .is(422);
    agent
        .post_json(
            "/api/v1/proposals",
            json!({ "markdown": TEXT, "standard": "S-1" }),
        )
        .await
        .is(422);
}

#[tokio::test]
async fn a_proposal_born_from_a_problem_solves_it() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    ada.post_json(
        "/api/v1/problems",
        json!({ "title": "Reviews wait for days" }),
    )
    .await
    .is(201);
    let id = publish(
        &ada,
        &[&bo, &cy],
        json!({ "markdown": TEXT, "solves": ["P-1"] }),
    )
    .await;
    let problem = ada.get("/api/v1/problems/P-1").await.is(200).json();
    assert_eq!(problem["standards"], json!([id]));
    ada.get("/standards/S-1")
        .await
        .says("P-1")
        .says("Reviews wait for days");
}
