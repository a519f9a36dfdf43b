//! Which revision brought each line of a text: told from the texts, kept nowhere.

use super::{read, store_revisions};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::id::StandardId;
use crate::markdown;

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
    let mut texts = Vec::new();
    for (number, bytes) in store_revisions::texts(tx, id, revision).await? {
        texts.push((number, String::from_utf8(bytes).map_err(Error::internal)?));
    }
    let compare = move || {
        let marked = texts.iter().map(|(number, text)| (*number, text.as_str()));
        grouped(&markdown::origins(marked))
    };
    // Many long texts take a while to compare, and nobody else is to wait meanwhile.
    tokio::task::spawn_blocking(compare)
        .await
        .map_err(Error::internal)
}

fn grouped(origins: &[markdown::Origin<'_, i64>]) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    for (at, origin) in origins.iter().enumerate() {
        match passages.last_mut() {
            Some(last) if last.since == origin.since => last.lines.push(origin.line.to_owned()),
            _ => passages.push(Passage {
                first: at + 1,
                lines: vec![origin.line.to_owned()],
                since: origin.since,
            }),
        }
    }
    passages
}
