//! `/standards/S-4/history`: every revision, and the differences between any two.

use askama::Template;

use super::standard::standard_id;
use crate::db::Tx;
use crate::error::Result;
use crate::id::StandardId;
use crate::members;
use crate::standards::{self, Agreement, Revision, Source, Standard};
use crate::web::failure::Answer;
use crate::web::form::{Path, Query};
use crate::web::page::{Page, Shell};
use crate::web::pages::diff::{DiffLine, difference};
use crate::web::visit::Visit;
use crate::web::words::When;

/// Which two revisions are compared; absent: the one before, and the newest.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub(super) struct Compared {
    from: Option<i64>,
    to: Option<i64>,
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
        HistoryPage::read(&mut tx, visit.shell("book"), standard, &query).await?,
    ))
}

struct Row {
    number: i64,
    name: String,
    how: String,
    who: String,
    at: When,
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
    note: &'static str,
    lines: Vec<DiffLine>,
}

impl HistoryPage {
    async fn read(tx: &mut Tx, shell: Shell, standard: Standard, query: &Compared) -> Result<Self> {
        let id = standard.id;
        let revisions = standards::revisions(tx, id).await?;
        let names = members::names_in(tx, shell.language()).await?;
        let to = query
            .to
            .unwrap_or(standard.revision)
            .clamp(1, standard.revision);
        let from = query
            .from
            .unwrap_or((to - 1).max(1))
            .clamp(1, standard.revision);
        let (old, new) = (
            standards::text_of(tx, id, from).await?,
            standards::text_of(tx, id, to).await?,
        );
        let (lines, note) = difference(&shell, &old, &new);
        let row = |revision: &Revision| Row {
            number: revision.number,
            name: shell.with("history-revision", &[("revision", revision.number.into())]),
            how: how(&shell, revision),
            who: match &revision.proposed_by {
                Some(member) => names.get(member).cloned().unwrap_or_default(),
                None => shell.say("history-from-folder").to_owned(),
            },
            at: shell.ago(revision.at),
        };
        Ok(Self {
            revisions: revisions.iter().rev().map(row).collect(),
            compared: shell.with(
                "history-compared",
                &[("from", from.into()), ("to", to.into())],
            ),
            url: format!("/standards/{id}"),
            title: standard.title,
            id,
            from,
            to,
            note,
            lines,
            shell,
        })
    }

    fn heading(&self) -> String {
        self.shell.with("history-title", &[("id", self.id.into())])
    }
}

/// How a revision came in and was agreed, in words.
fn how(shell: &Shell, revision: &Revision) -> String {
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
