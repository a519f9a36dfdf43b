//! What is in force and not yet agreed: listed with what it changed, agreed to or undone with one click.

use cahier::db::{Actor, Channel};
use cahier::proposals::{self, Found};
use serde_json::json;

use crate::standards::publish;
use crate::support::Site;

const TEXT: &str = "# Review within a day\n\nWhoever is asked answers by the next morning.\n";
const LIST: &str = "/standards/not-yet";

/// Lays a file in the folder.
pub(crate) async fn file(site: &Site, path: &str, text: &str) {
    let folder = Actor::nobody(Channel::Folder);
    let mut tx = site.app.db.write(folder).await.unwrap();
    let found = Found {
        path,
        bytes: text.as_bytes(),
        base: None,
    };
    proposals::adopt(&mut tx, found).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_text_is_agreed_to_or_undone_where_it_is_listed() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    let rea = site.reader("Rea").await;
    publish(&ada, &[&bo, &cy], json!({ "markdown": TEXT })).await;
    ada.get(LIST)
        .await
        .is(200)
        .says("Everything in force is agreed");
    let corrected = TEXT.replace("answers", "replies");
    let body = json!({ "markdown": corrected, "standard": "S-1", "correction": true });
    bo.post_json("/api/v1/proposals", body).await.is(201);
    file(
        &site,
        "0007-pin-the-image.md",
        "# Pin the image\n\nBy digest.\n",
    )
    .await;

    let list = ada.get(LIST).await.is(200);
    list.says("<ins>replies</ins>")
        .says("since revision 1, which comes back")
        .says("Pin the image")
        .says("nothing was in force before it")
        .says("Agree to these 2 texts");
    let own = bo.get(LIST).await.is(200);
    assert_eq!(own.text.matches("/standards/S-1/agreement").count(), 0);
    assert_eq!(own.text.matches("/standards/S-1/reversal").count(), 1);
    rea.get(LIST)
        .await
        .is(200)
        .says("Pin the image")
        .says_nothing_of("/agreement")
        .says_nothing_of("/reversal");
    let old = ada.get("/standards?status=not-yet").await.is(303);
    assert_eq!(old.location(), LIST);
    ada.get("/standards").await.says(LIST);
    let french = ada.with_header("accept-language", "fr");
    french
        .get(LIST)
        .await
        .says("rien n’était en vigueur avant lui");

    let hash = ada.get("/api/v1/standards/S-1").await.json()["hash"].clone();
    let form = [("hash", hash.as_str().unwrap()), ("back", LIST)];
    let sent = ada.post("/standards/S-1/agreement", &form).await.is(303);
    assert_eq!(sent.location(), "/standards/not-yet?said=agreed&about=S-1");
    ada.get(sent.location())
        .await
        .says("S-1 · Noted: you agree to exactly this text.")
        .says("1 of 2");
    let sent = cy.post("/standards/S-1/reversal", &form).await.is(303);
    assert_eq!(sent.location(), "/standards/not-yet?said=undone&about=S-1");
    cy.get(sent.location())
        .await
        .says("S-1 · Undone.")
        .says_nothing_of("Review within a day");
    assert_eq!(ada.get("/standards/S-1.md").await.text, TEXT);
    // Whoever clicks on a list that is out of date undoes nothing else.
    ada.post("/standards/S-1/reversal", &form).await.is(409);
    let elsewhere = [form[0], ("back", "https://elsewhere.example")];
    ada.post("/standards/S-1/agreement", &elsewhere)
        .await
        .is(409);
}

#[tokio::test]
async fn whoever_had_agreed_to_a_file_sees_what_has_changed_since() {
    let site = Site::new().await;
    let [ada, bo] = site.members(["Ada", "Bo"]).await;
    site.member("Cy").await;
    let path = "0001-review-within-a-day.md";
    file(&site, path, TEXT).await;
    let first = ada.get("/api/v1/standards/S-1").await.json();
    let form = [("hash", first["hash"].as_str().unwrap()), ("back", LIST)];
    bo.post("/standards/S-1/agreement", &form).await.is(303);
    file(&site, path, &TEXT.replace("morning", "noon")).await;
    bo.get(LIST)
        .await
        .says("agreed to from here: that agreement no longer counts")
        .says("<ins>noon</ins>")
        .says("0 of 2");
    ada.get(LIST)
        .await
        .says("since revision 1, which comes back")
        .says_nothing_of("no longer counts");
}

#[tokio::test]
async fn what_is_not_in_force_asks_nobody_for_agreement() {
    let site = Site::new().await;
    let [ada, bo] = site.members(["Ada", "Bo"]).await;
    file(&site, "0001-old.md", "# Use tabs\n").await;
    let new = "---\nsupersedes: [S-1]\n---\n# Use spaces\n";
    file(&site, "0002-new.md", new).await;
    let out = "---\nstatus: retired\n---\n# Use vi\n";
    file(&site, "0003-out.md", out).await;
    bo.get(LIST)
        .await
        .is(200)
        .says("Use spaces")
        .says_nothing_of("Use tabs")
        .says_nothing_of("Use vi");
    bo.get("/standards")
        .await
        .says("S-2, revision 1: in force, not yet agreed")
        .says_nothing_of("S-1, revision 1: in force, not yet agreed")
        .says_nothing_of("S-3, revision 1: in force, not yet agreed");
    for (id, agreed) in [("S-1", true), ("S-2", false), ("S-3", true)] {
        let shown = ada.get(&format!("/api/v1/standards/{id}")).await.json();
        assert_eq!(shown["agreed"], agreed, "{shown}");
        let page = ada.get(&format!("/standards/{id}")).await.is(200);
        match agreed {
            true => page
                .says("not agreed, 0 of")
                .says_nothing_of("it is in force, and not yet agreed"),
            false => page.says("it is in force, and not yet agreed"),
        };
    }
    let listed = ada.get("/api/v1/standards?agreed=false").await.json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1, "{listed}");
}

#[tokio::test]
async fn a_record_is_taken_out_of_force_or_it_is_said_how() {
    let site = Site::new().await;
    let [ada, _] = site.members(["Ada", "Bo"]).await;
    let record = "# 1. Use it\n\nDate: 2016-02-12\n\n## Status\n\nAccepted\n";
    file(&site, "0001-use-it.md", record).await;
    let flow = "---\n{status: accepted, tags: [a]}\n---\n# Use that\n";
    file(&site, "0002-use-that.md", flow).await;
    let shown = ada.get("/api/v1/standards/S-1").await.json();
    ada.get("/standards/S-1").await.says("Take it out of force");
    let form = [("hash", shown["hash"].as_str().unwrap())];
    ada.post("/standards/S-1/reversal", &form).await.is(303);
    let shown = ada.get("/api/v1/standards/S-1").await.json();
    assert_eq!(shown["status"], "retired", "{shown}");
    assert_eq!(shown["decided"], "2016-02-12", "{shown}");
    for page in ["/standards/S-2", LIST] {
        ada.get(page)
            .await
            .is(200)
            .says("at the head of 0002-use-that.md")
            .says_nothing_of("/standards/S-2/reversal");
    }
}

#[tokio::test]
async fn a_book_without_a_standard_in_force_is_not_empty() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    ada.get("/standards").await.says("The book is empty");
    let out = "---\nstatus: retired\ntags: [editors]\n---\n# Use vi\n";
    file(&site, "0001-out.md", out).await;
    ada.get("/standards")
        .await
        .is(200)
        .says("No standard is in force")
        .says("href=\"/standards?status=retired\"")
        .says("aria-current=\"true\"")
        .says_nothing_of("The book is empty");
}
