//! A connection with its actor and its time: every store function takes one, and none begins or commits.

use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgArguments, PgConnection, PgRow};
use sqlx::sqlite::{SqliteArguments, SqliteConnection, SqliteRow};
use sqlx::{Arguments, AssertSqlSafe, FromRow, Postgres, Transaction};

use crate::clock::Timestamp;
use crate::error::{Error, Result};

use super::ahead::Answer;
use super::failure::failure;
use super::sqlite::Reader;
use super::sqlite_writer::{Ending, Writer};
use super::written::Tables;
use super::{Actor, Arg, Args, Ask, Change, Db, Sql, feed, postgres};

/// A row that both engines can give: derive `sqlx::FromRow`, or use a tuple.
pub trait Row: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

impl<T> Row for T where T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{}

#[derive(Debug)]
pub(super) enum Line {
    SqliteRead(Reader),
    SqliteWrite(Writer),
    PostgresRead(PoolConnection<Postgres>),
    PostgresWrite(Transaction<'static, Postgres>),
}

/// A connection to read or to write with. Dropped without [`Tx::commit`], a write leaves nothing behind.
#[derive(Debug)]
pub struct Tx {
    db: Db,
    line: Line,
    actor: Actor,
    now: Timestamp,
    changes: Vec<Change>,
    /// What it wrote to.
    tables: Tables,
    /// What was asked ahead and not yet used.
    ahead: Vec<(Ask, Rows)>,
    /// What is written with the next statement, or at the commit.
    waiting: Vec<Ask>,
    /// Whether a statement failed: what is left of the write is never committed.
    failed: bool,
}

/// So many statements wait for the next one at most: together they are one text with one list of arguments.
const MOST_WAITING: usize = 16;

/// What an engine gives back.
pub(super) type Outcome<T> = std::result::Result<T, sqlx::Error>;

/// Rows as an engine gave them.
pub(super) enum Rows {
    Sqlite(Vec<SqliteRow>),
    Postgres(Vec<PgRow>),
}

impl std::fmt::Debug for Rows {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let count = match self {
            Self::Sqlite(rows) => rows.len(),
            Self::Postgres(rows) => rows.len(),
        };
        write!(f, "{count} rows")
    }
}

impl Rows {
    pub(super) fn read<T: Row>(&self) -> Result<Vec<T>> {
        let read: Outcome<Vec<T>> = match self {
            Self::Sqlite(rows) => rows.iter().map(T::from_row).collect(),
            Self::Postgres(rows) => rows.iter().map(T::from_row).collect(),
        };
        read.map_err(failure)
    }
}

impl Tx {
    pub(super) fn new(db: Db, line: Line, actor: Actor, now: Timestamp) -> Self {
        Self {
            db,
            line,
            actor,
            now,
            changes: Vec::new(),
            tables: Tables::default(),
            ahead: Vec::new(),
            waiting: Vec::new(),
            failed: false,
        }
    }

    /// The time of this transaction: one instant for all it writes.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// Who makes it.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// Asks ahead what is about to be asked, in one visit to the embedded engine; the very same statements are then
    /// answered from what came back, each once. PostgreSQL is asked when it is time, and so is a write, whose own
    /// statements change the answers.
    pub async fn foresee(&mut self, asks: Vec<Ask>) -> Result<()> {
        let Line::SqliteRead(reader) = &mut self.line else {
            return Ok(());
        };
        let answers = reader.visit(&asks).await?;
        let answers = answers.into_iter().map(|answer| Rows::Sqlite(answer.rows));
        self.ahead.extend(asks.into_iter().zip(answers));
        Ok(())
    }

    /// All rows.
    pub async fn all<T: Row>(&mut self, sql: impl Into<Sql>, args: Args) -> Result<Vec<T>> {
        self.fetch(sql.into(), args).await?.read()
    }

    /// The first row, if there is one.
    pub async fn opt<T: Row>(&mut self, sql: impl Into<Sql>, args: Args) -> Result<Option<T>> {
        let rows: Vec<T> = self.fetch(sql.into(), args).await?.read()?;
        Ok(rows.into_iter().next())
    }

    /// The one row that must be there: a count, or what a statement returns.
    pub async fn one<T: Row>(&mut self, sql: impl Into<Sql>, args: Args) -> Result<T> {
        self.opt(sql, args)
            .await?
            .ok_or_else(|| Error::internal("a statement gave no row where one always is"))
    }

    /// Runs a statement of which nothing is asked back. The embedded engine is given it with the next one, in one visit:
    /// should it fail, then that one fails, or the commit.
    pub async fn put(&mut self, sql: impl Into<Sql>, args: Args) -> Result<()> {
        let sql = sql.into();
        if let Line::SqliteWrite(_) = &self.line {
            self.tables.note(&sql);
            self.waiting.push(Ask::new(sql, args));
            if self.waiting.len() >= MOST_WAITING {
                self.write_waiting().await?;
            }
            return Ok(());
        }
        self.run(sql, args).await.map(drop)
    }

    /// Runs a statement; the number of rows it touched.
    pub async fn exec(&mut self, sql: impl Into<Sql>, args: Args) -> Result<u64> {
        self.run(sql.into(), args).await
    }

    /// The next number of a kind that people say aloud: `problem`, `standard`, `standup`. The embedded engine is not asked for it where
    /// its open transaction knows the last one.
    pub async fn next_number(&mut self, counter: &'static str) -> Result<i64> {
        const GIVEN: &str = "insert into counters (name, value) values ($1, $2)
            on conflict (name) do update set value = $2";
        const NEXT: &str = "insert into counters (name, value) values ($1, 1)
            on conflict (name) do update set value = counters.value + 1 returning value";
        if let Line::SqliteWrite(writer) = &mut self.line
            && let Some(number) = writer.next_given(counter)
        {
            let args = vec![counter.into(), number.into()];
            self.put(GIVEN, args).await?;
            return Ok(number);
        }
        let (number,): (i64,) = self.one(NEXT, vec![counter.into()]).await?;
        Ok(number)
    }

    /// Lifts a counter to a number that was met elsewhere, so that it is never given again.
    pub async fn lift_number(&mut self, counter: &'static str, seen: i64) -> Result<()> {
        const LIFT: &str = "insert into counters (name, value) values ($1, $2)
            on conflict (name) do update set value = $2 where counters.value < $2";
        if let Line::SqliteWrite(writer) = &mut self.line {
            writer.forget_given();
        }
        self.exec(LIFT, vec![counter.into(), seen.into()]).await?;
        Ok(())
    }

    /// Notes what happened; it is numbered and written at commit.
    pub fn record(&mut self, change: Change) {
        self.changes.push(change);
    }

    /// How much is noted so far, for [`Tx::concern`].
    pub fn noted(&self) -> usize {
        self.changes.len()
    }

    /// Says that everything noted since then concerns this too: what a stand-up decided, say.
    pub fn concern(&mut self, since: usize, subject: impl ToString) {
        let subject = subject.to_string();
        for change in self.changes.iter_mut().skip(since) {
            if change.subject != subject && !change.also.contains(&subject) {
                change.also.push(subject.clone());
            }
        }
    }

    /// Writes the feed's entries as the last statements, commits, and wakes the followers. The number of the newest
    /// change of this transaction; none when nothing was recorded.
    ///
    /// # Errors
    /// Nothing was written, whatever the error.
    pub async fn commit(mut self) -> Result<Option<i64>> {
        if self.failed {
            return Err(a_part_failed());
        }
        let changes = std::mem::take(&mut self.changes);
        let entries = changes.len();
        let feed = feed::asks(&self.actor, self.now, changes)?;
        let Self {
            db,
            line,
            tables,
            waiting,
            ..
        } = self;
        match line {
            Line::SqliteWrite(writer) => {
                let ending = Ending {
                    feed: (!feed.is_empty()).then_some((waiting.len(), entries)),
                    asks: [waiting, feed].concat(),
                };
                writer
                    .commit(ending, move |done| db.committed(tables, done))
                    .await
            }
            Line::PostgresWrite(mut begun) => {
                let mut last = None;
                for ask in feed {
                    let rows = fetch_postgres(&mut begun, ask.sql, ask.args).await;
                    let rows = rows.map_err(failure)?;
                    if last.is_none() {
                        last = Some(feed::head(&rows)?);
                    }
                }
                if let Some(seq) = last {
                    postgres::notify(&mut begun, seq).await?;
                }
                begun.commit().await.map_err(failure)?;
                db.wrote(tables, last);
                Ok(last)
            }
            Line::SqliteRead(_) | Line::PostgresRead(_) => Ok(None),
        }
    }

    pub(super) fn set_now(&mut self, at: Timestamp) {
        self.now = at;
    }

    /// Fetches rows as the engine gives them. It is not generic, so that the engines' code is made once and not anew
    /// for every kind of row.
    pub(super) async fn fetch(&mut self, sql: Sql, args: Args) -> Result<Rows> {
        self.tables.note(&sql);
        let known = |(ask, _): &(Ask, Rows)| ask.sql == sql && ask.args == args;
        if let Some(at) = self.ahead.iter().position(known) {
            return Ok(self.ahead.swap_remove(at).1);
        }
        let rows = match &mut self.line {
            Line::SqliteRead(reader) => fetch_sqlite(reader.connection(), sql, args).await,
            Line::SqliteWrite(_) => return Ok(Rows::Sqlite(self.write(sql, args).await?.rows)),
            Line::PostgresRead(pooled) => fetch_postgres(pooled, sql, args).await,
            Line::PostgresWrite(begun) => fetch_postgres(begun, sql, args).await,
        };
        rows.map_err(failure)
    }

    pub(super) async fn run(&mut self, sql: Sql, args: Args) -> Result<u64> {
        self.tables.note(&sql);
        let touched = match &mut self.line {
            Line::SqliteRead(reader) => run_sqlite(reader.connection(), sql, args).await,
            Line::SqliteWrite(_) => return Ok(self.write(sql, args).await?.touched),
            Line::PostgresRead(pooled) => run_postgres(pooled, sql, args).await,
            Line::PostgresWrite(begun) => run_postgres(begun, sql, args).await,
        };
        touched.map_err(failure)
    }

    async fn write_waiting(&mut self) -> Result<()> {
        if let Line::SqliteWrite(writer) = &mut self.line
            && !self.waiting.is_empty()
        {
            let waiting = std::mem::take(&mut self.waiting);
            if std::mem::replace(&mut self.failed, true) {
                return Err(a_part_failed());
            }
            writer.visit(&waiting).await?;
            self.failed = false;
        }
        Ok(())
    }

    /// Runs a statement on the embedded engine's writing line, after those that waited for it.
    async fn write(&mut self, sql: Sql, args: Args) -> Result<Answer> {
        let Line::SqliteWrite(writer) = &mut self.line else {
            return Ok(Answer::default());
        };
        let mut asks = std::mem::take(&mut self.waiting);
        asks.push(Ask::new(sql, args));
        // Until all went well: the engine may have taken back the whole transaction, and whoever asked may go away.
        if std::mem::replace(&mut self.failed, true) {
            return Err(a_part_failed());
        }
        let mut answers = writer.visit(&asks).await?;
        self.failed = false;
        Ok(answers.pop().unwrap_or_default())
    }
}

fn a_part_failed() -> Error {
    Error::internal("a write of which a part failed")
}

/// What one engine does with a statement. The library's types differ, the words do not; written with its generic bounds, this would
/// be longer than both together.
macro_rules! engine {
    ($fetch:ident, $run:ident, $given:ident, $connection:ty, $arguments:ty, $rows:path) => {
        async fn $fetch(at: &mut $connection, sql: Sql, args: Args) -> Outcome<Rows> {
            let given = $given(args)?;
            let rows = match sql {
                Sql::Const(text) => sqlx::query_with(text, given).fetch_all(at).await,
                Sql::Built(text) => {
                    let text = AssertSqlSafe(text);
                    sqlx::query_with(text, given).fetch_all(at).await
                }
            };
            rows.map($rows)
        }

        async fn $run(at: &mut $connection, sql: Sql, args: Args) -> Outcome<u64> {
            let given = $given(args)?;
            let done = match sql {
                Sql::Const(text) => sqlx::query_with(text, given).execute(at).await,
                Sql::Built(text) => {
                    let text = AssertSqlSafe(text);
                    sqlx::query_with(text, given).execute(at).await
                }
            };
            done.map(|done| done.rows_affected())
        }

        pub(super) fn $given(args: Args) -> Outcome<$arguments> {
            let mut given = <$arguments>::default();
            for arg in args {
                let added = match arg {
                    Arg::Text(text) => given.add(text.map(without_nul)),
                    Arg::Int(number) => given.add(number),
                    Arg::Bool(yes) => given.add(yes),
                    Arg::Bytes(bytes) => given.add(bytes),
                };
                added.map_err(sqlx::Error::Encode)?;
            }
            Ok(given)
        }
    };
}

engine!(
    fetch_sqlite,
    run_sqlite,
    for_sqlite,
    SqliteConnection,
    SqliteArguments,
    Rows::Sqlite
);
engine!(
    fetch_postgres,
    run_postgres,
    for_postgres,
    PgConnection,
    PgArguments,
    Rows::Postgres
);

/// PostgreSQL takes no NUL in a text, hence neither engine is given one: it shows as the sign for what cannot be shown.
fn without_nul(text: String) -> String {
    if text.contains('\0') {
        text.replace('\0', "\u{FFFD}")
    } else {
        text
    }
}
