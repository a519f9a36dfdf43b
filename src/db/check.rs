//! Whether the engine finds its own files whole.

use super::open::{Db, Pool};
use crate::error::Result;

/// Faults named at most: one is enough to act upon.
const INTEGRITY: &str = "select integrity_check from pragma_integrity_check limit 20";
const REFERENCES: &str =
    "select \"table\", parent, count(*) from pragma_foreign_key_check group by 1, 2";

impl Db {
    /// What is damaged, in the engine's own words; nothing when all is whole. PostgreSQL watches over its own pages and references.
    pub async fn damage(&self) -> Result<Vec<String>> {
        match &*self.pool {
            Pool::Sqlite(_) => {
                let mut tx = self.read().await?;
                let found: Vec<(String,)> = tx.all(INTEGRITY, vec![]).await?;
                let mut damage: Vec<String> = found.into_iter().map(|(line,)| line).collect();
                damage.retain(|line| line != "ok");
                let astray: Vec<(String, String, i64)> = tx.all(REFERENCES, vec![]).await?;
                damage.extend(astray.into_iter().map(|(table, parent, count)| {
                    format!("{count} rows of {table} name rows of {parent} that do not exist")
                }));
                Ok(damage)
            }
            Pool::Postgres(_) => Ok(Vec::new()),
        }
    }
}
