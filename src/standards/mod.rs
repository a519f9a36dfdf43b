//! The book of standards: how the team does it from now on, each in exact revisions with how they were agreed. It publishes
//! nothing by itself: whoever publishes composes [`revise`] with what follows for the problems. It never touches a file.

mod agree;
mod agreement;
mod asked;
mod carry;
mod committed;
mod file;
mod head;
mod language;
mod passages;
mod place;
mod places;
mod read;
mod reading;
mod revise;
mod standard;
mod status;
mod store;
mod store_asked;
mod store_commits;
mod store_places;
mod store_reading;
mod store_review;
mod store_revise;
mod store_revisions;
mod undo;

pub use agree::{agree, lower_needed, others_needed, revision_is_own};
pub use agreement::{NEEDED_WITHOUT_TEAM, enough, lowered, needed};
pub use asked::{
    KeptWording, LONGEST_WORDING, WORDINGS, Wording, WordingOrigin, add_wording, as_wording,
    kept_wordings, remove_wording, that_count, was_it, words_of,
};
pub use committed::{Committed, committed, note_committed, without_commit};
pub use file::{file_name, number_in, slug};
pub use head::{REASON_MAX, retired, retired_because, reviewed_by, superseding};
pub use language::told_from;
pub use passages::{Passage, passages};
pub use place::{joined, renumbered};
pub use places::{
    Led, Origin, forget_origin, led, led_anew, links, origins, put_origin, put_source_address,
    sources,
};
pub use read::{
    after, asking, at_path, count, count_asking, files, find, get, in_order, path, replaced_by,
    revised_since, revision, revisions, several, successor, tags, teams, text, text_of,
    texts_after, to_review,
};
pub use reading::{
    Question, Readers, Reading, ask, close_question, has_read, mark_read, mark_unread, questions,
    readers, reading_counts, readings, unclear,
};
pub use revise::{
    Entry, Place, Revised, examine, examine_in_book, hash_of, moved, number_seen, retell, revise,
    revise_from,
};
pub use standard::{Agreement, Misspelt, Revision, Source, Standard, Status};
pub use status::{Edges, NamedBy, circle, status};
pub use store::{File, Filter, OwnReading, one_ask};
pub use store_asked::kept_wordings_ask;
pub use store_reading::reading_asks;
pub use store_review::replaced_by_ask;
pub use store_revisions::text_asks;
pub use undo::{may_undo, undo, undone_to};
