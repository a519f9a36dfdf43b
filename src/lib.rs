//! Cahier: the wall where a team posts its problems, the stand-up in which the whole team resolves them, and the book of
//! standards that keeps them from coming back.
//!
//! The map, from the top floor to the ground. **Imports point down only**: a door may use everything below it, the
//! domain never knows a door or a follower, the ground knows nobody. `tests/suite/house.rs` holds this.
//!
//! | floor | modules |
//! |---|---|
//! | doors | [`cli`] the terminal · [`web`] pages and API |
//! | app | [`app`] what a running instance consists of · [`demo`] the example team |
//! | followers | [`search`] the index · [`folder`] the standards on disk · [`live`] open pages |
//! | domain | [`gaps`] · [`standups`] · [`fixes`] · [`proposals`] · [`problems`] · [`standards`] · [`drafts`] · [`attachments`] · [`members`] |
//! | ground | [`config`] · [`changes`] · [`db`] · [`git`] · [`markdown`] · [`i18n`] · [`error`] · [`clock`] · [`id`] |
//!
//! Every change is one database transaction that writes its rows and the entries of the feed; everything else follows
//! the feed and can be thrown away and rebuilt.

pub mod app;
pub mod attachments;
pub mod changes;
pub mod cli;
pub mod clock;
pub mod config;
pub mod db;
pub mod demo;
pub mod drafts;
pub mod error;
pub mod fixes;
pub mod folder;
pub mod gaps;
pub mod git;
pub mod i18n;
pub mod id;
pub mod live;
pub mod markdown;
pub mod members;
pub mod problems;
pub mod proposals;
pub mod search;
pub mod standards;
pub mod standups;
pub mod web;
