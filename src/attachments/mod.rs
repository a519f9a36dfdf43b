//! Attachments: the images in texts. Each is stored once, named by its bytes, and never changes; what it is, its bytes say. It takes
//! nothing in that could run.

mod attachment;
mod kind;
mod store;

pub use attachment::{Attachment, LARGEST, add, find, get, is_there, take_in};
pub use kind::Kind;
