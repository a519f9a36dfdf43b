//! The disk is full, or the session is over: it is said, and nothing typed is lost.

use cahier::db::Sql;
use serde_json::json;

use crate::support::{Person, Site};

/// Lets the database's file grow up to so many pages, as a disk would that is full then.
async fn room_for(site: &Site, pages: i64) {
    let mut tx = site.write().await;
    let sql = Sql::built(format!("pragma max_page_count = {pages}"));
    let (_limit,): (i64,) = tx.one(sql, vec![]).await.unwrap();
}

#[tokio::test]
async fn a_full_disk_is_said_and_what_was_typed_comes_back() {
    let site = Site::new().await;
    if site.database_url().starts_with("postgres") {
        println!("left out: the test fills the embedded engine's file only");
        return;
    }
    let ada = site.member("Ada").await;
    room_for(&site, 1).await;
    let long = "The nightly export stops. ".repeat(3_000);
    let fields = [
        ("team", "web"),
        ("title", "Exports stop"),
        ("facts", "on"),
        ("description", &long),
    ];
    let page = ada.post("/problems", &fields).await;
    page.is(507)
        .says("full")
        .says(long.trim())
        .says("name=\"title\" value=\"Exports stop\"")
        .says("action=\"/problems\"");
    let body = json!({"title": "Exports stop", "description": long});
    let told = ada
        .post_json("/api/v1/problems", body.clone())
        .await
        .is(507);
    assert_eq!(told.header("retry-after"), "5");
    assert!(told.json()["detail"].as_str().unwrap().contains("full"));
    ada.get("/").await.is(200);

    room_for(&site, 1_000_000).await;
    ada.post("/problems", &fields).await.is(303);
    ada.get("/problems/P-1").await.is(200).says(long.trim());
}

#[tokio::test]
async fn a_session_that_is_over_loses_nothing_typed() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    ada.post_json("/api/v1/problems", json!({"title": "Exports stop"}))
        .await
        .is(201);
    let late = ada.with_header("cookie", "cahier-session=long-gone");
    let remark = "It is the <third> time this week.";
    let page = late
        .post("/problems/P-1/comments", &[("text", remark)])
        .await;
    page.is(401)
        .says("It is the &#60;third&#62; time this week.")
        .says("action=\"/problems/P-1/comments\"")
        .says("Sign in again");
    let asked = late.post("/problems/P-1/comments", &[]).await.is(303);
    assert_eq!(asked.location(), "/sign-in");
    for (page, leads) in [
        (
            "http://127.0.0.1:7272/problems/P-1?said=posted",
            "/sign-in?next=/problems/P-1",
        ),
        ("http://127.0.0.1:7272/problems/P-1/comments", "/sign-in"),
        ("https://evil.example/problems/P-1", "/sign-in"),
    ] {
        let from = late.with_header("referer", page);
        let asked = from.post("/problems/P-1/comments", &[]).await.is(303);
        assert_eq!(asked.location(), leads, "{page}");
    }
    let french = late.with_header("accept-language", "fr");
    french
        .post("/problems/P-1/comments", &[("text", "Encore une fois")])
        .await
        .is(401)
        .says("Encore une fois")
        .says("Se reconnecter");
    ada.get("/problems/P-1").await.says_nothing_of("third");
}

#[tokio::test(flavor = "multi_thread")]
async fn many_write_at_once_and_each_write_is_whole_or_not_at_all() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let first = json!({"title": "Builds are slow"});
    ada.post_json("/api/v1/problems", first).await.is(201);
    let before = last_number(&ada).await;
    let mut writes = tokio::task::JoinSet::new();
    for number in 0..60 {
        let ada = ada.clone();
        writes.spawn(async move {
            if number % 3 == 0 {
                let why = json!({"text": "Nobody asked", "parent": "01900000-0000-7000-8000-000000000001"});
                let reply = ada.post_json("/api/v1/problems/P-1/causes", why).await;
                reply.is(422);
                0
            } else {
                let title = format!("It fails again, number {number}");
                let reply = ada.post_json("/api/v1/problems", json!({"title": title}));
                reply.await.is(201);
                1
            }
        });
    }
    let posted: i64 = writes.join_all().await.into_iter().sum();
    assert_eq!(posted, 40);
    let changes = ada
        .get(&format!("/api/v1/changes?after={before}&limit=200"))
        .await
        .json();
    let numbers: Vec<i64> = changes["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| change["seq"].as_i64().unwrap())
        .collect();
    let expected: Vec<i64> = (before + 1..=before + posted).collect();
    assert_eq!(numbers, expected, "the feed has neither holes nor doubles");
    let site = site.restarted().await;
    let bob = site.member("Bob").await;
    let listed = bob.get("/api/v1/problems?limit=200").await.json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 41);
}

async fn last_number(person: &Person) -> i64 {
    let changes = person.get("/api/v1/changes?limit=200").await.json();
    let last = changes["items"].as_array().unwrap().last().cloned();
    last.unwrap()["seq"].as_i64().unwrap()
}
