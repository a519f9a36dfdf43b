//! The rows of where images lie.

use crate::db::{self, Arg, Sql, Tx, args};
use crate::error::Result;
use crate::id::AttachmentName;

/// So many places are asked for at once.
const AT_ONCE: usize = 500;

/// An image at its place.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Laid {
    /// The folder that was imported; empty: the book's own.
    pub folder: String,
    /// The path below it.
    pub path: String,
    /// The same in plain letters.
    pub place: String,
    /// What lies there.
    pub name: AttachmentName,
}

pub(super) async fn put(
    tx: &mut Tx,
    folder: &str,
    path: &str,
    place: &str,
    name: &AttachmentName,
) -> Result<()> {
    const SQL: &str =
        "insert into attachment_places (folder, path, place, name) values ($1, $2, $3, $4)
        on conflict (folder, path) do update set place = $3, name = $4";
    tx.put(SQL, args![folder, path, place, name]).await
}

pub(super) async fn at(tx: &mut Tx, folder: &str, path: &str) -> Result<Option<AttachmentName>> {
    const SQL: &str = "select name from attachment_places where folder = $1 and path = $2";
    let row: Option<(AttachmentName,)> = tx.opt(SQL, args![folder, path]).await?;
    Ok(row.map(|(name,)| name))
}

pub(super) async fn at_places(tx: &mut Tx, places: &[String]) -> Result<Vec<Laid>> {
    let mut found = Vec::new();
    for some in places.chunks(AT_ONCE) {
        let sql = format!(
            "select folder, path, place, name from attachment_places where place in ({}) order by folder, path",
            db::list(1, some.len())
        );
        let args = some.iter().map(|place| Arg::from(place.as_str())).collect();
        found.extend(tx.all::<Laid>(Sql::built(sql), args).await?);
    }
    Ok(found)
}
