//! Links to code: which commit, pull request or ticket solved a problem or applied a standard. A link moves nothing by
//! itself: whether a problem is solved, the team says.

mod address;
mod commit;
mod fix;
mod link;
mod read;
mod store;
mod trailers;

pub use address::{Address, commit_address, repository};
pub use commit::{Commit, Taken, take_in};
pub use fix::{BadKind, Fix, Kind, SHORT_SHA, Source, TITLE_MAX, URL_MAX, looks_like_sha};
pub use link::{Draft, Linked, link, unlink, unlink_problem, unlink_standard};
pub use read::{Filter, find, list, of_problem, of_standard};
pub use store::list_ask;
pub use trailers::Trailers;
