//! Which revision brought each line of a text: told from the texts, kept nowhere.

use super::{read, store_revisions};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::id::StandardId;
use crate::markdown::{Origin, Origins};

/// Texts that are held in memory at once: each may have a megabyte, and there may be thousands.
const AT_ONCE: i64 = 8;

/// Lines that stand together and came with the same revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The number of the first, from 1.
    pub first: usize,
    /// The lines without their endings.
    pub lines: Vec<String>,
    /// The revision since which they have stood there without interruption.
    pub since: i64,
}

/// The text of a revision as the passages that the revisions up to it brought.
///
/// # Errors
/// `NotFound` for a revision that there is not.
pub async fn passages(tx: &mut Tx, id: StandardId, revision: i64) -> Result<Vec<Passage>> {
    read::revision(tx, id, revision).await?;
    let mut origins = Origins::begin();
    let mut after = 0;
    loop {
        let texts = store_revisions::texts(tx, id, (after, revision), AT_ONCE).await?;
        let Some((last, _)) = texts.last() else {
            return Ok(grouped(origins.lines()));
        };
        after = *last;
        // Many long texts take a while to compare, and nobody else is to wait meanwhile.
        let compare = move || {
            for (number, bytes) in &texts {
                origins.add(
                    *number,
                    std::str::from_utf8(bytes).map_err(Error::internal)?,
                );
            }
            Ok::<_, Error>(origins)
        };
        origins = tokio::task::spawn_blocking(compare)
            .await
            .map_err(Error::internal)??;
    }
}

fn grouped(origins: Vec<Origin<i64>>) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    for (at, Origin { line, since }) in origins.into_iter().enumerate() {
        match passages.last_mut() {
            Some(last) if last.since == since => last.lines.push(line),
            _ => passages.push(Passage {
                first: at + 1,
                lines: vec![line],
                since,
            }),
        }
    }
    passages
}
