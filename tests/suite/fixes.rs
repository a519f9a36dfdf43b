//! Links to code: made by page, API and terminal, seen from both ends, doubled by nothing.

use cahier::members::Scope;
use serde_json::json;

use crate::support::{Person, Site};

async fn standard(person: &Person) -> String {
    let markdown = "# Store times in UTC\n\n## What we do\n\n1. Store instants in UTC.\n";
    let made = person
        .post_json("/api/v1/proposals", json!({ "markdown": markdown }))
        .await
        .is(201)
        .json();
    made["standard"].as_str().unwrap().to_owned()
}

async fn linked(person: &Person, query: &str) -> Vec<String> {
    let list = person
        .get(&format!("/api/v1/fixes?{query}"))
        .await
        .is(200)
        .json();
    let items = list["items"].as_array().unwrap();
    items
        .iter()
        .map(|fix| fix["title"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_commit_is_seen_from_the_standard_it_applies() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let standard = standard(&ada).await;
    let commit = json!({
        "sha": "3F9C2D1E0758BA61F4D2C9037AE16B85D0F4C2A9",
        "repository": "https://git.example.org/halles/shop.git",
        "title": "One index",
        "standard": standard,
    });
    let fix = ada
        .post_json("/api/v1/fixes", commit.clone())
        .await
        .is(201)
        .json();
    assert_eq!(fix["kind"], "commit");
    assert_eq!(
        fix["url"],
        "https://git.example.org/halles/shop/commit/3f9c2d1e0758ba61f4d2c9037ae16b85d0f4c2a9"
    );
    assert_eq!(
        linked(&ada, &format!("standard={standard}")).await,
        ["One index"]
    );

    // Again, and by a short hash: nothing doubles.
    ada.post_json("/api/v1/fixes", commit).await.is(200);
    ada.post_json(
        "/api/v1/fixes",
        json!({ "sha": "3f9c2d1", "standard": standard }),
    )
    .await
    .is(200);
    assert_eq!(linked(&ada, &format!("standard={standard}")).await.len(), 1);

    let id = fix["id"].as_str().unwrap();
    ada.delete(&format!("/api/v1/fixes/{id}")).await.is(204);
    assert!(
        linked(&ada, &format!("standard={standard}"))
            .await
            .is_empty()
    );
    ada.delete(&format!("/api/v1/fixes/{id}")).await.is(404);
}

#[tokio::test]
async fn what_cannot_be_linked_is_said_with_all_faults_at_once() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let refused = ada.post_json("/api/v1/fixes", json!({})).await.is(422);
    assert_eq!(
        refused.json()["errors"].as_array().unwrap().len(),
        2,
        "{}",
        refused.text
    );
    for bad in [
        json!({ "url": "javascript:alert(1)", "problem": "P-1" }),
        json!({ "sha": "main~20", "problem": "P-1" }),
        json!({ "url": "https://example.org/pull/1", "problem": "P-99" }),
        json!({ "url": "https://example.org/pull/1", "standard": "four" }),
        json!({ "url": "https://example.org/pull/1", "standard": "S-1", "kind": "branch" }),
    ] {
        ada.post_json("/api/v1/fixes", bad).await.is(422);
    }
}

#[tokio::test]
async fn agents_link_and_readers_only_look() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let standard = standard(&ada).await;
    let link =
        json!({ "url": "https://git.example.org/halles/shop/pulls/471", "standard": standard });
    site.reader("Rosa")
        .await
        .post_json("/api/v1/fixes", link.clone())
        .await
        .is(403);
    let agent = site.by_token(&ada, Scope::Propose).await;
    let fix = agent.post_json("/api/v1/fixes", link).await.is(201).json();
    assert_eq!(fix["kind"], "pull_request");
    agent
        .delete(&format!("/api/v1/fixes/{}", fix["id"].as_str().unwrap()))
        .await
        .is(403);
}

#[tokio::test]
async fn the_form_leads_back_and_a_refused_one_comes_back_filled_in() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let standard = standard(&ada).await;
    ada.get(&format!("/fixes/new?standard={standard}"))
        .await
        .is(200)
        .says(&standard);
    let fields = [
        ("url", "https://git.example.org/pulls/1"),
        ("standard", standard.as_str()),
    ];
    let reply = ada.post("/fixes", &fields).await.is(303);
    assert_eq!(reply.location(), format!("/standards/{standard}"));
    let fields = [
        ("url", "gopher://old.example.org"),
        ("standard", standard.as_str()),
    ];
    ada.post("/fixes", &fields)
        .await
        .is(422)
        .says("gopher://old.example.org")
        .says("https://");
}
