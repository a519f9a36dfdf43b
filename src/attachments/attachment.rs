//! What an attachment is, and how one is taken in.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::dimensions::dimensions;
use super::kind::Kind;
use super::store;
use crate::db::{Change, Tx};
use crate::error::{Error, Result, say};
use crate::id::AttachmentName;

/// The largest image that is taken, in bytes.
pub const LARGEST: usize = 2_500_000;
/// So many bytes a member may add in a day.
const A_DAY: i64 = 50_000_000;
const DAY_SECONDS: i64 = 86_400;

/// An image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The end of its address.
    pub name: AttachmentName,
    /// What its bytes are.
    pub kind: Kind,
    /// Exactly as it was added.
    pub bytes: Vec<u8>,
}

/// Adds an image for whoever writes; the same bytes are stored once, whoever adds them again.
///
/// # Errors
/// `Invalid` for what is no image of a kind that is taken, or too large; `TooOften` for a member who added too much in a day.
pub async fn add(tx: &mut Tx, bytes: Vec<u8>) -> Result<AttachmentName> {
    let Named { name, kind, hash } = named(&bytes)?;
    if store::is_there(tx, &name).await? {
        return Ok(name);
    }
    if let Some(member) = tx.actor().member.clone() {
        let since = tx.now().plus_seconds(-DAY_SECONDS);
        let added = store::added_since(tx, &member, since).await?;
        if added + size(&bytes) > A_DAY {
            return Err(Error::TooOften {
                wait_seconds: DAY_SECONDS / 24,
            });
        }
    }
    let length = size(&bytes);
    let mut change = Change::new("attachment.added", &name)
        .with("kind", kind.ending())
        .with("bytes", length);
    if let Some((width, height)) = dimensions(&bytes) {
        change = change.with("width", width).with("height", height);
    }
    store::insert(tx, &name, &hash, bytes).await?;
    tx.record(change);
    Ok(name)
}

/// Takes in an image that lies in the standards' folder under this name, if it is what its name says.
pub async fn take_in(tx: &mut Tx, name: &AttachmentName, bytes: Vec<u8>) -> Result<bool> {
    match named(&bytes) {
        Ok(found) if found.name == *name => add(tx, bytes).await.map(|_| true),
        Ok(_) | Err(Error::Invalid(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// The name that an image of these bytes has.
///
/// # Errors
/// `Invalid` for what is no image of a kind that is taken, or too large.
pub fn name_of(bytes: &[u8]) -> Result<AttachmentName> {
    named(bytes).map(|found| found.name)
}

/// Whether there is an attachment of this name; its bytes are not read.
pub async fn is_there(tx: &mut Tx, name: &AttachmentName) -> Result<bool> {
    store::is_there(tx, name).await
}

/// How wide and high each is, in pixels, that says so: for whoever shows them.
pub async fn sizes(tx: &mut Tx) -> Result<Vec<(AttachmentName, (u32, u32))>> {
    let rows = store::sizes(tx).await?.into_iter();
    let read = |(name, width, height): (AttachmentName, i64, i64)| {
        let size = (u32::try_from(width).ok()?, u32::try_from(height).ok()?);
        Some((name, size))
    };
    Ok(rows.filter_map(read).collect())
}

/// The attachment of this name, if there is one.
pub async fn find(tx: &mut Tx, name: &AttachmentName) -> Result<Option<Attachment>> {
    let Some(bytes) = store::bytes(tx, name).await? else {
        return Ok(None);
    };
    let kind = Kind::of_ending(name.ending());
    let kind = kind.ok_or_else(|| Error::internal("an attachment of no kind"))?;
    Ok(Some(Attachment {
        name: name.clone(),
        kind,
        bytes,
    }))
}

/// The attachment of this name.
///
/// # Errors
/// `NotFound`.
pub async fn get(tx: &mut Tx, name: &AttachmentName) -> Result<Attachment> {
    find(tx, name)
        .await?
        .ok_or_else(|| Error::NotFound(say!("attachment-unknown")))
}

struct Named {
    name: AttachmentName,
    kind: Kind,
    hash: String,
}

fn named(bytes: &[u8]) -> Result<Named> {
    if bytes.is_empty() {
        return Err(Error::invalid("image", say!("attachment-none")));
    }
    if bytes.len() > LARGEST {
        return Err(Error::invalid("image", say!("attachment-too-large")));
    }
    let kind = Kind::of(bytes);
    let kind = kind.ok_or_else(|| Error::invalid("image", say!("attachment-no-image")))?;
    let mut hash = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(hash, "{byte:02x}");
    }
    let name = format!("{}.{}", &hash[..AttachmentName::DIGITS], kind.ending());
    Ok(Named {
        name: name.parse().map_err(Error::internal)?,
        kind,
        hash,
    })
}

fn size(bytes: &[u8]) -> i64 {
    i64::try_from(bytes.len()).unwrap_or(i64::MAX)
}
