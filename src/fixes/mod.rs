//! Links to code: which commit, pull request or ticket solved a problem or applied a standard. A link moves nothing by
//! itself: whether a problem is solved, the team says.

mod fix;
mod link;
mod store;

pub use fix::{BadKind, Fix, Kind, Source, TITLE_MAX, URL_MAX};
pub use link::{Draft, Linked, find, link, of_problem, of_standard, unlink};
