//! Proves that database, files and index say the same, or names each difference. It only looks, so that it may be asked
//! beside a running server.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::db::{Backup, Tx};
use crate::error::{Message, Result, say};
use crate::folder::{Commits, Committing, Report, State};
use crate::id::{ProblemId, StandardId};
use crate::search::{Difference, DifferenceKind, Inspection, Search};
use crate::standards;

use super::{App, doctor_store as store};

/// Texts read at once.
const TEXTS: i64 = 100;

/// Where something was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    /// The engine's own files.
    Database,
    /// The change feed.
    Feed,
    /// What rows say of each other.
    Rows,
    /// The search index.
    Index,
    /// The standards' folder.
    Folder,
    /// The work tree that it lies in.
    Git,
}

impl Area {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Database => "database",
            Self::Feed => "feed",
            Self::Rows => "rows",
            Self::Index => "index",
            Self::Folder => "folder",
            Self::Git => "git",
        }
    }
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// Something is lost or wrong, and does not mend itself.
    Broken,
    /// Something waits: for the server, for a file, for somebody.
    Differs,
}

impl Severity {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Broken => "broken",
            Self::Differs => "differs",
        }
    }
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Where.
    pub area: Area,
    /// How bad.
    pub severity: Severity,
    /// What.
    pub message: Message,
    /// Why, where a reason is known.
    pub why: Option<Message>,
    /// Whether a running server is about to settle it.
    pub passes: bool,
}

/// How much was compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Problems.
    pub problems: i64,
    /// Standards.
    pub standards: i64,
    /// Revisions whose bytes were compared with their hashes.
    pub revisions: i64,
    /// Files in the standards' folder.
    pub files: usize,
    /// Entries of the feed.
    pub changes: i64,
    /// What can be found by searching.
    pub documents: u64,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnosis {
    /// How much was compared.
    pub counts: Counts,
    /// The differences; none when all agree.
    pub findings: Vec<Finding>,
    /// Copies of the database from before its tables were changed, the newest first; those that are whole.
    pub copies: Vec<(PathBuf, Backup)>,
}

impl Diagnosis {
    /// Whether anything is broken.
    pub fn is_broken(&self) -> bool {
        self.findings
            .iter()
            .any(|finding| finding.severity == Severity::Broken)
    }

    /// Whether a running server may settle some of it within a moment.
    pub fn may_pass(&self) -> bool {
        self.findings.iter().any(|finding| finding.passes)
    }

    fn add(&mut self, area: Area, severity: Severity, message: Message) -> &mut Finding {
        self.findings.push(Finding {
            area,
            severity,
            message,
            why: None,
            passes: false,
        });
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }

    fn broken(&mut self, area: Area, message: Message) {
        self.add(area, Severity::Broken, message);
    }
}

impl App {
    /// Compares everything with everything.
    ///
    /// # Errors
    /// The database cannot be read at all.
    pub async fn diagnose(&self) -> Result<Diagnosis> {
        let mut found = Diagnosis::default();
        for what in self.db.damage().await? {
            found.broken(Area::Database, say!("doctor-database-damaged", what = what));
        }
        {
            let mut tx = self.db.snapshot().await?;
            feed(&mut tx, &mut found).await?;
            rows(&mut tx, &mut found).await?;
            texts(&mut tx, &mut found).await?;
        }
        for copy in self.db.copies_before().await? {
            match copy.backup {
                Some(backup) => found.copies.push((copy.path, backup)),
                None => {
                    let path = copy.path.display().to_string();
                    let damaged = say!("doctor-copy-damaged", path = path);
                    found.add(Area::Database, Severity::Differs, damaged);
                }
            }
        }
        // Opened anew: a running server writes it meanwhile.
        let seen = Search::open(&self.config.data).inspect(&self.db).await?;
        index(seen, &mut found);
        folder(self.folder.inspect().await?, &mut found);
        git(self.folder.inspect_commits().await?, &mut found);
        Ok(found)
    }
}

async fn feed(tx: &mut Tx, found: &mut Diagnosis) -> Result<()> {
    let totals = store::totals(tx).await?;
    found.counts.problems = totals.problems;
    found.counts.standards = totals.standards;
    found.counts.changes = totals.changes;
    let (count, head) = (totals.changes, totals.head);
    if totals.last.unwrap_or(0) != head {
        let last = totals.last.unwrap_or(0);
        found.broken(
            Area::Feed,
            say!("doctor-feed-head", last = last, head = head),
        );
    } else if count != head {
        found.broken(
            Area::Feed,
            say!("doctor-feed-holes", count = count, head = head),
        );
    }
    Ok(())
}

async fn rows(tx: &mut Tx, found: &mut Diagnosis) -> Result<()> {
    for id in store::without_revision(tx).await? {
        found.broken(Area::Rows, say!("doctor-no-revision", id = id));
    }
    for id in store::without_proposal(tx).await? {
        found.broken(Area::Rows, say!("doctor-no-proposal", id = id));
    }
    for actor in store::strangers(tx).await? {
        found.broken(Area::Rows, say!("doctor-no-member", id = actor));
    }
    for id in store::idle_fixes(tx).await? {
        found.broken(Area::Rows, say!("doctor-idle-fix", id = id));
    }
    for counter in store::counters_behind(tx).await? {
        found.broken(Area::Rows, say!("doctor-counter-behind", counter = counter));
    }
    let (kept, linked) = store::cards(tx).await?;
    let mut links: BTreeMap<ProblemId, BTreeSet<i64>> = BTreeMap::new();
    for (problem, standard) in linked {
        links.entry(problem).or_default().insert(standard);
    }
    for (id, standards) in kept {
        let shown: BTreeSet<i64> = serde_json::from_str(&standards).unwrap_or_default();
        if shown != links.remove(&id).unwrap_or_default() {
            found.broken(Area::Rows, say!("doctor-card-differs", id = id));
        }
    }
    Ok(())
}

/// The bytes that people agreed to are the bytes that are kept.
async fn texts(tx: &mut Tx, found: &mut Diagnosis) -> Result<()> {
    let mut after = (0, 0);
    loop {
        let some = store::texts(tx, after, TEXTS).await?;
        let Some((standard, number, ..)) = some.last() else {
            return Ok(());
        };
        after = (*standard, *number);
        for (standard, number, text, hash) in some {
            found.counts.revisions += 1;
            if standards::hash_of(&text) != hash {
                let id = StandardId::new(standard);
                found.broken(
                    Area::Rows,
                    say!("doctor-other-text", id = id, revision = number),
                );
            }
        }
    }
}

fn index(seen: Inspection, found: &mut Diagnosis) {
    found.counts.documents = seen.documents;
    let count = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    if !seen.stands {
        found
            .add(Area::Index, Severity::Differs, say!("doctor-index-none"))
            .passes = true;
    } else if !seen.is_sound {
        found
            .add(Area::Index, Severity::Broken, say!("doctor-index-damaged"))
            .passes = true;
    } else if seen.position > seen.head {
        let (position, head) = (seen.position, seen.head);
        found.broken(
            Area::Index,
            say!("doctor-index-ahead", position = position, head = head),
        );
    } else if seen.behind > 0 {
        let behind = say!("doctor-index-behind", count = count(seen.behind));
        found.add(Area::Index, Severity::Differs, behind).passes = true;
    }
    for difference in seen.differences {
        let Difference { id, kind } = difference;
        let message = match kind {
            DifferenceKind::Lacks => say!("doctor-index-lacks", id = id),
            DifferenceKind::Excess => say!("doctor-index-excess", id = id),
            DifferenceKind::Twice => say!("doctor-index-twice", id = id),
            DifferenceKind::Other => say!("doctor-index-other", id = id),
        };
        found.broken(Area::Index, message);
    }
}

fn folder(seen: Report, found: &mut Diagnosis) {
    found.counts.files = seen.files;
    let mut differs = |message: Message, why: Option<Message>, passes: bool| {
        let finding = found.add(Area::Folder, Severity::Differs, message);
        finding.why = why;
        finding.passes = passes;
    };
    let path = seen.folder.display().to_string();
    match seen.state {
        State::Here | State::Unknown => {}
        State::Gone => differs(say!("doctor-folder-gone", path = path), None, false),
        State::Emptied => differs(say!("doctor-folder-emptied", path = path), None, false),
        State::Closed(why) => differs(say!("doctor-folder-closed", path = path), Some(why), false),
    }
    for file in seen.waiting {
        differs(
            say!("doctor-file-waiting", id = file.id, path = file.path),
            Some(file.why),
            true,
        );
    }
    for file in seen.missing {
        differs(
            say!("doctor-file-missing", id = file.id, path = file.path),
            None,
            false,
        );
    }
    for image in seen.lost {
        let (id, path) = (image.id, image.path);
        let message = match image.altered {
            true => say!("doctor-image-altered", id = id, path = path),
            false => say!("doctor-image-missing", id = id, path = path),
        };
        differs(message, None, false);
    }
    for file in seen.unreadable {
        let message = match (file.line, file.id) {
            (Some(line), _) => say!("doctor-file-unreadable", path = file.path, line = line),
            (None, Some(id)) if file.in_force => {
                say!("doctor-file-hidden", id = id, path = file.path)
            }
            (None, _) => say!("doctor-file-unread", path = file.path),
        };
        differs(message, Some(file.message), false);
    }
    for file in seen.duplicates {
        let message = say!(
            "doctor-file-duplicate",
            id = file.id,
            path = file.path,
            other = file.other
        );
        differs(message, None, false);
    }
    for path in seen.outside {
        differs(say!("doctor-file-outside", path = path), None, true);
    }
}

fn git(seen: Commits, found: &mut Diagnosis) {
    let may_pass = matches!(seen.state, Committing::On { .. });
    if let Committing::Hindered(why) = seen.state {
        let hindered = say!("doctor-git-hindered");
        found.add(Area::Git, Severity::Differs, hindered).why = Some(why);
    }
    for publication in seen.waiting {
        let (id, path) = (publication.id, publication.path);
        let waits = say!("doctor-git-waiting", id = id, path = path);
        let finding = found.add(Area::Git, Severity::Differs, waits);
        finding.passes = may_pass;
        finding.why = may_pass.then_some(publication.why);
    }
}
