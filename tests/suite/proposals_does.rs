//! What a proposal does beside what one reads in its text is said wherever somebody is asked to agree to it.

use serde_json::{Value, json};

use crate::standards::publish;
use crate::support::{Person, Reply, Site};

const UTC: &str =
    "---\ntags: [time]\nowner: Ada\n---\n\n# Store times in UTC\n\nThe clock is UTC, always.\n";

/// The address of the proposal that a page led to.
fn page(sent: &Reply) -> String {
    sent.location().split('?').next().unwrap().to_owned()
}

async fn shown(person: &Person, page: &str) -> Value {
    person.get(&format!("/api/v1{page}")).await.is(200).json()
}

/// The last one agrees on the page, and is led on.
async fn agreed(people: [&Person; 2], page: &str) -> Reply {
    let hash = shown(people[0], page).await["hash"].clone();
    let form = [("hash", hash.as_str().unwrap())];
    let path = format!("{page}/approval");
    people[0].post(&path, &form).await.is(303);
    let led = people[1].post(&path, &form).await.is(303);
    people[1].get(led.location()).await.is(200)
}

#[tokio::test]
async fn a_retirement_is_said_with_its_reason_before_and_after_it_is_agreed() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    publish(&ada, &[&bo, &cy], json!({ "markdown": UTC })).await;
    let form = [("reason", "The exports are gone")];
    let sent = ada.post("/standards/S-1/retirement", &form).await.is(303);
    let page = page(&sent);
    bo.get(&page)
        .await
        .is(200)
        .says("It proposes to retire S-1")
        .says("<blockquote class=\"keep-lines\">The exports are gone</blockquote>")
        .says_nothing_of("What changes at its head");
    bo.get("/standards").await.says("Retire S-1 · 0 of 2 agree");
    let asked = bo.get("/standards/S-1").await;
    let asked = asked.says("Retire S-1</a> by Ada, 0 of 2 agree");
    assert_eq!(asked.text.matches("0 of 2 agree").count(), 1);
    let does = shown(&bo, &page).await["does"].clone();
    assert_eq!(does["summary"], "Retire S-1");
    assert_eq!(does["retires"], true);
    assert_eq!(does["because"], "The exports are gone");
    assert_eq!(does["facts"][0]["key"], "status");
    assert_eq!(does["facts"][0]["after"], json!(["retired"]));
    let french = bo.with_header("accept-language", "fr");
    french.get(&page).await.says("Elle propose de retirer S-1");
    let led = agreed([&bo, &cy], &page).await;
    led.says("S-1 is retired: it no longer applies")
        .says_nothing_of("In force, and written to the book");
    cy.get(&page)
        .await
        .says("It proposes to retire S-1")
        .says("facts-state\">retired<");
}

#[tokio::test]
async fn whoever_takes_the_place_of_another_names_it() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    publish(&ada, &[&bo, &cy], json!({ "markdown": UTC })).await;
    let change = UTC.replace("always", "everywhere");
    let body = json!({ "markdown": change, "standard": "S-1" });
    let change = cy.proposes(body).await["id"].clone();
    let next = "---\nsupersedes: [S-1]\ntags: [time, database]\napplies_to: [\"src/**/*.rs\"]\nreview_by: 2027-05-01\nteam: web\nseverity: high\n---\n\n# Store instants\n";
    let sent = ada.post("/standards/new", &[("markdown", next)]).await;
    let page = page(&sent.is(303));
    let read = bo.get(&page).await.is(200);
    let read = read
        .says("It takes the place of <a href=\"/standards/S-1\">S-1 Store times in UTC</a>")
        .says("<dt>Applies to</dt>");
    let read = ["src/**/*.rs", "database", "2027-05-01"]
        .into_iter()
        .fold(read, |read, fact| read.says(&format!("<ins>{fact}</ins>")));
    read.says("<code>severity</code>")
        .says("<ins class=\"fact-source\">high</ins>");
    bo.get("/standards")
        .await
        .says("A new standard · Takes the place of S-1 · 0 of 2 agree");
    bo.get("/standards/S-1")
        .await
        .says("A new standard · Takes the place of S-1</a> Store instants by Ada, 0 of 2 agree")
        .says("A change of S-1</a> by Cy, 0 of 2 agree");
    let does = shown(&bo, &page).await["does"].clone();
    assert_eq!(does["supersedes"], json!(["S-1"]));
    let led = agreed([&bo, &cy], &page).await;
    led.says("In force, and written to the book. It takes the place of S-1.");
    // Whoever is still asked about the old one is told.
    let left = format!("/proposals/{}", change.as_str().unwrap());
    bo.get(&left)
        .await
        .says("S-1 is no longer in force: it was superseded by <a href=\"/standards/S-2\">S-2</a>");
}

#[tokio::test]
async fn what_only_the_head_says_and_what_comes_back_is_shown() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    publish(&ada, &[&bo, &cy], json!({ "markdown": UTC })).await;
    let head = UTC
        .replace("[time]", "[time, database]\nreview_by: 2027-05-01")
        .replace("owner: Ada", "owner: Bo");
    let body = json!({ "markdown": head, "standard": "S-1" });
    let made = ada.proposes(body).await;
    assert_eq!(
        made["does"]["summary"],
        "A change of S-1 · Only its facts change"
    );
    let page = format!("/proposals/{}", made["id"].as_str().unwrap());
    let facts = [
        "<dt>Tags</dt>",
        "<ins>database</ins>",
        "<dt>Next look</dt>",
        "<ins>2027-05-01</ins>",
        "<del class=\"fact-source\">Ada</del>",
        "<ins class=\"fact-source\">Bo</ins>",
        "only what stands between the dashes at the head changed",
    ];
    let read = bo.get(&page).await.is(200);
    facts.iter().fold(read, |read, fact| read.says(fact));
    bo.get("/standards")
        .await
        .says("A change of S-1 · Only its facts change · 0 of 2 agree");
    agreed([&bo, &cy], &page).await.says("In force");
    let history = bo.get("/standards/S-1/history").await.is(200);
    facts.iter().fold(history, |read, fact| read.says(fact));

    let title = head.replace("# Store times in UTC", "# Store times as instants");
    let body = json!({ "markdown": title, "standard": "S-1" });
    publish(&ada, &[&bo, &cy], body).await;
    let form = [("revision", "1")];
    let sent = ada.post("/standards/S-1/restorations", &form).await;
    let back = self::page(&sent.is(303));
    bo.get(&back)
        .await
        .says("It brings back the text of <a href=\"/standards/S-1/history?from=3&#38;to=1\">revision 1</a>")
        .says("It changes the title, which was: Store times as instants")
        .says("<del>2027-05-01</del>");
    bo.get("/standards")
        .await
        .says("A change of S-1 · Brings back revision 1 · 0 of 2 agree");
}
