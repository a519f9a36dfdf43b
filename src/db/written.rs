//! Which tables this process wrote to, and how often: what is kept in memory of them holds until the next time.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use super::Sql;

/// Where no table could be told.
const ANY: &str = "";

/// How often each table was written to.
#[derive(Debug, Default)]
pub(super) struct Written {
    times: Mutex<HashMap<String, i64>>,
}

impl Written {
    /// Counts the tables of a transaction that was committed.
    pub(super) fn count(&self, tables: Vec<String>) {
        let mut times = self.times.lock().unwrap_or_else(PoisonError::into_inner);
        for table in tables {
            *times.entry(table).or_default() += 1;
        }
    }

    /// Counts for every table: something was written, and nobody knows where.
    pub(super) fn count_any(&self) {
        self.count(vec![ANY.to_owned()]);
    }

    /// How often these tables were written to, together: a number that only grows.
    pub(super) fn times(&self, tables: &[&str]) -> i64 {
        let times = self.times.lock().unwrap_or_else(PoisonError::into_inner);
        let of = |table: &&str| times.get(*table).copied().unwrap_or_default();
        tables.iter().chain([&ANY]).map(of).sum()
    }

    /// How often any other table was written to: a number that only grows.
    pub(super) fn times_beside(&self, tables: &[&[&str]]) -> i64 {
        let times = self.times.lock().unwrap_or_else(PoisonError::into_inner);
        let among = |name: &String| tables.iter().any(|some| some.contains(&name.as_str()));
        let others = times.iter().filter(|(name, _)| !among(name));
        others.map(|(_, times)| times).sum()
    }
}

/// The tables that a transaction writes to, each once.
#[derive(Debug, Default)]
pub(super) struct Tables(Vec<String>);

impl Tables {
    /// Notes the table of a statement; one that only reads has none.
    pub(super) fn note(&mut self, sql: &Sql) {
        if let Some(table) = table_of(sql.text())
            && !self.0.iter().any(|known| known == table)
        {
            self.0.push(table.to_owned());
        }
    }

    pub(super) fn into_names(self) -> Vec<String> {
        self.0
    }
}

/// The table that a statement writes to. A statement of any other form than those in use counts as a write to any.
fn table_of(sql: &str) -> Option<&str> {
    let mut words = sql
        .split(|c: char| c.is_whitespace() || c == '(')
        .filter(|word| !word.is_empty());
    match (words.next(), words.next(), words.next()) {
        (Some("select"), _, _) => None,
        (Some("insert"), Some("into"), Some(table))
        | (Some("delete"), Some("from"), Some(table))
        | (Some("update"), Some(table), Some("set")) => Some(table),
        _ => Some(ANY),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_a_statement_is_told() {
        assert_eq!(table_of("select id from members"), None);
        assert_eq!(
            table_of("insert into\n    teams(id) values ($1)"),
            Some("teams")
        );
        assert_eq!(table_of("update members set name = $1"), Some("members"));
        assert_eq!(table_of("delete from sessions"), Some("sessions"));
        assert_eq!(
            table_of("with old as (select 1) update members set name = $1"),
            Some(ANY)
        );
    }

    #[test]
    fn what_is_written_beside_some_tables_is_told_apart() {
        let written = Written::default();
        written.count(vec!["teams".to_owned(), "members".to_owned()]);
        assert_eq!(written.times_beside(&[&["sessions"], &["teams"]]), 1);
        written.count_any();
        assert_eq!(written.times_beside(&[&["sessions"], &["teams"]]), 2);
    }

    #[test]
    fn what_cannot_be_told_counts_for_every_table() {
        let written = Written::default();
        let before = written.times(&["members"]);
        written.count(vec!["teams".to_owned()]);
        assert_eq!(written.times(&["members"]), before);
        written.count(vec![ANY.to_owned()]);
        assert_eq!(written.times(&["members"]), before + 1);
    }
}
