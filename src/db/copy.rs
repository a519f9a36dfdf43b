//! Rows on their way from one engine to the other: every column of every table, in portions, with a sum of what passed.

use sha2::{Digest, Sha256};
use sqlx::sqlite::SqliteConnection;
use sqlx::{AssertSqlSafe, ColumnIndex, Decode, Type};

use crate::error::{Error, Result};

use super::args::{Arg, Args};
use super::failure::failure;
use super::tx::{Rows, for_sqlite};

/// Rows read and written at once.
const PORTION: usize = 200;
/// The same where a column holds bytes, which may be large.
const PORTION_OF_BYTES: usize = 16;

/// What is of no use a quarter of an hour later: tries at the sign-in. Its rows have no key.
const PASSING: &str = "sign_in_failures";

/// What a column holds; the migrations know no more kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Int,
    Bool,
    Bytes,
}

/// A table with its columns, the key's first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) name: String,
    columns: Vec<(String, Kind)>,
    /// So many of the columns are the key.
    keys: usize,
}

/// How many rows of a table passed, and the sum of their digests, which is the same in whatever order they came: the two
/// engines sort texts otherwise.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Passed {
    pub(super) rows: i64,
    sum: [u64; 4],
}

impl Passed {
    /// The sum in hexadecimal.
    pub(super) fn sum(&self) -> String {
        self.sum.map(|part| format!("{part:016x}")).concat()
    }

    fn count(&mut self, row: &[Arg]) {
        let digest = digest(row);
        self.rows += 1;
        for (sum, part) in self.sum.iter_mut().zip(digest.chunks_exact(8)) {
            let part = part.try_into().map_or(0, u64::from_le_bytes);
            *sum = sum.wrapping_add(part);
        }
    }
}

/// The tables of a file of SQLite in the order of their names, without the engine's own, what passes, and one that is named.
///
/// # Errors
/// `Internal` for a table without a key or a column of an unknown kind: a migration went beyond what a backup understands.
pub(super) async fn tables(file: &mut SqliteConnection, without: &str) -> Result<Vec<Table>> {
    const COLUMNS: &str = "select m.name, c.name, lower(c.type), c.pk
        from sqlite_schema m, pragma_table_info(m.name) c
        where m.type = 'table' and m.name not like 'sqlite\\_%' escape '\\' and m.name not like '\\_sqlx\\_%' escape '\\'
        order by m.name, c.pk = 0, c.pk, c.cid";
    let rows: Vec<(String, String, String, i64)> = sqlx::query_as(COLUMNS)
        .fetch_all(&mut *file)
        .await
        .map_err(failure)?;
    let mut tables: Vec<Table> = Vec::new();
    for (table, column, declared, key) in rows {
        if table == without || table == PASSING {
            continue;
        }
        let kind = match declared.as_str() {
            "text" => Kind::Text,
            "bigint" => Kind::Int,
            "boolean" => Kind::Bool,
            "bytea" => Kind::Bytes,
            other => {
                return Err(Error::internal(format!("{table}.{column} is a {other}")));
            }
        };
        if tables.last().is_none_or(|last| last.name != table) {
            tables.push(Table {
                name: table,
                columns: Vec::new(),
                keys: 0,
            });
        }
        if let Some(last) = tables.last_mut() {
            last.keys += usize::from(key > 0);
            last.columns.push((column, kind));
        }
    }
    match tables.iter().find(|table| table.keys == 0) {
        Some(table) => Err(Error::internal(format!("{} has no key", table.name))),
        None => Ok(tables),
    }
}

impl Table {
    /// The statement that reads the next portion, and its arguments; `after` is the last row of the one before.
    pub(super) fn read(&self, after: Option<&[Arg]>) -> (String, Args) {
        let keys = self.names(self.keys);
        let beyond = match after {
            None => String::new(),
            Some(_) => format!("where ({keys}) > ({}) ", super::args::list(1, self.keys)),
        };
        let text = format!(
            "select {} from {} {beyond}order by {keys} limit {}",
            self.names(self.columns.len()),
            self.name,
            self.portion()
        );
        let args = after.map_or_else(Vec::new, |row| {
            row.iter().take(self.keys).cloned().collect()
        });
        (text, args)
    }

    /// Whether so many rows are the last.
    pub(super) fn is_over(&self, rows: usize) -> bool {
        rows < self.portion()
    }

    /// The statement that writes so many rows.
    pub(super) fn write(&self, rows: usize) -> String {
        let width = self.columns.len();
        let values: Vec<String> = (0..rows)
            .map(|row| format!("({})", super::args::list(row * width + 1, width)))
            .collect();
        format!(
            "insert into {} ({}) values {}",
            self.name,
            self.names(width),
            values.join(", ")
        )
    }

    /// The statement that empties it.
    pub(super) fn empty(&self) -> String {
        format!("delete from {}", self.name)
    }

    /// What an engine gave, column by column.
    pub(super) fn values(&self, rows: &Rows, passed: &mut Passed) -> Result<Vec<Args>> {
        let read: Result<Vec<Args>, sqlx::Error> = match rows {
            Rows::Sqlite(rows) => rows.iter().map(|row| self.of_row(row)).collect(),
            Rows::Postgres(rows) => rows.iter().map(|row| self.of_row(row)).collect(),
        };
        let read = read.map_err(failure)?;
        read.iter().for_each(|row| passed.count(row));
        Ok(read)
    }

    fn of_row<'r, R>(&self, row: &'r R) -> Result<Args, sqlx::Error>
    where
        R: sqlx::Row,
        usize: ColumnIndex<R>,
        Option<String>: Decode<'r, R::Database> + Type<R::Database>,
        Option<i64>: Decode<'r, R::Database> + Type<R::Database>,
        Option<bool>: Decode<'r, R::Database> + Type<R::Database>,
        Option<Vec<u8>>: Decode<'r, R::Database> + Type<R::Database>,
    {
        let columns = self.columns.iter().enumerate();
        columns
            .map(|(at, (_, kind))| {
                Ok(match kind {
                    Kind::Text => Arg::Text(row.try_get(at)?),
                    Kind::Int => Arg::Int(row.try_get(at)?),
                    Kind::Bool => Arg::Bool(row.try_get(at)?),
                    Kind::Bytes => Arg::Bytes(row.try_get(at)?),
                })
            })
            .collect()
    }

    fn portion(&self) -> usize {
        let holds_bytes = self.columns.iter().any(|(_, kind)| *kind == Kind::Bytes);
        if holds_bytes {
            PORTION_OF_BYTES
        } else {
            PORTION
        }
    }

    /// The names of the first columns. In quotation marks: some are words of SQL.
    fn names(&self, count: usize) -> String {
        let names: Vec<String> = self
            .columns
            .iter()
            .take(count)
            .map(|(name, _)| format!("\"{name}\""))
            .collect();
        names.join(", ")
    }
}

/// Reads a portion out of a file of SQLite.
pub(super) async fn from_file(
    file: &mut SqliteConnection,
    (text, args): (String, Args),
) -> Result<Rows> {
    let given = for_sqlite(args).map_err(failure)?;
    let rows = sqlx::query_with(AssertSqlSafe(text), given)
        .fetch_all(file)
        .await;
    rows.map(Rows::Sqlite).map_err(failure)
}

/// Writes rows into a file of SQLite.
pub(super) async fn into_file(file: &mut SqliteConnection, text: String, args: Args) -> Result<()> {
    let given = for_sqlite(args).map_err(failure)?;
    let done = sqlx::query_with(AssertSqlSafe(text), given)
        .execute(file)
        .await;
    done.map(drop).map_err(failure)
}

/// What a file of SQLite holds of a table, by its sum.
pub(super) async fn sum_of(file: &mut SqliteConnection, table: &Table) -> Result<Passed> {
    let mut passed = Passed::default();
    let mut last: Option<Args> = None;
    loop {
        let rows = from_file(file, table.read(last.as_deref())).await?;
        let mut rows = table.values(&rows, &mut passed)?;
        if table.is_over(rows.len()) {
            return Ok(passed);
        }
        last = rows.pop();
    }
}

/// SHA-256 over the values of a row, each with its kind and its length.
fn digest(row: &[Arg]) -> [u8; 32] {
    let mut hash = Sha256::new();
    let mut long = |kind: u8, bytes: Option<&[u8]>| match bytes {
        Some(bytes) => {
            hash.update([kind]);
            hash.update((bytes.len() as u64).to_le_bytes());
            hash.update(bytes);
        }
        None => hash.update([0]),
    };
    for value in row {
        match value {
            Arg::Text(text) => long(1, text.as_deref().map(str::as_bytes)),
            Arg::Int(number) => long(2, number.map(i64::to_le_bytes).as_ref().map(|b| &b[..])),
            Arg::Bool(yes) => long(3, yes.map(|yes| [u8::from(yes)]).as_ref().map(|b| &b[..])),
            Arg::Bytes(bytes) => long(4, bytes.as_deref()),
        }
    }
    hash.finalize().into()
}
