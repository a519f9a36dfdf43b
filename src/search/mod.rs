//! Search: the index of problems and standards, what is understood of what somebody typed, and what looks alike.
//!
//! It follows the feed, is the only place that knows tantivy, and can be thrown away: it is rebuilt from the tables while it answers
//! with what it has. [`Search`] is the handle that doors use; the [`Indexer`] runs once for a data folder.

mod analysis;
mod bare;
mod entry;
mod facets;
mod find;
mod fold;
mod index;
mod indexer;
mod inspect;
mod language;
mod marks;
mod plan;
mod postings;
mod rank;
mod schema;
mod sieve;
mod similar;
mod snippet;
mod store;
mod told;
mod words;
mod writer;

pub use entry::{Counts, Entry, Facets, Hit, Hits, Kind, OtherKind, Segment};
pub use find::Wanted;
pub use index::{Search, State, Status};
pub use indexer::Indexer;
pub use inspect::Inspection;
pub use language::{Language, OtherLanguage};
pub use words::{Asks, Filter, Place, Query, When};
