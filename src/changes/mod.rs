//! The change feed, read: what happened, in order, for followers, stories and `GET /changes`.

mod follower;
mod store;

pub use crate::db::Change;
pub use follower::{Follower, follow};
pub use store::{Entry, since, story, story_ask};
