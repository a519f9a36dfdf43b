//! The standards' folder: what somebody does with files shows in the book, and what the book says stands in the files.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;
use std::process::Command;

use cahier::app::Area;
use cahier::folder::{Report, State};
use serde_json::{Value, json};

use crate::support::{Person, Site};

/// A site whose followers rest, so that each test says when the folder is looked at.
pub(crate) async fn site() -> (Site, Person) {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    site.app.folder.sync().await.unwrap();
    site.app.tasks.stop().await;
    (site, ada)
}

pub(crate) async fn look(site: &Site) -> std::sync::Arc<Report> {
    site.app.folder.sync().await.unwrap()
}

pub(crate) fn file(site: &Site, path: &str) -> PathBuf {
    site.standards().join(path)
}

pub(crate) fn put(site: &Site, path: &str, text: impl AsRef<[u8]>) {
    let file = file(site, path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

pub(crate) async fn shown(who: &Person, id: &str) -> Value {
    who.get(&format!("/api/v1/standards/{id}"))
        .await
        .is(200)
        .json()
}

/// Publishes a text at once: nobody else is there to be asked.
pub(crate) async fn publish(who: &Person, text: &str, standard: Option<&str>) -> String {
    let mut body = json!({"markdown": text});
    if let Some(id) = standard {
        body["standard"] = json!(id);
    }
    let made = who.proposes(body).await;
    made["standard"]
        .as_str()
        .unwrap_or_else(|| panic!("not published: {made}"))
        .to_owned()
}

/// The names of all that lies in the folder, hidden ones too.
pub(crate) fn names(site: &Site) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(site.standards())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// What the doctor finds in the folder, in its own words' keys.
pub(crate) async fn differences(site: &Site) -> Vec<&'static str> {
    let found = site.app.diagnose().await.unwrap().findings;
    let of_the_folder = found
        .into_iter()
        .filter(|finding| finding.area == Area::Folder);
    of_the_folder.map(|finding| finding.message.key).collect()
}

#[tokio::test]
async fn a_file_put_into_the_folder_is_in_the_book_and_not_yet_agreed() {
    let (site, ada) = site().await;
    site.member("Bob").await;
    put(
        &site,
        "git/0007-sign.md",
        "---\ntags: [git]\n---\n# Sign commits\n",
    );
    put(&site, "plain.md", "Just words\n");
    assert!(look(&site).await.in_step());
    let seven = shown(&ada, "S-7").await;
    assert_eq!(
        (seven["title"].as_str(), seven["agreed"].as_bool()),
        (Some("Sign commits"), Some(false))
    );
    assert_eq!(seven["path"], "git/0007-sign.md");
    let eight = shown(&ada, "S-8").await;
    assert_eq!(
        (eight["title"].as_str(), eight["path"].as_str()),
        (Some("Plain"), Some("plain.md"))
    );
    ada.get("/standards/S-7").await.is(200).says("Sign commits");
}

#[tokio::test]
async fn a_published_text_stands_in_its_file_to_the_byte() {
    let (site, ada) = site().await;
    let text = "\u{feff}---\r\nstatus: active   # kept\r\nmine: {a: [1]}\r\n---\r\n# Use UTC\r\n\r\nAlways. ";
    assert_eq!(publish(&ada, text, None).await, "S-1");
    assert!(look(&site).await.in_step());
    assert_eq!(names(&site), ["0001-use-utc.md"]);
    assert_eq!(
        fs::read_to_string(file(&site, "0001-use-utc.md")).unwrap(),
        text
    );
    publish(&ada, "# Use UTC\n\nNever local time.\n", Some("S-1")).await;
    look(&site).await;
    assert_eq!(
        fs::read_to_string(file(&site, "0001-use-utc.md")).unwrap(),
        "# Use UTC\n\nNever local time.\n"
    );
}

#[tokio::test]
async fn an_old_text_that_somebody_brought_back_is_adopted() {
    let (site, ada) = site().await;
    publish(&ada, "# A\n\nOne\n", None).await;
    look(&site).await;
    publish(&ada, "# A\n\nTwo\n", Some("S-1")).await;
    look(&site).await;
    put(&site, "0001-a.md", "# A\n\nOne\n");
    look(&site).await;
    let standard = shown(&ada, "S-1").await;
    assert_eq!(
        (standard["revision"].as_i64(), standard["markdown"].as_str()),
        (Some(3), Some("# A\n\nOne\n"))
    );
}

#[tokio::test]
async fn when_both_changed_the_book_stays_and_the_file_becomes_a_proposal() {
    let (site, ada) = site().await;
    publish(&ada, "# A\n\nOne\n", None).await;
    look(&site).await;
    put(&site, "0001-a.md", "# A\n\nFrom the file\n");
    publish(&ada, "# A\n\nFrom the book\n", Some("S-1")).await;
    assert!(look(&site).await.in_step());
    assert_eq!(
        fs::read_to_string(file(&site, "0001-a.md")).unwrap(),
        "# A\n\nFrom the book\n"
    );
    assert_eq!(
        shown(&ada, "S-1").await["markdown"],
        "# A\n\nFrom the book\n"
    );
    let page = ada
        .get("/standards/S-1")
        .await
        .is(200)
        .says("/proposals/")
        .text;
    let id = page
        .split("/proposals/")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    ada.get(&format!("/api/v1/proposals/{id}"))
        .await
        .is(200)
        .says("From the file");
}

#[tokio::test]
async fn a_folder_that_is_away_is_left_alone_until_it_is_back() {
    let (site, ada) = site().await;
    publish(&ada, "# A\n", None).await;
    look(&site).await;
    let away = site.data().join("away");
    fs::rename(site.standards(), &away).unwrap();
    publish(&ada, "# B\n", None).await;
    let report = look(&site).await;
    assert_eq!(
        (report.state.clone(), report.waiting.len()),
        (State::Gone, 1)
    );
    assert!(!site.standards().exists());
    ada.get("/standards/S-2")
        .await
        .is(200)
        .says("not written to its file yet");
    ada.get("/standards")
        .await
        .is(200)
        .says("is gone")
        .says("Put all files back");
    fs::rename(&away, site.standards()).unwrap();
    assert!(look(&site).await.in_step());
    assert_eq!(names(&site), ["0001-a.md", "0002-b.md"]);
}

#[tokio::test]
async fn an_emptied_folder_is_filled_again_only_when_somebody_says_so() {
    let (site, ada) = site().await;
    publish(&ada, "# A\n", None).await;
    publish(&ada, "# B\n", None).await;
    look(&site).await;
    fs::remove_file(file(&site, "0001-a.md")).unwrap();
    assert_eq!(look(&site).await.missing.len(), 1);
    assert_eq!(shown(&ada, "S-1").await["status"], "active");
    fs::remove_file(file(&site, "0002-b.md")).unwrap();
    assert_eq!(look(&site).await.state, State::Emptied);
    assert!(names(&site).is_empty());
    ada.post("/standards/files", &[]).await.is(303);
    assert_eq!(names(&site), ["0001-a.md", "0002-b.md"]);
    fs::remove_file(file(&site, "0001-a.md")).unwrap();
    look(&site).await;
    ada.get("/standards/S-1")
        .await
        .is(200)
        .says("Put the file back");
    ada.post("/standards/S-1/file", &[]).await.is(303);
    assert_eq!(names(&site), ["0001-a.md", "0002-b.md"]);
}

#[tokio::test]
async fn files_that_cannot_be_read_are_named_by_line_and_left_alone() {
    let (site, ada) = site().await;
    publish(&ada, "# A\n", None).await;
    look(&site).await;
    put(
        &site,
        "0001-a.md",
        "# A\n\n<<<<<<< HEAD\none\n=======\ntwo\n>>>>>>> other\n",
    );
    put(&site, "0004-b.md", b"# B\n\n\xff\xfe\n");
    put(&site, "0005-c.md", "---\nstatus: sleeping\n---\n# C\n");
    put(&site, "0006-d.md", "# D\n");
    put(&site, "0006-e.md", "# E\n");
    let report = look(&site).await;
    let told: Vec<_> = report
        .unreadable
        .iter()
        .map(|flaw| (flaw.path.as_str(), flaw.line, flaw.message.key))
        .collect();
    assert_eq!(
        told,
        [
            ("0001-a.md", Some(3), "markdown-merge-markers"),
            ("0004-b.md", Some(3), "markdown-not-utf8"),
            ("0005-c.md", Some(2), "markdown-unknown-status")
        ]
    );
    assert_eq!(report.duplicates.len(), 1);
    assert_eq!(shown(&ada, "S-1").await["markdown"], "# A\n");
    assert_eq!(shown(&ada, "S-6").await["title"], "D");
    assert!(
        fs::read_to_string(file(&site, "0001-a.md"))
            .unwrap()
            .contains("<<<<<<<")
    );
    ada.get("/standards/S-1")
        .await
        .is(200)
        .says("0001-a.md:3:1");
    ada.get("/standards")
        .await
        .is(200)
        .says("0006-e.md")
        .says("0004-b.md:3:1");
    assert_eq!(publish(&ada, "# Next\n", None).await, "S-7");
}

#[tokio::test]
async fn links_pipes_and_folders_named_like_files_are_left_alone() {
    let (site, ada) = site().await;
    publish(&ada, "# A\n", None).await;
    look(&site).await;
    let secret = site.data().join("secret.md");
    fs::write(&secret, "# Secret\n").unwrap();
    symlink(&secret, file(&site, "0002-link.md")).unwrap();
    symlink(site.data(), file(&site, "elsewhere")).unwrap();
    fs::create_dir(file(&site, "0003-folder.md")).unwrap();
    let piped = Command::new("mkfifo")
        .arg(file(&site, "0004-pipe.md"))
        .status()
        .is_ok_and(|status| status.success());
    let report = look(&site).await;
    assert_eq!(
        report.ignored.len(),
        3 + usize::from(piped),
        "{:?}",
        report.ignored
    );
    ada.get("/api/v1/standards/S-2").await.is(404);
    assert_eq!(fs::read_to_string(&secret).unwrap(), "# Secret\n");
}

#[tokio::test]
async fn a_file_that_got_another_name_keeps_its_standard() {
    let (site, ada) = site().await;
    publish(&ada, "# A\n", None).await;
    put(&site, "notes.md", "# Notes\n");
    look(&site).await;
    fs::create_dir(file(&site, "git")).unwrap();
    fs::rename(file(&site, "0001-a.md"), file(&site, "git/0001-other.md")).unwrap();
    fs::rename(file(&site, "notes.md"), file(&site, "remarks.md")).unwrap();
    assert!(look(&site).await.in_step());
    assert_eq!(shown(&ada, "S-1").await["path"], "git/0001-other.md");
    assert_eq!(shown(&ada, "S-2").await["path"], "remarks.md");
    publish(&ada, "# A\n\nMore\n", Some("S-1")).await;
    look(&site).await;
    assert_eq!(
        fs::read_to_string(file(&site, "git/0001-other.md")).unwrap(),
        "# A\n\nMore\n"
    );
    assert!(!file(&site, "0001-a.md").exists());
}

#[tokio::test]
async fn what_was_in_step_survives_a_restart_and_the_loss_of_the_notes() {
    let (site, ada) = site().await;
    publish(&ada, "# A\n", None).await;
    look(&site).await;
    put(&site, ".cahier-0009-x.md.tmp", "half a te");
    let site = site.restarted().await;
    assert!(look(&site).await.in_step());
    site.app.tasks.stop().await;
    fs::remove_file(site.data().join("folder.json")).unwrap();
    let site = site.restarted().await;
    assert!(look(&site).await.in_step());
    site.app.tasks.stop().await;
    assert_eq!(names(&site), ["0001-a.md"]);
}

#[tokio::test]
async fn a_file_that_closes_a_circle_is_named_with_its_reason_wherever_one_looks() {
    let (site, ada) = site().await;
    publish(&ada, "# A\n", None).await;
    publish(&ada, "---\nsupersedes: [S-1]\n---\n\n# B\n", None).await;
    look(&site).await;
    put(&site, "0003-c.md", "---\nsupersedes: [S-3]\n---\n\n# C\n");
    put(&site, "0001-a.md", "---\nsupersedes: [S-2]\n---\n\n# A\n");
    let report = look(&site).await;
    assert_eq!(report.unreadable.len(), 2, "{:?}", report.unreadable);
    let page = ada.get("/standards").await.is(200);
    assert!(!page.text.contains(".."), "one full stop is enough");
    let of = |path: &str| {
        let after = page.text.split(path).nth(1).unwrap_or_default();
        after.split("</p>").next().unwrap_or_default().to_owned()
    };
    assert!(of("0001-a.md").contains("The last good revision stays in force."));
    assert!(!of("0003-c.md").contains("last good revision"));
    let ready = ada.get("/readyz").await.is(200).json();
    assert!(ready["why"].as_str().unwrap().contains("circle"), "{ready}");
    let found = site.app.diagnose().await.unwrap();
    let circles = found.findings.iter().filter(|finding| {
        let why = finding.why.as_ref();
        why.is_some_and(|why| why.key == "standard-supersedes-circle")
    });
    assert_eq!(circles.count(), 2, "{:?}", found.findings);
    assert_eq!(shown(&ada, "S-1").await["file"]["state"], "unreadable");
}
