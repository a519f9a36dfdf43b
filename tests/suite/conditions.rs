//! `If-Match`: whoever says from which state a change was made is refused when another one stands by now, and is shown that one.

use serde_json::{Value, json};

use crate::standups::{act, next, posted, started};
use crate::support::{Person, Reply, Site};

/// Changes that ask for no state: what they make is new, or what they say stands beside whatever was said before.
const ASK_NO_STATE: &[(&str, &str)] = &[
    ("post", "/api/v1/problems"),
    ("post", "/api/v1/problems/{id}/occurrences"),
    ("post", "/api/v1/problems/{id}/causes"),
    ("post", "/api/v1/problems/{id}/investigations"),
    ("post", "/api/v1/problems/{id}/countermeasures"),
    ("post", "/api/v1/problems/{id}/comments"),
    ("post", "/api/v1/proposals"),
    ("post", "/api/v1/proposals/{id}/comments"),
    ("post", "/api/v1/proposals/{id}/objections"),
    // What the same bytes are called never changes.
    ("post", "/api/v1/attachments"),
    ("post", "/api/v1/fixes"),
    // A link to code never changes: it is there, or it is not.
    ("delete", "/api/v1/fixes/{id}"),
    ("post", "/api/v1/commits"),
    // One's own mark of having read a text, which nobody else changes.
    ("put", "/api/v1/standards/{id}/reading"),
    ("delete", "/api/v1/standards/{id}/reading"),
    // Each makes a proposal, which says itself what it starts from.
    ("post", "/api/v1/standards/{id}/restorations"),
    ("post", "/api/v1/standards/{id}/retirement"),
    ("post", "/api/v1/standards/{id}/review"),
    // A word beside the others; a question is there, or it is not.
    ("post", "/api/v1/standards/{id}/questions"),
    ("delete", "/api/v1/standards/{id}/questions/{question}"),
    ("post", "/api/v1/standards/{id}/failures"),
    // It changes nothing: a text is too long for an address.
    ("post", "/api/v1/why"),
    // What was searched for, and how people ask: it is there, or it is not.
    ("post", "/api/v1/gaps/{id}/problem"),
    ("delete", "/api/v1/gaps/{id}"),
    ("post", "/api/v1/standards/{id}/finds"),
    ("post", "/api/v1/standards/{id}/wordings"),
    ("delete", "/api/v1/standards/{id}/wordings"),
    ("post", "/api/v1/standups"),
    ("post", "/api/v1/standups/{id}/ideas"),
    ("patch", "/api/v1/standups/{id}/ideas/{idea}"),
    ("delete", "/api/v1/standups/{id}/ideas/{idea}"),
    ("post", "/api/v1/standups/{id}/dots"),
    ("post", "/api/v1/standups/{id}/pulse"),
    // What is over does not change any more.
    ("post", "/api/v1/standups/{id}/objections"),
];

/// What the description of the interface says about a change: whether it takes `If-Match`, and whether it answers 412.
fn says_of(operation: &Value) -> (bool, bool) {
    let parameters = operation["parameters"].as_array();
    let takes = parameters.is_some_and(|all| {
        let named = |one: &&Value| one["name"] == "If-Match" && one["in"] == "header";
        all.iter().filter(named).count() == 1
    });
    (takes, operation["responses"]["412"].is_object())
}

#[tokio::test]
async fn the_description_names_if_match_at_every_change_that_takes_it() {
    let site = Site::new().await;
    let described = site.stranger().get("/api/openapi.json").await.json();
    let mut changes = 0;
    for (path, operations) in described["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            if method == "get" {
                assert_eq!(says_of(operation), (false, false), "{method} {path}");
                continue;
            }
            let expected = !ASK_NO_STATE.contains(&(method.as_str(), path.as_str()));
            assert_eq!(says_of(operation), (expected, expected), "{method} {path}");
            changes += usize::from(expected);
        }
    }
    assert!(changes >= 26, "only {changes} changes take If-Match");
}

/// Tries a change from a state that is past, and asserts that it was refused with the present one.
async fn is_refused(person: &Person, method: &str, path: &str, body: Value) -> Reply {
    let late = person.with_header("if-match", "\"past\"");
    let refused = late.send_json(method, path, body).await.is(412);
    let detail = refused.json();
    assert_eq!(refused.header("content-type"), "application/problem+json");
    assert_eq!(detail["status"], 412, "{method} {path}");
    assert!(detail["present"]["url"].is_string(), "{method} {path}");
    assert!(!refused.header("etag").is_empty(), "{method} {path}");
    refused
}

#[tokio::test]
async fn every_change_of_a_problem_takes_if_match() {
    let site = Site::new().await;
    let (ada, bo) = (site.member("Ada").await, site.member("Bo").await);
    let standard = crate::standards::publish(
        &ada,
        &[&bo],
        json!({ "markdown": "# Retry once\n\nNever twice.\n" }),
    )
    .await;
    let id = ada.posts("Deploys fail").await;
    let path = format!("/api/v1/problems/{id}");
    let happened = ada
        .post_json(&format!("{path}/occurrences"), json!({}))
        .await
        .is(201)
        .json();
    let occurrence = format!("/api/v1/occurrences/{}", happened["id"].as_str().unwrap());
    let before = ada.problem(&id).await;
    let tries = [
        ("PATCH", path.clone(), json!({ "title": "x" })),
        ("POST", format!("{path}/book"), json!({ "no": "once" })),
        (
            "POST",
            format!("{path}/set-aside"),
            json!({ "reason": "no_longer", "why": "gone" }),
        ),
        ("POST", format!("{path}/posting"), json!({})),
        (
            "POST",
            format!("{path}/check"),
            json!({ "due": "2026-04-01" }),
        ),
        ("PUT", format!("{path}/standards/{standard}"), json!({})),
        ("DELETE", format!("{path}/standards/{standard}"), json!({})),
        ("DELETE", occurrence.clone(), json!({})),
    ];
    for (method, path, body) in tries {
        let refused = is_refused(&ada, method, &path, body).await;
        assert_eq!(refused.json()["present"]["version"], before["version"]);
    }
    assert_eq!(ada.problem(&id).await, before, "nothing was done");

    let tag = ada.get(&path).await.header("etag").to_owned();
    let linked = ada
        .with_header("if-match", &format!("\"older\", {tag}"))
        .put_json(&format!("{path}/standards/{standard}"), json!({}))
        .await
        .is(200);
    ada.with_header("if-match", linked.header("etag"))
        .delete(&occurrence)
        .await
        .is(204);
    ada.with_header("if-match", "*")
        .delete(&format!("{path}/standards/{standard}"))
        .await
        .is(204);
}

#[tokio::test]
async fn a_part_of_a_problem_answers_with_the_version_of_the_problem() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let id = ada.posts("Deploys fail").await;
    let path = format!("/api/v1/problems/{id}");
    let action = ada.acts_on(&id, "Pin the image").await;
    let make = async |kind: &str, body: Value| -> String {
        let made = ada.post_json(&format!("{path}/{kind}"), body).await.is(201);
        made.json()["id"].as_str().unwrap().to_owned()
    };
    let cause = make("causes", json!({ "text": "The tag moves" })).await;
    let question = json!({ "question": "Who moves it?", "owner": ada.id.as_str() });
    let search = make("investigations", question).await;
    let happened = make("occurrences", json!({})).await;
    let tries = [
        (
            format!("/api/v1/countermeasures/{action}"),
            json!({ "effect": "none moves" }),
        ),
        (
            format!("/api/v1/investigations/{search}"),
            json!({ "finding": "a script" }),
        ),
        (
            format!("/api/v1/causes/{cause}"),
            json!({ "status": "verified" }),
        ),
        (format!("/api/v1/occurrences/{happened}"), json!({})),
    ];
    for (part, change) in tries {
        let changed = ada.patch_json(&part, change.clone()).await.is(200);
        let tag = ada.get(&path).await.header("etag").to_owned();
        assert_eq!(changed.header("etag"), tag, "{part}");
        is_refused(&ada, "PATCH", &part, change).await;
    }
}

#[tokio::test]
async fn an_act_in_a_stand_up_that_moved_on_is_refused_with_where_it_is() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let problem = posted(&site, "Deploys fail").await;
    let id = started(&ada).await;
    let here = next(&ada, id).await;
    let tries = [
        ("step", json!({ "to": "next" })),
        ("decision", json!({ "problem": problem, "do": "later" })),
        ("presence", json!({})),
        ("facilitator", json!({})),
        ("turn", json!({ "action": "done" })),
        ("end", json!({})),
    ];
    for (name, body) in tries {
        let path = format!("/api/v1/standups/{id}/{name}");
        let refused = is_refused(&ada, "POST", &path, body).await;
        assert_eq!(refused.json()["present"]["at"], here["at"], "{name}");
        assert_eq!(refused.json()["present"]["problem"], "P-1", "{name}");
    }
    let tag = ada.get(&format!("/api/v1/standups/{id}")).await;
    let on_time = ada.with_header("if-match", tag.header("etag"));
    act(&on_time, id, "step", json!({ "to": "next" }), 200).await;
}

#[tokio::test]
async fn a_proposal_and_a_standard_take_if_match_too() {
    let site = Site::new().await;
    let (ada, bo) = (site.member("Ada").await, site.member("Bo").await);
    let made = ada.proposes(json!({ "markdown": "# A\n\nDo it.\n" })).await;
    let path = format!("/api/v1/proposals/{}", made["id"].as_str().unwrap());
    let hash = json!({ "hash": made["hash"] });
    for (method, path, body) in [
        ("POST", format!("{path}/withdrawal"), json!({})),
        ("PUT", format!("{path}/approval"), hash.clone()),
    ] {
        let refused = is_refused(&bo, method, &path, body).await;
        assert_eq!(refused.json()["present"]["hash"], made["hash"]);
    }
    let tag = ada.get(&path).await.header("etag").to_owned();
    let on_time = ada.with_header("if-match", &tag);
    let withdrawn = on_time
        .post_json(&format!("{path}/withdrawal"), json!({}))
        .await
        .is(200);
    assert_eq!(withdrawn.json()["state"], "withdrawn");
    on_time.delete(&format!("{path}/withdrawal")).await.is(200);
    bo.put_json(&format!("{path}/approval"), hash.clone())
        .await
        .is(200);
    is_refused(&bo, "PUT", "/api/v1/standards/S-1/approval", hash).await;
}
