//! Statements asked ahead of their use. The embedded engine answers on a thread of its own, and going there and back
//! costs more than most statements do: a page that knows what it will ask goes there once.

use std::fmt::Write as _;

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

/// What is run on a visit to the engine.
pub(super) enum Step<'a> {
    /// A statement of the engine's own, without arguments.
    Own(&'static str),
    /// A statement that somebody asked.
    Ask(&'a Ask),
}

/// Runs statements one after the other in one visit to the engine; what each gave. After a failure those before it have
/// been done.
pub(super) async fn visit(connection: &mut SqliteConnection, asks: &[Ask]) -> Outcome<Vec<Answer>> {
    let (answers, ended) = walk(connection, asks.iter().map(Step::Ask)).await;
    ended.map(|()| answers)
}

/// As [`visit`], for more than statements that were asked: what each step gave as far as it went, and whether it went to the end.
pub(super) async fn walk(
    connection: &mut SqliteConnection,
    steps: impl Iterator<Item = Step<'_>>,
) -> (Vec<Answer>, Outcome<()>) {
    walk_once_or_often(connection, steps, true).await
}

/// As [`walk`]. The engine keeps statements ready that are asked `often` in this very order.
pub(super) async fn walk_once_or_often(
    connection: &mut SqliteConnection,
    steps: impl Iterator<Item = Step<'_>>,
    often: bool,
) -> (Vec<Answer>, Outcome<()>) {
    let mut text = String::new();
    let mut args = Args::new();
    let mut count = 0;
    for step in steps {
        match step {
            Step::Own(sql) => text.push_str(sql),
            Step::Ask(ask) => {
                shifted(ask.sql.text(), args.len(), &mut text);
                args.extend(ask.args.iter().cloned());
            }
        }
        text.push_str(";\n");
        count += 1;
    }
    let mut answers = Vec::with_capacity(count);
    let ended = answer(connection, text, args, often, &mut answers).await;
    if ended.is_ok() && answers.len() != count {
        // The engine's thread went away in the middle: nothing that it did not say is taken for done.
        return (answers, Err(sqlx::Error::WorkerCrashed));
    }
    (answers, ended)
}

async fn answer(
    connection: &mut SqliteConnection,
    text: String,
    args: Args,
    often: bool,
    answers: &mut Vec<Answer>,
) -> Outcome<()> {
    let query = sqlx::query_with(AssertSqlSafe(text), for_sqlite(args)?).persistent(often);
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
    Ok(())
}

/// The text of a statement whose arguments stand `by` places further on. No statement has a `$` but before the number of
/// an argument.
fn shifted(sql: &str, by: usize, into: &mut String) {
    if by == 0 {
        return into.push_str(sql);
    }
    let mut parts = sql.split('$');
    into.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = part.split_at(digits);
        let number: usize = number.parse().unwrap_or_default();
        // A text takes all that is written to it.
        write!(into, "${}", number + by).ok();
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
