//! What decisions make, and what becomes of cards that get none.

use cahier::clock::Day;
use cahier::db::{Actor, Channel};
use cahier::id::ProblemId;
use cahier::problems::{self, Again, AsideReason, OccurrenceStatus, State};
use serde_json::{Value, json};

use super::{act, case, next, place, posted, started};
use crate::support::{Person, Site};

#[tokio::test]
async fn left_open_twice_it_is_done_looked_into_or_set_aside() {
    let site = Site::new().await;
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    let stubborn = posted(&site, "Nobody wants this one").await;
    for before in 0..3_usize {
        let id = started(&ada).await;
        let news = next(&ada, id).await;
        assert_eq!(news["agenda"][0]["undecided_before"], before);
        let offered = news["agenda"][0]["offered"].clone();
        let third = before == 2;
        let said = ["", "Left open once already", "Left open twice already"];
        for who in [&ada, &karim] {
            let page = who.get(&format!("/standups/{id}")).await;
            match before {
                0 => page.says_nothing_of(said[1]).says_nothing_of(said[2]),
                _ => page.says(said[before]),
            };
        }
        match third {
            true => assert_eq!(offered, json!(["now", "investigate", "set_aside"])),
            false => assert_eq!(
                offered,
                json!(["now", "investigate", "round", "set_aside", "later"])
            ),
        }
        let status = if third { 422 } else { 200 };
        act(
            &ada,
            id,
            "decision",
            json!({"problem": stubborn, "do": "round"}),
            status,
        )
        .await;
        act(
            &ada,
            id,
            "decision",
            json!({"problem": stubborn, "do": "later"}),
            status,
        )
        .await;
        let moved = next(&ada, id).await;
        assert_eq!(
            moved["undecided"],
            json!([stubborn]),
            "moving on stays possible and is said"
        );
        let minutes = ada
            .get(&format!("/api/v1/standups/{id}/minutes"))
            .await
            .text;
        assert_eq!(minutes.contains("third time"), third, "{minutes}");
        site.days_pass(1);
    }
    let other = posted(&site, "Tests fail at midnight").await;
    let id = started(&ada).await;
    next(&ada, id).await;
    let round = json!({"problem": other, "do": "round"});
    act(&ada, id, "decision", round, 200).await;
    next(&ada, id).await;
    let call = |problem| json!({"to": "problem", "problem": problem});
    let called = act(&ada, id, "step", call(stubborn), 200).await;
    assert_eq!(
        place(&called),
        ("news", stubborn.to_string().as_str()),
        "no full round is begun that is not offered"
    );
    let look = json!({"problem": stubborn, "do": "investigate",
        "investigation": {"question": "Why does nobody want it?", "owner": "ada@example.org"}});
    act(&ada, id, "decision", look, 200).await;
    next(&ada, id).await;
    assert_eq!(case(&site, stubborn).await.problem.state, State::Analysing);
}

#[tokio::test]
async fn work_that_nobody_takes_is_refused_and_nothing_is_half_made() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let nina = site.reader("Nina").await;
    let id_of = posted(&site, "Deploys lock the orders table").await;
    let id = started(&ada).await;
    act(
        &ada,
        id,
        "decision",
        json!({"problem": "P-1", "do": "later"}),
        422,
    )
    .await;
    next(&ada, id).await;
    let refused = [
        json!({"problem": "P-1"}),
        json!({"problem": "P-1", "do": "now"}),
        json!({"problem": "P-1", "do": "investigate"}),
        json!({"problem": "P-1", "do": "perhaps"}),
        json!({"problem": "P-9", "do": "later"}),
        json!({"problem": "P-1", "do": "now", "countermeasures": [{"text": "Do it"}]}),
        json!({"problem": "P-1", "do": "now", "countermeasures": [{"text": " ", "owner": "ada@example.org"}]}),
        json!({"problem": "P-1", "do": "now", "countermeasures": [
            {"text": "Good", "owner": "ada@example.org"}, {"text": "Bad", "owner": nina.id.to_string()}]}),
        json!({"problem": "P-1", "do": "now", "countermeasures": [{"text": "Do it", "owner": "who@example.org"}]}),
        json!({"problem": "P-1", "do": "set_aside", "set_aside": {"reason": "accepted_risk"}}),
        json!({"problem": "P-1", "do": "set_aside", "set_aside": {"reason": "duplicate", "of": "P-1"}}),
        json!({"problem": "P-1", "book": {"no": "x", "standard": "S-1"}}),
        json!({"problem": "P-1", "surprise": true}),
    ];
    for body in refused {
        let detail = act(&ada, id, "decision", body.clone(), 422).await;
        assert!(detail["detail"].as_str().is_some(), "{body}");
    }
    let untouched = case(&site, id_of).await;
    assert!(
        untouched.work.is_empty(),
        "a refused decision leaves nothing behind"
    );
    assert_eq!(untouched.problem.state, State::Posted);
    let shown = ada.get(&format!("/api/v1/standups/{id}")).await.json();
    assert_eq!(shown["decisions"], json!([]));
}

#[tokio::test]
async fn started_work_is_confirmed_and_moves_on_once_it_was_seen() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let problem = posted(&site, "Deploys lock the orders table").await;
    let key = works_on(&site, &ada, problem, "Set a lock timeout").await;
    done(&site, &ada, &key).await;
    assert_eq!(case(&site, problem).await.problem.state, State::Acting);
    let id = started(&ada).await;
    let news = next(&ada, id).await;
    assert_eq!(news["agenda"][0]["reason"], "done_waiting");
    let confirm = json!({"problem": problem, "do": "now", "check": {"due": "2026-03-12"},
        "book": {"no": "the table is gone next month"}});
    act(&ada, id, "decision", confirm, 200).await;
    assert_eq!(
        case(&site, problem).await.problem.state,
        State::Acting,
        "not before the stand-up moves on"
    );
    next(&ada, id).await;
    let checking = case(&site, problem).await.problem;
    assert_eq!(checking.state, State::Checking);
    assert_eq!(checking.check_due, Day::new(2026, 3, 12));

    site.days_pass(10);
    let id = started(&ada).await;
    let news = next(&ada, id).await;
    assert_eq!(news["agenda"][0]["reason"], "check_due");
    let held =
        json!({"problem": problem, "check": {"answer": "yes", "evidence": "no lock in ten days"}});
    let decided = act(&ada, id, "decision", held, 200).await;
    assert_eq!(decided["agenda"][0]["outcome"], "decided");
    let closed = case(&site, problem).await.problem;
    assert_eq!(closed.state, State::Closed);
    assert!(!closed.check_self, "a stand-up checks for the team");
    let minutes = ada
        .get(&format!("/api/v1/standups/{id}/minutes"))
        .await
        .text;
    assert!(
        minutes.contains("Did it hold? yes (no lock in ten days)"),
        "{minutes}"
    );
}

#[tokio::test]
async fn it_is_set_aside_with_its_reason_or_because_the_team_decided_so() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let [one, two, three] = [
        posted(&site, "One").await,
        posted(&site, "Two").await,
        posted(&site, "Three").await,
    ];
    let id = started(&ada).await;
    next(&ada, id).await;
    act(
        &ada,
        id,
        "decision",
        json!({"problem": one, "do": "set_aside"}),
        200,
    )
    .await;
    let same = json!({"problem": two, "do": "set_aside", "set_aside": {"reason": "duplicate", "of": three}});
    act(&ada, id, "decision", same, 200).await;
    let risk = json!({"problem": three, "do": "set_aside",
        "set_aside": {"reason": "accepted_risk", "why": "rare", "until": "2026-06-01"}});
    act(&ada, id, "decision", risk, 200).await;
    let one = case(&site, one).await.problem;
    assert_eq!(
        (one.state, one.aside_reason),
        (State::SetAside, Some(AsideReason::NoLonger))
    );
    assert_eq!(one.aside_why.as_deref(), Some("Decided in U-1"));
    assert_eq!(case(&site, two).await.problem.aside_of, Some(three));
    assert_eq!(
        case(&site, three).await.problem.aside_until,
        Day::new(2026, 6, 1)
    );
    let minutes = ada
        .get(&format!("/api/v1/standups/{id}/minutes"))
        .await
        .text;
    assert!(minutes.contains("Set aside: the same as P-3"), "{minutes}");
    assert!(
        minutes.contains("a risk we live with until 1 June 2026 (rare)"),
        "{minutes}"
    );
}

#[tokio::test]
async fn what_a_machine_told_is_confirmed_or_refused_in_the_news() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let problem = posted(&site, "Deploys lock the orders table").await;
    for note in ["alert one", "alert two"] {
        let agent = Actor {
            member: Some(ada.id.clone()),
            channel: Channel::Agent,
        };
        let mut tx = site.app.db.write(agent).await.unwrap();
        problems::happened_again(&mut tx, problem, Again::now(note.to_owned()))
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }
    let id = started(&ada).await;
    next(&ada, id).await;
    let waiting = case(&site, problem).await.occurrences;
    let told = json!({"problem": problem, "occurrences": [
        {"id": waiting[0].id, "confirmed": true}, {"id": waiting[1].id, "confirmed": false}]});
    act(&ada, id, "decision", told, 200).await;
    let reviewed = case(&site, problem).await.occurrences;
    assert_eq!(reviewed[0].status, OccurrenceStatus::Confirmed);
    assert_eq!(reviewed[1].status, OccurrenceStatus::Refused);
    let shown = ada.get(&format!("/api/v1/standups/{id}")).await.json();
    assert_eq!(
        shown["agenda"][0]["outcome"], "not_reached",
        "a posted card still asks what is done"
    );
}

#[tokio::test]
async fn a_text_agreed_on_the_screen_is_in_the_book_at_once() {
    let site = Site::new().await;
    let (ada, karim) = (site.member("Ada").await, site.member("Karim").await);
    let problem = posted(&site, "Deploys lock the orders table").await;
    let id = started(&ada).await;
    act(&karim, id, "presence", json!({}), 200).await;
    next(&ada, id).await;
    let text = "# Set a lock timeout on every migration\n\n## What we do\n\n1. Set it.\n";
    let decided = json!({"problem": problem, "do": "now",
        "countermeasures": [{"text": "Set it everywhere", "owner": "karim@example.org"}],
        "book": {"markdown": text}});
    let shown = act(&ada, id, "decision", decided, 200).await;
    let line = &shown["decisions"][1];
    assert_eq!(line["kind"], "agreed_on_screen");
    assert_eq!(line["reference"], "S-1");
    let mut tx = site.app.db.read().await.unwrap();
    let standard = "S-1".parse().unwrap();
    let kept = cahier::standards::revision(&mut tx, standard, 1)
        .await
        .unwrap();
    assert_eq!(
        cahier::standards::text(&mut tx, standard).await.unwrap(),
        text,
        "to the byte"
    );
    assert!(
        kept.agreed_by.contains(&karim.id),
        "those present are its agreers"
    );
    let answered = case(&site, problem).await.problem;
    assert_eq!(answered.book_standard, Some(standard));
    act(&ada, id, "end", json!({}), 200).await;
    let minutes = ada
        .get(&format!("/api/v1/standups/{id}/minutes"))
        .await
        .text;
    assert!(
        minutes.contains("S-1 Set a lock timeout on every migration"),
        "{minutes}"
    );
}

#[tokio::test]
async fn the_feed_tells_neither_the_text_of_an_idea_nor_whose_it_is() {
    let site = Site::new().await;
    let (ada, karim) = (site.member("Ada").await, site.member("Karim").await);
    posted(&site, "Deploys lock the orders table").await;
    let id = started(&ada).await;
    act(&karim, id, "presence", json!({}), 200).await;
    next(&ada, id).await;
    let noted = act(
        &karim,
        id,
        "ideas",
        json!({"text": "Zanzibar", "kind": "cause"}),
        201,
    )
    .await;
    assert!(noted.get("author").is_none());
    let feed = ada.get("/api/v1/changes?after=0&limit=200").await.is(200);
    assert!(!feed.text.contains("Zanzibar"));
    let entries = feed.json()["items"].as_array().unwrap().clone();
    let of = |kind: &str| {
        entries
            .iter()
            .filter(|one| one["kind"] == kind)
            .cloned()
            .collect::<Vec<Value>>()
    };
    let ideas = of("standup.idea_noted");
    assert_eq!(ideas[0]["subject"], "U-1");
    assert_eq!(ideas[0]["data"], json!({"kind": "cause"}));
    assert!(ideas[0]["actor"].is_null());
    assert!(of("standup.attended")[0]["actor"].is_null());
    act(&ada, id, "end", json!({}), 200).await;
    let kept = cahier::standups::minutes(&mut site.app.db.read().await.unwrap(), id, None)
        .await
        .unwrap();
    let kept = kept.cards.iter().flat_map(|card| &card.ideas);
    let authors: Vec<_> = kept.map(|idea| &idea.author).collect();
    assert_eq!(authors, [&None], "ideas lose their author at the end");
    let minutes = ada
        .get(&format!("/api/v1/standups/{id}/minutes"))
        .await
        .text;
    assert!(minutes.contains("Why: Zanzibar"));
    for body in [
        json!({"text": "  ", "kind": "cause"}),
        json!({"text": "x", "kind": "joke"}),
    ] {
        let next_one = started(&ada).await;
        next(&ada, next_one).await;
        act(&ada, next_one, "ideas", body, 422).await;
        act(&ada, next_one, "end", json!({}), 200).await;
    }
}

async fn works_on(site: &Site, person: &Person, problem: ProblemId, text: &str) -> String {
    let who = cahier::members::TakesPart::of_the_example_team(person.id.clone());
    let mut tx = site.write().await;
    let work = problems::NewWork {
        text: text.to_owned(),
        owner: Some(person.id.clone()),
        ..problems::NewWork::default()
    };
    let made = problems::add_countermeasure(&mut tx, &who, problem, work)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    made.id
}

async fn done(site: &Site, person: &Person, key: &str) {
    let who = cahier::members::TakesPart::of_the_example_team(person.id.clone());
    let mut tx = site.write().await;
    let edit = problems::WorkEdit {
        done: Some(true),
        ..problems::WorkEdit::default()
    };
    problems::change_work(&mut tx, &who, problems::WorkKind::Countermeasure, key, edit)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}
