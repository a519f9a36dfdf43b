//! The same texts in SQLite's own full-text index, in memory.

use std::str::FromStr as _;
use std::time::Instant;

use cahier::search::Entry;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection};

/// An FTS5 table of titles and texts, with its stemmer for English.
pub(crate) struct Fts(SqliteConnection);

impl Fts {
    /// Fills it.
    pub(crate) async fn fill(documents: &[Entry]) -> anyhow::Result<Self> {
        let mut connection = SqliteConnectOptions::from_str("sqlite::memory:")?
            .connect()
            .await?;
        sqlx::query(
            "create virtual table texts using fts5(title, body, tokenize = 'porter unicode61')",
        )
        .execute(&mut connection)
        .await?;
        let mut transaction = connection.begin().await?;
        for document in documents {
            let body = [&*document.body, &document.headings, &document.code].concat();
            sqlx::query("insert into texts (title, body) values ($1, $2)")
                .bind(&document.title)
                .bind(body)
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
        Ok(Self(connection))
    }

    /// How long each search takes, in milliseconds: any word may match, the last one may be unfinished, ten rows with their snippets.
    pub(crate) async fn times(
        &mut self,
        asked: &[String],
        unfinished: bool,
    ) -> anyhow::Result<Vec<f64>> {
        let mut times = Vec::with_capacity(asked.len());
        for typed in asked {
            let words: Vec<String> = typed.split(' ').map(|word| format!("\"{word}\"")).collect();
            let any = words.join(" OR ");
            let any = if unfinished { format!("{any} *") } else { any };
            let started = Instant::now();
            let rows = sqlx::query(
                "select rowid, title, snippet(texts, 1, '<mark>', '</mark>', '…', 24) from texts where texts match $1 order by rank limit 10",
            )
            .bind(any)
            .fetch_all(&mut self.0)
            .await?;
            times.push(started.elapsed().as_secs_f64() * 1_000.0);
            std::hint::black_box(rows);
        }
        Ok(times)
    }
}
