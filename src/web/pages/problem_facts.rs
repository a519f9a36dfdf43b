//! The margin of a problem's page, and the sentences that say where it stands.

use std::collections::HashMap;

use super::problem_parts::{Fact, Tag};
use super::wall_top::in_address;
use crate::error::say;
use crate::id::MemberId;
use crate::markdown::{Headings, View};
use crate::problems::{AsideReason, Case, Lateness, Problem, State};
use crate::web::page::Shell;
use crate::web::words::When;

/// Who posted it.
pub(super) fn posted_by(
    shell: &Shell,
    problem: &Problem,
    names: &HashMap<MemberId, String>,
) -> String {
    match problem
        .posted_by
        .as_ref()
        .and_then(|member| names.get(member))
    {
        Some(name) => shell.with("problem-by", &[("name", name.as_str().into())]),
        None if problem.channel == "import" => shell.say("problem-by-import").to_owned(),
        None => shell.say("problem-by-team").to_owned(),
    }
}

/// "30 days without return", when it is closed.
pub(super) fn held(shell: &Shell, problem: &Problem) -> String {
    match problem.held_days.filter(|_| problem.state == State::Closed) {
        Some(days) if days > 0 => shell.count("problem-held-days", days),
        Some(_) => shell.say("problem-held-checked").to_owned(),
        None => String::new(),
    }
}

/// How often it is known to have happened again, and when last.
pub(super) fn happened(shell: &Shell, problem: &Problem) -> Option<When> {
    let last = shell.words().last(problem.last_occurrence?);
    let told = |last: String| {
        let count = ("count", problem.occurrences.into());
        shell.with("problem-happened", &[count, ("last", last.into())])
    };
    Some(When {
        text: told(last.text),
        exact: told(last.exact),
        machine: last.machine,
    })
}

/// The date that counts, and the check.
pub(super) fn dates(shell: &Shell, case: &Case) -> Vec<Fact> {
    let lateness = case.facts.lateness(case.today, case.team.week);
    let fact = |name: &'static str, tone: &'static str, day, text: String| Fact {
        name,
        tone,
        text,
        exact: shell.day(day).exact,
    };
    match lateness {
        Lateness::NoDate => Vec::new(),
        Lateness::Late { date, days } => {
            vec![fact(
                shell.say("problem-late"),
                "late",
                date,
                shell.words().late(days),
            )]
        }
        Lateness::Due(day) => vec![fact(
            name_of_date(shell, case),
            "due",
            day,
            shell.day(day).text,
        )],
        Lateness::OnTime(day) => vec![fact(
            name_of_date(shell, case),
            "",
            day,
            shell.day(day).text,
        )],
    }
}

fn name_of_date(shell: &Shell, case: &Case) -> &'static str {
    match case.problem.state {
        State::Checking => shell.say("problem-check"),
        State::Posted => shell.say("problem-to-be-seen"),
        _ => shell.say("problem-due"),
    }
}

/// The tags, each leading to the wall narrowed by it.
pub(super) fn tags(problem: &Problem, team: &str) -> Vec<Tag> {
    let tag = |tag: &str| Tag {
        text: tag.to_owned(),
        url: format!("/wall/{team}?tag={}", in_address(tag)),
    };
    problem.tags.iter().map(tag).collect()
}

/// The rarer facts, those that are known.
pub(super) fn more(shell: &Shell, problem: &Problem) -> Vec<Fact> {
    let lost = problem
        .minutes_lost
        .map(|minutes| shell.count("problem-minutes-count", minutes));
    let facts = [
        ("problem-where", problem.place.clone()),
        ("problem-where-not", problem.place_not.clone()),
        ("problem-since", problem.since_when.clone()),
        ("problem-minutes", lost.unwrap_or_default()),
    ];
    let known = facts.into_iter().filter(|(_, text)| !text.is_empty());
    known
        .map(|(key, text)| Fact {
            name: shell.say(key),
            tone: "",
            text,
            exact: String::new(),
        })
        .collect()
}

/// Why and until when it is set aside.
pub(super) fn aside(shell: &Shell, problem: &Problem) -> String {
    let Some(reason) = problem
        .aside_reason
        .filter(|_| problem.state == State::SetAside)
    else {
        return String::new();
    };
    let why = problem.aside_why.as_deref().unwrap_or_default();
    shell.tell(&match reason {
        AsideReason::Duplicate => say!("problem-aside-is-duplicate"),
        AsideReason::NotOurs => say!("problem-aside-is-not-ours", why = why),
        AsideReason::NoLonger => say!("problem-aside-is-no-longer", why = why),
        AsideReason::AcceptedRisk => {
            let until = problem
                .aside_until
                .map(|day| shell.day(day).exact)
                .unwrap_or_default();
            say!("problem-aside-is-accepted-risk", why = why, until = until)
        }
    })
}

/// The problem of which it is a duplicate.
pub(super) fn aside_of(problem: &Problem) -> String {
    let duplicate =
        problem.state == State::SetAside && problem.aside_reason == Some(AsideReason::Duplicate);
    problem
        .aside_of
        .filter(|_| duplicate)
        .map(|id| id.to_string())
        .unwrap_or_default()
}

/// What the check's answer starts with: what is known without asking anybody.
pub(super) fn evidence(shell: &Shell, case: &Case) -> String {
    let since = case.problem.checking_since.unwrap_or(case.today);
    shell.count(
        "problem-evidence-known",
        case.today.days_since(since).max(0),
    )
}

/// How a description is rendered below the page's own headings.
pub(super) fn described<'a>(shell: &Shell) -> View<'a> {
    View {
        language: shell.language(),
        headings: Headings::Below,
        scope: "d",
        links: None,
    }
}
