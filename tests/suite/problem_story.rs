//! What a problem's page tells: when things happened, in words and to the minute, and its story, each event once.

use cahier::members::Scope;
use serde_json::json;

use crate::standups::{act, next, started};
use crate::support::{Person, Site};

/// The lines of a problem's story as one reads them, newest first.
async fn story(who: &Person, id: &str) -> Vec<String> {
    let page = who.get(&format!("/problems/{id}")).await.is(200).text;
    let (_, after) = page.split_once("<ol class=\"story\">").unwrap();
    let (list, _) = after.split_once("</ol>").unwrap();
    let told = list.split("<div class=\"story-what\">").skip(1);
    told.map(|line| without_tags(line.split("</div>").next().unwrap()))
        .collect()
}

fn without_tags(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        let said = part.split_once('>').map_or(part, |(_, said)| said);
        text.push_str(said);
        text.push(' ');
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How many lines say this.
fn count(lines: &[String], words: &str) -> usize {
    lines.iter().filter(|line| line.contains(words)).count()
}

#[tokio::test]
async fn when_something_happened_is_told_as_people_tell_it_and_written_out_beside() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    // A session would end within these weeks.
    let ada = site.by_token(&ada, Scope::Write).await;
    ada.posts("Exports stop").await;
    let page = "/problems/P-1";
    let exact = "data-exact=\"2 March 2026 at 09:00\"";
    let told = async |words: &str| {
        let when = format!("{exact}>{words}<");
        ada.get(page).await.is(200).says(&when);
    };
    told("just now").await;
    site.clock.advance(20 * 60);
    told("20 min ago").await;
    site.clock.advance(160 * 60);
    told("3 hours ago").await;
    site.days_pass(1);
    told("yesterday").await;
    site.days_pass(7);
    told("8 days ago").await;
    let french = ada.with_header("accept-language", "fr");
    french
        .get(page)
        .await
        .says("data-exact=\"2 mars 2026 à 09:00\">il y a 8 jours<");
    ada.post_json("/api/v1/problems/P-1/occurrences", json!({}))
        .await
        .is(201);
    site.days_pass(2);
    ada.get(page)
        .await
        .says("data-exact=\"once, on 10 March 2026 at 12:00\">once, 2 days ago<");
    site.days_pass(20);
    told("2 March").await;
    ada.get(page).await.says(">once, on 10 March<");
    french.get(page).await.says(">une fois, le 10 mars<");
    site.days_pass(365);
    told("2 March 2026").await;
}

#[tokio::test]
async fn what_is_due_is_told_by_its_day_and_printed_with_its_date() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    ada.posts("Exports stop").await;
    let new = json!({ "text": "Watch the queue", "owner": ada.id.as_str(), "due": "2026-03-05" });
    let path = "/api/v1/problems/P-1/countermeasures";
    let made = ada.post_json(path, new).await.is(201).json();
    site.team_looks_at("P-1").await;
    let told = async |exact: &str, class: &str, words: &str| {
        let when = format!("data-exact=\"{exact}\" class=\"{class}\">{words}<");
        for page in ["/problems/P-1", "/"] {
            ada.get(page).await.is(200).says(&when);
        }
    };
    told("by 5 March 2026", "on-time", "by Thursday").await;
    site.days_pass(2);
    told("by 5 March 2026", "due", "due tomorrow").await;
    site.days_pass(5);
    told("late: by 5 March 2026", "late", "2 days late").await;
    ada.finishes(made["id"].as_str().unwrap()).await;
    let done = "data-exact=\"done on 9 March 2026\" class=\"done-word\">done today<";
    ada.get("/problems/P-1").await.says(done);
    let french = ada.with_header("accept-language", "fr");
    site.days_pass(8);
    french.get("/problems/P-1").await.says(">fait le 9 mars<");
}

#[tokio::test]
async fn what_was_done_with_its_evidence_is_one_line() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let id = ada.posts("Exports stop").await;
    let action = ada.acts_on(&id, "Watch the queue").await;
    let path = format!("/api/v1/countermeasures/{action}");
    site.clock.advance(60);
    let seen = json!({ "evidence": "It was seen on staging" });
    ada.patch_json(&path, seen).await.is(200);
    let lines = story(&ada, &id).await;
    assert_eq!(
        count(&lines, "Ada changed “Watch the queue”"),
        1,
        "{lines:?}"
    );
    site.clock.advance(60);
    let done = json!({ "done": true, "evidence": "No export stopped in a week" });
    ada.patch_json(&path, done).await.is(200);
    let lines = story(&ada, &id).await;
    let finished = "Ada finished “Watch the queue”";
    let line = lines.iter().find(|line| line.starts_with(finished));
    let line = line.unwrap_or_else(|| panic!("{lines:?}"));
    assert!(line.contains("No export stopped in a week"), "{line}");
    assert_eq!(
        count(&lines, "Ada changed “Watch the queue”"),
        1,
        "{lines:?}"
    );
}

#[tokio::test]
async fn the_text_that_a_problem_waited_for_comes_into_force_in_one_line() {
    let site = Site::new().await;
    let (ada, bo) = (site.member("Ada").await, site.member("Bo").await);
    let id = ada.posts("Exports stop").await;
    let action = ada.acts_on(&id, "Watch the queue").await;
    site.team_looks_at(&id).await;
    ada.finishes(&action).await;
    site.clock.advance(60);
    let text = json!({ "markdown": "# Watch queues\n\nAll of them.\n", "solves": [id] });
    let made = ada.proposes(text).await;
    site.clock.advance(60);
    let book = json!({ "proposal": made["id"] });
    ada.post_json(&format!("/api/v1/problems/{id}/book"), book)
        .await
        .is(200);
    site.clock.advance(60);
    let approval = format!(
        "/api/v1/proposals/{}/approval",
        made["id"].as_str().unwrap()
    );
    let agreed = bo
        .put_json(&approval, json!({ "hash": made["hash"] }))
        .await;
    assert_eq!(agreed.is(200).json()["state"], "published");
    let lines = story(&ada, &id).await;
    assert_eq!(
        count(&lines, "The text it waited for is in force S-1"),
        1,
        "{lines:?}"
    );
    for told_better in ["linked a standard", "The text for the book is in force"] {
        assert_eq!(count(&lines, told_better), 0, "{lines:?}");
    }
    assert_eq!(count(&lines, "Now checking"), 1, "{lines:?}");
    assert_eq!(
        count(&lines, "Ada proposed a text for the book"),
        1,
        "{lines:?}"
    );
}

#[tokio::test]
async fn what_a_stand_up_decided_is_told_rather_than_that_it_decided() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let (first, second) = (
        ada.posts("Exports stop").await,
        ada.posts("Tests wait").await,
    );
    site.clock.advance(60);
    let id = started(&ada).await;
    next(&ada, id).await;
    let countermeasure = json!({ "text": "Watch the queue", "owner": ada.id.as_str() });
    let now = json!({ "problem": first, "do": "now", "countermeasures": [countermeasure] });
    act(&ada, id, "decision", now, 200).await;
    site.clock.advance(60);
    next(&ada, id).await;
    act(
        &ada,
        id,
        "decision",
        json!({ "problem": second, "do": "later" }),
        200,
    )
    .await;
    site.clock.advance(60);
    next(&ada, id).await;
    let lines = story(&ada, &first).await;
    assert_eq!(count(&lines, "Ada added “Watch the queue”"), 1, "{lines:?}");
    assert_eq!(count(&lines, "Decided in a stand-up"), 0, "{lines:?}");
    assert_eq!(count(&lines, "The team looked at it"), 1, "{lines:?}");
    let lines = story(&ada, &second).await;
    assert_eq!(count(&lines, "Decided in a stand-up U-1"), 1, "{lines:?}");
}

#[tokio::test]
async fn a_reader_is_told_what_there_is_none_of() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    ada.posts("Exports stop").await;
    let nina = site.reader("Nina").await;
    nina.get("/problems/P-1")
        .await
        .is(200)
        .says("No standard is linked to this problem yet.")
        .says("No commit, pull request or ticket is linked to this problem yet.");
    let french = nina.with_header("accept-language", "fr");
    french
        .get("/problems/P-1")
        .await
        .says("Aucun standard n’est encore lié à ce problème.");
}
