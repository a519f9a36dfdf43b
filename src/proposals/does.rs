//! What a proposed text does to the book beside what one reads in it: whom it takes out of force, what it brings back, and what its head says
//! that the text before did not.

use super::proposal::Proposal;
use crate::db::Tx;
use crate::error::Result;
use crate::id::StandardId;
use crate::markdown::{self, Document, FactChange};
use crate::standards::{self, Status};

/// What a proposed text does.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Does {
    /// The standard that it changes; absent for a new one.
    pub standard: Option<StandardId>,
    /// Whether it takes that standard out of force.
    pub retires: bool,
    /// Why.
    pub because: Option<String>,
    /// Whether it puts a standard in force again that was retired.
    pub revives: bool,
    /// The standards whose place it takes that the text before did not name.
    pub supersedes: Vec<StandardId>,
    /// The revision whose text it brings back to the byte.
    pub restores: Option<i64>,
    /// The title before, where it is another one.
    pub title_before: Option<String>,
    /// What the head says that the text before did not; of a new standard all that it says.
    pub facts: Vec<FactChange>,
    /// Whether the text below the head is the same as before.
    pub only_head: bool,
}

/// What a proposal does, against the text that it starts from.
pub async fn does(tx: &mut Tx, proposal: &Proposal) -> Result<Does> {
    let after = standards::examine(proposal.text.as_bytes())?;
    let (Some(id), Some(base)) = (proposal.standard, proposal.base) else {
        return Ok(of_a_new_one(&proposal.text, &after));
    };
    let text = standards::text_of(tx, id, base).await?;
    let before = standards::examine(text.as_bytes())?;
    let title = |document: &Document| document.heading.clone().or(document.meta.title.clone());
    let is_retired = |document: &Document| document.meta.status == Status::Retired;
    let retires = is_retired(&after) && !is_retired(&before);
    let named = &before.meta.supersedes;
    Ok(Does {
        standard: Some(id),
        retires,
        because: after.meta.retired_because.clone().filter(|_| retires),
        revives: is_retired(&before) && after.meta.status == Status::Active,
        supersedes: new_in(&after.meta.supersedes, named),
        restores: restored(tx, proposal, id).await?,
        title_before: title(&before).filter(|_| title(&before) != title(&after)),
        facts: markdown::facts_changed((&text, &before), (&proposal.text, &after)),
        only_head: before.body(&text) == after.body(&proposal.text),
    })
}

fn of_a_new_one(text: &str, document: &Document) -> Does {
    let said = markdown::facts(text, document).into_iter();
    let facts = said
        .filter(|fact| fact.key != "status" || document.meta.status != Status::Active)
        .map(|fact| FactChange {
            key: fact.key,
            before: Vec::new(),
            after: fact.values,
        });
    Does {
        supersedes: document.meta.supersedes.clone(),
        facts: facts.collect(),
        ..Does::default()
    }
}

fn new_in(now: &[StandardId], before: &[StandardId]) -> Vec<StandardId> {
    let is_new = |id: &&StandardId| !before.contains(id);
    now.iter().filter(is_new).copied().collect()
}

/// The newest revision before it that has the very same text.
async fn restored(tx: &mut Tx, proposal: &Proposal, id: StandardId) -> Result<Option<i64>> {
    let revisions = standards::revisions(tx, id).await?;
    let earlier = revisions
        .iter()
        .rev()
        .filter(|one| proposal.revision.is_none_or(|mine| one.number < mine));
    let mut same = earlier.filter(|one| one.hash == proposal.hash);
    Ok(same.next().map(|one| one.number))
}
