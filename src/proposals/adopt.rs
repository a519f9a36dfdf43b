//! Texts that come through the standards' folder: in force at once and not yet agreed, or a proposal when the book has moved on
//! meanwhile. Nothing is lost, nothing jams.

use super::open::{Base, Draft, drafted};
use super::store;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::id::{ProposalId, StandardId};
use crate::members::TakesPart;
use crate::problems;
use crate::standards::{self, Agreement, Entry, Place, Revised, Source};

/// A file as it was found in the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found<'a> {
    /// Below the folder, with forward slashes.
    pub path: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// The hash of what was last seen in step at this path; absent when nothing was.
    pub base: Option<&'a str>,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Adopted {
    /// The book says so already.
    Same(StandardId),
    /// It is in force, not yet agreed.
    Revision(Revised),
    /// A newer revision had been published; the text waits as a proposal.
    Proposal(ProposalId),
}

/// Takes a file's text into the book.
///
/// # Errors
/// A text that cannot be read, that closes a circle of `supersedes`, or whose name gives a number that another standard has: the last
/// good revision stays in force.
pub async fn adopt(tx: &mut Tx, found: Found<'_>) -> Result<Adopted> {
    adopt_from(tx, found, None).await
}

/// The same for a text that is brought in from another folder; see [`standards::revise_from`].
///
/// # Errors
/// As [`adopt`].
pub async fn adopt_from(tx: &mut Tx, found: Found<'_>, from: Option<&str>) -> Result<Adopted> {
    let document = standards::examine(found.bytes)?;
    let text = std::str::from_utf8(found.bytes).map_err(Error::internal)?;
    let hash = standards::hash_of(found.bytes);
    let standard = standards::at_path(tx, found.path).await?;
    let place = match &standard {
        None => Place::At(found.path),
        Some(standard) if standard.hash == hash => return Ok(Adopted::Same(standard.id)),
        Some(standard) => {
            if found.base.is_some_and(|base| base != standard.hash) {
                return Ok(Adopted::Proposal(
                    propose(tx, standard.id, text, found.base).await?,
                ));
            }
            Place::Of(standard.id)
        }
    };
    let needed = standards::others_needed(tx, document.meta.team.as_deref(), None).await?;
    let entry = Entry {
        place,
        text,
        source: Source::File,
        proposed_by: tx.actor().member.clone(),
        agreement: if needed == 0 {
            Agreement::SelfChecked
        } else {
            Agreement::NotYet
        },
        needed,
        agreed_by: Vec::new(),
        restores: None,
    };
    let revised = standards::revise_from(tx, entry, from).await?;
    problems::standards_changed(tx, &revised.touched).await?;
    Ok(Adopted::Revision(revised))
}

/// Undoes a revision that is in force but not yet agreed; see [`standards::undo`].
///
/// # Errors
/// As [`standards::undo`].
pub async fn undo(tx: &mut Tx, who: &TakesPart, id: StandardId, hash: &str) -> Result<Revised> {
    let revised = standards::undo(tx, who, id, hash).await?;
    problems::standards_changed(tx, &revised.touched).await?;
    Ok(revised)
}

async fn propose(
    tx: &mut Tx,
    id: StandardId,
    text: &str,
    base: Option<&str>,
) -> Result<ProposalId> {
    if let Some(open) = store::open_with(tx, id, &standards::hash_of(text.as_bytes())).await? {
        return Ok(open);
    }
    let revisions = standards::revisions(tx, id).await?;
    let known = revisions
        .iter()
        .rev()
        .find(|revision| Some(revision.hash.as_str()) == base);
    let draft = Draft {
        markdown: text.to_owned(),
        standard: Some(id),
        base: Some(Base::Revision(known.map_or(1, |revision| revision.number))),
        solves: Vec::new(),
    };
    Ok(drafted(tx, None, draft, Source::File).await?.id)
}
