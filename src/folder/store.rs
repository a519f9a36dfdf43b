//! The rows of what was brought in from elsewhere.

use std::collections::HashMap;

use crate::db::{Tx, args};
use crate::error::Result;
use crate::id::StandardId;

/// What a file became, and the hash of what was taken of it last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Origin {
    /// Its standard.
    pub(super) standard: StandardId,
    /// Of the bytes taken last.
    pub(super) hash: String,
}

/// What was brought in from this folder, by path below it.
pub(super) async fn origins(tx: &mut Tx, folder: &str) -> Result<HashMap<String, Origin>> {
    const SQL: &str = "select path, standard, hash from standard_origins where folder = $1";
    let rows: Vec<(String, StandardId, String)> = tx.all(SQL, args![folder]).await?;
    Ok(rows
        .into_iter()
        .map(|(path, standard, hash)| (path, Origin { standard, hash }))
        .collect())
}

/// Notes where a standard came from.
pub(super) async fn put_origin(
    tx: &mut Tx,
    folder: &str,
    path: &str,
    origin: &Origin,
) -> Result<()> {
    const SQL: &str =
        "insert into standard_origins (folder, path, standard, hash) values ($1, $2, $3, $4)
        on conflict (folder, path) do update set standard = $3, hash = $4";
    tx.put(SQL, args![folder, path, origin.standard, &origin.hash])
        .await?;
    Ok(())
}
