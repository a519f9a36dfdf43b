//! Makes a commit of each publication, where a team wants that: afterwards and by itself, so that publishing never waits for git nor fails
//! with it. What cannot be committed now waits, and is tried again. It commits nothing that somebody else put into the folder, and reaches
//! no other machine.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use super::commit_notes::{Notes, Pending};
use super::commit_source::Traced;
use super::publication::{Publication, publication};
use super::report::{Commits, Committing, Waiting};
use super::sync::{Folder, blocking};
use crate::db::{Actor, Channel};
use crate::error::{Message, Result, say};
use crate::git::WorkTree;
use crate::id::StandardId;
use crate::members::{self, Team};
use crate::standards::{self, Committed};

/// What waits to be committed, in the data folder.
pub const COMMIT_NOTES: &str = "git.json";
/// The index of the commit that is being made.
const SCRATCH: &str = "git-index";
/// How often a commit is tried when somebody else commits at the same moment.
const TRIES: usize = 3;

/// What one try leaves to the next.
#[derive(Debug, Default)]
pub(super) struct GitKept {
    notes: Option<Notes>,
    pub(super) traced: Option<Traced>,
}

/// What became of a publication.
enum Outcome {
    /// This commit.
    Made(String),
    /// It stands in git already.
    Stands,
    /// It waits.
    Waits(Message),
}

impl Folder {
    /// How publications stand to git, as of the last try.
    pub fn commits(&self) -> Arc<Commits> {
        Arc::clone(&self.commits.borrow())
    }

    /// Commits what was published, and notes the commits that texts came with.
    ///
    /// # Errors
    /// The database's. What git refuses is in the answer, and tried again.
    pub async fn commit(&self) -> Result<Arc<Commits>> {
        self.commit_until(&CancellationToken::new()).await
    }

    /// How publications stand to git, looked at without touching anything: for whoever asks beside a running server.
    ///
    /// # Errors
    /// The database's, and those of the notes about what waits.
    pub async fn inspect_commits(&self) -> Result<Commits> {
        let mut tx = self.db.read().await?;
        let teams = members::teams(&mut tx).await?;
        if !teams.iter().any(|team| team.commits_from.is_some()) {
            return Ok(Commits::default());
        }
        let mut notes = self.load_notes().await?;
        notes.gather(&mut tx, &teams, self.db.known_head()).await?;
        let state = match self.work_tree().await {
            Ok((_, branch)) => Committing::On { branch },
            Err(why) => Committing::Hindered(why),
        };
        let why = match &state {
            Committing::Hindered(why) => why.clone(),
            _ => say!("git-not-yet"),
        };
        let mut waiting = Vec::new();
        for pending in &notes.waiting {
            waiting.push(self.waits(pending, why.clone()).await?);
        }
        Ok(Commits { state, waiting })
    }

    pub(super) async fn commit_until(&self, stop: &CancellationToken) -> Result<Arc<Commits>> {
        let mut kept = self.git.lock().await;
        let teams = members::teams(&mut self.db.read().await?).await?;
        if !teams.iter().any(|team| team.commits_from.is_some()) {
            *kept = GitKept::default();
            self.let_go().await?;
            return Ok(self.tell(Commits::default()));
        }
        let mut notes = match kept.notes.take() {
            Some(notes) => notes,
            None => self.load_notes().await?,
        };
        let before = notes.clone();
        let head = self.db.look_at_head().await?;
        notes
            .gather(&mut self.db.read().await?, &teams, head)
            .await?;
        self.save(&notes, &before).await?;
        let before = notes.clone();
        let outcome = self.commit_all(&mut kept, &mut notes, &teams, stop).await;
        self.save(&notes, &before).await?;
        kept.notes = Some(notes);
        Ok(self.tell(outcome?))
    }

    async fn commit_all(
        &self,
        kept: &mut GitKept,
        notes: &mut Notes,
        teams: &[Team],
        stop: &CancellationToken,
    ) -> Result<Commits> {
        let around = WorkTree::around(&self.root).await;
        if let Ok(tree) = &around {
            self.trace(tree, &mut kept.traced).await?;
        }
        let branch = match &around {
            Ok(tree) => tree.branch().await,
            Err(why) => Err(why.clone()),
        };
        let (mut tree, branch) = match (around, branch) {
            (Ok(tree), Ok(branch)) => (tree, branch),
            (Err(why), _) | (_, Err(why)) => {
                let mut waiting = Vec::new();
                for pending in &notes.waiting {
                    waiting.push(self.waits(pending, why.clone()).await?);
                }
                let state = Committing::Hindered(why);
                return Ok(Commits { state, waiting });
            }
        };
        let mut waiting = Vec::new();
        let mut stuck: BTreeSet<StandardId> = BTreeSet::new();
        let mut at = 0;
        while let Some(pending) = notes.waiting.get(at).cloned() {
            // Texts of one standard follow each other; those of others need not wait for them.
            if stop.is_cancelled() || stuck.contains(&pending.standard) {
                at += 1;
                continue;
            }
            match self.commit_one(&mut tree, &pending, teams).await? {
                Outcome::Waits(why) => {
                    stuck.insert(pending.standard);
                    waiting.push(self.waits(&pending, why).await?);
                    at += 1;
                }
                Outcome::Stands => {
                    notes.waiting.remove(at);
                }
                Outcome::Made(name) => {
                    notes.waiting.remove(at);
                    if pending.renamed.is_none() {
                        self.note(&pending, name).await?;
                    }
                }
            }
        }
        let state = Committing::On { branch };
        Ok(Commits { state, waiting })
    }

    async fn commit_one(
        &self,
        tree: &mut WorkTree,
        pending: &Pending,
        teams: &[Team],
    ) -> Result<Outcome> {
        let mut tx = self.db.read().await?;
        let address = self.address.as_deref();
        let Some(publication) = publication(&mut tx, pending, teams, address).await? else {
            return Ok(Outcome::Stands);
        };
        drop(tx);
        if !self.is_written(&publication).await? {
            return Ok(Outcome::Waits(say!("git-file-first")));
        }
        for _ in 1..TRIES {
            match self.try_one(tree, &publication).await? {
                Ok(outcome) => return Ok(outcome),
                Err(why) if why.key == "git-moved-on" => match WorkTree::around(&self.root).await {
                    Ok(anew) => *tree = anew,
                    Err(why) => return Ok(Outcome::Waits(why)),
                },
                Err(why) => return Ok(Outcome::Waits(why)),
            }
        }
        Ok(Outcome::Waits(say!("git-moved-on")))
    }

    async fn try_one(
        &self,
        tree: &mut WorkTree,
        publication: &Publication,
    ) -> Result<Result<Outcome, Message>> {
        let commit = match self.prepare(tree, publication).await? {
            Ok(Some(commit)) => commit,
            Ok(None) => return Ok(Ok(Outcome::Stands)),
            Err(why) => return Ok(Err(why)),
        };
        let scratch: PathBuf = self.base_file.with_file_name(SCRATCH);
        Ok(tree.commit(&commit, &scratch).await.map(|made| match made {
            Some(name) => Outcome::Made(name),
            None => Outcome::Stands,
        }))
    }

    /// Tells the book which commit a publication went into.
    async fn note(&self, pending: &Pending, name: String) -> Result<()> {
        let mut tx = self.db.write(Actor::nobody(Channel::Folder)).await?;
        let commit = Committed {
            name,
            author: None,
            member: None,
            at: tx.now(),
        };
        standards::note_committed(&mut tx, pending.standard, pending.revision, &commit).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn work_tree(&self) -> Result<(WorkTree, String), Message> {
        let tree = WorkTree::around(&self.root).await?;
        let branch = tree.branch().await?;
        Ok((tree, branch))
    }

    async fn waits(&self, pending: &Pending, why: Message) -> Result<Waiting> {
        let standard = standards::get(&mut self.db.read().await?, pending.standard).await?;
        Ok(Waiting {
            id: pending.standard,
            path: standard.path,
            why,
        })
    }

    /// Forgets what waited.
    async fn let_go(&self) -> Result<()> {
        let file = self.base_file.with_file_name(COMMIT_NOTES);
        match blocking(move || std::fs::remove_file(file)).await? {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    async fn load_notes(&self) -> Result<Notes> {
        let (file, root) = (
            self.base_file.with_file_name(COMMIT_NOTES),
            self.root.clone(),
        );
        Ok(blocking(move || Notes::load(&file, &root)).await??)
    }

    async fn save(&self, notes: &Notes, before: &Notes) -> Result<()> {
        if notes == before {
            return Ok(());
        }
        let (file, notes) = (self.base_file.with_file_name(COMMIT_NOTES), notes.clone());
        Ok(blocking(move || notes.save(&file)).await??)
    }

    fn tell(&self, commits: Commits) -> Arc<Commits> {
        let commits = Arc::new(commits);
        self.commits.send_replace(Arc::clone(&commits));
        commits
    }
}
