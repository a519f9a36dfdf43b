//! The images that standards show, beside the standards: written when a text is, so that any editor shows them, and taken in with a
//! text that came from outside.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::report::State;
use super::scan::place;
use super::sync::{Folder, Kept, blocking};
use super::write::{self, Refused};
use crate::attachments::{self, LARGEST};
use crate::db::{Actor, Channel};
use crate::error::Result;
use crate::id::{AttachmentName, StandardId};
use crate::markdown;
use crate::standards;

/// Texts that are held in memory at once.
const BATCH: i64 = 64;

impl Folder {
    /// Writes the images of a standard's text that are not in the folder yet; why one cannot be written.
    pub(super) async fn write_images(&self, id: StandardId, text: &str) -> Result<Option<Refused>> {
        let mut images: BTreeMap<String, AttachmentName> = markdown::images(text)
            .into_iter()
            .map(|name| (path_of(&name), name))
            .collect();
        images.extend(
            standards::led(&mut self.db.read().await?, id, text)
                .await?
                .images,
        );
        for (path, name) in images {
            let target = place(&self.root, &path);
            let lies = blocking(move || lies_there(&target)).await?;
            let expected = match lies {
                Lies::Nothing => None,
                // An earlier image of the book may make room for its next one, and nothing else.
                Lies::Image(earlier, hash)
                    if earlier != name
                        && attachments::is_there(&mut self.db.read().await?, &earlier).await? =>
                {
                    Some(hash)
                }
                Lies::Image(..) | Lies::Other => continue,
            };
            let found = attachments::find(&mut self.db.read().await?, &name).await?;
            let Some(image) = found else {
                continue;
            };
            let root = self.root.clone();
            let written =
                blocking(move || write::write(&root, &path, &image.bytes, expected.as_deref()))
                    .await?;
            match written {
                // Somebody put it there meanwhile.
                Ok(()) | Err(Refused::Changed) => {}
                Err(refused) => return Ok(Some(refused)),
            }
        }
        Ok(None)
    }
}

impl Folder {
    /// Writes the images of these standards, which came after their texts. What cannot be written is written with a next revision.
    ///
    /// # Errors
    /// The database's.
    pub async fn show_images(&self, ids: &BTreeSet<StandardId>) -> Result<()> {
        if self.report().state != State::Here {
            return Ok(());
        }
        for id in ids {
            let text = standards::text(&mut self.db.read().await?, *id).await?;
            if let Some(refused) = self.write_images(*id, &text).await? {
                tracing::warn!(standard.id = %id, error = ?refused, "an image could not be written beside its text");
            }
        }
        Ok(())
    }

    /// Takes in the images that lie beside a text of the folder and that it shows by their paths.
    pub(super) async fn take_in_beside(&self, path: &str, text: &str) -> Result<()> {
        for wanted in markdown::destinations(text) {
            let Some(image) = standards::joined(path, &wanted.path) else {
                continue;
            };
            let (root, below) = (self.root.clone(), image.clone());
            let read =
                blocking(move || is_plain(&root, &below).then(|| read(&place(&root, &below))));
            let Some(bytes) = read.await?.flatten() else {
                continue;
            };
            let Ok(name) = attachments::name_of(&bytes) else {
                continue;
            };
            let laid = attachments::laid_at(&mut self.db.read().await?, "", &image).await?;
            if laid.as_ref() == Some(&name) {
                continue;
            }
            let mut tx = self.db.write(Actor::nobody(Channel::Folder)).await?;
            attachments::add(&mut tx, bytes).await?;
            attachments::lay(&mut tx, "", &image, &name).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// Takes in those of these images that the book has not yet, one after the other, so that never more than one is held in memory;
    /// the names of those that do not lie there, or not whole.
    pub(super) async fn take_in_images(
        &self,
        names: BTreeSet<AttachmentName>,
    ) -> Result<BTreeSet<AttachmentName>> {
        let mut lacking = BTreeSet::new();
        for name in names {
            if attachments::is_there(&mut self.db.read().await?, &name).await? {
                continue;
            }
            let path = place(&self.root, &path_of(&name));
            let Some(bytes) = blocking(move || read(&path)).await? else {
                lacking.insert(name);
                continue;
            };
            let mut tx = self.db.write(Actor::nobody(Channel::Folder)).await?;
            let taken = attachments::take_in(&mut tx, &name, bytes).await?;
            tx.commit().await?;
            if !taken {
                lacking.insert(name);
            }
        }
        Ok(lacking)
    }

    /// Takes in the images that texts from outside show and that came after them, as when a checkout writes one file after the
    /// other.
    pub(super) async fn take_in_late(&self, kept: &mut Kept) -> Result<()> {
        if kept.wanted.is_empty() {
            return Ok(());
        }
        let (root, wanted) = (self.root.clone(), kept.wanted.clone());
        let come = blocking(move || {
            let names = wanted.into_iter();
            names
                .filter(|name| is_one(&place(&root, &path_of(name))))
                .collect::<BTreeSet<_>>()
        })
        .await?;
        let lacking = self.take_in_images(come.clone()).await?;
        kept.wanted
            .retain(|name| lacking.contains(name) || !come.contains(name));
        Ok(())
    }

    /// Asks the book once after the start which images its texts in force show and it has not: what an earlier run waited for.
    pub(super) async fn recall_wanted(&self, kept: &mut Kept) -> Result<()> {
        if kept.recalled {
            return Ok(());
        }
        let mut after = None;
        loop {
            let texts = standards::texts_after(&mut self.db.read().await?, after, BATCH).await?;
            let Some((last, _)) = texts.last() else {
                break;
            };
            after = Some(*last);
            let shown = blocking(move || {
                let texts = texts.iter();
                texts
                    .flat_map(|(_, text)| shown_in(text))
                    .collect::<BTreeSet<_>>()
            })
            .await?;
            let mut tx = self.db.read().await?;
            for name in shown {
                if !attachments::is_there(&mut tx, &name).await? {
                    kept.wanted.insert(name);
                }
            }
        }
        kept.recalled = true;
        Ok(())
    }
}

/// The images that a text shows.
pub(super) fn shown_in(text: &[u8]) -> Vec<AttachmentName> {
    std::str::from_utf8(text).map_or_else(|_| Vec::new(), markdown::images)
}

/// What stands where an image is to lie.
enum Lies {
    Nothing,
    /// An image, and the hash of its bytes.
    Image(AttachmentName, String),
    Other,
}

fn lies_there(path: &Path) -> Lies {
    if path.symlink_metadata().is_err() {
        return Lies::Nothing;
    }
    let image = read(path).and_then(|bytes| {
        let name = attachments::name_of(&bytes).ok()?;
        Some(Lies::Image(name, standards::hash_of(&bytes)))
    });
    image.unwrap_or(Lies::Other)
}

/// Whether a path below the folder leads to a place that is no text and nobody's own: through no link, to nothing hidden.
fn is_plain(root: &Path, path: &str) -> bool {
    let mut at = root.to_owned();
    let leads_on = path.split('/').all(|part| {
        at.push(part);
        !part.starts_with('.') && at.symlink_metadata().is_ok_and(|found| !found.is_symlink())
    });
    leads_on && !super::source::is_text(path)
}

/// The bytes of an image that lies in the folder.
pub(super) fn read(path: &Path) -> Option<Vec<u8>> {
    is_one(path).then(|| std::fs::read(path).ok()).flatten()
}

/// Whether an image may lie there: nothing that a link leads to, nothing too large to be one of ours.
fn is_one(path: &Path) -> bool {
    path.symlink_metadata()
        .is_ok_and(|found| found.is_file() && found.len() <= LARGEST as u64)
}

/// Where an image lies below the folder.
pub(super) fn path_of(name: &AttachmentName) -> String {
    format!("{}/{name}", AttachmentName::FOLDER)
}
