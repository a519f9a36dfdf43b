//! Two nodes: each with a clone of its own, or both on one.

use cahier::folder::Folder;
use serde_json::json;

use super::{Desk, TEXT, git_in};

#[tokio::test]
async fn two_nodes_with_a_clone_each_make_the_same_commit() {
    let Some(desk) = Desk::new("two nodes with a clone each").await else {
        return;
    };
    let other = tempfile::tempdir().unwrap();
    let clone = other.path().join("clone");
    let from = desk.top.to_str().unwrap();
    git_in(
        other.path(),
        &["clone", "--quiet", from, clone.to_str().unwrap()],
    );
    git_in(&clone, &["config", "user.name", "Ada"]);
    git_in(&clone, &["config", "user.email", "ada@example.org"]);
    let book = clone.join("standards");
    std::fs::create_dir_all(&book).unwrap();
    let notes = other.path().join("folder.json");
    let node = Folder::new(desk.site.app.db.clone(), &book, notes, None);
    node.sync().await.unwrap();
    desk.publish(TEXT, None).await;
    node.sync().await.unwrap();
    assert!(node.commit().await.unwrap().waiting.is_empty());
    assert_eq!(
        git_in(&clone, &["rev-parse", "HEAD"]),
        desk.git(&["rev-parse", "HEAD"])
    );
    assert_eq!(git_in(&clone, &["status", "--porcelain"]), "");
}

#[tokio::test]
async fn two_nodes_on_one_work_tree_make_one_commit_of_each_publication() {
    let Some(desk) = Desk::new("two nodes on one work tree").await else {
        return;
    };
    let other = tempfile::tempdir().unwrap();
    let notes = other.path().join("folder.json");
    let node = Folder::new(
        desk.site.app.db.clone(),
        &desk.site.standards(),
        notes,
        None,
    );
    for number in 1..=6 {
        let body = json!({ "markdown": format!("# Way {number}\n\nText\n") });
        crate::standards::publish(&desk.ada, &[&desk.bo, &desk.cy], body).await;
    }
    desk.site.app.folder.sync().await.unwrap();
    for _ in 0..40 {
        let (one, two) = tokio::join!(desk.site.app.folder.commit(), node.commit());
        if one.unwrap().waiting.is_empty() && two.unwrap().waiting.is_empty() {
            break;
        }
    }
    let mut subjects = desk.subjects();
    assert_eq!(subjects.len(), 7, "{subjects:?}");
    subjects.sort();
    subjects.dedup();
    assert_eq!(subjects.len(), 7);
    assert_eq!(desk.git(&["status", "--porcelain"]), "");
    assert_eq!(desk.git(&["fsck", "--strict", "--no-dangling"]), "");
}
