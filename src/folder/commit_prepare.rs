//! The commit of a publication as it is to be made: its file, the images that it shows, and the names that the file had before.

use std::collections::{BTreeMap, BTreeSet};

use super::images::path_of;
use super::publication::Publication;
use super::scan::{bytes_of, place};
use super::sync::{Folder, blocking};
use crate::attachments;
use crate::changes;
use crate::error::{Message, Result};
use crate::git::{Commit, Identity, Piece, WorkTree};
use crate::id::{AttachmentName, StandardId};
use crate::markdown;
use crate::standards;

/// Entries of a standard's story in which its earlier names are looked for.
const STORY: i64 = 500;

impl Folder {
    /// The commit of a publication; none where git has this text, or a later one of the book.
    pub(super) async fn prepare(
        &self,
        tree: &WorkTree,
        publication: &Publication,
    ) -> Result<Result<Option<Commit>, Message>> {
        let Publication {
            standard, revision, ..
        } = publication;
        let path = standard.path.as_str();
        let present = match tree.at_head(&[path]).await {
            Ok(mut present) => present.remove(path),
            Err(why) => return Ok(Err(why)),
        };
        if publication.renamed.is_some() && present.is_some() {
            return Ok(Ok(None));
        }
        let mut pieces = Vec::new();
        match present {
            Some(present) => {
                for number in revision.number..=standard.revision {
                    let mut tx = self.db.read().await?;
                    let text = standards::text_of(&mut tx, standard.id, number).await?;
                    drop(tx);
                    match tree.name_of(path, text.as_bytes()).await {
                        Ok(name) if present.is(&name) => return Ok(Ok(None)),
                        Ok(_) => {}
                        Err(why) => return Ok(Err(why)),
                    }
                }
            }
            None => match self.earlier_names(tree, publication).await? {
                // What git has not yet is for whoever put it into the folder.
                Ok(gone) if gone.is_empty() && publication.renamed.is_some() => {
                    return Ok(Ok(None));
                }
                Ok(gone) => pieces.extend(gone),
                Err(why) => return Ok(Err(why)),
            },
        }
        let before = publication.before.clone();
        pieces.push(Piece {
            path: path.to_owned(),
            text: Some(publication.text.clone().into_bytes()),
            replaces: before.into_iter().map(String::into_bytes).collect(),
        });
        match self.images(tree, standard.id, &publication.text).await? {
            Ok(images) => pieces.extend(images),
            Err(why) => return Ok(Err(why)),
        }
        let committer = match tree.owner().await {
            Ok(Some((name, email))) => Identity::new(&name, &email),
            Ok(None) => Identity::new("Cahier", "cahier@cahier.invalid"),
            Err(why) => return Ok(Err(why)),
        };
        Ok(Ok(Some(Commit {
            pieces,
            message: publication.message.clone(),
            author: publication.author.clone().unwrap_or(committer.clone()),
            committer,
            at: publication
                .renamed
                .unwrap_or(revision.at.micros().div_euclid(1_000_000)),
        })))
    }

    /// Whether the newest text of the standard stands in its file: a commit of what does not would be undone by the next one of a person.
    pub(super) async fn is_written(&self, publication: &Publication) -> Result<bool> {
        let file = place(&self.root, &publication.standard.path);
        let there = blocking(move || bytes_of(&file).ok()).await?;
        Ok(there.is_some_and(|bytes| standards::hash_of(&bytes) == publication.standard.hash))
    }

    /// The names that the file had before and that git still has: they go with the same commit.
    async fn earlier_names(
        &self,
        tree: &WorkTree,
        publication: &Publication,
    ) -> Result<Result<Vec<Piece>, Message>> {
        let id = publication.standard.id;
        let mut tx = self.db.read().await?;
        let mut names = BTreeSet::new();
        for entry in changes::story(&mut tx, &id.to_string(), None, STORY).await? {
            let old = entry
                .data
                .get("path")
                .and_then(|path| path.get(0)?.as_str());
            let Some(old) = old.filter(|_| entry.kind == "standard.moved") else {
                continue;
            };
            let is_anothers = standards::at_path(&mut tx, old).await?.is_some();
            let stands = place(&self.root, old).symlink_metadata().is_ok();
            if !is_anothers && !stands {
                names.insert(old.to_owned());
            }
        }
        drop(tx);
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let known = match tree.at_head(&names).await {
            Ok(known) => known,
            Err(why) => return Ok(Err(why)),
        };
        let name = tree
            .name_of(&publication.standard.path, publication.text.as_bytes())
            .await;
        let name = match name {
            Ok(name) => name,
            Err(why) => return Ok(Err(why)),
        };
        // Another name alone: what git has under the earlier one is this very text.
        let is_alone = publication.renamed.is_some();
        let gone = known
            .into_iter()
            .filter(|(_, object)| object.is_file() && (!is_alone || object.is(&name)));
        Ok(Ok(gone
            .map(|(path, _)| Piece {
                path,
                text: None,
                replaces: Vec::new(),
            })
            .collect()))
    }

    /// The images that a text shows, as files of the same commit: those that were added to it, and those that came with it from elsewhere
    /// and that git has not yet.
    async fn images(
        &self,
        tree: &WorkTree,
        id: StandardId,
        text: &str,
    ) -> Result<Result<Vec<Piece>, Message>> {
        let mut tx = self.db.read().await?;
        let laid = standards::led(&mut tx, id, text).await?.images;
        let paths: Vec<&str> = laid.keys().map(String::as_str).collect();
        let present = match tree.at_head(&paths).await {
            Ok(present) => present,
            Err(why) => return Ok(Err(why)),
        };
        let named = markdown::images(text).into_iter();
        let mut images: BTreeMap<String, AttachmentName> =
            named.map(|name| (path_of(&name), name)).collect();
        let missing = laid
            .into_iter()
            .filter(|(path, _)| !present.contains_key(path));
        images.extend(missing);
        let mut pieces = Vec::new();
        for (path, name) in images {
            let found = attachments::find(&mut tx, &name).await?;
            pieces.extend(found.map(|image| Piece {
                path,
                text: Some(image.bytes),
                replaces: Vec::new(),
            }));
        }
        Ok(Ok(pieces))
    }
}
