//! The checklist of a problem's page: what is missing, and the act that brings it, right there.

use crate::error::Message;
use crate::problems::{BookWord, Case, Checklist, Step};
use crate::web::page::Shell;
use crate::web::steps;

/// One line of the checklist.
#[derive(Debug)]
pub(super) struct ItemView {
    pub(super) met: bool,
    pub(super) text: String,
    /// What the text leads to, such as a stand-up; empty for nothing.
    pub(super) link: String,
    pub(super) link_url: String,
    pub(super) act: Act,
}

/// What can be done about a line, right there.
#[derive(Debug)]
pub(super) enum Act {
    /// Nothing: it waits for others.
    None,
    /// A form that is one button.
    Button {
        url: String,
        name: &'static str,
        value: &'static str,
        word: &'static str,
    },
    /// A place on the page.
    Link { url: String, word: &'static str },
    /// Choosing who does it.
    Owner { url: String },
    /// Writing what was found; the form is named as the same one below it.
    Finding { url: String, form: String },
    /// Answering *for the book?*.
    Book,
    /// Answering *did it hold?*, or moving the date.
    Held { early: bool },
}

/// Words the checklist.
pub(super) fn view(shell: &Shell, case: &Case, checklist: &Checklist) -> Vec<ItemView> {
    let item = |item: &crate::problems::Item| {
        let text = if item.met {
            met(case, item.step)
        } else {
            steps::missing(case, item.step)
        };
        let (link, link_url) = link(case, item.step, item.met);
        ItemView {
            met: item.met,
            text: shell.tell(&text),
            link,
            link_url,
            act: act(shell, case, item.step),
        }
    };
    checklist.items.iter().map(item).collect()
}

fn met(case: &Case, step: Step) -> Message {
    match (step, case.problem.book_answer, &case.problem.book_why) {
        (Step::Book, Some(BookWord::No), Some(why)) => {
            crate::error::say!("problem-met-not-for-the-book", why = why.as_str())
        }
        _ => steps::met(step),
    }
}

fn link(case: &Case, step: Step, met: bool) -> (String, String) {
    let problem = &case.problem;
    match step {
        Step::Look if met => match problem.look_standup {
            Some(standup) => (standup.to_string(), format!("/standups/{standup}")),
            None => Default::default(),
        },
        Step::Book if met => match problem.book_standard {
            Some(standard) => (standard.to_string(), format!("/standards/{standard}")),
            None => Default::default(),
        },
        Step::Text => match &problem.book_proposal {
            Some(proposal) => (String::from("→"), format!("/proposals/{proposal}")),
            None => Default::default(),
        },
        _ => Default::default(),
    }
}

fn act(shell: &Shell, case: &Case, step: Step) -> Act {
    let id = case.problem.id;
    let work = |at: usize| {
        let row = case.work.get(at);
        row.map(|row| format!("/{}s/{}", row.kind, row.id))
            .unwrap_or_default()
    };
    match step {
        Step::Post => Act::Button {
            url: format!("/problems/{id}/posting"),
            name: "post",
            value: "yes",
            word: shell.say("wall-tray-post"),
        },
        Step::BringBack => Act::Button {
            url: format!("/problems/{id}/posting"),
            name: "post",
            value: "yes",
            word: shell.say("problem-bring-back"),
        },
        Step::Start => Act::Link {
            url: "#doing".to_owned(),
            word: shell.say("problem-start"),
        },
        Step::Owner(at) => Act::Owner { url: work(at) },
        Step::Finding(at) => Act::Finding {
            url: work(at),
            form: case
                .work
                .get(at)
                .map(|row| format!("-{}", row.id))
                .unwrap_or_default(),
        },
        Step::Finish(at) => Act::Button {
            url: work(at),
            name: "done",
            value: "yes",
            word: shell.say("problem-work-done"),
        },
        Step::Book => Act::Book,
        Step::Held(day) => Act::Held {
            early: day > case.today,
        },
        Step::Look | Step::Done | Step::Text => Act::None,
    }
}
