//! Who leads which week: everybody in turn, settled once a week has begun, exchanged by those who want to.

use cahier::members::{self, Administrator, Scope};
use serde_json::{Value, json};

use crate::support::{Person, Site};

/// The names of those who lead from now on, so many weeks.
async fn leads(who: &Person, weeks: usize) -> Vec<String> {
    let path = format!("/api/v1/teams/web/rota?weeks={weeks}");
    let rota = who.get(&path).await.is(200).json();
    names(&rota)
}

fn names(rota: &Value) -> Vec<String> {
    let items = rota["items"].as_array().unwrap().iter();
    let name = |week: &Value| week["member"]["name"].as_str().unwrap().to_owned();
    items.map(name).collect()
}

/// The address of a week, by how many weeks it is away.
async fn week(who: &Person, at: usize) -> String {
    let rota = who.get("/api/v1/teams/web/rota?weeks=26").await.json();
    let monday = rota["items"][at]["monday"].as_str().unwrap();
    format!("/api/v1/teams/web/rota/{monday}")
}

async fn monday(who: &Person, at: usize) -> String {
    let path = week(who, at).await;
    path.rsplit('/').next().unwrap().to_owned()
}

async fn leaves(site: &Site, person: &Person) {
    let mut tx = site.write().await;
    let administrator = Administrator::of_the_data_folder();
    members::leave(&mut tx, &administrator, &person.id)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// Days pass, and what minds the dates does its work on each.
async fn days_pass(site: &Site, days: i64) {
    for _ in 0..days {
        site.days_pass(1);
        site.app.mind_dates().await.unwrap();
    }
}

/// A team of which everybody has been there for long; each by a token, since sessions end within weeks.
async fn a_team<const N: usize>(site: &Site, names: [&str; N]) -> [Person; N] {
    let people = site.members(names).await;
    let mut by_token = Vec::new();
    for person in &people {
        by_token.push(site.by_token(person, Scope::Write).await);
    }
    site.app.mind_dates().await.unwrap();
    by_token.try_into().ok().unwrap()
}

#[tokio::test]
async fn the_lead_goes_round_the_team_week_by_week() {
    let site = Site::new().await;
    site.reader("Nina").await;
    let [ada, _, _] = a_team(&site, ["Ada", "Karim", "Léa"]).await;
    let told = leads(&ada, 6).await;
    assert_eq!(told, ["Ada", "Karim", "Léa", "Ada", "Karim", "Léa"]);
    for (day, leader) in (0..21).map(|day| (day, &told[day / 7])) {
        let wall = ada.get("/").await.is(200);
        wall.says(&format!("{leader} leads this week"));
        assert_eq!(&leads(&ada, 1).await[0], leader, "on day {day}");
        days_pass(&site, 1).await;
    }
    let page = ada.get("/standups/next/web").await.is(200);
    page.says("Who leads").says("this week").says("next week");
    for wrong in ["0", "27", "six"] {
        let path = format!("/api/v1/teams/web/rota?weeks={wrong}");
        ada.get(&path).await.is(422);
    }
    ada.get("/api/v1/teams/nowhere/rota").await.is(404);
    ada.get("/standups/next/nowhere").await.is(404);
}

#[tokio::test]
async fn a_week_that_has_begun_stays_with_whoever_leads_it() {
    let site = Site::new().await;
    let [ada, karim, lea] = a_team(&site, ["Ada", "Karim", "Léa"]).await;
    days_pass(&site, 8).await;
    assert_eq!(leads(&ada, 3).await, ["Karim", "Léa", "Ada"]);
    site.member("Tom").await;
    leaves(&site, &ada).await;
    assert_eq!(leads(&lea, 3).await, ["Karim", "Léa", "Karim"]);
    // Whoever leads goes: their week falls to the next.
    leaves(&site, &karim).await;
    assert_eq!(leads(&lea, 1).await, ["Léa"]);
    site.app.mind_dates().await.unwrap();
    let wall = lea.get("/").await.is(200);
    wall.says("Léa leads this week");
    site.member("Aaron").await;
    assert_eq!(leads(&lea, 1).await, ["Léa"]);
}

#[tokio::test]
async fn whoever_has_just_joined_leads_after_two_whole_weeks_at_the_earliest() {
    let site = Site::new().await;
    let [ada, _] = a_team(&site, ["Ada", "Karim"]).await;
    days_pass(&site, 21).await;
    assert_eq!(leads(&ada, 3).await, ["Karim", "Ada", "Karim"]);
    days_pass(&site, 2).await;
    site.member("Léa").await;
    assert_eq!(
        leads(&ada, 6).await,
        ["Karim", "Ada", "Karim", "Léa", "Ada", "Karim"],
        "the third Monday after a Wednesday is the first"
    );
}

#[tokio::test]
async fn two_weeks_are_swapped_and_what_was_told_of_the_others_stays() {
    let site = Site::new().await;
    let [ada, karim, _, _] = a_team(&site, ["Ada", "Karim", "Léa", "Tom"]).await;
    let (second, fourth) = (week(&ada, 1).await, monday(&ada, 3).await);
    let before = ada.get("/api/v1/teams/web/rota").await.is(200);
    let tag = before.header("etag").to_owned();
    let swapped = karim
        .with_header("if-match", &tag)
        .put_json(&second, json!({"member": "tom@example.org"}))
        .await
        .is(200);
    assert_ne!(swapped.header("etag"), tag);
    let rota = swapped.json();
    assert_eq!(names(&rota)[..5], ["Ada", "Tom", "Léa", "Karim", "Ada"]);
    assert_eq!(rota["items"][1]["came"], "swap");
    assert_eq!(rota["items"][1]["instead_of"]["name"], "Karim");
    assert_eq!(rota["items"][2]["came"], "turn");
    assert_eq!(rota["items"][3]["instead_of"]["name"], "Tom");

    let late = karim.with_header("if-match", &tag);
    let refused = late.put_json(&second, json!({})).await.is(412).json();
    assert_eq!(refused["present"]["items"], rota["items"]);
    for (body, status) in [
        (json!({"member": "nobody@example.org"}), 422),
        (
            json!({"member": karim.id.to_string(), "swap": "2026-03-09"}),
            422,
        ),
        (json!({"swap": "2026-03-10"}), 422),
        (json!({"swap": "2036-03-10"}), 422),
        (
            json!({"member": "tom@example.org", "swap": second.rsplit('/').next()}),
            422,
        ),
    ] {
        ada.put_json(&second, body).await.is(status);
    }
    for (path, status) in [
        ("/api/v1/teams/web/rota/2026-03-03", 422),
        ("/api/v1/teams/web/rota/2026-02-23", 422),
        ("/api/v1/teams/web/rota/soon", 404),
    ] {
        ada.put_json(path, json!({})).await.is(status);
    }

    site.member("Uma").await;
    assert_eq!(leads(&ada, 4).await, ["Ada", "Tom", "Léa", "Karim"]);
    let feed = ada.get("/api/v1/changes?after=0&limit=200").await.json();
    let told = feed["items"].as_array().unwrap().iter();
    let told: Vec<&Value> = told
        .filter(|entry| entry["kind"] == "team.rota_changed")
        .collect();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0]["data"]["swap"], fourth);
    assert_eq!(told[0]["data"]["team"], "web");

    let back = json!({"swap": fourth});
    let rota = ada.put_json(&second, back).await.is(200).json();
    assert_eq!(names(&rota)[..4], ["Ada", "Karim", "Léa", "Tom"]);
    assert_eq!(rota["items"][1]["came"], "turn");
    assert!(
        rota["items"][3]["instead_of"].is_null(),
        "as if nothing had been"
    );
    days_pass(&site, 7).await;
    assert_eq!(leads(&ada, 1).await, ["Karim"]);
}

#[tokio::test]
async fn a_week_is_skipped_on_the_page_and_the_next_one_takes_it() {
    let site = Site::new().await;
    let [ada, karim, _] = a_team(&site, ["Ada", "Karim", "Léa"]).await;
    let reader = site.reader("Nina").await;
    let page = reader.get("/standups/next/web").await.is(200);
    page.says("Léa").says_nothing_of("Swap");
    let version = |text: &str| {
        let (_, rest) = text.split_once("name=\"version\" value=\"").unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    let page = ada.get("/standups/next/web").await.is(200);
    let (known, here) = (version(&page.text), monday(&ada, 0).await);
    let path = "/standups/next/web/rota";
    let fields = [("monday", here.as_str()), ("version", known.as_str())];
    reader.post(path, &fields).await.is(403);
    let skipped = ada.post(path, &fields).await.is(303);
    assert_eq!(skipped.location(), "/standups/next/web#leads");
    assert_eq!(leads(&ada, 3).await, ["Karim", "Ada", "Léa"]);
    let wall = ada.get("/").await.is(200);
    wall.says("Karim leads this week");
    let page = karim.get("/standups/next/web").await;
    let page = page.says("instead of Ada");
    // Whoever looked before knows nothing of it.
    let late = karim.post(path, &fields).await.is(409);
    late.says("who leads has changed meanwhile");
    let known = version(&page.text);
    let fields = [("monday", "soon"), ("version", known.as_str())];
    karim.post(path, &fields).await.is(422);
    let french = karim.with_header("accept-language", "fr");
    let page = french.get("/standups/next/web").await;
    page.says("Qui anime").says("échangé avec Ada");
}

#[tokio::test]
async fn whoever_is_told_of_a_week_of_somebody_who_leaves_is_not_told_twice() {
    let site = Site::new().await;
    let [ada, karim, _, _, _] = a_team(&site, ["Ada", "Karim", "Léa", "Tom", "Uma"]).await;
    // The fourth and the second: what stands between them is settled too.
    let second = week(&ada, 1).await;
    ada.put_json(&second, json!({"swap": monday(&ada, 3).await}))
        .await
        .is(200);
    assert_eq!(leads(&ada, 5).await, ["Ada", "Tom", "Léa", "Karim", "Uma"]);
    leaves(&site, &karim).await;
    assert_eq!(
        leads(&ada, 5).await,
        ["Ada", "Tom", "Léa", "Uma", "Ada"],
        "the week of who left falls to who leads none of those that are settled"
    );
}

#[tokio::test]
async fn somebody_alone_leads_every_week_and_a_team_of_nobody_has_none() {
    let site = Site::new().await;
    let reader = site.reader("Nina").await;
    assert_eq!(leads(&reader, 6).await, [""; 0]);
    site.app.mind_dates().await.unwrap();
    let page = reader.get("/standups/next/web").await.is(200);
    page.says("Nobody is in this team yet.");
    let ada = site.member("Ada").await;
    assert_eq!(leads(&ada, 3).await, ["Ada", "Ada", "Ada"]);
    let path = week(&ada, 1).await;
    ada.put_json(&path, json!({})).await.is(409);
}

#[tokio::test]
async fn the_terminal_lists_who_leads() {
    let site = Site::new().await;
    let [ada, _] = a_team(&site, ["Ada", "Karim"]).await;
    ada.put_json(&week(&ada, 0).await, json!({})).await.is(200);
    let server = site.served().await;
    let run = crate::support::terminal::cahier_at;
    let told = run(&server, &ada.secret(), &["standup", "rota"])
        .await
        .done();
    let first = told.out.lines().next().unwrap();
    assert!(first.contains("Karim") && first.contains("Ada"), "{first}");
    assert_eq!(told.out.lines().count(), 6);
    let words = ["standup", "rota", "--team", "web", "--json"];
    let told = run(&server, &ada.secret(), &words).await.done().json();
    assert_eq!(told["items"][0]["came"], "skip");
}
