//! The standards on disk: keeps a folder of markdown files and the book in step, both ways, without ever writing over a text that somebody
//! else wrote. It follows the feed; throwing its notes away costs a comparison and no text.

mod adopt;
mod applies;
mod base;
mod check;
mod follow;
mod images;
mod import;
mod inspect;
mod out;
mod plan;
mod report;
mod scan;
mod store;
mod sync;
mod write;

pub use applies::{InForce, Patterns, in_force};
pub use check::{Checked, Finding, Weight, check};
pub use import::{Imported, Run, Skipped, import};
pub use report::{Duplicate, Missing, Report, State, Unreadable, Waiting};
pub use sync::Folder;
