//! What is said on a standard's page about a text that is in force and not yet agreed, and to whoever had agreed to an earlier one.

use crate::db::Tx;
use crate::error::{Error, Result};
use crate::members::Visitor;
use crate::standards::{self, Revision, Source, Standard, Status};
use crate::web::page::Shell;

/// What is said about a text that is in force and not yet agreed.
pub(super) struct Waiting {
    pub(super) says: String,
    /// That the visitor's own agreement was to another text; empty where there was none.
    pub(super) fell: String,
    /// Where it is shown what changed; empty for a first revision.
    pub(super) changed_url: String,
    pub(super) may_agree: bool,
    pub(super) agree_url: String,
    pub(super) undo_url: String,
    pub(super) undo_word: &'static str,
    /// What to do in the file by hand where undoing finds no way; empty where it does.
    pub(super) by_hand: String,
}

impl Waiting {
    /// The revision in force, and those before it.
    pub(super) fn parted(
        revisions: &[Revision],
        in_force: i64,
    ) -> Result<(&Revision, &[Revision])> {
        let at = revisions.iter().position(|one| one.number == in_force);
        let at = at.ok_or_else(|| Error::internal("a standard without its revision in force"))?;
        Ok((&revisions[at], &revisions[..at]))
    }

    /// What is said; nothing about a text that is agreed, or of a standard that applies no longer.
    pub(super) async fn of(
        tx: &mut Tx,
        shell: &Shell,
        visitor: &Visitor,
        standard: &Standard,
        by: &str,
        revisions: &[Revision],
    ) -> Result<Option<Self>> {
        if standard.agreed() {
            return Ok(None);
        }
        let (revision, earlier) = Self::parted(revisions, standard.revision)?;
        let url = format!("/standards/{}", standard.id);
        let member = visitor.member.as_ref();
        let is_theirs = |one: &Revision| {
            let wrote = one.proposed_by.is_some() && one.proposed_by.as_ref() == member;
            wrote || member.is_some_and(|member| one.agreed_by.contains(member))
        };
        let answered = is_theirs(revision);
        let before = earlier.iter().rev().find(|one| is_theirs(one));
        let before = before.filter(|_| !answered);
        let number = revision.number;
        Ok(Some(Self {
            by_hand: by_hand(tx, shell, standard).await?,
            says: says(shell, standard, revision, by),
            fell: before.map_or_else(String::new, |one| {
                shell.with(
                    "standard-agreement-fell",
                    &[("revision", one.number.into())],
                )
            }),
            changed_url: match (before, earlier.is_empty()) {
                (Some(one), _) => format!("{url}/history?from={}&to={number}", one.number),
                (None, false) => format!("{url}/history"),
                (None, true) => String::new(),
            },
            may_agree: member.is_some() && !answered,
            agree_url: format!("{url}/agreement"),
            undo_url: format!("{url}/reversal"),
            undo_word: shell.say(match (earlier.is_empty(), standard.status) {
                (true, _) => "standard-undo-first",
                (false, Status::Retired) => "standard-undo-out",
                (false, _) => "standard-undo",
            }),
        }))
    }
}

/// What to do in the file so that a standard goes out of force, where that cannot be done from a page; empty where it can.
pub(super) async fn by_hand(tx: &mut Tx, shell: &Shell, standard: &Standard) -> Result<String> {
    if standards::may_undo(tx, standard).await? {
        return Ok(String::new());
    }
    let path = ("path", standard.path.as_str().into());
    Ok(shell.with("standard-undo-by-hand", &[path]))
}

/// How the text came in. Whoever took a standard out of force wrote its last text themselves.
fn says(shell: &Shell, standard: &Standard, revision: &Revision, by: &str) -> String {
    let retired = standard.status == Status::Retired;
    match (retired, &revision.proposed_by, revision.source) {
        (true, Some(_), _) => shell.with("standard-not-yet-out", &[("who", by.into())]),
        (true, None, _) => shell.say("standard-not-yet-out-file").to_owned(),
        (false, _, Source::Correction) => shell.say("standard-not-yet-correction").to_owned(),
        (false, _, Source::Review | Source::Standup | Source::File) => {
            shell.say("standard-not-yet-file").to_owned()
        }
    }
}
