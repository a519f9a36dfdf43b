//! Search: the index of problems and standards, what is understood of what somebody typed, and what looks alike.
//!
//! It follows the feed, is the only place that knows tantivy, and can be thrown away: it is rebuilt from the tables while it answers
//! with what it has. [`Search`] is the handle that doors use; the [`Indexer`] runs once for a data folder.

mod analysis;
mod at_hand;
mod bare;
mod bare_cache;
mod bare_files;
mod beginnings;
mod board;
mod compare;
mod entry;
mod facets;
mod files;
mod find;
mod fold;
mod frequency;
mod index;
mod indexer;
mod inspect;
mod kept;
mod language;
mod marked;
mod marks;
mod near;
mod place;
mod plan;
mod postings;
mod rank;
mod ready;
mod said;
mod saved;
mod schema;
mod scrub;
mod sieve;
mod signature;
mod similar;
mod snippet;
mod spelling;
mod store;
mod told;
mod trace;
mod traits;
mod view;
mod why;
mod words;
mod writer;

pub use bare_files::has_markdown;
pub use compare::{Difference, DifferenceKind};
pub use entry::{Counts, Entry, Facets, Hit, Hits, Kind, OtherKind, STATUSES};
pub use find::Wanted;
pub use index::{Search, State, Status};
pub use indexer::Indexer;
pub use inspect::Inspection;
pub use language::{Language, OtherLanguage};
pub use marked::{Marked, Segment};
pub use place::line_of;
pub use trace::Trace;
pub use words::{Asks, Filter, Place, Query, When};
pub use writer::forget;
