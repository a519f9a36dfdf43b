//! The database of an instance, opened once.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sqlx::PgPool;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::clock::{Clock, Timestamp};
use crate::error::{Error, Result};

use super::sqlite::Sqlite;
use super::sqlite_sheet::Done;
use super::tx::{Line, Tx};
use super::written::{Tables, Written};
use super::{Actor, Channel, migrate, postgres};

/// How often the feed's head is looked at without a sign: the terminal beside a server commits without one.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// Which engine, and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Engine {
    /// The embedded one, a file.
    Sqlite(PathBuf),
    /// The one for many nodes, a `postgres://` address that may hold a password.
    Postgres(String),
}

#[derive(Debug)]
pub(super) enum Pool {
    Sqlite(Box<Sqlite>),
    Postgres(PgPool),
}

/// The database: cheap to clone, shared by everything.
#[derive(Debug, Clone)]
pub struct Db {
    pub(super) pool: Arc<Pool>,
    clock: Clock,
    /// The number of the newest change that this process knows of; followers wait on it.
    head: Arc<watch::Sender<i64>>,
    written: Arc<Written>,
    /// Where a copy is of what the tables were before they were brought up to date.
    copied: Option<PathBuf>,
}

impl Db {
    /// Opens the database and brings its tables up to date, the embedded engine's after a copy of what is there.
    ///
    /// # Errors
    /// The file or server cannot be reached, the tables are of a newer version of this program, or there is no room for the copy.
    pub async fn open(engine: &Engine, clock: Clock) -> Result<Self> {
        let pool = match engine {
            Engine::Sqlite(path) => Pool::Sqlite(Box::new(Sqlite::open(path).await?)),
            Engine::Postgres(url) => Pool::Postgres(postgres::open(url).await?),
        };
        let db = Self {
            pool: Arc::new(pool),
            clock,
            head: Arc::new(watch::Sender::new(0)),
            written: Arc::default(),
            copied: None,
        };
        let copied = migrate::run(&db).await?;
        db.look_at_head().await?;
        Ok(Self { copied, ..db })
    }

    /// A connection for reading: each statement sees the newest commit.
    pub async fn read(&self) -> Result<Tx> {
        let line = match &*self.pool {
            Pool::Sqlite(sqlite) => Line::SqliteRead(sqlite.reader().await?),
            Pool::Postgres(pool) => {
                Line::PostgresRead(pool.acquire().await.map_err(super::failure::failure)?)
            }
        };
        Ok(self.tx(line, Actor::nobody(Channel::Web), self.clock.now()))
    }

    /// A reading transaction: every statement sees the same instant. For what must agree with itself, such as a rebuild.
    pub async fn snapshot(&self) -> Result<Tx> {
        let line = match &*self.pool {
            Pool::Sqlite(sqlite) => {
                let mut reader = sqlite.reader().await?;
                reader.begin_snapshot().await?;
                Line::SqliteRead(reader)
            }
            Pool::Postgres(pool) => Line::PostgresWrite(postgres::snapshot(pool).await?),
        };
        Ok(self.tx(line, Actor::nobody(Channel::Web), self.clock.now()))
    }

    /// The write transaction: the only one while it lasts, on all nodes.
    ///
    /// # Errors
    /// `Unavailable` when its turn does not come within ten seconds or the disk is full.
    pub async fn write(&self, actor: Actor) -> Result<Tx> {
        let line = match &*self.pool {
            Pool::Sqlite(sqlite) => Line::SqliteWrite(sqlite.writer().await?),
            Pool::Postgres(pool) => Line::PostgresWrite(postgres::write(pool).await?),
        };
        // The time is taken once it is this one's turn, so that the feed's times follow its numbers.
        Ok(self.tx(line, actor, self.clock.now()))
    }

    /// A write that happened at another time than now: an import, or the example team's past.
    pub async fn write_at(&self, actor: Actor, at: Timestamp) -> Result<Tx> {
        let mut tx = self.write(actor).await?;
        tx.set_now(at);
        Ok(tx)
    }

    /// Follows the number of the newest change.
    pub fn head(&self) -> watch::Receiver<i64> {
        self.head.subscribe()
    }

    /// The number of the newest change that this process knows of.
    pub fn known_head(&self) -> i64 {
        *self.head.borrow()
    }

    /// A number that grows whenever one of these tables is written to by this process, and whenever the terminal beside it
    /// wrote anything that the feed tells. None where other nodes write: nothing can be kept in memory of what the feed
    /// does not tell.
    pub fn written_to(&self, tables: &[&str]) -> Option<i64> {
        match &*self.pool {
            Pool::Sqlite(_) => Some(self.written.times(tables)),
            Pool::Postgres(_) => None,
        }
    }

    /// A number that grows whenever this process writes to any table beside these, and on the embedded engine whenever the
    /// terminal wrote anything that the feed tells. What other nodes write is told by the feed alone.
    pub fn written_beside(&self, tables: &[&[&str]]) -> i64 {
        self.written.times_beside(tables)
    }

    /// Asks the database for the number of the newest change, since the terminal and other nodes commit too.
    pub async fn look_at_head(&self) -> Result<i64> {
        const HEAD: &str = "select seq from change_head where id = 1";
        let (seq,): (i64,) = self.read().await?.one(HEAD, vec![]).await?;
        if seq > self.known_head() && matches!(&*self.pool, Pool::Sqlite(_)) {
            // Somebody else's, or our own that is not announced yet, which does no harm.
            self.written.count_any();
        }
        self.announce(seq);
        Ok(seq)
    }

    /// Takes note of what others than this process commit, until told to stop: nodes say so, the terminal beside a server does not, and
    /// either may be missed, so that it is looked every second anyway.
    pub async fn listen(&self, stop: CancellationToken) {
        let (wake, mut woken) = tokio::sync::mpsc::channel(1);
        let hear = async {
            if let Pool::Postgres(pool) = &*self.pool {
                // Full means that a wake-up is on its way already.
                postgres::listen(pool, &stop, || {
                    wake.try_send(()).ok();
                })
                .await;
            }
            stop.cancelled().await;
        };
        let look = async {
            loop {
                if let Err(error) = self.look_at_head().await {
                    tracing::warn!(error = %error, "could not read the feed's head");
                }
                tokio::select! {
                    () = stop.cancelled() => return,
                    _ = woken.recv() => {}
                    () = tokio::time::sleep(LOOK_AGAIN) => {}
                }
            }
        };
        tokio::join!(hear, look);
    }

    /// Whether the database answers, for `/readyz`.
    pub async fn ping(&self) -> Result<()> {
        match &*self.pool {
            Pool::Sqlite(_) => self.look_at_head().await.map(drop),
            Pool::Postgres(pool) => postgres::ping(pool).await,
        }
    }

    /// Ends all connections.
    pub async fn close(&self) {
        match &*self.pool {
            Pool::Sqlite(sqlite) => sqlite.close().await,
            Pool::Postgres(pool) => pool.close().await,
        }
    }

    /// Where a copy is of what was there before the tables were changed, when they were changed as this was opened.
    pub fn copied(&self) -> Option<&Path> {
        self.copied.as_deref()
    }

    /// The clock that stamps what is written.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Takes note of a write of this process that is committed.
    pub(super) fn committed(&self, tables: Tables, done: Done) {
        if done.others_wrote {
            self.written.count_any();
        }
        self.wrote(tables, done.head);
    }

    /// The same where nobody can tell whether others wrote meanwhile.
    pub(super) fn wrote(&self, tables: Tables, head: Option<i64>) {
        self.written.count(tables.into_names());
        if let Some(seq) = head {
            self.announce(seq);
        }
    }

    fn announce(&self, seq: i64) {
        self.head.send_if_modified(|head| {
            let newer = seq > *head;
            if newer {
                *head = seq;
            }
            newer
        });
    }

    fn tx(&self, line: Line, actor: Actor, now: Timestamp) -> Tx {
        Tx::new(self.clone(), line, actor, now)
    }
}

impl Engine {
    /// Reads a database address: `sqlite:PATH` or `postgres://…`.
    ///
    /// # Errors
    /// `Invalid` for anything else.
    pub fn from_url(url: &str) -> Result<Self> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            if !path.is_empty() {
                return Ok(Self::Sqlite(path.into()));
            }
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Self::Postgres(url.to_owned()));
        }
        Err(Error::invalid(
            "database_url",
            crate::error::Message::new("config-bad-database-url"),
        ))
    }
}
