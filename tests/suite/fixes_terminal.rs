//! Links to code, from the terminal and the history of a local repository.

use std::collections::BTreeMap;
use std::path::Path;

use cahier::app::App;
use cahier::clock::Clock;
use cahier::config::{Config, Given};
use cahier::db::{Actor, Channel};
use cahier::members;
use cahier::problems::{self, Draft};
use serde_json::json;

use crate::fixes::{PULL, SHA};
use crate::support::terminal::{cahier, git};

/// A repository with three commits, two of which name something.
fn repository(folder: &Path) {
    git(folder, &["init", "--quiet", "--initial-branch=main"]);
    git(
        folder,
        &["remote", "add", "origin", "git@github.com:halles/shop.git"],
    );
    for message in [
        "Begin",
        "Store instants; drop `$(touch hacked)`\n\nBecause of the zones.\n\nFixes-Problem: P-1\nStandard: S-9\n",
        "Wait longer\n\nproblem: P-1, P-2\nAgain: P-2\n",
    ] {
        git(
            folder,
            &["commit", "--quiet", "--allow-empty", "-m", message],
        );
    }
}

#[tokio::test]
async fn the_terminal_reads_the_trailers_of_local_commits_and_is_safe_to_repeat() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    repository(at);
    cahier(at, &["team", "add", "web", "Web"]).done();
    for title in ["Times are an hour off", "Timeouts at noon"] {
        log(at, title).await;
    }
    let first = cahier(at, &["link", "--from-git", "HEAD"]).done();
    assert_eq!(first.out.lines().count(), 2, "{}", first.out);
    assert!(
        first
            .out
            .contains("P-1  Store instants; drop `$(touch hacked)`"),
        "{}",
        first.out
    );
    assert!(
        first.err.contains("S-9, which does not exist"),
        "{}",
        first.err
    );
    assert!(
        first
            .err
            .contains("3 commits read, 2 with trailers: 2 newly linked, 1 occurrence waits"),
        "{}",
        first.err
    );
    let second = cahier(at, &["link", "--from-git", "HEAD"]).done();
    assert!(second.out.is_empty(), "{}", second.out);
    assert!(
        second.err.contains("nothing new to link."),
        "{}",
        second.err
    );
    assert!(!at.join("hacked").exists());
    let none = cahier(at, &["link", "--from-git", "HEAD~2", "--json"]).done();
    assert_eq!(none.json(), json!({"read": 1, "items": []}));

    for (range, code) in [("--output=x", 2), ("", 2), ("nowhere..", 1)] {
        let refused = cahier(at, &["link", &format!("--from-git={range}")]);
        assert_eq!(refused.code, Some(code), "{range}: {}", refused.err);
        assert!(
            code == 2 || refused.err.lines().count() == 1,
            "{}",
            refused.err
        );
    }
    assert!(!at.join("x").exists());
}

#[tokio::test]
async fn the_terminal_links_one_commit_and_needs_a_repository_only_for_ranges() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    cahier(at, &["team", "add", "web", "Web"]).done();
    log(at, "Times are an hour off").await;
    let absent = cahier(at, &["link", "--from-git", "HEAD"]);
    assert_eq!(absent.code, Some(1));
    assert!(
        absent.err.contains("not a git repository"),
        "{}",
        absent.err
    );
    assert_eq!(absent.err.lines().count(), 1);
    assert_eq!(
        cahier(at, &["link", "--commit", &SHA[..7], "P-1"])
            .done()
            .out
            .trim(),
        "3f9c2d1  P-1"
    );
    repository(at);
    let here = cahier(at, &["link", "--commit", "HEAD", "P-1", "--json"])
        .done()
        .json();
    assert_eq!(
        (&here["title"], &here["repository"]),
        (
            &json!("Wait longer"),
            &json!("https://github.com/halles/shop")
        )
    );
    let pull = cahier(at, &["link", "--url", PULL, "P-1"]).done();
    assert_eq!(pull.out.trim(), format!("{PULL}  P-1"));
    for (words, code) in [
        (&["link"][..], 2),
        (&["link", "P-1"], 2),
        (&["link", "P-1", "P-2"], 2),
        (&["link", "--url", PULL], 2),
        (&["link", "--url", PULL, "P-99"], 1),
        (&["link", "P-1", "S-99"], 1),
    ] {
        assert_eq!(cahier(at, words).code, Some(code), "{words:?}");
    }
}

/// Posts a problem on the data folder, as `cahier log` would.
async fn log(folder: &Path, title: &str) {
    let given = Given {
        data: Some(folder.join("cahier-data")),
        ..Given::default()
    };
    let config = Config::from_parts(&given, BTreeMap::new()).unwrap();
    let app = App::open(config, Clock::system()).await.unwrap();
    let mut tx = app
        .db
        .write(Actor::nobody(Channel::Terminal))
        .await
        .unwrap();
    let team = members::teams(&mut tx).await.unwrap().remove(0);
    problems::post(&mut tx, &team, Draft::of_line(title).unwrap())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    app.db.close().await;
}
