//! `/standards/not-yet`: what is in force and not yet agreed, since it came as a file or as a small correction. Each is shown with what it
//! changed, and agreed to or undone with one click.

use std::collections::HashMap;

use askama::Template;

use super::standard::said_key;
use super::waiting::by_hand;
use crate::db::Tx;
use crate::error::Result;
use crate::id::{MemberId, StandardId};
use crate::members::{self, Deed};
use crate::standards::{self, Agreement, Filter, Revision, Source, Standard, Status};
use crate::web::failure::Answer;
use crate::web::form::Query;
use crate::web::page::{Page, Shell};
use crate::web::pages::diff::{DiffLine, difference};
use crate::web::visit::Visit;
use crate::web::words::When;

/// Texts on one page.
const PAGE: i64 = 50;
/// With so many on a page, what changed is unfolded.
const UNFOLDED: usize = 8;

/// Which page, and what is said back.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    page: Option<i64>,
    /// To how many texts one agreed at once.
    agreed: Option<i64>,
    said: Option<String>,
    about: Option<String>,
}

/// `GET /standards/not-yet`
pub(super) async fn show(visit: Visit, Query(asked): Query<Asked>) -> Answer<Page<NotYetPage>> {
    let mut tx = visit.read().await?;
    Ok(Page(NotYetPage::read(&mut tx, &visit, &asked).await?))
}

/// A text in force that nobody, or not everybody it needs, has agreed to.
struct Entry {
    id: StandardId,
    url: String,
    title: String,
    says: String,
    who: String,
    at: When,
    hash: String,
    /// What it is compared with.
    since: String,
    lines: Vec<DiffLine>,
    note: &'static str,
    may_agree: bool,
    undo_word: &'static str,
    /// What to do in the file where undoing finds no way.
    by_hand: String,
}

/// What is in force and not yet agreed.
#[derive(Template)]
#[template(path = "standards/not_yet.html")]
pub(super) struct NotYetPage {
    shell: Shell,
    said: Vec<String>,
    entries: Vec<Entry>,
    takes_part: bool,
    newer: String,
    older: String,
}

impl NotYetPage {
    async fn read(tx: &mut Tx, visit: &Visit, asked: &Asked) -> Result<Self> {
        let (visitor, shell) = (visit.visitor()?, visit.shell("book"));
        let filter = Filter {
            agreement: Some(Agreement::NotYet),
            ..Filter::default()
        };
        let page = asked.page.unwrap_or(1).clamp(1, 10_000);
        let mut found = standards::in_order(tx, &filter, PAGE + 1, (page - 1) * PAGE).await?;
        let more = found.len() as i64 > PAGE;
        found.truncate(PAGE as usize);
        let names = members::names_in(tx, shell.language()).await?;
        let me = visitor.member.as_ref();
        let mut entries = Vec::new();
        for standard in found {
            entries.push(Entry::read(tx, &shell, &names, me, standard).await?);
        }
        let address = |page: i64| format!("{}?page={page}", super::NOT_YET);
        Ok(Self {
            said: said(&shell, asked),
            entries,
            takes_part: visitor.may(Deed::TakePart),
            newer: if page > 1 {
                address(page - 1)
            } else {
                String::new()
            },
            older: if more {
                address(page + 1)
            } else {
                String::new()
            },
            shell,
        })
    }

    fn unfolded(&self) -> bool {
        self.entries.len() <= UNFOLDED
    }

    /// The texts that the visitor may agree to, each named with its hash.
    fn texts(&self) -> Vec<String> {
        let mine = self.entries.iter().filter(|entry| entry.may_agree);
        mine.map(|entry| format!("{} {}", entry.id, entry.hash))
            .collect()
    }

    fn may_agree_to_all(&self) -> bool {
        self.takes_part && self.texts().len() > 1
    }

    fn agree_to_all(&self) -> String {
        self.shell.count("book-agree-all", self.texts().len())
    }
}

impl Entry {
    async fn read(
        tx: &mut Tx,
        shell: &Shell,
        names: &HashMap<MemberId, String>,
        me: Option<&MemberId>,
        standard: Standard,
    ) -> Result<Self> {
        let id = standard.id;
        let revisions = standards::revisions(tx, id).await?;
        let present = standards::revision(tx, id, standard.revision).await?;
        let before = standards::undone_to(tx, &standard).await?;
        let mine = revisions.iter().rev().find(|revision| {
            revision.number < standard.revision
                && me.is_some_and(|me| revision.agreed_by.contains(me))
        });
        let (key, from) = match (mine, &before) {
            (Some(mine), _) => ("not-yet-since-mine", Some(mine.number)),
            (None, Some(before)) => ("not-yet-since", Some(before.number)),
            (None, None) => ("", None),
        };
        let (since, (lines, note)) = match from {
            None => (shell.say("not-yet-first").to_owned(), (Vec::new(), "")),
            Some(from) => {
                let old = standards::text_of(tx, id, from).await?;
                let new = standards::text(tx, id).await?;
                (
                    shell.with(key, &[("revision", from.into())]),
                    difference(shell, &old, &new),
                )
            }
        };
        let is_mine = present.proposed_by.as_ref() == me;
        let has_agreed = me.is_some_and(|me| present.agreed_by.contains(me));
        Ok(Self {
            says: says(shell, &present),
            who: match &present.proposed_by {
                Some(member) => names.get(member).cloned().unwrap_or_default(),
                None => shell.say("history-from-folder").to_owned(),
            },
            at: shell.ago(present.at),
            may_agree: me.is_some() && !is_mine && !has_agreed,
            undo_word: shell.say(match (&before, standard.status) {
                (Some(_), Status::Retired) => "standard-undo-out",
                (Some(_), _) => "standard-undo",
                (None, _) => "standard-undo-first",
            }),
            by_hand: by_hand(tx, shell, &standard).await?,
            url: format!("/standards/{id}"),
            title: standard.title,
            hash: standard.hash,
            since,
            lines,
            note,
            id,
        })
    }

    fn agree_url(&self) -> String {
        format!("{}/agreement", self.url)
    }

    fn undo_url(&self) -> String {
        format!("{}/reversal", self.url)
    }
}

/// How it came in, and how many agree.
fn says(shell: &Shell, present: &Revision) -> String {
    let source = shell.say(match present.source {
        Source::Correction => "history-source-correction",
        Source::Review | Source::Standup | Source::File => "history-source-file",
    });
    let counted = shell.with(
        "standard-not-yet",
        &[
            ("approvals", present.agreed_by.len().into()),
            ("needed", present.needed.into()),
        ],
    );
    format!("{source} · {counted}")
}

fn said(shell: &Shell, asked: &Asked) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(count) = asked.agreed {
        said.push(shell.count("book-agreed-all", count));
    }
    let key = asked.said.as_deref().and_then(said_key);
    let about = asked.about.as_deref();
    let about = about.and_then(|name| name.parse::<StandardId>().ok());
    if let (Some(key), Some(id)) = (key, about) {
        said.push(format!("{id} · {}", shell.say(key)));
    }
    said
}
