//! The standards on disk: keeps a folder of markdown files and the book in step, both ways, without ever writing over a text that somebody
//! else wrote. It follows the feed; throwing its notes away costs a comparison and no text.

mod adopt;
mod base;
mod follow;
mod out;
mod plan;
mod report;
mod scan;
mod sync;
mod write;

pub use report::{Duplicate, Missing, Report, State, Unreadable, Waiting};
pub use sync::Folder;
