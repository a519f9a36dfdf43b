//! The story of a problem: everything that happened, newest first, from the feed, in the words of one reader.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::changes::{self, Entry};
use crate::clock::Day;
use crate::db::{Ask, Tx};
use crate::error::{Message, Result, say};
use crate::id::{MemberId, ProblemId};
use crate::problems::{AsideReason, CauseStatus, Held, Lesson, State};
use crate::web::page::Shell;
use crate::web::steps;
use crate::web::words::When;

use super::problem_parts;

/// So much is shown at once; the rest is a link away.
const SHOWN: i64 = 60;
/// No story is longer than this on one page.
const MOST: i64 = 2_000;

/// One line of the story.
#[derive(Debug)]
pub(super) struct StoryEntry {
    pub(super) when: When,
    pub(super) text: String,
    pub(super) tone: &'static str,
    pub(super) note: String,
    pub(super) link: String,
    pub(super) link_text: String,
}

/// What [`read`] asks, to be asked ahead.
pub(super) fn ask(id: ProblemId, whole: bool) -> Ask {
    changes::story_ask(&id.to_string(), None, asked(whole))
}

fn asked(whole: bool) -> i64 {
    1 + if whole { MOST } else { SHOWN }
}

/// Reads the story; whether there is more.
pub(super) async fn read(
    tx: &mut Tx,
    shell: &Shell,
    id: ProblemId,
    names: &HashMap<MemberId, String>,
    whole: bool,
) -> Result<(Vec<StoryEntry>, bool)> {
    let shown = asked(whole) - 1;
    let mut entries = changes::story(tx, &id.to_string(), None, asked(whole)).await?;
    let more = i64::try_from(entries.len()).unwrap_or(i64::MAX) > shown;
    entries.truncate(usize::try_from(shown).unwrap_or(usize::MAX));
    let told = entries
        .iter()
        .enumerate()
        .filter(|(at, entry)| !is_told_better(entries.as_slice(), *at, entry, id))
        .map(|(_, entry)| entry)
        .filter_map(|entry| {
            let mut told = tell(shell, entry, id, names)?;
            let written = entries.iter().filter(|one| {
                one.kind == "countermeasure.changed"
                    && ending(&entries, one).is_some_and(|done| done.seq == entry.seq)
            });
            for one in written {
                told.note = note(&one.data);
            }
            Some(told)
        })
        .collect();
    Ok((told, more))
}

/// Whether another entry of the same moment says the same and more: what was decided rather than that something was.
fn is_told_better(entries: &[Entry], at: usize, entry: &Entry, id: ProblemId) -> bool {
    let own = id.to_string();
    let others = || {
        let all = entries.iter().enumerate();
        all.filter(|(other, one)| *other != at && one.at == entry.at)
    };
    match entry.kind.as_str() {
        // What was decided beside a verdict (a date, an answer) is told by itself.
        "standup.decided" if !entry.data.contains_key("do") => true,
        "countermeasure.changed" => ending(entries, entry).is_some(),
        "standup.decided" => others().any(|(_, one)| {
            one.subject == own && !matches!(one.kind.as_str(), "problem.seen" | "problem.moved")
        }),
        "proposal.published" => others().any(|(_, one)| one.kind == "problem.text_in_force"),
        "problem.linked" => others().any(|(other, one)| {
            matches!(
                one.kind.as_str(),
                "problem.text_in_force" | "problem.book_answered"
            ) || (one.kind == entry.kind && one.also == entry.also && other > at)
        }),
        _ => false,
    }
}

/// The entry by which a countermeasure was done in the same moment in which its evidence was written.
fn ending<'e>(entries: &'e [Entry], changed: &Entry) -> Option<&'e Entry> {
    entries.iter().find(|one| {
        one.kind == "countermeasure.done"
            && one.at == changed.at
            && one.data.get("id") == changed.data.get("id")
    })
}

fn tell(
    shell: &Shell,
    entry: &Entry,
    id: ProblemId,
    names: &HashMap<MemberId, String>,
) -> Option<StoryEntry> {
    let who = who(shell, entry, names);
    let own = entry.subject == id.to_string();
    let message = if own {
        own_story(shell, entry, &who, names)
    } else {
        other_story(entry, &who)
    }?;
    let (link, link_text) = link(entry, id);
    Some(StoryEntry {
        when: shell.ago(entry.at),
        text: super::problem::told(shell, &message),
        tone: tone(entry),
        note: if own {
            note(&entry.data)
        } else {
            String::new()
        },
        link,
        link_text,
    })
}

fn who(shell: &Shell, entry: &Entry, names: &HashMap<MemberId, String>) -> String {
    let key = match entry.channel.as_str() {
        "clock" => "story-who-calendar",
        "import" => "story-who-import",
        "folder" => "story-who-folder",
        "git" => "story-who-git",
        "terminal" => "story-who-terminal",
        _ => "story-who-somebody",
    };
    match entry.actor.as_ref().and_then(|actor| names.get(actor)) {
        Some(name) => name.clone(),
        None => shell.say(key).to_owned(),
    }
}

fn own_story(
    shell: &Shell,
    entry: &Entry,
    who: &str,
    names: &HashMap<MemberId, String>,
) -> Option<Message> {
    let text = field(&entry.data, "text");
    let word = |message: Message| super::problem::told(shell, &message);
    Some(match entry.kind.as_str() {
        "problem.posted" => say!("story-posted", who = who),
        "problem.imported" => say!("story-imported"),
        "problem.put_up" => say!("story-put-up", who = who),
        "problem.brought_back" => say!("story-brought-back", who = who),
        "problem.undone" => say!("story-undone", who = who),
        "problem.moved" => {
            let to: State = field(&entry.data, "to").parse().ok()?;
            say!("story-moved", to = word(steps::state(to)))
        }
        "problem.changed" => say!("story-changed", who = who),
        "problem.occurred" if field(&entry.data, "status") == "waiting" => {
            say!("story-told", who = who)
        }
        "problem.occurred" => say!("story-occurred", who = who),
        "problem.occurrence_confirmed" => say!("story-occurrence-confirmed", who = who),
        "problem.occurrence_refused" => say!("story-occurrence-refused", who = who),
        "problem.occurrence_taken_back" => say!("story-occurrence-taken-back", who = who),
        "problem.question_answered" => {
            let lesson: Lesson = field(&entry.data, "answer").parse().ok()?;
            say!(
                "story-question-answered",
                who = who,
                answer = word(problem_parts::lesson(lesson))
            )
        }
        "problem.set_aside" => {
            let reason: AsideReason = field(&entry.data, "reason").parse().ok()?;
            say!(
                "story-set-aside",
                who = who,
                reason = shell.say(aside(reason))
            )
        }
        "problem.returned" => say!("story-returned"),
        "problem.seen" => say!("story-seen"),
        "problem.pinned" if entry.data.contains_key("place") => {
            say!("story-pinned-first", who = who)
        }
        "problem.pinned" => say!("story-pinned", who = who),
        "problem.unpinned" => say!("story-unpinned", who = who),
        "problem.check_set" => say!("story-check-set", who = who, day = date(shell, &entry.data)),
        "problem.checked" => checked(entry, who)?,
        "problem.book_answered" if entry.data.contains_key("no") => {
            say!("story-not-for-the-book", who = who)
        }
        "problem.book_answered" => say!("story-for-the-book", who = who),
        "problem.book_asked_again" => say!("story-book-asked-again"),
        "problem.text_in_force" => say!("story-text-in-force"),
        "problem.linked" => say!("story-linked", who = who),
        "problem.unlinked" => say!("story-unlinked", who = who),
        "problem.commented" => say!("story-commented", who = who),
        "problem.cause_added" => say!("story-cause-added", who = who, text = text),
        "problem.cause_changed" => match field(&entry.data, "status").parse() {
            Ok(CauseStatus::Verified) => say!("story-cause-verified", who = who, text = text),
            Ok(CauseStatus::Rejected) => say!("story-cause-rejected", who = who, text = text),
            _ => say!("story-cause-changed", who = who, text = text),
        },
        _ => return work_story(shell, entry, who, text, names),
    })
}

fn work_story(
    shell: &Shell,
    entry: &Entry,
    who: &str,
    text: String,
    names: &HashMap<MemberId, String>,
) -> Option<Message> {
    let (sort, what) = entry.kind.split_once('.')?;
    if !matches!(sort, "countermeasure" | "investigation") {
        return None;
    }
    let owner = field(&entry.data, "owner").parse::<MemberId>().ok();
    let owner = owner
        .and_then(|owner| names.get(&owner).cloned())
        .unwrap_or_default();
    Some(match (sort, what) {
        ("countermeasure", "added") => say!("story-countermeasure-added", who = who, text = text),
        (_, "added") => say!("story-investigation-added", who = who, text = text),
        (_, "assigned") => say!("story-work-assigned", owner = owner, text = text),
        (_, "postponed") => {
            say!(
                "story-work-postponed",
                who = who,
                text = text,
                day = date(shell, &entry.data)
            )
        }
        (_, "dropped") => say!("story-work-dropped", who = who, text = text),
        (_, "done") => say!("story-work-done", who = who, text = text),
        (_, "reopened") => say!("story-work-reopened", who = who, text = text),
        _ => say!("story-work-changed", who = who, text = text),
    })
}

/// What happened to something else, and touched this problem.
fn other_story(entry: &Entry, who: &str) -> Option<Message> {
    Some(match entry.kind.as_str() {
        "problem.set_aside" => say!("story-has-duplicate"),
        "proposal.opened" => say!("story-proposal-opened", who = who),
        "proposal.published" => say!("story-proposal-published"),
        "proposal.withdrawn" => say!("story-proposal-withdrawn", who = who),
        "standup.decided" => say!("story-standup-decided"),
        "fix.linked" => say!(
            "story-fix-linked",
            who = who,
            title = field(&entry.data, "title")
        ),
        "fix.unlinked" => {
            say!(
                "story-fix-unlinked",
                who = who,
                title = field(&entry.data, "title")
            )
        }
        _ => return None,
    })
}

fn checked(entry: &Entry, who: &str) -> Option<Message> {
    let own = entry.data.contains_key("self_checked");
    Some(match field(&entry.data, "answer").parse().ok()? {
        Held::Yes if own => say!("story-checked-yes-self", who = who),
        Held::Yes => say!("story-checked-yes", who = who),
        Held::Partly => say!("story-checked-partly", who = who),
        Held::No => say!("story-checked-no", who = who),
    })
}

fn aside(reason: AsideReason) -> &'static str {
    match reason {
        AsideReason::Duplicate => "problem-aside-duplicate",
        AsideReason::NotOurs => "problem-aside-not-ours",
        AsideReason::NoLonger => "problem-aside-no-longer",
        AsideReason::AcceptedRisk => "problem-aside-accepted-risk",
    }
}

fn tone(entry: &Entry) -> &'static str {
    match entry.kind.as_str() {
        "problem.moved" if field(&entry.data, "to") == "closed" => "green",
        "problem.moved" => "turn",
        "problem.occurred" if entry.data.get("recurrence") == Some(&Value::Bool(true)) => "red",
        "countermeasure.done" | "proposal.published" => "green",
        _ => "",
    }
}

/// The words that somebody wrote, and the texts that were replaced.
fn note(data: &Map<String, Value>) -> String {
    let said = ["note", "why", "no", "evidence", "finding"];
    let mut lines: Vec<String> = said
        .iter()
        .filter_map(|name| data.get(*name))
        .filter(|value| value.is_string())
        .map(plain)
        .filter(|text| !text.is_empty())
        .collect();
    let is_remark = data.len() == 1 && data.contains_key("text");
    if is_remark {
        lines.push(field(data, "text"));
    }
    for (name, value) in data {
        if let Value::Array(pair) = value
            && let [old, new] = &pair[..]
            && name != "due"
            && name != "status"
        {
            // A side that was empty has nothing to show, and what was written first replaced nothing.
            match (plain(old), plain(new)) {
                (old, new) if old.is_empty() => {
                    lines.extend(Some(new).filter(|new| !new.is_empty()))
                }
                (old, new) if new.is_empty() => lines.push(format!("− {old}")),
                (old, new) => lines.extend([format!("− {old}"), format!("+ {new}")]),
            }
        }
    }
    lines.join("\n")
}

/// The due date that an entry names, in words.
fn date(shell: &Shell, data: &Map<String, Value>) -> String {
    let due = field(data, "due");
    due.parse().map_or(due, |day: Day| shell.day(day).exact)
}

/// A field as text: of a replaced one, what stands there now.
fn field(data: &Map<String, Value>, name: &str) -> String {
    match data.get(name) {
        Some(Value::Array(pair)) => pair.last().map(plain).unwrap_or_default(),
        Some(value) => plain(value),
        None => String::new(),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// The first thing besides this problem that an entry is about.
fn link(entry: &Entry, id: ProblemId) -> (String, String) {
    let own = id.to_string();
    let things = std::iter::once(&entry.subject)
        .chain(&entry.also)
        .filter(|thing| **thing != own);
    let addressed = |thing: &String| {
        let place = match thing.split_once('-') {
            Some(("P", _)) => "problems",
            Some(("S", _)) => "standards",
            Some(("U", _)) => "standups",
            _ => return None,
        };
        Some((format!("/{place}/{thing}"), thing.clone()))
    };
    things.filter_map(addressed).next().unwrap_or_default()
}
