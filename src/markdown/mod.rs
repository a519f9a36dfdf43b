//! Markdown: what a standard's file says about itself, and every text that people write, as HTML that is safe to show, as words to search,
//! as differences to review. It knows texts only, neither files nor the database.

mod anchor;
mod blocks;
mod cache;
mod clean;
mod correction;
mod destinations;
mod diff;
mod document;
mod edit;
mod escape;
mod front_matter;
mod highlight;
mod inline;
mod lines;
mod links;
mod marked;
mod mentions;
mod merge;
mod moved;
mod notes;
mod origins;
mod page;
mod parts;
mod raw;
mod record;
mod render;
mod target;
mod text;
mod title;
mod yaml;

pub use cache::Renderer;
pub use correction::words_changed;
pub use destinations::{Destination, Links, destinations};
pub use diff::{Diff, DiffLine, Hunk, Side, Word, diff, whole_diff};
pub use document::{Document, Flaw, MAX_BYTES, Meta, Status, read, text_of};
pub use edit::{Value, set};
pub use highlight::warm;
pub use marked::marked;
pub use mentions::{Mention, Mentioned, images, mentions};
pub use merge::{Clash, Merge, MergePart, merge};
pub use moved::{line_of, moved};
pub use origins::{Origin, origins};
pub use parts::{Examples, Parts, parts};
pub use render::{Heading, Headings, Rendered, View, render};
pub use text::{Plain, plain};
