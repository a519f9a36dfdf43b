//! Door: pages and JSON over HTTP. The only place that names axum and askama.
//!
//! A handler reads the visit and the form, begins, calls one operation, commits, answers. It holds no rule and no SQL.
//! Every route is registered with its deed; the guard refuses what has none.

mod accept;
mod apart;
mod api;
mod ask;
mod assets;
mod commit_words;
mod draft;
pub mod failure;
pub mod form;
mod guard;
mod health;
mod idempotency;
pub mod page;
mod pages;
mod problem_fields;
mod proposal_words;
mod qr;
mod routes;
pub mod saved;
mod screen_link;
mod serve;
mod sign_in;
mod sought;
mod steps;
mod upload;
mod visit;
pub mod words;

pub use ask::{Ask, ask};
pub use routes::{Policy, policies, router};
pub use serve::serve;
pub use visit::{Terminal, Visit};
