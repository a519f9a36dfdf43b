//! Nothing found is a finding: searches in vain are gathered without a name, and one click puts one on the wall.

use serde_json::Value;

use crate::search::{caught_up, posts, publishes};
use crate::support::terminal::cahier;
use crate::support::{Person, Site};

async fn gaps(person: &Person) -> Vec<(String, i64)> {
    let list = person.get("/api/v1/gaps").await.is(200).json();
    let items = list["items"].as_array().unwrap().iter();
    let gap = |item: &Value| {
        (
            item["text"].as_str().unwrap().to_owned(),
            item["times"].as_i64().unwrap(),
        )
    };
    items.map(gap).collect()
}

#[tokio::test]
async fn searches_in_vain_are_gathered_and_put_on_the_wall_with_their_count() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let rosa = site.reader("Rosa").await;
    caught_up(&site).await;
    ada.get("/search/gaps")
        .await
        .is(200)
        .says("Everything that was searched for was found");

    ada.get("/search?q=Unicorn+stables")
        .await
        .is(200)
        .says("href=\"/search/gaps\"");
    rosa.get("/search?q=unicorn++stables%3F").await.is(200);
    ada.get("/api/v1/search?q=unicorn+stables").await.is(200);
    rosa.get("/search?q=dragons").await.is(200);
    assert_eq!(
        gaps(&ada).await,
        [("unicorn stables".to_owned(), 3), ("dragons".to_owned(), 1)]
    );

    let page = rosa
        .get("/search/gaps")
        .await
        .is(200)
        .says("unicorn stables")
        .says("3 times")
        .says("once");
    let page = page.says("Put it on the wall").says_nothing_of("Dismiss");
    let french = rosa
        .with_header("accept-language", "fr")
        .get("/search/gaps")
        .await;
    french.says("Cherché en vain").says("L’afficher au mur");
    let act = page
        .text
        .split("action=\"")
        .find(|part| part.starts_with("/search/gaps/"))
        .unwrap();
    let act = act.split('"').next().unwrap();
    let posted = rosa.post(act, &[]).await.is(303);
    let problem = posted.location().to_owned();
    rosa.get(&problem)
        .await
        .says("unicorn stables")
        .says("Searched for 3 times between");
    // Pressed twice, it is posted once.
    assert_eq!(rosa.post(act, &[]).await.location(), problem);
    assert_eq!(gaps(&ada).await, [("dragons".to_owned(), 1)]);
    rosa.get("/search/gaps")
        .await
        .says("On the wall")
        .says(problem.trim_start_matches("/problems/"));
}

#[tokio::test]
async fn what_is_no_question_is_not_gathered() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    posts(&ada, "The printer jams", "").await;
    caught_up(&site).await;
    for query in [
        "q=printer",
        "q=unicorns&part=palette",
        "q=printer+tag%3Aunicorns",
        "q=tag%3Aunicorns",
        "q=printer+-printer",
        "q=un",
        "q=12345",
        "q=unicorns&page=2",
        "q=unicorns&exact=1",
        "q=",
    ] {
        ada.get(&format!("/search?{query}")).await.is(200);
    }
    ada.get(&format!("/search?q={}", "x".repeat(200)))
        .await
        .is(200);
    ada.get("/api/v1/search?q=unicorns&kind=standard")
        .await
        .is(200);
    ada.get("/api/v1/similar?title=unicorns").await.is(200);
    site.stranger().get("/search?q=unicorns").await;
    assert!(gaps(&ada).await.is_empty());
}

#[tokio::test]
async fn whoever_looks_twice_counts_once() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    caught_up(&site).await;
    let missed = ada.get("/search?q=unicorns").await.is(200);
    let kept = missed
        .header("set-cookie")
        .split(';')
        .next()
        .unwrap()
        .to_owned();
    let after = ada.with_header("cookie", &format!("{}; {kept}", ada.cookie()));
    after.get("/search?q=unicorns").await.is(200);
    assert_eq!(gaps(&ada).await, [("unicorns".to_owned(), 1)]);
}

#[tokio::test]
async fn what_is_dismissed_or_old_goes_and_is_not_kept_as_text() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    caught_up(&site).await;
    ada.get("/search?q=unicorns").await.is(200);
    ada.get("/search?q=dragons").await.is(200);
    let list = ada.get("/api/v1/gaps").await.json();
    let unicorns = list["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|gap| gap["text"] == "unicorns");
    let id = unicorns.unwrap()["id"].as_str().unwrap().to_owned();
    ada.post(&format!("/search/gaps/{id}/dismissal"), &[])
        .await
        .is(303);
    ada.delete(&format!("/api/v1/gaps/{id}")).await.is(404);
    ada.post(&format!("/search/gaps/{id}/problem"), &[])
        .await
        .is(404)
        .says("no longer among");
    // Sought again, it stays away.
    ada.get("/search?q=Unicorns").await.is(200);
    assert_eq!(gaps(&ada).await, [("dragons".to_owned(), 1)]);

    site.days_pass(91);
    let ada = site.member("Bo").await;
    ada.get("/search?q=griffins").await.is(200);
    assert_eq!(gaps(&ada).await, [("griffins".to_owned(), 1)]);
}

#[tokio::test]
async fn posting_from_the_search_page_takes_the_gap() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    caught_up(&site).await;
    ada.get("/search?q=unicorn+stables")
        .await
        .says("/problems/new?title=unicorn%20stables&amp;gap=yes");
    let form = ada
        .get("/problems/new?title=unicorn+stables&gap=yes")
        .await
        .is(200);
    form.says("name=\"gap\" value=\"unicorn stables\"");
    let fields = [
        ("facts", "yes"),
        ("title", "No room for unicorns"),
        ("gap", "unicorn stables"),
    ];
    let posted = ada.post("/problems", &fields).await.is(303);
    assert!(gaps(&ada).await.is_empty());
    ada.get("/search/gaps")
        .await
        .says(posted.location().trim_start_matches("/problems/"));
}

#[tokio::test]
async fn what_is_found_by_now_says_so() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    caught_up(&site).await;
    ada.get("/search?q=unicorns").await.is(200);
    publishes(&ada, "# Stable the unicorns\n\nEvery night.\n").await;
    caught_up(&site).await;
    ada.get("/search/gaps").await.says("1 result by now");
}

#[tokio::test]
async fn a_list_of_gaps_has_pages() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    caught_up(&site).await;
    for words in ["unicorns", "dragons", "griffins"] {
        ada.get(&format!("/search?q={words}")).await.is(200);
    }
    let first = ada.get("/api/v1/gaps?limit=2").await.is(200).json();
    assert_eq!(first["items"].as_array().unwrap().len(), 2);
    let next = first["next"].as_str().unwrap();
    let second = ada
        .get(&format!("/api/v1/gaps?limit=2&cursor={next}"))
        .await
        .is(200)
        .json();
    assert_eq!(
        (second["items"].as_array().unwrap().len(), &second["next"]),
        (1, &Value::Null)
    );
    ada.get("/api/v1/gaps?cursor=never").await.is(422);
}

#[test]
fn a_search_in_vain_at_the_terminal_counts_too() {
    let folder = tempfile::tempdir().unwrap();
    cahier(folder.path(), &["team", "add", "web", "Web"]).done();
    for _ in 0..2 {
        cahier(folder.path(), &["search", "unicorns"]).done();
    }
    let listed = cahier(folder.path(), &["gaps", "--json"]).done().json();
    assert_eq!(listed["items"][0]["text"], "unicorns", "{listed}");
    assert_eq!(listed["items"][0]["times"], 2);
    let shown = cahier(folder.path(), &["gaps"]).done();
    assert!(shown.out.contains("2  unicorns"), "{}", shown.out);
}
