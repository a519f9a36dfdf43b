//! The standards on disk: keeps a folder of markdown files and the book in step, both ways, without ever writing over a text that somebody
//! else wrote. It follows the feed; throwing its notes away costs a comparison and no text.

mod adopt;
mod applies;
mod base;
mod beside;
mod check;
mod commit_message;
mod commit_notes;
mod commit_prepare;
mod commit_source;
mod commits;
mod desk;
mod follow;
mod images;
mod import;
mod inspect;
mod led_on;
mod left_alone;
mod lost;
mod names;
mod out;
mod plan;
mod publication;
mod renumber;
mod report;
mod scan;
mod source;
mod sync;
mod twins;
mod wanted;
mod watched;
mod write;

pub use applies::{InForce, Patterns, in_force};
pub use beside::{Picture, Pictured};
pub use check::{Checked, Finding, Weight, check};
pub use commits::COMMIT_NOTES;
pub use import::{Became, Brought, Imported, Record, Run, import};
pub use renumber::{Numbers, Renumbered, numbers, renumber};
pub use report::{
    Commits, Committing, Duplicate, LostImage, Missing, Report, State, Unreadable, Waiting,
};
pub use sync::Folder;
pub use twins::Twin;
