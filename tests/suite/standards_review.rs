//! Standards that are to be looked at again, for whom, and how many have read them.

use serde_json::json;

use crate::standards::{UTC, publish};
use crate::standards_living::{agreed, for_you, proposal};
use crate::support::{Person, Site};

#[tokio::test]
async fn what_is_to_be_looked_at_again_is_listed_and_put_off_by_a_proposal() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    let text = |by: &str| UTC.replace("reading: 1", &format!("review_by: {by}"));
    publish(&ada, &[&bo, &cy], json!({ "markdown": text("2026-03-03") })).await;
    publish(&bo, &[&ada, &cy], json!({ "markdown": text("2026-06-01") })).await;
    let soon = ada.get("/standards").await.is(200);
    soon.says("To look at again").says("by 3 March 2026");
    ada.get("/standards/S-1")
        .await
        .says("Next look")
        .says_nothing_of("To be looked at again");
    assert!(!for_you(&ada).await.contains("look at again"));

    site.days_pass(1);
    let line = for_you(&ada).await;
    assert!(
        line.contains("href=\"/standards?status=review\">1 standard to look at again"),
        "{line}"
    );
    assert!(!for_you(&bo).await.contains("look at again"));
    ada.get("/standards?status=review")
        .await
        .is(200)
        .says("/standards/S-1\"")
        .says_nothing_of("/standards/S-2\"");
    let list = "/api/v1/standards?review_by=2026-03-03";
    let listed = ada.get(list).await.is(200).json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    assert_eq!(listed["items"][0]["review_by"], "2026-03-03");
    ada.get("/api/v1/standards?review_by=soon").await.is(422);
    ada.get("/standards/S-1")
        .await
        .says("To be looked at again")
        .says("value=\"2026-09-01\"");

    let path = "/standards/S-1/review";
    ada.post(path, &[("until", "soon")]).await.is(422);
    ada.post(path, &[("until", "2026-03-03")]).await.is(422);
    let sent = ada.post(path, &[("until", "2026-09-01")]).await.is(303);
    assert!(
        !for_you(&ada).await.contains("look at again"),
        "it is seen to"
    );
    ada.get("/standards").await.says("a change is proposed");
    agreed(&[&bo, &cy], &proposal(&sent)).await;
    assert_eq!(ada.get("/standards/S-1.md").await.text, text("2026-09-01"));
    ada.get("/standards")
        .await
        .says_nothing_of("To look at again");
    let api = "/api/v1/standards/S-2/review";
    let made = bo.post_json(api, json!({ "until": "2027-01-01" })).await;
    assert_eq!(made.is(201).json()["state"], "open");
    bo.post_json(api, json!({ "until": "2026-06-01" }))
        .await
        .is(422)
        .says("text in force already");
}

#[tokio::test]
async fn what_nobody_keeps_any_more_is_kept_by_its_team_or_by_all() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    std::fs::create_dir_all(site.standards()).unwrap();
    let lay = |name: &str, head: &str| {
        let text = format!("---\nreview_by: 2026-03-01\n{head}---\n# {name}\n");
        std::fs::write(site.standards().join(name), text).unwrap();
    };
    lay("0001-of-the-team.md", "team: web\n");
    lay("0002-of-all.md", "");
    lay("0003-of-another.md", "team: elsewhere\n");
    site.app.folder.sync().await.unwrap();
    for person in [&ada, &bo] {
        let line = for_you(person).await;
        assert!(line.contains("3 standards to look at again"), "{line}");
    }
    let correction = "---\nreview_by: 2026-03-01\nteam: web\n---\n# 0001 of the team\n";
    let body = json!({ "markdown": correction, "standard": "S-1", "correction": true });
    cy.proposes(body).await;
    let line = for_you(&ada).await;
    assert!(line.contains("2 standards to look at again"), "{line}");
    let line = for_you(&cy).await;
    assert!(line.contains("3 standards to look at again"), "{line}");
}

#[tokio::test]
async fn the_team_sees_how_many_have_read_it_and_oneself_what_one_has() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    publish(&ada, &[&bo, &cy], json!({ "markdown": UTC })).await;
    publish(
        &ada,
        &[&bo, &cy],
        json!({ "markdown": "# Name branches\n" }),
    )
    .await;
    ada.get("/standards/S-1").await.says("nobody yet");
    for person in [&ada, &bo] {
        let path = "/api/v1/standards/S-1/reading";
        person.put_json(path, json!({})).await.is(204);
    }
    ada.get("/standards/S-1").await.says("2 of 3");
    let newer = json!({ "markdown": UTC.replace("always", "ever"), "standard": "S-1" });
    publish(&ada, &[&bo, &cy], newer).await;
    let path = "/api/v1/standards/S-1/reading";
    cy.put_json(path, json!({})).await.is(204);
    cy.get("/standards/S-1")
        .await
        .says("1 of 3")
        .says("2 more read an earlier text");
    let shown = cy.get("/api/v1/standards/S-1").await.json();
    assert_eq!(
        (
            &shown["readers"],
            &shown["readers_before"],
            &shown["people"]
        ),
        (&json!(1), &json!(2), &json!(3))
    );
    let mine = async |person: &Person, read: &str| {
        let list = person.get(&format!("/api/v1/standards?read={read}")).await;
        let items = list.is(200).json()["items"].as_array().unwrap().clone();
        let ids = items
            .iter()
            .map(|item| item["id"].as_str().unwrap().to_owned());
        ids.collect::<Vec<_>>()
    };
    assert_eq!(mine(&cy, "yes").await, ["S-1"]);
    assert_eq!(mine(&cy, "no").await, ["S-2"]);
    assert_eq!(mine(&ada, "changed").await, ["S-1"]);
    assert_eq!(mine(&ada, "yes").await, Vec::<String>::new());
    cy.get("/api/v1/standards?read=perhaps").await.is(422);
    ada.get("/standards")
        .await
        .says("changed since you read it")
        .says("/standards?read=changed");
    ada.get("/standards?read=changed")
        .await
        .is(200)
        .says("Store times in UTC")
        .says_nothing_of(">Name branches</a>");
    ada.get("/standards?read=no&tag=database")
        .await
        .says("No such standard");
    let french = ada.with_header("accept-language", "fr");
    french
        .get("/standards?read=changed")
        .await
        .says("Ma lecture")
        .says("changé depuis la lecture");
}
