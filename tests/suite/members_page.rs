//! The members' page: links that are shown once, a forgotten password, leaving.

use crate::support::{Person, Reply, Site};

const GOOD: &str = "correct horse battery staple";
const BETTER: &str = "seven purple lanterns drift";

/// The path of the link that a page shows once.
fn link(page: &Reply) -> String {
    let (_, rest) = page.text.split_once("id=\"link\">").unwrap();
    let (link, _) = rest.split_once('<').unwrap();
    link.trim_start_matches("http://cahier.example.org")
        .to_owned()
}

async fn invited(site: &Site, by: &Person, name: &str) -> Reply {
    let asked = [("team", "web"), ("role", "member"), ("email", "")];
    let page = by.post("/members/invitations", &asked).await.is(200);
    let email = format!("{}@example.org", name.to_lowercase());
    let form = [("name", name), ("email", &email), ("password", GOOD)];
    site.stranger().post(&link(&page), &form).await.is(303)
}

#[tokio::test]
async fn whoever_joins_begins_where_there_is_something_to_read() {
    let site = Site::reached_at(Some("http://cahier.example.org")).await;
    let ada = site.administrator("Ada").await;
    assert_eq!(invited(&site, &ada, "Bo").await.location(), "/");
    let text = "---\nreading: 1\n---\n# First\n\nThe clocks change.\n";
    let cy = site.member("Cy").await;
    let dee = site.member("Dee").await;
    crate::standards::publish(&ada, &[&cy, &dee], serde_json::json!({ "markdown": text })).await;
    assert_eq!(invited(&site, &ada, "Eli").await.location(), "/newcomers");
}

#[tokio::test]
async fn a_useless_link_is_not_handed_out() {
    let site = Site::new().await;
    let ada = site.administrator("Ada").await;
    let bo = site.member("Bo").await;
    ada.get("/members")
        .await
        .is(200)
        .says("CAHIER_LISTEN=0.0.0.0:7272")
        .says_nothing_of("action=\"/members/invitations\"")
        .says_nothing_of("/password\"");
    let asked = [("team", "web"), ("role", "member")];
    let refused = ada.post("/members/invitations", &asked).await.is(409);
    refused
        .says("only reachable from this machine")
        .says_nothing_of("id=\"link\"");
    let path = format!("/members/{}/password", bo.id);
    ada.post(&path, &[]).await.is(409);
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_by_a_link_that_works_once() {
    let site = Site::reached_at(Some("http://cahier.example.org")).await;
    let ada = site.administrator("Ada").await;
    let bo = site.with_password("Bo", GOOD).await;
    let path = format!("/members/{}/password", bo.id);
    bo.post(&path, &[]).await.is(403);
    let earlier = link(&ada.post(&path, &[]).await.is(200));
    let made = ada.post(&path, &[]).await.is(200);
    let link = link(&made);
    made.says("With this link Bo sets a new password");
    let stranger = site.stranger();
    stranger.get(&earlier).await.is(404);
    stranger.get(&link).await.is(200).says("For Bo");
    bo.get("/api/v1/me").await.is(200);
    let weak = [("password", "bo@example.org")];
    stranger
        .post(&link, &weak)
        .await
        .is(422)
        .says("easy to guess");
    let set = [("password", BETTER)];
    let done = stranger.post(&link, &set).await.is(303);
    assert_eq!(done.location(), "/");
    let again = stranger.keeping_cookie(&done);
    assert_eq!(again.get("/api/v1/me").await.json()["name"], "Bo");
    bo.get("/api/v1/me").await.is(401);
    let signs_in = |password| {
        let stranger = stranger.clone();
        async move {
            let form = [("email", "bo@example.org"), ("password", password)];
            stranger.post("/sign-in", &form).await.status.as_u16()
        }
    };
    assert_eq!(signs_in(GOOD).await, 422);
    assert_eq!(signs_in(BETTER).await, 303);
    stranger
        .post(&link, &set)
        .await
        .is(404)
        .says("used already");
}

#[tokio::test]
async fn a_link_for_a_password_ends_by_itself_and_when_its_member_leaves() {
    let site = Site::reached_at(Some("http://cahier.example.org")).await;
    let ada = site.administrator("Ada").await;
    let bo = site.member("Bo").await;
    let path = format!("/members/{}/password", bo.id);
    let late = link(&ada.post(&path, &[]).await.is(200));
    site.clock.advance(86_401);
    site.stranger().get(&late).await.is(404);
    let fresh = link(&ada.post(&path, &[]).await.is(200));
    ada.post(&format!("/members/{}/leave", bo.id), &[])
        .await
        .is(303);
    site.stranger().get(&fresh).await.is(404);
    ada.post(&path, &[]).await.is(404);
}

#[tokio::test]
async fn leaving_says_what_it_does_and_what_was_done() {
    let site = Site::new().await;
    let ada = site.administrator("Ada").await;
    let bo = site.member("Bo").await;
    ada.get("/members")
        .await
        .says("Bo is signed out everywhere at once")
        .says("Yes, Bo leaves");
    let leave = format!("/members/{}/leave", bo.id);
    let left = ada.post(&leave, &[]).await.is(303);
    ada.get(left.location())
        .await
        .says("They have left")
        .says_nothing_of("bo@example.org");
    bo.get("/api/v1/me").await.is(401);
    let last = ada.post(&format!("/members/{}/leave", ada.id), &[]).await;
    last.is(409)
        .says("Somebody must administer")
        .says("<h1>Members</h1>");
}

#[tokio::test]
async fn a_link_that_is_over_leads_a_stranger_to_the_sign_in() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    for path in ["/join/long-gone", "/password/long-gone"] {
        site.stranger()
            .get(path)
            .await
            .is(404)
            .says("<a href=\"/sign-in\">Sign in</a>")
            .says_nothing_of("To the wall");
    }
    ada.get("/problems/P-99")
        .await
        .is(404)
        .says("<a href=\"/\">To the wall</a>");
}
