//! A test's own instance, and the people who use it: `Site::new()`, `site.member("Ada")`, `ada.get("/")`.
//!
//! The engine is chosen by `CAHIER_TEST_DATABASE`: absent, SQLite in a folder of the test's own; a `postgres://` address
//! (`tests/with-postgres` gives one), a database of the test's own on that server.

mod person;
mod reply;
mod server;
pub(crate) mod serving;
mod site;
pub(crate) mod terminal;

pub(crate) use person::{Person, encode};
pub(crate) use reply::Reply;
pub(crate) use server::Server;
pub(crate) use site::{Node, Site};

/// The folder of real data that some tests use, when it is there: `CAHIER_TEST_DATA`, else `../shared/data`.
#[allow(clippy::disallowed_methods, reason = "a test has no settings")]
pub(crate) fn data(test: &str, part: &str) -> Option<std::path::PathBuf> {
    let folder = std::env::var("CAHIER_TEST_DATA").unwrap_or_else(|_| "../shared/data".to_owned());
    let path = std::path::Path::new(&folder).join(part);
    if path.exists() {
        return Some(path);
    }
    println!(
        "{test}: left out, there is no {}; set CAHIER_TEST_DATA",
        path.display()
    );
    None
}
