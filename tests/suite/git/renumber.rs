//! A number that two branches both took: one command gives one of the two files another number, and the links follow.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{Desk, git_in, git_is_here};
use crate::support::terminal::{Run, alone, cahier, git};

/// A repository in which two branches took the number 7, merged into one unless `merge` says otherwise.
fn taken_twice(at: &Path, merge: &[&str]) {
    let put = |path: &str, text: &str| {
        fs::create_dir_all(at.join("standards/more")).unwrap();
        fs::write(at.join("standards").join(path), text).unwrap();
    };
    let commit = |message: &str| {
        git(at, &["add", "--all"]);
        git(at, &["commit", "--quiet", "--message", message]);
    };
    git(at, &["init", "--quiet", "--initial-branch=main"]);
    put(
        "0001-base.md",
        "# Base\n\nFirst\n\nlines\n\nof it\n\nLast\n",
    );
    commit("Begin");
    git(at, &["checkout", "--quiet", "-b", "other"]);
    put("0007-cache.md", "# Cache\r\n\r\nThis is S-7.\r\n");
    put(
        "more/0005-web.md",
        "---\nsupersedes: [S-7]\n---\n# Web\n\nAs in [the cache](../0007-cache.md#how) and S-7.\n",
    );
    put(
        "0001-base.md",
        "# Base\n\nFirst\n\nlines\n\nof it\n\nLast\n\nCaches: S-7\n",
    );
    commit("Cache");
    git(at, &["checkout", "--quiet", "main"]);
    put(
        "0007-locks.md",
        "# Locks\n\nThis is S-7, not [the cache](0007-cache.md).\n",
    );
    put(
        "0001-base.md",
        "# Base\n\nLocks: S-7 in [locks](0007-locks.md)\n\nFirst\n\nlines\n\nof it\n\nLast\n",
    );
    commit("Locks");
    git(at, merge);
}

fn text(at: &Path, path: &str) -> String {
    fs::read_to_string(at.join("standards").join(path)).unwrap()
}

#[test]
fn a_number_that_two_branches_took_is_mended_with_its_links() {
    let merges: [&[&str]; 2] = [
        &["merge", "--quiet", "--no-edit", "other"],
        // Also while the merge is still open.
        &["merge", "--quiet", "--no-commit", "--no-ff", "other"],
    ];
    for merge in merges {
        if !git_is_here("a number that two branches took") {
            return;
        }
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path();
        taken_twice(at, merge);
        // Written since, where both were there.
        fs::write(
            at.join("standards/0003-notes.md"),
            "# Notes\n\nAs S-7 says\n",
        )
        .unwrap();
        let check = cahier(at, &["check", "standards"]);
        assert!(
            check.code == Some(1) && check.out.contains("S-7 is the number"),
            "{check:?}"
        );

        let done = cahier(at, &["standard", "renumber", "standards/0007-cache.md"]).done();
        assert_eq!(done.out, "standards/0008-cache.md\n");
        assert!(
            done.err.contains("0003-notes.md:3: S-7 may mean"),
            "{}",
            done.err
        );
        assert_eq!(done.err.matches("may mean").count(), 1, "{}", done.err);
        assert_eq!(text(at, "0008-cache.md"), "# Cache\r\n\r\nThis is S-8.\r\n");
        assert_eq!(
            text(at, "more/0005-web.md"),
            "---\nsupersedes: [S-8]\n---\n# Web\n\nAs in [the cache](../0008-cache.md#how) and S-8.\n"
        );
        assert_eq!(
            text(at, "0001-base.md"),
            "# Base\n\nLocks: S-7 in [locks](0007-locks.md)\n\nFirst\n\nlines\n\nof it\n\nLast\n\nCaches: S-8\n"
        );
        assert_eq!(
            text(at, "0007-locks.md"),
            "# Locks\n\nThis is S-7, not [the cache](0008-cache.md).\n"
        );
        assert_eq!(text(at, "0003-notes.md"), "# Notes\n\nAs S-7 says\n");
        assert!(!at.join("standards/0007-cache.md").exists());
        let check = cahier(at, &["check", "standards"]).done();
        assert!(!check.out.contains("S-7 is the number"), "{}", check.out);
    }
}

#[test]
fn a_number_that_a_third_branch_took_is_not_given() {
    if !git_is_here("a number that a third branch took") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    taken_twice(at, &["merge", "--quiet", "--no-edit", "other"]);
    git(at, &["checkout", "--quiet", "-b", "third", "main~1"]);
    fs::write(at.join("standards/0008-third.md"), "# Third\n").unwrap();
    git(at, &["add", "--all"]);
    git(at, &["commit", "--quiet", "--message=Third"]);
    git(at, &["checkout", "--quiet", "main"]);
    let done = cahier(
        at,
        &["--json", "standard", "renumber", "standards/0007-cache.md"],
    )
    .done();
    let said = done.json();
    assert_eq!(
        (said["id"].as_str(), said["path"].as_str()),
        (Some("S-9"), Some("standards/0009-cache.md"))
    );
    assert_eq!(said["mended"].as_array().unwrap().len(), 4, "{said}");
    assert_eq!(said["doubtful"].as_array().unwrap().len(), 0, "{said}");
}

#[test]
fn without_git_links_follow_and_what_an_id_means_is_asked() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let put = |path: &str, text: &str| {
        fs::create_dir_all(at.join("standards")).unwrap();
        fs::write(at.join("standards").join(path), text).unwrap();
    };
    put("0007-a.md", "# A\n\nI am S-7\n");
    put("0007-b.md", "# B\n\nI am S-7\n");
    put("0009-c.md", "# C\n\n[b](0007-b.md)\n\nS-7\n");
    let mut command = Command::new(env!("CARGO_BIN_EXE_cahier"));
    command.args(["standard", "renumber", "standards/0007-b.md"]);
    let empty = tempfile::tempdir().unwrap();
    let run = alone(&mut command, at)
        .env("PATH", empty.path())
        .output()
        .unwrap();
    let done = Run::of(run).done();
    assert_eq!(done.out, "standards/0010-b.md\n");
    assert!(
        done.err.contains("0009-c.md:5: S-7 may mean"),
        "{}",
        done.err
    );
    assert_eq!(text(at, "0009-c.md"), "# C\n\n[b](0010-b.md)\n\nS-7\n");
    assert_eq!(text(at, "0010-b.md"), "# B\n\nI am S-10\n");
    assert_eq!(text(at, "0007-a.md"), "# A\n\nI am S-7\n");
}

#[tokio::test]
async fn the_file_that_the_book_knows_keeps_its_number() {
    let Some(desk) = Desk::new("the file that the book knows").await else {
        return;
    };
    desk.publish("# A\n\nOne\n", None).await;
    let other = tempfile::tempdir().unwrap();
    let from = desk.top.to_str().unwrap();
    git_in(other.path(), &["clone", "--quiet", from, "clone"]);
    let clone = other.path().join("clone");
    git(&clone, &["reset", "--quiet", "--hard", "HEAD~1"]);
    fs::create_dir_all(clone.join("standards")).unwrap();
    fs::write(clone.join("standards/0001-z.md"), "# Z\n\nAs S-1.\n").unwrap();
    git(&clone, &["add", "--all"]);
    git(&clone, &["commit", "--quiet", "--message=Z"]);
    desk.git(&[
        "pull",
        "--quiet",
        "--no-rebase",
        "--no-edit",
        clone.to_str().unwrap(),
        "main",
    ]);
    desk.look().await;
    desk.ada
        .get("/standards")
        .await
        .is(200)
        .says("0001-z.md has the number S-1");
    if !desk.site.database_url().starts_with("sqlite") {
        // The terminal works on a data folder here.
        return;
    }
    let renumber = |file: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cahier"));
        let data = desk.site.data();
        command.arg("--data").arg(&data);
        command
            .args(["standard", "renumber"])
            .arg(desk.site.standards().join(file));
        Run::of(alone(&mut command, &data).output().unwrap())
    };
    let refused = renumber("0001-a.md");
    assert_eq!(refused.code, Some(1));
    assert!(
        refused.err.contains("renumber 0001-z.md instead"),
        "{}",
        refused.err
    );
    assert!(
        renumber("0001-z.md")
            .done()
            .out
            .trim_end()
            .ends_with("/0002-z.md")
    );
    desk.look().await;
    let shown = desk.ada.get("/api/v1/standards/S-2").await.is(200).json();
    assert_eq!(shown["markdown"], "# Z\n\nAs S-2.\n");
    let page = desk.ada.get("/standards").await.is(200);
    page.says_nothing_of("has the number S-1");
}
