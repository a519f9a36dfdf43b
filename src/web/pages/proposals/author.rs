//! Who wrote a proposal, in words.

use std::collections::HashMap;

use crate::id::MemberId;
use crate::proposals::Proposal;
use crate::standards::{Committed, Source};
use crate::web::commit_words;
use crate::web::page::Shell;
use crate::web::words::When;

/// Who proposed it: the member, else the commit that the text came with, else the door that it came by.
pub(in crate::web::pages) fn author(
    shell: &Shell,
    names: &HashMap<MemberId, String>,
    proposal: &Proposal,
    brought: Option<&Committed>,
) -> String {
    if let (None, Some(commit)) = (&proposal.opened_by, brought) {
        return commit_words::told(shell, names, commit);
    }
    match (&proposal.opened_by, proposal.source) {
        (Some(author), _) => names.get(author).cloned().unwrap_or_default(),
        (None, Source::File) => shell.say("proposal-from-folder").to_owned(),
        (None, _) => shell.say("proposal-from-terminal").to_owned(),
    }
}

/// Who wrote the present text after it was proposed, and when.
pub(super) struct Changed {
    pub(super) by: String,
    pub(super) at: When,
    /// Whether it was somebody other than the visitor.
    pub(super) by_another: bool,
}

/// Who changed the text last; none while it is as it was proposed.
pub(super) fn changed(
    shell: &Shell,
    names: &HashMap<MemberId, String>,
    proposal: &Proposal,
    me: Option<&MemberId>,
) -> Option<Changed> {
    (proposal.version > 1).then(|| Changed {
        by: writer(shell, names, proposal.author.as_ref()),
        at: shell.ago(proposal.changed_at),
        by_another: me.is_none() || proposal.author.as_ref() != me,
    })
}

/// Whoever took it back.
pub(in crate::web::pages) fn withdrawer(
    shell: &Shell,
    names: &HashMap<MemberId, String>,
    member: Option<&MemberId>,
) -> String {
    match member {
        Some(member) => names.get(member).cloned().unwrap_or_default(),
        None => shell.say("proposal-from-terminal").to_owned(),
    }
}

/// Whoever wrote a text, or that it came from elsewhere.
pub(super) fn writer(
    shell: &Shell,
    names: &HashMap<MemberId, String>,
    author: Option<&MemberId>,
) -> String {
    match author {
        Some(author) => names.get(author).cloned().unwrap_or_default(),
        None => shell.say("proposal-from-elsewhere").to_owned(),
    }
}
