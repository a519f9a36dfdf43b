//! The wall on a television: what it shows, how it turns, and the link by which it hangs there.

use crate::support::{Person, Reply, Site};

/// What a page shows once, and the key in it.
fn link(page: &Reply) -> String {
    let (_, rest) = page.text.split_once("id=\"link\">").unwrap();
    let (link, _) = rest.split_once('<').unwrap();
    link.replacen("http://cahier.example.org", "", 1)
}

/// A screen's link, as an administrator makes it on the team's page.
async fn made(ada: &Person, name: &str) -> String {
    let page = ada
        .post("/settings/teams/web/screens", &[("screen", name)])
        .await
        .is(200);
    link(&page)
}

/// The television, after its first visit.
async fn hung(site: &Site, link: &str) -> Person {
    let first = site.stranger().get(link).await.is(303);
    assert_eq!(
        first.location(),
        "/wall/web/screen",
        "the key leaves the address"
    );
    site.stranger().keeping_cookie(&first)
}

async fn posts(person: &Person, count: usize) {
    for number in 1..=count {
        let title = format!("Problem number {number}");
        let fields = [("team", "web"), ("title", title.as_str())];
        person.post("/problems", &fields).await.is(303);
    }
}

async fn meets_at(ada: &Person, time: &str) {
    let fields = [
        ("team", "Web"),
        ("zone", "Europe/Paris"),
        ("day", "0"),
        ("day", "1"),
        ("day", "2"),
        ("day", "3"),
        ("day", "4"),
        ("standup_time", time),
        ("standup_minutes", "15"),
        ("investigation_days", "5"),
        ("countermeasure_days", "10"),
        ("approvals", "2"),
        ("language", "en"),
    ];
    ada.post("/settings/teams/web", &fields).await.is(200);
}

#[tokio::test]
async fn a_screen_shows_the_wall_without_anything_to_press() {
    let site = Site::reached_at(Some("http://cahier.example.org")).await;
    let ada = site.administrator("Ada").await;
    ada.get("/wall/web/screen")
        .await
        .is(200)
        .says("Nothing on the wall")
        .says("Ada leads this week")
        .says("cahier.example.org<wbr>/post/web")
        .says("role=\"img\" aria-label=\"QR code to post a problem to the wall of Web\"")
        .says_nothing_of("<form")
        .says_nothing_of("/sign-out");
    posts(&ada, 2).await;
    ada.get("/wall/web/screen")
        .await
        .says("Problem number 2")
        .says("<b>2</b> <span class=\"state state-posted\">Posted</span>")
        .says_nothing_of("Nothing on the wall");
    ada.with_header("accept-language", "fr")
        .get("/wall/web/screen")
        .await
        .says("Ada anime cette semaine")
        .says("lang=\"fr\"");
    ada.get("/wall/nowhere/screen").await.is(404);
    let post = ada.get("/post/web").await.is(303);
    assert_eq!(post.location(), "/problems/new?team=web");
    ada.get("/post/nowhere").await.is(404);
    let first = site.stranger().get("/post/web").await.is(303);
    assert_eq!(first.location(), "/sign-in?next=/post/web");
    ada.post("/settings/teams", &[("name", "Other")])
        .await
        .is(303);
    ada.get("/problems/new?team=other")
        .await
        .is(200)
        .says("<option value=\"other\" selected>");
}

#[tokio::test]
async fn six_cards_at_a_time_the_late_ones_first_and_on_every_page() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    posts(&ada, 1).await;
    // Late: no stand-up has seen it for more than two working days.
    site.days_pass(4);
    for number in 2..=9 {
        let title = format!("Problem number {number}");
        let fields = [("team", "web"), ("title", title.as_str())];
        ada.post("/problems", &fields).await.is(303);
    }
    let cards = |page: &Reply| -> Vec<String> {
        let ids = page.text.split("<li id=\"card-").skip(1);
        ids.map(|card| card.split('"').next().unwrap().to_owned())
            .collect()
    };
    let first = ada.get("/wall/web/screen").await.is(200);
    let shown = cards(&first);
    assert_eq!(shown.len(), 6);
    assert_eq!(shown[0], "P-1", "what is late comes first");
    // Without scripts the next page comes by itself.
    let first = first
        .says("content=\"20; url=/wall/web/screen?page=2\"")
        .says("1 of 2");
    let second = ada.get("/wall/web/screen?page=2").await.is(200);
    let turned = cards(&second);
    assert_eq!(turned[0], "P-1", "what is late stays");
    second
        .says("content=\"20; url=/wall/web/screen\"")
        .says("2 of 2");
    let mut all: Vec<String> = cards(&first).into_iter().chain(turned).collect();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 9, "every card is seen");
    let part = ada.with_header("cahier-part", "screen-wall");
    part.get("/wall/web/screen?page=2")
        .await
        .says("id=\"screen-wall\"")
        .says_nothing_of("<html");
}

#[tokio::test]
async fn the_clock_counts_to_the_stand_up_where_the_team_is() {
    let site = Site::new().await;
    // Monday, 09:00 in Paris.
    let ada = site.administrator("Ada").await;
    let says = |words: &'static str| {
        let ada = ada.clone();
        async move {
            let page = ada.get("/wall/web/screen").await.is(200);
            page.says(words);
        }
    };
    ada.get("/wall/web/screen")
        .await
        .says_nothing_of("screen-clock");
    meets_at(&ada, "09:12").await;
    says("Stand-up in <strong>12 min</strong>").await;
    site.clock.advance(11 * 60 + 30);
    says("Stand-up in <strong>1 min</strong>").await;
    site.clock.advance(40);
    says("Now <strong>Time for the stand-up</strong>").await;
    site.clock.advance(15 * 60);
    says("Stand-up tomorrow <strong>09:12</strong>").await;
    meets_at(&ada, "16:30").await;
    says("Stand-up today <strong>16:30</strong>").await;
    posts(&ada, 1).await;
    let started = ada.post("/standups", &[("team", "web")]).await.is(303);
    assert_eq!(started.location(), "/standups/U-1");
    says("Now <strong>U-1 is running</strong>").await;
    // Whoever leads it may be somebody else.
    let screen = ada.get("/wall/web/screen").await;
    screen.says_nothing_of("leads this week");
    ada.post("/standups/U-1/end", &[]).await.is(303);
    says("Stand-up tomorrow <strong>16:30</strong>").await;
    // On a Friday evening the next one is on Monday.
    site.days_pass(4);
    site.clock.advance(8 * 3600);
    says("Stand-up Monday <strong>16:30</strong>").await;
}

#[tokio::test]
async fn a_link_opens_one_wall_to_look_at_and_nothing_else() {
    let site = Site::reached_at(Some("http://cahier.example.org")).await;
    let ada = site.administrator("Ada").await;
    ada.post("/settings/teams", &[("name", "Other")])
        .await
        .is(303);
    posts(&ada, 1).await;
    let link = made(&ada, "Second floor").await;
    assert!(link.starts_with("/wall/web/screen?key="), "{link}");

    let screen = hung(&site, &link).await;
    let page = screen.get("/wall/web/screen").await.is(200);
    assert_eq!(page.header("referrer-policy"), "no-referrer");
    page.says("Problem number 1");
    for path in ["/", "/wall/web", "/problems/P-1", "/members"] {
        let turned = screen.get(path).await.is(303);
        assert!(turned.location().starts_with("/sign-in"), "{path}");
    }
    screen.get("/api/v1/problems").await.is(401);
    screen
        .post("/problems", &[("team", "web"), ("title", "No")])
        .await;
    assert_eq!(ada.get("/problems/P-2").await.status, 404);
    // The cookie is for that one path, and no script reads it.
    let first = site.stranger().get(&link).await;
    let cookie = first.header("set-cookie");
    for part in ["Path=/wall/web/screen", "HttpOnly", "SameSite=Lax"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    // The key of one wall is no key of another, in whatever form it comes.
    let (_, key) = link.split_once("key=").unwrap();
    site.stranger()
        .get(&format!("/wall/other/screen?key={key}"))
        .await
        .is(403);
    site.stranger()
        .get("/wall/web/screen?key=guessed")
        .await
        .is(403)
        .says("was taken back");
    site.stranger()
        .with_header("cookie", &format!("cahier-screen={key}"))
        .get("/wall/other/screen")
        .await
        .is(403);
    let turned = site.stranger().get("/wall/web/screen").await.is(303);
    assert!(turned.location().starts_with("/sign-in"));
}

#[tokio::test]
async fn a_link_is_kept_hashed_listed_and_taken_back_with_one_click() {
    let site = Site::reached_at(Some("http://cahier.example.org")).await;
    let ada = site.administrator("Ada").await;
    let bo = site.member("Bo").await;
    let link = made(&ada, "Second floor").await;
    let page = ada.get("/settings/teams/web").await.is(200);
    let (_, key) = link.split_once("key=").unwrap();
    let page = page
        .says("Second floor")
        .says("made by Ada")
        .says("never opened")
        .says_nothing_of(key);
    bo.get("/settings/teams/web")
        .await
        .says("/wall/web/screen")
        .says_nothing_of("Second floor");

    let screen = hung(&site, &link).await;
    screen.get("/wall/web/screen").await.is(200);
    ada.get("/settings/teams/web")
        .await
        .says("last seen")
        .says_nothing_of("never opened");
    let (_, rest) = page
        .text
        .split_once("/settings/teams/web/screens/")
        .unwrap();
    let (id, _) = rest.split_once('/').unwrap();
    let revoke = format!("/settings/teams/web/screens/{id}/revoke");
    bo.post(&revoke, &[]).await.is(403);
    let mut open = screen.listens("/wall/web/screen/live").await;
    open.until("reload").await;
    ada.post(&revoke, &[]).await.is(303);
    open.ends().await;
    screen
        .get("/wall/web/screen")
        .await
        .is(403)
        .says("The link of this screen was taken back")
        .says("screen-failure");
    site.stranger().get(&link).await.is(403);
    ada.post(&revoke, &[]).await.is(404);
    ada.get("/settings/teams/web")
        .await
        .says_nothing_of("Second floor");
    // Somebody who is signed in looks on as themselves.
    bo.get("/wall/web/screen").await.is(200);
}

#[tokio::test]
async fn a_screens_stream_says_that_something_is_new_and_never_what() {
    let site = Site::reached_at(Some("http://cahier.example.org")).await;
    let ada = site.administrator("Ada").await;
    let screen = hung(&site, &made(&ada, "Second floor").await).await;
    let mut live = screen.listens("/wall/web/screen/live").await;
    live.until("reload").await;
    posts(&ada, 1).await;
    let heard = live.until("event: change").await;
    assert!(heard.contains("data: {}"), "{heard}");
    assert!(
        !heard.contains("P-1") && !heard.contains("problem"),
        "{heard}"
    );
    site.stranger().get("/wall/web/screen/live").await.is(303);
}

#[tokio::test]
async fn a_screen_without_a_name_is_asked_where_it_hangs() {
    let site = Site::new().await;
    let ada = site.administrator("Ada").await;
    ada.post("/settings/teams/web/screens", &[("screen", "  ")])
        .await
        .is(422)
        .says("where it hangs");
}
