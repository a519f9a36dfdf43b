//! The rows of the texts that proposals have had: what somebody read and agreed to stays readable.

use super::proposal::{Proposal, Text};
use crate::clock::Timestamp;
use crate::db::{Tx, args};
use crate::error::{Error, Result};
use crate::id::{MemberId, ProposalId, StandardId};

const INSERT: &str = "insert into proposal_texts (proposal, version, text, hash, author, at) \
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing";

/// Keeps the present text among the earlier ones.
pub(super) async fn keep(tx: &mut Tx, proposal: &Proposal) -> Result<()> {
    let Proposal {
        id,
        version,
        text,
        hash,
        author,
        changed_at,
        ..
    } = proposal;
    tx.put(
        INSERT,
        args![
            id,
            *version,
            text.as_bytes(),
            hash,
            author.clone(),
            *changed_at
        ],
    )
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct TextRow {
    version: i64,
    text: Vec<u8>,
    hash: String,
    author: Option<MemberId>,
    at: Timestamp,
}

const EARLIER: &str = "select version, text, hash, author, at from proposal_texts where proposal = $1 order by version";

/// The texts before the present one, oldest first.
pub(super) async fn earlier(tx: &mut Tx, id: &ProposalId) -> Result<Vec<Text>> {
    let rows = tx.all::<TextRow>(EARLIER, args![id]).await?;
    let read = |row: TextRow| {
        Ok(Text {
            version: row.version,
            text: String::from_utf8(row.text).map_err(Error::internal)?,
            hash: row.hash,
            author: row.author,
            at: row.at,
        })
    };
    rows.into_iter().map(read).collect()
}

const BY_HASH: &str = "select text from proposal_texts where proposal = $1 and hash = $2 order by version desc limit 1";

/// An earlier text by its hash.
pub(super) async fn by_hash(tx: &mut Tx, id: &ProposalId, hash: &str) -> Result<Option<String>> {
    let row = tx.opt::<(Vec<u8>,)>(BY_HASH, args![id, hash]).await?;
    row.map(|row| String::from_utf8(row.0).map_err(Error::internal))
        .transpose()
}

const PROPOSED: &str = "select hash from proposals where standard = $1 \
     union select proposal_texts.hash from proposal_texts \
     join proposals on proposals.id = proposal_texts.proposal where proposals.standard = $1";

/// The hashes of all texts that were ever proposed for a standard.
pub(super) async fn proposed(tx: &mut Tx, standard: StandardId) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = tx.all(PROPOSED, args![standard]).await?;
    Ok(rows.into_iter().map(|(hash,)| hash).collect())
}
