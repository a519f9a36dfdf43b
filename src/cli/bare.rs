//! A bare folder of markdown at the terminal: which one it is, where its index is kept, and what a hit in it looks like.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::clock::Clock;
use crate::config::variable;
use crate::error::say;
use crate::search::{Hit, Search, has_markdown, line_of};

use super::Common;
use super::complaint::{Complaint, Outcome};

/// Where standards are looked for, in this order.
const USUAL: [&str; 2] = ["standards", "docs/adr"];
/// What the root of a repository has.
const OF_REPOSITORIES: [&str; 3] = [".git", ".hg", ".jj"];

/// The folder of markdown that was named, else the first usual one that is here.
pub(super) fn folder_here(common: &Common) -> Outcome<PathBuf> {
    folder(common, here)
}

/// Whether one was named, or a usual one is here.
pub(super) fn is_folder_here(common: &Common) -> bool {
    named(common).or_else(here).is_some()
}

fn here() -> Option<PathBuf> {
    USUAL
        .map(PathBuf::from)
        .into_iter()
        .find(|folder| folder.is_dir())
}

fn named(common: &Common) -> Option<PathBuf> {
    let flag = common.standards.clone();
    flag.or_else(|| variable("CAHIER_STANDARDS").map(PathBuf::from))
}

/// The same, looked for in the folders above too, up to the root of the repository.
pub(super) fn folder_around(common: &Common) -> Outcome<PathBuf> {
    folder(common, around)
}

fn folder(common: &Common, usual: impl Fn() -> Option<PathBuf>) -> Outcome<PathBuf> {
    let folder = named(common).or_else(usual).unwrap_or_else(|| ".".into());
    if folder.is_dir() {
        Ok(folder)
    } else {
        Err(Complaint::refused(&say!(
            "search-no-folder",
            path = folder.display().to_string()
        )))
    }
}

/// The nearest usual folder that has markdown in it: a folder of sources may have the same name.
fn around() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let is_root = |folder: &&Path| {
        OF_REPOSITORIES
            .iter()
            .any(|name| folder.join(name).exists())
    };
    let depth = here.ancestors().position(|folder| is_root(&folder));
    (0..=depth.unwrap_or(0)).find_map(|up| {
        let above = if up == 0 {
            PathBuf::from(".")
        } else {
            std::iter::repeat_n("..", up).collect()
        };
        let usual = USUAL.map(|usual: &str| above.join(usual));
        usual.into_iter().find(|folder| has_markdown(folder))
    })
}

/// Asks the index of a bare folder, which is kept in the user's cache.
pub(super) fn ask<T>(folder: &Path, question: impl Fn(&Search) -> T) -> Outcome<T> {
    let cache = cache();
    Ok(Search::in_folder(
        folder,
        cache.as_deref(),
        Clock::system().now(),
        question,
    )?)
}

/// A hit as the API shows one, with the line of the file in which it stands.
pub(super) fn view(folder: &Path, hit: &Hit) -> Value {
    let path = folder.join(&hit.id);
    let line = fs::read(&path).map_or(1, |file| line_of(&file, hit));
    let path = path.display().to_string();
    json!({
        "id": path,
        "kind": hit.kind.to_string(),
        "title": hit.title.as_str(),
        "snippet": hit.snippet.html(),
        "url": path,
        "line": line,
        "score": hit.score,
    })
}

/// The user's folder for what may be thrown away.
fn cache() -> Option<PathBuf> {
    let named = variable("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .filter(|folder| folder.is_absolute());
    let usual = if cfg!(target_os = "macos") {
        "Library/Caches"
    } else {
        ".cache"
    };
    named
        .or_else(|| variable("LOCALAPPDATA").map(PathBuf::from))
        .or_else(|| Some(PathBuf::from(variable("HOME")?).join(usual)))
}
