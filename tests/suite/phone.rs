//! Signing one's phone in by a code from the computer, and where one is signed in.

use cahier::members::Scope;
use serde_json::json;

use crate::standups::started;
use crate::support::{Person, Reply, Site};

/// The code that a page shows once, without the space.
fn code_on(page: &Reply) -> String {
    let (_, rest) = page.text.split_once("id=\"code\">").unwrap();
    rest.split('<').next().unwrap().replace(' ', "")
}

async fn made(person: &Person) -> String {
    code_on(&person.post("/settings/phone", &[]).await.is(200))
}

#[tokio::test]
async fn a_code_signs_a_phone_in_once_with_a_session_of_its_own() {
    let site = Site::reached_at(Some("http://cahier.example.org")).await;
    let bo = site.member("Bo").await;
    bo.get("/settings")
        .await
        .says("href=\"/settings/phone\"")
        .says_nothing_of("A phone, by a code");
    let page = bo.post("/settings/phone", &[]).await.is(200);
    let code = code_on(&page);
    page.says("aria-label=\"QR code that opens the page to sign the phone in\"")
        .says("cahier.example.org/phone")
        .says("good until 09:05");
    let phone = site.stranger();
    let address = format!("/phone/{code}");
    // The preview of a link looks, and looks again: nothing is used up.
    for _ in 0..3 {
        let looked = phone.get(&address).await.is(200);
        assert_eq!(looked.header("referrer-policy"), "no-referrer");
        assert_eq!(looked.header("set-cookie"), "");
        looked.says("Sign in as Bo on this phone");
    }
    let done = phone.post(&address, &[]).await.is(303);
    assert_eq!(done.location(), "/");
    let phone = phone.keeping_cookie(&done);
    assert_eq!(phone.get("/api/v1/me").await.json()["name"], "Bo");
    assert_ne!(phone.cookie(), bo.cookie(), "the phone has its own session");
    // Once is once, for whoever comes second.
    let again = site.stranger();
    again.get(&address).await.is(422).says("used already");
    let refused = again.post(&address, &[]).await.is(422);
    assert_eq!(refused.header("set-cookie"), "");

    bo.get("/settings/phone")
        .await
        .says("The code was used at 09:00")
        .says_nothing_of(&code);
    let listed = bo.get("/settings").await.says("A phone, by a code");
    let (_, rest) = listed.text.split_once("/settings/sessions/").unwrap();
    let (digest, _) = rest.split_once('/').unwrap();
    let end = format!("/settings/sessions/{digest}/end");
    site.member("Cy").await.post(&end, &[]).await.is(404);
    bo.post(&end, &[]).await.is(303);
    phone.get("/api/v1/me").await.is(401);
    bo.get("/api/v1/me").await.is(200);
}

#[tokio::test]
async fn a_code_is_typed_as_it_is_read_aloud() {
    let site = Site::new().await;
    let bo = site.member("Bo").await;
    let code = made(&bo).await;
    let phone = site.stranger();
    phone.get("/phone").await.is(200).says("name=\"code\"");
    let (first, second) = code.split_at(4);
    let typed = format!(" {}-{} ", first.to_lowercase(), second.to_lowercase());
    let read = phone.post("/phone", &[("code", &typed)]).await.is(303);
    assert_eq!(read.location(), format!("/phone/{code}"));
    for wrong in ["", "ABCD", "ABCD 1234", "../settings"] {
        let refused = phone.post("/phone", &[("code", wrong)]).await.is(422);
        refused.says("eight letters");
    }
}

#[tokio::test]
async fn a_code_ends_with_its_time_its_successor_its_session_and_its_member() {
    let site = Site::new().await;
    let ada = site.administrator("Ada").await;
    let bo = site.member("Bo").await;
    let phone = site.stranger();
    let is_over = |code: String| {
        let phone = phone.clone();
        async move {
            let address = format!("/phone/{code}");
            phone.get(&address).await.is(422);
            phone.post(&address, &[]).await.is(422);
        }
    };
    let late = made(&bo).await;
    site.clock.advance(299);
    phone.get(&format!("/phone/{late}")).await.is(200);
    site.clock.advance(2);
    is_over(late).await;
    bo.get("/settings/phone").await.says("too old now");

    let earlier = made(&bo).await;
    let newer = made(&bo).await;
    is_over(earlier).await;
    phone.get(&format!("/phone/{newer}")).await.is(200);

    bo.post("/sign-out", &[]).await.is(303);
    is_over(newer).await;

    let cy = site.member("Cy").await;
    let leaving = made(&cy).await;
    ada.post(&format!("/members/{}/leave", cy.id), &[])
        .await
        .is(303);
    is_over(leaving).await;
}

#[tokio::test]
async fn guessing_is_stopped_before_it_is_looked_at() {
    let site = Site::new().await;
    let bo = site.member("Bo").await;
    let code = made(&bo).await;
    let phone = site.stranger();
    for guess in 0..30 {
        let letter = |at: usize| b"ABCDEFGHJKLMNPQRSTWXYZ"[at % 22] as char;
        let guessed: String = [letter(guess), letter(guess / 22)]
            .into_iter()
            .chain("QQQQQQ".chars())
            .collect();
        phone.get(&format!("/phone/{guessed}")).await.is(422);
    }
    // Now even the right one is not looked at, by either way in.
    let address = format!("/phone/{code}");
    let refused = phone.get(&address).await.is(429);
    assert!(!refused.header("retry-after").is_empty());
    refused.says_nothing_of("Sign in as");
    phone.post(&address, &[]).await.is(429);
    site.clock.advance(15 * 60 + 1);
    let fresh = made(&bo).await;
    phone.get(&format!("/phone/{fresh}")).await.is(200);
}

#[tokio::test]
async fn a_code_is_made_in_person_and_kept_hashed() {
    let site = Site::new().await;
    let bo = site.member("Bo").await;
    let token = site.by_token(&bo, Scope::Write).await;
    token.post("/settings/phone", &[]).await.is(409);
    site.stranger().get("/settings/phone").await.is(303);
    let code = made(&bo).await;
    let mut tx = site.write().await;
    let kept: Vec<(String,)> = tx
        .all("select digest from phone_codes", vec![])
        .await
        .unwrap();
    assert_eq!(kept, [(cahier::members::digest(&code),)]);
    assert!(!kept[0].0.contains(&code));
    let feed = bo.get("/api/v1/changes?after=0").await.text;
    assert!(!feed.contains(&code), "{feed}");
}

#[tokio::test]
async fn whoever_was_signed_in_on_the_phone_is_not_any_more() {
    let site = Site::new().await;
    let bo = site.member("Bo").await;
    let cy = site.member("Cy").await;
    let address = format!("/phone/{}", made(&bo).await);
    bo.get(&address)
        .await
        .is(200)
        .says("Bo is signed in here already");
    cy.get(&address)
        .await
        .says("Cy is signed in here now")
        .says("Sign in as Bo on this phone");
    // Another site cannot press the button.
    cy.with_header("sec-fetch-site", "cross-site")
        .post(&address, &[])
        .await
        .is(403);
    let done = cy.post(&address, &[]).await.is(303);
    cy.get("/api/v1/me").await.is(401);
    let phone = cy.keeping_cookie(&done);
    assert_eq!(phone.get("/api/v1/me").await.json()["name"], "Bo");
    bo.get("/api/v1/me").await.is(200);
}

#[tokio::test]
async fn a_running_stand_up_is_joined_from_a_phone() {
    let site = Site::reached_at(Some("http://cahier.example.org")).await;
    let bo = site.member("Bo").await;
    let problem = json!({"title": "Builds are slow"});
    bo.post_json("/api/v1/problems", problem).await.is(201);
    let id = started(&bo).await;
    bo.get(&format!("/standups/{id}"))
        .await
        .is(200)
        .says("Join from a phone")
        .says("aria-label=\"QR code that opens the stand-up\"")
        .says(&format!("cahier.example.org/standups/{id}"))
        .says("href=\"/settings/phone\"");
}
