//! The database: two engines behind one SQL, one writer at a time, and the feed's entries written at commit.
//!
//! With `columns.rs` of a feature's store, this is the only place that names sqlx. A *read* sees the newest commit at each statement; a
//! *snapshot* sees one instant; a *write* is the only one of its kind while it lasts, on either engine.

mod actor;
mod ahead;
mod args;
mod background;
mod backup;
mod backup_file;
mod before;
mod change;
mod check;
mod columns;
mod copy;
mod failure;
mod feed;
mod migrate;
mod open;
mod postgres;
mod restore;
mod sqlite;
mod sqlite_sheet;
mod sqlite_writer;
#[cfg(test)]
mod tests;
mod tx;
mod written;

pub use actor::{Actor, Channel};
pub use ahead::Ask;
pub use args::{Arg, Args, Sql, list};
pub use backup::Backup;
pub use before::Before;
pub use change::Change;
pub(crate) use columns::text_column;
pub use open::{Db, Engine};
pub use restore::tidy;
pub use tx::{Row, Tx};

pub use crate::args;
