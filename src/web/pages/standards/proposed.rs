//! What is proposed about a standard, on its page: what it is, who proposed it, and how many agree.

use std::collections::{BTreeSet, HashMap};

use crate::db::Tx;
use crate::error::Result;
use crate::id::{MemberId, StandardId};
use crate::proposals::{self, Proposal};
use crate::web::page::Shell;
use crate::web::pages::proposals::author::author;
use crate::web::proposal_words::short;

/// A text that is proposed.
pub(super) struct Proposed {
    pub(super) url: String,
    /// What it does.
    pub(super) what: String,
    /// Its title, where it is that of another standard.
    pub(super) title: String,
    /// Who proposed it, and how many agree.
    pub(super) says: String,
}

/// The open proposals to change a standard, then those that would take its place.
pub(super) async fn proposed(
    tx: &mut Tx,
    shell: &Shell,
    names: &HashMap<MemberId, String>,
    id: StandardId,
    me: Option<&MemberId>,
) -> Result<Vec<Proposed>> {
    let mut open = proposals::open_about(tx, id).await?;
    for (key, _) in proposals::superseding(tx, id).await? {
        if open.iter().all(|one| one.id != key) {
            open.push(proposals::get(tx, &key).await?);
        }
    }
    let fallen = match (me, open.is_empty()) {
        (Some(member), false) => proposals::fallen_of(tx, member).await?,
        _ => BTreeSet::new(),
    };
    let mut told = Vec::with_capacity(open.len());
    for one in &open {
        let does = proposals::does(tx, one).await?;
        told.push(Proposed {
            url: format!("/proposals/{}", one.id),
            what: short(shell.language(), &does),
            title: match one.standard == Some(id) {
                true => String::new(),
                false => one.title.clone(),
            },
            says: says(shell, names, one, fallen.contains(&one.id)),
        });
    }
    Ok(told)
}

fn says(
    shell: &Shell,
    names: &HashMap<MemberId, String>,
    proposal: &Proposal,
    had_agreed: bool,
) -> String {
    let says = shell.with(
        "standard-proposed-by",
        &[
            ("who", author(shell, names, proposal, None).into()),
            ("approvals", proposal.approvals().into()),
            ("needed", proposal.needed.into()),
        ],
    );
    match had_agreed {
        true => format!("{says} · {}", shell.say("book-asks-changed")),
        false => says,
    }
}
