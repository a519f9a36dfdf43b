//! Hostile texts in the book: kept to the byte, shown as text, refused by line.

use serde_json::json;

use super::payloads::{NAUGHTY, SCRIPTS, STATEMENTS, lists};
use super::{as_title, harmless, may_be_refused};
use crate::support::Site;

#[tokio::test]
async fn a_standards_text_is_kept_to_the_byte_and_runs_nothing() {
    let Some(payloads) = lists("hostile", &[SCRIPTS.as_slice(), &NAUGHTY].concat()) else {
        return;
    };
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    for (number, payload) in payloads.iter().enumerate().step_by(5) {
        let title = as_title(payload);
        let markdown = format!(
            "# Standard {number} {title}\n\n## What we do\n\n1. {payload}\n\n```js\n{payload}\n```\n"
        );
        let reply = ada
            .post_json("/api/v1/proposals", json!({"markdown": markdown}))
            .await;
        if reply.status == 422
            && (may_be_refused(payload) || payload.contains("\n<<<<<<<") || payload.contains('\0'))
        {
            continue;
        }
        let proposal = reply.is(201).json();
        let standard = proposal["standard"]
            .as_str()
            .expect("with nobody else to ask it is in force")
            .to_owned();
        let page = harmless(
            &ada.get(&format!("/standards/{standard}")).await.is(200),
            payload,
        );
        assert!(
            page.shows(&format!("Standard {number}")),
            "{payload:?} has no title"
        );
        let file = ada
            .with_header("accept", "text/markdown")
            .get(&format!("/api/v1/standards/{standard}"))
            .await
            .is(200);
        assert_eq!(file.text, markdown);
    }
    harmless(&ada.get("/standards").await.is(200), "the book");
    harmless(&ada.get("/newcomers").await.is(200), "the path");
}

#[tokio::test]
async fn front_matter_is_read_or_refused_by_line() {
    let Some(payloads) = lists(
        "hostile",
        &[SCRIPTS.as_slice(), &NAUGHTY, &STATEMENTS].concat(),
    ) else {
        return;
    };
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    for (number, payload) in payloads.iter().enumerate().step_by(6) {
        let line = as_title(payload);
        for key in [
            "tags",
            "team",
            "status",
            "solves",
            "supersedes",
            "enforced_by",
            "review_by",
            "x",
        ] {
            let markdown = format!("---\n{key}: {line}\n---\n\n# Standard {number} {key}\n");
            let reply = ada
                .post_json("/api/v1/proposals", json!({"markdown": markdown}))
                .await;
            assert!(
                [201, 422].contains(&reply.status.as_u16()),
                "{key}: {line:?} answers {} {}",
                reply.status,
                reply.text
            );
            if let Some(standard) = reply.json()["standard"].as_str() {
                harmless(
                    &ada.get(&format!("/standards/{standard}")).await.is(200),
                    payload,
                );
            }
        }
    }
    for address in [
        "/standards",
        "/standards?tag=%3Cscript%3E",
        "/newcomers",
        "/",
    ] {
        harmless(&ada.get(address).await.is(200), address);
    }
}
