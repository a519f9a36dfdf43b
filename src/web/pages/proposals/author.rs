//! Who wrote a proposal, in words.

use std::collections::HashMap;

use crate::id::MemberId;
use crate::proposals::Proposal;
use crate::standards::{Committed, Source};
use crate::web::commit_words;
use crate::web::page::Shell;

/// The member, else the commit that the text came with, else the door that it came by.
pub(super) fn author(
    shell: &Shell,
    names: &HashMap<MemberId, String>,
    proposal: &Proposal,
    brought: Option<&Committed>,
) -> String {
    if let (None, Some(commit)) = (&proposal.author, brought) {
        return commit_words::told(shell, names, commit);
    }
    match (&proposal.author, proposal.source) {
        (Some(author), _) => names.get(author).cloned().unwrap_or_default(),
        (None, Source::File) => shell.say("proposal-from-folder").to_owned(),
        (None, _) => shell.say("proposal-from-terminal").to_owned(),
    }
}
