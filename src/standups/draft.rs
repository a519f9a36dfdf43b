//! What the stand-up offers to agree to on the screen: a standard filled in with what the room has said so far.

use std::fmt::Write;

use crate::error::say;
use crate::i18n::{self, Language};
use crate::problems::{BookAnswer, Case, WorkKind};

use super::ideas::one_line;
use super::store_said::Idea;
use super::words::IdeaKind;

/// The text of a new standard for a problem, to be made right on the screen.
pub fn draft(case: &Case, ideas: &[Idea], language: Language) -> String {
    let say = |key| i18n::say(language, key);
    let problem = &case.problem;
    let mut text = format!(
        "---\ntags: [{}]\nsolves: [{}]\n---\n\n",
        tags(case),
        problem.id
    );
    let _ = writeln!(text, "# {}\n", problem.title);
    let _ = writeln!(text, "## {}\n", say("standup-draft-prevents"));
    for part in [&problem.actual, &problem.should_be] {
        let part = one_line(part);
        if !part.is_empty() {
            let _ = writeln!(text, "{part}\n");
        }
    }
    for idea in ideas.iter().filter(|idea| idea.kind == IdeaKind::Cause) {
        let _ = writeln!(text, "- {}", idea.text);
    }
    let _ = writeln!(text, "\n## {}\n", say("standup-draft-do"));
    let kept = case
        .work
        .iter()
        .filter(|work| work.kind == WorkKind::Countermeasure);
    for (number, work) in kept
        .filter(|work| work.dropped_because.is_empty())
        .enumerate()
    {
        let _ = writeln!(text, "{}. {}", number + 1, one_line(&work.text));
    }
    text
}

/// The answer to *for the book?* that this round has so far; empty when it is still asked.
pub fn book_said(case: &Case, language: Language) -> String {
    let problem = &case.problem;
    let message = match case.facts.book_this_round() {
        Some(BookAnswer::No) => {
            say!(
                "standup-minutes-book-no",
                text = problem.book_why.clone().unwrap_or_default()
            )
        }
        Some(BookAnswer::InForce) => {
            let standard = problem
                .book_standard
                .map(|id| id.to_string())
                .unwrap_or_default();
            say!("standup-book-said-standard", standard = standard)
        }
        Some(BookAnswer::Waiting) => say!("standup-book-said-waiting"),
        Some(BookAnswer::Gone) | None => return String::new(),
    };
    i18n::tell(language, &message)
}

fn tags(case: &Case) -> String {
    let quoted = |tag: &str| serde_json::Value::from(tag).to_string();
    case.problem
        .tags
        .iter()
        .map(quoted)
        .collect::<Vec<_>>()
        .join(", ")
}
