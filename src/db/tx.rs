//! A connection with its actor and its time: every store function takes one, and none begins or commits.

use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgArguments, PgConnection, PgRow};
use sqlx::sqlite::{SqliteArguments, SqliteConnection, SqliteRow};
use sqlx::{Arguments, AssertSqlSafe, FromRow, Postgres, Transaction};

use crate::clock::Timestamp;
use crate::error::{Error, Result};

use super::failure::{breach, failure};
use super::sqlite::Reader;
use super::sqlite_writer::Writer;
use super::{Actor, Arg, Args, Ask, Breach, Change, Db, Sql, ahead, list, postgres};

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
    /// What was asked ahead and not yet used.
    ahead: Vec<(Ask, Rows)>,
}

/// What an engine gives back.
pub(super) type Outcome<T> = std::result::Result<T, sqlx::Error>;

/// Rows as an engine gave them.
enum Rows {
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
    fn read<T: Row>(&self) -> Result<Vec<T>> {
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
            ahead: Vec::new(),
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
        let answers = ahead::visit(reader.connection(), &asks)
            .await
            .map_err(failure)?;
        let answers = answers.into_iter().map(Rows::Sqlite);
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

    /// Runs a statement; the number of rows it touched.
    pub async fn exec(&mut self, sql: impl Into<Sql>, args: Args) -> Result<u64> {
        self.run(sql.into(), args).await.map_err(failure)
    }

    /// Runs a statement that may break a rule of the database. On PostgreSQL the transaction is lost after a breach, so
    /// that it may only be given up; prefer `on conflict`.
    pub async fn try_exec(
        &mut self,
        sql: impl Into<Sql>,
        args: Args,
    ) -> Result<std::result::Result<u64, Breach>> {
        match self.run(sql.into(), args).await {
            Ok(touched) => Ok(Ok(touched)),
            Err(error) => match breach(&error) {
                Some(breach) => Ok(Err(breach)),
                None => Err(failure(error)),
            },
        }
    }

    /// The next number of a kind that people say aloud: `problem`, `standard`, `standup`.
    pub async fn next_number(&mut self, counter: &'static str) -> Result<i64> {
        const NEXT: &str = "insert into counters (name, value) values ($1, 1)
            on conflict (name) do update set value = counters.value + 1 returning value";
        let (number,): (i64,) = self.one(NEXT, vec![counter.into()]).await?;
        Ok(number)
    }

    /// Lifts a counter to a number that was met elsewhere, so that it is never given again.
    pub async fn lift_number(&mut self, counter: &'static str, seen: i64) -> Result<()> {
        const LIFT: &str = "insert into counters (name, value) values ($1, $2)
            on conflict (name) do update set value = $2 where counters.value < $2";
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
        let last = self.write_changes().await?;
        let Self { db, line, .. } = self;
        match line {
            Line::SqliteWrite(writer) => writer.commit().await?,
            Line::PostgresWrite(mut begun) => {
                if let Some(seq) = last {
                    postgres::notify(&mut begun, seq).await?;
                }
                begun.commit().await.map_err(failure)?;
            }
            Line::SqliteRead(_) | Line::PostgresRead(_) => {}
        }
        if let Some(seq) = last {
            db.announce(seq);
        }
        Ok(last)
    }

    pub(super) fn set_now(&mut self, at: Timestamp) {
        self.now = at;
    }

    /// Fetches rows as the engine gives them. It is not generic, so that the engines' code is made once and not anew
    /// for every kind of row.
    async fn fetch(&mut self, sql: Sql, args: Args) -> Result<Rows> {
        let known = |(ask, _): &(Ask, Rows)| ask.sql == sql && ask.args == args;
        if let Some(at) = self.ahead.iter().position(known) {
            return Ok(self.ahead.swap_remove(at).1);
        }
        let rows = match &mut self.line {
            Line::SqliteRead(reader) => fetch_sqlite(reader.connection(), sql, args).await,
            Line::SqliteWrite(writer) => fetch_sqlite(writer.connection(), sql, args).await,
            Line::PostgresRead(pooled) => fetch_postgres(pooled, sql, args).await,
            Line::PostgresWrite(begun) => fetch_postgres(begun, sql, args).await,
        };
        rows.map_err(failure)
    }

    async fn run(&mut self, sql: Sql, args: Args) -> Outcome<u64> {
        match &mut self.line {
            Line::SqliteRead(reader) => run_sqlite(reader.connection(), sql, args).await,
            Line::SqliteWrite(writer) => run_sqlite(writer.connection(), sql, args).await,
            Line::PostgresRead(pooled) => run_postgres(pooled, sql, args).await,
            Line::PostgresWrite(begun) => run_postgres(begun, sql, args).await,
        }
    }

    /// Runs statements in one visit to the engine where that can be done; the rows that each gave.
    async fn run_together(&mut self, asks: Vec<Ask>) -> Result<Vec<Rows>> {
        if let Line::SqliteWrite(writer) = &mut self.line {
            let answers = ahead::visit(writer.connection(), &asks).await;
            let answers = answers.map_err(failure)?;
            return Ok(answers.into_iter().map(Rows::Sqlite).collect());
        }
        let mut answers = Vec::with_capacity(asks.len());
        for ask in asks {
            answers.push(self.fetch(ask.sql, ask.args).await?);
        }
        Ok(answers)
    }

    async fn write_changes(&mut self) -> Result<Option<i64>> {
        const RAISE: &str = "update change_head set seq = seq + $1 where id = 1 returning seq";
        let changes = std::mem::take(&mut self.changes);
        if changes.is_empty() {
            return Ok(None);
        }
        let count = i64::try_from(changes.len()).map_err(Error::internal)?;
        let mut asks = vec![Ask::new(RAISE, vec![count.into()])];
        let mut subjects = Vec::with_capacity(changes.len() * 2);
        for (some, before) in changes.chunks(100).zip((0..).step_by(100)) {
            let mut args = Args::with_capacity(some.len() * 8);
            for (change, place) in some.iter().zip(before..) {
                // So many before the head, which was raised by the statement above.
                let behind = count - 1 - place;
                subjects.push((change.subject.clone(), behind));
                subjects.extend(change.also.iter().map(|thing| (thing.clone(), behind)));
                args.extend([
                    Arg::from(behind),
                    self.now.into(),
                    Arg::Text(self.actor.member.as_ref().map(ToString::to_string)),
                    self.actor.channel.as_str().into(),
                    change.kind.into(),
                    (&change.subject).into(),
                    serde_json::to_string(&change.also)?.into(),
                    serde_json::to_string(&change.data)?.into(),
                ]);
            }
            let rows = numbered_rows(some.len(), 8);
            let sql = format!(
                "insert into changes (seq, at, actor, channel, kind, subject, also, data) values {rows}"
            );
            asks.push(Ask::new(Sql::built(sql), args));
        }
        for some in subjects.chunks(200) {
            let mut args = Args::with_capacity(some.len() * 2);
            for (subject, behind) in some {
                args.extend([Arg::from(*behind), Arg::from(subject)]);
            }
            let rows = numbered_rows(some.len(), 2);
            let sql = format!("insert into change_subjects (seq, subject) values {rows}");
            asks.push(Ask::new(Sql::built(sql), args));
        }
        let raised = self.run_together(asks).await?;
        let head = raised.first().map(Rows::read::<(i64,)>).transpose()?;
        let head = head.and_then(|rows| rows.into_iter().next());
        match head {
            Some((last,)) => Ok(Some(last)),
            None => Err(Error::internal("the feed has no head")),
        }
    }
}

/// Placeholders for many rows of the feed, whose first argument says how far behind its head each stands.
fn numbered_rows(count: usize, width: usize) -> String {
    const HEAD: &str = "(select seq from change_head where id = 1)";
    let row = |row: usize| {
        let first = row * width + 1;
        format!("({HEAD} - ${first}, {})", list(first + 1, width - 1))
    };
    (0..count).map(row).collect::<Vec<_>>().join(", ")
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
