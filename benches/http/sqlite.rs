//! The bare connection: transactions of one row, each as durable as Cahier's.

use std::path::Path;
use std::str::FromStr as _;
use std::time::{Duration, Instant};

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _};

/// Transactions a second.
pub(crate) async fn transactions(folder: &Path, time: Duration) -> anyhow::Result<f64> {
    let options = SqliteConnectOptions::from_str("sqlite:")?
        .filename(folder.join("bare.db"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let mut connection = options.connect().await?;
    sqlx::query("create table rows (id integer primary key, title text not null)")
        .execute(&mut connection)
        .await?;
    let started = Instant::now();
    let mut count = 0_u32;
    while started.elapsed() < time {
        sqlx::query("insert into rows (title) values ($1)")
            .bind("one problem more")
            .execute(&mut connection)
            .await?;
        count += 1;
    }
    let rate = f64::from(count) / started.elapsed().as_secs_f64();
    connection.close().await?;
    Ok(rate)
}
