//! Undoing a revision that is not yet agreed: the text before it comes back as a new revision, so that nothing is lost.

use super::head::retired;
use super::revise::{Entry, Place, Revised, revise};
use super::standard::{Agreement, Revision, Standard};
use super::{agree, read};
use crate::db::Tx;
use crate::error::{Error, Result, say};
use crate::id::StandardId;
use crate::members::TakesPart;

/// Undoes the revision in force, which must be the text with this hash and not yet agreed. The newest agreed text comes back with
/// its agreement; where none was ever agreed, the text before it; and where there was none before it, the standard is retired, which
/// the others may agree to or undo in their turn.
///
/// # Errors
/// A conflict with both texts when another text is in force, and one without when people have agreed to it.
pub async fn undo(tx: &mut Tx, who: &TakesPart, id: StandardId, hash: &str) -> Result<Revised> {
    let standard = agree::in_force_is(tx, id, hash).await?;
    // A file may have taken it out of force: that is undone as well.
    if standard.agreement != Agreement::NotYet {
        return Err(Error::conflict(say!("standard-undo-agreed", id = id)));
    }
    let revisions = read::revisions(tx, id).await?;
    let undone = revisions
        .iter()
        .find(|revision| revision.number == standard.revision);
    let undone =
        undone.ok_or_else(|| Error::internal("a standard without its revision in force"))?;
    match before(&revisions, undone) {
        Some(before) => restore(tx, before).await,
        None => retire(tx, who, id, undone).await,
    }
}

/// What comes back when the revision in force is undone; none when that takes the standard out of force.
pub async fn undone_to(tx: &mut Tx, standard: &Standard) -> Result<Option<Revision>> {
    let revisions = read::revisions(tx, standard.id).await?;
    let present = revisions
        .iter()
        .find(|revision| revision.number == standard.revision);
    Ok(present.and_then(|present| before(&revisions, present).cloned()))
}

/// Whether undoing the text in force finds a way: an earlier text comes back, or this one can be made to say that it is retired.
pub async fn may_undo(tx: &mut Tx, standard: &Standard) -> Result<bool> {
    if undone_to(tx, standard).await?.is_some() {
        return Ok(true);
    }
    Ok(retired(&read::text(tx, standard.id).await?).is_ok())
}

/// The revision that comes back.
fn before<'a>(revisions: &'a [Revision], undone: &Revision) -> Option<&'a Revision> {
    let newest = undone.restores.unwrap_or(undone.number);
    let mut earlier = revisions
        .iter()
        .rev()
        .filter(|revision| revision.number < newest && revision.hash != undone.hash);
    let agreed = earlier
        .clone()
        .find(|revision| revision.agreement != Agreement::NotYet);
    agreed.or_else(|| earlier.next())
}

async fn restore(tx: &mut Tx, before: &Revision) -> Result<Revised> {
    let text = read::text_of(tx, before.standard, before.number).await?;
    let entry = Entry {
        place: Place::Of(before.standard),
        text: &text,
        source: before.source,
        proposed_by: before.proposed_by.clone(),
        agreement: before.agreement,
        needed: before.needed,
        agreed_by: before.agreed_by.clone(),
        restores: Some(before.number),
    };
    revise(tx, entry).await
}

async fn retire(
    tx: &mut Tx,
    who: &TakesPart,
    id: StandardId,
    undone: &Revision,
) -> Result<Revised> {
    let text = retired(&read::text(tx, id).await?)?;
    let team = read::get(tx, id).await?.team;
    let needed = agree::others_needed(tx, team.as_deref(), Some(who.member())).await?;
    let entry = Entry {
        place: Place::Of(id),
        text: &text,
        source: undone.source,
        proposed_by: Some(who.member().clone()),
        agreement: match needed {
            0 => Agreement::SelfChecked,
            _ => Agreement::NotYet,
        },
        needed,
        agreed_by: Vec::new(),
        restores: None,
    };
    revise(tx, entry).await
}
