//! The wall, as people see it and post on it.

use crate::support::Site;

#[tokio::test]
async fn an_empty_wall_says_what_a_problem_is() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    ada.get("/")
        .await
        .is(200)
        .says("What is in the way?")
        .says("A problem is a gap")
        .says_nothing_of("For you:");
    ada.get("/wall/web").await.is(200).says("<h1>Web</h1>");
    ada.get("/wall/nowhere").await.is(404);
    let french = ada.with_header("accept-language", "fr");
    french
        .get("/")
        .await
        .is(200)
        .says("Qu’est-ce qui coince\u{202f}?");
}

#[tokio::test]
async fn enter_posts_what_was_typed_once() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let fields = [
        ("team", "web"),
        ("key", "one"),
        ("title", "Invoices are dated a day early"),
    ];
    let posted = ada.post("/problems", &fields).await.is(303);
    assert_eq!(posted.location(), "/wall/web?posted=P-1");
    assert_eq!(
        ada.post("/problems", &fields).await.location(),
        "/wall/web?posted=P-1"
    );
    // The same page, found again in the browser's history, with other words on its field.
    let other = [("team", "web"), ("key", "one"), ("title", "Something else")];
    assert_eq!(
        ada.post("/problems", &other).await.location(),
        "/wall/web?posted=P-2"
    );
    ada.get("/wall/web?posted=P-1")
        .await
        .is(200)
        .says("Posted P-1")
        .says("Add facts")
        .says("Undo");
    let refused = ada
        .post("/problems", &[("team", "web"), ("title", "   ")])
        .await
        .is(422);
    refused.says("in a few words");
}

#[tokio::test]
async fn a_long_line_is_cut_at_a_word() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let line = format!("{} and the rest of it", "word ".repeat(24));
    ada.post("/problems", &[("team", "web"), ("title", &line)])
        .await
        .is(303);
    let problem = ada.problem("P-1").await;
    let title = problem["title"].as_str().unwrap();
    assert!(
        title.chars().count() <= 120 && title.ends_with("word"),
        "{title}"
    );
    assert_eq!(problem["description"], "and the rest of it");
    ada.post("/problems", &[("team", "web"), ("title", &"x".repeat(130))])
        .await
        .is(303);
    assert_eq!(ada.problem("P-2").await["description"], "x".repeat(10));
}

#[tokio::test]
async fn a_pasted_list_loses_its_marks() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let list = "- Tests fail\n* Deploys hang\n1. Logs are full\n12) Disks too\n- [ ] Mails stop\n-1 on every balance\n2.5 GB of logs";
    let page = ada
        .post("/problems/several", &[("team", "web"), ("lines", list)])
        .await
        .is(200);
    let mut page = page;
    for title in [
        "Tests fail",
        "Deploys hang",
        "Logs are full",
        "Disks too",
        "Mails stop",
        "-1 on every balance",
        "2.5 GB of logs",
    ] {
        page = page.says(&format!("value=\"{title}\""));
    }
}

#[tokio::test]
async fn several_lines_are_looked_over_then_posted_together() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let pasted = [
        ("team", "web"),
        ("key", "k"),
        ("lines", "One\n\n  Two\nThree"),
    ];
    let list = ada.post("/problems/several", &pasted).await.is(200);
    list.says("Post these 3 problems?").says("value=\"Two\"");
    ada.post("/problems", &[("team", "web"), ("title", "One\nTwo")])
        .await
        .is(200)
        .says("Post these 2 problems?");
    let looked = [
        ("team", "web"),
        ("key", "k"),
        ("looked", "yes"),
        ("title", "One"),
        ("title", ""),
        ("title", "Two"),
    ];
    let posted = ada.post("/problems/several", &looked).await.is(303);
    assert_eq!(posted.location(), "/wall/web?posted=P-1,P-2");
    ada.post("/problems/several", &looked).await.is(303);
    let wall = ada
        .get(posted.location())
        .await
        .is(200)
        .says("Posted 2 problems, P-1 to P-2");
    wall.says("One").says("Two").says_nothing_of("P-3");
    let undo = [("team", "web"), ("id", "P-1"), ("id", "P-2")];
    assert_eq!(
        ada.post("/problems/undo", &undo).await.is(303).location(),
        "/wall/web?undone=P-1,P-2"
    );
    assert_eq!(ada.problem("P-1").await["set_aside"]["reason"], "no_longer");
}

#[tokio::test]
async fn a_posting_is_undone_for_ten_minutes_by_whoever_posted_it() {
    let site = Site::new().await;
    let (ada, karim) = (site.member("Ada").await, site.member("Karim").await);
    ada.posts("First").await;
    karim
        .post("/problems/undo", &[("team", "web"), ("id", "P-1")])
        .await
        .is(403);
    karim
        .post("/problems/P-1/comments", &[("text", "me too")])
        .await
        .is(303);
    ada.post("/problems/undo", &[("team", "web"), ("id", "P-1")])
        .await
        .is(409);
    ada.posts("Second").await;
    site.clock.advance(601);
    ada.post("/problems/undo", &[("team", "web"), ("id", "P-2")])
        .await
        .is(409);
    ada.get("/wall/web?posted=P-2")
        .await
        .is(200)
        .says("Posted P-2")
        .says_nothing_of("Undo");
}

#[tokio::test]
async fn cards_are_late_in_working_days_and_sorted_as_the_agenda_would_be() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    site.days_pass(3); // Thursday
    ada.posts("Quiet one").await;
    ada.post_json(
        "/api/v1/problems",
        serde_json::json!({ "title": "Loud one", "impact": 3 }),
    )
    .await
    .is(201);
    let back = site.solved(&ada, "Back again").await;
    ada.post(
        &format!("/problems/{back}/again"),
        &[("note", "this morning")],
    )
    .await
    .is(303);
    let wall = ada.get("/").await.is(200);
    let place = |words: &str| wall.text.find(words).unwrap();
    assert!(place("Back again") < place("Loud one") && place("Loud one") < place("Quiet one"));
    site.days_pass(4); // Monday: two working days after Thursday
    assert_eq!(ada.problem("P-1").await["late"], false);
    site.days_pass(1);
    let late = ada.problem("P-1").await;
    assert_eq!(
        (late["late"].as_bool(), late["late_days"].as_i64()),
        (Some(true), Some(1))
    );
    ada.get("/").await.is(200).says("1 day late").says("3 late");
    site.team_looks_at("P-1").await;
    assert_eq!(ada.problem("P-1").await["late"], false);
}

#[tokio::test]
async fn filters_live_in_the_address() {
    let site = Site::new().await;
    let (ada, karim) = (site.member("Ada").await, site.member("Karim").await);
    let (first, second) = (ada.posts("For Ada").await, ada.posts("For Karim").await);
    ada.acts_on(&first, "This").await;
    karim.acts_on(&second, "That").await;
    ada.patch_json(
        "/api/v1/problems/P-2",
        serde_json::json!({ "tags": ["Deploy"] }),
    )
    .await
    .is(200);
    ada.get("/wall/web?mine=1")
        .await
        .is(200)
        .says("For Ada")
        .says_nothing_of("For Karim");
    ada.get("/wall/web?tag=deploy")
        .await
        .is(200)
        .says("For Karim")
        .says_nothing_of("For Ada");
    ada.get("/wall/web?late=1")
        .await
        .is(200)
        .says_nothing_of("For Ada");
    ada.get("/wall/web")
        .await
        .is(200)
        .says("2 of 3 in work")
        .says("not yet seen by the team");
}

#[tokio::test]
async fn a_column_shows_fifty_and_a_link_to_the_rest() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let mut fields = vec![("team", "web"), ("looked", "yes")];
    let lines: Vec<String> = (1..=60)
        .map(|number| format!("Problem {number:02}"))
        .collect();
    fields.extend(lines.iter().map(|line| ("title", line.as_str())));
    ada.post("/problems/several", &fields).await.is(303);
    let wall = ada
        .get("/")
        .await
        .is(200)
        .says("10 more")
        .says("/wall/web?column=posted&#38;page=2");
    wall.says("Problem 50").says_nothing_of("Problem 51");
    ada.get("/wall/web?column=posted&page=2")
        .await
        .is(200)
        .says("Problem 51")
        .says("Problem 60")
        .says_nothing_of("Problem 50");
}

#[tokio::test]
async fn what_held_has_its_stamp() {
    let site = Site::new().await;
    let (ada, karim) = (site.member("Ada").await, site.member("Karim").await);
    let id = site.solved(&ada, "Deploys fail").await;
    ada.post(&format!("/problems/{id}/check"), &[("due", "2026-03-07")])
        .await
        .is(303);
    site.days_pass(5);
    ada.get("/")
        .await
        .is(200)
        .says("1 check: did it hold?")
        .says("did it hold? today");
    karim
        .post(
            &format!("/problems/{id}/check"),
            &[("answer", "yes"), ("evidence", "nothing since")],
        )
        .await
        .is(303);
    ada.get("/")
        .await
        .is(200)
        .says("5 days without return")
        .says("1 closed");
    ada.get("/wall/web?column=closed")
        .await
        .is(200)
        .says("Deploys fail");
}

#[tokio::test]
async fn a_live_part_comes_without_what_surrounds_it() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    ada.posts("Invoices are dated a day early").await;
    let part = ada.with_header("cahier-part", "wall-board");
    part.get("/")
        .await
        .is(200)
        .says("id=\"wall-board\"")
        .says_nothing_of("<html");
    part.get("/problems/P-1")
        .await
        .is(200)
        .says("id=\"problem-next\"")
        .says_nothing_of("<html");
}

#[tokio::test]
async fn what_was_refused_comes_back_with_what_was_typed() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let id = ada.posts("Deploys fail").await;
    let path = format!("/problems/{id}");
    ada.post(
        &format!("{path}/check"),
        &[("answer", "no"), ("evidence", "seen on Friday")],
    )
    .await
    .is(409)
    .says("seen on Friday");
    ada.post(&format!("{path}/standards"), &[("standard", "S-77")])
        .await
        .is(422)
        .says("S-77");
    let fields = [
        ("text", "Set a timeout"),
        ("owner", "nobody@example.org"),
        ("due", "2026-03-09"),
    ];
    ada.post(&format!("{path}/countermeasures"), &fields)
        .await
        .is(422)
        .says("Set a timeout");
    ada.post(&format!("{path}/set-aside"), &[("reason", "not_ours")])
        .await
        .is(422)
        .says("Say why");
    let hostile = "<script>alert(1)</script> & \"quotes\"";
    ada.post(&format!("{path}/comments"), &[("text", hostile)])
        .await
        .is(303);
    ada.get(&path)
        .await
        .is(200)
        .says_nothing_of("<script>alert");
}
