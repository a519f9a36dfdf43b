//! Remarks on lines of a proposed text, and agreements that fall away when it changes.

use serde_json::{Value, json};

use crate::support::Site;

const TEXT: &str = "# Review within a day\n\nWhoever is asked answers by the next morning.\n\nNobody waits longer.\n";

fn key(made: &Value) -> (String, String) {
    let id = made["id"].as_str().unwrap().to_owned();
    (id, made["hash"].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn a_remark_on_a_line_goes_where_the_line_goes() {
    let site = Site::new().await;
    let [ada, bo] = site.members(["Ada", "Bo"]).await;
    site.member("Cy").await;
    let made = ada.proposes(json!({ "markdown": TEXT })).await;
    let (id, hash) = key(&made);
    let (api, page) = (
        format!("/api/v1/proposals/{id}"),
        format!("/proposals/{id}"),
    );
    let said = bo
        .post_json(
            &format!("{api}/comments"),
            json!({ "text": "*whose* morning?", "line": 3 }),
        )
        .await
        .is(201)
        .json();
    assert_eq!(said["about"]["line"], 3);
    assert_eq!(said["about"]["now"], 3);
    assert_eq!(
        said["about"]["quote"],
        "Whoever is asked answers by the next morning."
    );
    let field = bo.get(&format!("{page}?view=text&line=5")).await.is(200);
    field
        .says("Say something about line 5")
        .says("name=\"line\" value=\"5\"")
        .says("<em>whose</em> morning?");
    let form = [("text", "a promise"), ("line", "5"), ("hash", &hash)];
    let sent = bo.post(&format!("{page}/comments"), &form).await.is(303);
    assert_eq!(sent.location(), format!("{page}?view=text#line-5"));
    ada.get(&page)
        .await
        .says("On line 3")
        .says("On line 5")
        .says("a promise");

    let longer = TEXT.replace(
        "# Review within a day\n",
        "# Review within a day\n\nIt is asked for by name.\n",
    );
    let longer = longer.replace("Nobody waits longer.", "Nobody waits.");
    ada.put_json(&api, json!({ "markdown": longer }))
        .await
        .is(200);
    let comments = ada.get(&api).await.json()["comments"].clone();
    assert_eq!(comments[0]["about"]["now"], 5);
    assert_eq!(comments[1]["about"]["now"], Value::Null);
    assert_eq!(comments[1]["about"]["quote"], "Nobody waits longer.");
    ada.get(&page)
        .await
        .says("On line 5")
        .says("On a line of an earlier text")
        .says("Nobody waits longer.");
    let french = ada.with_header("accept-language", "fr");
    french
        .get(&page)
        .await
        .says("Sur la ligne 5")
        .says("Sur une ligne d’un texte antérieur");
    // Whoever wrote while the text changed has said it about the text they saw.
    let late = json!({ "text": "late", "line": 1, "hash": hash });
    let late = bo.post_json(&format!("{api}/comments"), late).await.is(201);
    assert_eq!(late.json()["about"]["now"], 1);

    for (line, hash, field) in [
        (0, None, "/line"),
        (99, None, "/line"),
        (1, Some("x"), "/hash"),
    ] {
        let body = json!({ "text": "?", "line": line, "hash": hash });
        let refused = bo.post_json(&format!("{api}/comments"), body).await.is(422);
        refused.says(field);
    }
}

#[tokio::test]
async fn whoever_had_agreed_is_told_that_the_text_has_changed_and_how() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    let made = ada.proposes(json!({ "markdown": TEXT })).await;
    let (id, hash) = key(&made);
    let (api, page) = (
        format!("/api/v1/proposals/{id}"),
        format!("/proposals/{id}"),
    );
    let approval = format!("{api}/approval");
    bo.put_json(&approval, json!({ "hash": hash }))
        .await
        .is(200);
    bo.get("/").await.says_nothing_of("has changed since");
    let text = TEXT.replace("next morning", "next noon");
    let changed = ada
        .put_json(&api, json!({ "markdown": text }))
        .await
        .is(200)
        .json();
    assert_eq!(changed["approvals"], 0);
    assert_eq!(changed["fallen"][0]["by"], bo.id.as_str());
    assert_eq!(changed["fallen"][0]["hash"], hash.as_str());

    bo.get("/")
        .await
        .says("1 text agreed to that has changed since")
        .says_nothing_of("1 text to agree to");
    cy.get("/")
        .await
        .says("1 text to agree to")
        .says_nothing_of("has changed since");
    ada.get("/").await.says_nothing_of("has changed since");
    bo.get("/standards")
        .await
        .says("Changed since it was agreed to from here");
    cy.get("/standards")
        .await
        .says_nothing_of("Changed since it was agreed");
    let told = bo.get(&page).await.is(200);
    told.says("that agreement no longer counts")
        .says("What has changed since")
        .says("<ins>noon</ins>")
        .says("I agree to exactly this");
    let others = cy.get(&page).await.is(200);
    others
        .says("Had agreed to an earlier text")
        .says_nothing_of("no longer counts");
    let french = bo.with_header("accept-language", "fr");
    french.get(&page).await.says("cet accord ne compte plus");
    french
        .get("/")
        .await
        .says("1 texte approuvé qui a changé depuis");

    let since = format!("{page}?view=text&since={hash}");
    cy.get(&page).await.says(&since.replace('&', "&#38;"));
    cy.get(&since)
        .await
        .is(200)
        .says("Compared with text 1")
        .says("<del>morning</del>");
    let texts = cy.get(&format!("{api}/texts")).await.is(200).json();
    let texts: Vec<&str> = texts["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|text| text["markdown"].as_str().unwrap())
        .collect();
    assert_eq!(texts, [TEXT, &text]);

    let now = changed["hash"].as_str().unwrap();
    let agreed = bo.put_json(&approval, json!({ "hash": now })).await.is(200);
    assert_eq!(agreed.json()["fallen"], json!([]));
    bo.get("/").await.says_nothing_of("has changed since");
    bo.get(&page).await.says_nothing_of("no longer counts");
}

#[tokio::test]
async fn an_agreement_falls_away_for_good_even_when_the_old_text_comes_back() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    let made = ada.proposes(json!({ "markdown": TEXT })).await;
    let (id, hash) = key(&made);
    let api = format!("/api/v1/proposals/{id}");
    let approval = format!("{api}/approval");
    bo.put_json(&approval, json!({ "hash": hash }))
        .await
        .is(200);
    for text in [TEXT.replace("day", "week"), TEXT.to_owned()] {
        ada.put_json(&api, json!({ "markdown": text }))
            .await
            .is(200);
    }
    let now = cy
        .put_json(&approval, json!({ "hash": hash }))
        .await
        .is(200)
        .json();
    assert_eq!(
        (now["approvals"].clone(), now["state"].clone()),
        (json!(1), json!("open"))
    );
    // An objection is an answer too.
    let objection = json!({ "text": "which is it?" });
    let objected = bo.post_json(&format!("{api}/objections"), objection).await;
    assert_eq!(objected.is(201).json()["fallen"], json!([]));
}

#[tokio::test]
async fn a_proposal_opened_again_asks_those_who_had_agreed_anew() {
    let site = Site::new().await;
    let [ada, bo] = site.members(["Ada", "Bo"]).await;
    site.member("Cy").await;
    let made = ada.proposes(json!({ "markdown": TEXT })).await;
    let (id, hash) = key(&made);
    let page = format!("/proposals/{id}");
    bo.post(&format!("{page}/approval"), &[("hash", &hash)])
        .await
        .is(303);
    ada.post(&format!("{page}/withdrawal"), &[]).await.is(303);
    bo.get(&page).await.says_nothing_of("no longer counts");
    let again = ada.post(&format!("{page}/reopening"), &[]).await.is(303);
    ada.get(again.location()).await.says("Open again.");
    bo.get(&page)
        .await
        .says("withdrawn and opened again")
        .says("0 of 2")
        .says_nothing_of("What has changed since");
    bo.post(&format!("{page}/approval"), &[("hash", &hash)])
        .await
        .is(303);
    bo.get(&page).await.says("1 of 2");
}
