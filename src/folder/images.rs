//! The images that standards show, beside the standards: written when a text is, so that any editor shows them, and taken in with a
//! text that came from outside.

use std::path::{Path, PathBuf};

use super::scan::place;
use super::sync::{Folder, blocking};
use super::write::{self, Refused};
use crate::attachments::{self, LARGEST};
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
