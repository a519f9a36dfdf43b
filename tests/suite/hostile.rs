//! Everything hostile that we know of, into everything that takes a text: nothing runs, nothing is lost, nothing answers 500.

mod page;
mod payloads;
mod standards;

use cahier::members::{self, Email, Joining, Name, Password, Passwords, Role};
use serde_json::json;

use crate::support::{Person, Reply, Site, encode};
use page::Page;
use payloads::{NAUGHTY, SCRIPTS, STATEMENTS, WAYS_OUT, lists};

/// Whether the program may refuse a text: it holds what no text has.
fn may_be_refused(text: &str) -> bool {
    text.contains('\0')
        || text
            .chars()
            .all(|c| c.is_whitespace() || c.is_control() || is_invisible(c))
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{180e}' | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{fff0}'..='\u{ffff}' | '\u{e0000}'..='\u{e007f}')
}

/// As much of a text as a title takes: one line, a hundred characters.
fn as_title(text: &str) -> String {
    let line = text
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty())
        .unwrap_or_default();
    line.chars().take(100).collect()
}

#[track_caller]
fn harmless(reply: &Reply, payload: &str) -> Page {
    assert!(
        reply.status.as_u16() < 500,
        "{payload:?} answers {}: {}",
        reply.status,
        reply.text
    );
    let page = Page::read(&reply.text);
    assert!(
        page.harm.is_empty(),
        "{payload:?} could run: {:?}",
        page.harm
    );
    page
}

/// Posts a problem with the text in every field; its id, or none when it may be refused and was.
async fn posted(ada: &Person, payload: &str) -> Option<String> {
    let body = json!({
        "title": as_title(payload),
        "description": payload,
        "should_be": payload,
        "is": payload,
    });
    let reply = ada.post_json("/api/v1/problems", body).await;
    if reply.status == 422 && (may_be_refused(payload) || may_be_refused(&as_title(payload))) {
        return None;
    }
    let reply = reply.is(201);
    Some(reply.json()["id"].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn what_is_written_comes_back_as_it_was() {
    let lists = lists(
        "hostile",
        &[SCRIPTS.as_slice(), &NAUGHTY, &STATEMENTS, &WAYS_OUT].concat(),
    );
    let Some(payloads) = lists else { return };
    let site = Site::new().await;
    let ada = site
        .by_token(&site.member("Ada").await, members::Scope::Write)
        .await;
    let mut kept = 0;
    for payload in payloads.iter().step_by(9) {
        let Some(id) = posted(&ada, payload).await else {
            continue;
        };
        let problem = ada
            .get(&format!("/api/v1/problems/{id}"))
            .await
            .is(200)
            .json();
        for field in ["description", "should_be", "is"] {
            assert_eq!(
                problem[field].as_str().map(str::trim),
                Some(payload.trim().replace("\r\n", "\n").as_str()),
                "{field} of {payload:?}"
            );
        }
        kept += 1;
    }
    assert!(kept > payloads.len() / 36, "only {kept} were kept");
}

#[tokio::test]
async fn a_problems_page_shows_it_and_runs_nothing() {
    let Some(payloads) = lists("hostile", &[SCRIPTS.as_slice(), &NAUGHTY].concat()) else {
        return;
    };
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    for payload in payloads.iter().step_by(8) {
        let Some(id) = posted(&ada, payload).await else {
            continue;
        };
        let reply = ada.get(&format!("/problems/{id}")).await.is(200);
        let page = harmless(&reply, payload);
        let title = as_title(payload);
        assert!(page.shows(&title), "the title {title:?} is not on its page");
    }
    for address in [
        "/",
        "/wall/web",
        "/problems/new",
        "/standups",
        "/standards",
        "/newcomers",
    ] {
        harmless(&ada.get(address).await.is(200), address);
    }
}

#[tokio::test]
async fn everything_said_about_a_problem_is_text() {
    let Some(payloads) = lists("hostile", &SCRIPTS) else {
        return;
    };
    let site = Site::new().await;
    let ada = site
        .by_token(&site.member("Ada").await, members::Scope::Write)
        .await;
    let id = posted(&ada, "The page runs what somebody wrote")
        .await
        .unwrap();
    let at = |part: &str| format!("/api/v1/problems/{id}/{part}");
    for payload in payloads.iter().step_by(4) {
        let line: String = payload.chars().take(400).collect();
        let owner = ada.id.to_string();
        for (part, body) in [
            ("comments", json!({"text": payload})),
            ("causes", json!({"text": line})),
            ("occurrences", json!({"note": line})),
            ("countermeasures", json!({"text": line, "owner": owner})),
            ("investigations", json!({"question": line, "owner": owner})),
        ] {
            let reply = ada.post_json(&at(part), body).await;
            assert!(
                [201, 422].contains(&reply.status.as_u16()),
                "{part} {payload:?}: {} {}",
                reply.status,
                reply.text
            );
            assert!(
                reply.status == 201 || may_be_refused(&line),
                "{part} refuses {payload:?}: {}",
                reply.text
            );
        }
    }
    let tagged = json!({"tags": payloads.iter().take(20).map(|payload| as_title(payload).chars().take(30).collect::<String>()).collect::<Vec<_>>()});
    let reply = ada
        .patch_json(&format!("/api/v1/problems/{id}"), tagged)
        .await;
    assert!(
        [200, 204, 422].contains(&reply.status.as_u16()),
        "{}",
        reply.text
    );
    let page = harmless(
        &site
            .member("Karim")
            .await
            .get(&format!("/problems/{id}"))
            .await
            .is(200),
        "one of the lists",
    );
    for payload in payloads
        .iter()
        .step_by(4)
        .filter(|payload| !payload.contains(['<', '[', '&', '`', '*', '_', '\\']))
    {
        let line: String = payload.chars().take(400).collect();
        assert!(page.shows(&line), "{line:?} is not on the page");
    }
}

#[tokio::test]
async fn a_form_that_is_refused_comes_back_filled_in() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let (long, hostile) = ("x".repeat(5_000), "</textarea><script>alert(1)</script>");
    let reply = ada
        .post(
            "/problems",
            &[
                ("facts", "yes"),
                ("title", ""),
                ("description", hostile),
                ("should_be", &long),
            ],
        )
        .await;
    let page = harmless(&reply.is(422), hostile);
    assert!(page.shows(hostile), "what was typed is gone");
    assert!(page.shows(&long), "what was typed is gone");
}

#[tokio::test]
async fn nothing_typed_into_the_search_gives_an_error() {
    let lists = lists(
        "hostile",
        &[SCRIPTS.as_slice(), &NAUGHTY, &STATEMENTS].concat(),
    );
    let Some(payloads) = lists else { return };
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    posted(&ada, "A problem to be found").await;
    for payload in payloads.iter().step_by(9) {
        let mut query = String::new();
        encode(payload, &mut query);
        let reply = ada.get(&format!("/search?q={query}")).await;
        assert!(
            [200, 303].contains(&reply.status.as_u16()),
            "{payload:?} answers {}",
            reply.status
        );
        harmless(&reply, payload);
        for address in ["search?q=", "similar?title="] {
            let reply = ada.get(&format!("/api/v1/{address}{query}")).await;
            assert_eq!(reply.status, 200, "{address}{payload:?}: {}", reply.text);
        }
        for filter in ["tag", "team", "kind", "status", "state"] {
            let reply = ada
                .get(&format!("/search?q=problem&{filter}={query}"))
                .await;
            assert!(
                reply.status.as_u16() < 500,
                "{filter}={payload:?}: {}",
                reply.text
            );
            harmless(&reply, payload);
        }
    }
}

#[tokio::test]
async fn no_address_leads_out_of_the_folder() {
    let Some(payloads) = lists("hostile", &[WAYS_OUT.as_slice(), &NAUGHTY].concat()) else {
        return;
    };
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    for payload in payloads.iter().step_by(8) {
        for way in [
            "",
            "assets/",
            "problems/",
            "standards/",
            "proposals/",
            "standups/",
            "wall/",
            "api/v1/problems/",
            "api/v1/standards/",
        ] {
            let path = format!(
                "/{way}{}",
                in_path(&payload.replace("{FILE}", "etc/passwd"))
            );
            let reply = ada.get(&path).await;
            assert!(
                reply.status.as_u16() < 500,
                "{path} answers {}",
                reply.status
            );
            assert!(
                !reply.text.contains("root:") && !reply.text.contains("[package]"),
                "{path} shows a file"
            );
            let location = reply.location();
            assert!(
                location.is_empty() || is_of_this_site(location),
                "{path} leads to {location}"
            );
            if reply.header("content-type").starts_with("text/html") {
                harmless(&reply, payload);
            }
        }
    }
}

#[tokio::test]
async fn a_name_is_shown_as_it_is() {
    let Some(payloads) = lists("hostile", &[SCRIPTS.as_slice(), &NAUGHTY].concat()) else {
        return;
    };
    let site = Site::new().await;
    let ada = site.administrator("Ada").await;
    let mut names = Vec::new();
    for (number, payload) in payloads.iter().enumerate().step_by(9) {
        let Ok(name) = Name::parse(&payload.chars().take(80).collect::<String>()) else {
            continue;
        };
        // What cannot be seen is folded, as in any name.
        names.push(name.as_str().to_owned());
        join(&site, name, number, None).await;
    }
    assert!(names.len() > 20);
    let page = harmless(&ada.get("/members").await.is(200), "the names");
    for name in names {
        assert!(page.shows(&name), "{name:?} is not on the page");
    }
}

#[tokio::test]
async fn a_sign_in_never_leads_elsewhere() {
    let Some(payloads) = lists("hostile", &WAYS_OUT) else {
        return;
    };
    let site = Site::new().await;
    let password = "quartz meadow lantern orbit";
    let hash = Passwords::hash(password.to_owned(), Vec::new())
        .await
        .unwrap();
    join(&site, Name::parse("Ada").unwrap(), 0, Some(hash)).await;
    for payload in payloads.iter().step_by(12) {
        let fields = [
            ("email", "somebody-0@example.org"),
            ("password", password),
            ("next", payload),
        ];
        let reply = site.stranger().post("/sign-in", &fields).await.is(303);
        assert!(
            is_of_this_site(reply.location()),
            "{payload:?} leads to {}",
            reply.location()
        );
    }
}

async fn join(site: &Site, name: Name, number: usize, password: Option<Password>) {
    let joining = Joining {
        name,
        email: Email::parse(&format!("somebody-{number}@example.org")).unwrap(),
        role: Some(Role::Member),
        teams: vec![site.team.id.clone()],
        password,
        language: None,
    };
    let mut tx = site.write().await;
    members::join(&mut tx, joining).await.unwrap();
    tx.commit().await.unwrap();
}

/// An address of this site: a path, and nothing that a browser would read as another host.
fn is_of_this_site(address: &str) -> bool {
    let plain: String = address.chars().filter(|c| !c.is_control()).collect();
    plain.starts_with('/') && !plain.starts_with("//") && !plain.starts_with("/\\")
}

/// A text as a careless client would put it into a path: what no request line can carry is encoded, the rest is left.
fn in_path(text: &str) -> String {
    let mut path = String::new();
    for byte in text.bytes() {
        match byte {
            b'!' | b'$'..=b';' | b'=' | b'@'..=b'Z' | b'_' | b'a'..=b'z' | b'~' => {
                path.push(char::from(byte))
            }
            _ => path.push_str(&format!("%{byte:02X}")),
        }
    }
    path
}
