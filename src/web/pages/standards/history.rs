//! `/standards/S-4/history`: every revision, and the differences between any two.

use std::collections::HashMap;

use askama::Template;

use super::standard::standard_id;
use crate::db::Tx;
use crate::error::Result;
use crate::id::{MemberId, StandardId};
use crate::markdown;
use crate::members::{self, Deed};
use crate::standards::{self, Agreement, Committed, Revision, Source, Standard};
use crate::web::commit_words;
use crate::web::failure::Answer;
use crate::web::form::{Path, Query};
use crate::web::page::{Page, Shell};
use crate::web::pages::diff::{DiffLine, as_read, difference};
use crate::web::pages::facts::{Fact, facts};
use crate::web::visit::Visit;
use crate::web::words::When;

/// Which two revisions are compared; absent: the one before, and the newest.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub(super) struct Compared {
    from: Option<i64>,
    to: Option<i64>,
    /// `text`: line by line instead of as one reads it.
    view: Option<String>,
}

/// `GET /standards/S-4/history`
pub(super) async fn show(
    visit: Visit,
    Path(name): Path<String>,
    Query(query): Query<Compared>,
) -> Answer<Page<HistoryPage>> {
    let mut tx = visit.read().await?;
    let standard = standards::get(&mut tx, standard_id(&name)?).await?;
    Ok(Page(
        HistoryPage::read(&mut tx, &visit, standard, &query).await?,
    ))
}

struct Row {
    number: i64,
    /// What the button says that brings it back; empty where there is none.
    restore: String,
    name: String,
    how: String,
    /// The commit that it came with, or that was made of it; empty where none is known.
    commit: String,
    who: String,
    at: When,
}

/// A way to look at the differences.
struct Way {
    url: String,
    text: &'static str,
    chosen: bool,
}

/// How a standard changed.
#[derive(Template)]
#[template(path = "standards/history.html")]
pub(super) struct HistoryPage {
    shell: Shell,
    id: StandardId,
    url: String,
    title: String,
    revisions: Vec<Row>,
    from: i64,
    to: i64,
    compared: String,
    ways: Vec<Way>,
    as_text: bool,
    note: &'static str,
    /// What stands at the head and changed.
    facts: Vec<Fact>,
    lines: Vec<DiffLine>,
    html: String,
}

impl HistoryPage {
    async fn read(
        tx: &mut Tx,
        visit: &Visit,
        standard: Standard,
        query: &Compared,
    ) -> Result<Self> {
        let (id, shell) = (standard.id, visit.shell("book"));
        let revisions = standards::revisions(tx, id).await?;
        let commits = standards::committed(tx, id).await?;
        let names = members::names_in(tx, shell.language()).await?;
        let within = |number: i64| number.clamp(1, standard.revision);
        let to = within(query.to.unwrap_or(standard.revision));
        let from = within(query.from.unwrap_or(to - 1));
        let (old, new) = (
            standards::text_of(tx, id, from).await?,
            standards::text_of(tx, id, to).await?,
        );
        let as_text = query.view.as_deref() == Some("text");
        let (lines, mut note) = difference(&shell, &old, &new);
        let links = standards::links(tx, id, &[&old, &new]).await?;
        let read = as_read(
            &visit.app.renderer,
            visit.language,
            Some(&old),
            &new,
            &links,
        );
        if !as_text && !lines.is_empty() && read.is_same {
            note = shell.say("history-head-only");
        }
        let (before, after) = (
            standards::examine(old.as_bytes())?,
            standards::examine(new.as_bytes())?,
        );
        let changed = markdown::facts_changed((&old, &before), (&new, &after));
        let may_propose = visit.visitor()?.may(Deed::Propose);
        let row = |revision: &Revision| {
            let number = ("revision", revision.number.into());
            let is_past = revision.hash != standard.hash;
            Row {
                number: revision.number,
                name: shell.with("history-revision", std::slice::from_ref(&number)),
                restore: match may_propose && is_past {
                    true => shell.with("history-restore", &[number]),
                    false => String::new(),
                },
                how: how(&shell, revision),
                commit: commit(&shell, &names, commits.get(&revision.number)),
                who: who(&shell, &names, revision),
                at: shell.ago(revision.at),
            }
        };
        let url = format!("/standards/{id}");
        Ok(Self {
            revisions: revisions.iter().rev().map(row).collect(),
            compared: shell.with(
                "history-compared",
                &[("from", from.into()), ("to", to.into())],
            ),
            ways: ways(
                &shell,
                &format!("{url}/history?from={from}&to={to}"),
                as_text,
            ),
            html: match as_text || read.is_same {
                true => String::new(),
                false => read.html,
            },
            lines: if as_text { lines } else { Vec::new() },
            facts: facts(&shell, changed),
            as_text,
            url,
            title: standard.title,
            id,
            from,
            to,
            note,
            shell,
        })
    }

    fn restore_url(&self) -> String {
        format!("{}/restorations", self.url)
    }

    fn heading(&self) -> String {
        self.shell.with("history-title", &[("id", self.id.into())])
    }
}

fn ways(shell: &Shell, url: &str, as_text: bool) -> Vec<Way> {
    let read = Way {
        url: url.to_owned(),
        text: shell.say("proposal-as-read"),
        chosen: !as_text,
    };
    let text = Way {
        url: format!("{url}&view=text"),
        text: shell.say("proposal-as-text"),
        chosen: as_text,
    };
    vec![read, text]
}

/// Who wrote a revision, in words.
pub(super) fn who(shell: &Shell, names: &HashMap<MemberId, String>, revision: &Revision) -> String {
    match (&revision.proposed_by, revision.source) {
        (Some(member), _) => names.get(member).cloned().unwrap_or_default(),
        (None, Source::File) => shell.say("history-from-folder").to_owned(),
        (None, _) => shell.say("proposal-from-terminal").to_owned(),
    }
}

/// The commit of a revision, in words; empty where none is known.
fn commit(shell: &Shell, names: &HashMap<MemberId, String>, commit: Option<&Committed>) -> String {
    commit.map_or_else(String::new, |commit| {
        commit_words::told(shell, names, commit)
    })
}

/// How a revision came in and was agreed, in words.
pub(super) fn how(shell: &Shell, revision: &Revision) -> String {
    let source = shell.say(match revision.source {
        Source::Review => "history-source-review",
        Source::Standup => "history-source-standup",
        Source::Correction => "history-source-correction",
        Source::File => "history-source-file",
    });
    let agreement = shell.say(match revision.agreement {
        Agreement::Agreed => "history-agreed",
        Agreement::SelfChecked => "history-self-checked",
        Agreement::NotYet => "history-not-yet",
    });
    match revision.restores {
        Some(number) => {
            let restores = shell.with("history-restores", &[("revision", number.into())]);
            format!("{restores} · {agreement}")
        }
        None => format!("{source} · {agreement}"),
    }
}
