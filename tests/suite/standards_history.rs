//! What a standard said before: any two revisions compared, one of them brought back, and which of them brought each line.

use serde_json::{Value, json};

use crate::standards::{UTC, publish};
use crate::support::{Person, Site};

/// Publishes a change of the text in force.
async fn changed(author: &Person, others: &[&Person], old: &str, new: &str) -> String {
    let text = author.get("/standards/S-1.md").await.text;
    assert!(text.contains(old), "{text}");
    let text = text.replace(old, new);
    let body = json!({ "markdown": text, "standard": "S-1" });
    publish(author, others, body).await;
    text
}

/// The revision that brought the line with these words.
fn since(lines: &Value, words: &str) -> i64 {
    let passages = lines["passages"].as_array().unwrap();
    let says = |passage: &&Value| {
        let lines = passage["lines"].as_array().unwrap();
        lines
            .iter()
            .any(|line| line.as_str().unwrap().contains(words))
    };
    passages.iter().find(says).unwrap()["revision"]
        .as_i64()
        .unwrap()
}

#[tokio::test]
async fn any_two_revisions_are_compared_as_one_reads_them_and_as_text() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    publish(&ada, &[&bo, &cy], json!({ "markdown": UTC })).await;
    changed(&ada, &[&bo, &cy], "always", "without exception").await;
    changed(&bo, &[&ada, &cy], "reading: 1", "reading: 2").await;
    let read = ada
        .get("/standards/S-1/history?from=1&to=2")
        .await
        .is(200)
        .says("<ins>without exception.</ins>")
        .says("<del>always.</del>");
    read.says("value=\"1\" selected")
        .says("/standards/S-1/history?from=1&#38;to=2&#38;view=text");
    ada.get("/standards/S-1/history?from=1&to=2&view=text")
        .await
        .is(200)
        .says("diff-line diff-new")
        .says("name=\"view\" value=\"text\"");
    // What stands at the head is not read: it is said to have changed.
    ada.get("/standards/S-1/history")
        .await
        .is(200)
        .says("between the dashes")
        .says("<dt>Place for newcomers</dt>")
        .says("<ins>2</ins>")
        .says_nothing_of("id=\"read\"");
    // Backwards, too.
    ada.get("/standards/S-1/history?from=2&to=1")
        .await
        .says("<ins>always.</ins>");

    let api = "/api/v1/standards/S-1/differences";
    let found = ada.get(&format!("{api}?from=1&to=2")).await.is(200).json();
    assert_eq!((&found["added"], &found["removed"]), (&json!(1), &json!(1)));
    assert!(
        found["html"]
            .as_str()
            .unwrap()
            .contains("<ins>without exception.</ins>")
    );
    let line = &found["hunks"][0]["lines"];
    let new = line.as_array().unwrap().iter();
    let new: Vec<&Value> = new.filter(|line| line["side"] == "new").collect();
    assert_eq!(new[0]["new"], 15);
    let newest = ada.get(api).await.is(200).json();
    assert_eq!((&newest["from"], &newest["to"]), (&json!(2), &json!(3)));
    ada.get(&format!("{api}?from=9")).await.is(404);
    ada.get(&format!("{api}?from=x")).await.is(422);
    ada.get("/api/v1/standards/S-9/differences").await.is(404);
}

#[tokio::test]
async fn an_earlier_revision_is_brought_back_as_a_proposal() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    let rea = site.reader("Rea").await;
    publish(&ada, &[&bo, &cy], json!({ "markdown": UTC })).await;
    changed(&ada, &[&bo, &cy], "always", "without exception").await;
    let history = "/standards/S-1/history";
    ada.get(history)
        .await
        .says("Propose to bring back revision 1")
        .says_nothing_of("bring back revision 2");
    rea.get(history).await.says_nothing_of("bring back");
    let back = "/standards/S-1/restorations";
    rea.post(back, &[("revision", "1")]).await.is(403);
    ada.post(back, &[("revision", "2")]).await.is(422);
    ada.post(back, &[("revision", "7")]).await.is(404);
    let asked = bo.post(back, &[("revision", "1")]).await.is(303);
    let page = asked.location().to_owned();
    assert!(page.starts_with("/proposals/"), "{page}");
    // Pressed twice, it is one proposal.
    let again = bo.post(back, &[("revision", "1")]).await.is(303);
    assert_eq!(again.location(), page);
    ada.get(&page).await.is(200).says("<ins>always.</ins>");
    assert_eq!(
        ada.get("/api/v1/standards/S-1").await.json()["revision"],
        2,
        "nothing is in force before it is agreed to"
    );
    let agent = site.by_token(&cy, cahier::members::Scope::Propose).await;
    let api = "/api/v1/standards/S-1/restorations";
    let made = agent.post_json(api, json!({ "revision": 1 })).await;
    let made = made.is(201).json();
    assert_eq!(
        page,
        format!("/proposals/{}?said=opened", made["id"].as_str().unwrap())
    );
    agent.post_json(api, json!({ "number": 1 })).await.is(422);

    let hash = made["hash"].as_str().unwrap();
    let approval = format!(
        "/api/v1/proposals/{}/approval",
        made["id"].as_str().unwrap()
    );
    for other in [&ada, &cy] {
        let body = json!({ "hash": hash });
        other.put_json(&approval, body).await.is(200);
    }
    assert_eq!(ada.get("/standards/S-1.md").await.text, UTC);
    ada.get(history).await.says("brings back revision 1");
    let revisions = ada.get("/api/v1/standards/S-1/revisions").await.json();
    assert_eq!(revisions["items"][0]["restores"], 1);
}

#[tokio::test]
async fn each_line_is_told_with_the_revision_and_the_proposal_that_brought_it() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    publish(&ada, &[&bo, &cy], json!({ "markdown": UTC })).await;
    changed(&bo, &[&ada, &cy], "always", "without exception").await;
    let fixed = ada.get("/standards/S-1.md").await.text;
    let fixed = fixed.replace("clocks change", "clock changes");
    let body = json!({ "markdown": fixed, "standard": "S-1", "correction": true });
    cy.proposes(body).await;

    let lines = ada.get("/api/v1/standards/S-1/lines").await.is(200).json();
    assert_eq!(lines["revision"], 3);
    assert_eq!(since(&lines, "without exception"), 2);
    assert_eq!(since(&lines, "clock changes"), 3);
    assert_eq!(since(&lines, "Convert them"), 1);
    let passages = lines["passages"].as_array().unwrap();
    let all: Vec<&str> = passages
        .iter()
        .flat_map(|passage| passage["lines"].as_array().unwrap())
        .map(|line| line.as_str().unwrap())
        .collect();
    assert_eq!(all, fixed.lines().collect::<Vec<_>>());
    let second = passages.iter().find(|one| one["revision"] == 2).unwrap();
    assert_eq!(second["proposed_by"], json!(bo.id.as_str()));
    assert_eq!(second["agreed_by"].as_array().unwrap().len(), 2);
    let proposal = second["proposal"].as_str().unwrap();
    let path = format!("/proposals/{proposal}");
    ada.get(&path).await.is(200).says("without exception");

    let page = ada.get("/standards/S-1/lines").await.is(200);
    page.says("where each line comes from")
        .says(&format!("href=\"{path}\""))
        .says("a small correction")
        .says("agreed by Ada, Cy")
        .says("/standards/S-1/lines?revision=1");
    let before = ada.get("/api/v1/standards/S-1/lines?revision=1").await;
    let before = before.is(200).json();
    assert_eq!(before["passages"].as_array().unwrap().len(), 1);
    assert_eq!(since(&before, "always"), 1);
    ada.get("/standards/S-1/lines?revision=9").await.is(404);
    ada.get("/api/v1/standards/S-1/lines?revision=9")
        .await
        .is(404);
    ada.get("/standards/S-9/lines").await.is(404);

    // What is undone and said again came with the revision that said it again.
    let hash = ada.get("/api/v1/standards/S-1").await.json()["hash"].clone();
    let hash = hash.as_str().unwrap();
    ada.post("/standards/S-1/reversal", &[("hash", hash)])
        .await
        .is(303);
    let lines = ada.get("/api/v1/standards/S-1/lines").await.json();
    assert_eq!(since(&lines, "clocks change"), 4);
    let french = ada.with_header("accept-language", "fr");
    french
        .get("/standards/S-1/lines")
        .await
        .is(200)
        .says("d’où vient chaque ligne");
}
