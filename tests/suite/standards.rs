//! The book: read, kept exact, corrected, undone, read by newcomers.

use serde_json::{Value, json};

use crate::support::{Person, Site};

pub(crate) const UTC: &str = "---\ntags: [Database, time]\nteam: web\nreading: 1\n---\n\n# Store times in UTC\n\n## The problem it prevents\n\nTwice a year the clocks change, and exports run twice.\n\n## What we do\n\n1. Store instants in UTC, always.\n2. Convert them when showing.\n\n```sql\nselect now()\n```\n";

/// Proposes a text and has the others agree to it; the standard's id.
pub(crate) async fn publish(author: &Person, others: &[&Person], body: Value) -> String {
    let proposal = author.proposes(body).await;
    let path = format!(
        "/api/v1/proposals/{}/approval",
        proposal["id"].as_str().unwrap()
    );
    let mut last = proposal.clone();
    for other in others {
        last = other
            .put_json(&path, json!({ "hash": proposal["hash"] }))
            .await
            .is(200)
            .json();
    }
    assert_eq!(last["state"], "published", "{last}");
    last["standard"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_standard_is_a_page_a_file_and_json() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    let id = publish(&ada, &[&bo, &cy], json!({ "markdown": UTC })).await;
    assert_eq!(id, "S-1");
    let page = ada.get("/standards/S-1").await.is(200);
    let page = page
        .says("<h1>Store times in UTC</h1>")
        .says("in force")
        .says("2 of us, on this text");
    page.says("The problem it prevents")
        .says("Propose a change")
        .says("/standards?tag=database");
    assert_eq!(ada.get("/standards/S-1.md").await.is(200).text, UTC);
    let file = ada
        .with_header("accept", "text/markdown")
        .get("/api/v1/standards/S-1")
        .await
        .is(200);
    assert_eq!(file.text, UTC);
    let shown = ada.get("/api/v1/standards/S-1").await.is(200).json();
    assert_eq!(shown["status"], "active");
    assert_eq!(shown["agreed"], true);
    assert_eq!(shown["challenged"], false);
    assert_eq!(shown["team"], "web");
    assert_eq!(shown["tags"], json!(["database", "time"]));
    assert_eq!(shown["revision"], 1);
    assert_eq!(shown["path"], "0001-store-times-in-utc.md");
    assert_eq!(shown["lang"], "en");
    ada.get("/standards/S-2").await.is(404);
    ada.get("/standards/nonsense").await.is(404);
    ada.get("/api/v1/standards/S-2").await.is(404);
}

#[tokio::test]
async fn the_book_is_listed_narrowed_and_empty_at_first() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    ada.get("/standards")
        .await
        .is(200)
        .says("The book is empty");
    publish(&ada, &[&bo, &cy], json!({ "markdown": UTC })).await;
    publish(
        &ada,
        &[&bo, &cy],
        json!({ "markdown": "---\ntags: [git]\n---\n# Name branches after problems\n" }),
    )
    .await;
    let book = ada
        .get("/standards")
        .await
        .is(200)
        .says("2 standards in force");
    book.says("Store times in UTC")
        .says("Name branches")
        .says("Changed this month");
    let narrowed = ada.get("/standards?tag=git").await.is(200);
    narrowed
        .says("Name branches")
        .says_nothing_of(">Store times in UTC</a>");
    ada.get("/standards?team=web")
        .await
        .is(200)
        .says("Store times")
        .says_nothing_of("Name branches");
    ada.get("/standards?status=retired")
        .await
        .is(200)
        .says("No such standard");
    let list = ada.get("/api/v1/standards?limit=1").await.is(200).json();
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
    let next = list["next"].as_str().unwrap();
    let rest = ada
        .get(&format!("/api/v1/standards?limit=1&cursor={next}"))
        .await
        .is(200)
        .json();
    assert_eq!(rest["items"][0]["id"], "S-2");
    assert_eq!(rest["next"], Value::Null);
    ada.get("/api/v1/standards?status=odd").await.is(422);
}

#[tokio::test]
async fn a_standard_gives_way_to_its_successor_and_can_be_retired() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    publish(&ada, &[&bo, &cy], json!({ "markdown": UTC })).await;
    let newer = json!({ "markdown": "---\nsupersedes: [S-1]\n---\n# Store times as instants\n" });
    publish(&ada, &[&bo, &cy], newer).await;
    assert_eq!(
        ada.get("/api/v1/standards/S-1").await.json()["status"],
        "superseded"
    );
    ada.get("/standards/S-1")
        .await
        .says("Its place was taken by")
        .says("S-2 Store times as instants");
    let circle = UTC.replace("reading: 1", "supersedes: [S-2]");
    let refused = ada
        .post_json(
            "/api/v1/proposals",
            json!({ "markdown": circle, "standard": "S-1" }),
        )
        .await
        .is(422);
    refused.says("S-1 → S-2 → S-1");
    let retired = "---\nsupersedes: [S-1]\nstatus: retired\n---\n# Store times as instants\n";
    publish(
        &ada,
        &[&bo, &cy],
        json!({ "markdown": retired, "standard": "S-2" }),
    )
    .await;
    assert_eq!(
        ada.get("/api/v1/standards/S-2").await.json()["status"],
        "retired"
    );
    assert_eq!(
        ada.get("/api/v1/standards/S-1").await.json()["status"],
        "active"
    );
    ada.get("/standards/S-2").await.says("it was retired");
}

#[tokio::test]
async fn a_reader_asks_what_is_unclear_and_a_newer_revision_answers() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    let rea = site.reader("Zelda").await;
    publish(&ada, &[&bo, &cy], json!({ "markdown": UTC })).await;
    rea.post(
        "/standards/S-1/questions",
        &[("text", "What about birthdays?")],
    )
    .await
    .is(303);
    rea.post("/standards/S-1/questions", &[("text", "  ")])
        .await
        .is(422);
    bo.get("/standards/S-1")
        .await
        .says("What about birthdays?")
        .says("Zelda");
    rea.get("/standards/S-1")
        .await
        .says_nothing_of("Propose a change");
    rea.get("/standards/S-1/edit").await.is(403);
    publish(
        &ada,
        &[&bo, &cy],
        json!({ "markdown": UTC.replace("always", "not birthdays"), "standard": "S-1" }),
    )
    .await;
    bo.get("/standards/S-1")
        .await
        .says_nothing_of("What about birthdays?");
}

#[tokio::test]
async fn what_did_not_hold_goes_back_to_the_wall() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    publish(&ada, &[&bo, &cy], json!({ "markdown": UTC })).await;
    ada.post("/standards/S-1/failures", &[("problem", ""), ("note", "")])
        .await
        .is(422);
    let posted = ada
        .post(
            "/standards/S-1/failures",
            &[("problem", ""), ("note", "Invoices a day early")],
        )
        .await
        .is(303);
    assert_eq!(posted.location(), "/problems/P-1");
    let problem = ada.get("/api/v1/problems/P-1").await;
    if problem.status == 200 {
        assert_eq!(problem.json()["standards"], json!(["S-1"]));
    }
    ada.get("/standards/S-1")
        .await
        .says("P-1 Invoices a day early");
    let again = [("problem", "P-1"), ("note", "and once more")];
    assert_eq!(
        bo.post("/standards/S-1/failures", &again)
            .await
            .is(303)
            .location(),
        "/problems/P-1"
    );
}

#[tokio::test]
async fn the_book_speaks_french() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    publish(&ada, &[&bo, &cy], json!({ "markdown": UTC })).await;
    let lea = ada.with_header("accept-language", "fr-FR,fr;q=0.9");
    lea.get("/standards")
        .await
        .is(200)
        .says("Le cahier")
        .says("1 standard en vigueur")
        .says("lang=\"fr\"");
    lea.get("/standards/S-1")
        .await
        .is(200)
        .says("Proposer un changement")
        .says("Ça n’a pas tenu");
    lea.get("/standards/S-1/edit")
        .await
        .is(200)
        .says("Comme on le lira");
    lea.get("/standards/new")
        .await
        .is(200)
        .says("Le problème évité");
    lea.get("/standards/S-1/history")
        .await
        .is(200)
        .says("comment il a changé");
    lea.get("/newcomers")
        .await
        .is(200)
        .says("1 problème qu’on n’aura pas");
}

#[tokio::test]
async fn a_text_to_start_from_is_filled_in_by_the_problem() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let problem = json!({ "title": "Exports run twice", "should_be": "once", "is": "twice in March", "tags": ["export"] });
    ada.post_json("/api/v1/problems", problem).await.is(201);
    let page = ada.get("/standards/new?solves=P-1").await.is(200);
    let page = page
        .says("# Exports run twice")
        .says("solves: [P-1]")
        .says("tags: [export]")
        .says("team: web");
    page.says("It should be: once")
        .says("It is: twice in March");
    let draft = ada
        .get("/api/v1/standards/draft?title=Run%20once&solves=P-1")
        .await
        .is(200);
    assert!(
        draft.text.starts_with("---\nstatus: active\n"),
        "{}",
        draft.text
    );
    draft.says("# Run once\n").says("## What we do");
    ada.get("/standards/new?solves=P-77").await.is(404);
}

#[tokio::test]
async fn the_address_of_a_page_gives_the_file_to_whoever_asks_for_markdown() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    ada.proposes(json!({ "markdown": UTC })).await;
    for accept in ["text/markdown", "text/markdown, text/html;q=0.5, */*;q=0.1"] {
        let asks = ada.with_header("accept", accept);
        let file = asks.get("/standards/S-1").await.is(200);
        assert_eq!(file.text, UTC, "{accept}");
        assert_eq!(file.header("content-type"), "text/markdown; charset=utf-8");
        assert!(file.header("vary").contains("Accept"));
    }
    for accept in [
        "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8",
        "text/html, text/markdown;q=0.5",
        "*/*",
    ] {
        let asks = ada.with_header("accept", accept);
        let page = asks.get("/standards/S-1").await.is(200);
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
        let mut varies = page.headers.get_all("vary").iter();
        assert!(varies.any(|by| by == "Accept"), "{accept}");
    }
    ada.with_header("accept", "text/markdown")
        .get("/standards/S-9")
        .await
        .is(404);
}
