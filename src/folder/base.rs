//! What was last seen in step: for every file the hash that the book and the folder both had. Kept in `folder.json` beside the database,
//! one for each node; without it a full folder is adopted and a new one is written.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::write;

/// The base of a two-way step.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Base {
    /// Which folder it is about; another one begins anew.
    pub(super) folder: String,
    /// The hash by path below the folder.
    pub(super) files: BTreeMap<String, String>,
}

impl Base {
    /// Reads what is known about this folder.
    pub(super) fn load(file: &Path, folder: &Path) -> std::io::Result<Self> {
        let folder = folder.to_string_lossy().into_owned();
        let fresh = Self {
            folder: folder.clone(),
            files: BTreeMap::new(),
        };
        let text = match std::fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(fresh),
            Err(error) => return Err(error),
        };
        match serde_json::from_str::<Self>(&text) {
            Ok(base) if base.folder == folder => Ok(base),
            Ok(_) => Ok(fresh),
            Err(error) => {
                tracing::warn!(folder.base = %file.display(), error = %error, "what was last in step cannot be read; comparing anew");
                Ok(fresh)
            }
        }
    }

    /// Writes it, whole or not at all.
    pub(super) fn save(&self, file: &Path) -> std::io::Result<()> {
        let text = serde_json::to_vec(self).map_err(std::io::Error::other)?;
        write::replace(file, &text)
    }
}
