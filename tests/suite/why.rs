//! What is known of an error: at the API, at the terminal, in a bare folder of markdown, and an offer to log what nobody knows.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use cahier::members::Scope;
use serde_json::{Value, json};

use crate::search::{caught_up, posts, publishes};
use crate::support::Site;
use crate::support::terminal::{Run, alone, cahier, cahier_with, watched};

const LOCKS: &str = "# Set a lock timeout before a migration\n\n\
    A migration that waits for a lock stops every query behind it. PostgreSQL then says \
    `canceling statement due to lock timeout`, and the migration is tried again at night.\n";

const LOG: &str = "\u{1b}[2m2026-11-22T20:46:00.123Z\u{1b}[0m  INFO migrating 0042_orders\n\
    running 1 migration from /home/ada/shop/migrations\n\
    \u{1b}[31merror\u{1b}[0m: canceling statement due to lock timeout\n\
    \x20   at /home/ada/shop/src/db.rs:120:9\n\
    make: *** [Makefile:12: migrate] Error 1\n";

const UNKNOWN: &str = "fatal: the 'mast' antenna bends\n";

#[tokio::test]
async fn an_error_finds_what_solves_it_with_the_sentence_that_matters() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let standard = publishes(&ada, LOCKS).await;
    publishes(
        &ada,
        "# Name branches after the problem\n\nShort, always.\n",
    )
    .await;
    let problem = posts(
        &ada,
        "Checkout stops: canceling statement due to lock timeout",
        "Every night.",
    )
    .await;
    ada.put_json(
        &format!("/api/v1/problems/{problem}/standards/{standard}"),
        json!({}),
    )
    .await;
    caught_up(&site).await;

    let known = why(&ada, LOG).await;
    let hits = known["hits"].as_array().unwrap();
    assert_eq!(hits[0]["id"], standard.as_str(), "{known}");
    assert_eq!(hits[0]["sure"], true);
    assert!(
        hits.iter().any(|hit| hit["id"] == problem.as_str()),
        "{known}"
    );
    let snippet = hits[0]["snippet"].as_str().unwrap();
    assert!(
        snippet.contains("<mark>lock</mark> <mark>timeout</mark>, and the "),
        "{snippet}"
    );
    assert_eq!(
        known["title"],
        "error: canceling statement due to lock timeout"
    );
    let text = known["text"].as_str().unwrap();
    for gone in ["2026", "ada", "120", "\u{1b}", "Makefile"] {
        assert!(!text.contains(gone), "{gone}: {text}");
    }

    let unknown = why(&ada, UNKNOWN).await;
    assert_eq!(unknown["hits"], json!([]));
    assert_eq!(unknown["title"], "fatal: the 'mast' antenna bends");
    for nothing in ["", "\0\0", "\u{1b}[", "...\n---\n"] {
        assert_eq!(why(&ada, nothing).await["hits"], json!([]), "{nothing:?}");
    }
    ada.post_json("/api/v1/why", json!({"text": LOG, "much": 1}))
        .await
        .is(422);
    let long = json!({"text": "x ".repeat(2_500_000)});
    ada.post_json("/api/v1/why", long).await.is(422);

    let token = site.by_token(&ada, Scope::Read).await.secret();
    let server = site.served().await;
    let run = tokio::task::spawn_blocking(move || {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_cahier"));
        alone(command.args(["why", "--limit", "1"]), folder.path())
            .env("CAHIER_URL", &server)
            .env("CAHIER_TOKEN", token);
        (fed(&mut command, LOG.as_bytes()), server)
    });
    let (run, _) = run.await.unwrap();
    let run = run.done();
    assert!(
        run.out
            .starts_with(&format!("{standard}  Set a lock timeout")),
        "{}",
        run.out
    );
    assert!(
        run.out.contains(&format!("/standards/{standard}\n")),
        "{}",
        run.out
    );
}

#[test]
fn what_nobody_knows_is_offered_to_be_logged() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    cahier(at, &["team", "add", "web", "Web"]).done();
    fs::write(at.join("locks.md"), LOCKS).unwrap();
    cahier(at, &["standard", "propose", "locks.md"]).done();

    let known = cahier_with(at, &["why"], LOG).done();
    assert!(
        known.out.starts_with("S-1  Set a lock timeout"),
        "{}",
        known.out
    );
    let known = cahier_with(at, &["why", "--json"], LOG).done().json();
    assert_eq!(known["hits"][0]["id"], "S-1");

    let unknown = cahier_with(at, &["why"], UNKNOWN);
    assert_eq!(unknown.code, Some(1), "{}{}", unknown.out, unknown.err);
    assert!(unknown.out.is_empty(), "{}", unknown.out);
    let command = "cahier log 'fatal: the '\\''mast'\\'' antenna bends' --description -";
    assert!(unknown.err.contains(command), "{}", unknown.err);
    let unknown = cahier_with(at, &["why", "--json"], UNKNOWN);
    assert_eq!(unknown.code, Some(1));
    assert_eq!(unknown.json()["hits"], json!([]));
    let nothing = cahier_with(at, &["why"], "\n\n");
    assert_eq!((nothing.code, nothing.err.lines().count()), (Some(1), 1));
    assert_eq!(cahier_with(at, &["why", "--limit", "0"], LOG).code, Some(2));

    // Whoever is at the terminal is asked there, since standard input is the error.
    let piped = format!(
        "printf '%s' \"$ERROR\" | {} why",
        env!("CARGO_BIN_EXE_cahier")
    );
    let Some(asked) = watched(at, &piped, &[("ERROR", UNKNOWN)], "n\n") else {
        return;
    };
    assert!(asked.out.contains("Log it as a problem?"), "{}", asked.out);
    assert_eq!(asked.code, Some(1));
    let listed = || cahier(at, &["problem", "list"]).done().out;
    assert!(listed().is_empty(), "{}", listed());
    let asked = watched(at, &piped, &[("ERROR", UNKNOWN)], "y\n\n").unwrap();
    assert_eq!(asked.code, Some(0), "{}", asked.out);
    assert!(asked.out.contains("P-1"), "{}", asked.out);
    assert!(
        listed().contains("the 'mast' antenna bends"),
        "{}",
        listed()
    );
    let shown = cahier(at, &["problem", "show", "P-1", "--json"])
        .done()
        .json();
    assert!(
        shown["description"]
            .as_str()
            .unwrap()
            .contains("antenna bends"),
        "{shown}"
    );
}

#[test]
fn a_bare_folder_knows_too_and_any_bytes_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::create_dir_all(at.join("docs/adr")).unwrap();
    fs::write(at.join("docs/adr/0007-locks.md"), LOCKS).unwrap();
    fs::write(at.join("docs/adr/0008-names.md"), "# Names\n\nShort.\n").unwrap();

    // Megabytes of a build, with bytes that are no text.
    let mut log = b"   Compiling shop \xff\xfe\0 v0.1.0\n".repeat(100_000);
    log.extend_from_slice(LOG.as_bytes());
    log.extend(b"cleaning up\r\n".repeat(100_000));
    let known = given(at, &["why"], &log).done();
    assert!(
        known
            .out
            .starts_with("./docs/adr/0007-locks.md:3  Set a lock timeout"),
        "{}",
        known.out
    );
    let unknown = given(at, &["why"], UNKNOWN.as_bytes());
    assert_eq!(unknown.code, Some(1));
    assert!(!at.join("cahier-data").exists());
}

async fn why(person: &crate::support::Person, text: &str) -> Value {
    let asked = person.post_json("/api/v1/why", json!({"text": text})).await;
    asked.is(200).json()
}

fn given(folder: &Path, words: &[&str], input: &[u8]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cahier"));
    fed(alone(command.args(words), folder), input)
}

fn fed(command: &mut Command, input: &[u8]) -> Run {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    Run::of(child.wait_with_output().unwrap())
}
