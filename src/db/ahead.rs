//! Statements asked ahead of their use. The embedded engine answers on a thread of its own, and going there and back
//! costs more than most statements do: a page that knows what it will ask goes there once.

use futures_util::TryStreamExt;
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use sqlx::{AssertSqlSafe, Either, Executor};

use super::tx::{Outcome, for_sqlite};
use super::{Args, Sql};

/// A statement with its arguments.
#[derive(Debug, Clone, PartialEq)]
pub struct Ask {
    pub(super) sql: Sql,
    pub(super) args: Args,
}

impl Ask {
    /// What [`super::Tx::all`] would ask.
    pub fn new(sql: impl Into<Sql>, args: Args) -> Self {
        Self {
            sql: sql.into(),
            args,
        }
    }
}

/// What the embedded engine answered to one statement.
#[derive(Default)]
pub(super) struct Answer {
    pub(super) rows: Vec<SqliteRow>,
    /// How many rows it wrote.
    pub(super) touched: u64,
}

/// Runs statements one after the other in one visit to the engine; what each gave. After a failure those before it have
/// been done.
pub(super) async fn visit(connection: &mut SqliteConnection, asks: &[Ask]) -> Outcome<Vec<Answer>> {
    visit_between(connection, &[], asks, &[]).await
}

/// As [`visit`], between statements of the engine's own, whose answers are left out.
pub(super) async fn visit_between(
    connection: &mut SqliteConnection,
    before: &[&'static str],
    asks: &[Ask],
    after: &[&'static str],
) -> Outcome<Vec<Answer>> {
    let mut text = String::new();
    let mut args = Args::new();
    for sql in before {
        text.push_str(sql);
        text.push_str(";\n");
    }
    for ask in asks {
        shifted(ask.sql.text(), args.len(), &mut text);
        text.push_str(";\n");
        args.extend(ask.args.iter().cloned());
    }
    for sql in after {
        text.push_str(sql);
        text.push_str(";\n");
    }
    let query = sqlx::query_with(AssertSqlSafe(text), for_sqlite(args)?);
    let mut answers = Vec::with_capacity(before.len() + asks.len() + after.len());
    let mut answer = Answer::default();
    let mut steps = connection.fetch_many(query);
    while let Some(step) = steps.try_next().await? {
        match step {
            Either::Right(row) => answer.rows.push(row),
            // The end of one statement.
            Either::Left(done) => {
                answer.touched = done.rows_affected();
                answers.push(std::mem::take(&mut answer));
            }
        }
    }
    if answers.len() != before.len() + asks.len() + after.len() {
        // The engine's thread went away in the middle: nothing that it did not say is taken for done.
        return Err(sqlx::Error::WorkerCrashed);
    }
    answers.truncate(before.len() + asks.len());
    answers.drain(..before.len());
    Ok(answers)
}

/// The text of a statement whose arguments stand `by` places further on. No statement has a `$` but before the number of
/// an argument.
fn shifted(sql: &str, by: usize, into: &mut String) {
    let mut parts = sql.split('$');
    into.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let digits = part.len() - part.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, rest) = part.split_at(digits);
        let number: usize = number.parse().unwrap_or_default();
        into.push('$');
        into.push_str(&(number + by).to_string());
        into.push_str(rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_move_on_by_what_stands_before_them() {
        let mut text = String::from("select 1;\n");
        shifted("select $1, $12 where $2 = $1", 3, &mut text);
        assert_eq!(text, "select 1;\nselect $4, $15 where $5 = $4");
    }
}
