//! Linking code to problems and standards. Linking the same thing twice adds what is new and doubles nothing.

use crate::db::{Change, Tx};
use crate::error::{Error, Fault, Result, say};
use crate::id::{FixId, ProblemId, StandardId};
use crate::members::TakesPart;
use crate::{problems, standards};

use super::fix::{self, Fix, Kind, Source};
use super::store;

/// A link that somebody is about to make.
#[derive(Debug, Clone)]
pub struct Draft {
    /// What it leads to; told from the hash and the address when absent.
    pub kind: Option<Kind>,
    /// The address.
    pub url: Option<String>,
    /// The commit's hash.
    pub sha: Option<String>,
    /// Where the commit lives.
    pub repository: Option<String>,
    /// What it says of itself; the hash or the address when empty.
    pub title: String,
    /// The problem it touches.
    pub problem: Option<ProblemId>,
    /// Whether it solves that problem.
    pub solves: bool,
    /// The standard it applies.
    pub standard: Option<StandardId>,
    /// How it came in.
    pub source: Source,
}

/// What became of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// The link.
    pub id: FixId,
    /// Whether anything was new: a commit, or what it is linked to.
    pub is_new: bool,
}

/// Links a commit, a pull request or a ticket to a problem, a standard, or both.
///
/// # Errors
/// `Invalid`, with all faults at once: neither address nor hash, nothing to link it to, an unknown problem or standard.
pub async fn link(tx: &mut Tx, draft: Draft) -> Result<Linked> {
    let (known, read) = read(tx, draft.clone()).await?;
    let fix = match known {
        Some(fix) => fix,
        None => {
            store::insert(tx, &read).await?;
            read.clone()
        }
    };
    let mut is_new = fix.id == read.id;
    if let Some(problem) = draft.problem {
        is_new |= store::put_problem(tx, &fix.id, problem, draft.solves).await?;
    }
    if let Some(standard) = draft.standard {
        is_new |= store::put_standard(tx, &fix.id, standard).await?;
    }
    if is_new {
        let mut change = told("fix.linked", &fix);
        if let Some(problem) = draft.problem {
            change = change
                .also(problem)
                .with("problem", problem.to_string())
                .with("solves", draft.solves);
        }
        if let Some(standard) = draft.standard {
            change = change.also(standard).with("standard", standard.to_string());
        }
        tx.record(change);
    }
    Ok(Linked { id: fix.id, is_new })
}

/// Takes a link away, with everything it was linked to.
///
/// # Errors
/// `NotFound` when there is no such link.
pub async fn unlink(tx: &mut Tx, _: &TakesPart, id: &FixId) -> Result<()> {
    let fix = find(tx, id)
        .await?
        .ok_or_else(|| Error::NotFound(say!("fix-unknown")))?;
    store::delete(tx, id).await?;
    let mut change = told("fix.unlinked", &fix);
    for (problem, _) in &fix.problems {
        change = change.also(problem);
    }
    for standard in &fix.standards {
        change = change.also(standard);
    }
    tx.record(change);
    Ok(())
}

/// A link by its key.
pub async fn find(tx: &mut Tx, id: &FixId) -> Result<Option<Fix>> {
    store::by_id(tx, id).await
}

/// The links of a problem, the newest first.
pub async fn of_problem(tx: &mut Tx, problem: ProblemId) -> Result<Vec<Fix>> {
    store::of_problem(tx, problem).await
}

/// The links of a standard, the newest first.
pub async fn of_standard(tx: &mut Tx, standard: StandardId) -> Result<Vec<Fix>> {
    store::of_standard(tx, standard).await
}

/// Reads a draft; the link that is there already, when there is one, and what would be written when there is none.
async fn read(tx: &mut Tx, draft: Draft) -> Result<(Option<Fix>, Fix)> {
    let mut faults = Vec::new();
    let mut keep = |outcome: Result<String>| match outcome {
        Ok(text) => Ok(Some(text)),
        Err(Error::Invalid(more)) => {
            faults.extend(more);
            Ok(None)
        }
        Err(other) => Err(other),
    };
    let given = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    let sha = given(draft.sha).map_or(Ok(None), |sha| keep(fix::sha(&sha)))?;
    let url = given(draft.url).map_or(Ok(None), |url| keep(fix::url(&url)))?;
    let repository = given(draft.repository).map(|text| fix::title(&text));
    if faults.is_empty() && sha.is_none() && url.is_none() {
        faults.push(Fault::new("url", say!("fix-nothing-named")));
    }
    if draft.problem.is_none() && draft.standard.is_none() {
        faults.push(Fault::new("problem", say!("fix-linked-to-nothing")));
    }
    if let Some(id) = draft.problem
        && problems::find(tx, id).await?.is_none()
    {
        faults.push(Fault::new("problem", say!("problem-unknown", id = id)));
    }
    if let Some(id) = draft.standard
        && standards::find(tx, id).await?.is_none()
    {
        faults.push(Fault::new("standard", say!("standard-unknown", id = id)));
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let url = url.or_else(|| address_of(repository.as_deref()?, sha.as_deref()?));
    let known = match (&sha, &url) {
        (Some(sha), _) => store::by_sha(tx, sha).await?,
        (None, Some(url)) => store::by_url(tx, url).await?,
        (None, None) => None,
    };
    let kind = draft.kind.unwrap_or_else(|| match (&sha, &url) {
        (None, Some(url)) => Kind::of_address(url),
        _ => Kind::Commit,
    });
    let title = match fix::title(&draft.title) {
        title if !title.is_empty() => title,
        _ => sha
            .as_deref()
            .map(fix::short)
            .or(url.as_deref())
            .unwrap_or_default()
            .to_owned(),
    };
    let read = Fix {
        id: FixId::generate(),
        kind,
        url,
        repository,
        sha,
        title,
        source: draft.source,
        linked_by: tx.actor().member.clone(),
        at: tx.now(),
        problems: Vec::new(),
        standards: Vec::new(),
    };
    Ok((known, read))
}

/// Where a commit is shown, when its repository has an address of the web.
fn address_of(repository: &str, sha: &str) -> Option<String> {
    let root = repository.trim_end_matches('/').trim_end_matches(".git");
    fix::url(&format!("{root}/commit/{sha}")).ok()
}

fn told(kind: &'static str, fix: &Fix) -> Change {
    let change = Change::new(kind, &fix.id)
        .with("kind", fix.kind.as_str())
        .with("title", fix.title.as_str());
    match &fix.url {
        Some(url) => change.with("url", url.as_str()),
        None => change,
    }
}
