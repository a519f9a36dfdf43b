//! Several nodes on one database, each with a standards' folder of its own.

use std::fs;
use std::path::Path;
use std::time::Duration;

use crate::support::Site;

/// Looks until a file holds this text; the minute only keeps a fault from going on for ever.
async fn holds(file: &Path, text: &str) {
    let looks = async {
        while fs::read_to_string(file).ok().as_deref() != Some(text) {
            tokio::task::yield_now().await;
        }
    };
    let seen = tokio::time::timeout(Duration::from_secs(60), looks).await;
    assert!(seen.is_ok(), "{} never says {text}", file.display());
}

#[tokio::test]
async fn what_one_node_takes_in_stands_in_the_folders_of_all() {
    let site = Site::new().await;
    let Some(node) = site.another_node().await else {
        println!("left out: several nodes share a PostgreSQL database only");
        return;
    };
    let ada = site.member("Ada").await;
    let (here, there) = (site.standards(), node.standards());
    site.app.folder.sync().await.unwrap();
    fs::write(here.join("0004-wait.md"), "# Wait\n").unwrap();
    holds(&there.join("0004-wait.md"), "# Wait\n").await;
    fs::write(there.join("0004-wait.md"), "# Wait a second\n").unwrap();
    holds(&here.join("0004-wait.md"), "# Wait a second\n").await;

    // A name that one node gives is followed by the others.
    fs::create_dir(there.join("db")).unwrap();
    fs::rename(there.join("0004-wait.md"), there.join("db/0004-waits.md")).unwrap();
    holds(&here.join("db/0004-waits.md"), "# Wait a second\n").await;
    let gone = async {
        while here.join("0004-wait.md").exists() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), gone)
        .await
        .unwrap();

    // A folder that is away on one node keeps nobody else.
    let away = here.with_file_name("away");
    fs::rename(&here, &away).unwrap();
    let text = "# Wait two seconds\n";
    let body = serde_json::json!({ "markdown": text, "standard": "S-4" });
    ada.proposes(body).await;
    holds(&there.join("db/0004-waits.md"), text).await;
    assert!(!here.exists());
    fs::rename(&away, &here).unwrap();
    holds(&here.join("db/0004-waits.md"), text).await;
}
