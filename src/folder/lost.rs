//! Images that texts in the folder show and that lie there no longer, or with other bytes: told like texts that are missing, and written
//! again when somebody asks for it, never by itself, since a deletion may be meant.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use super::images::{path_of, read};
use super::report::LostImage;
use super::scan::{Scan, Stamp, place};
use super::sync::{Folder, blocking};
use crate::attachments;
use crate::error::Result;
use crate::id::{AttachmentName, StandardId};
use crate::markdown;
use crate::standards::{self, File};

/// The images that the texts in the folder show, kept from one look to the next.
#[derive(Debug, Clone, Default)]
pub(super) struct Shown {
    /// Of each standard whose file holds its text: the hash of that, and where its images lie.
    texts: BTreeMap<StandardId, (String, Vec<(String, AttachmentName)>)>,
    /// What the file system said of files that held their image.
    whole: HashMap<String, Stamp>,
}

impl Folder {
    /// Learns which images the texts show that are in step with their files. A text is read once.
    pub(super) async fn learn_shown(
        &self,
        shown: &mut Shown,
        scan: &Scan,
        book: &[File],
    ) -> Result<()> {
        let is_there = |file: &&File| {
            let seen = scan.files.get(&file.path);
            seen.is_some_and(|seen| seen.hash == file.hash)
        };
        let mut texts = BTreeMap::new();
        for file in book.iter().filter(is_there) {
            let known = shown.texts.remove(&file.id);
            let images = match known.filter(|(hash, _)| *hash == file.hash) {
                Some((_, images)) => images,
                None => self.images_of(file.id).await?,
            };
            texts.insert(file.id, (file.hash.clone(), images));
        }
        shown.texts = texts;
        Ok(())
    }

    /// Those that are lost, of the texts that were learnt.
    pub(super) async fn lost_images(&self, shown: &mut Shown) -> Result<Vec<LostImage>> {
        let first = self.look_for(shown).await?;
        let of: BTreeSet<StandardId> = first.iter().map(|(lost, _)| lost.id).collect();
        if of.is_empty() {
            return Ok(Vec::new());
        }
        // An import may have laid another image there for the same text.
        for id in of {
            let images = self.images_of(id).await?;
            if let Some((_, known)) = shown.texts.get_mut(&id) {
                *known = images;
            }
        }
        let mut lost = Vec::new();
        for (image, name) in self.look_for(shown).await? {
            // What the book has not either is waited for, not missed.
            if attachments::is_there(&mut self.db.read().await?, &name).await? {
                lost.push(image);
            }
        }
        Ok(lost)
    }

    /// Where the images lie that a text shows.
    async fn images_of(&self, id: StandardId) -> Result<Vec<(String, AttachmentName)>> {
        let mut tx = self.db.read().await?;
        let text = standards::text(&mut tx, id).await?;
        let named = markdown::images(&text).into_iter();
        let mut images: BTreeMap<String, AttachmentName> =
            named.map(|name| (path_of(&name), name)).collect();
        if markdown::destinations(&text).iter().any(|one| one.is_image) {
            images.extend(standards::led(&mut tx, id, &text).await?.images);
        }
        Ok(images.into_iter().collect())
    }

    async fn look_for(&self, shown: &mut Shown) -> Result<Vec<(LostImage, AttachmentName)>> {
        let (root, mut seen) = (self.root.clone(), std::mem::take(shown));
        let (seen, lost) = blocking(move || {
            let mut lost = Vec::new();
            for (id, (_, images)) in &seen.texts {
                for (path, name) in images {
                    let Some(altered) = look(&root, path, name, &mut seen.whole) else {
                        continue;
                    };
                    let (id, path) = (*id, path.clone());
                    lost.push((LostImage { id, path, altered }, name.clone()));
                }
            }
            (seen, lost)
        })
        .await?;
        *shown = seen;
        Ok(lost)
    }
}

/// None where the image lies; else whether something else does.
fn look(
    root: &Path,
    path: &str,
    name: &AttachmentName,
    whole: &mut HashMap<String, Stamp>,
) -> Option<bool> {
    let target = place(root, path);
    let Ok(found) = target.symlink_metadata() else {
        whole.remove(path);
        return Some(false);
    };
    let stamp = Stamp::of(&found);
    if whole.get(path) == Some(&stamp) && stamp.settled() {
        return None;
    }
    let is_it = read(&target).and_then(|bytes| attachments::name_of(&bytes).ok());
    if is_it.as_ref() != Some(name) {
        whole.remove(path);
        return Some(true);
    }
    whole.insert(path.to_owned(), stamp);
    None
}
