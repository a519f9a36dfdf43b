//! The house: imports point down, no circles, files stay small, and libraries stay in their places.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The floors from the top to the ground; modules of one floor are listed in the order in which they may import.
const FLOORS: &[&[&str]] = &[
    &["cli", "web"],
    &["demo"],
    &["app"],
    &["search", "folder", "live"],
    &["gaps"],
    &["standups"],
    &["fixes"],
    &["proposals"],
    &["problems"],
    &["standards"],
    &["drafts"],
    &["attachments"],
    &["members"],
    &["config"],
    &["changes"],
    &["db"],
    &["git"],
    &["markdown"],
    &["i18n"],
    &["error"],
    &["clock"],
    &["id"],
];

/// Where a library may be named: the starts of paths below `src`.
const PLACES: &[(&str, &[&str])] = &[
    ("axum", &["web"]),
    ("axum_extra", &["web"]),
    ("askama", &["web"]),
    ("tower_http", &["web"]),
    ("hyper", &["web/serve.rs"]),
    ("hyper_util", &["web/serve.rs"]),
    ("utoipa", &["web"]),
    ("utoipa_axum", &["web"]),
    ("clap", &["cli"]),
    ("indicatif", &["cli"]),
    ("tantivy", &["search"]),
    ("pulldown_cmark", &["markdown"]),
    ("ammonia", &["markdown"]),
    ("syntect", &["markdown"]),
    ("two_face", &["markdown"]),
    ("serde_saphyr", &["markdown"]),
    ("notify", &["folder"]),
    ("ignore", &["folder/applies.rs"]),
    ("rustix", &["folder", "git/run.rs", "cli/shown.rs"]),
    ("jiff", &["clock"]),
    ("fluent_bundle", &["i18n.rs"]),
    ("argon2", &["members/password.rs"]),
    ("qrcode", &["web/qr.rs"]),
];

const MOST_LINES: usize = 400;

#[test]
fn imports_point_down() {
    let mut wrong = Vec::new();
    for (path, text) in sources("src", "rs") {
        let here = module(&path);
        let Some(floor) = floor_of(&here) else {
            continue;
        };
        for there in imported(&text) {
            if there == here {
                continue;
            }
            match floor_of(&there) {
                None => wrong.push(format!("{}: {there} has no floor", path.display())),
                Some(below) if below < floor => {
                    wrong.push(format!("{}: {here} may not import {there}", path.display()));
                }
                Some(_) => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn modules_import_each_other_in_no_circle() {
    let mut edges: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, text) in sources("src", "rs") {
        let here = module(&path);
        let there = imported(&text).into_iter().filter(|there| *there != here);
        edges.entry(here.clone()).or_default().extend(there);
    }
    for start in edges.keys() {
        let mut seen = BTreeSet::new();
        let mut open: Vec<&String> = edges[start].iter().collect();
        while let Some(at) = open.pop() {
            assert!(at != start, "{start} imports itself by way of others");
            if seen.insert(at) {
                open.extend(edges.get(at).into_iter().flatten());
            }
        }
    }
}

#[test]
fn files_stay_under_four_hundred_lines() {
    let all = [
        ("src", "rs"),
        ("tests", "rs"),
        ("benches", "rs"),
        ("assets", "css"),
        ("assets", "js"),
    ];
    let long: Vec<String> = all
        .into_iter()
        .flat_map(|(folder, ending)| sources(folder, ending))
        .filter(|(_, text)| text.lines().count() > MOST_LINES)
        .map(|(path, text)| format!("{}: {} lines", path.display(), text.lines().count()))
        .collect();
    assert!(long.is_empty(), "split by verb:\n{}", long.join("\n"));
}

#[test]
fn libraries_stay_in_their_places() {
    let mut wrong = Vec::new();
    for (path, text) in sources("src", "rs") {
        let below = path
            .strip_prefix(root().join("src"))
            .unwrap()
            .display()
            .to_string();
        for (library, places) in PLACES {
            if names(&text, library) && !places.iter().any(|place| below.starts_with(place)) {
                wrong.push(format!("{below} names {library}"));
            }
        }
        let file = path.file_name().unwrap().to_string_lossy();
        let store =
            file.starts_with("store") || file.ends_with("store.rs") || below.starts_with("db/");
        if names(&text, "sqlx") && !store {
            wrong.push(format!("{below} names sqlx"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_says_what_it_is_for() {
    let silent: Vec<String> = sources("src", "rs")
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//!"))
        .map(|(path, _)| path.display().to_string())
        .collect();
    assert!(
        silent.is_empty(),
        "no //! at the top:\n{}",
        silent.join("\n")
    );
}

#[test]
fn the_map_names_every_module_and_no_other() {
    let map = std::fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let declared: BTreeSet<String> = map
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .map(str::to_owned)
        .collect();
    let drawn: BTreeSet<String> = map
        .lines()
        .filter(|line| line.starts_with("//! |"))
        .flat_map(|line| line.split("[`").skip(1))
        .filter_map(|rest| rest.split('`').next())
        .map(str::to_owned)
        .collect();
    assert_eq!(declared, drawn);
    for name in &declared {
        assert!(floor_of(name).is_some(), "{name} has no floor");
    }
}

fn floor_of(module: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&module))
}

/// The top-level module that a file belongs to.
fn module(path: &Path) -> String {
    let below = path.strip_prefix(root().join("src")).unwrap();
    let first = below
        .components()
        .next()
        .unwrap()
        .as_os_str()
        .to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// The top-level modules that a source names after `crate::`.
fn imported(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for line in text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
    {
        for (at, _) in line.match_indices("crate::") {
            if line[..at].ends_with('$') {
                continue;
            }
            let rest = &line[at + "crate::".len()..];
            if let Some(group) = rest.strip_prefix('{') {
                for part in group.split(['{', '}', ',']) {
                    let name = part.trim().split("::").next().unwrap_or("");
                    if !name.is_empty() && part.trim() == part.trim_start() {
                        found.insert(first_word(name));
                    }
                }
            } else {
                found.insert(first_word(rest));
            }
        }
    }
    // Macros are exported at the root of the crate.
    found.retain(|name| !name.is_empty() && name != "say" && name != "args");
    found.retain(|name| {
        floor_of(name).is_some()
            || root().join("src").join(format!("{name}.rs")).exists()
            || root().join("src").join(name).is_dir()
    });
    found
}

fn first_word(text: &str) -> String {
    text.chars()
        .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
        .collect()
}

/// Whether a source names a library: as the start of a path, outside comments.
fn names(text: &str, library: &str) -> bool {
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .any(|line| {
            line.match_indices(library).any(|(at, _)| {
                let before = line[..at].chars().next_back();
                let free = before
                    .is_none_or(|c| !c.is_ascii_alphanumeric() && c != '_' && c != ':' && c != '"');
                free && line[at + library.len()..].starts_with("::")
            })
        })
}

fn sources(folder: &str, ending: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(folder) = open.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                if !path.ends_with("node_modules") {
                    open.push(path);
                }
            } else if path
                .extension()
                .is_some_and(|extension| extension == ending)
            {
                let text = std::fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    found.sort();
    found
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
