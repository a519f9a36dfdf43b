//! Links to code: made by page, API and terminal, seen from both ends, doubled by nothing.

use cahier::members::Scope;
use serde_json::{Value, json};

use crate::support::{Person, Site};

pub(crate) const SHA: &str = "3f9c2d1e0758ba61f4d2c9037ae16b85d0f4c2a9";
pub(crate) const PULL: &str = "https://git.example.org/halles/shop/pulls/471";

async fn standard(site: &Site, title: &str) -> String {
    let mut tx = site.write().await;
    let path = format!("{}.md", title.to_lowercase().replace(' ', "-"));
    let text = format!("# {title}\n\n## What we do\n\n1. {title}.\n");
    let found = cahier::proposals::Found {
        path: &path,
        bytes: text.as_bytes(),
        base: None,
    };
    cahier::proposals::adopt(&mut tx, found).await.unwrap();
    tx.commit().await.unwrap();
    let list = site
        .member("Librarian")
        .await
        .get("/api/v1/standards?limit=200")
        .await
        .json();
    let items = list["items"].as_array().unwrap();
    let made = items.iter().find(|item| item["title"] == title).unwrap();
    made["id"].as_str().unwrap().to_owned()
}

async fn titles(person: &Person, query: &str) -> Vec<String> {
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
async fn a_commit_is_seen_from_both_ends_and_doubled_by_nothing() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let problem = ada.posts("Times are an hour off").await;
    let standard = standard(&site, "Store times in UTC").await;
    let commit = json!({
        "sha": SHA.to_uppercase(), "repository": "git@git.example.org:halles/shop.git", "title": "Store instants", "standard": standard,
    });
    let fix = ada
        .post_json("/api/v1/fixes", commit.clone())
        .await
        .is(201)
        .json();
    assert_eq!(fix["kind"], "commit");
    assert_eq!(
        fix["url"],
        format!("https://git.example.org/halles/shop/commit/{SHA}")
    );
    ada.post_json("/api/v1/fixes", commit).await.is(200);

    // The same commit by its short hash, and by its address, is linked to the problem as well.
    let short = json!({"sha": &SHA[..8], "problem": problem});
    let again = ada.post_json("/api/v1/fixes", short).await.is(201).json();
    assert_eq!(again["id"], fix["id"]);
    assert_eq!(again["solves"], json!([problem]));
    let by_address = json!({"url": format!("https://git.example.org/halles/shop/commit/{}", &SHA[..10]), "problem": problem});
    ada.post_json("/api/v1/fixes", by_address).await.is(200);
    assert_eq!(
        titles(&ada, &format!("standard={standard}")).await,
        ["Store instants"]
    );
    assert_eq!(
        titles(&ada, &format!("problem={problem}")).await,
        ["Store instants"]
    );

    for page in [
        format!("/problems/{problem}"),
        format!("/standards/{standard}"),
    ] {
        ada.get(&page)
            .await
            .is(200)
            .says("Store instants")
            .says(&SHA[..10])
            .says("commit");
    }
    let story = ada.get("/api/v1/changes?after=0&limit=200").await.json();
    let told: Vec<&Value> = story["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|change| change["kind"] == "fix.linked")
        .collect();
    assert_eq!(told.len(), 2);
    assert_eq!(told[1]["also"], json!([problem]));

    let id = fix["id"].as_str().unwrap();
    ada.delete(&format!("/api/v1/fixes/{id}?problem={problem}"))
        .await
        .is(204);
    assert!(titles(&ada, &format!("problem={problem}")).await.is_empty());
    ada.get(&format!("/api/v1/fixes/{id}")).await.is(200);
    ada.delete(&format!("/api/v1/fixes/{id}?standard={standard}"))
        .await
        .is(204);
    ada.get(&format!("/api/v1/fixes/{id}")).await.is(404);
    ada.delete(&format!("/api/v1/fixes/{id}")).await.is(404);
}

#[tokio::test]
async fn the_same_hash_in_another_repository_is_another_commit() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let problem = ada.posts("Times are an hour off").await;
    for repository in [
        "https://github.com/a/b",
        "https://github.com/c/d",
        "https://github.com/a/b.git",
    ] {
        let commit = json!({"sha": SHA, "repository": repository, "problem": problem});
        ada.post_json("/api/v1/fixes", commit).await;
    }
    let list = ada.get("/api/v1/fixes").await.json();
    assert_eq!(list["items"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn one_pull_request_has_one_address_wherever_it_was_copied_from() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let problem = ada.posts("Times are an hour off").await;
    let pull = "https://github.com/halles/shop/pull/482";
    for (end, status) in [("", 201), ("/files#r12", 200), ("?diff=split", 200)] {
        let link = json!({"url": format!("{pull}{end}"), "problem": problem});
        let fix = ada.post_json("/api/v1/fixes", link).await.is(status).json();
        assert_eq!(
            (&fix["url"], &fix["kind"]),
            (&json!(pull), &json!("pull_request"))
        );
    }
}

#[tokio::test]
async fn what_cannot_be_linked_is_said_with_all_faults_at_once() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let problem = ada.posts("Times are an hour off").await;
    let refused = ada
        .post_json("/api/v1/fixes", json!({}))
        .await
        .is(422)
        .json();
    assert_eq!(refused["errors"].as_array().unwrap().len(), 2, "{refused}");
    let long = format!("https://example.org/{}", "a".repeat(2_000));
    for (url, sha, named) in [
        ("javascript:alert(1)", "", problem.as_str()),
        ("data:text/html,<script>", "", &problem),
        (&long, "", &problem),
        ("", "main~20", &problem),
        ("https://github.com/a/b/commit/aaaaaaaa", SHA, &problem),
        (PULL, "", "P-99"),
        (PULL, "", "twelve"),
    ] {
        let link = json!({"url": url, "sha": sha, "problem": named});
        ada.post_json("/api/v1/fixes", link).await.is(422);
    }
    let hostile = json!({"url": "https://a:b@example.org/?q=<script>\"'&x=%00", "title": "<img src=x onerror=alert(1)>\n\u{0}", "problem": problem});
    let fix = ada.post_json("/api/v1/fixes", hostile).await.is(201).json();
    assert!(!fix["url"].as_str().unwrap().contains("a:b@"), "{fix}");
    ada.get(&format!("/problems/{problem}"))
        .await
        .is(200)
        .says_nothing_of("<img src=x")
        .says_nothing_of("<script>\"");
    ada.get("/api/v1/fixes?cursor=x").await.is(422);
    ada.get("/api/v1/fixes?problem=x").await.is(422);
}

#[tokio::test]
async fn agents_and_readers_look_and_only_who_takes_part_links() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let problem = ada.posts("Times are an hour off").await;
    let link = json!({"url": PULL, "problem": problem});
    site.reader("Rosa")
        .await
        .post_json("/api/v1/fixes", link.clone())
        .await
        .is(403);
    let agent = site.by_token(&ada, Scope::Propose).await;
    agent.post_json("/api/v1/fixes", link.clone()).await.is(403);
    let fix = ada.post_json("/api/v1/fixes", link).await.is(201).json();
    agent
        .delete(&format!("/api/v1/fixes/{}", fix["id"].as_str().unwrap()))
        .await
        .is(403);
}

#[tokio::test]
async fn a_list_goes_on_where_it_ended() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let problem = ada.posts("Times are an hour off").await;
    for number in 1..=60 {
        let link = json!({"url": format!("https://github.com/a/b/pull/{number}"), "problem": problem, "title": format!("Number {number}")});
        ada.post_json("/api/v1/fixes", link).await.is(201);
    }
    let mut seen = Vec::new();
    let mut cursor = String::new();
    loop {
        let list = ada
            .get(&format!(
                "/api/v1/fixes?problem={problem}&limit=25&cursor={cursor}"
            ))
            .await
            .is(200)
            .json();
        seen.extend(
            list["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|fix| fix["title"].to_string()),
        );
        match list["next"].as_str() {
            Some(next) => cursor = next.to_owned(),
            None => break,
        }
    }
    assert_eq!(seen.len(), 60);
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 60);
    let page = ada
        .get(&format!("/problems/{problem}"))
        .await
        .is(200)
        .says("All links to code");
    assert_eq!(page.text.matches("pull request · solves it").count(), 12);
    let all = ada.get(&format!("/fixes?problem={problem}")).await.is(200);
    assert_eq!(all.text.matches("/removal").count(), 50);
}

#[tokio::test]
async fn the_form_leads_back_and_a_refused_one_comes_back_filled_in() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let problem = ada.posts("Times are an hour off").await;
    let standard = standard(&site, "Store times in UTC").await;
    let fields = [
        ("from", standard.as_str()),
        ("standard", &standard),
        ("problem", &problem),
        ("url", SHA),
        ("title", "Store instants"),
    ];
    let reply = ada.post("/fixes", &fields).await.is(303);
    assert_eq!(reply.location(), format!("/standards/{standard}#fixes"));
    ada.get(&format!("/problems/{problem}"))
        .await
        .says("Store instants")
        .says(&standard);
    let wrong = [
        ("from", problem.as_str()),
        ("problem", &problem),
        ("url", "gopher://old.example.org"),
        ("standard", "four"),
    ];
    ada.post("/fixes", &wrong)
        .await
        .is(422)
        .says("gopher://old.example.org")
        .says("four");
    let wrong = [
        ("from", problem.as_str()),
        ("problem", &problem),
        ("url", "gopher://old.example.org"),
    ];
    ada.post("/fixes", &wrong).await.is(422).says("https://");
    let id = ada.get("/api/v1/fixes").await.json()["items"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let reply = ada
        .post(&format!("/fixes/{id}/removal"), &[("from", &problem)])
        .await
        .is(303);
    assert_eq!(reply.location(), format!("/problems/{problem}#fixes"));
    assert_eq!(
        titles(&ada, &format!("standard={standard}")).await,
        ["Store instants"]
    );
    ada.get("/fixes").await.is(200).says("Store instants");
}

#[tokio::test]
async fn trailers_link_and_only_again_records_an_occurrence_that_waits() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let solved = ada.posts("Times are an hour off").await;
    let touched = ada.posts("Logs have no zone").await;
    let back = ada.posts("Timeouts at noon").await;
    let commit = json!({"repository": "https://github.com/halles/shop", "commits": [{
        "sha": SHA, "title": "Store instants", "at": "2026-02-27T18:00:00+01:00",
        "problems": [touched], "solves": [solved, "P-99"], "standards": ["S-77"], "again": [back],
    }]});
    let agent = site.by_token(&ada, Scope::Propose).await;
    agent
        .post_json("/api/v1/commits", commit.clone())
        .await
        .is(403);
    let runner = site.by_token(&ada, Scope::Write).await;
    let taken = runner
        .post_json("/api/v1/commits", commit.clone())
        .await
        .is(201)
        .json();
    assert_eq!(taken["items"][0]["unknown"], json!(["P-99", "S-77"]));
    assert_eq!(taken["items"][0]["again"], json!([back]));
    let repeated = ada
        .post_json("/api/v1/commits", commit)
        .await
        .is(200)
        .json();
    assert_eq!(
        (
            &repeated["items"][0]["linked"],
            &repeated["items"][0]["again"]
        ),
        (&json!(false), &json!([]))
    );
    let fix = ada
        .get(&format!("/api/v1/fixes?problem={touched}"))
        .await
        .json()["items"][0]
        .clone();
    assert_eq!(
        (&fix["source"], &fix["at"]),
        (&json!("git"), &json!("2026-02-27T17:00:00Z"))
    );
    assert_eq!(fix["solves"], json!([solved]));
    ada.get(&format!("/problems/{touched}"))
        .await
        .says("touches it");
    assert_eq!(ada.problem(&back).await["recurrences"], 0);
    ada.get(&format!("/problems/{back}"))
        .await
        .says("Store instants");
    ada.post_json(
        "/api/v1/commits",
        json!({"commits": [{"sha": "not one", "again": [back]}]}),
    )
    .await
    .is(422);
}
