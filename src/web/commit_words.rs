//! A commit of git in words: its short name, and who wrote it.

use std::collections::HashMap;

use super::page::Shell;
use crate::id::MemberId;
use crate::standards::Committed;

/// `commit 1a2b3c4d by Ada`; without a name where the program made it of what was published.
pub(super) fn told(shell: &Shell, names: &HashMap<MemberId, String>, commit: &Committed) -> String {
    let short = ("commit", commit.short().into());
    // Whoever has left is called as everywhere else.
    let member = commit.member.as_ref().and_then(|member| names.get(member));
    match member.or(commit.author.as_ref()) {
        Some(author) => shell.with("git-source", &[short, ("author", author.as_str().into())]),
        None => shell.with("git-made", &[short]),
    }
}
