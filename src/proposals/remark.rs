//! Remarks on a proposal, on one of its lines or on the whole. A remark on a line stays with the line when the text changes, and says so
//! when the line is no longer there as it was.

use std::collections::HashMap;

use super::open::about;
use super::proposal::{AboutLine, Comment, Proposal};
use super::store_comments::{self, CommentRow};
use super::{read, words};
use crate::db::Tx;
use crate::error::{Error, Result, say};
use crate::id::{CommentId, MemberId, ProposalId};
use crate::markdown;

/// The line that a remark is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its number, from 1.
    pub line: usize,
    /// The text in which it stands; absent: the present one.
    pub hash: Option<String>,
}

/// Says something about a proposal, whatever its state; about one of its lines when a place is named.
///
/// # Errors
/// A line that the text does not have, or a text that the proposal never had.
pub async fn comment(
    tx: &mut Tx,
    member: &MemberId,
    id: &ProposalId,
    text: &str,
    place: Option<Place>,
) -> Result<Comment> {
    let text = words::read("text", text)?;
    let proposal = read::get(tx, id).await?;
    let place = match place {
        Some(place) => Some(examined(tx, &proposal, place).await?),
        None => None,
    };
    let row = CommentRow {
        id: CommentId::generate(),
        member: member.clone(),
        text: text.to_owned(),
        at: tx.now(),
        line: place.as_ref().map(|place| number(place.line)),
        hash: place.map(|place| place.hash),
    };
    store_comments::put_comment(tx, id, &row).await?;
    let mut change = about("proposal.commented", &proposal).with("text", text);
    if let Some(line) = row.line {
        change = change.with("line", line);
    }
    tx.record(change);
    let texts = Texts::of(tx, &proposal, std::slice::from_ref(&row)).await?;
    texts.shown(row)
}

/// What was said about a proposal, oldest first, with where the lines stand now.
pub(super) async fn comments(tx: &mut Tx, id: &ProposalId) -> Result<Vec<Comment>> {
    let rows = store_comments::comments(tx, id).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let proposal = read::get(tx, id).await?;
    let texts = Texts::of(tx, &proposal, &rows).await?;
    rows.into_iter().map(|row| texts.shown(row)).collect()
}

struct Examined {
    line: usize,
    hash: String,
}

async fn examined(tx: &mut Tx, proposal: &Proposal, place: Place) -> Result<Examined> {
    let hash = place.hash.unwrap_or_else(|| proposal.hash.clone());
    let text = read::text_by_hash(tx, proposal, &hash).await?;
    let text = text.ok_or_else(|| Error::invalid("hash", say!("proposal-text-unknown")))?;
    if markdown::line_of(&text, place.line).is_none() {
        return Err(Error::invalid("line", say!("proposal-line-unknown")));
    }
    Ok(Examined {
        line: place.line,
        hash,
    })
}

/// The texts of a proposal by hash, each with where its lines stand in the present one.
struct Texts(HashMap<String, Moved>);

struct Moved {
    text: String,
    now: Vec<Option<usize>>,
}

impl Texts {
    /// Those that remarks are about.
    async fn of(tx: &mut Tx, proposal: &Proposal, rows: &[CommentRow]) -> Result<Self> {
        let mut texts = HashMap::new();
        for hash in rows.iter().filter_map(|row| row.hash.as_ref()) {
            if texts.contains_key(hash) {
                continue;
            }
            let text = read::text_by_hash(tx, proposal, hash).await?;
            let text = text.ok_or_else(|| Error::internal("a remark on a text that is gone"))?;
            let now = markdown::moved(&text, &proposal.text);
            texts.insert(hash.clone(), Moved { text, now });
        }
        Ok(Self(texts))
    }

    fn shown(&self, row: CommentRow) -> Result<Comment> {
        let about = match (row.line, row.hash) {
            (Some(line), Some(hash)) => self.about(line, hash)?,
            _ => None,
        };
        Ok(Comment {
            id: row.id,
            member: row.member,
            text: row.text,
            at: row.at,
            about,
        })
    }

    fn about(&self, line: i64, hash: String) -> Result<Option<AboutLine>> {
        let Some(moved) = self.0.get(&hash) else {
            return Ok(None);
        };
        let line = usize::try_from(line).map_err(Error::internal)?;
        let now = line.checked_sub(1).and_then(|place| moved.now.get(place));
        Ok(Some(AboutLine {
            quote: markdown::line_of(&moved.text, line)
                .unwrap_or_default()
                .to_owned(),
            now: now.copied().flatten(),
            hash,
            line,
        }))
    }
}

fn number(line: usize) -> i64 {
    i64::try_from(line).unwrap_or(i64::MAX)
}
