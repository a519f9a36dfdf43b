//! The images that standards show, beside the standards: written when a text is, so that any editor shows them, and taken in with a
//! text that came from outside.

use std::path::{Path, PathBuf};

use super::scan::place;
use super::sync::{Folder, Kept, blocking};
use super::write::{self, Refused};
use crate::attachments::{self, LARGEST};
use crate::db::{Actor, Channel};
use crate::error::Result;
use crate::id::AttachmentName;
use crate::markdown;

/// An image as it lies in the folder.
pub(super) type Found = (AttachmentName, Vec<u8>);

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
    /// Takes in the images that texts from outside show and that came after them, as when a checkout writes one file after the
    /// other.
    pub(super) async fn take_in_late(&self, kept: &mut Kept) -> Result<()> {
        if kept.wanted.is_empty() {
            return Ok(());
        }
        let (root, wanted) = (self.root.clone(), kept.wanted.clone());
        let found = blocking(move || {
            let names = wanted.into_iter();
            let read = |name: AttachmentName| {
                let bytes = read(place(&root, &path_of(&name)))?;
                Some((name, bytes))
            };
            names.filter_map(read).collect::<Vec<Found>>()
        })
        .await?;
        if found.is_empty() {
            return Ok(());
        }
        let mut tx = self.db.write(Actor::nobody(Channel::Folder)).await?;
        let mut taken = Vec::with_capacity(found.len());
        for (name, bytes) in found {
            if attachments::take_in(&mut tx, &name, bytes).await? {
                taken.push(name);
            }
        }
        tx.commit().await?;
        for name in taken {
            kept.wanted.remove(&name);
        }
        Ok(())
    }
}

/// The images that a text shows and that were not found with it.
pub(super) fn missing(text: &[u8], found: &[Found]) -> Vec<AttachmentName> {
    let text = std::str::from_utf8(text).unwrap_or_default();
    let mut names = markdown::images(text);
    names.retain(|name| !found.iter().any(|(known, _)| known == name));
    names
}

/// The images of a text that lie in the folder: none that a link leads to, none too large to be one of ours.
pub(super) fn images_of(root: &Path, text: &[u8]) -> Vec<Found> {
    let Ok(text) = std::str::from_utf8(text) else {
        return Vec::new();
    };
    let names = markdown::images(text).into_iter();
    names
        .filter_map(|name| read(place(root, &path_of(&name))).map(|bytes| (name, bytes)))
        .collect()
}

fn read(path: PathBuf) -> Option<Vec<u8>> {
    let found = path.symlink_metadata().ok()?;
    let is_one = found.is_file() && found.len() <= LARGEST as u64;
    is_one.then(|| std::fs::read(path).ok()).flatten()
}

fn path_of(name: &AttachmentName) -> String {
    format!("{}/{name}", AttachmentName::FOLDER)
}
