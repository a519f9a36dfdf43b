//! A text that a pull brought has the git author and the commit as its source.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::{Desk, FILE, TEXT, git_in};

/// Another clone, in which somebody works.
struct Clone {
    _folder: tempfile::TempDir,
    at: PathBuf,
}

impl Clone {
    fn of(desk: &Desk) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().join("clone");
        let from = desk.top.to_str().unwrap();
        git_in(
            folder.path(),
            &["clone", "--quiet", from, at.to_str().unwrap()],
        );
        Self {
            _folder: folder,
            at,
        }
    }

    /// Commits a text by somebody; the name of the commit.
    fn commits(&self, name: &str, email: &str, path: &str, text: &str) -> String {
        let file = self.at.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
        git_in(&self.at, &["add", "--all"]);
        let (name, email) = (format!("user.name={name}"), format!("user.email={email}"));
        let by = ["-c", &name, "-c", &email];
        git_in(
            &self.at,
            &[&by[..], &["commit", "--quiet", "--message=By hand"]].concat(),
        );
        git_in(&self.at, &["rev-parse", "HEAD"]).trim().to_owned()
    }
}

impl Desk {
    /// Pulls what the clone has.
    fn pulls(&self, from: &Clone) {
        self.git(&[
            "pull",
            "--quiet",
            "--no-rebase",
            "--no-edit",
            from.at.to_str().unwrap(),
            "main",
        ]);
    }

    /// What the interface says of the commit of the newest revision.
    async fn commit_of(&self, id: &str) -> Value {
        let path = format!("/api/v1/standards/{id}/revisions");
        self.bo.get(&path).await.is(200).json()["items"][0]["commit"].clone()
    }
}

#[tokio::test]
async fn a_pull_is_adopted_with_its_author_and_commit() {
    let Some(desk) = Desk::new("a pull is adopted").await else {
        return;
    };
    desk.publish(TEXT, None).await;
    let ours = desk.commit_of("S-1").await;
    assert_eq!(
        ours["sha"].as_str(),
        Some(desk.git(&["rev-parse", "HEAD"]).trim())
    );
    assert!(ours["author"].is_null());
    let clone = Clone::of(&desk);
    let sha = clone.commits(
        "Zoë <Z>",
        "zoe@elsewhere.example",
        FILE,
        "# Use UTC\n\nEvery time.\n",
    );
    let other = clone.commits(
        "Bo",
        "BO@example.org",
        "standards/0004-new.md",
        "# New\n\nText\n",
    );
    desk.pulls(&clone);
    desk.look().await;

    let commit = desk.commit_of("S-1").await;
    assert_eq!(
        (commit["sha"].as_str(), commit["author"].as_str()),
        (Some(sha.as_str()), Some("Zoë Z"))
    );
    assert!(commit["member"].is_null());
    let history = desk.ada.get("/standards/S-1/history").await.is(200);
    let history = history.says(&format!("commit {} by Zoë Z", &sha[..8]));
    history.says(&format!(
        "commit {}</p>",
        &ours["sha"].as_str().unwrap()[..8]
    ));
    let lines = desk.ada.get("/standards/S-1/lines").await.is(200);
    lines.says(&format!("commit {} by Zoë Z", &sha[..8]));
    let french = desk.ada.with_header("accept-language", "fr");
    french
        .get("/standards/S-1/history")
        .await
        .says(&format!("commit {} de Zoë Z", &sha[..8]));
    // Somebody who is a member is named as one.
    let commit = desk.commit_of("S-4").await;
    assert_eq!(commit["sha"].as_str(), Some(other.as_str()));
    assert_eq!(
        (commit["author"].as_str(), commit["member"].as_str()),
        (None, Some(desk.bo.id.as_str()))
    );
    desk.ada
        .get("/standards/S-4/history")
        .await
        .says(&format!("commit {} by Bo", &other[..8]));
    // What the pull brought is nobody's to commit again.
    assert_eq!(desk.git(&["status", "--porcelain"]), "");
}

#[tokio::test]
async fn behind_a_merge_stands_whoever_wrote_the_text() {
    let Some(desk) = Desk::new("behind a merge").await else {
        return;
    };
    desk.publish("# A\n\nOne\n", None).await;
    let clone = Clone::of(&desk);
    let sha = clone.commits("Zoë", "z@e", "standards/0001-a.md", "# A\n\nTwo\n");
    // Ours moves on too, so that the pull is a merge.
    desk.publish("# B\n\nOne\n", None).await;
    desk.pulls(&clone);
    assert_eq!(
        desk.git(&["rev-list", "--count", "--merges", "HEAD"]),
        "1\n"
    );
    desk.look().await;
    assert_eq!(
        desk.commit_of("S-1").await["sha"].as_str(),
        Some(sha.as_str())
    );
}

#[tokio::test]
async fn a_text_that_is_committed_later_has_its_source_then() {
    let Some(desk) = Desk::new("a text that is committed later").await else {
        return;
    };
    desk.write("standards/0002-hand.md", "# Hand\n\nMade\n");
    desk.look().await;
    assert!(desk.commit_of("S-2").await.is_null());
    desk.git(&["add", "standards"]);
    desk.git(&[
        "-c",
        "user.name=Zoë",
        "commit",
        "--quiet",
        "--message=By hand",
    ]);
    desk.look().await;
    assert_eq!(
        desk.commit_of("S-2").await["member"].as_str(),
        Some(desk.ada.id.as_str())
    );
    // Changed once more and left in the folder: that text has none.
    desk.write("standards/0002-hand.md", "# Hand\n\nMade again\n");
    desk.look().await;
    assert!(desk.commit_of("S-2").await.is_null());
}

#[tokio::test]
async fn a_text_that_became_a_proposal_keeps_its_source_and_its_author() {
    let Some(desk) = Desk::new("a text that became a proposal").await else {
        return;
    };
    desk.publish(TEXT, None).await;
    let clone = Clone::of(&desk);
    let sha = clone.commits("Zoë", "z@e", FILE, "# Use UTC\n\nFrom the pull.\n");
    desk.pulls(&clone);
    // The book moves on before the folder is looked at.
    let body = json!({ "markdown": "# Use UTC\n\nFrom the book.\n", "standard": "S-1" });
    crate::standards::publish(&desk.ada, &[&desk.bo, &desk.cy], body).await;
    desk.look().await;
    assert_eq!(desk.subjects()[0], "Revise S-1: Use UTC");
    let page = desk.ada.get("/standards/S-1").await.is(200).text;
    let id: String = page
        .split("/proposals/")
        .nth(1)
        .unwrap()
        .chars()
        .take(36)
        .collect();
    let path = format!("/api/v1/proposals/{id}");
    let proposal = desk.ada.get(&path).await.is(200).json();
    assert_eq!(proposal["commit"]["sha"].as_str(), Some(sha.as_str()));
    let page = desk.ada.get(&format!("/proposals/{id}")).await.is(200);
    page.says(&format!("commit {} by Zoë", &sha[..8]));
}

#[tokio::test]
async fn while_it_is_off_git_is_not_asked() {
    let Some(desk) = Desk::new("while it is off").await else {
        return;
    };
    desk.turn("off").await;
    desk.write("standards/0002-hand.md", "# Hand\n\nMade\n");
    desk.git(&["add", "standards"]);
    desk.git(&["commit", "--quiet", "--message=By hand"]);
    desk.look().await;
    assert!(desk.commit_of("S-2").await.is_null());
    desk.turn("on").await;
    desk.look().await;
    assert!(desk.commit_of("S-2").await.is_object());
}
