//! What becomes of a standard in force: another takes its place, it is retired, put in question, unclear to somebody.

use serde_json::json;

use crate::standards::{UTC, publish};
use crate::support::{Person, Reply, Site};

/// The line *For you* of somebody's wall; empty where there is none.
pub(crate) async fn for_you(person: &Person) -> String {
    let wall = person.get("/").await.is(200).text;
    let line = wall.split_once("class=\"for-you\"");
    let line = line.and_then(|(_, rest)| rest.split_once("</ul>"));
    line.map_or_else(String::new, |(line, _)| line.to_owned())
}

/// The proposal that an answer leads to.
pub(crate) fn proposal(reply: &Reply) -> String {
    let (path, _) = reply.location().split_once('?').unwrap();
    path.strip_prefix("/proposals/").unwrap().to_owned()
}

/// Has the others agree to the text of a proposal.
pub(crate) async fn agreed(others: &[&Person], id: &str) {
    let path = format!("/api/v1/proposals/{id}");
    let hash = others[0].get(&path).await.is(200).json()["hash"].clone();
    for other in others {
        let body = json!({ "hash": hash });
        other
            .put_json(&format!("{path}/approval"), body)
            .await
            .is(200);
    }
}

#[tokio::test]
async fn what_takes_its_place_begins_with_its_text_and_both_sides_say_so() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    publish(&ada, &[&bo, &cy], json!({ "markdown": UTC })).await;
    let page = ada.get("/standards/S-1").await.is(200);
    page.says("href=\"/standards/S-1/successor\"");
    let sheet = ada.get("/standards/S-1/successor").await.is(200);
    let sheet = sheet
        .says("supersedes: [S-1]")
        .says("# Store times in UTC")
        .says("status: active")
        .says("action=\"/standards/new\"");
    let (_, text) = sheet.text.split_once("rows=\"24\"").unwrap();
    let (_, text) = text.split_once(">\n").unwrap();
    let (text, _) = text.split_once("</textarea>").unwrap();
    let text = text.replace("Store times in UTC", "Store instants");
    let sent = ada
        .post("/standards/new", &[("markdown", &text)])
        .await
        .is(303);
    let key = proposal(&sent);
    ada.get("/standards/S-1")
        .await
        .says("Takes the place of S-1</a> Store instants")
        .says(&format!("href=\"/proposals/{key}\""));
    let shown = ada.get("/api/v1/standards/S-1").await.json();
    assert_eq!(shown["superseding"], json!([key]));
    agreed(&[&bo, &cy], &key).await;

    ada.get("/standards/S-2")
        .await
        .is(200)
        .says("Takes the place of")
        .says("href=\"/standards/S-1\"");
    let old = ada.get("/standards/S-1").await.is(200);
    old.says("Its place was taken by")
        .says("S-2 Store instants")
        .says_nothing_of("/standards/S-1/successor");
    let shown = ada.get("/api/v1/standards/S-2").await.is(200).json();
    assert_eq!(shown["replaces"], json!(["S-1"]));
    let shown = ada.get("/api/v1/standards/S-1").await.is(200).json();
    assert_eq!(shown["successor"], "S-2");
    ada.get("/standards?status=superseded")
        .await
        .says("replaced by S-2");
    site.reader("Rea")
        .await
        .get("/standards/S-2/successor")
        .await
        .is(403);
    ada.get("/standards/S-9/successor").await.is(404);
}

#[tokio::test]
async fn a_standard_is_retired_with_a_reason_that_its_file_keeps() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    publish(&ada, &[&bo, &cy], json!({ "markdown": UTC })).await;
    let path = "/standards/S-1/retirement";
    ada.get("/standards/S-1").await.says(path);
    ada.post(path, &[("reason", "  ")])
        .await
        .is(422)
        .says("not needed any more");
    let reason = "The exports are gone: \"never again\"\r\n# says Bo";
    let sent = ada.post(path, &[("reason", reason)]).await.is(303);
    let id = proposal(&sent);
    ada.get("/standards/S-1").await.says("Retire S-1</a>");
    agreed(&[&bo, &cy], &id).await;
    let text = ada.get("/standards/S-1.md").await.text;
    let written = "status: retired\nretired_because: \"The exports are gone: \\\"never again\\\" # says Bo\"\n";
    assert!(text.contains(written), "{text}");
    assert_eq!(text.replace(written, ""), UTC, "every other byte stays");
    let page = ada.get("/standards/S-1").await.is(200);
    page.says("it was retired")
        .says("The exports are gone: &#34;never again&#34; # says Bo")
        .says_nothing_of(path);
    let shown = ada.get("/api/v1/standards/S-1").await.json();
    assert_eq!(shown["status"], "retired");
    assert_eq!(
        shown["retired_because"],
        "The exports are gone: \"never again\" # says Bo"
    );
    let api = "/api/v1/standards/S-1/retirement";
    ada.post_json(api, json!({ "reason": "twice" }))
        .await
        .is(409);
    ada.post_json(api, json!({})).await.is(422);
    // The text before comes back without the reason.
    let back = bo
        .post("/standards/S-1/restorations", &[("revision", "1")])
        .await
        .is(303);
    agreed(&[&ada, &cy], &proposal(&back)).await;
    ada.get("/standards/S-1")
        .await
        .says_nothing_of("exports are gone");
}

#[tokio::test]
async fn a_challenge_says_what_happened_and_follows_to_the_successor() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    publish(&ada, &[&bo, &cy], json!({ "markdown": UTC })).await;
    let problem = site.solved(&ada, "Exports run twice").await;
    let link = format!("/api/v1/problems/{problem}/standards/S-1");
    ada.put_json(&link, json!({})).await.is(200);
    let api = "/api/v1/standards/S-1/failures";
    ada.post_json(api, json!({ "problem": "P-77" }))
        .await
        .is(422);
    ada.post_json(api, json!({ "note": " " })).await.is(422);
    let rea = site.reader("Rea").await;
    let told = rea
        .post_json(
            api,
            json!({ "problem": problem, "note": "twice\nlast Sunday" }),
        )
        .await
        .is(201)
        .json();
    assert_eq!(told["problem"], problem.as_str());
    let page = ada.get("/standards/S-1").await.is(200);
    page.says("Challenged")
        .says("twice\nlast Sunday")
        .says("The challenge ends when")
        .says("Exports run twice (posted)");
    let shown = ada.get("/api/v1/standards/S-1").await.json();
    assert_eq!(shown["challenged"], true);
    assert_eq!(shown["challenges"][0]["problem"], problem.as_str());
    assert_eq!(shown["challenges"][0]["note"], "twice\nlast Sunday");

    let newer = json!({ "markdown": "---\nsupersedes: [S-1]\n---\n# Store instants\n" });
    publish(&bo, &[&ada, &cy], newer).await;
    ada.get("/standards/S-1")
        .await
        .says_nothing_of("The challenge ends when");
    let page = ada.get("/standards/S-2").await.is(200);
    page.says("twice\nlast Sunday").says("to be solved by S-1");
    let shown = ada.get("/api/v1/standards/S-2").await.json();
    assert_eq!(shown["challenges"][0]["standard"], "S-1");
    let occurrence = shown["challenges"][0]["occurrence"].as_str().unwrap();
    ada.patch_json(
        &format!("/api/v1/occurrences/{occurrence}"),
        json!({ "answer": "not_enough" }),
    )
    .await
    .is(200);
    ada.get("/standards/S-2")
        .await
        .says_nothing_of("last Sunday");

    // None of its problems: a new one is posted, and its page and the standard's lead to each other.
    let new = bo
        .post_json(
            "/api/v1/standards/S-2/failures",
            json!({ "note": "A leap second" }),
        )
        .await
        .is(201)
        .json();
    let new = new["problem"].as_str().unwrap();
    assert_eq!(ada.problem(new).await["standards"], json!(["S-2"]));
    ada.get("/standards/S-2")
        .await
        .says("A leap second (posted)");
}

#[tokio::test]
async fn what_is_unclear_waits_for_whoever_wrote_it_until_it_is_clear() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    let [rea, rob] = [site.reader("Rea").await, site.reader("Rob").await];
    publish(&ada, &[&bo, &cy], json!({ "markdown": UTC })).await;
    assert!(!for_you(&ada).await.contains("unclear"));
    let api = "/api/v1/standards/S-1/questions";
    let asked = rea
        .post_json(api, json!({ "text": "And birthdays?" }))
        .await
        .is(201)
        .json();
    rea.post_json(api, json!({ "text": " " })).await.is(422);
    assert_eq!(
        (&asked["revision"], &asked["text"]),
        (&json!(1), &json!("And birthdays?"))
    );
    let line = for_you(&ada).await;
    assert!(
        line.contains("href=\"/standards?status=unclear\">1 standard that is unclear to somebody"),
        "{line}"
    );
    assert!(
        !for_you(&bo).await.contains("unclear"),
        "she did not write it"
    );
    let narrowed = ada.get("/standards?status=unclear").await.is(200);
    narrowed.says("Store times in UTC").says(">unclear</span>");
    let listed = ada
        .get("/api/v1/standards?unclear=true")
        .await
        .is(200)
        .json();
    assert_eq!(listed["items"][0]["id"], "S-1");
    let shown = ada.get("/api/v1/standards/S-1").await.json();
    assert_eq!(shown["questions"][0]["id"], asked["id"]);

    let key = asked["id"].as_str().unwrap();
    let closing = "/standards/S-1/questions/closing";
    rob.get("/standards/S-1").await.says_nothing_of(closing);
    rob.post(closing, &[("question", key)]).await.is(403);
    rob.delete(&format!("{api}/{key}")).await.is(403);
    rea.get("/standards/S-1").await.says(closing);
    let done = rea.post(closing, &[("question", key)]).await.is(303);
    rea.get(done.location())
        .await
        .says("it is clear now")
        .says_nothing_of("And birthdays?");
    ada.post(closing, &[("question", key)]).await.is(404);
    assert!(!for_you(&ada).await.contains("unclear"));

    let asked = rea
        .post_json(api, json!({ "text": "And eras?" }))
        .await
        .json();
    let path = format!("{api}/{}", asked["id"].as_str().unwrap());
    bo.delete(&path).await.is(204);
    bo.delete(&path).await.is(404);
    rea.get("/api/v1/changes?after=0")
        .await
        .says("standard.question_closed");
}

#[tokio::test]
async fn what_is_unclear_outlives_a_correction_and_a_later_day_to_look_again() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    publish(&ada, &[&bo, &cy], json!({ "markdown": UTC })).await;
    let asked = [("text", "What about birthdays?")];
    cy.post("/standards/S-1/questions", &asked).await.is(303);
    let stands = async || {
        let shown = ada.get("/api/v1/standards/S-1").await.json();
        shown["questions"].as_array().unwrap().len() == 1
    };
    let fixed = UTC.replace("clocks change", "clock changes");
    let body = json!({ "markdown": fixed, "standard": "S-1", "correction": true });
    bo.proposes(body).await;
    assert!(stands().await, "a correction");
    let path = "/standards/S-1/review";
    let sent = ada.post(path, &[("until", "2026-09-01")]).await.is(303);
    agreed(&[&bo, &cy], &proposal(&sent)).await;
    assert!(stands().await, "another date");
    let text = ada.get("/standards/S-1.md").await.text;
    let body =
        json!({ "markdown": text.replace("always", "but for birthdays"), "standard": "S-1" });
    publish(&ada, &[&bo, &cy], body).await;
    assert!(!stands().await, "another text");
}
