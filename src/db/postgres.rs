//! The engine for many nodes.

use std::time::Duration;

use sqlx::postgres::{PgListener, PgPoolOptions};
use sqlx::{Connection, PgPool, Postgres, Transaction};
use tokio_util::sync::CancellationToken;

use crate::error::Result;

use super::failure::failure;

/// The lock that makes every write the only one, on all nodes: `cahier` in bytes.
const WRITE_LOCK: &str = "select pg_advisory_xact_lock(109269018698098)";
/// The channel on which a commit wakes the other nodes.
const CHANNEL: &str = "cahier_changes";
/// One round trip: the write, its isolation, and its turn.
const BEGIN: &str = "begin isolation level read committed";

pub(super) async fn open(url: &str) -> Result<PgPool> {
    PgPoolOptions::new()
        .max_connections(16)
        .acquire_timeout(Duration::from_secs(10))
        .connect(url)
        .await
        .map_err(failure)
}

/// A write transaction: the only one while it lasts.
pub(super) async fn write(pool: &PgPool) -> Result<Transaction<'static, Postgres>> {
    let mut tx = pool.begin_with(BEGIN).await.map_err(failure)?;
    sqlx::raw_sql(WRITE_LOCK)
        .execute(&mut *tx)
        .await
        .map_err(failure)?;
    Ok(tx)
}

/// A reading transaction in which every statement sees the same instant.
pub(super) async fn snapshot(pool: &PgPool) -> Result<Transaction<'static, Postgres>> {
    pool.begin_with("begin isolation level repeatable read, read only")
        .await
        .map_err(failure)
}

/// Wakes the followers of all nodes, once the transaction commits.
pub(super) async fn notify(tx: &mut Transaction<'static, Postgres>, seq: i64) -> Result<()> {
    sqlx::query("select pg_notify($1, $2)")
        .bind(CHANNEL)
        .bind(seq.to_string())
        .execute(&mut **tx)
        .await
        .map_err(failure)?;
    Ok(())
}

/// Calls `wake` for each commit of any node until told to stop; a lost connection is taken up again.
pub(super) async fn listen(pool: &PgPool, stop: &CancellationToken, wake: impl Fn()) {
    while !stop.is_cancelled() {
        let listening = async {
            let mut listener = PgListener::connect_with(pool).await?;
            listener.listen(CHANNEL).await?;
            loop {
                listener.recv().await?;
                wake();
            }
        };
        tokio::select! {
            () = stop.cancelled() => return,
            outcome = listening => {
                let outcome: std::result::Result<(), sqlx::Error> = outcome;
                if let Err(error) = outcome {
                    tracing::warn!(error = %error, "listening for other nodes' changes was cut; trying again");
                }
            }
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(Duration::from_secs(1)) => {}
        }
    }
}

/// Whether the server answers.
pub(super) async fn ping(pool: &PgPool) -> Result<()> {
    let mut connection = pool.acquire().await.map_err(failure)?;
    connection.ping().await.map_err(failure)
}
