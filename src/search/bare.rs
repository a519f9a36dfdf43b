//! A bare folder of markdown, searched without a server and without a database: only what has changed since the last run is read.

use std::path::Path;

use crate::clock::Timestamp;
use crate::error::{Error, Result};

use super::bare_cache::{Cache, Known, Ledger};
use super::bare_files::{BareFile, list};
use super::entry::Entry;
use super::index::Search;
use super::saved::Portable;

/// Nanoseconds after its last change in which a file may change again and keep its times: a clock of the system ticks a hundred times a
/// second.
const TICK: i64 = 100_000_000;
/// The same where times are kept in whole seconds, or every other one.
const COARSE_TICK: i64 = 2_100_000_000;
/// Nanoseconds of a second.
const SECOND: i64 = 1_000_000_000;

impl Search {
    /// Asks an index over every markdown file in a folder and below it. A hit's id is the path below the folder. Files that cannot be
    /// read as text are left out. With a folder for it, the user's cache, the index is kept there between two runs; whatever is wrong
    /// with that, the answer is the same and only takes longer.
    ///
    /// # Errors
    /// The folder cannot be listed.
    pub fn in_folder<T>(
        folder: &Path,
        cache: Option<&Path>,
        now: Timestamp,
        ask: impl Fn(&Self) -> T,
    ) -> Result<T> {
        let root = folder.canonicalize().map_err(Error::internal)?;
        let files = list(&root).map_err(Error::internal)?;
        if let Some(cache) = cache.map(|cache| Cache::of(cache, &root, now)) {
            let search = in_step(&cache, &files, now).map_err(Error::internal)?;
            let answer = ask(&search);
            if search.status().is_ready() {
                return Ok(answer);
            }
        }
        let (index, _) = built(&files, now).map_err(Error::internal)?;
        Ok(ask(&index.search))
    }
}

/// The kept index, brought in step with the files.
fn in_step(cache: &Cache, files: &[BareFile], now: Timestamp) -> tantivy::Result<Search> {
    let kept = cache.read().and_then(|(index, known)| {
        let difference = Difference::between(files, &known, now);
        if difference.is_none() {
            return Some((index, None));
        }
        // Where most has changed, nothing is gained by keeping the rest.
        if difference.changed() * 2 > files.len() {
            return None;
        }
        let Difference {
            entries,
            gone,
            ledger,
            is_new: _,
        } = difference;
        let index = match entries.is_empty() && gone.is_empty() {
            true => index,
            // An index that is sound and still cannot be written is built anew.
            false => index.with(entries, &gone).ok()?,
        };
        Some((index, Some(ledger)))
    });
    let (index, to_keep) = match kept {
        Some(kept) => kept,
        None => built(files, now).map(|(index, ledger)| (index, Some(ledger)))?,
    };
    if let Some(ledger) = to_keep
        && let Err(error) = cache.keep(&index, &ledger)
    {
        tracing::debug!(error = %error, "the index of a folder cannot be kept");
    }
    Ok(index.search)
}

/// The index of all files.
fn built(files: &[BareFile], now: Timestamp) -> tantivy::Result<(Portable, Ledger)> {
    let difference = Difference::between(files, &Ledger::new(), now);
    Ok((Portable::of(difference.entries)?, difference.ledger))
}

/// What an index has to take in.
#[derive(Debug, Default)]
struct Difference {
    entries: Vec<Entry>,
    gone: Vec<String>,
    /// The files it then holds.
    ledger: Ledger,
    /// Whether the ledger says something new, even where the texts are the same.
    is_new: bool,
}

impl Difference {
    fn between(files: &[BareFile], known: &Ledger, now: Timestamp) -> Self {
        let mut difference = Self::default();
        for file in files {
            let before = known.get(&file.id);
            if let Some(before) = before
                && before.settled
                && before.stamp == file.stamp
            {
                difference.ledger.insert(file.id.clone(), *before);
                continue;
            }
            // A file that cannot be read is as good as gone.
            let Ok((bytes, number)) = file.read() else {
                continue;
            };
            let is_same = before.is_some_and(|before| {
                before.number == number && before.stamp.modified == file.stamp.modified
            });
            if !is_same {
                match file.entry(&bytes) {
                    Some(entry) => difference.entries.push(entry),
                    None => difference.gone.push(file.id.clone()),
                }
            }
            let known = Known {
                stamp: file.stamp,
                settled: is_settled(file, now),
                number,
            };
            difference.is_new |= before != Some(&known);
            difference.ledger.insert(file.id.clone(), known);
        }
        for id in known.keys() {
            if !difference.ledger.contains_key(id) {
                difference.gone.push(id.clone());
            }
        }
        difference.is_new |= !difference.gone.is_empty();
        difference
    }

    fn is_none(&self) -> bool {
        !self.is_new
    }

    fn changed(&self) -> usize {
        self.entries.len() + self.gone.len()
    }
}

/// Whether any change of the file from now on gives it other times.
fn is_settled(file: &BareFile, now: Timestamp) -> bool {
    let latest = file.stamp.latest();
    let is_coarse = file.stamp.modified % SECOND == 0 && file.stamp.changed % SECOND == 0;
    let tick = if is_coarse { COARSE_TICK } else { TICK };
    now.micros().saturating_mul(1_000) > latest.saturating_add(tick)
}
