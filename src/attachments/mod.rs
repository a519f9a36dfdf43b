//! Attachments: the images in texts. Each is stored once, named by its bytes, and never changes; what it is, its bytes say. It takes
//! nothing in that could run.

mod attachment;
mod dimensions;
mod kind;
mod place;
mod store;
mod store_places;

pub use attachment::{Attachment, LARGEST, add, find, get, is_there, name_of, sizes, take_in};
pub use dimensions::dimensions;
pub use kind::Kind;
pub use place::{Laid, laid_around, laid_at, lay, place_of};
