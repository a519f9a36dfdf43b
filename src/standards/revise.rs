//! The one way a revision enters the book, whoever agreed to it: exact bytes, numbered, with all that follows for the
//! status of others. It writes no file; the folder follows the feed.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::standard::{Agreement, Revision, Source, Standard, Status};
use super::status::{Edges, circle, status};
use super::{
    carry, file, language, places, read, store, store_places, store_reading, store_revise,
};
use crate::db::{Change, Tx};
use crate::error::{Error, Fault, Result, say};
use crate::id::{MemberId, StandardId};
use crate::markdown::{self, Document};

/// A text that enters the book.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// Which standard it is the text of.
    pub place: Place<'a>,
    /// The text, to the byte.
    pub text: &'a str,
    /// The way it came in.
    pub source: Source,
    /// Who wrote it; absent when it was found in the folder.
    pub proposed_by: Option<MemberId>,
    /// How it was agreed.
    pub agreement: Agreement,
    /// How many others must agree.
    pub needed: i64,
    /// Who agreed to exactly this text.
    pub agreed_by: Vec<MemberId>,
    /// The earlier revision whose text it brings back.
    pub restores: Option<i64>,
}

/// Which standard a text is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place<'a> {
    /// A new one, which takes the next number and a file named after its title.
    New,
    /// A new one found in this file of the folder, which gives the number when it has one.
    At(&'a str),
    /// One that is in the book.
    Of(StandardId),
}

/// What entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revised {
    /// The standard.
    pub standard: StandardId,
    /// The number of the revision.
    pub revision: i64,
    /// SHA-256 of its bytes.
    pub hash: String,
    /// This standard and those whose status followed.
    pub touched: Vec<StandardId>,
}

/// SHA-256 of a text's bytes, in hexadecimal: what agreements are bound to.
pub fn hash_of(text: &[u8]) -> String {
    Sha256::digest(text)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Reads a text that is to enter the book; every place that keeps it from being read is a fault of `markdown`.
pub fn examine(text: &[u8]) -> Result<Document> {
    markdown::read(text).map_err(unreadable)
}

/// The flaws of a text as faults of the field `markdown`.
pub(super) fn unreadable(flaws: Vec<markdown::Flaw>) -> Error {
    let fault = |flaw: markdown::Flaw| Fault::new("markdown", flaw.message.with("line", flaw.line));
    Error::Invalid(flaws.into_iter().map(fault).collect())
}

/// The same, and that it closes no circle of `supersedes` in the book. A new standard has no number yet.
pub async fn examine_in_book(tx: &mut Tx, id: Option<StandardId>, text: &str) -> Result<Document> {
    let document = examine(text.as_bytes())?;
    let id = id.unwrap_or(StandardId::new(0));
    let told = told(tx, id, None, &document).await?;
    refuse_circle(tx, id, &told).await?;
    Ok(document)
}

/// Enters a revision.
///
/// # Errors
/// A text that cannot be read, that says what the book says already, that closes a circle of `supersedes`, or whose file gives
/// a number that another standard has.
pub async fn revise(tx: &mut Tx, entry: Entry<'_>) -> Result<Revised> {
    revise_from(tx, entry, None).await
}

/// Enters a revision of a text that is brought in from this folder: numbers in a decision record are those of the files there. Those
/// that are still to come are not known yet; see [`retell`].
///
/// # Errors
/// As [`revise`].
pub async fn revise_from(tx: &mut Tx, entry: Entry<'_>, from: Option<&str>) -> Result<Revised> {
    let document = examine(entry.text.as_bytes())?;
    let hash = hash_of(entry.text.as_bytes());
    let before = match entry.place {
        Place::Of(id) => Some(read::get(tx, id).await?),
        Place::New | Place::At(_) => None,
    };
    if before.as_ref().is_some_and(|before| before.hash == hash) {
        return Err(Error::invalid("markdown", say!("standard-text-same")));
    }
    let id = number(tx, entry.place).await?;
    let told = told(tx, id, from, &document).await?;
    refuse_circle(tx, id, &told).await?;

    let asked_too = carry::asked_too(tx, before.as_ref(), &entry, &document).await?;
    let standard = standard(tx, id, &document, &entry, before.as_ref(), hash);
    store_revise::put(tx, &standard, document.meta.status).await?;
    if before.is_none() {
        store_places::put_own(tx, &standard.path, id).await?;
    }
    let revision = Revision {
        standard: id,
        number: standard.revision,
        hash: standard.hash.clone(),
        source: entry.source,
        agreement: entry.agreement,
        needed: entry.needed,
        proposed_by: entry.proposed_by,
        agreed_by: entry.agreed_by,
        restores: entry.restores,
        at: standard.revised_at,
    };
    store_revise::put_revision(tx, &revision, entry.text).await?;
    if let Some(earlier) = asked_too {
        store_reading::carry(tx, id, earlier, revision.number).await?;
    }
    record(tx, &standard, &revision, before.as_ref());
    let touched = derive(tx, id, &told).await?;
    Ok(Revised {
        standard: id,
        revision: revision.number,
        hash: revision.hash,
        touched,
    })
}

/// Notes a number met in the folder, so that it is never given to another standard.
pub async fn number_seen(tx: &mut Tx, id: StandardId) -> Result<()> {
    tx.lift_number("standard", id.number()).await
}

/// Notes that a standard's file has another name now.
pub async fn moved(tx: &mut Tx, id: StandardId, path: &str) -> Result<()> {
    let before = read::get(tx, id).await?;
    if store_revise::put_path(tx, id, path).await? {
        store_places::put_own(tx, path, id).await?;
        tx.record(Change::new("standard.moved", id).replaced("path", before.path, path));
    }
    Ok(())
}

async fn number(tx: &mut Tx, place: Place<'_>) -> Result<StandardId> {
    let named = match place {
        Place::Of(id) => return Ok(id),
        Place::New => None,
        Place::At(path) => file::number_in(path),
    };
    let Some(id) = named else {
        return Ok(StandardId::new(tx.next_number("standard").await?));
    };
    if let Some(taken) = store::one(tx, id).await? {
        return Err(Error::invalid(
            "path",
            say!("standard-number-taken", id = id, path = taken.path),
        ));
    }
    number_seen(tx, id).await?;
    Ok(id)
}

/// Tells anew which standards this one's text names, once all files are there that it may mean; gives those whose status followed.
///
/// # Errors
/// It would close a circle of `supersedes`.
pub async fn retell(tx: &mut Tx, id: StandardId) -> Result<Vec<StandardId>> {
    let text = read::text(tx, id).await?;
    let told = told(tx, id, None, &examine(text.as_bytes())?).await?;
    refuse_circle(tx, id, &told).await?;
    derive(tx, id, &told).await
}

/// Which standard takes the place of which, as this text tells it.
async fn told(
    tx: &mut Tx,
    id: StandardId,
    from: Option<&str>,
    document: &Document,
) -> Result<Edges> {
    let mut told = Edges::new();
    let meta = &document.meta;
    for &other in &meta.supersedes {
        if let Some(other) = places::meant(tx, id, from, meta, other).await? {
            told.entry(id).or_default().insert(other);
        }
    }
    for &successor in &meta.superseded_by {
        if let Some(successor) = places::meant(tx, id, from, meta, successor).await? {
            told.entry(successor).or_default().insert(id);
        }
    }
    Ok(told)
}

async fn refuse_circle(tx: &mut Tx, id: StandardId, told: &Edges) -> Result<()> {
    let mut edges = store::supersedes(tx, id).await?;
    for (&standard, others) in told {
        edges.entry(standard).or_default().extend(others);
    }
    match circle(&edges, id) {
        None => Ok(()),
        Some(way) => {
            let way: Vec<String> = way.iter().map(ToString::to_string).collect();
            Err(Error::invalid(
                "markdown",
                say!("standard-supersedes-circle", way = way.join(" → ")),
            ))
        }
    }
}

fn standard(
    tx: &Tx,
    id: StandardId,
    document: &Document,
    entry: &Entry<'_>,
    before: Option<&Standard>,
    hash: String,
) -> Standard {
    let meta = &document.meta;
    let path = match (before, entry.place) {
        (Some(before), _) => before.path.clone(),
        (None, Place::At(path)) => path.to_owned(),
        (None, _) => file::file_name(id, &document.title("")),
    };
    Standard {
        id,
        title: document.title(&path),
        path,
        status: before.map_or(Status::Active, |before| before.status),
        successor: before.and_then(|before| before.successor),
        team: meta.team.clone(),
        tags: folded(&meta.tags),
        lang: meta
            .lang
            .clone()
            .unwrap_or_else(|| language::told_from(document.body(entry.text)).to_owned()),
        reading: meta.reading.map(i64::from),
        review_by: meta.review_by,
        enforced_by: meta.enforced_by.clone(),
        solves: meta.solves.clone(),
        applies_to: meta.applies_to.clone(),
        revision: before.map_or(1, |before| before.revision + 1),
        hash,
        agreement: entry.agreement,
        created_at: before.map_or(tx.now(), |before| before.created_at),
        revised_at: tx.now(),
    }
}

/// Tags in small letters, each once, in the order written.
fn folded(tags: &[String]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let folded = tags.iter().map(|tag| tag.trim().to_lowercase());
    folded
        .filter(|tag| !tag.is_empty() && seen.insert(tag.clone()))
        .collect()
}

/// Derives the status of this standard and of all that its text names or named; gives those that are touched.
async fn derive(tx: &mut Tx, id: StandardId, told: &Edges) -> Result<Vec<StandardId>> {
    let mut touched = vec![id];
    for other in store_revise::put_supersedes(tx, id, told).await? {
        let Some(said) = store::said(tx, other).await? else {
            continue;
        };
        let named_by = store::named_by(tx, other).await?;
        let (now, successor) = status(said, &named_by);
        if store_revise::put_status(tx, other, now, successor).await? && other != id {
            let kind = match now {
                Status::Superseded => "standard.superseded",
                Status::Active | Status::Retired => "standard.returned",
            };
            tx.record(Change::new(kind, other).also(id));
            touched.push(other);
        }
    }
    Ok(touched)
}

fn record(tx: &mut Tx, standard: &Standard, revision: &Revision, before: Option<&Standard>) {
    let kind = match (revision.restores, revision.source) {
        (Some(_), _) => "standard.restored",
        (None, Source::Review | Source::Standup) => "standard.published",
        (None, Source::Correction) => "standard.corrected",
        (None, Source::File) => "standard.adopted",
    };
    let mut change = Change::new(kind, standard.id)
        .with("revision", revision.number)
        .with("agreement", revision.agreement.to_string());
    change = match before {
        Some(before) if before.title != standard.title => {
            change.replaced("title", before.title.as_str(), standard.title.as_str())
        }
        _ => change.with("title", standard.title.as_str()),
    };
    for problem in &standard.solves {
        change = change.also(problem);
    }
    tx.record(change);
}
