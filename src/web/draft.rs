//! The text that a new standard starts with: the offered headings, filled in with what the problem already says.

use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::{self, Language};
use crate::id::{ProblemId, StandupId};
use crate::markdown::{self, Value};
use crate::problems::{self, CauseStatus, Dossier, EndWord, Purpose, WorkKind, WorkRow};

/// A text to start from.
pub(super) async fn draft(
    tx: &mut Tx,
    language: Language,
    title: &str,
    solves: &[ProblemId],
) -> Result<String> {
    let mut dossiers = Vec::new();
    for &problem in solves {
        dossiers.push(problems::dossier(tx, problem).await?);
    }
    let title = match dossiers.first() {
        _ if !title.trim().is_empty() => one_line(title),
        Some(dossier) => dossier.case.problem.title.clone(),
        None => i18n::say(language, "edit-draft-title").to_owned(),
    };
    let mut text = format!("\n# {title}\n\n");
    section(
        &mut text,
        i18n::say(language, "edit-draft-prevents"),
        &prevents(language, &dossiers),
    );
    section(
        &mut text,
        i18n::say(language, "edit-draft-do"),
        &steps(language, &dossiers),
    );
    section(
        &mut text,
        i18n::say(language, "edit-draft-examples"),
        &hint(i18n::say(language, "edit-draft-examples-hint")),
    );
    section(
        &mut text,
        i18n::say(language, "edit-draft-check"),
        &checks(language, &dossiers),
    );
    section(
        &mut text,
        i18n::say(language, "edit-draft-not"),
        &hint(i18n::say(language, "edit-draft-not-hint")),
    );
    text.truncate(text.trim_end().len());
    text.push('\n');
    with_front_matter(text, &dossiers)
}

/// The text with what the problems say in its front matter.
fn with_front_matter(text: String, dossiers: &[Dossier]) -> Result<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in dossiers
        .iter()
        .flat_map(|dossier| dossier.case.problem.tags.iter())
    {
        if !tags.iter().any(|known| known == tag) {
            tags.push(tag.to_owned());
        }
    }
    let mut bytes = set(text.into_bytes(), "status", Value::Text("active"))?;
    bytes = set(bytes, "tags", Value::List(&tags))?;
    if let Some(dossier) = dossiers.first() {
        let solves: Vec<String> = dossiers
            .iter()
            .map(|dossier| dossier.case.problem.id.to_string())
            .collect();
        bytes = set(bytes, "team", Value::Text(&dossier.case.team.key))?;
        bytes = set(bytes, "solves", Value::List(&solves))?;
    }
    String::from_utf8(bytes).map_err(Error::internal)
}

fn set(bytes: Vec<u8>, key: &str, value: Value<'_>) -> Result<Vec<u8>> {
    markdown::set(&bytes, key, value).map_err(|flaws| Error::internal(format!("{flaws:?}")))
}

/// The gap and the causes, in the problem's own words.
fn prevents(language: Language, dossiers: &[Dossier]) -> String {
    let mut text = String::new();
    for dossier in dossiers {
        let problem = &dossier.case.problem;
        if !problem.should_be.is_empty() {
            paragraph(
                &mut text,
                &i18n::with(
                    language,
                    "edit-draft-should-be",
                    &[("text", problem.should_be.clone().into())],
                ),
            );
        }
        if !problem.actual.is_empty() && problem.actual != problem.title {
            paragraph(
                &mut text,
                &i18n::with(
                    language,
                    "edit-draft-is",
                    &[("text", problem.actual.clone().into())],
                ),
            );
        }
        paragraph(&mut text, &problem.description);
        let whys = dossier
            .causes
            .iter()
            .filter(|cause| cause.status != CauseStatus::Rejected);
        let found =
            dossier.case.work.iter().filter(|work| {
                work.kind == WorkKind::Investigation && !work.finding.trim().is_empty()
            });
        let whys: Vec<String> = whys
            .map(|cause| one_line(&cause.text))
            .chain(found.map(|work| one_line(&work.finding)))
            .map(|why| format!("- {why}\n"))
            .collect();
        if !whys.is_empty() {
            paragraph(
                &mut text,
                &format!(
                    "{}\n\n{}",
                    i18n::say(language, "edit-draft-causes"),
                    whys.concat()
                ),
            );
        }
    }
    if text.is_empty() {
        hint(i18n::say(language, "edit-draft-prevents-hint"))
    } else {
        text
    }
}

/// What was decided and done, as the steps to start from, and where it was decided: what was given up is no step.
fn steps(language: Language, dossiers: &[Dossier]) -> String {
    let kept: Vec<&WorkRow> = kept(dossiers)
        .filter(|work| work.purpose != Some(Purpose::Detection))
        .collect();
    if kept.is_empty() {
        return format!("1. {}\n", i18n::say(language, "edit-draft-do-hint"));
    }
    let mut text = String::new();
    for (place, work) in kept.iter().enumerate() {
        text.push_str(&format!("{}. {}\n", place + 1, one_line(&work.text)));
    }
    let mut decided: Vec<StandupId> = kept.iter().filter_map(|work| work.standup).collect();
    decided.sort_unstable();
    decided.dedup();
    if !decided.is_empty() {
        let names: Vec<String> = decided.iter().map(ToString::to_string).collect();
        let told = [("standups", names.join(", ").into())];
        text.push('\n');
        text.push_str(&i18n::with(language, "edit-draft-decided", &told));
        text.push('\n');
    }
    text
}

/// What tells that it holds: the countermeasures that were made to notice.
fn checks(language: Language, dossiers: &[Dossier]) -> String {
    let notices = kept(dossiers).filter(|work| work.purpose == Some(Purpose::Detection));
    let lines: Vec<String> = notices
        .map(|work| format!("- {}\n", one_line(&work.text)))
        .collect();
    match lines.is_empty() {
        true => hint(i18n::say(language, "edit-draft-check-hint")),
        false => lines.concat(),
    }
}

/// The countermeasures that were not given up.
fn kept(dossiers: &[Dossier]) -> impl Iterator<Item = &WorkRow> {
    let all = dossiers.iter().flat_map(|dossier| &dossier.case.work);
    all.filter(|work| work.kind == WorkKind::Countermeasure && work.ended != Some(EndWord::Dropped))
}

/// The text without the sections in which the hint is all that is written, and whether there were any.
pub(super) fn without_hints(markdown: &str) -> (String, bool) {
    let mut kept = String::new();
    let mut sections = sections(markdown).into_iter();
    kept.push_str(sections.next().unwrap_or_default());
    let mut is_shorter = false;
    for section in sections {
        let body = section.split_once('\n').map_or("", |(_, body)| body);
        if is_hint(body.trim()) {
            is_shorter = true;
        } else {
            kept.push_str(section);
        }
    }
    if is_shorter {
        kept.truncate(kept.trim_end().len());
        kept.push('\n');
    }
    (kept, is_shorter)
}

/// What stands before the first heading of a section, then each section with its heading.
fn sections(markdown: &str) -> Vec<&str> {
    let mut sections = Vec::new();
    let (mut begin, mut at) = (0, 0);
    for line in markdown.split_inclusive('\n') {
        if line.starts_with("## ") {
            sections.push(&markdown[begin..at]);
            begin = at;
        }
        at += line.len();
    }
    sections.push(&markdown[begin..]);
    sections
}

/// Whether a section says nothing but what its hint says, in whatever language that was offered.
fn is_hint(body: &str) -> bool {
    const HINTS: [&str; 4] = [
        "edit-draft-prevents-hint",
        "edit-draft-examples-hint",
        "edit-draft-check-hint",
        "edit-draft-not-hint",
    ];
    Language::ALL.into_iter().any(|language| {
        HINTS
            .iter()
            .any(|key| body == hint(i18n::say(language, key)))
            || body == format!("1. {}", i18n::say(language, "edit-draft-do-hint"))
    })
}

fn section(text: &mut String, heading: &str, body: &str) {
    text.push_str(&format!("## {heading}\n\n{}\n\n", body.trim_end()));
}

fn paragraph(text: &mut String, words: &str) {
    let words = words.trim();
    if !words.is_empty() {
        text.push_str(words);
        text.push_str("\n\n");
    }
}

fn hint(words: &str) -> String {
    format!("*{words}*")
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
