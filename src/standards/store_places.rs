//! The rows of where the files of standards lie.

use std::collections::HashMap;

use super::place::Spot;
use crate::db::{self, Arg, Args, Sql, Tx, args};
use crate::error::Result;
use crate::id::StandardId;

/// So many places are asked for at once.
const AT_ONCE: usize = 500;

/// A file of a standard at its place.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct Laid {
    /// The folder that was imported; empty: the book's own.
    pub(super) folder: String,
    /// The file below it.
    pub(super) path: String,
    /// The same in plain letters and without a number.
    pub(super) place: String,
    /// The last part of the place.
    pub(super) name: String,
    /// Whose file it is.
    pub(super) standard: StandardId,
}

/// What a file became, and the hash of what was taken of it last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Its standard.
    pub standard: StandardId,
    /// Of the bytes taken last.
    pub hash: String,
}

const PUT: &str = "insert into standard_places (folder, path, place, name, number, standard, hash) \
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (folder, path) do update \
     set place = $3, name = $4, number = $5, standard = $6, hash = $7";

const LEAVE: &str = "delete from standard_places where folder = '' and standard = $1";

/// Writes where a standard's file lies in the book's own folder.
pub(super) async fn put_own(tx: &mut Tx, path: &str, id: StandardId) -> Result<()> {
    tx.put(LEAVE, args![id]).await?;
    put(tx, "", path, id, None).await
}

/// Writes where a standard was brought in from.
pub(super) async fn put_origin(
    tx: &mut Tx,
    folder: &str,
    path: &str,
    origin: &Origin,
) -> Result<()> {
    put(tx, folder, path, origin.standard, Some(&origin.hash)).await
}

async fn put(
    tx: &mut Tx,
    folder: &str,
    path: &str,
    id: StandardId,
    hash: Option<&String>,
) -> Result<()> {
    let spot = Spot::of(path);
    let number = spot.number.map(|id| id.number());
    let hash = hash.cloned();
    let args = args![folder, path, &spot.place, &spot.name, number, id, hash];
    tx.put(PUT, args).await
}

const FORGET: &str = "delete from standard_places where folder = $1 and path = $2";

/// Forgets that a standard came from a file, which has another name now.
pub(super) async fn forget_origin(tx: &mut Tx, folder: &str, path: &str) -> Result<()> {
    tx.put(FORGET, args![folder, path]).await
}

const ORIGINS: &str =
    "select path, standard, hash from standard_places where folder = $1 and hash is not null";

/// What was brought in from this folder, by path below it.
pub(super) async fn origins(tx: &mut Tx, folder: &str) -> Result<HashMap<String, Origin>> {
    let rows: Vec<(String, StandardId, String)> = tx.all(ORIGINS, args![folder]).await?;
    let origin = |(path, standard, hash)| (path, Origin { standard, hash });
    Ok(rows.into_iter().map(origin).collect())
}

const SOURCES: &str =
    "select distinct folder from standard_places where folder <> '' order by folder";

/// The folders that standards were brought in from.
pub(super) async fn sources(tx: &mut Tx) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = tx.all(SOURCES, args![]).await?;
    Ok(rows.into_iter().map(|(folder,)| folder).collect())
}

const PUT_ADDRESS: &str = "insert into standard_sources (folder, address) values ($1, $2) \
     on conflict (folder) do update set address = $2";

/// Writes where a folder is read on the web.
pub(super) async fn put_address(tx: &mut Tx, folder: &str, address: &str) -> Result<()> {
    tx.put(PUT_ADDRESS, args![folder, address]).await
}

const ADDRESS: &str = "select address from standard_sources where folder = $1";

/// Where a folder is read on the web.
pub(super) async fn address(tx: &mut Tx, folder: &str) -> Result<Option<String>> {
    let row: Option<(String,)> = tx.opt(ADDRESS, args![folder]).await?;
    Ok(row.map(|(address,)| address))
}

// Where it came from goes before where it lies now: its links were written there.
const HOMES: &str = "select folder, path from standard_places where standard = $1 \
     order by case when folder = '' then 1 else 0 end, folder, path";

/// The files of a standard: where it came from, then the book's own.
pub(super) async fn homes(tx: &mut Tx, id: StandardId) -> Result<Vec<(String, String)>> {
    tx.all(HOMES, args![id]).await
}

const NUMBERED: &str = "select standard from standard_places where folder = $1 and number = $2 order by standard limit 1";

/// The standard that the file of this number in a folder became.
pub(super) async fn numbered(
    tx: &mut Tx,
    folder: &str,
    number: StandardId,
) -> Result<Option<StandardId>> {
    let row: Option<(StandardId,)> = tx.opt(NUMBERED, args![folder, number.number()]).await?;
    Ok(row.map(|(id,)| id))
}

/// All files at these places, in whichever folder.
pub(super) async fn at_places(tx: &mut Tx, places: &[String]) -> Result<Vec<Laid>> {
    let mut found = Vec::new();
    for some in places.chunks(AT_ONCE) {
        let sql = format!(
            "select folder, path, place, name, standard from standard_places where place in ({}) order by standard, path",
            db::list(1, some.len())
        );
        let args: Args = some.iter().map(Arg::from).collect();
        found.extend(tx.all::<Laid>(Sql::built(sql), args).await?);
    }
    Ok(found)
}

/// The files of these names in a folder, wherever they lie in it.
pub(super) async fn of_names(tx: &mut Tx, folder: &str, names: &[String]) -> Result<Vec<Laid>> {
    let mut found = Vec::new();
    for some in names.chunks(AT_ONCE) {
        let sql = format!(
            "select folder, path, place, name, standard from standard_places where folder = $1 and name in ({}) \
             order by standard, path",
            db::list(2, some.len())
        );
        let mut args: Args = vec![Arg::from(folder)];
        args.extend(some.iter().map(Arg::from));
        found.extend(tx.all::<Laid>(Sql::built(sql), args).await?);
    }
    Ok(found)
}
