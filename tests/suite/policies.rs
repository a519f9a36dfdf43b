//! Who may do what, tried at every door: each route with each role and each scope of token.

use axum::http::Method;
use cahier::members::{Deed, Scope};
use cahier::web::policies;
use serde_json::json;

use crate::support::{Person, Reply, Site};

/// The routes that nobody needs to be signed in for. Adding one is a decision, hence this list.
const OPEN: &[(&str, &str)] = &[
    ("GET", "/sign-in"),
    ("POST", "/sign-in"),
    ("GET", "/setup"),
    ("POST", "/setup"),
    ("GET", "/join/{secret}"),
    ("POST", "/join/{secret}"),
    ("GET", "/password/{secret}"),
    ("POST", "/password/{secret}"),
    ("GET", "/phone"),
    ("POST", "/phone"),
    ("GET", "/phone/{code}"),
    ("POST", "/phone/{code}"),
    ("GET", "/assets/{name}"),
    ("GET", "/healthz"),
    ("GET", "/readyz"),
    ("GET", "/api/openapi.json"),
];

#[test]
fn only_these_routes_are_open() {
    let mut open: Vec<(String, String)> = policies()
        .into_iter()
        .filter(|policy| policy.deed == Deed::Open)
        .map(|policy| (policy.method.to_string(), policy.path))
        .collect();
    let mut listed: Vec<(String, String)> = OPEN
        .iter()
        .map(|(method, path)| ((*method).to_owned(), (*path).to_owned()))
        .collect();
    open.sort();
    listed.sort();
    assert_eq!(open, listed);
}

/// The routes that the link of a screen opens without anybody signed in.
const WATCHED: &[&str] = &["/wall/{team}/screen", "/wall/{team}/screen/live"];

#[test]
fn a_screen_opens_only_these_routes_to_look() {
    let watched: Vec<(String, String)> = policies()
        .into_iter()
        .filter(|policy| policy.deed == Deed::Watch)
        .map(|policy| (policy.method.to_string(), policy.path))
        .collect();
    let listed: Vec<(String, String)> = WATCHED
        .iter()
        .map(|path| ("GET".to_owned(), (*path).to_owned()))
        .collect();
    assert_eq!(watched, listed);
}

#[tokio::test]
async fn the_link_of_a_screen_opens_no_other_route() {
    let site = Site::reached_at(Some("http://cahier.example.org")).await;
    let ada = site.administrator("Ada").await;
    let page = ada
        .post("/settings/teams/web/screens", &[("screen", "Hall")])
        .await
        .is(200);
    let (_, key) = page.text.split_once("screen?key=").unwrap();
    let key = key.split('<').next().unwrap();
    // A cookie that some browser sends everywhere, and the key in every address, open no more.
    let screen = site
        .stranger()
        .with_header("cookie", &format!("cahier-screen={key}"));
    for policy in policies() {
        if policy.deed == Deed::Open || policy.deed == Deed::Watch {
            continue;
        }
        let path = format!(
            "{}?key={key}",
            filled(&policy.path).replace("00000000-0000-7000-8000-000000000000", "web")
        );
        let reply = ask(&screen, &policy.method, &path).await;
        let turned_away = reply.location().starts_with("/sign-in") || reply.status.as_u16() == 401;
        assert!(
            turned_away,
            "a screen at {} {path}: {}",
            policy.method, reply.status
        );
    }
}

#[test]
fn nothing_is_changed_by_looking() {
    let written = policies()
        .into_iter()
        .filter(|policy| policy.method == Method::GET)
        .filter(|policy| {
            !matches!(
                policy.deed,
                Deed::Open
                    | Deed::Watch
                    | Deed::Read
                    | Deed::Log
                    | Deed::Propose
                    | Deed::Link
                    | Deed::TakePart
                    | Deed::Administer
            )
        });
    assert_eq!(written.count(), 0);
}

#[tokio::test]
async fn every_route_lets_through_whom_its_policy_names_and_nobody_else() {
    let site = Site::new().await;
    let administrator = site.administrator("Ada").await;
    let member = site.member("Karim").await;
    let reader = site.reader("Rosa").await;
    let mut people: Vec<(&str, Person, Deed)> = Vec::new();
    // The highest deed that each may do; what is below it is allowed too.
    people.push(("an administrator", administrator.clone(), Deed::Administer));
    people.push(("a member", member.clone(), Deed::TakePart));
    people.push(("a reader", reader.clone(), Deed::Log));
    for (scope, highest) in [
        (Scope::Read, Deed::Read),
        (Scope::Propose, Deed::Propose),
        (Scope::Write, Deed::TakePart),
    ] {
        people.push((
            "a member's token",
            site.by_token(&member, scope).await,
            highest,
        ));
    }
    people.push((
        "a reader's token",
        site.by_token(&reader, Scope::Write).await,
        Deed::Log,
    ));
    people.push((
        "an administrator's token",
        site.by_token(&administrator, Scope::Write).await,
        Deed::Administer,
    ));
    let stranger = site.stranger();
    for policy in policies() {
        // A stream never ends, and these end the sessions that the next tries need.
        if policy.path.ends_with("/live")
            || ["/sign-out", "/settings/sessions/end"].contains(&policy.path.as_str())
        {
            continue;
        }
        let path = filled(&policy.path);
        let reply = ask(&stranger, &policy.method, &path).await;
        let is_page = !policy.path.starts_with("/api/");
        let turned_away = if is_page {
            reply.location().starts_with("/sign-in")
        } else {
            reply.status.as_u16() == 401
        };
        assert_eq!(
            turned_away,
            policy.deed != Deed::Open,
            "a stranger at {} {path}: {}",
            policy.method,
            reply.status
        );
        for (who, person, highest) in &people {
            let reply = ask(person, &policy.method, &path).await;
            let allowed = rank(policy.deed) <= rank(*highest);
            assert_eq!(
                reply.status.as_u16() != 403,
                allowed,
                "{who} ({}) at {} {path}: {} {}",
                person.name,
                policy.method,
                reply.status,
                reply.text
            );
            assert!(
                reply.status.as_u16() < 500,
                "{who} at {} {path}: {}",
                policy.method,
                reply.text
            );
        }
    }
}

#[tokio::test]
async fn another_site_cannot_make_a_browser_write() {
    let site = Site::new().await;
    let ada = site.administrator("Ada").await;
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
        ("origin", "null"),
    ] {
        ada.with_header(name, value)
            .post("/sign-out", &[])
            .await
            .is(403);
    }
    ada.with_header("origin", "http://127.0.0.1:7272")
        .post("/sign-out", &[])
        .await
        .is(303);
}

#[tokio::test]
async fn every_answer_carries_the_headers_that_keep_a_page_safe() {
    let site = Site::new().await;
    for path in [
        "/sign-in",
        "/healthz",
        "/nowhere",
        "/api/v1/nowhere",
        "/api/openapi.json",
    ] {
        let reply = site.stranger().get(path).await;
        let policy = reply.header("content-security-policy");
        assert!(
            policy.contains("script-src 'self'") && policy.contains("default-src 'none'"),
            "{path}: {policy}"
        );
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{path}");
        assert!(!reply.header("referrer-policy").is_empty(), "{path}");
    }
}

fn rank(deed: Deed) -> u8 {
    match deed {
        Deed::Open => 0,
        Deed::Watch | Deed::Read => 1,
        Deed::Log => 2,
        Deed::Propose => 3,
        Deed::TakePart | Deed::Link => 4,
        Deed::Administer => 5,
    }
}

async fn ask(person: &Person, method: &Method, path: &str) -> Reply {
    match *method {
        Method::GET => person.get(path).await,
        ref method if path.starts_with("/api/") => {
            person.send_json(method.as_str(), path, json!({})).await
        }
        _ => person.post(path, &[]).await,
    }
}

/// An address of the route that leads to nothing that exists.
fn filled(path: &str) -> String {
    path.split('/')
        .map(|part| match part {
            "{problem}" => "P-999",
            "{standard}" => "S-999",
            "{standup}" => "U-999",
            part if part.starts_with('{') => "00000000-0000-7000-8000-000000000000",
            part => part,
        })
        .collect::<Vec<_>>()
        .join("/")
}
