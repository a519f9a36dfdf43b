//! What the page of a proposal tells of those who had a part in it: who changed it, who took it back, who speaks against it.

use serde_json::json;

use crate::standards_not_yet::file;
use crate::support::Site;

const TEXT: &str = "# Review within a day\n\nWhoever is asked answers by the next morning.\n\nNobody waits longer.\n";

#[tokio::test]
async fn two_who_change_a_proposed_text_are_joined_and_neither_undoes_the_other() {
    let site = Site::new().await;
    let [lea, ada, bo] = site.members(["Léa", "Ada", "Bo"]).await;
    let made = lea.proposes(json!({ "markdown": TEXT })).await;
    let (id, hash) = (made["id"].as_str().unwrap(), made["hash"].as_str().unwrap());
    let page = format!("/proposals/{id}");
    lea.get(&page).await.says_nothing_of("Changed by");
    let edit = format!("{page}/edit");
    let by_bo = TEXT.replace("next morning", "next noon");
    let form = [("markdown", by_bo.as_str()), ("hash", hash)];
    bo.post(&edit, &form).await.is(303);

    let by_ada = TEXT.replace("a day", "two days");
    let form = [("markdown", by_ada.as_str()), ("hash", hash)];
    let met = ada.post(&edit, &form).await.is(409);
    let now = met.value("hash").to_owned();
    let draft = met.value("draft").to_owned();
    let joined = by_ada.replace("next morning", "next noon");
    let met = met
        .says("Bo changed this text meanwhile.")
        .says("Both changes go together")
        .says("<ins>noon</ins>")
        .says(joined.trim());
    let (_, meanwhile) = met.text.split_once("id=\"meanwhile\"").unwrap();
    let (meanwhile, _) = meanwhile.split_once("<details").unwrap();
    assert!(
        !meanwhile.contains("two days"),
        "one's own change: {meanwhile}"
    );
    // The draft that was kept on the way meets the same.
    ada.get(&format!("{edit}?draft={draft}"))
        .await
        .is(200)
        .says(joined.trim());
    let form = [("markdown", joined.as_str()), ("hash", now.as_str())];
    ada.post(&edit, &form).await.is(303);

    let read = bo.get(&page).await.is(200);
    read.says("Proposed by</dt><dd>Léa</dd>")
        .says("Changed by</dt><dd>Ada</dd>")
        .says("Ada changed this text")
        .says("?view=text&#38;since=")
        .says("next noon");
    ada.get(&page)
        .await
        .says_nothing_of("Ada changed this text");

    // Where both changed the same, somebody decides before it can be sent.
    let hash = ada.get(&edit).await.value("hash").to_owned();
    let other = joined.replace("next noon", "next evening");
    let form = [("markdown", other.as_str()), ("hash", hash.as_str())];
    bo.post(&edit, &form).await.is(303);
    let mine = joined.replace("next noon", "same day");
    let form = [("markdown", mine.as_str()), ("hash", hash.as_str())];
    let met = ada.post(&edit, &form).await.is(409);
    let now = met.value("hash").to_owned();
    met.says("One place was changed on both sides")
        .says("what Bo wrote meanwhile");
    let undecided = "# Review\n\n<<<<<<< what you wrote\nmine\n=======\ntheirs\n>>>>>>> x\n";
    let form = [("markdown", undecided), ("hash", now.as_str())];
    ada.post(&edit, &form).await.is(422);
    let kept = lea.get(&format!("/api/v1{page}")).await.json();
    assert_eq!(kept["markdown"], other);
}

#[tokio::test]
async fn whoever_agrees_after_a_change_agrees_to_the_text_that_is_brought() {
    let site = Site::new().await;
    let [ada, bo, _cy] = site.members(["Ada", "Bo", "Cy"]).await;
    let made = ada.proposes(json!({ "markdown": TEXT })).await;
    let page = format!("/proposals/{}", made["id"].as_str().unwrap());
    let text = TEXT.replace("a day", "two days");
    let api = format!("/api/v1{page}");
    ada.put_json(&api, json!({ "markdown": text }))
        .await
        .is(200);
    let read = bo.get(&page).await.is(200);
    let (_, part) = read.text.split_once("id=\"proposal\"").unwrap();
    let (part, _) = part.split_once("id=\"comments\"").unwrap();
    let now = bo.get(&api).await.json()["hash"].clone();
    let field = format!("name=\"hash\" value=\"{}\"", now.as_str().unwrap());
    assert!(part.contains(&field), "the button is brought with the text");
    assert!(part.contains("Ada changed this text"));
}

#[tokio::test]
async fn who_withdrew_it_and_why_is_told_until_it_is_open_again() {
    let site = Site::new().await;
    let [ada, bo, _cy] = site.members(["Ada", "Bo", "Cy"]).await;
    let made = ada.proposes(json!({ "markdown": TEXT })).await;
    let page = format!("/proposals/{}", made["id"].as_str().unwrap());
    let path = format!("{page}/withdrawal");
    let long = "x".repeat(10_001);
    bo.get(&page)
        .await
        .says("name=\"reason\"")
        .says("told to whoever proposed it");
    bo.post(&path, &[("reason", &long)]).await.is(422);
    let form = [("reason", "S-1 says it **already**")];
    bo.post(&path, &form).await.is(303);
    ada.get(&page)
        .await
        .says("Withdrawn by Bo")
        .says("<strong>already</strong>")
        .says("href=\"/standards/S-1\"");
    ada.get("/")
        .await
        .says("withdrawn by Bo: Review within a day")
        .says(&format!("href=\"{page}\""));
    bo.get("/").await.says_nothing_of("withdrawn by Bo");
    let api = format!("/api/v1{page}");
    let shown = ada.get(&api).await.json();
    assert_eq!(shown["withdrawn"]["by"], json!(bo.id.as_str()));
    assert_eq!(shown["withdrawn"]["reason"], "S-1 says it **already**");
    let french = ada.with_header("accept-language", "fr");
    french.get(&page).await.says("Abandonnée par Bo");
    ada.post(&format!("{page}/reopening"), &[]).await.is(303);
    ada.get(&page).await.says_nothing_of("Withdrawn by");
    ada.get("/").await.says_nothing_of("withdrawn by Bo");
    french
        .get(&page)
        .await
        .says("Abandonner la proposition")
        .says_nothing_of("Retirer la proposition");
    let body = json!({ "reason": "No need" });
    let again = ada.post_json(&format!("{api}/withdrawal"), body).await;
    let again = again.is(200).json();
    assert_eq!(again["withdrawn"]["reason"], "No need");
    ada.get("/").await.says_nothing_of("withdrawn by");
}

#[tokio::test]
async fn an_objection_is_said_beside_the_button_and_stays() {
    let site = Site::new().await;
    let [ada, bo, cy, sam] = site.members(["Ada", "Bo", "Cy", "Sam"]).await;
    let made = ada.proposes(json!({ "markdown": TEXT })).await;
    let (id, hash) = (made["id"].as_str().unwrap(), made["hash"].as_str().unwrap());
    let page = format!("/proposals/{id}");
    let form = [("hash", hash), ("reason", "See P-9: **too slow**")];
    sam.post(&format!("{page}/objections"), &form).await.is(303);
    bo.get(&page)
        .await
        .says("Sam objects:")
        .says("<strong>too slow</strong>")
        .says("href=\"/problems/P-9\"")
        .says("Sam objects.</a> It can be put in force all the same.")
        .says("What speaks against it?");
    ada.get(&page)
        .await
        .says("Sam objects:")
        .says_nothing_of("all the same")
        .says_nothing_of("What speaks against it?");
    for other in [&bo, &cy] {
        let form = [("hash", hash)];
        other.post(&format!("{page}/approval"), &form).await.is(303);
    }
    bo.get(&page)
        .await
        .says("Sam objected to this text:")
        .says("<strong>too slow</strong>");
}

#[tokio::test]
async fn the_number_of_a_line_opens_a_field_that_is_ready() {
    let site = Site::new().await;
    let [ada, bo] = site.members(["Ada", "Bo"]).await;
    let made = ada.proposes(json!({ "markdown": TEXT })).await;
    let page = format!("/proposals/{}", made["id"].as_str().unwrap());
    bo.get(&format!("{page}?view=text"))
        .await
        .says(&format!("href=\"{page}?view=text&#38;line=3\""))
        .says_nothing_of("autofocus");
    bo.get(&format!("{page}?view=text&line=3"))
        .await
        .says("id=\"f-text-line\" name=\"text\" rows=\"2\" required autofocus");
    bo.get(&format!("{page}?view=text&whole=yes"))
        .await
        .says(&format!(
            "href=\"{page}?view=text&#38;whole=yes&#38;line=3\""
        ));
}

#[tokio::test]
async fn whoever_takes_a_file_out_of_force_is_named_and_the_others_are_asked() {
    let site = Site::new().await;
    let [ada, bo, _cy] = site.members(["Ada", "Bo", "Cy"]).await;
    file(&site, "0001-review.md", TEXT).await;
    let page = ada.get("/standards/S-1").await.is(200);
    let first = page.value("hash").to_owned();
    page.says("Take it out of force");
    let form = [("hash", first.as_str())];
    ada.post("/standards/S-1/reversal", &form).await.is(303);
    let page = bo.get("/standards/S-1").await.is(200);
    let out = page.value("hash").to_owned();
    page.says("taken out of force by Ada; not yet agreed, 0 of 2")
        .says("Ada took it out of force, and that is not yet agreed.")
        .says("Put it in force again")
        .says_nothing_of("self-checked")
        .says_nothing_of("it is in force, and not yet agreed");
    bo.get("/standards")
        .await
        .says("S-1, revision 2: taken out of force, not yet agreed");
    bo.get("/standards/not-yet")
        .await
        .says("Put it in force again");
    let form = [("hash", out.as_str())];
    bo.post("/standards/S-1/reversal", &form).await.is(303);
    let now = bo.get("/api/v1/standards/S-1").await.json();
    assert_eq!(now["status"], "active");
}
