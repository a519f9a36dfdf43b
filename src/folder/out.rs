//! From the book into the folder: writes the texts that the book has newer, and says why one waits.

use std::path::Path;

use super::base::Base;
use super::left_alone::why_blocked;
use super::plan::Plan;
use super::report::Report;
use super::scan::{Scan, reason};
use super::sync::{Folder, blocking, waiting};
use super::write::{self, Refused};
use crate::error::{Message, Result, say};
use crate::standards::{self, File};

/// Texts that are held in memory at once.
const BATCH: usize = 64;

impl Folder {
    /// Writes what the book has newer; whether something changed meanwhile, so that another look is due.
    pub(super) async fn write_out(
        &self,
        base: &mut Base,
        scan: &Scan,
        plan: &Plan,
        report: &mut Report,
    ) -> Result<bool> {
        for file in &plan.blocked {
            report.waiting.push(waiting(file, why_blocked(scan, file)));
        }
        let mut again = false;
        let mut hopeless: Option<Message> = None;
        for some in plan.writes.chunks(BATCH) {
            if let Some(why) = &hopeless {
                report
                    .waiting
                    .extend(some.iter().map(|(file, _)| waiting(file, why.clone())));
                continue;
            }
            for Written {
                file,
                hash,
                refused,
            } in self.write_some(some).await?
            {
                let why = match refused {
                    None => {
                        base.files.insert(file.path, hash);
                        continue;
                    }
                    Some(Refused::Changed) => {
                        again = true;
                        continue;
                    }
                    Some(Refused::LeadsAway) => say!("folder-link"),
                    Some(Refused::Fault(error)) => reason(&error),
                };
                if matches!(why.key, "folder-disk-full" | "folder-read-only") {
                    hopeless = Some(why.clone());
                }
                report.waiting.push(waiting(&file, why));
            }
        }
        Ok(again)
    }

    async fn write_some(&self, some: &[(File, Option<String>)]) -> Result<Vec<Written>> {
        let mut texts = Vec::with_capacity(some.len());
        let mut tx = self.db.read().await?;
        for (file, expected) in some {
            let text = standards::text(&mut tx, file.id).await?;
            texts.push((file.clone(), expected.clone(), text));
        }
        drop(tx);
        // The images first: a text whose image cannot be written waits with it, and both are tried again.
        let mut hindered = Vec::new();
        let mut ready = Vec::with_capacity(texts.len());
        for (file, expected, text) in texts {
            match self.write_images(file.id, &text).await? {
                None => ready.push((file, expected, text)),
                refused => hindered.push(Written {
                    hash: standards::hash_of(text.as_bytes()),
                    file,
                    refused,
                }),
            }
        }
        let root = self.root.clone();
        let mut written: Vec<Written> = blocking(move || {
            ready
                .into_iter()
                .map(|(file, expected, text)| write_one(&root, file, expected.as_deref(), &text))
                .collect()
        })
        .await?;
        written.extend(hindered);
        Ok(written)
    }
}

/// What became of one text.
struct Written {
    file: File,
    /// Of the bytes that were to be written: the book may have moved on since it was compared.
    hash: String,
    refused: Option<Refused>,
}

fn write_one(root: &Path, file: File, expected: Option<&str>, text: &str) -> Written {
    let hash = standards::hash_of(text.as_bytes());
    let refused = write::write(root, &file.path, text.as_bytes(), expected).err();
    Written {
        file,
        hash,
        refused,
    }
}
