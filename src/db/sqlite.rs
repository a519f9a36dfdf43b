//! The embedded engine: one writing connection and a few that only read.

use std::ops::DerefMut;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::error::{Error, Message, Result};

use super::ahead::{self, Answer, Ask, Step};
use super::background::in_background;
use super::failure::failure;
use super::sqlite_writer::{Pen, Writer};

/// Readers at once; more than the cores gain nothing, since each is a thread that waits for the disk's cache only.
const READERS: usize = 8;
/// How long a request waits for its turn before it is told that the database is busy.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

/// An open file of SQLite.
#[derive(Debug)]
pub(super) struct Sqlite {
    options: SqliteConnectOptions,
    writer: Pen,
    idle: Arc<Mutex<Vec<SqliteConnection>>>,
    turns: Arc<Semaphore>,
}

impl Sqlite {
    /// Opens the file, made when absent.
    pub(super) async fn open(path: &Path) -> Result<Self> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // With NORMAL a loss of power takes acknowledged commits along.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            // The terminal writes beside the server.
            .busy_timeout(Duration::from_secs(5))
            .statement_cache_capacity(256)
            // A thread that waits until its rows are fetched costs more than the rows.
            .row_buffer_size(1024)
            .disable_statement_logging();
        let writer = options.connect().await.map_err(failure)?;
        Ok(Self {
            options: options.create_if_missing(false).read_only(true),
            writer: Pen::new(writer),
            idle: Arc::default(),
            turns: Arc::new(Semaphore::new(READERS)),
        })
    }

    /// A connection that reads.
    pub(super) async fn reader(&self) -> Result<Reader> {
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(&self.turns).acquire_owned())
            .await
            .map_err(|_| busy())?
            .map_err(Error::internal)?;
        let idle = lock(&self.idle).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => self.options.connect().await.map_err(failure)?,
        };
        Ok(Reader {
            connection: Some(connection),
            home: Arc::clone(&self.idle),
            in_transaction: false,
            turn: Some(turn),
        })
    }

    /// The connection that writes, with its transaction begun; the next one waits until this one is over.
    pub(super) async fn writer(&self) -> Result<Writer> {
        self.writer.take().await
    }

    /// The writing connection outside any write, for what brings its own transactions.
    pub(super) async fn outside_of_writes(&self) -> impl DerefMut<Target = SqliteConnection> {
        self.writer.connection().await
    }

    /// Where the file is.
    pub(super) fn path(&self) -> &Path {
        self.options.get_filename()
    }

    /// Ends all connections, so that the file and its log are at rest.
    pub(super) async fn close(&self) {
        let idle = std::mem::take(&mut *lock(&self.idle));
        for connection in idle {
            // Nothing is lost when a reader cannot be closed cleanly.
            connection.close().await.ok();
        }
        let mut connection = self.writer.connection().await;
        sqlx::raw_sql("pragma wal_checkpoint(truncate)")
            .execute(&mut *connection)
            .await
            .ok();
    }
}

/// A reading connection, given back when dropped.
#[derive(Debug)]
pub(super) struct Reader {
    connection: Option<SqliteConnection>,
    home: Arc<Mutex<Vec<SqliteConnection>>>,
    in_transaction: bool,
    /// Given back when the connection is at home again.
    turn: Option<OwnedSemaphorePermit>,
}

impl Reader {
    pub(super) fn connection(&mut self) -> &mut SqliteConnection {
        self.connection
            .as_mut()
            .expect("a reader has its connection until it is dropped")
    }

    /// From here on every statement sees the same instant.
    pub(super) async fn begin_snapshot(&mut self) -> Result<()> {
        // Until it has begun, too: whoever asked may go away in the middle of it.
        self.in_transaction = true;
        sqlx::raw_sql("begin")
            .execute(self.connection())
            .await
            .map_err(failure)?;
        Ok(())
    }

    /// Runs statements in one visit, all of which see the same instant.
    pub(super) async fn visit(&mut self, asks: &[Ask]) -> Result<Vec<Answer>> {
        if self.in_transaction {
            let answers = ahead::visit(self.connection(), asks).await;
            return answers.map_err(failure);
        }
        // Until it has ended well: whoever asked may go away in the middle of it.
        self.in_transaction = true;
        let between = asks.iter().map(Step::Ask).chain([Step::Own("commit")]);
        let steps = [Step::Own("begin")].into_iter().chain(between);
        let (mut answers, ended) = ahead::walk(self.connection(), steps).await;
        ended.map_err(failure)?;
        self.in_transaction = false;
        answers.pop();
        answers.remove(0);
        Ok(answers)
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let Some(mut connection) = self.connection.take() else {
            return;
        };
        let home = Arc::clone(&self.home);
        if !self.in_transaction {
            lock(&home).push(connection);
            return;
        }
        // An open transaction is not handed on. A connection that cannot end it closes, which ends it too.
        let turn = self.turn.take();
        in_background(async move {
            if sqlx::raw_sql("rollback")
                .execute(&mut connection)
                .await
                .is_ok()
            {
                lock(&home).push(connection);
            }
            drop(turn);
        });
    }
}

pub(super) fn busy() -> Error {
    Error::Unavailable(Message::new("error-database-busy"))
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
