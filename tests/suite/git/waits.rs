//! What git cannot do now waits, with its reason where the team looks; publishing never fails for it, and it is tried again.

use std::fs;
use std::path::Path;
use std::process::Command;

use cahier::folder::Committing;
use serde_json::{Value, json};

use super::{Desk, FILE, TEXT, git_in, git_is_here};
use crate::standards::publish;
use crate::support::terminal::{Run, alone, cahier, open};
use crate::support::{Person, Site};

/// Publishes, and asserts that it waits for this reason, told on the pages; then that it is committed once `mend` is done.
async fn waits_and_goes_on(desk: &Desk, why: &str, mend: impl FnOnce(&Desk)) {
    let before = desk.subjects().len();
    desk.publish(TEXT, None).await;
    assert_eq!(desk.subjects().len(), before);
    let head = desk.git(&["rev-parse", "HEAD"]);
    for page in ["/standards", "/standards/S-1"] {
        let page = desk.ada.get(page).await.is(200);
        let said = "not committed to git yet";
        assert!(
            page.text.contains(said) && page.text.contains(why),
            "{}",
            page.text
        );
    }
    let settings = desk.root.get("/settings/teams/web").await.is(200);
    settings.says("One publication waits to be committed.");
    // Trying again changes nothing as long as it stands in the way.
    desk.look().await;
    assert_eq!(desk.git(&["rev-parse", "HEAD"]), head);
    mend(desk);
    assert!(desk.look().await.waiting.is_empty());
    assert_eq!(desk.subjects()[0], "Add S-1: Use UTC");
    let page = desk.ada.get("/standards").await.is(200);
    page.says_nothing_of("not committed to git");
}

#[tokio::test]
async fn it_waits_while_no_branch_is_checked_out() {
    if let Some(desk) = Desk::new("no branch is checked out").await {
        desk.git(&["checkout", "--quiet", "--detach"]);
        waits_and_goes_on(&desk, "no branch is checked out", |desk| {
            desk.git(&["checkout", "--quiet", "main"]);
        })
        .await;
    }
}

#[tokio::test]
async fn it_waits_while_another_program_holds_the_index() {
    if let Some(desk) = Desk::new("another program holds the index").await {
        let lock = desk.top.join(".git/index.lock");
        fs::write(&lock, "").unwrap();
        waits_and_goes_on(&desk, "another program holds the repository", |_| {
            fs::remove_file(&lock).unwrap();
        })
        .await;
    }
}

#[tokio::test]
async fn it_waits_for_the_end_of_a_merge_and_of_a_rebase() {
    for (what, begin, end) in [
        ("merge", &["merge", "other"][..], &["merge", "--abort"][..]),
        ("rebase", &["rebase", "other"], &["rebase", "--abort"]),
    ] {
        let Some(desk) = Desk::new("a merge and a rebase").await else {
            return;
        };
        for (branch, text) in [("other", "Theirs\n"), ("main", "Mine\n")] {
            if branch == "other" {
                desk.git(&["branch", "other"]);
            }
            desk.git(&["checkout", "--quiet", branch]);
            desk.write("README.md", text);
            desk.git(&["commit", "--quiet", "--all", "--message=Say so"]);
        }
        let mut clash = Command::new("git");
        clash.args(begin);
        let clash = Run::of(alone(&mut clash, &desk.top).output().unwrap());
        assert_ne!(clash.code, Some(0), "{clash:?}");
        let why = format!("a {what} is not finished");
        waits_and_goes_on(&desk, &why, |desk| {
            desk.git(end);
        })
        .await;
    }
}

#[tokio::test]
async fn an_ignored_file_waits_and_says_so() {
    if let Some(desk) = Desk::new("an ignored file").await {
        desk.write("standards/.gitignore", "*.md\n");
        waits_and_goes_on(&desk, "git ignores 0001-use-utc.md", |desk| {
            fs::remove_file(desk.top.join("standards/.gitignore")).unwrap();
        })
        .await;
    }
}

#[tokio::test]
async fn a_file_that_waits_for_somebody_is_committed_after_it_is_written() {
    if let Some(desk) = Desk::new("a file that waits for somebody").await {
        // Something else stands where the file is to be.
        fs::create_dir(desk.top.join(FILE)).unwrap();
        waits_and_goes_on(&desk, "its file does not hold the text yet", |desk| {
            fs::remove_dir(desk.top.join(FILE)).unwrap();
        })
        .await;
    }
}

#[tokio::test]
async fn where_there_is_no_repository_it_is_said_in_both_languages() {
    let site = Site::new().await;
    let Some(desk) = Desk::beside("no repository", site).await else {
        return;
    };
    desk.turn("on").await;
    let id = publish(
        &desk.ada,
        &[&desk.bo, &desk.cy],
        json!({ "markdown": TEXT }),
    )
    .await;
    let commits = desk.look().await;
    assert!(matches!(&commits.state, Committing::Hindered(why) if why.key == "git-no-work-tree"));
    let french = desk.ada.with_header("accept-language", "fr");
    let page = french.get(&format!("/standards/{id}")).await.is(200);
    page.says("pas encore enregistré dans git\u{202f}: le dossier des standards n’est dans aucun arbre de travail de git");
    let settings = desk.root.get("/settings/teams/web").await.is(200);
    settings
        .says("Nothing can be committed now: the standards’ folder lies in no work tree of git");
    let ready = desk.site.stranger().get("/readyz").await.json();
    assert_eq!(ready["git"], "hindered");
    let why = ready["why"].as_str().unwrap_or_default();
    assert!(why.contains("in no work tree of git"), "{ready}");
    // A bare repository around it is no work tree either.
    desk.git(&["init", "--quiet", "--bare", "--initial-branch=main", ".git"]);
    assert!(matches!(&desk.look().await.state, Committing::Hindered(_)));
    fs::remove_dir_all(desk.top.join(".git")).unwrap();
    // A first commit is made where there is none.
    desk.git(&["init", "--quiet", "--initial-branch=main"]);
    assert!(desk.look().await.waiting.is_empty());
    assert_eq!(desk.subjects(), ["Add S-1: Use UTC"]);
}

#[tokio::test]
async fn a_repository_with_longer_names_another_work_tree_and_a_submodule_will_do() {
    if !git_is_here("longer names, another work tree, a submodule") {
        return;
    }
    // SHA-256.
    let begin = [
        "init",
        "--quiet",
        "--object-format=sha256",
        "--initial-branch=main",
    ];
    let desk = Desk::with("longer names", &begin).await.unwrap();
    desk.publish(TEXT, None).await;
    assert_eq!(desk.git(&["rev-parse", "HEAD"]).trim().len(), 64);
    fs::rename(desk.top.join(FILE), desk.top.join("standards/0001-utc.md")).unwrap();
    desk.publish("# UTC\n\nAlways.\n", Some("S-1")).await;
    assert_eq!(desk.changed(), [FILE, "standards/0001-utc.md"]);
    // The folder is a work tree of its own, of a repository elsewhere: `.git` is a file there.
    for how in ["worktree", "submodule"] {
        let desk = Desk::beside(how, Site::new().await).await.unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        let upstream = elsewhere.path();
        git_in(upstream, &["init", "--quiet", "--initial-branch=main"]);
        let ada = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"];
        let commit = ["commit", "--quiet", "--allow-empty", "--message=Begin"];
        git_in(upstream, &[&ada[..], &commit[..]].concat());
        let folder = desk.site.standards();
        let at = folder.to_str().unwrap();
        fs::remove_dir_all(&folder).ok();
        if how == "worktree" {
            git_in(upstream, &["worktree", "add", "--quiet", "-b", "book", at]);
        } else {
            desk.git(&["init", "--quiet", "--initial-branch=main"]);
            let add = [
                "submodule",
                "--quiet",
                "add",
                upstream.to_str().unwrap(),
                "standards",
            ];
            desk.git(&add);
        }
        assert!(folder.join(".git").is_file());
        desk.turn("on").await;
        desk.publish(TEXT, None).await;
        let log = git_in(&folder, &["log", "--format=%s"]);
        assert_eq!(log, "Add S-1: Use UTC\nBegin\n", "{how}");
        assert_eq!(git_in(&folder, &["status", "--porcelain"]), "", "{how}");
    }
}

#[tokio::test]
async fn another_repository_within_is_left_alone() {
    let Some(desk) = Desk::new("another repository within").await else {
        return;
    };
    desk.write("standards/inner/0005-inner.md", "# Inner\n\nOne\n");
    git_in(&desk.top.join("standards/inner"), &["init", "--quiet"]);
    desk.look().await;
    desk.publish("# Inner\n\nTwo\n", Some("S-5")).await;
    let page = desk.ada.get("/standards/S-5").await.is(200);
    page.says("lies in another repository");
    assert_eq!(desk.subjects(), ["Begin"]);
}

/// A data folder with a team that has it turned on, one standard that is not committed, and somebody who takes part.
async fn left_waiting(folder: &Path) {
    cahier(folder, &["team", "add", "web", "Web"]).done();
    cahier(folder, &["team", "commits", "web", "on"]).done();
    let add = ["member", "add", "ada@example.org", "--name", "Ada"];
    cahier(folder, &add).done();
    let app = open(folder).await;
    let token = cahier(
        folder,
        &[
            "token",
            "create",
            "--member",
            "ada@example.org",
            "--name",
            "t",
            "--scope",
            "write",
        ],
    )
    .done()
    .out;
    let router = cahier::web::router(std::sync::Arc::clone(&app));
    let bearer = format!("Bearer {}", token.split_whitespace().last().unwrap());
    let ada = Person::at(router).with_header("authorization", &bearer);
    ada.proposes(json!({ "markdown": TEXT })).await;
    app.folder.sync().await.unwrap();
    app.start_followers();
    let head = app.db.look_at_head().await.unwrap();
    app.search.reached(head).await;
    app.tasks.stop().await;
    app.db.close().await;
}

#[tokio::test]
async fn the_doctor_says_what_waits_and_why() {
    if !git_is_here("the doctor says what waits") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    left_waiting(at).await;
    let found = |run: Run| -> Vec<String> {
        let said: Value = serde_json::from_str(&run.out).unwrap();
        let findings = said["findings"].as_array().unwrap().iter();
        findings
            .filter(|finding| finding["area"] == "git")
            .map(|finding| finding["message"].as_str().unwrap().to_owned())
            .collect()
    };
    let said = found(cahier(at, &["--json", "doctor"]).done());
    assert!(said[0].contains("lies in no work tree of git"), "{said:?}");
    assert!(
        said[1].starts_with("S-1 is not committed to git yet: 0001-use-utc.md"),
        "{said:?}"
    );
    assert_eq!(cahier(at, &["doctor", "--strict"]).code, Some(1));
    // A machine without git is told as such, and nothing else fails for it.
    let empty = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_cahier"));
    command.args(["--json", "doctor"]);
    alone(&mut command, at).env("PATH", empty.path());
    let said = found(Run::of(command.output().unwrap()).done());
    assert!(said[0].contains("the program git is not there"), "{said:?}");
    // With a repository it only waits for the server.
    git_in(
        &at.join("cahier-data"),
        &["init", "--quiet", "--initial-branch=main"],
    );
    let said = found(cahier(at, &["--json", "doctor"]).done());
    assert_eq!(
        said,
        ["S-1 is not committed to git yet: 0001-use-utc.md: the server commits it."]
    );
    let app = open(at).await;
    app.folder.commit().await.unwrap();
    app.tasks.stop().await;
    app.db.close().await;
    assert!(found(cahier(at, &["--json", "doctor"])).is_empty());
}
