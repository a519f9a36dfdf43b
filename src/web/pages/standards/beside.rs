//! What stands beside a text while it is written: how it will read once it is in the book, what keeps it from being taken, and
//! what a good standard has that it has not. It refuses nothing.

use std::sync::Arc;

use askama::Template;

use super::doubts::doubts;
use crate::error::{Error, Fault, Result};
use crate::id::StandardId;
use crate::markdown::{self, Examples, Headings, Rendered, Status, View};
use crate::proposals;
use crate::standards;
use crate::web::page::Shell;
use crate::web::visit::Visit;

/// So many steps are kept in mind.
const STEPS: std::ops::RangeInclusive<usize> = 5..=7;

/// What is wrong with a text, and the field it is about.
pub(super) struct Wrong {
    pub(super) field: String,
    pub(super) text: String,
}

/// One thing that a good standard has.
pub(super) struct Hint {
    pub(super) is_there: bool,
    pub(super) text: String,
}

/// What stands beside a text.
pub(super) struct Beside {
    pub(super) title: String,
    pub(super) lang: String,
    pub(super) rendered: Arc<Rendered>,
    /// Tags, the team, what it solves, what it takes the place of: as they will stand in the margin.
    pub(super) facts: Vec<Fact>,
    pub(super) faults: Vec<String>,
    /// What it names that is not there.
    pub(super) doubts: Vec<String>,
    pub(super) hints: Vec<Hint>,
}

/// What stands in the margin of a standard.
pub(super) struct Fact {
    pub(super) name: &'static str,
    pub(super) values: Vec<String>,
}

impl Beside {
    /// What stands beside this text of a standard, or of one that there is not yet.
    ///
    /// # Errors
    /// The database's.
    pub(super) async fn of(
        visit: &Visit,
        shell: &Shell,
        about: Option<StandardId>,
        text: &str,
    ) -> Result<Self> {
        let (faults, document) = match standards::examine(text.as_bytes()) {
            Ok(document) => match proposals::titled(&document, about) {
                Ok(_) => (Vec::new(), Some(document)),
                Err(Error::Invalid(faults)) => (told(shell, &faults), Some(document)),
                Err(_) => (Vec::new(), Some(document)),
            },
            Err(Error::Invalid(faults)) => (told(shell, &faults), None),
            Err(_) => (Vec::new(), None),
        };
        let body = document.as_ref().map_or(text, |found| found.body(text));
        let mut tx = visit.read().await?;
        let led = match about {
            Some(id) => standards::led(&mut tx, id, body).await?,
            None => standards::led_anew(&mut tx, body).await?,
        };
        let links = led.links;
        let doubts = match &document {
            Some(document) => doubts(&mut tx, shell, text, document, &links).await?,
            None => Vec::new(),
        };
        drop(tx);
        let view = View {
            language: shell.language(),
            headings: Headings::WithoutTitle,
            scope: "preview",
            links: Some(&links),
        };
        let meta = document.as_ref().map(|found| found.meta.clone());
        let meta = meta.unwrap_or_default();
        let hints = match meta.status {
            Status::Active => hints(shell, body),
            Status::Superseded | Status::Retired => Vec::new(),
        };
        Ok(Self {
            title: document.and_then(|found| found.heading).unwrap_or_default(),
            lang: match &meta.lang {
                Some(lang) => lang.clone(),
                None => standards::told_from(body).to_owned(),
            },
            rendered: visit.app.renderer.render(body, view),
            facts: facts(shell, &meta),
            faults,
            doubts,
            hints,
        })
    }
}

/// The same as an answer of its own, for a page on which somebody types.
#[derive(Template)]
#[template(path = "standards/beside.html")]
pub(in crate::web::pages) struct BesidePart {
    shell: Shell,
    beside: Beside,
}

impl BesidePart {
    /// What stands beside this text.
    ///
    /// # Errors
    /// The database's.
    pub(in crate::web::pages) async fn new(
        visit: &Visit,
        about: Option<StandardId>,
        text: &str,
    ) -> Result<Self> {
        let shell = visit.shell("");
        let beside = Beside::of(visit, &shell, about, text).await?;
        Ok(Self { shell, beside })
    }
}

fn told(shell: &Shell, faults: &[Fault]) -> Vec<String> {
    let texts = faults.iter().map(|fault| wrong(shell, fault).text);
    texts.collect()
}

/// A fault in words; within the text, with its line.
pub(super) fn wrong(shell: &Shell, fault: &Fault) -> Wrong {
    let text = shell.tell(&fault.message);
    let line = fault.message.args.iter().find(|(name, _)| *name == "line");
    Wrong {
        field: match fault.field.as_ref() {
            "base" | "correction" | "standard" | "solves" => "markdown".to_owned(),
            field => field.to_owned(),
        },
        text: match line {
            Some((_, line)) => shell.with(
                "edit-fault-line",
                &[("line", line.clone()), ("text", text.into())],
            ),
            None => text,
        },
    }
}

fn facts(shell: &Shell, meta: &markdown::Meta) -> Vec<Fact> {
    fn names<T: ToString>(all: &[T]) -> Vec<String> {
        all.iter().map(ToString::to_string).collect()
    }
    let all = [
        ("standard-tags", meta.tags.clone()),
        ("standard-team", meta.team.iter().cloned().collect()),
        ("standard-solves", names(&meta.solves)),
        ("edit-supersedes", names(&meta.supersedes)),
    ];
    all.into_iter()
        .filter(|(_, values)| !values.is_empty())
        .map(|(key, values)| Fact {
            name: shell.say(key),
            values,
        })
        .collect()
}

fn hints(shell: &Shell, body: &str) -> Vec<Hint> {
    let parts = markdown::parts(body);
    let steps = match parts.steps {
        0 => shell.say("edit-hint-no-steps").to_owned(),
        count => shell.count("edit-hint-steps", count),
    };
    let examples = match parts.examples {
        Examples::None => "edit-hint-no-examples",
        Examples::Some => "edit-hint-one-example",
        Examples::Both => "edit-hint-examples",
    };
    let check = match parts.has_check {
        true => "edit-hint-check",
        false => "edit-hint-no-check",
    };
    vec![
        Hint {
            is_there: STEPS.contains(&parts.steps),
            text: steps,
        },
        Hint {
            is_there: parts.examples == Examples::Both,
            text: shell.say(examples).to_owned(),
        },
        Hint {
            is_there: parts.has_check,
            text: shell.say(check).to_owned(),
        },
    ]
}
