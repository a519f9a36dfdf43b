//! What waits to become a commit: gathered from the feed, kept in `git.json` beside the database, one for each node. Without it the
//! feed is read again from where a team turned it on, and what stands in git already is passed over.

use std::io::ErrorKind;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::write;
use crate::changes::{self, Entry};
use crate::db::{Channel, Tx};
use crate::error::Result;
use crate::id::{MemberId, StandardId};
use crate::members::Team;
use crate::standards;

/// Entries of the feed that are read at once.
const ENTRIES: i64 = 500;

/// What enters the book as a text of its own.
const REVISIONS: [&str; 4] = [
    "standard.published",
    "standard.corrected",
    "standard.restored",
    "standard.adopted",
];

/// The notes of one node.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Notes {
    /// Which folder they are about; another one begins anew.
    pub(super) folder: String,
    /// The feed is read up to here.
    pub(super) after: i64,
    /// What is still to be committed, in the order in which it was published.
    pub(super) waiting: Vec<Pending>,
}

/// A revision that is still to be committed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Pending {
    /// Whose text.
    pub(super) standard: StandardId,
    /// Its number.
    pub(super) revision: i64,
    /// Who did the last of what put it in force; absent: the program.
    pub(super) by: Option<MemberId>,
    /// When its file got another name, in seconds since 1970: nothing else is to be committed then, and the number is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) renamed: Option<i64>,
}

impl Notes {
    /// Reads what is known about this folder.
    pub(super) fn load(file: &Path, folder: &Path) -> std::io::Result<Self> {
        let fresh = Self {
            folder: folder.to_string_lossy().into_owned(),
            ..Self::default()
        };
        let text = match std::fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(fresh),
            Err(error) => return Err(error),
        };
        match serde_json::from_str::<Self>(&text) {
            Ok(notes) if notes.folder == fresh.folder => Ok(notes),
            Ok(_) => Ok(fresh),
            Err(error) => {
                tracing::warn!(folder.notes = %file.display(), error = %error, "what waits for git cannot be read; reading the feed again");
                Ok(fresh)
            }
        }
    }

    /// Writes them, whole or not at all.
    pub(super) fn save(&self, file: &Path) -> std::io::Result<()> {
        let text = serde_json::to_vec(self).map_err(std::io::Error::other)?;
        write::replace(file, &text)
    }

    /// Reads on in the feed, which ends at `head`: what was published for teams that want it committed waits from now on, and what
    /// waited for a team that no longer does is let go.
    pub(super) async fn gather(&mut self, tx: &mut Tx, teams: &[Team], head: i64) -> Result<()> {
        let begun = teams.iter().filter_map(|team| team.commits_from).min();
        let Some(begun) = begun else {
            self.waiting.clear();
            return Ok(());
        };
        // A place beyond the end is that of another database.
        self.after = if self.after > head {
            head
        } else {
            self.after.max(begun)
        };
        loop {
            let entries = changes::since(tx, self.after, ENTRIES).await?;
            for entry in &entries {
                let Some(pending) = published(entry) else {
                    continue;
                };
                let from = from_of(tx, &pending, teams).await?;
                if from.is_some_and(|from| entry.seq > from) {
                    self.waiting.push(pending);
                }
            }
            match entries.last() {
                Some(last) => self.after = last.seq,
                None => break,
            }
        }
        let mut still = Vec::with_capacity(self.waiting.len());
        for pending in std::mem::take(&mut self.waiting) {
            if from_of(tx, &pending, teams).await?.is_some() {
                still.push(pending);
            }
        }
        self.waiting = still;
        Ok(())
    }
}

/// Since which place in the feed this standard's publications become commits; none: they do not. Those that are no team's here are
/// everyone's, and become commits as soon as any team's do.
async fn from_of(tx: &mut Tx, pending: &Pending, teams: &[Team]) -> Result<Option<i64>> {
    let Some(standard) = standards::find(tx, pending.standard).await? else {
        return Ok(None);
    };
    let own = teams
        .iter()
        .find(|team| Some(&team.key) == standard.team.as_ref());
    Ok(match own {
        Some(team) => team.commits_from,
        None => teams.iter().filter_map(|team| team.commits_from).min(),
    })
}

/// The revision that an entry tells of, when the program put it in force, or that its file got another name. What else was found in the folder, or brought in from another one, is
/// committed by whoever put it there.
fn published(entry: &Entry) -> Option<Pending> {
    if entry.kind == "standard.moved" && entry.channel == Channel::Folder.as_str() {
        return Some(Pending {
            standard: entry.subject.parse().ok()?,
            revision: 0,
            by: None,
            renamed: Some(entry.at.micros().div_euclid(1_000_000)),
        });
    }
    let is_brought = [Channel::Folder, Channel::Import]
        .iter()
        .any(|channel| entry.channel == channel.as_str());
    if is_brought || !REVISIONS.contains(&entry.kind.as_str()) {
        return None;
    }
    Some(Pending {
        standard: entry.subject.parse().ok()?,
        revision: entry.data.get("revision")?.as_i64()?,
        by: entry.actor.clone(),
        renamed: None,
    })
}
