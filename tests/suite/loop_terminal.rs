//! The loop from the terminal: posting, looking, proposing a standard, importing a wall, reading the minutes.

use std::path::Path;

use cahier::members::Scope;
use serde_json::json;

use crate::standups::{act, started};
use crate::support::Site;
use crate::support::terminal::{cahier, cahier_at, cahier_with};

fn web_team(at: &Path) {
    cahier(at, &["team", "add", "web", "Web"]).done();
}

#[test]
fn a_problem_is_posted_listed_shown_and_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let nowhere = cahier(at, &["log", "The build waits for the network"]);
    assert_eq!(nowhere.code, Some(1), "{}", nowhere.err);
    assert_eq!(nowhere.err.lines().count(), 1, "{}", nowhere.err);
    assert!(
        !at.join("cahier-data").exists(),
        "it wrote into a private database"
    );

    web_team(at);
    let words = [
        "log",
        "The build waits for the network",
        "--tag",
        "Build",
        "--impact",
        "2",
        "--should-be",
        "It builds offline",
        "--description",
        "-",
    ];
    let posted = cahier_with(at, &words, "Every *morning*.\n").done();
    assert_eq!(posted.out, "P-1\n");
    let shown = cahier(at, &["problem", "show", "P-1", "--json"])
        .done()
        .json();
    assert_eq!(shown["title"], "The build waits for the network");
    assert_eq!(shown["tags"], json!(["build"]));
    assert_eq!(shown["impact"], 2);
    assert_eq!(
        shown["description"].as_str().unwrap().trim(),
        "Every *morning*."
    );
    let told = cahier(at, &["problem", "show", "P-1"]).done().out;
    for words in ["P-1  The build waits for the network", "It builds offline"] {
        assert!(told.contains(words), "{told}");
    }

    let alike = cahier(at, &["log", "The build is waiting for a network"]).done();
    assert_eq!(alike.out, "P-2\n");
    let again = cahier(at, &["problem", "again", "P-1", "--note", "At noon"]).done();
    assert_eq!(again.out, "P-1\n");
    let shown = cahier(at, &["problem", "show", "P-1", "--json"])
        .done()
        .json();
    assert_eq!(shown["occurrences"].as_array().unwrap().len(), 1);

    let listed = cahier(
        at,
        &["problem", "list", "--state", "posted", "--tag", "build"],
    )
    .done();
    assert_eq!(listed.out.lines().count(), 1, "{}", listed.out);
    assert!(listed.out.starts_with("P-1"), "{}", listed.out);
    for (words, code) in [
        (&["log", ""][..], 1),
        (&["log"], 2),
        (&["log", "x", "--impact", "4"], 2),
        (&["log", "x", "--team", "nobody"], 1),
        (&["problem", "show", "P-99"], 1),
        (&["problem", "show", "12"], 2),
        (&["problem", "list", "--state", "happy"], 1),
    ] {
        let run = cahier(at, words);
        assert_eq!(run.code, Some(code), "{words:?}: {}{}", run.out, run.err);
        assert!(!run.err.is_empty(), "{words:?} says nothing");
    }
    cahier(at, &["team", "add", "ops", "Ops"]).done();
    let which = cahier(at, &["log", "Whose is it?"]);
    assert_eq!(which.code, Some(2));
    assert!(
        which.err.contains("ops, web") || which.err.contains("web, ops"),
        "{}",
        which.err
    );
}

#[test]
fn a_standard_is_begun_from_a_problem_proposed_and_read_back_byte_for_byte() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    web_team(at);
    cahier(at, &["log", "Times are an hour off", "--tag", "time"]).done();
    let begun = cahier(
        at,
        &["standard", "new", "Store times in UTC", "--solves", "P-1"],
    )
    .done();
    for words in ["# Store times in UTC", "solves: [P-1]", "tags: [time]"] {
        assert!(begun.out.contains(words), "{}", begun.out);
    }
    std::fs::write(at.join("utc.md"), &begun.out).unwrap();
    let proposed = cahier(
        at,
        &["standard", "propose", "utc.md", "--solves", "P-1", "--json"],
    )
    .done();
    let proposal = proposed.json();
    assert_eq!(
        proposal["state"], "published",
        "nobody else is there to agree: self-checked"
    );
    let shown = cahier(at, &["standard", "show", "S-1"]).done();
    assert_eq!(shown.out, begun.out);

    let listed = cahier(at, &["standard", "list", "--tag", "time"]).done();
    assert!(
        listed.out.contains("S-1") && listed.out.contains("Store times in UTC"),
        "{}",
        listed.out
    );
    let history = cahier(at, &["standard", "history", "S-1", "--json"])
        .done()
        .json();
    assert_eq!(history["items"].as_array().unwrap().len(), 1);
    let changed = begun
        .out
        .replace("# Store times in UTC", "# Store instants");
    std::fs::write(at.join("utc.md"), &changed).unwrap();
    let propose = ["standard", "propose", "utc.md", "--standard", "S-1"];
    cahier(at, &propose).done();
    let differs = cahier(at, &["standard", "history", "S-1", "--from", "1"]).done();
    for words in ["-# Store times in UTC\n", "+# Store instants\n"] {
        assert!(differs.out.contains(words), "{}", differs.out);
    }
    let lines = cahier(at, &["standard", "history", "S-1", "--lines"]).done();
    let line = |words: &str| {
        let line = lines.out.lines().find(|line| line.contains(words));
        line.unwrap().trim_start().to_owned()
    };
    assert!(line("# Store instants").starts_with("2 "), "{}", lines.out);
    assert!(line("solves: [P-1]").starts_with("1 "), "{}", lines.out);
    let due = cahier(at, &["standard", "list", "--review-by", "2027-01-01"]).done();
    assert_eq!(due.out, "");
    let agreed = cahier(at, &["standard", "agree", proposal["id"].as_str().unwrap()]);
    assert_eq!(
        agreed.code,
        Some(1),
        "a terminal beside the data is nobody who agrees"
    );
    for words in [
        &["standard", "show", "S-9"][..],
        &["standard", "history", "S-9"],
        &["standard", "propose", "nothing.md"],
    ] {
        let run = cahier(at, words);
        assert_eq!(run.code, Some(1), "{words:?}");
        assert_eq!(run.err.lines().count(), 1, "{words:?}: {}", run.err);
    }
}

#[test]
fn a_wall_is_brought_in_and_what_cannot_be_taken_is_named_by_line() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    web_team(at);
    std::fs::write(
        at.join("wall.csv"),
        "title,description,tags,team,posted_at\r\n\
         \"Slow, every Monday\",\"Two\nlines\",\"ci, network\",web,2026-01-05T09:00:00Z\r\n\
         ,no title,,,\r\n\
         Nobody's,,,nowhere,\r\n",
    )
    .unwrap();
    let dry = cahier(at, &["import", "wall.csv", "--as", "problems", "--dry-run"]).done();
    assert!(
        cahier(at, &["problem", "list"]).done().out.is_empty(),
        "{}{}",
        dry.out,
        dry.err
    );
    let done = cahier(at, &["import", "wall.csv", "--as", "problems"]).done();
    let said = format!("{}{}", done.out, done.err);
    for line in ["wall.csv:4", "wall.csv:5"] {
        assert!(said.contains(line), "{said}");
    }
    let shown = cahier(at, &["problem", "show", "P-1", "--json"])
        .done()
        .json();
    assert_eq!(shown["state"], "tray");
    assert_eq!(shown["title"], "Slow, every Monday");
    assert_eq!(shown["tags"], json!(["ci", "network"]));
    let found = cahier(at, &["search", "monday", "--kind", "problem"]).done();
    assert!(found.out.contains("P-1"), "{}", found.out);
    cahier(at, &["import", "wall.csv", "--as", "problems"]).done();
    let listed = cahier(at, &["problem", "list", "--json"]).done().json();
    assert_eq!(
        listed["items"].as_array().unwrap().len(),
        1,
        "run twice, nothing doubles"
    );

    std::fs::write(at.join("none.jsonl"), "{\"title\": \" \"}\nnot json\n").unwrap();
    let none = cahier(at, &["import", "none.jsonl", "--as", "problems"]);
    assert_eq!(none.code, Some(1), "nothing could be taken");
}

#[tokio::test]
async fn the_minutes_are_listed_and_shown_as_they_are_pasted() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    ada.post_json("/api/v1/problems", json!({"title": "Deploys stop at noon"}))
        .await
        .is(201);
    let id = started(&ada).await;
    act(&ada, id, "end", json!({}), 200).await;
    let token = site.by_token(&ada, Scope::Read).await.secret();
    let server = site.served().await;
    let ask = async |words: &[&str]| cahier_at(&server, &token, words).await;
    let listed = ask(&["standup", "list"]).await.done();
    assert!(
        listed.out.starts_with("U-1") && listed.out.contains("Ada"),
        "{}",
        listed.out
    );
    let listed = ask(&["standup", "list", "--json"]).await.done().json();
    assert_eq!(listed["items"][0]["id"], "U-1");
    let shown = ask(&["standup", "show", "U-1"]).await.done();
    assert!(shown.out.contains("Deploys stop at noon"), "{}", shown.out);
    let minutes = ask(&["standup", "show", "U-1", "--markdown"]).await.done();
    assert!(minutes.out.starts_with("# "), "{}", minutes.out);
    assert!(minutes.out.contains("P-1"), "{}", minutes.out);
    assert_eq!(ask(&["standup", "show", "U-9"]).await.code, Some(1));
    let refused = ask(&["log", "A reader's token logs nothing"]).await;
    assert_eq!(refused.code, Some(1), "{}", refused.err);
    let wrong = cahier_at(&server, "nonsense", &["standup", "list"]).await;
    assert_eq!(wrong.code, Some(1));
    assert_eq!(wrong.err.lines().count(), 1, "{}", wrong.err);
}
