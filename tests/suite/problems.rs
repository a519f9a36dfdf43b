//! Problems, from the line on the wall to the closing and back, by the doors.

use cahier::members::Scope;
use serde_json::{Value, json};

use crate::support::{Person, Site};

impl Person {
    /// Posts a problem and gives its number.
    pub(crate) async fn posts(&self, title: &str) -> String {
        let posted = self
            .post_json("/api/v1/problems", json!({ "title": title }))
            .await
            .is(201)
            .json();
        posted["id"].as_str().unwrap().to_owned()
    }

    /// A problem as it stands.
    pub(crate) async fn problem(&self, id: &str) -> Value {
        self.get(&format!("/api/v1/problems/{id}"))
            .await
            .is(200)
            .json()
    }

    /// Does something about a problem and gives the countermeasure's id.
    pub(crate) async fn acts_on(&self, id: &str, text: &str) -> String {
        let new = json!({ "text": text, "owner": self.id.as_str() });
        let made = self
            .post_json(&format!("/api/v1/problems/{id}/countermeasures"), new)
            .await
            .is(201)
            .json();
        made["id"].as_str().unwrap().to_owned()
    }

    /// Marks a countermeasure as done.
    pub(crate) async fn finishes(&self, countermeasure: &str) {
        let path = format!("/api/v1/countermeasures/{countermeasure}");
        self.patch_json(&path, json!({ "done": true }))
            .await
            .is(200);
    }
}

impl Site {
    /// Lets the team look at a card, as a stand-up does when it moves on.
    pub(crate) async fn team_looks_at(&self, id: &str) {
        let mut tx = self.write().await;
        let standup = cahier::id::StandupId::new(1);
        cahier::problems::see(&mut tx, id.parse().unwrap(), standup)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    /// Brings a problem to being checked.
    pub(crate) async fn solved(&self, who: &Person, title: &str) -> String {
        let id = who.posts(title).await;
        let action = who.acts_on(&id, "Do it right").await;
        self.team_looks_at(&id).await;
        let book = format!("/api/v1/problems/{id}/book");
        who.post_json(&book, json!({ "no": "it only happens once" }))
            .await
            .is(200);
        who.finishes(&action).await;
        assert_eq!(who.problem(&id).await["state"], "checking");
        id
    }
}

#[tokio::test]
async fn a_problem_takes_a_title() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let posted = ada
        .post_json(
            "/api/v1/problems",
            json!({ "title": "  Tests take\tforty minutes " }),
        )
        .await
        .is(201);
    assert_eq!(posted.header("location"), "/api/v1/problems/P-1");
    let posted = posted.json();
    assert_eq!(posted["id"], "P-1");
    assert_eq!(posted["title"], "Tests take forty minutes");
    assert_eq!(posted["is"], "Tests take forty minutes");
    assert_eq!(posted["state"], "posted");
    assert_eq!(posted["team"], "web");
    assert_eq!(posted["late"], false);
    assert_eq!(posted["similar"], json!([]));
    assert_eq!(posted["missing"].as_array().unwrap().len(), 1);
    assert!(posted["url"].as_str().unwrap().ends_with("/problems/P-1"));
}

#[tokio::test]
async fn what_cannot_be_taken_is_told_field_by_field() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let long = "x".repeat(121);
    let wrong = json!({ "title": long, "impact": 9, "team": "web" });
    let refused = ada
        .post_json("/api/v1/problems", wrong)
        .await
        .is(422)
        .json();
    let pointers: Vec<&str> = refused["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["pointer"].as_str().unwrap())
        .collect();
    assert_eq!(pointers, ["/title", "/impact"]);
    ada.post_json("/api/v1/problems", json!({ "title": " " }))
        .await
        .is(422);
    ada.post_json(
        "/api/v1/problems",
        json!({ "title": "x", "team": "nowhere" }),
    )
    .await
    .is(422);
    ada.post_json("/api/v1/problems", json!({ "title": "x", "titel": "y" }))
        .await
        .is(422);
    ada.get("/api/v1/problems/P-99").await.is(404);
    ada.get("/api/v1/problems/twelve").await.is(404);
    ada.get("/api/v1/problems?state=nowhere").await.is(422);
}

#[tokio::test]
async fn a_list_goes_on_where_its_cursor_ends() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    for number in 1..=5 {
        let tags = if number % 2 == 0 {
            json!(["Even"])
        } else {
            json!([])
        };
        ada.post_json(
            "/api/v1/problems",
            json!({ "title": format!("Number {number}"), "tags": tags }),
        )
        .await
        .is(201);
    }
    let first = ada.get("/api/v1/problems?limit=2").await.is(200).json();
    assert_eq!(ids(&first), ["P-5", "P-4"]);
    let cursor = first["next"].as_str().unwrap();
    let second = ada
        .get(&format!("/api/v1/problems?limit=3&cursor={cursor}"))
        .await
        .is(200)
        .json();
    assert_eq!(ids(&second), ["P-3", "P-2", "P-1"]);
    assert_eq!(second["next"], Value::Null);
    let even = ada
        .get("/api/v1/problems?tag=even&state=posted&team=web")
        .await
        .is(200)
        .json();
    assert_eq!(ids(&even), ["P-4", "P-2"]);
}

fn ids(list: &Value) -> Vec<&str> {
    list["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["id"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn the_whole_loop() {
    let site = Site::new().await;
    // A session does not last until the check; a token does.
    let ada = site.by_token(&site.member("Ada").await, Scope::Write).await;
    let karim = site
        .by_token(&site.member("Karim").await, Scope::Write)
        .await;
    let id = ada.posts("Deploys fail").await;

    let question = json!({ "question": "Which lock?", "owner": "karim@example.org" });
    let path = format!("/api/v1/problems/{id}");
    let looking = ada
        .post_json(&format!("{path}/investigations"), question)
        .await
        .is(201)
        .json();
    assert_eq!(looking["due"], "2026-03-09");
    assert_eq!(ada.problem(&id).await["state"], "analysing");

    let finding = json!({ "finding": "An exclusive lock" });
    let asked = format!("/api/v1/investigations/{}", looking["id"].as_str().unwrap());
    assert_eq!(
        karim.patch_json(&asked, finding).await.is(200).json()["done"],
        true
    );
    let posted = ada.problem(&id).await;
    assert_eq!(
        (posted["state"].as_str(), posted["round"].as_i64()),
        (Some("posted"), Some(2))
    );

    let unowned = json!({ "text": "Set a lock timeout" });
    let action = ada
        .post_json(&format!("{path}/countermeasures"), unowned)
        .await
        .is(201)
        .json();
    assert_eq!(action["due"], "2026-03-16");
    assert_eq!(ada.problem(&id).await["state"], "posted");
    let action = format!("/api/v1/countermeasures/{}", action["id"].as_str().unwrap());
    ada.patch_json(&action, json!({ "owner": ada.id.as_str() }))
        .await
        .is(200);
    let acting = ada.problem(&id).await;
    assert_eq!(acting["state"], "acting");
    assert_eq!(acting["missing"].as_array().unwrap().len(), 3);

    ada.patch_json(&action, json!({ "done": true }))
        .await
        .is(200);
    site.team_looks_at(&id).await;
    assert_eq!(
        ada.problem(&id).await["missing"].as_array().unwrap().len(),
        1
    );
    let checking = ada
        .post_json(
            &format!("{path}/book"),
            json!({ "no": "we leave the tool next month" }),
        )
        .await
        .is(200)
        .json();
    assert_eq!(checking["state"], "checking");
    assert_eq!(checking["check"]["due"], "2026-04-01");

    karim
        .post_json(&format!("{path}/check"), json!({ "answer": "yes" }))
        .await
        .is(409);
    site.days_pass(30);
    let closed = karim
        .post_json(
            &format!("{path}/check"),
            json!({ "answer": "yes", "evidence": "no failure since" }),
        )
        .await;
    let closed = closed.is(200).json();
    assert_eq!(
        (closed["state"].as_str(), closed["held_days"].as_i64()),
        (Some("closed"), Some(30))
    );
    assert_eq!(closed["check"]["self_checked"], false);
    assert_eq!(closed["missing"], json!([]));

    let refused = ada
        .post_json(
            &format!("{path}/countermeasures"),
            json!({ "text": "More" }),
        )
        .await
        .is(409)
        .json();
    assert!(
        refused["detail"]
            .as_str()
            .unwrap()
            .contains("it happened again"),
        "{refused}"
    );

    ada.post_json(
        &format!("{path}/occurrences"),
        json!({ "note": "on the orders table" }),
    )
    .await
    .is(201);
    let back = ada.problem(&id).await;
    assert_eq!(
        (back["state"].as_str(), back["recurrences"].as_i64()),
        (Some("posted"), Some(1))
    );
    let lea = site.member("Lea").await;
    lea.get(&format!("/problems/{id}"))
        .await
        .is(200)
        .says("came back")
        .says("on the orders table");
    lea.get("/")
        .await
        .is(200)
        .says("came back")
        .says("1 return to explain");
}

#[tokio::test]
async fn whoever_did_it_checks_their_own_work() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let id = site.solved(&ada, "Deploys fail").await;
    let check = format!("/api/v1/problems/{id}/check");
    ada.post_json(&check, json!({ "due": "2026-03-01" }))
        .await
        .is(422);
    ada.post_json(&check, json!({ "due": "2026-03-02" }))
        .await
        .is(200);
    let closed = ada
        .post_json(&check, json!({ "answer": "yes" }))
        .await
        .is(200)
        .json();
    assert_eq!(
        (
            closed["state"].as_str(),
            closed["check"]["self_checked"].as_bool()
        ),
        (Some("closed"), Some(true))
    );
    ada.get(&format!("/problems/{id}"))
        .await
        .is(200)
        .says("self-checked");
}

#[tokio::test]
async fn it_did_not_hold() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let (no, partly) = (
        site.solved(&ada, "First").await,
        site.solved(&ada, "Second").await,
    );
    let answer = |word: &str| json!({ "answer": word, "evidence": "seen on Friday" });
    let back = ada
        .post_json(&format!("/api/v1/problems/{no}/check"), answer("no"))
        .await
        .is(200)
        .json();
    assert_eq!(
        (back["state"].as_str(), back["recurrences"].as_i64()),
        (Some("posted"), Some(1))
    );
    assert_eq!(back["occurrences"][0]["evidence"], "seen on Friday");
    let back = ada
        .post_json(
            &format!("/api/v1/problems/{partly}/check"),
            answer("partly"),
        )
        .await
        .is(200)
        .json();
    assert_eq!(
        (back["state"].as_str(), back["recurrences"].as_i64()),
        (Some("posted"), Some(0))
    );
}

#[tokio::test]
async fn what_is_refused_stands_in_its_field_again_with_what_is_wrong_beside_it() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    ada.post_json("/api/v1/problems", json!({"title": "Builds are slow"}))
        .await
        .is(201);
    let id = ada.id.to_string();
    let fields = [
        ("text", "Pin the <version>"),
        ("owner", id.as_str()),
        ("due", "tomorrow"),
        ("effect", "No surprise"),
    ];
    let page = ada.post("/problems/P-1/countermeasures", &fields).await;
    page.is(422)
        .says("value=\"Pin the &#60;version&#62;\"")
        .says("value=\"No surprise\"")
        .says("href=\"#f-due-c\"")
        .says("id=\"e-due-c\"");
    let aside = [("reason", "accepted_risk"), ("why", "It is rare")];
    ada.post("/problems/P-1/set-aside", &aside)
        .await
        .is(422)
        .says("value=\"accepted_risk\" checked")
        .says("value=\"It is rare\"")
        .says("href=\"#f-until-set-aside\"");
    let remark = "long ".repeat(20_001);
    let page = ada
        .post("/problems/P-1/comments", &[("text", &remark)])
        .await;
    page.is(422)
        .says(remark.trim())
        .says("href=\"#f-text-remark\"");
}
