//! Files whose number another file has: they are not in the book, and can be read all the same.

use super::adopt::read_one;
use super::sync::{Folder, blocking};
use crate::error::Result;
use crate::id::StandardId;
use crate::markdown::Flaw;

/// So many files of one number are shown.
const MOST: usize = 8;

/// A file that bears the number of another.
#[derive(Debug)]
pub struct Twin {
    /// Below the folder, with forward slashes.
    pub path: String,
    /// Its text, or what keeps it from being read.
    pub text: std::result::Result<String, Vec<Flaw>>,
}

impl Folder {
    /// The files that were found to bear this standard's number beside its own, as they are now; those that are gone are left out.
    pub async fn twins(&self, id: StandardId) -> Result<Vec<Twin>> {
        let report = self.report();
        let twins = report.duplicates.iter().filter(|twin| twin.id == id);
        let paths: Vec<String> = twins.take(MOST).map(|twin| twin.path.clone()).collect();
        let root = self.root.clone();
        blocking(move || {
            let read = |path: String| {
                let (_, bytes) = read_one(&root, &path)?;
                let text = bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
                Some(Twin { path, text })
            };
            paths.into_iter().filter_map(read).collect()
        })
        .await
    }
}
