//! Small corrections, undoing, and the differences between revisions.

use serde_json::json;

use crate::standards::{UTC, publish};
use crate::support::Site;

#[tokio::test]
async fn a_small_correction_is_in_force_at_once_agreed_to_and_undone() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    let id = publish(&ada, &[&bo, &cy], json!({ "markdown": UTC })).await;
    let fixed = UTC.replace("clocks change", "clock changes");
    let correction = json!({ "markdown": fixed, "standard": id, "correction": true });
    let agent = site.by_token(&ada, cahier::members::Scope::Propose).await;
    agent
        .post_json("/api/v1/proposals", correction.clone())
        .await
        .is(403);
    let made = bo.proposes(correction).await;
    assert_eq!(made["state"], "published");
    assert_eq!(made["standard"], "S-1");
    let shown = bo.get("/api/v1/standards/S-1").await.json();
    assert_eq!(
        (shown["agreed"].clone(), shown["revision"].clone()),
        (json!(false), json!(2))
    );
    ada.get("/standards/S-1")
        .await
        .says("small correction")
        .says("I agree")
        .says("Undo this change");
    bo.get("/standards/S-1")
        .await
        .says_nothing_of("I agree")
        .says_nothing_of("agreed to from here");
    // Whoever had agreed to what stood there before is told so, and led to what is different now.
    cy.get("/standards/S-1")
        .await
        .says("What was agreed to from here is revision 1")
        .says("/standards/S-1/history?from=1&#38;to=2");
    ada.get("/standards").await.says("in force, not yet agreed");

    let more = UTC.replace("select now()", "select 1");
    let refused = json!({ "markdown": more, "standard": "S-1", "correction": true });
    bo.post_json("/api/v1/proposals", refused).await.is(422);

    let hash = shown["hash"].as_str().unwrap().to_owned();
    let stale = ada
        .post("/standards/S-1/agreement", &[("hash", "old")])
        .await
        .is(409);
    stale.says("moved on");
    ada.post("/standards/S-1/agreement", &[("hash", &hash)])
        .await
        .is(303);
    cy.put_json("/api/v1/standards/S-1/approval", json!({ "hash": hash }))
        .await
        .is(200);
    assert_eq!(bo.get("/api/v1/standards/S-1").await.json()["agreed"], true);
    cy.post("/standards/S-1/reversal", &[("hash", &hash)])
        .await
        .is(409);

    let again = fixed.replace("exports run", "exports ran");
    ada.post_json(
        "/api/v1/proposals",
        json!({ "markdown": again, "standard": "S-1", "correction": true }),
    )
    .await
    .is(201);
    let hash = ada.get("/api/v1/standards/S-1").await.json()["hash"]
        .as_str()
        .unwrap()
        .to_owned();
    cy.post("/standards/S-1/reversal", &[("hash", &hash)])
        .await
        .is(303);
    let shown = cy.get("/api/v1/standards/S-1").await.json();
    assert_eq!(
        (shown["revision"].clone(), shown["agreed"].clone()),
        (json!(4), json!(true))
    );
    assert_eq!(cy.get("/standards/S-1.md").await.text, fixed);
    cy.get("/standards/S-1/history")
        .await
        .is(200)
        .says("brings back revision 2");
}

#[tokio::test]
async fn history_shows_the_differences_between_any_two_revisions() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    publish(&ada, &[&bo, &cy], json!({ "markdown": UTC })).await;
    for (old, new) in [("always", "without exception"), ("twice", "three times")] {
        let text = ada.get("/standards/S-1.md").await.text.replace(old, new);
        publish(
            &ada,
            &[&bo, &cy],
            json!({ "markdown": text, "standard": "S-1" }),
        )
        .await;
    }
    let newest = ada
        .get("/standards/S-1/history")
        .await
        .is(200)
        .says("Revision 2 against revision 3");
    newest
        .says("three")
        .says_nothing_of("without exception</ins>");
    ada.get("/standards/S-1/history?from=1&to=3")
        .await
        .is(200)
        .says("without exception")
        .says("three");
    ada.get("/standards/S-1/history?from=2&to=2")
        .await
        .is(200)
        .says("the same text");
    let revisions = ada
        .get("/api/v1/standards/S-1/revisions")
        .await
        .is(200)
        .json();
    assert_eq!(revisions["items"].as_array().unwrap().len(), 3);
    assert_eq!(
        ada.get("/api/v1/standards/S-1/revisions/1")
            .await
            .is(200)
            .text,
        UTC
    );
    ada.get("/api/v1/standards/S-1/revisions/9").await.is(404);
}

#[tokio::test]
async fn the_book_and_its_folder_are_told_apart_and_brought_together() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    publish(&ada, &[&bo, &cy], json!({ "markdown": UTC })).await;
    let folder = &site.app.folder;
    std::fs::create_dir_all(site.standards()).unwrap();
    folder.sync().await.unwrap();
    let file = site.standards().join("0001-store-times-in-utc.md");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), UTC);

    let outside = UTC.replace("always", "never locally");
    std::fs::write(&file, &outside).unwrap();
    folder.sync().await.unwrap();
    let page = ada.get("/standards/S-1").await.is(200);
    page.says("came as a file")
        .says("never locally")
        .says("Undo this change");
    let hash = ada.get("/api/v1/standards/S-1").await.json()["hash"]
        .as_str()
        .unwrap()
        .to_owned();
    ada.post("/standards/S-1/reversal", &[("hash", &hash)])
        .await
        .is(303);
    folder.sync().await.unwrap();
    assert_eq!(std::fs::read_to_string(&file).unwrap(), UTC);

    std::fs::write(
        site.standards().join("0007-by-hand.md"),
        "# Written by hand\n",
    )
    .unwrap();
    folder.sync().await.unwrap();
    ada.get("/standards/S-7")
        .await
        .is(200)
        .says("Written by hand")
        .says("not yet agreed");
    std::fs::remove_file(&file).unwrap();
    folder.sync().await.unwrap();
    ada.get("/standards/S-1")
        .await
        .is(200)
        .says("no longer in the folder")
        .says("Put the file back");
    ada.get("/standards/S-1/edit?retire=yes")
        .await
        .is(200)
        .says("status: retired");
    ada.post("/standards/S-1/file", &[]).await.is(303);
    folder.sync().await.unwrap();
    assert_eq!(std::fs::read_to_string(&file).unwrap(), UTC);
    ada.get("/standards/S-1")
        .await
        .says_nothing_of("no longer in the folder");
    let next = publish(&ada, &[&bo, &cy], json!({ "markdown": "# After seven\n" })).await;
    assert_eq!(next, "S-8");
}

#[tokio::test]
async fn many_texts_that_came_as_files_are_one_line_that_leads_to_them() {
    let site = Site::new().await;
    let (ada, bo) = (site.member("Ada").await, site.member("Bo").await);
    let lay = async |from: usize, to: usize| {
        std::fs::create_dir_all(site.standards()).unwrap();
        for number in from..=to {
            let file = site.standards().join(format!("{number:04}-note.md"));
            std::fs::write(file, format!("# Note {number}\n\nDo it.\n")).unwrap();
        }
        site.app.folder.sync().await.unwrap();
    };
    let asks = |page: &str| {
        let (_, after) = page.split_once("Asking for agreement").unwrap();
        after.split_once("</section>").unwrap().0.to_owned()
    };
    lay(1, 3).await;
    let named = asks(&ada.get("/standards").await.is(200).text);
    assert_eq!(named.matches("<li").count(), 3, "{named}");

    lay(4, 30).await;
    let text = json!({ "markdown": "# Retry once\n\nNever twice.\n" });
    bo.post_json("/api/v1/proposals", text).await.is(201);
    let wall = ada.get("/").await.is(200).text;
    let (_, line) = wall.split_once("For you:").unwrap();
    let (line, _) = line.split_once("</ul>").unwrap();
    for words in [
        "href=\"/standards#asking\">1 text to agree to<",
        "href=\"/standards/not-yet\">30 texts in force, not yet agreed<",
    ] {
        assert!(line.contains(words), "{line}");
    }
    let named = asks(&ada.get("/standards").await.is(200).text);
    assert_eq!(named.matches("<li").count(), 2, "{named}");
    for words in [
        "<span class=\"count\">31</span>",
        "Retry once",
        "30 texts in force",
    ] {
        assert!(named.contains(words), "{named}");
    }
    let narrowed = ada.get("/standards/not-yet").await.is(200);
    narrowed
        .says("/standards/S-1\"")
        .says("/standards/S-30\"")
        .says("Agree to these 30 texts");
    let french = ada.with_header("accept-language", "fr");
    french
        .get("/")
        .await
        .says("30 textes en vigueur, pas encore validés ensemble");
}

#[tokio::test]
async fn a_standard_says_that_what_one_agreed_to_about_it_has_changed() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    publish(&ada, &[&bo, &cy], json!({ "markdown": UTC })).await;
    let first = UTC.replace("always", "everywhere");
    let made = ada
        .proposes(json!({ "markdown": first, "standard": "S-1" }))
        .await;
    let path = format!("/api/v1/proposals/{}", made["id"].as_str().unwrap());
    let agreed = json!({ "hash": made["hash"] });
    bo.put_json(&format!("{path}/approval"), agreed)
        .await
        .is(200);
    let fell = "0 of 2 agree · Changed since it was agreed to from here";
    bo.get("/standards/S-1").await.says_nothing_of(fell);
    let second = json!({ "markdown": UTC.replace("always", "at all times") });
    ada.put_json(&path, second).await.is(200);
    bo.get("/standards/S-1").await.says(fell);
    for other in [&ada, &cy] {
        other
            .get("/standards/S-1")
            .await
            .says("A change of S-1</a> by Ada, 0 of 2 agree")
            .says_nothing_of(fell);
    }
}

#[tokio::test]
async fn code_and_images_are_no_small_correction() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    let text = "# Clear out\n\n![The folder](img/a.png) Run `rm -rf ./x`, [as told](https://a.example/x).\n\n```sh\nrm -rf ./x\n```\n";
    publish(&ada, &[&bo, &cy], json!({ "markdown": text })).await;
    for (from, to) in [
        ("a.png", "other.png"),
        ("`rm -rf ./x`", "`rm -rf /`"),
        ("sh\nrm -rf ./x", "sh\nrm -rf /"),
        ("`rm -rf ./x`", "rm -rf ./x"),
    ] {
        let body =
            json!({ "markdown": text.replace(from, to), "standard": "S-1", "correction": true });
        bo.post_json("/api/v1/proposals", body)
            .await
            .is(422)
            .says("code, an image");
    }
    let fixed = text
        .replace("The folder", "This folder")
        .replace("a.example", "b.example");
    let body = json!({ "markdown": fixed, "standard": "S-1", "correction": true });
    assert_eq!(bo.proposes(body).await["state"], "published");
}
