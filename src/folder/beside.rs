//! The images that texts brought in show by a path of their own: taken into the book with the texts, and laid where those paths lead.

use std::collections::BTreeSet;
use std::path::Path;

use super::scan::{place, reason};
use super::source::Source;
use super::sync::blocking;
use crate::attachments::{self, LARGEST};
use crate::db::{Actor, Channel, Db};
use crate::error::{Error, Message, Result, say};
use crate::markdown::Destination;
use crate::standards;

/// What became of an image that a text shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pictured {
    /// Below the folder.
    pub path: String,
    /// The text that shows it.
    pub shown_by: String,
    /// What became of it.
    pub what: Picture,
}

/// What becomes of an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picture {
    /// New in the book.
    Taken,
    /// Another one than was taken earlier.
    Renewed,
    /// In the book already.
    Known,
    /// It stays where it is, and why.
    LeftOut(Message),
}

/// What texts want to show or lead to, and the text.
pub(super) type Wanted = Vec<(String, Vec<Destination>)>;

/// The images among what texts want, each once, with the text that shows it; and those that are shown and not there.
pub(super) fn find(source: &Source, wanted: &Wanted, met: &mut BTreeSet<String>) -> Vec<Pictured> {
    let mut found = Vec::new();
    for (text, destinations) in wanted {
        for destination in destinations {
            let ways = ways(text, &destination.path);
            let lies = ways.iter().find_map(|path| source.other(path));
            let is_shown = destination.is_image && !destination.path.contains("://");
            let (path, what) = match (lies, ways.first()) {
                (Some(path), _) => (path.to_owned(), Picture::Known),
                (None, _) if !is_shown => continue,
                (None, Some(path)) => (path.clone(), gone()),
                (None, None) => (destination.path.clone(), gone()),
            };
            if met.insert(path.clone()) {
                found.push(Pictured {
                    path,
                    shown_by: text.clone(),
                    what,
                });
            }
        }
    }
    found
}

fn gone() -> Picture {
    Picture::LeftOut(say!("import-image-not-there"))
}

/// Where a path may lead that a text writes: from its own file, else from the root of its folder.
fn ways(text: &str, path: &str) -> Vec<String> {
    if path.contains("://") {
        return Vec::new();
    }
    let rooted = format!("/{}", path.trim_start_matches('/'));
    let ways = [path, &rooted].map(|path| standards::joined(text, path));
    let mut ways: Vec<String> = ways.into_iter().flatten().collect();
    ways.dedup();
    ways
}

/// Takes in what lies there of these images, one after the other, so that never more than one is held in memory.
pub(super) async fn take(
    db: &Db,
    source: &Source,
    folder: &str,
    is_dry: bool,
    pictures: &mut [Pictured],
) -> Result<()> {
    for picture in pictures.iter_mut() {
        if let Picture::LeftOut(_) = picture.what {
            continue;
        }
        let file = place(&source.root, &picture.path);
        let bytes = match blocking(move || read(&file)).await? {
            Ok(bytes) => bytes,
            Err(why) => {
                picture.what = Picture::LeftOut(why);
                continue;
            }
        };
        let name = match attachments::name_of(&bytes) {
            Ok(name) => name,
            Err(Error::Invalid(faults)) => {
                let why = faults.into_iter().next().map(|fault| fault.message);
                picture.what = Picture::LeftOut(why.unwrap_or_else(|| say!("attachment-no-image")));
                continue;
            }
            Err(error) => return Err(error),
        };
        let mut tx = db.read().await?;
        let before = attachments::laid_at(&mut tx, folder, &picture.path).await?;
        let own = attachments::laid_at(&mut tx, "", &picture.path).await?;
        drop(tx);
        picture.what = match &before {
            Some(before) if *before == name => Picture::Known,
            Some(_) => Picture::Renewed,
            None => Picture::Taken,
        };
        if is_dry || (picture.what == Picture::Known && own.is_some()) {
            continue;
        }
        // It may lie there in the book's folder unless another one does that came from elsewhere.
        let is_free = own.is_none() || own == before;
        let mut tx = db.write(Actor::nobody(Channel::Import)).await?;
        attachments::add(&mut tx, bytes).await?;
        attachments::lay(&mut tx, folder, &picture.path, &name).await?;
        if is_free {
            attachments::lay(&mut tx, "", &picture.path, &name).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

/// The bytes of an image, when it is a plain file that is not too large. What was looked at may be another file by now.
fn read(path: &Path) -> std::result::Result<Vec<u8>, Message> {
    let found = path.symlink_metadata().map_err(|error| reason(&error))?;
    if !found.is_file() {
        return Err(say!("folder-no-plain-file"));
    }
    if found.len() > LARGEST as u64 {
        return Err(say!("attachment-too-large"));
    }
    std::fs::read(path).map_err(|error| reason(&error))
}

/// The name of an image as its address tells it, for [`Pictured`] in a report.
impl Pictured {
    /// Why it stays where it is, if it does.
    pub fn why(&self) -> Option<&Message> {
        match &self.what {
            Picture::LeftOut(why) => Some(why),
            Picture::Taken | Picture::Renewed | Picture::Known => None,
        }
    }
}
