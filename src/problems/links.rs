//! Which standard solves which problem: links made here and those that a standard's file names. A recurrence
//! challenges the standards that were linked when it happened; that is derived, and written into no file.

use std::collections::BTreeSet;

use super::book;
use super::case;
use super::store_occurrences as store;
use super::texts::Standards;
use crate::db::{Change, Tx};
use crate::error::{Error, Result, say};
use crate::id::{ProblemId, StandardId};
use crate::standards;

const BY_HAND: &str = "link";
const BY_FILE: &str = "file";

/// This standard solves that problem.
///
/// # Errors
/// `NotFound` for a problem or a standard that there is not.
pub async fn link_standard(tx: &mut Tx, id: ProblemId, standard: StandardId) -> Result<()> {
    let case = case::open(tx, id).await?;
    standards::get(tx, standard).await?;
    if !store::link(tx, id, standard, BY_HAND).await? {
        return Ok(());
    }
    let change = Change::new("problem.linked", id).also(standard);
    save(tx, case, change.with("standard", standard.to_string())).await
}

/// It does not, after all. A link that the standard's own file names goes with the file's text only.
///
/// # Errors
/// `Conflict` for a link that stands in the file, also where one by hand stands beside it.
pub async fn unlink_standard(tx: &mut Tx, id: ProblemId, standard: StandardId) -> Result<()> {
    let case = case::open(tx, id).await?;
    if store::in_file(tx, standard).await?.contains(&id) {
        return Err(Error::conflict(say!("problem-link-in-file", id = standard)));
    }
    if !store::unlink(tx, id, standard, BY_HAND).await? {
        return Ok(());
    }
    let change = Change::new("problem.unlinked", id).also(standard);
    save(tx, case, change.with("standard", standard.to_string())).await
}

/// Standards came into force, were superseded or retired: their files' links are read again, and the problems that
/// named them for the book look again. Whoever publishes calls it in the same transaction.
pub async fn standards_changed(tx: &mut Tx, changed: &[StandardId]) -> Result<()> {
    for standard in changed {
        let Some(text) = standards::find(tx, *standard).await? else {
            continue;
        };
        let named: BTreeSet<ProblemId> =
            store::known(tx, &text.solves).await?.into_iter().collect();
        let linked: BTreeSet<ProblemId> =
            store::in_file(tx, *standard).await?.into_iter().collect();
        for id in named.difference(&linked) {
            store::link(tx, *id, *standard, BY_FILE).await?;
            let case = case::open(tx, *id).await?;
            let change = Change::new("problem.linked", id).also(standard);
            save(tx, case, change.with("standard", standard.to_string())).await?;
        }
        for id in linked.difference(&named) {
            store::unlink(tx, *id, *standard, BY_FILE).await?;
            let case = case::open(tx, *id).await?;
            let change = Change::new("problem.unlinked", id).also(standard);
            save(tx, case, change.with("standard", standard.to_string())).await?;
        }
    }
    book::look_again(tx).await
}

/// Which of these standards are challenged: one of their problems came back, and nobody has answered why.
pub async fn challenged(tx: &mut Tx, among: &[StandardId]) -> Result<BTreeSet<StandardId>> {
    let all = store::challenged(tx).await?;
    Ok(all.into_iter().filter(|id| among.contains(id)).collect())
}

/// Every standard that is challenged.
pub async fn all_challenged(tx: &mut Tx) -> Result<BTreeSet<StandardId>> {
    Ok(store::challenged(tx).await?.into_iter().collect())
}

async fn save(tx: &mut Tx, mut case: case::Case, change: Change) -> Result<()> {
    case.problem.standards = Standards::of(store::standards_of(tx, case.problem.id).await?);
    case.save(tx, change, Vec::new()).await
}
