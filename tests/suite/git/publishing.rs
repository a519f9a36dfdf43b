//! A publication is a commit of its file, and of nothing else.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::json;

use super::{Desk, FILE, TEXT};

#[tokio::test]
async fn a_publication_is_a_commit_of_its_file_alone() {
    let Some(desk) = Desk::new("a publication is a commit").await else {
        return;
    };
    // Somebody is in the middle of something else, and the repository has hooks.
    desk.write("README.md", "Ours, half done\n");
    desk.git(&["add", "README.md"]);
    desk.write("README.md", "Ours, being written\n");
    desk.write("standards/notes.txt", "not staged\n");
    for hook in [
        "pre-commit",
        "commit-msg",
        "post-commit",
        "reference-transaction",
        "post-index-change",
    ] {
        let file = desk.top.join(".git/hooks").join(hook);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(
            &file,
            "#!/bin/sh\ntouch \"$GIT_DIR/../ran\" ./ran\nexit 1\n",
        )
        .unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let id = desk.publish(TEXT, None).await;
    assert_eq!(id, "S-1");
    fs::remove_dir_all(desk.top.join(".git/hooks")).unwrap();
    assert_eq!(desk.subjects(), ["Add S-1: Use UTC", "Begin"]);
    assert_eq!(desk.changed(), [FILE]);
    assert_eq!(desk.git(&["show", &format!("HEAD:{FILE}")]), TEXT);
    assert_eq!(desk.staged(), "M\tREADME.md\n");
    assert_eq!(desk.git(&["show", ":README.md"]), "Ours, half done\n");
    assert_eq!(
        desk.git(&["status", "--porcelain", "--", "standards"]),
        "?? standards/notes.txt\n"
    );
    assert_eq!(desk.git(&["fsck", "--strict", "--no-dangling"]), "");
    assert!(!desk.top.join("ran").exists() && !desk.top.join("standards/ran").exists());
    // Nothing more to do, and the next text is the next commit.
    desk.look().await;
    assert_eq!(desk.subjects().len(), 2);
    desk.publish("# Use UTC\n\nEverywhere.\n", Some("S-1"))
        .await;
    assert_eq!(desk.subjects()[0], "Revise S-1: Use UTC");
    assert_eq!(desk.staged(), "M\tREADME.md\n");
}

#[tokio::test]
async fn texts_that_came_between_two_looks_are_a_commit_each() {
    let Some(desk) = Desk::new("texts between two looks").await else {
        return;
    };
    for (text, standard) in [
        ("# A\n\nOne\n", None),
        ("# A\n\nTwo\n", Some("S-1")),
        ("# B\n\nOne\n", None),
        ("# A\n\nThree\n", Some("S-1")),
    ] {
        let mut body = json!({ "markdown": text });
        if let Some(id) = standard {
            body["standard"] = json!(id);
        }
        crate::standards::publish(&desk.ada, &[&desk.bo, &desk.cy], body).await;
    }
    assert!(desk.look().await.waiting.is_empty());
    let expected = [
        "Revise S-1: A",
        "Add S-2: B",
        "Revise S-1: A",
        "Add S-1: A",
        "Begin",
    ];
    assert_eq!(desk.subjects(), expected);
    let file = "standards/0001-a.md";
    let texts = ["HEAD~3", "HEAD~2", "HEAD"].map(|at| desk.git(&["show", &format!("{at}:{file}")]));
    assert_eq!(texts, ["# A\n\nOne\n", "# A\n\nTwo\n", "# A\n\nThree\n"]);
    assert_eq!(desk.git(&["status", "--porcelain"]), "");
}

#[tokio::test]
async fn what_somebody_staged_at_the_same_file_stays_staged() {
    let Some(desk) = Desk::new("staged at the same file").await else {
        return;
    };
    desk.publish(TEXT, None).await;
    // Staged and taken back: git has it, the folder has not.
    desk.write(FILE, "# Use UTC\n\nMine.\n");
    desk.git(&["add", FILE]);
    desk.write(FILE, TEXT);
    desk.publish("# Use UTC\n\nOurs.\n", Some("S-1")).await;
    assert_eq!(desk.subjects()[0], "Revise S-1: Use UTC");
    assert_eq!(
        desk.git(&["show", &format!("HEAD:{FILE}")]),
        "# Use UTC\n\nOurs.\n"
    );
    assert_eq!(
        desk.git(&["show", &format!(":{FILE}")]),
        "# Use UTC\n\nMine.\n"
    );
    // What was staged of the text that the next one starts from gives way to it.
    desk.git(&["add", FILE]);
    desk.publish("# Use UTC\n\nOurs, better.\n", Some("S-1"))
        .await;
    assert_eq!(desk.git(&["status", "--porcelain"]), "");
}

#[tokio::test]
async fn a_commit_that_was_cut_off_before_the_branch_moved_is_made_at_the_next_look() {
    let Some(desk) = Desk::new("a commit that was cut off").await else {
        return;
    };
    let body = json!({ "markdown": TEXT });
    crate::standards::publish(&desk.ada, &[&desk.bo, &desk.cy], body).await;
    desk.site.app.folder.sync().await.unwrap();
    // As it stands when the program ends between the index and the branch.
    desk.git(&["add", FILE]);
    desk.look().await;
    assert_eq!(desk.subjects(), ["Add S-1: Use UTC", "Begin"]);
    assert_eq!(desk.git(&["status", "--porcelain"]), "");
}

#[tokio::test]
async fn a_cut_off_after_the_branch_moved_makes_no_second_commit() {
    let Some(desk) = Desk::new("a cut-off after the branch moved").await else {
        return;
    };
    desk.publish(TEXT, None).await;
    // The notes are gone, as after a crash: the feed is read again from where it was turned on.
    fs::remove_file(desk.site.data().join("git.json")).unwrap();
    let Desk { site, top, .. } = desk;
    let site = site.restarted().await;
    site.app.tasks.stop().await;
    site.app.folder.sync().await.unwrap();
    let commits = site.app.folder.commit().await.unwrap();
    assert!(commits.waiting.is_empty());
    let log = super::git_in(&top, &["log", "--format=%s"]);
    assert_eq!(log, "Add S-1: Use UTC\nBegin\n");
}

#[tokio::test]
async fn what_came_by_the_folder_is_left_to_whoever_put_it_there() {
    let Some(desk) = Desk::new("what came by the folder").await else {
        return;
    };
    desk.publish(TEXT, None).await;
    desk.write(FILE, "# Use UTC\n\nBy hand.\n");
    desk.write("standards/0007-new.md", "# New\n\nBy hand.\n");
    desk.look().await;
    assert_eq!(desk.subjects().len(), 2);
    let left = desk.git(&["status", "--porcelain"]);
    assert_eq!(left, format!(" M {FILE}\n?? standards/0007-new.md\n"));
    // The next publication stands on it.
    desk.publish("# Use UTC\n\nBoth.\n", Some("S-1")).await;
    assert_eq!(desk.subjects()[0], "Revise S-1: Use UTC");
    assert_eq!(desk.changed(), [FILE]);
}

#[tokio::test]
async fn a_file_with_another_name_is_the_same_file_in_the_next_commit() {
    let Some(desk) = Desk::new("a file with another name").await else {
        return;
    };
    desk.publish(TEXT, None).await;
    let named = "standards/time/0001-utc.md";
    fs::create_dir_all(desk.top.join("standards/time")).unwrap();
    fs::rename(desk.top.join(FILE), desk.top.join(named)).unwrap();
    desk.look().await;
    assert_eq!(desk.subjects()[0], "Rename the file of S-1: Use UTC");
    assert_eq!(desk.changed(), [FILE, named]);
    assert_eq!(desk.git(&["status", "--porcelain"]), "");
    desk.look().await;
    assert_eq!(desk.subjects().len(), 3);
    desk.publish("# Use UTC\n\nAlways, always.\n", Some("S-1"))
        .await;
    assert_eq!(desk.changed(), [named]);
    // With another text, the name goes with what somebody commits by hand.
    let again = "standards/0001-time.md";
    fs::remove_file(desk.top.join(named)).unwrap();
    desk.write(again, "# Use UTC\n\nBy hand.\n");
    desk.look().await;
    assert_eq!(desk.subjects()[0], "Revise S-1: Use UTC");
    desk.write(again, "# Use UTC\n\nAlways, always.\n");
    desk.git(&["add", "--all", "standards"]);
    desk.git(&["commit", "--quiet", "--message=Name it by hand"]);
    desk.look().await;
    assert_eq!(desk.subjects()[0], "Name it by hand");
    let named = again;
    assert_eq!(desk.git(&["status", "--porcelain"]), "");
    assert_eq!(desk.git(&["ls-files", "standards"]), format!("{named}\n"));
}

#[tokio::test]
async fn an_image_goes_with_the_text_that_shows_it() {
    let Some(desk) = Desk::new("an image goes with the text").await else {
        return;
    };
    let image = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";
    let kept = desk
        .ada
        .post_file("/attachments", &[], "lock.png", image)
        .await;
    let shown = kept.is(201).json()["markdown"].as_str().unwrap().to_owned();
    let name = shown
        .split("attachments/")
        .nth(1)
        .unwrap()
        .trim_end_matches(')');
    let text = format!("# Locks\n\n{shown}\n");
    desk.publish(&text, None).await;
    let expected = [
        "standards/0001-locks.md".to_owned(),
        format!("standards/attachments/{name}"),
    ];
    assert_eq!(desk.changed(), expected);
    assert_eq!(desk.git(&["status", "--porcelain"]), "");
}

#[tokio::test]
async fn an_image_that_came_beside_a_text_goes_with_its_next_publication() {
    let Some(desk) = Desk::new("an image beside a text").await else {
        return;
    };
    let image = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";
    let (file, picture) = ("standards/0001-locks.md", "standards/img/lock.png");
    desk.write(picture, image);
    desk.write(file, "# Locks\n\n![a lock](img/lock.png)\n");
    desk.look().await;
    desk.publish(
        "# Locks\n\nFirst:\n\n![a lock](img/lock.png)\n",
        Some("S-1"),
    )
    .await;
    assert_eq!(desk.changed(), [file, picture]);
    assert_eq!(desk.git(&["status", "--porcelain"]), "");
}

#[tokio::test]
async fn the_settings_of_the_repository_for_line_ends_hold() {
    let Some(desk) = Desk::new("settings for line ends").await else {
        return;
    };
    desk.write("standards/.gitattributes", "*.md text\n");
    desk.publish("# Ends\r\n\r\nOf lines.\r\n", None).await;
    let file = "standards/0001-ends.md";
    assert_eq!(
        desk.git(&["show", &format!("HEAD:{file}")]),
        "# Ends\n\nOf lines.\n"
    );
    assert_eq!(
        fs::read(desk.top.join(file)).unwrap(),
        b"# Ends\r\n\r\nOf lines.\r\n"
    );
    assert_eq!(desk.git(&["status", "--porcelain", "--", file]), "");
}
