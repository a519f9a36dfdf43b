//! Commits whose messages name problems and standards: their trailers become links, and `Again` an occurrence that waits
//! for a member.

use crate::clock::Timestamp;
use crate::db::Tx;
use crate::error::Result;
use crate::id::{ProblemId, StandardId};
use crate::problems::{self, Again, OccurrenceSource};
use crate::standards;

use super::address;
use super::fix::{self, Kind, Source};
use super::link::{Code, put};
use super::trailers::Trailers;

/// A commit as its repository has it.
#[derive(Debug, Clone)]
pub struct Commit {
    /// The whole hash.
    pub sha: String,
    /// The first line of its message.
    pub title: String,
    /// When it was written.
    pub at: Timestamp,
    /// Where it lives, in any of git's ways.
    pub repository: Option<String>,
    /// What its message names.
    pub trailers: Trailers,
}

/// What became of a commit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taken {
    /// Whether it was linked to anything that it was not linked to before.
    pub linked: bool,
    /// Problems for which an occurrence waits now.
    pub again: Vec<ProblemId>,
    /// Problems that there are not.
    pub unknown_problems: Vec<ProblemId>,
    /// Standards that there are not.
    pub unknown_standards: Vec<StandardId>,
}

/// Takes a commit in. Doing it again does nothing new; what it names and does not exist is told and left out.
///
/// # Errors
/// `Invalid` when the hash is none.
pub async fn take_in(tx: &mut Tx, commit: Commit) -> Result<Taken> {
    let mut taken = Taken::default();
    let sha = fix::sha(&commit.sha)?;
    let title = fix::title(&commit.title);
    let repository = commit.repository.as_deref().and_then(address::repository);
    let shown = repository
        .as_deref()
        .and_then(|repository| address::commit_address(repository, &sha));
    // A clock that runs ahead makes no commit of tomorrow.
    let at = commit.at.min(tx.now());
    let Trailers {
        touches,
        solves,
        applies,
        again,
    } = commit.trailers;
    let named = touches
        .into_iter()
        .map(|id| (id, false))
        .chain(solves.into_iter().map(|id| (id, true)));
    let mut touched = Vec::new();
    for (id, solves) in named {
        if is_there(tx, id, &mut taken).await? {
            touched.push((id, solves));
        }
    }
    let mut applied = Vec::new();
    for id in applies {
        match standards::find(tx, id).await? {
            Some(_) => applied.push(id),
            None => taken.unknown_standards.push(id),
        }
    }
    if !touched.is_empty() || !applied.is_empty() {
        let code = Code {
            kind: Kind::Commit,
            url: shown.clone(),
            repository,
            sha: Some(sha.clone()),
            title: title.clone(),
            source: Source::Git,
            at,
        };
        taken.linked = put(tx, code, &touched, &applied).await?.is_new;
    }
    for id in again {
        if !is_there(tx, id, &mut taken).await? {
            continue;
        }
        let again = Again {
            at: Some(at),
            note: title.clone(),
            evidence: shown.clone().unwrap_or_else(|| sha.clone()),
            source: OccurrenceSource::Trailer,
            fingerprint: Some(sha.clone()),
        };
        if problems::happened_again(tx, id, again).await?.is_new {
            taken.again.push(id);
        }
    }
    Ok(taken)
}

async fn is_there(tx: &mut Tx, id: ProblemId, taken: &mut Taken) -> Result<bool> {
    let found = problems::find(tx, id).await?.is_some();
    if !found && !taken.unknown_problems.contains(&id) {
        taken.unknown_problems.push(id);
    }
    Ok(found)
}
