//! Writing a text, and two people at one: both keep what they wrote, and nothing is overwritten.

use cahier::db::{Actor, Channel};
use cahier::proposals::{self, Found};
use serde_json::json;

use crate::standards::publish;
use crate::support::Site;

const TEXT: &str = "# Review within a day\n\nWhoever is asked answers by the next morning.\n";

#[tokio::test]
async fn two_people_who_change_one_text_both_keep_theirs() {
    let site = Site::new().await;
    let (ada, bo) = (site.member("Ada").await, site.member("Bo").await);
    site.member("Cy").await;
    let made = ada.proposes(json!({ "markdown": TEXT })).await;
    let (id, hash) = (made["id"].as_str().unwrap(), made["hash"].as_str().unwrap());
    let edit = format!("/proposals/{id}/edit");
    let by_bo = TEXT.replace("morning", "noon");
    bo.post(&edit, &[("markdown", &by_bo), ("hash", hash)])
        .await
        .is(303);
    let by_ada = TEXT.replace("a day", "two days");
    let met = ada
        .post(&edit, &[("markdown", &by_ada), ("hash", hash)])
        .await
        .is(409);
    let met = met
        .says("Bo changed this text meanwhile")
        .says("within two days")
        .says("next noon");
    let now = bo.get(&format!("/api/v1/proposals/{id}")).await.json();
    let now = now["hash"].as_str().unwrap();
    met.says(&format!("name=\"hash\" value=\"{now}\""));
    ada.post(&edit, &[("markdown", &by_ada), ("hash", now)])
        .await
        .is(303);
    let bo = bo.with_header("if-match", "\"old\"");
    let outdated = bo
        .put_json(
            &format!("/api/v1/proposals/{id}"),
            json!({ "markdown": by_bo }),
        )
        .await;
    assert_eq!(outdated.is(412).json()["present"]["markdown"], by_ada);
}

#[tokio::test]
async fn a_standard_that_moved_on_is_not_overwritten() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    publish(&ada, &[&bo, &cy], json!({ "markdown": TEXT })).await;
    let one = TEXT.replace("morning", "noon");
    let other = TEXT.replace("a day", "two days");
    let late = ada
        .proposes(json!({ "markdown": one, "standard": "S-1", "base": 1 }))
        .await;
    publish(
        &bo,
        &[&ada, &cy],
        json!({ "markdown": other, "standard": "S-1" }),
    )
    .await;
    let (id, hash) = (late["id"].as_str().unwrap(), late["hash"].as_str().unwrap());
    let refused = bo
        .put_json(
            &format!("/api/v1/proposals/{id}/approval"),
            json!({ "hash": hash }),
        )
        .await
        .is(409)
        .json();
    assert_eq!(refused["yours"], one);
    assert_eq!(refused["theirs"], other);
    bo.get(&format!("/proposals/{id}"))
        .await
        .says("has moved on")
        .says("Take over what changed");
    let page = bo
        .post(&format!("/proposals/{id}/approval"), &[("hash", hash)])
        .await
        .is(409);
    page.says("revision 2").says("two days");
    // What changed is taken over on a page of its own; whoever writes by hand what is to stand says so with the base.
    ada.get(&format!("/proposals/{id}/edit")).await.is(303);
    let both = other.replace("morning", "noon");
    let form = [("markdown", both.as_str()), ("hash", hash), ("base", "2")];
    ada.post(&format!("/proposals/{id}/edit"), &form)
        .await
        .is(303);
    let now = ada.get(&format!("/api/v1/proposals/{id}")).await.json();
    for other in [&bo, &cy] {
        other
            .put_json(
                &format!("/api/v1/proposals/{id}/approval"),
                json!({ "hash": now["hash"] }),
            )
            .await
            .is(200);
    }
    assert_eq!(ada.get("/standards/S-1.md").await.text, both);

    let stale = [
        ("markdown", "# Mine\n"),
        ("base", "1"),
        ("hash", "x"),
        ("act", ""),
    ];
    let met = ada.post("/standards/S-1/edit", &stale).await.is(409);
    met.says("has moved on")
        .says("# Mine")
        .says("name=\"base\" value=\"3\"")
        .says("two days");
}

#[tokio::test]
async fn a_file_changed_while_the_book_moved_on_becomes_a_proposal() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    publish(&ada, &[&bo, &cy], json!({ "markdown": TEXT })).await;
    let base = ada.get("/api/v1/standards/S-1").await.json()["hash"]
        .as_str()
        .unwrap()
        .to_owned();
    publish(
        &ada,
        &[&bo, &cy],
        json!({ "markdown": TEXT.replace("a day", "two days"), "standard": "S-1" }),
    )
    .await;
    let path = ada.get("/api/v1/standards/S-1").await.json()["path"]
        .as_str()
        .unwrap()
        .to_owned();
    let found = Found {
        path: &path,
        bytes: b"# Changed outside\n",
        base: Some(&base),
    };
    for _ in 0..2 {
        let mut tx = site
            .app
            .db
            .write(Actor::nobody(Channel::Folder))
            .await
            .unwrap();
        let adopted = proposals::adopt(&mut tx, found).await.unwrap();
        assert!(
            matches!(adopted, proposals::Adopted::Proposal(_)),
            "{adopted:?}"
        );
        tx.commit().await.unwrap();
    }
    let open = ada
        .get("/api/v1/proposals?state=open&standard=S-1")
        .await
        .is(200)
        .json();
    assert_eq!(open["items"].as_array().unwrap().len(), 1);
    let page = format!("/proposals/{}", open["items"][0]["id"].as_str().unwrap());
    ada.get(&page)
        .await
        .is(200)
        .says("the folder")
        .says("has moved on");
}

#[tokio::test]
async fn writing_shows_a_preview_the_changes_and_what_is_wrong() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    publish(&ada, &[&bo, &cy], json!({ "markdown": TEXT })).await;
    ada.get("/standards/S-1/edit")
        .await
        .is(200)
        .says("Review within a day")
        .says("It is a small correction");
    let sent = TEXT
        .replace("next morning", "next *noon*")
        .replace('\n', "\r\n");
    let look = [
        ("markdown", sent.as_str()),
        ("base", "1"),
        ("hash", "x"),
        ("act", "look"),
    ];
    ada.post("/standards/S-1/edit", &look)
        .await
        .is(200)
        .says("<em>noon</em>")
        .says("What changes");
    let broken = [
        ("markdown", "---\ntags: [a\n---\n# A"),
        ("base", "1"),
        ("hash", "x"),
        ("act", ""),
    ];
    ada.post("/standards/S-1/edit", &broken)
        .await
        .is(422)
        .says("Line ")
        .says("tags: [a")
        .says("To put right");
    let good = [
        ("markdown", sent.as_str()),
        ("base", "1"),
        ("hash", "x"),
        ("act", ""),
    ];
    let sent = ada.post("/standards/S-1/edit", &good).await.is(303);
    let page = bo.get(sent.location()).await.is(200);
    page.says("<ins>").says("2 others").says_nothing_of("\r");
    let key = sent
        .location()
        .trim_start_matches("/proposals/")
        .split('?')
        .next()
        .unwrap();
    let text = bo.get(&format!("/api/v1/proposals/{key}")).await.json();
    assert_eq!(
        text["markdown"],
        TEXT.replace("next morning", "next *noon*")
    );
    bo.get(&format!("/proposals/{key}?view=text"))
        .await
        .is(200)
        .says("diff-new");
}

#[tokio::test]
async fn a_text_proposed_from_a_problem_answers_for_the_book() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let bo = site.member("Bo").await;
    for title in ["Exports run twice", "Imports run twice"] {
        ada.post_json("/api/v1/problems", json!({ "title": title }))
            .await
            .is(201);
    }
    let work = json!({ "text": "A key", "owner": ada.id.to_string(), "due": "2026-03-10" });
    ada.post_json("/api/v1/problems/P-1/countermeasures", work.clone())
        .await
        .is(201);
    let agent = site.by_token(&ada, cahier::members::Scope::Propose).await;
    for (who, problem, waits) in [
        (&agent, "P-1", false),
        (&ada, "P-2", false),
        (&ada, "P-1", true),
    ] {
        let form = [("markdown", TEXT), ("solves", problem)];
        who.post("/standards/new", &form).await.is(303);
        let now = ada.get(&format!("/api/v1/problems/{problem}")).await.json();
        assert_eq!(
            now["book"]["proposal"].is_string(),
            waits,
            "{problem}: {now}"
        );
    }
    ada.get("/problems/P-1")
        .await
        .says("For the book, says Ada");
    bo.get("/problems/P-1").await.is(200);
}

#[tokio::test]
async fn a_text_that_nobody_else_can_agree_to_answers_at_once() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    ada.post_json("/api/v1/problems", json!({ "title": "Exports run twice" }))
        .await
        .is(201);
    let work = json!({ "text": "A key", "owner": ada.id.to_string(), "due": "2026-03-10" });
    ada.post_json("/api/v1/problems/P-1/countermeasures", work)
        .await
        .is(201);
    let form = [("markdown", TEXT), ("solves", "P-1")];
    let sent = ada.post("/standards/new", &form).await.is(303);
    assert_eq!(sent.location(), "/standards/S-1?said=published");
    let now = ada.get("/api/v1/problems/P-1").await.json();
    assert_eq!(now["book"]["standard"], "S-1", "{now}");
}

#[tokio::test]
async fn hints_that_were_left_as_they_were_are_taken_out() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    site.member("Bo").await;
    let text = "# Review within a day\n\n## What we do\n\n1. Answer.\n\n## Good and bad\n\n*An example of each.*\n\n\
        ## How we check\n\n*La règle, le test ou le coup d’œil qui dit si c’est fait.*\n";
    let sent = ada
        .post("/standards/new", &[("markdown", text)])
        .await
        .is(303);
    ada.get(sent.location())
        .await
        .is(200)
        .says("Answer.")
        .says("nothing but their hint")
        .says_nothing_of("Good and bad")
        .says_nothing_of("How we check");
    let whole = [("markdown", TEXT)];
    let sent = ada.post("/standards/new", &whole).await.is(303);
    ada.get(sent.location())
        .await
        .says_nothing_of("nothing but their hint");
}
