//! What has changed since an earlier text: told to whoever had agreed to it, and shown to anybody who asks.

use std::collections::HashMap;

use super::author::writer;
use crate::db::Tx;
use crate::error::Result;
use crate::id::MemberId;
use crate::proposals::{self, Fallen, Proposal, Text};
use crate::standards;
use crate::web::page::Shell;
use crate::web::pages::diff::{DiffLine, difference};
use crate::web::words::When;

/// The visitor's own agreement that fell away.
pub(super) struct FellAway {
    pub(super) says: &'static str,
    /// What the lines below are.
    pub(super) title: &'static str,
    /// What is different now.
    pub(super) lines: Vec<DiffLine>,
    pub(super) note: &'static str,
}

/// A text that the proposal had before.
pub(super) struct Earlier {
    pub(super) name: String,
    pub(super) url: String,
    pub(super) who: String,
    pub(super) at: When,
    pub(super) chosen: bool,
}

/// What there is to tell the visitor about their own agreement.
pub(super) async fn fell_away(
    tx: &mut Tx,
    shell: &Shell,
    proposal: &Proposal,
    fallen: &[Fallen],
    me: Option<&MemberId>,
) -> Result<Option<FellAway>> {
    let mine = fallen.iter().find(|fallen| Some(&fallen.member) == me);
    let Some(mine) = mine.filter(|_| proposal.open()) else {
        return Ok(None);
    };
    if let (true, Some(id), Some(from), Some(to)) = (
        mine.hash == proposal.hash && mine.base != proposal.base,
        proposal.standard,
        mine.base,
        proposal.base,
    ) {
        let meanwhile = (
            standards::text_of(tx, id, from).await?,
            standards::text_of(tx, id, to).await?,
        );
        let (lines, note) = difference(shell, &meanwhile.0, &meanwhile.1);
        return Ok(Some(FellAway {
            says: shell.say("proposal-fell-base"),
            title: shell.say("proposal-fell-meanwhile"),
            lines,
            note,
        }));
    }
    if mine.hash == proposal.hash {
        return Ok(Some(FellAway {
            says: shell.say("proposal-fell-withdrawn"),
            title: "",
            lines: Vec::new(),
            note: "",
        }));
    }
    let text = proposals::text_by_hash(tx, proposal, &mine.hash).await?;
    let (lines, note) = difference(shell, &text.unwrap_or_default(), &proposal.text);
    Ok(Some(FellAway {
        says: shell.say("proposal-fell-changed"),
        title: shell.say("proposal-fell-since"),
        lines,
        note,
    }))
}

/// The names of those whose agreement fell away.
pub(super) fn who_had_agreed(
    names: &HashMap<MemberId, String>,
    proposal: &Proposal,
    fallen: &[Fallen],
) -> Vec<String> {
    let told = fallen
        .iter()
        .filter(|_| proposal.open())
        .filter(|fallen| proposal.author.as_ref() != Some(&fallen.member));
    told.filter_map(|fallen| names.get(&fallen.member).cloned())
        .collect()
}

/// Where it is shown what has changed since the text before the present one; empty where there was none.
pub(super) fn since_before(proposal: &Proposal, texts: &[Text]) -> String {
    let before = texts
        .iter()
        .rev()
        .find(|one| one.version < proposal.version);
    before.map_or_else(String::new, |one| {
        format!("/proposals/{}?view=text&since={}", proposal.id, one.hash)
    })
}

/// The texts before the present one, the newest first, each with what has changed since.
pub(super) fn earlier(
    shell: &Shell,
    names: &HashMap<MemberId, String>,
    proposal: &Proposal,
    texts: &[Text],
    since: Option<&str>,
) -> Vec<Earlier> {
    let show = |text: &Text| Earlier {
        name: shell.with("proposal-text-number", &[("version", text.version.into())]),
        url: format!("/proposals/{}?view=text&since={}", proposal.id, text.hash),
        who: writer(shell, names, text.author.as_ref()),
        at: shell.ago(text.at),
        chosen: since == Some(text.hash.as_str()),
    };
    let before = texts.iter().filter(|text| text.version < proposal.version);
    before.rev().map(show).collect()
}
