//! Gaps: what people searched for and nothing was found, gathered without a word about who searched, until somebody puts it on the
//! wall or says that it is none. A search that nobody repeats is forgotten.

mod gap;
mod store;

pub use gap::{
    Gap, Sought, Standing, dismiss, get, most_sought, note, on_the_wall, put_on_the_wall, sought,
    taken, was_posted,
};
