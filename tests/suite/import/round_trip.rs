//! There and back: a folder is brought in, every page of it rendered, the book exported and brought in again elsewhere. The bytes are
//! the same, and so is what a search finds.
//!
//! The real folders lie beside the repository (`CAHIER_TEST_DATA`, else `../shared/data`). Some of each is taken here; all of it with
//! `CAHIER_TEST_WHOLE=1 cargo test --test suite -- round_trip --nocapture`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use cahier::db::{Actor, Channel};
use cahier::folder::{self, Became, Run};
use cahier::members::Scope;
use serde_json::Value;

use super::PICTURE;
use crate::search::caught_up;
use crate::support::terminal::cahier_at;
use crate::support::{Person, Site, data, encode};

/// Of so many files one is taken, unless all are.
const ONE_OF: usize = 40;
/// So many hits of a search are looked at.
const HITS: usize = 20;
/// So many titles are searched for.
const TITLES: usize = 300;

/// A book that a folder was brought into.
struct Filled {
    site: Site,
    reader: Person,
    /// The id of each file's standard.
    ids: BTreeMap<String, String>,
}

async fn filled(source: &Path) -> Filled {
    let site = Site::new().await;
    let actor = Actor::nobody(Channel::Import);
    let imported = folder::import(&site.app.db, actor, source, Run::Real, |_, _| ()).await;
    let mut ids = BTreeMap::new();
    for brought in imported.unwrap().texts {
        assert!(brought.what == Became::New, "{brought:?}");
        ids.insert(brought.path, brought.standard.unwrap().to_string());
    }
    site.app.folder.sync().await.unwrap();
    let reader = site.member("Ada").await;
    Filled { site, reader, ids }
}

impl Filled {
    /// What a search finds, by score. Which of those with the same score comes first depends on the order in which they entered the
    /// index, and which of them come last at all.
    async fn finds(&self, words: &str) -> BTreeMap<i64, BTreeSet<(String, String)>> {
        let mut query = String::new();
        encode(words, &mut query);
        let path = format!("/api/v1/search?limit={HITS}&q={query}");
        let found = self.reader.get(&path).await.is(200).json();
        let hits = found["hits"].as_array().unwrap();
        let mut by_score: BTreeMap<i64, BTreeSet<(String, String)>> = BTreeMap::new();
        for hit in hits {
            let word = |field: &str| hit[field].as_str().unwrap().to_owned();
            let score = (hit["score"].as_f64().unwrap() * 1_000.0).round() as i64;
            let alike = by_score.entry(score).or_default();
            alike.insert((word("id"), word("title")));
        }
        if hits.len() == HITS {
            by_score.pop_first();
        }
        by_score
    }

    async fn text(&self, id: &str) -> String {
        let file = self.reader.with_header("accept", "text/markdown");
        file.get(&format!("/api/v1/standards/{id}"))
            .await
            .is(200)
            .text
    }
}

/// Brings a folder in, out, and in again; how many standards it has.
async fn there_and_back(source: &Path) -> usize {
    let first = filled(source).await;
    let ada = first.site.member("Bo").await;
    for (path, id) in &first.ids {
        let page = ada.get(&format!("/standards/{id}")).await;
        assert_eq!(page.status, 200, "{path}: {}", page.text);
        assert!(
            !page.text.contains("class=\"limit\""),
            "{path} is shown in part"
        );
        let bytes = fs::read_to_string(source.join(path)).unwrap();
        assert!(first.text(id).await == bytes, "{path} is another text");
    }
    let out = tempfile::tempdir().unwrap();
    let copy = out.path().join("copy");
    let token = first
        .site
        .by_token(&first.reader, Scope::Read)
        .await
        .secret();
    let server = first.site.served().await;
    let words = ["export", copy.to_str().unwrap(), "--json"];
    cahier_at(&server, &token, &words).await.done();
    let second = filled(&copy).await;
    assert_eq!(first.ids.len(), second.ids.len());
    let (before, after): (Vec<_>, Vec<_>) = (first.images(source), second.images(&copy));
    assert_eq!(before.len(), after.len(), "images: {before:?} {after:?}");
    caught_up(&first.site).await;
    caught_up(&second.site).await;
    let mut titles = Vec::new();
    for id in first.ids.values() {
        assert!(first.text(id).await == second.text(id).await, "{id}");
        let shown = first
            .reader
            .get(&format!("/api/v1/standards/{id}"))
            .await
            .json();
        let again = second
            .reader
            .get(&format!("/api/v1/standards/{id}"))
            .await
            .json();
        assert_eq!(shown["links"], again["links"], "{id}");
        assert_eq!(shown["images"], again["images"], "{id}");
        titles.push(shown["title"].as_str().unwrap().to_owned());
    }
    let step = titles.len().div_ceil(TITLES).max(1);
    for title in titles.iter().step_by(step) {
        assert_eq!(
            first.finds(title).await,
            second.finds(title).await,
            "{title}"
        );
    }
    first.ids.len()
}

impl Filled {
    /// The images below a folder.
    fn images(&self, folder: &Path) -> Vec<PathBuf> {
        files(folder)
            .into_iter()
            .filter(|path| path.extension().is_some_and(|ending| ending == "png"))
            .collect()
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => open.push(path),
                false => found.push(path),
            }
        }
    }
    found.sort();
    found
}

/// Some of a real folder, or all of it.
async fn real(name: &str, least: usize) {
    let Some(folder) = data("round_trip", name) else {
        return;
    };
    #[allow(clippy::disallowed_methods, reason = "a test has no settings")]
    let is_whole = std::env::var("CAHIER_TEST_WHOLE").is_ok();
    let some = tempfile::tempdir().unwrap();
    let source = match is_whole {
        true => folder,
        false => {
            for path in files(&folder).iter().step_by(ONE_OF) {
                let target = some.path().join(path.strip_prefix(&folder).unwrap());
                fs::create_dir_all(target.parent().unwrap()).unwrap();
                fs::copy(path, target).unwrap();
            }
            some.path().to_owned()
        }
    };
    let count = there_and_back(&source).await;
    println!("round_trip: {name}, {count} standards, the same bytes and the same search");
    assert!(count >= if is_whole { least } else { 15 }, "only {count}");
}

#[tokio::test]
async fn notes_come_back_as_they_were() {
    real("til", 1_800).await;
}

#[tokio::test]
async fn short_pages_in_french_come_back_as_they_were() {
    real("tldr-fr", 900).await;
}

#[tokio::test]
async fn links_and_images_come_back_as_they_were() {
    let source = tempfile::tempdir().unwrap();
    let put = |path: &str, bytes: &[u8]| {
        let target = source.path().join(path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::write(target, bytes).unwrap();
    };
    put("README.md", b"# Notes\n\n[git](git/) [Sign](git/sign%20commits.md) [[Sign Commits]] ![p](git/im/p.png)\n");
    put(
        "git/README.md",
        b"\xef\xbb\xbf# Git\r\n\r\n[up](../README.md), [sign](<sign commits.md>)\r\n",
    );
    put(
        "git/sign commits.md",
        b"# Sign commits\n\n![p](im/p.png) [squash](./squash.markdown#why)\n",
    );
    put("git/squash.markdown", b"# Squash\n\n## Why\n\nx\n");
    put("git/im/p.png", PICTURE);
    put("twin.md", b"# Twin\n");
    put("again/twin.md", b"# Twin\n");
    let source = source.path();
    // An ending that the book's folder does not take is another one afterwards, and its links still lead there.
    let first = filled(source).await;
    let shown = first.reader.get("/api/v1/standards/S-4").await.json();
    let leads: Vec<&Value> = shown["links"].as_object().unwrap().values().collect();
    assert_eq!(leads.len(), 2, "{shown}");
    assert_eq!(there_and_back(source).await, 6);
}
