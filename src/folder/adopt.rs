//! From the folder into the book: texts that changed outside, and files that got another name.

use std::path::Path;

use super::base::Base;
use super::images::shown_in;
use super::plan::{Adopt, Known, PROPOSED, Plan};
use super::report::{Report, Unreadable, Waiting};
use super::scan::{Scan, bytes_of, place};
use super::sync::{Folder, Kept, blocking};
use super::write;
use crate::db::{Actor, Channel, Tx};
use crate::error::{Error, Fault, Result, say};
use crate::id::{AttachmentName, StandardId};
use crate::markdown::{self, Flaw};
use crate::proposals::{self, Found};
use crate::standards;

/// Texts that enter the book in one transaction.
const BATCH: usize = 200;

/// What the book knows of standards whose files hold another text than the newest.
pub(super) async fn known(tx: &mut Tx, doubtful: &[StandardId]) -> Result<Known> {
    let mut known = Known::new();
    for id in doubtful {
        for hash in proposals::proposed(tx, *id).await? {
            known.insert((*id, hash), PROPOSED);
        }
        for revision in standards::revisions(tx, *id).await? {
            known.insert((*id, revision.hash), revision.number);
        }
    }
    Ok(known)
}

impl Folder {
    /// Takes in what came from outside; whether anything did. What cannot be read is named in the report.
    pub(super) async fn take_in(
        &self,
        kept: &mut Kept,
        base: &mut Base,
        scan: &Scan,
        plan: &Plan,
        report: &mut Report,
    ) -> Result<bool> {
        let mut entered = self.follow_names(base, plan).await?;
        for some in plan.adopts.chunks(BATCH) {
            let (texts, flawed) = self.read_some(some).await?;
            for (adopt, flaws) in flawed {
                report.waiting.extend(waits_for(adopt));
                report
                    .unreadable
                    .extend(flaws.into_iter().map(|flaw| unreadable(adopt, flaw)));
            }
            if texts.is_empty() {
                continue;
            }
            // The images first and each by itself: a text is never in force before an image that came with it.
            let shown = texts.iter().flat_map(|(_, _, shown)| shown.iter().cloned());
            let lacking = self.take_in_images(shown.collect()).await?;
            kept.wanted.extend(lacking);
            for (adopt, bytes, _) in &texts {
                if let Ok(text) = std::str::from_utf8(bytes) {
                    self.take_in_beside(&adopt.path, text).await?;
                }
            }
            let mut tx = self.db.write(Actor::nobody(Channel::Folder)).await?;
            let mut noted = Vec::with_capacity(texts.len());
            for (adopt, bytes, _) in texts {
                let found = Found {
                    path: &adopt.path,
                    bytes: &bytes,
                    base: adopt.base.as_deref(),
                };
                match proposals::adopt(&mut tx, found).await {
                    Ok(_) => noted.push((adopt.path.clone(), adopt.hash.clone())),
                    Err(error) => {
                        report.waiting.extend(waits_for(adopt));
                        report.unreadable.push(refused(adopt, error)?);
                    }
                }
            }
            tx.commit().await?;
            entered |= !noted.is_empty();
            base.files.extend(noted);
        }
        self.lift_numbers(kept, scan).await?;
        Ok(entered)
    }

    /// The names of files follow those in the book, and the book follows the names that somebody gave.
    async fn follow_names(&self, base: &mut Base, plan: &Plan) -> Result<bool> {
        let mut followed = false;
        for (from, to) in plan.renames.clone() {
            let (root, old, new) = (self.root.clone(), from.clone(), to.clone());
            match blocking(move || write::rename(&root, &old, &new)).await? {
                Ok(()) => {
                    followed = true;
                    rename_in(base, &from, &to);
                }
                Err(error) => {
                    tracing::warn!(folder.path = %from, error = ?error, "a file could not be given the name that its standard has now");
                }
            }
        }
        if plan.moves.is_empty() {
            return Ok(followed);
        }
        let mut tx = self.db.write(Actor::nobody(Channel::Folder)).await?;
        for (id, _, to) in &plan.moves {
            standards::moved(&mut tx, *id, to).await?;
        }
        tx.commit().await?;
        for (_, from, to) in &plan.moves {
            rename_in(base, from, to);
        }
        Ok(true)
    }

    /// The texts that can be read, and the flaws of those that cannot. One that changed since it was seen is left to the next look.
    async fn read_some<'a>(
        &self,
        some: &'a [Adopt],
    ) -> Result<(Vec<Readable<'a>>, Vec<(&'a Adopt, Vec<Flaw>)>)> {
        let (root, paths) = (
            self.root.clone(),
            some.iter()
                .map(|adopt| adopt.path.clone())
                .collect::<Vec<_>>(),
        );
        let read = blocking(move || {
            paths
                .iter()
                .map(|path| {
                    let (hash, bytes) = read_one(&root, path)?;
                    let shown = bytes.as_ref().map(|bytes| shown_in(bytes));
                    Some((hash, shown.unwrap_or_default(), bytes))
                })
                .collect::<Vec<_>>()
        })
        .await?;
        let (mut texts, mut flawed) = (Vec::new(), Vec::new());
        for (adopt, bytes) in some.iter().zip(read) {
            let seen = bytes.filter(|(hash, _, _)| *hash == adopt.hash);
            let Some((hash, shown, bytes)) = seen else {
                self.wake.notify_one();
                continue;
            };
            debug_assert_eq!(hash, adopt.hash);
            match bytes {
                Ok(bytes) => texts.push((adopt, bytes, shown)),
                Err(flaws) => flawed.push((adopt, flaws)),
            }
        }
        Ok((texts, flawed))
    }

    /// Lifts the counter above every number in the folder, also of files that cannot be read.
    async fn lift_numbers(&self, kept: &mut Kept, scan: &Scan) -> Result<()> {
        let numbers = scan
            .files
            .keys()
            .filter_map(|path| standards::number_in(path));
        let Some(highest) = numbers.max().filter(|id| id.number() > kept.highest) else {
            return Ok(());
        };
        let mut tx = self.db.write(Actor::nobody(Channel::Folder)).await?;
        standards::number_seen(&mut tx, highest).await?;
        tx.commit().await?;
        kept.highest = highest.number();
        Ok(())
    }
}

fn rename_in(base: &mut Base, from: &str, to: &str) {
    if let Some(hash) = base.files.remove(from) {
        base.files.insert(to.to_owned(), hash);
    }
}

/// A text that can be read, and the images that it shows.
type Readable<'a> = (&'a Adopt, Vec<u8>, Vec<AttachmentName>);

/// The hash of a file's bytes, and the bytes when they can be read as a standard.
type Seen = (String, Result<Vec<u8>, Vec<Flaw>>);

/// Looks at one file; none when it is gone or cannot be opened.
pub(super) fn read_one(root: &Path, path: &str) -> Option<Seen> {
    let bytes = bytes_of(&place(root, path)).ok()?;
    let hash = standards::hash_of(&bytes);
    if is_empty(&bytes) {
        // As an editor leaves it that found the disk full, or a machine that lost its power.
        let flaw = Flaw {
            line: 1,
            column: 1,
            message: say!("folder-file-empty"),
        };
        return Some((hash, Err(vec![flaw])));
    }
    Some(match markdown::read(&bytes) {
        Ok(_) => (hash, Ok(bytes)),
        Err(flaws) => (hash, Err(flaws)),
    })
}

/// Whether a file holds nothing that anybody wrote.
pub(super) fn is_empty(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    text.iter().all(u8::is_ascii_whitespace)
}

/// The book's newer text, which is not written over a file that nobody could take in.
pub(super) fn waits_for(adopt: &Adopt) -> Option<Waiting> {
    let id = adopt.id.filter(|_| adopt.waits)?;
    Some(Waiting {
        id,
        path: adopt.path.clone(),
        why: say!("folder-waits-for-file"),
    })
}

pub(super) fn unreadable(adopt: &Adopt, flaw: Flaw) -> Unreadable {
    Unreadable {
        path: adopt.path.clone(),
        id: adopt.id.or_else(|| standards::number_in(&adopt.path)),
        line: Some(flaw.line),
        column: Some(flaw.column),
        message: flaw.message,
        in_force: adopt.id.is_some(),
    }
}

/// A text that the book does not take; any other error is the database's.
pub(super) fn refused(adopt: &Adopt, error: Error) -> Result<Unreadable> {
    let message = match error {
        Error::Invalid(faults) => faults
            .into_iter()
            .next()
            .map(|Fault { message, .. }| message),
        Error::Conflict(conflict) => Some(conflict.message),
        other => return Err(other),
    };
    let message = message.ok_or_else(|| Error::internal("a text was refused without a reason"))?;
    Ok(Unreadable {
        path: adopt.path.clone(),
        id: adopt.id,
        line: None,
        column: None,
        message,
        in_force: adopt.id.is_some(),
    })
}
