//! A text that was written while somebody else published another: both are joined on the page on which it was written.

use serde_json::json;

use crate::standards::publish;
use crate::support::{Person, Reply, Site};

const TEXT: &str = "# Review within a day\n\nWhoever is asked answers by the next morning.\n\n```sh\nmake review\n```\n\nNobody waits longer.\n";

/// Ada, whose colleagues published `theirs` while she wrote, and what she is shown when she sends `mine`.
async fn met(site: &Site, mine: &str, theirs: &str) -> (Person, Reply) {
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    publish(&ada, &[&bo, &cy], json!({ "markdown": TEXT })).await;
    let page = ada.get("/standards/S-1/edit").await.is(200);
    let hash = page.value("hash").to_owned();
    let body = json!({ "markdown": theirs, "standard": "S-1" });
    publish(&bo, &[&ada, &cy], body).await;
    let form = [("markdown", mine), ("base", "1"), ("hash", hash.as_str())];
    let shown = ada.post("/standards/S-1/edit", &form).await.is(409);
    (ada, shown)
}

/// The text that the page has for sending next.
fn written(page: &Reply) -> String {
    let after = page.text.split("name=\"markdown\"").nth(1).unwrap();
    let text = after.split_once('>').unwrap().1;
    let text = text.split("</textarea>").next().unwrap();
    let plain = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#39;", "'"),
    ];
    let text = text.strip_prefix('\n').unwrap_or(text).to_owned();
    plain
        .iter()
        .fold(text, |text, (from, to)| text.replace(from, to))
}

#[tokio::test]
async fn changes_that_go_together_are_joined_and_sent_as_one() {
    let site = Site::new().await;
    let mine = TEXT.replace("next morning", "next noon");
    let theirs = TEXT.replace("a day", "two days");
    let (ada, page) = met(&site, &mine, &theirs).await;
    let both = theirs.replace("next morning", "next noon");
    assert_eq!(written(&page), both);
    let hash = page.value("hash").to_owned();
    let page = page
        .says("Both changes go together")
        .says("name=\"base\" value=\"2\"")
        .says("two days")
        .says("<ins>noon</ins>");
    // What was typed is kept as it was, until the joined text takes its place.
    let draft = page.value("draft").to_owned();
    let offered = ada.get("/standards/S-1/edit").await.is(200);
    offered.says(&draft);
    let again = ada
        .get(&format!("/standards/S-1/edit?draft={draft}"))
        .await
        .is(200);
    assert_eq!(written(&again), both);
    again
        .says("has changed since this draft")
        .says("name=\"base\" value=\"2\"");

    let form = [
        ("markdown", both.as_str()),
        ("base", "2"),
        ("hash", hash.as_str()),
    ];
    let sent = ada.post("/standards/S-1/edit", &form).await.is(303);
    let id = sent.location().split(['/', '?']).nth(2).unwrap().to_owned();
    let proposal = ada
        .get(&format!("/api/v1/proposals/{id}"))
        .await
        .is(200)
        .json();
    assert_eq!(
        (&proposal["markdown"], &proposal["base"]),
        (&json!(both), &json!(2))
    );
}

#[tokio::test]
async fn what_both_changed_stands_side_by_side_and_cannot_be_sent_undecided() {
    let site = Site::new().await;
    // The second place is in a block of code, where marks would be taken for an example.
    let change = |morning: &str, command: &str| {
        TEXT.replace("next morning", morning)
            .replace("make review", command)
    };
    let (ada, page) = met(
        &site,
        &change("next noon", "make look"),
        &change("same evening", "make see"),
    )
    .await;
    let marked = written(&page);
    for words in [
        "2 places were changed on both sides",
        "1 of 2",
        "what you wrote",
        "In force, revision 2",
        "<ins>noon</ins>",
    ] {
        assert!(page.text.contains(words), "{words}");
    }
    assert_eq!(
        marked.matches("<<<<<<< what you wrote\n").count(),
        2,
        "{marked}"
    );
    let decided = |keep: usize| -> String {
        let mut text = String::new();
        for (at, part) in marked.split("<<<<<<< what you wrote\n").enumerate() {
            let Some((clash, rest)) = part.split_once(">>>>>>> ").filter(|_| at > 0) else {
                text.push_str(part);
                continue;
            };
            text.push_str(clash.split("=======\n").nth(keep).unwrap());
            text.push_str(rest.split_once('\n').unwrap().1);
        }
        text
    };
    let half = marked.replacen("<<<<<<< what you wrote\n", "", 1);
    for undecided in [&marked, &half] {
        let form = [
            ("markdown", undecided.as_str()),
            ("base", "2"),
            ("hash", "x"),
        ];
        let refused = ada.post("/standards/S-1/edit", &form).await.is(422);
        assert_eq!(&written(&refused), undecided);
        refused.says("a merge left its markers here");
    }
    for (keep, wanted) in [
        (0, change("next noon", "make look")),
        (1, change("same evening", "make see")),
    ] {
        assert_eq!(decided(keep), wanted);
    }
    let text = decided(0);
    let form = [("markdown", text.as_str()), ("base", "2"), ("hash", "x")];
    ada.post("/standards/S-1/edit", &form).await.is(303);
}

#[tokio::test]
async fn nothing_is_published_stale_because_somebody_left() {
    let site = Site::new().await;
    let ada = site.administrator("Ada").await;
    let [bo, cy] = site.members(["Bo", "Cy"]).await;
    publish(&ada, &[&bo, &cy], json!({ "markdown": TEXT })).await;
    let mine = TEXT.replace("next morning", "next noon");
    let body = json!({ "markdown": mine, "standard": "S-1" });
    let waiting = ada.proposes(body).await;
    let path = format!("/api/v1/proposals/{}", waiting["id"].as_str().unwrap());
    let agreed = json!({ "hash": waiting["hash"] });
    bo.put_json(&format!("{path}/approval"), agreed)
        .await
        .is(200);
    let theirs = TEXT.replace("a day", "two days");
    let body = json!({ "markdown": theirs, "standard": "S-1" });
    publish(&bo, &[&ada, &cy], body).await;
    // Two others were needed; only one is left, who has agreed already.
    ada.post(&format!("/members/{}/leave", cy.id), &[])
        .await
        .is(303);
    let now = ada.get(&path).await.is(200).json();
    assert_eq!(
        (&now["state"], &now["up_to_date"]),
        (&json!("open"), &json!(false)),
        "{now}"
    );
    assert_eq!(ada.get("/standards/S-1.md").await.text, theirs);
    // Brought up, it asks again, and who is left decides.
    let merged = ada
        .post_json(&format!("{path}/merge"), json!({}))
        .await
        .is(200)
        .json();
    let agreed = json!({ "hash": merged["hash"] });
    bo.put_json(&format!("{path}/approval"), agreed)
        .await
        .is(200);
    let both = theirs.replace("next morning", "next noon");
    assert_eq!(ada.get("/standards/S-1.md").await.text, both);
}
