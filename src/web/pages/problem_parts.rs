//! The lists of a problem's page, in the words of one reader: work, occurrences, whys.

use std::collections::HashMap;

use crate::error::{Message, say};
use crate::id::{CauseId, MemberId};
use crate::problems::{
    Case, Cause, CauseStatus, EndWord, Lesson, OccurrenceRow, OccurrenceSource, OccurrenceStatus,
    Purpose, Strength, TAKE_BACK_SECONDS, WorkKind, WorkRow,
};
use crate::web::page::Shell;
use crate::web::visit::Visit;
use crate::web::words::When;

/// A named fact of the margin.
#[derive(Debug)]
pub(super) struct Fact {
    pub(super) name: &'static str,
    pub(super) tone: &'static str,
    pub(super) text: String,
    /// The date written out, where the text is relative to today.
    pub(super) exact: String,
}

/// A tag and where it leads.
#[derive(Debug)]
pub(super) struct Tag {
    pub(super) text: String,
    pub(super) url: String,
}

/// Somebody who can take work on.
#[derive(Debug)]
pub(super) struct Person {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) me: bool,
}

/// A word of a closed list.
#[derive(Debug)]
pub(super) struct Choice {
    pub(super) value: &'static str,
    pub(super) word: String,
}

/// A countermeasure or an investigation.
#[derive(Debug)]
pub(super) struct WorkView {
    pub(super) id: String,
    /// The name of the forms that change it.
    pub(super) form: String,
    pub(super) url: String,
    pub(super) is_countermeasure: bool,
    pub(super) sort: String,
    pub(super) text: String,
    pub(super) text_label: &'static str,
    pub(super) notes: Vec<String>,
    pub(super) who: String,
    pub(super) owner: String,
    pub(super) due: String,
    pub(super) evidence: String,
    pub(super) tone: &'static str,
    pub(super) when: String,
    /// The date of `when`, written out.
    pub(super) exact: String,
    pub(super) open: bool,
    pub(super) dropped: bool,
}

/// One time that it happened.
#[derive(Debug)]
pub(super) struct OccurrenceView {
    pub(super) id: String,
    pub(super) url: String,
    pub(super) take_back_url: String,
    pub(super) text: String,
    pub(super) note: String,
    pub(super) when: When,
    pub(super) waits: bool,
    pub(super) asks: bool,
    pub(super) gone: bool,
    pub(super) may_take_back: bool,
    pub(super) answer_name: String,
}

/// A why in its tree, which is written out in order: it opens a list of its own or closes those that end with it.
#[derive(Debug)]
pub(super) struct CauseView {
    pub(super) id: String,
    /// The name of the forms below it.
    pub(super) form: String,
    pub(super) text: String,
    pub(super) evidence: String,
    pub(super) status: &'static str,
    pub(super) status_word: &'static str,
    pub(super) has_children: bool,
    pub(super) closes: usize,
}

/// The work of a problem: what is open first.
pub(super) fn work(shell: &Shell, case: &Case, names: &HashMap<MemberId, String>) -> Vec<WorkView> {
    let mut rows: Vec<&WorkRow> = case.work.iter().collect();
    rows.sort_by_key(|row| (row.ended.is_some(), row.kind != WorkKind::Countermeasure));
    rows.into_iter()
        .map(|row| work_view(shell, case, names, row))
        .collect()
}

fn work_view(
    shell: &Shell,
    case: &Case,
    names: &HashMap<MemberId, String>,
    row: &WorkRow,
) -> WorkView {
    let name = row
        .owner
        .as_ref()
        .and_then(|owner| names.get(owner).cloned());
    let (tone, when, exact) = stands(shell, case, row);
    let is_countermeasure = row.kind == WorkKind::Countermeasure;
    let labelled = |key: &str, text: &str| {
        (!text.is_empty()).then(|| shell.with(key, &[("text", text.into())]))
    };
    let strength = row.strength.map(|word| shell.tell(&strength(word)));
    let notes = [
        labelled("problem-note-effect", &row.effect),
        labelled("problem-note-strength", &strength.unwrap_or_default()),
        labelled("problem-note-evidence", &row.evidence),
        labelled("problem-note-finding", &row.finding),
        labelled("problem-note-dropped", &row.dropped_because),
    ];
    let sort = match row.purpose {
        Some(kind) => shell.tell(&purpose(kind)),
        None if !is_countermeasure => shell.say("problem-investigation").to_owned(),
        None => String::new(),
    };
    WorkView {
        id: row.id.clone(),
        form: format!("-{}", row.id),
        url: format!("/{}s/{}", row.kind, row.id),
        is_countermeasure,
        sort,
        text: row.text.clone(),
        text_label: shell.say(if is_countermeasure {
            "problem-countermeasure"
        } else {
            "problem-investigation-question"
        }),
        notes: notes.into_iter().flatten().collect(),
        who: name.unwrap_or_else(|| shell.say("problem-owner-nobody").to_owned()),
        owner: row
            .owner
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        due: row.due.to_string(),
        evidence: row.evidence.clone(),
        tone,
        when,
        exact,
        open: row.ended.is_none(),
        dropped: row.ended == Some(EndWord::Dropped),
    }
}

/// Its tone, and when it is due or was done, as a page says it and as paper does.
fn stands(shell: &Shell, case: &Case, row: &WorkRow) -> (&'static str, String, String) {
    let words = shell.words();
    let told = |tone, key: &str| {
        let on = words.on(row.ended_on.unwrap_or(row.due));
        let at = |day: String| shell.with(key, &[("day", day.into())]);
        (tone, at(on.text), at(on.exact))
    };
    let late = case.team.week.working_days_between(row.due, case.today);
    match row.ended {
        Some(EndWord::Done) => told("done", "problem-done-on"),
        Some(EndWord::Dropped) => told("", "problem-dropped-on"),
        None if late > 0 => ("late", words.late(late), words.was_due(row.due)),
        None if case.team.week.working_days_between(case.today, row.due) <= 1 => {
            let due = words.due(row.due);
            ("due", due.text, due.exact)
        }
        None => {
            let by = words.by(row.due);
            ("", by.text, by.exact)
        }
    }
}

/// The occurrences of a problem, newest first.
pub(super) fn occurrences(
    shell: &Shell,
    visit: &Visit,
    case: &Case,
    names: &HashMap<MemberId, String>,
) -> Vec<OccurrenceView> {
    let me = visit.guest().and_then(|visitor| visitor.member.as_ref());
    let view = |row: &OccurrenceRow| {
        let fresh = visit.now().seconds_since(row.entered_at) <= TAKE_BACK_SECONDS;
        let stands = matches!(
            row.status,
            OccurrenceStatus::Waiting | OccurrenceStatus::Confirmed
        );
        let own = row.entered_by.is_some() && row.entered_by.as_ref() == me;
        let confirmed = row.status == OccurrenceStatus::Confirmed;
        OccurrenceView {
            id: row.id.to_string(),
            url: format!("/occurrences/{}", row.id),
            take_back_url: format!("/occurrences/{}/taking-back", row.id),
            text: occurrence_text(shell, row, names),
            note: [row.note.as_str(), row.evidence.as_str()]
                .join("\n")
                .trim()
                .to_owned(),
            when: shell.ago(row.at),
            waits: row.status == OccurrenceStatus::Waiting,
            asks: row.recurrence && confirmed && row.answer.is_none(),
            gone: !stands,
            may_take_back: fresh && confirmed && (own || shell.takes_part()),
            answer_name: format!("answer-{}", row.id),
        }
    };
    case.occurrences.iter().rev().map(view).collect()
}

fn occurrence_text(
    shell: &Shell,
    row: &OccurrenceRow,
    names: &HashMap<MemberId, String>,
) -> String {
    let source = match (row.source, row.via) {
        (OccurrenceSource::Duplicate, Some(via)) => say!("problem-told-by-duplicate", id = via),
        (OccurrenceSource::Trailer, _) => say!("problem-told-by-trailer"),
        (OccurrenceSource::Alert, _) => say!("problem-told-by-alert"),
        _ => match row.entered_by.as_ref().and_then(|member| names.get(member)) {
            Some(name) => say!("problem-told-by", name = name.as_str()),
            None => say!("problem-told-by-team"),
        },
    };
    let status = match (row.status, row.answer) {
        (OccurrenceStatus::Waiting, _) => Some(say!("problem-occurrence-waits")),
        (OccurrenceStatus::Refused, _) => Some(say!("problem-occurrence-refused")),
        (OccurrenceStatus::TakenBack, _) => Some(say!("problem-occurrence-taken-back")),
        (OccurrenceStatus::Confirmed, Some(answer)) => Some(lesson(answer)),
        (OccurrenceStatus::Confirmed, None) => None,
    };
    let source = shell.tell(&source);
    match status {
        Some(status) => format!("{source} · {}", shell.tell(&status)),
        None => source,
    }
}

/// The whys as a tree, written out in order.
pub(super) fn causes(shell: &Shell, causes: &[Cause]) -> Vec<CauseView> {
    let mut views = Vec::with_capacity(causes.len());
    let mut depths = Vec::with_capacity(causes.len());
    // Below a root first its own children: a stack instead of a recursion, since people may ask why very often.
    let mut below: HashMap<Option<&CauseId>, Vec<&Cause>> = HashMap::new();
    for cause in causes.iter().rev() {
        below.entry(cause.parent.as_ref()).or_default().push(cause);
    }
    let roots = below.remove(&None).unwrap_or_default();
    let mut stack: Vec<(usize, &Cause)> = roots.into_iter().map(|cause| (0, cause)).collect();
    while let Some((depth, cause)) = stack.pop() {
        let before = stack.len();
        let children = below.remove(&Some(&cause.id)).unwrap_or_default();
        stack.extend(children.into_iter().map(|child| (depth + 1, child)));
        depths.push(depth);
        views.push(CauseView {
            id: cause.id.to_string(),
            form: format!("-{}", cause.id),
            text: cause.text.clone(),
            evidence: cause.evidence.clone(),
            status: cause.status.as_str(),
            status_word: match cause.status {
                CauseStatus::Hypothesis => "",
                CauseStatus::Verified => shell.say("problem-why-is-verified"),
                CauseStatus::Rejected => shell.say("problem-why-is-rejected"),
            },
            has_children: stack.len() > before,
            closes: 0,
        });
    }
    for at in 0..views.len() {
        let next = depths.get(at + 1).copied().unwrap_or(0);
        views[at].closes = depths[at].saturating_sub(next);
    }
    views
}

/// The words of a list as choices.
pub(super) fn choices<T: Copy + ClosedWord>(
    shell: &Shell,
    all: &[T],
    word: fn(T) -> Message,
) -> Vec<Choice> {
    all.iter()
        .map(|one| Choice {
            value: one.word_of(),
            word: shell.tell(&word(*one)),
        })
        .collect()
}

/// A word of a closed list as it is sent.
pub(super) trait ClosedWord {
    /// The word.
    fn word_of(self) -> &'static str;
}

impl ClosedWord for Purpose {
    fn word_of(self) -> &'static str {
        self.as_str()
    }
}

impl ClosedWord for Strength {
    fn word_of(self) -> &'static str {
        self.as_str()
    }
}

/// What a countermeasure is for.
pub(super) fn purpose(purpose: Purpose) -> Message {
    match purpose {
        Purpose::Containment => say!("problem-purpose-containment"),
        Purpose::Temporary => say!("problem-purpose-temporary"),
        Purpose::Permanent => say!("problem-purpose-permanent"),
        Purpose::Detection => say!("problem-purpose-detection"),
        Purpose::Experiment => say!("problem-purpose-experiment"),
    }
}

/// How unavoidable a countermeasure makes the right way.
pub(super) fn strength(strength: Strength) -> Message {
    match strength {
        Strength::Remind => say!("problem-strength-remind"),
        Strength::Document => say!("problem-strength-document"),
        Strength::Checklist => say!("problem-strength-checklist"),
        Strength::Template => say!("problem-strength-template"),
        Strength::Lint => say!("problem-strength-lint"),
        Strength::Test => say!("problem-strength-test"),
        Strength::Impossible => say!("problem-strength-impossible"),
    }
}

/// Why a problem came back.
pub(super) fn lesson(lesson: Lesson) -> Message {
    match lesson {
        Lesson::None => say!("problem-lesson-none"),
        Lesson::NotApplied => say!("problem-lesson-not-applied"),
        Lesson::NotEnough => say!("problem-lesson-not-enough"),
    }
}
