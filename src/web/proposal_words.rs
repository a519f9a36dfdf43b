//! The words for what a proposed text does, the same on every page, in the API and in the terminal.

use crate::error::{Message, say};
use crate::i18n::{self, Language};
use crate::proposals::Does;

/// What it does, as one short line: "Retire S-4", "A new standard · Takes the place of S-1".
pub(super) fn short(language: Language, does: &Does) -> String {
    let told = parts(does);
    let told = told.iter().map(|part| i18n::tell(language, part));
    told.collect::<Vec<_>>().join(" · ")
}

fn parts(does: &Does) -> Vec<Message> {
    let mut parts = vec![match does.standard {
        None => say!("proposal-short-new"),
        Some(id) if does.retires => say!("proposal-short-retires", id = id),
        Some(id) if does.revives => say!("proposal-short-revives", id = id),
        Some(id) => say!("proposal-short-change", id = id),
    }];
    if !does.supersedes.is_empty() {
        let ids: Vec<String> = does.supersedes.iter().map(ToString::to_string).collect();
        parts.push(say!("proposal-short-supersedes", ids = ids.join(", ")));
    }
    if let Some(revision) = does.restores {
        parts.push(say!("proposal-short-restores", revision = revision));
    }
    if does.title_before.is_some() && does.restores.is_none() {
        parts.push(say!("proposal-short-retitled"));
    }
    let is_told = does.retires || does.revives || does.restores.is_some();
    if does.only_head && !is_told && does.supersedes.is_empty() {
        parts.push(say!("proposal-short-facts"));
    }
    parts
}

/// The key of the word for a key at the head of a text; none for one that nobody knows.
pub(super) fn fact(key: &str) -> Option<&'static str> {
    Some(match key {
        "status" => "fact-status",
        "retired_because" => "fact-retired-because",
        "supersedes" => "standard-replaces",
        "superseded_by" => "fact-superseded-by",
        "title" => "fact-title",
        "tags" => "standard-tags",
        "team" => "standard-team",
        "solves" => "standard-solves",
        "applies_to" => "standard-applies-to",
        "enforced_by" => "standard-enforced-by",
        "review_by" => "standard-review-by",
        "reading" => "fact-reading",
        "lang" => "fact-lang",
        "date" => "standard-decided",
        _ => return None,
    })
}
