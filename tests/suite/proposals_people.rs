//! Only people agree and decide: what they agreed to does not change its meaning behind them, and an agent puts nothing in force.

use cahier::members::Scope;
use serde_json::{Value, json};

use crate::standards::publish;
use crate::support::{Person, Site};

const TEXT: &str = "# Review within a day\n\nalpha\n\nomega\n";

/// Agrees to the text of a proposal; the proposal as it is then.
async fn agrees(who: &Person, proposal: &Value) -> Value {
    let approval = format!(
        "/api/v1/proposals/{}/approval",
        proposal["id"].as_str().unwrap()
    );
    let hash = json!({ "hash": proposal["hash"] });
    who.put_json(&approval, hash).await.is(200).json()
}

#[tokio::test]
async fn the_same_text_on_another_revision_asks_again() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    publish(&ada, &[&bo, &cy], json!({ "markdown": TEXT })).await;
    let mine = TEXT.replace("alpha", "alpha X");
    let made = ada
        .proposes(json!({ "markdown": mine, "standard": "S-1" }))
        .await;
    agrees(&bo, &made).await;
    let theirs = TEXT.replace("omega", "omega and more");
    publish(
        &cy,
        &[&ada, &bo],
        json!({ "markdown": theirs, "standard": "S-1" }),
    )
    .await;
    let path = format!("/api/v1/proposals/{}", made["id"].as_str().unwrap());
    let page = path.trim_start_matches("/api/v1").to_owned();
    // Nothing is different: nothing falls.
    let same = json!({ "markdown": mine, "base": 1 });
    let now = ada.put_json(&path, same).await.is(200).json();
    assert_eq!(now["approvals"], 1);
    let moved = json!({ "markdown": mine, "base": 2 });
    let now = ada.put_json(&path, moved).await.is(200).json();
    assert_eq!((&now["approvals"], &now["base"]), (&json!(0), &json!(2)));
    assert_eq!(now["fallen"][0]["by"], bo.id.to_string());
    assert_eq!(now["fallen"][0]["base"], 1);
    bo.get(&page)
        .await
        .is(200)
        .says("takes the place of another revision now")
        .says("What changed in the book meanwhile")
        .says("and more");
    let now = agrees(&cy, &now).await;
    assert_eq!(now["state"], "open", "Bo never saw it");
    assert_eq!(cy.get("/standards/S-1.md").await.text, theirs);
    assert_eq!(agrees(&bo, &now).await["state"], "published");
}

#[tokio::test]
async fn an_agent_puts_nothing_in_force_where_nobody_else_is_asked() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let agent = site.by_token(&ada, Scope::Propose).await;
    let made = agent.proposes(json!({ "markdown": TEXT })).await;
    assert_eq!(
        (&made["needed"], &made["state"]),
        (&json!(0), &json!("open"))
    );
    let path = format!("/api/v1/proposals/{}", made["id"].as_str().unwrap());
    let page = path.trim_start_matches("/api/v1").to_owned();
    let hash = json!({ "hash": made["hash"] });
    agent
        .put_json(&format!("{path}/approval"), hash)
        .await
        .is(403);
    let changed = json!({ "markdown": TEXT.replace("alpha", "beta") });
    let now = agent.put_json(&path, changed).await.is(200).json();
    assert_eq!(now["state"], "open");
    // Opened again by its member, it is still the agent's text.
    ada.post(&format!("{page}/withdrawal"), &[]).await.is(303);
    ada.post(&format!("{page}/reopening"), &[]).await.is(303);
    // A person puts it in force, where it asks for that.
    ada.get("/wall/web").await.says("1 text to agree to");
    let now = ada.get(&path).await.json();
    assert_eq!(now["state"], "open");
    let hash = now["hash"].as_str().unwrap();
    ada.get(&page).await.says("Agree, and put it in force");
    ada.post(&format!("{page}/approval"), &[("hash", hash)])
        .await
        .is(303);
    let shown = ada.get("/api/v1/standards/S-1").await.is(200).json();
    assert_eq!(shown["self_checked"], true);
    let in_force = ada.get("/standards/S-1.md").await.text;
    assert!(in_force.contains("beta"));
    // A change, an earlier revision brought back and a retirement are no other thing.
    let text = in_force.replace("beta", "gamma");
    let changed = json!({ "markdown": text, "standard": "S-1" });
    let changed = agent.proposes(changed).await;
    assert_eq!(changed["state"], "open");
    let reason = json!({ "reason": "It is over." });
    let retired = agent.post_json("/api/v1/standards/S-1/retirement", reason);
    assert_eq!(retired.await.is(201).json()["state"], "open");
    assert_eq!(ada.get("/standards/S-1.md").await.text, in_force);
    assert_eq!(agrees(&ada, &changed).await["state"], "published");
    let back = json!({ "revision": 1 });
    let back = agent.post_json("/api/v1/standards/S-1/restorations", back);
    assert_eq!(back.await.is(201).json()["state"], "open");
    assert_eq!(ada.get("/standards/S-1.md").await.text, text);
    // What a person proposes is in force at once, as ever.
    let own = json!({ "markdown": "# Say so\n" });
    assert_eq!(ada.proposes(own).await["state"], "published");
}

#[tokio::test]
async fn an_agents_text_waits_for_a_person_when_the_others_leave() {
    let site = Site::new().await;
    let [ada, bo] = site.members(["Ada", "Bo"]).await;
    let agent = site.by_token(&ada, Scope::Propose).await;
    let made = agent.proposes(json!({ "markdown": TEXT })).await;
    let mut tx = site.write().await;
    let administrator = cahier::members::Administrator::of_the_data_folder();
    cahier::members::leave(&mut tx, &administrator, &bo.id)
        .await
        .unwrap();
    cahier::proposals::people_left(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    let path = format!("/api/v1/proposals/{}", made["id"].as_str().unwrap());
    let now = ada.get(&path).await.json();
    assert_eq!((&now["needed"], &now["state"]), (&json!(0), &json!("open")));
    assert_eq!(agrees(&ada, &now).await["state"], "published");
}
