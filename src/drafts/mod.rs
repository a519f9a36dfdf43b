//! Drafts: what somebody is writing, kept every few seconds so that a crash of browser or machine takes nothing. A draft is its
//! author's alone: it is no change, stands in no feed, no search and no count.

mod draft;
mod store;
mod subject;

pub use draft::{Draft, Keeping, Kept, end, fresh, get, keep, of_member, of_subject};
pub use subject::{OtherSubject, Subject};
