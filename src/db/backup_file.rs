//! The file of a backup: one of SQLite, whatever the engine that it was taken from, with a table that says what is in it
//! and by which sums that is proved.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection};

use crate::error::{Error, Message, Result};

use super::copy::{self, Passed};
use super::failure::failure;
use super::migrate;

/// The table that makes a file of SQLite a backup.
pub(super) const TABLE: &str = "cahier_backup";
/// How the file is laid out; another one is another program's.
const FORMAT: i64 = 1;

/// What a backup says of itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Says {
    pub(super) format: i64,
    /// The program's version.
    pub(super) program: String,
    /// The newest change to the tables that it knows.
    pub(super) schema: i64,
    /// When it was taken, in microseconds since 1970.
    pub(super) taken_at: i64,
    /// The number of the newest change of the feed in it.
    pub(super) seq: i64,
    pub(super) tables: BTreeMap<String, Held>,
}

/// How much of a table it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Held {
    pub(super) rows: i64,
    pub(super) sum: String,
}

impl From<Passed> for Held {
    fn from(passed: Passed) -> Self {
        Self {
            rows: passed.rows,
            sum: passed.sum(),
        }
    }
}

impl Says {
    pub(super) fn new(
        schema: i64,
        taken_at: i64,
        seq: i64,
        tables: BTreeMap<String, Held>,
    ) -> Self {
        Self {
            format: FORMAT,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            schema,
            taken_at,
            seq,
            tables,
        }
    }

    /// Writes it into the file, with its own sum.
    pub(super) async fn write(&self, file: &mut SqliteConnection) -> Result<()> {
        // The number is "Cahi", which then stands at byte 68 of the file.
        const MAKE: &str = "pragma application_id = 1130457193;
            create table cahier_backup (says text primary key, sum text not null)";
        const SAY: &str = "insert into cahier_backup (says, sum) values ($1, $2)";
        let says = serde_json::to_string(self)?;
        let sum = sum_of(&says);
        sqlx::raw_sql(MAKE)
            .execute(&mut *file)
            .await
            .map_err(failure)?;
        let said = sqlx::query(SAY).bind(says).bind(sum).execute(file).await;
        said.map(drop).map_err(failure)
    }

    /// Reads it, and every row of the file by its sum.
    ///
    /// # Errors
    /// `Invalid` when it is no backup, is damaged, or comes from a newer program.
    pub(super) async fn read(path: &Path) -> Result<Self> {
        let shown = path.display().to_string();
        let refused = |key| {
            let message = Message::new(key).with("path", shown.as_str());
            Error::invalid("file", message)
        };
        if !is_backup(path) {
            return Err(refused("backup-is-none"));
        }
        let Ok(mut file) = open_to_read(path).await else {
            return Err(refused("backup-damaged"));
        };
        let read = Self::of_file(&mut file, &refused).await;
        // It was only read.
        file.close().await.ok();
        read
    }

    async fn of_file(
        file: &mut SqliteConnection,
        refused: &impl Fn(&'static str) -> Error,
    ) -> Result<Self> {
        const SAID: &str = "select says, sum from cahier_backup";
        let said: Result<(String, String), _> = sqlx::query_as(SAID).fetch_one(&mut *file).await;
        let Ok((says, sum)) = said else {
            return Err(refused("backup-damaged"));
        };
        if sum != sum_of(&says) {
            return Err(refused("backup-damaged"));
        }
        let Ok(says) = serde_json::from_str::<Self>(&says) else {
            return Err(refused("backup-newer"));
        };
        if says.format != FORMAT || says.schema > migrate::newest() {
            return Err(refused("backup-newer"));
        }
        // What cannot be read at all is damaged like what reads otherwise than it was written.
        match held(file).await {
            Ok(held) if held == says.tables => Ok(says),
            _ => Err(refused("backup-damaged")),
        }
    }
}

/// Whether a file begins as a backup does, whole or damaged. One may give way to a newer one of its name.
pub(super) fn is_backup(path: &Path) -> bool {
    let mut begins = [0; 72];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut begins));
    read.is_ok() && begins.starts_with(b"SQLite format 3\0") && begins.ends_with(b"Cahi")
}

/// Opens a file to fill it. Nobody reads it before it has its name, so nothing is kept for going back.
pub(super) async fn open_to_fill(path: &Path) -> Result<SqliteConnection> {
    open(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Memory)
        .synchronous(SqliteSynchronous::Off)
        .connect()
        .await
        .map_err(failure)
}

async fn open_to_read(path: &Path) -> Result<SqliteConnection> {
    open(path).read_only(true).connect().await.map_err(failure)
}

fn open(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .foreign_keys(false)
        .disable_statement_logging()
}

async fn held(file: &mut SqliteConnection) -> Result<BTreeMap<String, Held>> {
    let mut held = BTreeMap::new();
    for table in copy::tables(file, TABLE).await? {
        let passed = copy::sum_of(file, &table).await?;
        held.insert(table.name, passed.into());
    }
    Ok(held)
}

fn sum_of(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
