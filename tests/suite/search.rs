//! Search as people and programs meet it: what is posted is found, whatever is typed is answered, and the index can be lost.

use std::fs;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::{Person, Site, data, encode};

/// Waits until everything written so far can be found.
pub(crate) async fn caught_up(site: &Site) {
    let head = site.app.db.look_at_head().await.unwrap();
    site.app.search.reached(head).await;
}

/// Waits until an index that is of no use was noticed and set aside.
async fn set_aside(site: &Site) {
    let folder = site.data().join("index.damaged");
    let noticed = async {
        while !folder.is_dir() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), noticed)
        .await
        .expect("the index stays in service");
}

pub(crate) async fn posts(person: &Person, title: &str, description: &str) -> String {
    let body = json!({"title": title, "description": description, "team": "web"});
    let posted = person
        .post_json("/api/v1/problems", body)
        .await
        .is(201)
        .json();
    posted["id"].as_str().unwrap().to_owned()
}

pub(crate) async fn publishes(person: &Person, markdown: &str) -> String {
    let proposal = person.proposes(json!({"markdown": markdown})).await;
    proposal["standard"]
        .as_str()
        .unwrap_or_else(|| panic!("not published: {proposal}"))
        .to_owned()
}

pub(crate) async fn answer(person: &Person, typed: &str) -> Value {
    let mut path = "/api/v1/search?q=".to_owned();
    encode(typed, &mut path);
    person.get(&path).await.is(200).json()
}

async fn found(person: &Person, typed: &str) -> Vec<String> {
    let answer = answer(person, typed).await;
    answer["hits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hit| hit["id"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn what_is_posted_is_found_in_both_languages() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let english = posts(
        &ada,
        "Deployments hang at the migration",
        "The `schema_lock` is never released.",
    )
    .await;
    let french = posts(
        &ada,
        "Les déploiements restent bloqués",
        "Rien ne se passe après la sauvegarde.",
    )
    .await;
    caught_up(&site).await;

    assert_eq!(found(&ada, "migrations deployed").await[0], english);
    assert_eq!(found(&ada, "deploiement bloque").await[0], french);
    assert_eq!(found(&ada, "sauvegard").await, [french]);
    assert_eq!(found(&ada, "lock").await, std::slice::from_ref(&english));
    let hit = &answer(&ada, "schema_lock").await["hits"][0];
    let address = format!("{}/problems/{english}", site.app.config.base_url);
    assert_eq!(hit["url"], address);
    assert_eq!(hit["kind"], "problem");
    assert!(
        hit["snippet"]
            .as_str()
            .unwrap()
            .contains("<mark>schema</mark>"),
        "{hit}"
    );
}

#[tokio::test]
async fn what_changes_is_found_as_it_is_now() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let id = posts(&ada, "The printer jams", "").await;
    caught_up(&site).await;
    ada.send_json(
        "PATCH",
        &format!("/api/v1/problems/{id}"),
        json!({"title": "The scanner jams"}),
    )
    .await
    .is(200);
    ada.post_json(
        &format!("/api/v1/problems/{id}/comments"),
        json!({"text": "Only with thick envelopes."}),
    )
    .await;
    caught_up(&site).await;

    assert!(found(&ada, "printer in:title").await.is_empty());
    assert_eq!(found(&ada, "scanner").await, std::slice::from_ref(&id));
    assert_eq!(found(&ada, "envelope").await, [id]);
}

#[tokio::test]
async fn standards_come_first_and_filters_narrow() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let problem = posts(&ada, "Invoices are stamped one hour early", "").await;
    let standard = publishes(&ada, &format!("---\ntags: [time]\nsolves: [{problem}]\n---\n\n# Stamp invoices in UTC\n\nEvery invoice.\n")).await;
    caught_up(&site).await;

    assert_eq!(
        found(&ada, "stamp invoices").await,
        [standard.clone(), problem.clone()]
    );
    assert_eq!(
        found(&ada, "invoices kind:problem").await,
        std::slice::from_ref(&problem)
    );
    assert_eq!(
        found(&ada, "invoices tag:time").await,
        std::slice::from_ref(&standard)
    );
    assert_eq!(
        found(&ada, "invoices -tag:time").await,
        std::slice::from_ref(&problem)
    );
    let all = answer(&ada, "invoice").await;
    assert_eq!(all["total"], 2);
    assert_eq!(all["facets"]["kind"].as_array().unwrap().len(), 2, "{all}");

    let alike = ada
        .get("/api/v1/similar?title=Invoices+stamped+early")
        .await
        .is(200)
        .json();
    let alike: Vec<&str> = alike["hits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hit| hit["id"].as_str().unwrap())
        .collect();
    assert_eq!(alike, [standard.as_str(), problem.as_str()]);
    let none = ada
        .get("/api/v1/similar?title=Coffee+machine+out+of+order")
        .await
        .is(200)
        .json();
    assert_eq!(none["hits"], json!([]));
}

#[tokio::test]
async fn the_page_shows_what_was_found_and_offers_to_post_what_was_not() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let id = posts(&ada, "Builds fail with <script>alert(1)</script>", "").await;
    caught_up(&site).await;

    let page = ada.get("/search?q=builds").await.is(200);
    page.says("<mark>Builds</mark>")
        .says(&id)
        .says_nothing_of("<script>alert")
        .says("aria-label=\"Narrow\"");
    ada.get("/search?q=unicorns+in+production")
        .await
        .is(200)
        .says("Post it as a problem")
        .says("/problems/new?title=unicorns");
    ada.get("/search").await.is(200).says("What can be typed");
    ada.with_header("accept-language", "fr")
        .get("/search?q=licornes")
        .await
        .is(200)
        .says("L’afficher comme problème");
    let there = ada.get(&format!("/search?q={}", id.to_lowercase())).await;
    assert_eq!(there.location(), format!("/problems/{id}"));

    let palette = ada.get("/search?q=build&part=palette").await.is(200);
    palette
        .says("data-said=\"1 result\"")
        .says(&id)
        .says_nothing_of("<html");
    site.stranger().get("/api/v1/search?q=builds").await.is(401);
}

#[tokio::test]
async fn limits_and_totals_are_exact() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    for number in 0..7 {
        posts(&ada, &format!("The queue overflows, time {number}"), "").await;
    }
    caught_up(&site).await;

    let three = ada
        .get("/api/v1/search?q=queue&limit=3")
        .await
        .is(200)
        .json();
    assert_eq!(
        (three["hits"].as_array().unwrap().len(), &three["total"]),
        (3, &json!(7))
    );
    let none = ada.get("/api/v1/search?q=").await.is(200).json();
    assert_eq!((&none["hits"], &none["total"]), (&json!([]), &json!(0)));
    ada.get("/api/v1/search").await.is(200);
    for (asked, possible) in [
        ("limit=many", "many"),
        ("kind=chair", "standard, problem"),
        ("status=lost", "set_aside"),
    ] {
        let fault = ada.get(&format!("/api/v1/search?q=queue&{asked}")).await;
        fault.is(422).says(possible);
    }
}

#[tokio::test]
async fn whatever_is_typed_is_answered() {
    let Some(folder) = data("whatever_is_typed_is_answered", "security") else {
        return;
    };
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    posts(&ada, "The query '; drop table problems; -- fails", "").await;
    caught_up(&site).await;

    let mut typed = Vec::new();
    gather(&folder, &mut typed);
    typed.extend([
        "\"".to_owned(),
        "-".to_owned(),
        "::".to_owned(),
        "\u{0}".to_owned(),
        "🔥 שלום".to_owned(),
        "the of".to_owned(),
    ]);
    typed.push("word ".repeat(1_000));
    typed.push("x".repeat(10_000));
    assert!(typed.len() > 1_000, "too few to mean anything");
    for (number, line) in typed.iter().enumerate() {
        // Longer addresses are the server's to refuse.
        let line: String = line.chars().take(2_500).collect();
        answer(&ada, &line).await;
        if number % 20 == 0 {
            let mut path = "/search?q=".to_owned();
            encode(&line, &mut path);
            let page = ada.get(&path).await;
            assert!(
                page.status.is_success() || page.status.is_redirection(),
                "{line:?}: {}",
                page.text
            );
        }
    }
}

#[tokio::test]
async fn an_index_deleted_while_stopped_is_built_anew() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let id = posts(&ada, "The mast antenna bends", "").await;
    caught_up(&site).await;
    site.app.tasks.stop().await;
    fs::remove_dir_all(site.data().join("index-6")).unwrap();
    let site = site.restarted().await;
    caught_up(&site).await;
    let bob = site.member("Bob").await;
    assert_eq!(found(&bob, "antenna").await, [id]);
    assert!(site.data().join("index-6").join("meta.json").is_file());
}

#[tokio::test]
async fn a_damaged_index_is_set_aside_and_built_anew() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let id = posts(&ada, "The mast antenna bends", "").await;
    caught_up(&site).await;
    site.app.tasks.stop().await;
    let index = site.data().join("index-6");
    let damaged = fs::read_dir(&index)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|kind| kind == "store"))
        .unwrap();
    let mut bytes = fs::read(&damaged).unwrap();
    bytes[0] ^= 0xff;
    fs::write(&damaged, bytes).unwrap();

    let site = site.restarted().await;
    // It is noticed on the first quiet look; until then the old one answers or says that it cannot.
    set_aside(&site).await;
    caught_up(&site).await;
    let bob = site.member("Bob").await;
    assert_eq!(found(&bob, "antenna").await, [id]);
}

#[tokio::test]
async fn an_index_deleted_while_running_comes_back() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    posts(&ada, "The mast antenna bends", "").await;
    caught_up(&site).await;
    fs::remove_dir_all(site.data().join("index-6")).unwrap();
    let id = posts(&ada, "The rudder squeaks", "").await;
    caught_up(&site).await;
    assert_eq!(found(&ada, "rudder").await, [id]);
    assert_eq!(found(&ada, "antenna").await.len(), 1);
}

/// As after an older copy of the database was put back beside the index.
#[tokio::test]
async fn an_index_that_is_ahead_of_its_database_is_built_anew() {
    let later = Site::new().await;
    let eve = later.member("Eve").await;
    for n in 1..=5 {
        posts(&eve, &format!("The antenna bends for the {n}. time"), "").await;
    }
    caught_up(&later).await;
    later.app.tasks.stop().await;

    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let id = posts(&ada, "The rudder squeaks", "").await;
    caught_up(&site).await;
    site.app.tasks.stop().await;
    let (index, other) = (site.data().join("index-6"), later.data().join("index-6"));
    fs::remove_dir_all(&index).unwrap();
    fs::rename(other, &index).unwrap();
    let site = site.restarted().await;
    let bob = site.member("Bob").await;
    // Until it is noticed, what stands in the index is answered.
    set_aside(&site).await;
    caught_up(&site).await;
    assert_eq!(found(&bob, "rudder").await, [id]);
    assert!(found(&bob, "antenna").await.is_empty());
}

/// Every line and every string in the files of a folder.
fn gather(folder: &Path, into: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, into);
            continue;
        }
        let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
        match path.extension().and_then(|kind| kind.to_str()) {
            Some("txt") => into.extend(text.lines().map(str::to_owned)),
            Some("json") => strings(&serde_json::from_str(&text).unwrap(), into),
            _ => {}
        }
    }
}

fn strings(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::String(text) => into.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| strings(value, into)),
        Value::Object(fields) => fields.values().for_each(|value| strings(value, into)),
        _ => {}
    }
}
