//! Linking code to problems and standards. Linking the same thing twice adds what is new and doubles nothing.

use crate::clock::Timestamp;
use crate::db::{Change, Tx};
use crate::error::{Error, Fault, Result, keep, say};
use crate::id::{FixId, ProblemId, StandardId};
use crate::members::TakesPart;
use crate::{problems, standards};

use super::address::{self, Address};
use super::fix::{self, Fix, Kind, Source};
use super::{read, store};

/// A link that somebody is about to make.
#[derive(Debug, Clone)]
pub struct Draft {
    /// What it leads to; told from the address and the hash when absent.
    pub kind: Option<Kind>,
    /// The address.
    pub url: Option<String>,
    /// The commit's hash.
    pub sha: Option<String>,
    /// Where the commit lives.
    pub repository: Option<String>,
    /// What it says of itself; may be empty.
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

/// Code that was read and can be linked.
#[derive(Debug, Clone)]
pub(super) struct Code {
    pub(super) kind: Kind,
    pub(super) url: Option<String>,
    pub(super) repository: Option<String>,
    pub(super) sha: Option<String>,
    pub(super) title: String,
    pub(super) source: Source,
    pub(super) at: Timestamp,
}

/// Links a commit, a pull request or a ticket to a problem, a standard, or both.
///
/// # Errors
/// `Invalid`, with all faults at once: neither address nor hash, nothing to link it to, an unknown problem or standard.
pub async fn link(tx: &mut Tx, draft: Draft) -> Result<Linked> {
    let mut faults = Vec::new();
    let code = code(&draft, tx.now(), &mut faults)?;
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
    let Some(code) = code.filter(|_| faults.is_empty()) else {
        return Err(Error::Invalid(faults));
    };
    let problems: Vec<_> = draft
        .problem
        .map(|id| (id, draft.solves))
        .into_iter()
        .collect();
    let standards: Vec<_> = draft.standard.into_iter().collect();
    put(tx, code, &problems, &standards).await
}

/// Links code to problems, each with whether it is solved, and standards that are known to exist.
pub(super) async fn put(
    tx: &mut Tx,
    code: Code,
    problems: &[(ProblemId, bool)],
    standards: &[StandardId],
) -> Result<Linked> {
    let known = known(tx, &code).await?;
    let mut is_new = known.is_none();
    let fix = match known {
        Some(fix) => complete(tx, fix, code).await?,
        None => made(tx, code).await?,
    };
    let mut change = told("fix.linked", &fix);
    for (problem, solves) in problems {
        if store::put_problem(tx, &fix.id, *problem, *solves).await? {
            is_new = true;
            change = change.also(problem);
        }
    }
    for standard in standards {
        if store::put_standard(tx, &fix.id, *standard).await? {
            is_new = true;
            change = change.also(standard);
        }
    }
    if is_new {
        tx.record(change);
    }
    Ok(Linked { id: fix.id, is_new })
}

/// Takes a link away, with everything it was linked to.
///
/// # Errors
/// `NotFound` when there is no such link.
pub async fn unlink(tx: &mut Tx, _: &TakesPart, id: &FixId) -> Result<()> {
    let fix = read::get(tx, id).await?;
    let mut change = told("fix.unlinked", &fix);
    for (problem, _) in &fix.problems {
        change = change.also(problem);
    }
    for standard in &fix.standards {
        change = change.also(standard);
    }
    store::delete(tx, id).await?;
    tx.record(change);
    Ok(())
}

/// Takes a link away from a problem; with nothing left that it is linked to, it goes altogether.
///
/// # Errors
/// `NotFound` when there is no such link. What is not linked stays so.
pub async fn unlink_problem(
    tx: &mut Tx,
    who: &TakesPart,
    id: &FixId,
    problem: ProblemId,
) -> Result<()> {
    let fix = read::get(tx, id).await?;
    if !fix.problems.iter().any(|(linked, _)| *linked == problem) {
        return Ok(());
    }
    if fix.problems.len() == 1 && fix.standards.is_empty() {
        return unlink(tx, who, id).await;
    }
    store::drop_problem(tx, id, problem).await?;
    tx.record(told("fix.unlinked", &fix).also(problem));
    Ok(())
}

/// Takes a link away from a standard; with nothing left that it is linked to, it goes altogether.
///
/// # Errors
/// `NotFound` when there is no such link. What is not linked stays so.
pub async fn unlink_standard(
    tx: &mut Tx,
    who: &TakesPart,
    id: &FixId,
    standard: StandardId,
) -> Result<()> {
    let fix = read::get(tx, id).await?;
    if !fix.standards.contains(&standard) {
        return Ok(());
    }
    if fix.standards.len() == 1 && fix.problems.is_empty() {
        return unlink(tx, who, id).await;
    }
    store::drop_standard(tx, id, standard).await?;
    tx.record(told("fix.unlinked", &fix).also(standard));
    Ok(())
}

/// Reads what a draft says of the code itself.
fn code(draft: &Draft, now: Timestamp, faults: &mut Vec<Fault>) -> Result<Option<Code>> {
    let given = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    let address = keep(
        given(&draft.url)
            .map(|url| Address::parse(&url))
            .transpose(),
        faults,
    )?
    .flatten();
    let sha = keep(
        given(&draft.sha).map(|sha| fix::sha(&sha)).transpose(),
        faults,
    )?
    .flatten();
    if !faults.is_empty() {
        return Ok(None);
    }
    let shown = address.as_ref().and_then(|address| address.sha.clone());
    let Ok(sha) = longer(sha, shown) else {
        faults.push(Fault::new("sha", say!("fix-other-sha")));
        return Ok(None);
    };
    if address.is_none() && sha.is_none() {
        faults.push(Fault::new("url", say!("fix-nothing-named")));
        return Ok(None);
    }
    let told = match &address {
        Some(address) if address.kind != Kind::Other || sha.is_none() => address.kind,
        _ => Kind::Commit,
    };
    let lives = address
        .as_ref()
        .and_then(|address| address.repository.clone());
    Ok(Some(Code {
        kind: draft.kind.unwrap_or(told),
        repository: given(&draft.repository)
            .and_then(|text| address::repository(&text))
            .or(lives),
        url: address.map(|address| address.url),
        sha,
        title: fix::title(&draft.title),
        source: draft.source,
        at: now,
    }))
}

/// The more exact of two hashes of one commit.
fn longer(one: Option<String>, other: Option<String>) -> std::result::Result<Option<String>, ()> {
    match (one, other) {
        (Some(one), Some(other)) if one.starts_with(&other) => Ok(Some(one)),
        (Some(one), Some(other)) if other.starts_with(&one) => Ok(Some(other)),
        (Some(_), Some(_)) => Err(()),
        (one, other) => Ok(one.or(other)),
    }
}

/// The link that is there already: by its address, else the same commit in the same repository, as far as both are known.
async fn known(tx: &mut Tx, code: &Code) -> Result<Option<Fix>> {
    if let Some(url) = &code.url
        && let Some(fix) = store::by_url(tx, url).await?
    {
        return Ok(Some(fix));
    }
    match &code.sha {
        Some(sha) => same_commit(tx, sha, code.repository.as_deref()).await,
        None => Ok(None),
    }
}

/// A short hash is the beginning of the long one, whichever of the two came first; a short one that fits several is a new one.
async fn same_commit(tx: &mut Tx, sha: &str, repository: Option<&str>) -> Result<Option<Fix>> {
    let mut fits: Vec<Fix> = store::by_short_sha(tx, sha).await?;
    fits.retain(|fix| {
        let theirs = fix.sha.as_deref().unwrap_or_default();
        let here = fix.repository.as_deref();
        (theirs.starts_with(sha) || sha.starts_with(theirs))
            && (here == repository || here.is_none() || repository.is_none())
    });
    let is_exact = |fix: &Fix| fix.sha.as_deref() == Some(sha);
    let is_there = |fix: &Fix| fix.repository.as_deref() == repository;
    fits.sort_by_key(|fix| (!is_exact(fix), !is_there(fix)));
    if fits.len() > 1 && !is_exact(&fits[0]) {
        let sure: Vec<&Fix> = fits.iter().filter(|fix| is_there(fix)).collect();
        return Ok(if let [one] = sure[..] {
            Some(one.clone())
        } else {
            None
        });
    }
    Ok(fits.into_iter().next())
}

/// Fills in what was not known before; what was stays.
async fn complete(tx: &mut Tx, mut fix: Fix, code: Code) -> Result<Fix> {
    let before = fix.clone();
    if fix.url.is_none()
        && let Some(url) = code.url
        && store::by_url(tx, &url).await?.is_none()
    {
        fix.url = Some(url);
    }
    if fix.title.is_empty() {
        fix.title = code.title;
    }
    let repository = fix.repository.clone().or(code.repository);
    if let Ok(sha) = longer(fix.sha.clone(), code.sha)
        && (&sha, &repository) != (&fix.sha, &fix.repository)
    {
        // Two links that turn out to be one commit both stay: each is linked to what somebody said.
        let other = match &sha {
            Some(sha) => store::by_commit(tx, sha, repository.as_deref()).await?,
            None => None,
        };
        if other.is_none_or(|other| other == fix.id) {
            (fix.sha, fix.repository) = (sha, repository);
        }
    }
    if fix != before {
        store::update(tx, &fix).await?;
    }
    Ok(fix)
}

async fn made(tx: &mut Tx, code: Code) -> Result<Fix> {
    let shown = || address::commit_address(code.repository.as_deref()?, code.sha.as_deref()?);
    let mut url = code.url.clone();
    if url.is_none()
        && let Some(shown) = shown()
        && store::by_url(tx, &shown).await?.is_none()
    {
        url = Some(shown);
    }
    let fix = Fix {
        id: FixId::generate(),
        kind: code.kind,
        url,
        repository: code.repository,
        sha: code.sha,
        title: code.title,
        source: code.source,
        linked_by: tx.actor().member.clone(),
        at: code.at,
        problems: Vec::new(),
        standards: Vec::new(),
    };
    store::insert(tx, &fix).await?;
    Ok(fix)
}

fn told(kind: &'static str, fix: &Fix) -> Change {
    let mut change = Change::new(kind, &fix.id)
        .with("kind", fix.kind.as_str())
        .with("title", fix.label());
    if let Some(url) = &fix.url {
        change = change.with("url", url.as_str());
    }
    if let Some(sha) = &fix.sha {
        change = change.with("sha", sha.as_str());
    }
    change
}
