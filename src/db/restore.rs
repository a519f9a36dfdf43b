//! A backup put back into an empty database of either engine, as a whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection};

use crate::error::{Error, Message, Result};

use super::backup::{Backup, make_private};
use super::backup_file::{self, TABLE};
use super::copy::{self, Passed, Table};
use super::failure::failure;
use super::open::Pool;
use super::{Actor, Channel, Db, Sql, Tx, migrate};

impl Db {
    /// Whether nobody has done anything in this database yet.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn is_untouched(&self) -> Result<bool> {
        is_untouched(&mut self.read().await?).await
    }

    /// Puts a backup into this database, which must be untouched. It is proved before, and is brought up to date when it
    /// comes from an older version; `room` is a folder where a copy of it finds room meanwhile. `progress` hears how many
    /// tables are done, of how many.
    ///
    /// # Errors
    /// `Invalid` when the file is no backup, damaged or newer than the program; `Conflict` where there is data. Nothing
    /// was changed then, nor after any other error.
    pub async fn restore(
        &self,
        path: &Path,
        room: &Path,
        progress: impl Fn(usize, usize),
    ) -> Result<Backup> {
        let backup = Backup::read(path).await?;
        let restored = self.restore_by(path, &place_of_copy(room), progress).await;
        tidy(room);
        restored.map(|()| backup)
    }

    async fn restore_by(
        &self,
        path: &Path,
        copy: &Path,
        progress: impl Fn(usize, usize),
    ) -> Result<()> {
        make_private(copy)?;
        // Not `fs::copy`, which would make it as open, or as closed, as the backup is.
        io::copy(
            &mut File::open(path)?,
            &mut OpenOptions::new().write(true).open(copy)?,
        )?;
        let mut file = backup_file::open_to_fill(copy).await?;
        migrate::run_on(&mut file).await?;
        let tables = our_tables().await?;
        let mut tx = self.write(Actor::nobody(Channel::Terminal)).await?;
        if !is_untouched(&mut tx).await? {
            return Err(Error::conflict(Message::new("restore-over-data")));
        }
        let bound = self.look_away(&mut tx).await?;
        for table in &tables {
            tx.run(Sql::built(table.empty()), vec![]).await?;
        }
        for (done, table) in tables.iter().enumerate() {
            progress(done, tables.len());
            into_instance(&mut file, table, &mut tx).await?;
        }
        look_again(&mut tx, bound).await?;
        tx.commit().await?;
        progress(tables.len(), tables.len());
        file.close().await.map_err(failure)
    }

    /// Puts off the look at references until all rows are there: some tables name each other, and themselves. What must be
    /// undone afterwards.
    async fn look_away(&self, tx: &mut Tx) -> Result<Vec<(String, String)>> {
        const REFERENCES: &str = "select quote_ident(t.relname), quote_ident(c.conname)
            from pg_constraint c join pg_class t on t.oid = c.conrelid
            where c.contype = 'f' and t.relnamespace = current_schema()::regnamespace order by 1, 2";
        if let Pool::Sqlite(_) = &*self.pool {
            tx.exec("pragma defer_foreign_keys = on", vec![]).await?;
            return Ok(Vec::new());
        }
        let bound: Vec<(String, String)> = tx.all(REFERENCES, vec![]).await?;
        for (table, name) in &bound {
            let text = format!(
                "alter table {table} alter constraint {name} deferrable initially deferred"
            );
            tx.run(Sql::built(text), vec![]).await?;
        }
        Ok(bound)
    }
}

/// Removes the copy that a restore has left that was cut off. In nobody's way when it cannot be removed.
pub fn tidy(room: &Path) {
    fs::remove_file(place_of_copy(room)).ok();
}

fn place_of_copy(room: &Path) -> PathBuf {
    room.join(".restore.unfinished")
}

async fn look_again(tx: &mut Tx, bound: Vec<(String, String)>) -> Result<()> {
    if bound.is_empty() {
        return Ok(());
    }
    tx.exec("set constraints all immediate", vec![]).await?;
    for (table, name) in bound {
        let text = format!("alter table {table} alter constraint {name} not deferrable");
        tx.run(Sql::built(text), vec![]).await?;
    }
    Ok(())
}

async fn is_untouched(tx: &mut Tx) -> Result<bool> {
    const SIGNS: &str = "select (select seq from change_head where id = 1)
        + (select count(*) from members) + (select count(*) from teams) + (select count(*) from standards)
        + (select count(*) from problems)";
    let (signs,): (i64,) = tx.one(SIGNS, vec![]).await?;
    Ok(signs == 0)
}

/// The tables as this program makes them: what a file calls its tables never becomes part of a statement here.
async fn our_tables() -> Result<Vec<Table>> {
    let memory = SqliteConnectOptions::new().in_memory(true);
    let mut memory = memory
        .disable_statement_logging()
        .connect()
        .await
        .map_err(failure)?;
    migrate::run_on(&mut memory).await?;
    copy::tables(&mut memory, TABLE).await
}

/// Copies a table into the instance.
async fn into_instance(file: &mut SqliteConnection, table: &Table, tx: &mut Tx) -> Result<()> {
    let mut last = None;
    loop {
        let rows = copy::from_file(file, table.read(last.as_deref())).await?;
        let rows = table.values(&rows, &mut Passed::default())?;
        let count = rows.len();
        last = rows.last().cloned();
        if count > 0 {
            let values = rows.into_iter().flatten().collect();
            tx.run(Sql::built(table.write(count)), values).await?;
        }
        if table.is_over(count) {
            return Ok(());
        }
    }
}
