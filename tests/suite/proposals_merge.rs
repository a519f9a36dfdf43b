//! A proposal whose standard moved on is brought up: joined where both changes go together, mended by a person where they do not.

use cahier::db::{Actor, Channel};
use cahier::proposals::{self, Found};
use serde_json::{Value, json};

use crate::standards::publish;
use crate::support::{Person, Site};

const TEXT: &str = "# Review within a day\r\n\r\nWhoever is asked answers by the next morning.\r\n\r\nNobody waits longer";

/// A standard that went from `TEXT` to `theirs` after somebody proposed `mine`; the proposal.
async fn moved_on(people: &[Person; 3], mine: &str, theirs: &str) -> Value {
    let [ada, bo, cy] = people;
    publish(ada, &[bo, cy], json!({ "markdown": TEXT })).await;
    let body = json!({ "markdown": mine, "standard": "S-1" });
    let proposed = ada.proposes(body).await;
    let body = json!({ "markdown": theirs, "standard": "S-1" });
    publish(bo, &[ada, cy], body).await;
    proposed
}

fn paths(proposal: &Value) -> (String, String) {
    let id = proposal["id"].as_str().unwrap();
    (
        format!("/api/v1/proposals/{id}"),
        format!("/proposals/{id}"),
    )
}

#[tokio::test]
async fn changes_that_go_together_are_joined_and_ask_again() {
    let site = Site::new().await;
    let people = site.members(["Ada", "Bo", "Cy"]).await;
    let [ada, bo, cy] = &people;
    let mine = TEXT.replace("next morning", "next noon");
    let theirs = TEXT.replace("a day", "two days");
    let proposed = moved_on(&people, &mine, &theirs).await;
    let (api, page) = paths(&proposed);
    assert_eq!(ada.get(&api).await.json()["up_to_date"], false);
    let edit = ada.get(&format!("{page}/edit")).await.is(303);
    assert_eq!(edit.location(), format!("{page}/merge"));
    ada.get(&page).await.says(&format!("{page}/merge"));
    let look = ada.get(&format!("{page}/merge")).await.is(200);
    look.says("Both changes go together")
        .says("<ins>noon</ins>")
        .says("What the joined text changes in the book");
    let joined = TEXT
        .replace("next morning", "next noon")
        .replace("a day", "two days");
    let shown = cy.get(&format!("{api}/merge")).await.is(200).json();
    assert_eq!(shown["markdown"], joined);
    assert_eq!(
        (shown["base"].clone(), shown["revision"].clone()),
        (json!(1), json!(2))
    );
    let form = [
        ("hash", proposed["hash"].as_str().unwrap()),
        ("revision", "2"),
    ];
    let sent = ada.post(&format!("{page}/merge"), &form).await.is(303);
    assert_eq!(sent.location(), format!("{page}?said=brought-up"));
    ada.get(sent.location())
        .await
        .says("The joined text asks again")
        .says_nothing_of("has moved on");
    let now = ada.get(&api).await.json();
    assert_eq!(now["markdown"], joined);
    assert_eq!(
        (now["base"].clone(), now["up_to_date"].clone()),
        (json!(2), json!(true))
    );
    for other in [bo, cy] {
        let hash = json!({ "hash": now["hash"] });
        other
            .put_json(&format!("{api}/approval"), hash)
            .await
            .is(200);
    }
    assert_eq!(ada.get("/standards/S-1.md").await.text, joined);
    ada.get(&format!("{page}/merge")).await.is(303);
}

#[tokio::test]
async fn a_program_is_told_what_is_to_be_decided_and_decides_it() {
    let site = Site::new().await;
    let people = site.members(["Ada", "Bo", "Cy"]).await;
    let ada = &people[0];
    let mine = TEXT.replace("next morning", "next noon");
    let theirs = TEXT.replace("next morning", "same evening");
    let proposed = moved_on(&people, &mine, &theirs).await;
    let (api, _) = paths(&proposed);
    let merge = format!("{api}/merge");
    let told = ada.post_json(&merge, json!({})).await.is(409).json();
    let place = json!({
        "line": 3,
        "base": "Whoever is asked answers by the next morning.\r\n",
        "proposed": "Whoever is asked answers by the next noon.\r\n",
        "present": "Whoever is asked answers by the same evening.\r\n",
    });
    assert_eq!(told["conflicts"], json!([place]));
    assert_eq!(told["hash"], proposed["hash"]);
    assert_eq!(ada.get(&merge).await.json()["conflicts"], json!([place]));
    assert_eq!(ada.get(&merge).await.json()["markdown"], Value::Null);
    assert_eq!(ada.get(&api).await.json()["version"], 1, "nothing was done");
    for wrong in [
        json!({ "mended": [] }),
        json!({ "mended": ["a", "b"] }),
        json!({ "mended": ["a"], "revision": 1 }),
        json!({ "mended": ["a"], "hash": "x" }),
    ] {
        ada.post_json(&merge, wrong).await.is(409);
    }
    ada.post_json(&merge, json!({ "mend": [] })).await.is(422);
    let late = ada.with_header("if-match", "\"past\"");
    late.post_json(&merge, json!({ "mended": ["a"] }))
        .await
        .is(412);
    let mended = "Whoever is asked answers by noon,\nor says when.\n";
    let body = json!({ "mended": [mended], "revision": 2, "hash": proposed["hash"] });
    let now = ada.post_json(&merge, body).await.is(200).json();
    let wanted = TEXT.replace(
        "Whoever is asked answers by the next morning.",
        "Whoever is asked answers by noon,\r\nor says when.",
    );
    assert_eq!(now["markdown"], wanted);
    assert_eq!(ada.get(&merge).await.json()["up_to_date"], true);
    let texts = ada.get(&format!("{api}/texts")).await.json();
    assert_eq!(texts["items"][0]["markdown"], mine);
}

#[tokio::test]
async fn two_that_changed_one_line_stand_side_by_side_and_are_mended_on_the_page() {
    let site = Site::new().await;
    let people = site.members(["Ada", "Bo", "Cy"]).await;
    let [ada, bo, cy] = &people;
    let mine = TEXT.replace("next morning", "next noon");
    let theirs = TEXT.replace("next morning", "same evening");
    let proposed = moved_on(&people, &mine, &theirs).await;
    let (api, page) = paths(&proposed);
    let hash = proposed["hash"].as_str().unwrap();
    let merge = format!("{page}/merge");
    ada.get(&merge)
        .await
        .is(200)
        .says("One place was changed on both sides")
        .says("As proposed")
        .says("In force, revision 2")
        .says("noon")
        .says("evening");
    let french = ada.with_header("accept-language", "fr");
    french
        .get(&merge)
        .await
        .says("Que doit-on y lire\u{202f}?")
        .says("En vigueur, révision 2");
    let open = [("hash", hash), ("revision", "2"), ("text-1", "typed words")];
    let refused = ada.post(&merge, &open).await.is(422);
    refused
        .says("Choose what stands here")
        .says("href=\"#f-pick-1\"")
        .says("typed words");
    let look = [
        ("hash", hash),
        ("revision", "2"),
        ("pick-1", "both"),
        ("act", "look"),
    ];
    ada.post(&merge, &look)
        .await
        .is(200)
        .says("What the joined text changes in the book");
    assert_eq!(ada.get(&api).await.json()["version"], 1);

    // Somebody corrects the standard while the place is mended: nothing is taken over unseen, and the words stay.
    let typed = [
        ("hash", hash),
        ("revision", "2"),
        ("pick-1", "written"),
        ("text-1", "Whoever is asked answers by noon."),
    ];
    let correction = theirs.replace("Nobody waits longer", "Nobody ever waits longer");
    let body = json!({ "markdown": correction, "standard": "S-1", "correction": true });
    cy.post_json("/api/v1/proposals", body).await.is(201);
    let met = ada.post(&merge, &typed).await.is(409);
    met.says("has moved on again, to revision 3")
        .says("Whoever is asked answers by noon.")
        .says("name=\"revision\" value=\"3\"");
    let mut typed = typed;
    typed[1].1 = "3";
    ada.post(&merge, &typed).await.is(303);
    let now = ada.get(&api).await.json();
    let wanted = correction.replace("the same evening", "noon");
    assert_eq!(now["markdown"], wanted);
    for other in [bo, cy] {
        let hash = json!({ "hash": now["hash"] });
        other
            .put_json(&format!("{api}/approval"), hash)
            .await
            .is(200);
    }
    assert_eq!(ada.get("/standards/S-1.md").await.text, wanted);
}

#[tokio::test]
async fn what_the_book_says_already_leaves_nothing_to_propose() {
    let site = Site::new().await;
    let people = site.members(["Ada", "Bo", "Cy"]).await;
    let ada = &people[0];
    let mine = TEXT.replace("next morning", "next noon");
    let theirs = mine.replace("a day", "two days");
    let proposed = moved_on(&people, &mine, &theirs).await;
    let (api, page) = paths(&proposed);
    let refused = ada
        .post_json(&format!("{api}/merge"), json!({}))
        .await
        .is(409);
    refused.says("can be withdrawn");
    let form = [
        ("hash", proposed["hash"].as_str().unwrap()),
        ("revision", "2"),
    ];
    ada.post(&format!("{page}/merge"), &form)
        .await
        .is(409)
        .says("Nothing is left to propose");
    ada.post(&format!("{page}/withdrawal"), &[]).await.is(303);
    ada.post_json(&format!("{api}/merge"), json!({}))
        .await
        .is(409);
}

#[tokio::test]
async fn a_file_that_met_a_newer_text_is_brought_up_and_published_where_nobody_else_is() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    ada.proposes(json!({ "markdown": TEXT })).await;
    let first = ada.get("/api/v1/standards/S-1").await.json();
    let theirs = TEXT.replace("a day", "two days");
    ada.proposes(json!({ "markdown": theirs, "standard": "S-1" }))
        .await;
    let file = TEXT.replace("next morning", "next noon");
    let found = Found {
        path: first["path"].as_str().unwrap(),
        bytes: file.as_bytes(),
        base: first["hash"].as_str(),
    };
    let folder = Actor::nobody(Channel::Folder);
    let mut tx = site.app.db.write(folder).await.unwrap();
    proposals::adopt(&mut tx, found).await.unwrap();
    tx.commit().await.unwrap();
    let open = ada.get("/api/v1/proposals?state=open").await.json();
    let (api, _) = paths(&open["items"][0]);
    let now = ada
        .post_json(&format!("{api}/merge"), json!({}))
        .await
        .is(200);
    assert_eq!(now.json()["state"], "published");
    let wanted = theirs.replace("next morning", "next noon");
    assert_eq!(ada.get("/standards/S-1.md").await.text, wanted);
}
