//! What the head of a text says, key by key, and which keys say something else in another text. Keys that nobody knows are told as they
//! are written.

use super::document::Document;
use super::front_matter::key_of;
use super::lines::lines;

/// The keys that are read, in the order in which they are told.
const KNOWN: [&str; 14] = [
    "status",
    "retired_because",
    "supersedes",
    "title",
    "tags",
    "team",
    "solves",
    "applies_to",
    "enforced_by",
    "review_by",
    "reading",
    "lang",
    "date",
    "superseded_by",
];

/// What a key says; nothing where it is absent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The key as it is spelt.
    pub key: String,
    /// What it says, one after the other; of a key that nobody knows the lines as they are written.
    pub values: Vec<String>,
}

/// A key that says something else in another text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactChange {
    /// The key as it is spelt.
    pub key: String,
    /// What it said; empty where it was absent.
    pub before: Vec<String>,
    /// What it says; empty where it is absent.
    pub after: Vec<String>,
}

/// What a text says about itself, those keys first that are known; a status of *active* is what every text says that says none.
pub fn facts(text: &str, document: &Document) -> Vec<Fact> {
    let known = KNOWN.iter().map(|&key| Fact {
        key: key.to_owned(),
        values: said(document, key),
    });
    let known = known.filter(|fact| !fact.values.is_empty());
    known.chain(unknown(text, document)).collect()
}

/// The keys that say something else, those first that are known.
pub fn facts_changed(before: (&str, &Document), after: (&str, &Document)) -> Vec<FactChange> {
    let (old, new) = (facts(before.0, before.1), facts(after.0, after.1));
    let values = |all: &[Fact], key: &str| {
        let found = all.iter().find(|fact| fact.key == key);
        found.map(|fact| fact.values.clone()).unwrap_or_default()
    };
    let gone = old
        .iter()
        .filter(|fact| new.iter().all(|other| other.key != fact.key));
    let mut keys: Vec<&str> = new
        .iter()
        .chain(gone)
        .map(|fact| fact.key.as_str())
        .collect();
    keys.sort_by_key(|key| place(key));
    let changes = keys.into_iter().map(|key| FactChange {
        before: values(&old, key),
        after: values(&new, key),
        key: key.to_owned(),
    });
    changes
        .filter(|change| change.before != change.after)
        .collect()
}

fn place(key: &str) -> usize {
    let known = KNOWN.iter().position(|known| *known == key);
    known.unwrap_or(KNOWN.len())
}

fn said(document: &Document, key: &str) -> Vec<String> {
    fn one<T: ToString>(value: &Option<T>) -> Vec<String> {
        value.iter().map(ToString::to_string).collect()
    }
    fn all<T: ToString>(values: &[T]) -> Vec<String> {
        values.iter().map(ToString::to_string).collect()
    }
    let meta = &document.meta;
    match key {
        "status" => vec![meta.status.as_str().to_owned()],
        "retired_because" => one(&meta.retired_because),
        "supersedes" => all(&meta.supersedes),
        "superseded_by" => all(&meta.superseded_by),
        "title" => one(&meta.title),
        "tags" => meta.tags.clone(),
        "team" => one(&meta.team),
        "solves" => all(&meta.solves),
        "applies_to" => meta.applies_to.clone(),
        "enforced_by" => one(&meta.enforced_by),
        "review_by" => one(&meta.review_by),
        "reading" => one(&meta.reading),
        "lang" => one(&meta.lang),
        "date" => one(&meta.decided),
        _ => Vec::new(),
    }
}

/// The keys that are not read, each with its lines as they are written.
fn unknown(text: &str, document: &Document) -> Vec<Fact> {
    let yaml = document.front_matter.clone();
    let yaml = yaml.and_then(|place| text.get(place)).unwrap_or_default();
    let mut found: Vec<Fact> = Vec::new();
    let mut is_told = false;
    for line in lines(yaml) {
        match key_of(line.text) {
            Some((key, colon)) => {
                is_told = place(key) == KNOWN.len();
                if is_told {
                    let said = line.text[colon + 1..].trim();
                    found.push(Fact {
                        key: key.to_owned(),
                        values: vec![said.to_owned()],
                    });
                }
            }
            None if is_told && !line.text.trim_start().starts_with('#') => {
                if let Some(fact) = found.last_mut() {
                    fact.values.push(line.text.trim_end().to_owned());
                }
            }
            None => {}
        }
    }
    for fact in &mut found {
        fact.values.retain(|value| !value.is_empty());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::read;
    use proptest::prelude::*;

    fn changes(before: &str, after: &str) -> Vec<(String, String, String)> {
        let read = |text: &str| read(text.as_bytes()).unwrap();
        facts_changed((before, &read(before)), (after, &read(after)))
            .into_iter()
            .map(|one| (one.key, one.before.join(" "), one.after.join(" ")))
            .collect()
    }

    fn change(key: &str, before: &str, after: &str) -> (String, String, String) {
        (key.to_owned(), before.to_owned(), after.to_owned())
    }

    #[test]
    fn keys_are_told_by_what_they_say() {
        let before = "---\n# ours\ntags: [a, b]\nowner: Ada\nteam: web\n---\n# A\n";
        let after = "---\nteam: web # still\ntags:\n  - a\n  - c\nowner: Bo\ncode:\n  owners:\n    - Bo\n# ours\nstatus: retired\n---\n# A\n";
        assert_eq!(
            changes(before, after),
            [
                change("status", "active", "retired"),
                change("tags", "a b", "a c"),
                change("owner", "Ada", "Bo"),
                change("code", "", "  owners:     - Bo"),
            ]
        );
    }

    proptest! {
        #[test]
        fn a_text_changes_nothing_about_itself(text in "(---\n([a-z]{1,3}: [a-z]{0,4}\n){0,4}---\n)?# [A-Z]\n") {
            if let Ok(document) = read(text.as_bytes()) {
                prop_assert!(facts_changed((&text, &document), (&text, &document)).is_empty());
            }
        }
    }
}
