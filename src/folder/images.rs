//! The images that standards show, beside the standards: written when a text is, so that any editor shows them, and taken in with a
//! text that came from outside.

use std::collections::BTreeSet;
use std::path::Path;

use super::scan::place;
use super::sync::{Folder, Kept, blocking};
use super::write::{self, Refused};
use crate::attachments::{self, LARGEST};
use crate::db::{Actor, Channel};
use crate::error::Result;
use crate::id::AttachmentName;
use crate::markdown;
use crate::standards;

/// Texts that are held in memory at once.
const BATCH: i64 = 64;

impl Folder {
    /// Writes the images of a text that are not in the folder yet; why one cannot be written.
    pub(super) async fn write_images(&self, text: &str) -> Result<Option<Refused>> {
        for name in markdown::images(text) {
            let path = path_of(&name);
            let target = place(&self.root, &path);
            if blocking(move || target.symlink_metadata().is_ok()).await? {
                continue;
            }
            let found = attachments::find(&mut self.db.read().await?, &name).await?;
            let Some(image) = found else {
                continue;
            };
            let root = self.root.clone();
            let written = blocking(move || write::write(&root, &path, &image.bytes, None)).await?;
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

/// The bytes of an image that lies in the folder.
fn read(path: &Path) -> Option<Vec<u8>> {
    is_one(path).then(|| std::fs::read(path).ok()).flatten()
}

/// Whether an image may lie there: nothing that a link leads to, nothing too large to be one of ours.
fn is_one(path: &Path) -> bool {
    path.symlink_metadata()
        .is_ok_and(|found| found.is_file() && found.len() <= LARGEST as u64)
}

fn path_of(name: &AttachmentName) -> String {
    format!("{}/{name}", AttachmentName::FOLDER)
}
