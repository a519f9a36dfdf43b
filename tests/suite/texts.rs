//! The texts of the interface: both languages say the same things, and everything that is said exists.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use cahier::i18n::{Language, keys_of, sources};

#[test]
fn both_languages_have_the_same_keys_and_arguments() {
    let english = by_key(Language::En);
    let french = by_key(Language::Fr);
    let only: Vec<&String> = english
        .keys()
        .filter(|key| !french.contains_key(*key))
        .chain(french.keys().filter(|key| !english.contains_key(*key)))
        .collect();
    assert!(only.is_empty(), "in one language only: {only:?}");
    let other: Vec<&String> = english
        .iter()
        .filter(|(key, text)| arguments(text) != arguments(&french[*key]))
        .map(|(key, _)| key)
        .collect();
    assert!(other.is_empty(), "with other arguments: {other:?}");
}

#[test]
fn no_key_stands_twice() {
    for language in Language::ALL {
        let mut seen = BTreeSet::new();
        for (file, text) in sources(language) {
            for key in keys_of(&text) {
                assert!(
                    seen.insert(key.to_owned()),
                    "{key} again in {file} ({language})"
                );
            }
        }
    }
}

#[test]
fn every_key_that_is_used_exists_and_every_key_is_used() {
    let known: BTreeSet<String> = by_key(Language::En).into_keys().collect();
    let mut words = BTreeSet::new();
    for (path, text) in files(&["src", "templates", "assets"]) {
        for quoted in quoted(&text) {
            words.insert(quoted.to_owned());
            let prefixed = quoted.split('-').next().is_some_and(|prefix| {
                known
                    .iter()
                    .any(|key| key.split('-').next() == Some(prefix))
            });
            let is_said = prefixed && is_said_there(&text, quoted);
            assert!(
                !is_said || known.contains(quoted),
                "{}: {quoted} is not in the locales",
                path.display()
            );
        }
    }
    let unused: Vec<&String> = known.iter().filter(|key| !words.contains(*key)).collect();
    assert!(unused.is_empty(), "never used: {unused:?}");
}

#[test]
fn french_marks_stand_after_a_narrow_space() {
    for (file, text) in sources(Language::Fr) {
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let Some((_, said)) = line.split_once(" = ") else {
                continue;
            };
            for mark in [" ;", " :", " !", " ?", "« ", " »"] {
                assert!(
                    !said.contains(mark),
                    "{file}: an ordinary space in {said:?}"
                );
            }
        }
    }
}

/// Whether a quoted word stands right after one of the ways to say something.
fn is_said_there(text: &str, quoted: &str) -> bool {
    [
        "say(\"",
        "say!(\"",
        "count(\"",
        "with(\"",
        "Message::new(\"",
    ]
    .iter()
    .any(|way| text.contains(&format!("{way}{quoted}\"")))
        && !text.contains(&format!(".with(\"{quoted}\""))
}

fn by_key(language: Language) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for (_, text) in sources(language) {
        let mut key = String::new();
        for line in text.lines() {
            if let Some(next) = keys_of(line).next() {
                key = next.to_owned();
            }
            if !line.starts_with('#') && !key.is_empty() {
                let entry: &mut String = found.entry(key.clone()).or_default();
                entry.push_str(line);
                entry.push('\n');
            }
        }
    }
    found
}

fn arguments(text: &str) -> BTreeSet<&str> {
    text.match_indices('$')
        .map(|(at, _)| {
            let rest = &text[at + 1..];
            let end = rest
                .find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-')
                .unwrap_or(rest.len());
            &rest[..end]
        })
        .collect()
}

fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('"').filter(|part| {
        part.contains('-')
            && part
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    })
}

fn files(folders: &[&str]) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut open: Vec<PathBuf> = folders.iter().map(|folder| root.join(folder)).collect();
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                found.push((path, text));
            }
        }
    }
    found
}
