//! Lists over the API: page by page, and strict about what is asked.

use std::collections::BTreeSet;

use serde_json::json;

use crate::support::{Person, Site};

/// What a list holds by one of its fields, gathered two by two.
async fn gathered(person: &Person, path: &str, field: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = person
            .get(&format!("{path}?limit=2{cursor}"))
            .await
            .is(200)
            .json();
        let items = page["items"].as_array().unwrap();
        assert!(items.len() <= 2, "{path}");
        all.extend(items.iter().map(|item| match &item[field] {
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        }));
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return all,
        }
    }
}

#[tokio::test]
async fn every_list_goes_on_where_its_cursor_ends() {
    let site = Site::new().await;
    let ada = site.administrator("Ada").await;
    for name in ["Bo", "Cy", "Dan", "Eve"] {
        site.member(name).await;
    }
    assert_eq!(
        gathered(&ada, "/api/v1/members", "name").await,
        ["Ada", "Bo", "Cy", "Dan", "Eve"]
    );

    let mut opened = BTreeSet::new();
    for number in 1..=5 {
        let text = format!("# Rule {number}\n\nKeep it.\n");
        let made = ada.proposes(json!({ "markdown": text })).await;
        opened.insert(made["id"].as_str().unwrap().to_owned());
    }
    let proposals = gathered(&ada, "/api/v1/proposals", "id").await;
    assert_eq!(proposals.len(), 5);
    assert_eq!(proposals.into_iter().collect::<BTreeSet<_>>(), opened);

    for text in ["one", "two", "three"] {
        let mut tx = site.write().await;
        let text = format!("# Times\n\nStore {text}.\n");
        let found = cahier::proposals::Found {
            path: "0001-times.md",
            bytes: text.as_bytes(),
            base: None,
        };
        cahier::proposals::adopt(&mut tx, found).await.unwrap();
        tx.commit().await.unwrap();
    }
    assert_eq!(
        gathered(&ada, "/api/v1/standards/S-1/revisions", "revision").await,
        ["3", "2", "1"]
    );
    assert_eq!(gathered(&ada, "/api/v1/teams", "key").await, ["web"]);
    let whole = gathered(&ada, "/api/v1/changes", "seq").await;
    assert!(whole.len() > 5 && whole[0] == "1", "{whole:?}");
}

#[tokio::test]
async fn what_a_list_cannot_read_is_a_fault_and_not_passed_over() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    ada.post_json(
        "/api/v1/proposals",
        json!({ "markdown": "# A\n\nDo it.\n" }),
    )
    .await
    .is(201);
    let lists = [
        "problems",
        "members",
        "proposals",
        "standards",
        "standards/S-1/revisions",
        "standups",
        "changes",
        "fixes",
        "teams",
    ];
    for list in lists {
        for (name, value) in [("cursor", "here"), ("limit", "many")] {
            let refused = ada
                .get(&format!("/api/v1/{list}?{name}={value}"))
                .await
                .is(422)
                .json();
            let pointer = format!("/{name}");
            assert_eq!(refused["errors"][0]["pointer"], pointer, "{list}");
        }
        ada.get(&format!("/api/v1/{list}?limit=1&limit=2"))
            .await
            .is(422);
        ada.get(&format!("/api/v1/{list}?limit=900")).await.is(200);
    }
    let refused = ada.get("/api/v1/changes?after=x").await.is(422).json();
    assert_eq!(refused["errors"][0]["pointer"], "/after");
    for list in ["problems?", "standups?", "standards?", "search?q=x&"] {
        let refused = ada
            .get(&format!("/api/v1/{list}team=nobody"))
            .await
            .is(422)
            .json();
        assert_eq!(refused["errors"][0]["pointer"], "/team", "{list}");
        assert!(refused["detail"].as_str().unwrap().contains("web"));
        ada.get(&format!("/api/v1/{list}team=web")).await.is(200);
    }
    let refused = ada.get("/api/v1/problems?state=open").await.is(422).json();
    assert!(refused["detail"].as_str().unwrap().contains("set_aside"));
}

#[tokio::test]
async fn a_team_that_only_the_book_names_narrows_it() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let text = "---\nteam: platform\n---\n\n# Pin images\n\nBy digest.\n";
    ada.post_json("/api/v1/proposals", json!({ "markdown": text }))
        .await
        .is(201);
    let list = ada
        .get("/api/v1/standards?team=platform")
        .await
        .is(200)
        .json();
    assert_eq!(list["items"][0]["id"], "S-1");
}
